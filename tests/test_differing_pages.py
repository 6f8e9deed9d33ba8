"""A comparison that makes only pages that may differ says what one of all pages says, at less cost."""

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.build import Memory
from site_builder.corpus.loading import Project
from site_builder.reviewing.diff import ChangeReport, compare, diff
from site_builder.reviewing.diff.compared_state import AS_THEY_ARE, LinkedSide, side_of, whole
from site_builder.reviewing.diff.differing_pages import with_pages
from site_builder.reviewing.diff.page_reads import keep_reads, kept_reads
from site_builder.storage.store import Store, opened
from tests.conftest import project_at
from tests.test_diff import commit, git, reported
from tests.test_incremental import EDITS, retouch, set_up

SEEDS = int(os.environ.get("TORTURE_SEEDS", "2"))


def sides(project: Project, memory: Memory) -> tuple[LinkedSide, LinkedSide]:
    """What was committed, and the files as they are."""
    base = git(project.root, "rev-parse", "HEAD")
    return (
        side_of(project, "HEAD", base, (), memory),
        side_of(project, AS_THEY_ARE, None, (), memory),
    )


def of_all_pages(project: Project) -> ChangeReport:
    """The report where all pages of both states are made, each with nothing known from before."""
    base, head = sides(project, Memory())
    return compare(whole(project, base, Memory()), whole(project, head, Memory()))


@pytest.fixture
def committed(toy_project: Path) -> Path:
    commit(toy_project)
    with (toy_project / ".gitignore").open("a") as file:
        file.write(".cache/\n")
    commit(toy_project)
    return toy_project


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_report_is_that_of_all_pages(committed: Path, seed: int) -> None:
    """Random edits, some of them committed: then the new state is the old one of the next comparison."""
    root, random = committed, Random(seed)  # noqa: S311 - the same edits each time
    edits = [edit for edit in EDITS if edit is not set_up or seed % 2]
    for edit in random.choices(edits, k=6):
        edit(random, root)
        project = project_at(root)
        report, _ = diff(project, "HEAD")
        assert report is not None
        assert report == of_all_pages(project), edit
        again, _ = diff(project, "HEAD")
        assert again == report, edit
        if not report.complete:  # go on from where there was a site
            git(root, "checkout", "--quiet", "--", ".")
            git(root, "clean", "--quiet", "-d", "--force")
        elif random.random() < 0.5 and git(root, "status", "--porcelain"):
            commit(root)


def test_a_template_that_fits_no_page_is_told_of_as_before(committed: Path) -> None:
    root = committed
    retouch(Random(0), root)  # noqa: S311 - no secret
    assert reported(root).complete
    template = root / "templates" / "pages" / "entry.html"
    words = template.read_text("utf-8").replace("{% endblock %}", "{{ page.nobody_knows }}{% endblock %}", 1)
    template.write_text(words, "utf-8")
    for _ in range(2):
        report = reported(root)
        assert not report.complete
        assert "`template-name`" in report.markdown
        assert report == of_all_pages(project_at(root))


def test_a_comparison_makes_what_differs_alone(tmp_path: Path) -> None:
    """As many pages for another word in a digest, whatever the corpus has; at first no more HTML, too."""
    made = []
    for number in (20, 40):
        project = ready_corpus(tmp_path / str(number), number)
        git(project.root, "init", "--quiet")
        (project.root / ".gitignore").write_text("articles/raw/\n.cache/\n")
        commit(project.root)
        article = sorted(
            path for path in (project.root / "articles").glob("*.md") if "publish: digest" in path.read_text()
        )[number // 4]
        article.write_text(article.read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
        first, again = (compared(project) for _ in range(2))
        assert first.rendered.made == again.rendered.made
        made.append((again.pages.made, again.rendered.made))
    assert made[0] == made[1], "as much work in the larger corpus"
    assert made[0] == (2, 2), "one page, in both states"


def compared(project: Project) -> Memory:
    with opened(project.root) as store:
        memory = Memory().with_store(store)
        base, head = sides(project, memory)
        before, after = with_pages(project, base, head, memory)
        assert set(before.pages) == set(after.pages)
        return memory


# ------------------------------------------------------------------ what is kept


def test_what_pages_look_up_comes_back_for_the_old_state_and_the_new(toy_project: Path) -> None:
    old = {"a/": frozenset({"x 1", "y 2"}), "b/": frozenset({"x 1"}), "c/": frozenset[str]()}
    new = {"a/": frozenset({"x 1", "y 2"}), "b/": frozenset({"z 3"}), "d/": frozenset({"x 1"})}
    with opened(toy_project) as store:
        keep_reads(store, ("one", old), ("two", new))
    with opened(toy_project) as store:
        assert kept_reads(store, "one") == old
        assert kept_reads(store, "two") == new
        assert kept_reads(store, "three") is None
        keep_reads(store, ("two", new), ("three", old))
    with opened(toy_project) as store:
        assert kept_reads(store, "two") == new
        assert kept_reads(store, "three") == old
        assert kept_reads(store, "one") is None


@pytest.mark.parametrize("written", ["", "[", "[]", "{}", '{"state": "one"}', '{"state": "one", "reads": 1}'])
def test_what_somebody_else_wrote_is_passed_over(toy_project: Path, written: str) -> None:
    with opened(toy_project) as store:
        store.put("looked-up", "old", "", written)
        assert kept_reads(store, "one") is None


def test_a_state_without_a_name_is_not_kept(toy_project: Path) -> None:
    with opened(toy_project) as store:
        keep_reads(store, ("", {}), ("two", {}))
        assert kept_reads(store, "") is None
        assert kept_reads(Store(), "two") is None
    shutil.rmtree(toy_project / ".cache")
