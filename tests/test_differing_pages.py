"""A comparison that makes only pages that may differ says what one of all pages says, at less cost."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.build import BuildOptions, Memory, build
from site_builder.corpus.loading import Project
from site_builder.reviewing.diff import ChangeReport, compare, diff
from site_builder.reviewing.diff.compared_state import AS_THEY_ARE, LinkedSide, sides, whole
from site_builder.reviewing.diff.differing_pages import with_pages
from site_builder.storage.store import FILE, opened
from tests.conftest import project_at
from tests.test_diff import commit, git, reported
from tests.test_incremental import EDITS, retouch, set_up

SEEDS = int(os.environ.get("SEEDS", "2"))


@contextmanager
def both(project: Project, memory: Memory) -> Iterator[tuple[LinkedSide, ...]]:
    """What was committed, and the files as they are."""
    base = git(project.root, "rev-parse", "HEAD")
    with sides(project, [("HEAD", base), (AS_THEY_ARE, None)], (), memory) as linked:
        yield linked


def of_all_pages(project: Project) -> ChangeReport:
    """The report where all pages of both states are made, each with nothing known from before."""
    with both(project, Memory()) as (base, head):
        return compare(whole(project, base, Memory()), whole(project, head, Memory()))


@pytest.fixture
def committed(toy_project: Path) -> Path:
    commit(toy_project)
    with (toy_project / ".gitignore").open("a") as file:
        file.write(".cache/\n")
    commit(toy_project)
    return toy_project


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_report_is_that_of_all_pages(committed: Path, seed: int) -> None:
    """Random edits, some of them committed: then the new state is the old one of the next comparison."""
    root, random = committed, Random(seed)  # noqa: S311 - the same edits each time
    edits = [edit for edit in EDITS if edit is not set_up or seed % 2]
    for edit in random.choices(edits, k=6):
        edit(random, root)
        project = project_at(root)
        if random.random() < 0.5:
            build(project, BuildOptions(site_name="Known from a build"))
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


@pytest.mark.slow
def test_a_comparison_makes_what_differs_alone(tmp_path: Path) -> None:
    """As many pages for another word in a digest, whatever the corpus has.

    At first, where no build has found out what pages look up, no more HTML.
    """
    made = []
    for number in (20, 40):
        project = ready_corpus(tmp_path / str(number), number)
        git(project.root, "init", "--quiet")
        (project.root / ".gitignore").write_text("articles/raw/\n.cache/\n")
        commit(project.root)
        if number == 20:
            build(project, BuildOptions(site_name="Known from a build"))
        article = sorted(
            path for path in (project.root / "articles").glob("*.md") if "publish: digest" in path.read_text()
        )[number // 4]
        article.write_text(article.read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
        first, again = (compared(project) for _ in range(2))
        assert first.rendered.made == again.rendered.made
        # A build knows what all pages look up but the first page and the search's, which list the page of
        # the changes, which a comparison has not, and that of the data, which tells how large files are.
        assert (first.pages.made == again.pages.made + 3) == (number == 20)
        made.append((again.pages.made, again.rendered.made))
    assert made[0] == made[1], "as much work in the larger corpus"
    assert made[0] == (2, 2), "one page, in both states"


def compared(project: Project) -> Memory:
    with opened(project.root) as store:
        memory = Memory().with_store(store)
        with both(project, memory) as (base, head):
            before, after = with_pages(project, base, head, memory)
        assert set(before.pages) == set(after.pages)
        return memory


# ------------------------------------------------------------------ what is kept


BROKEN = ("", "[", "[]", '{"reads": 1}', '{"reads": {"site.events": 1}, "print": 2}', '{"print": ""}')


def test_what_somebody_else_wrote_is_passed_over(committed: Path) -> None:
    retouch(Random(0), committed)  # noqa: S311 - no secret
    project = project_at(committed)
    before, _ = diff(project, "HEAD")
    with closing(sqlite3.connect(committed / ".cache" / "site-builder" / FILE)) as store, store:
        rows = store.execute("SELECT unit, key FROM kept WHERE stage = 'looked-up'").fetchall()
        broken = [(BROKEN[number % len(BROKEN)], *row) for number, row in enumerate(rows)]
        store.executemany("UPDATE kept SET value = ? WHERE unit = ? AND key = ?", broken)
    assert rows
    again, _ = diff(project, "HEAD")
    assert again == before
