"""What is built on top of an earlier build is what a clean build gives, and costs what has changed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.build import BuildOptions, Memory, build
from site_builder.corpus.loading import Project, find_project
from tests.conftest import TOY, project_at

OPTIONS = BuildOptions(site_name="Again", site_url="https://example.org/again/")
WORDS = ("Kesh", "Haldane", "Sudria", "Norland", "talks", "missiles", "Estmark", "Missiles")


def files_of(root: Path) -> list[Path]:
    """What people write."""
    folders = ("articles", "annotations", "templates")
    found = [path for name in folders for path in (root / name).rglob("*") if path.is_file()]
    return sorted(path for path in found if "extracted" not in path.parts)


def reword(random: Random, root: Path) -> None:
    """Change a word wherever it stands in a file: a title, a name, words of ours, an id, a quote."""
    path = random.choice(files_of(root))
    path.write_text(path.read_text("utf-8").replace(random.choice(WORDS), random.choice(WORDS)), "utf-8")


def move_down(random: Random, root: Path) -> None:
    """Put a comment at the top of a file: all places in it move, and nothing else."""
    path = random.choice([path for path in files_of(root) if path.suffix == ".yml"])
    path.write_text("# More is to come.\n" + path.read_text("utf-8"), "utf-8")


def remove_some(random: Random, root: Path) -> None:
    """Take a block out of a file, whole entries or records perhaps."""
    path = random.choice([path for path in files_of(root) if path.suffix == ".yml"])
    lines = path.read_text("utf-8").split("\n")
    starts = [at for at, line in enumerate(lines) if line and not line.startswith(" ")] or [0]
    begin = random.choice(starts)
    end = next((at for at in starts if at > begin), len(lines))
    path.write_text("\n".join(lines[:begin] + lines[end:]), "utf-8")


def take_away(random: Random, root: Path) -> None:
    """Remove an article with all that belongs to it, or its annotation alone."""
    article = random.choice(sorted((root / "articles").glob("*.md")))
    (root / "annotations" / "articles" / f"{article.stem}.yml").unlink(missing_ok=True)
    if random.random() < 0.5:
        article.unlink()


def rename(random: Random, root: Path) -> None:
    """Give an article another id."""
    article = random.choice(sorted((root / "articles").glob("*.md")))
    if article.stem.endswith("-again"):
        return
    for folder, ending in (("articles", ".md"), ("annotations/articles", ".yml")):
        path = root / folder / f"{article.stem}{ending}"
        if path.exists():
            path.rename(path.with_name(f"{article.stem}-again{ending}"))


def set_up(random: Random, root: Path) -> None:
    """Change what site.yml says."""
    (root / "site.yml").write_text(
        f"title: The {random.choice(WORDS)} Record\ncontact: mailto:toy@example.org\ntexts: [texts]\n"
    )


def retouch(random: Random, root: Path) -> None:
    """Give the project its own template of a page, or another one."""
    folder = root / "templates" / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    text = (Path(__file__).parents[1] / "templates" / "pages" / "entry.html").read_text("utf-8")
    (folder / "entry.html").write_text(text + f"<p>{random.random()}</p>", "utf-8")


def put_back(random: Random, root: Path) -> None:
    """Bring a file back as it was first."""
    path = random.choice(files_of(TOY))
    to = root / path.relative_to(TOY)
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, to)


EDITS: tuple[Callable[[Random, Path], None], ...] = (
    reword, move_down, remove_some, take_away, rename, set_up, retouch, put_back,
)  # fmt: skip


def project_of(root: Path) -> Project:
    project, _ = find_project(root)
    assert project is not None
    return project


SEEDS = int(os.environ.get("SEEDS", "3"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_result_is_that_of_a_clean_build(
    toy_project: Path, tmp_path: Path, seed: int
) -> None:
    """As many random edits as there are kinds, one after the other."""
    random, memory = Random(seed), Memory()  # noqa: S311 - the same edits each time
    build(project_of(toy_project), OPTIONS, memory)
    for number, edit in enumerate(random.choices(EDITS, k=len(EDITS))):
        before = shutil.copytree(toy_project, tmp_path / str(number))
        edit(random, toy_project)
        again, problems = build(project_of(toy_project), OPTIONS, memory)
        shutil.rmtree(toy_project / ".cache", ignore_errors=True)
        clean, expected = build(project_of(toy_project), OPTIONS)
        assert problems == expected, edit
        assert (again is None) == (clean is None)
        if again is not None and clean is not None:
            assert [page.path for page in again.pages] == [page.path for page in clean.pages], edit
            assert [page.path for page in again.pages if page not in clean.pages] == [], edit
            assert dict(again.files) == dict(clean.files), edit
        else:  # it cannot be built: go on from where it could
            shutil.rmtree(toy_project)
            shutil.copytree(before, toy_project)


def test_an_edit_costs_what_it_changes(tmp_path: Path) -> None:
    """Another word in a digest makes one page anew, whatever the corpus has."""
    made = []
    for number in (20, 40):
        project, memory = ready_corpus(tmp_path / str(number), number), Memory()
        first, problems = build(project, OPTIONS, memory)
        assert first is not None, problems
        assert memory.rendered.made == len(first.pages)
        digests = (
            one for one in (project.root / "articles").glob("*.md") if "publish: digest" in one.read_text()
        )
        article = sorted(digests)[number // 2]
        article.write_text(article.read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
        units, pages = memory.pages.made, memory.rendered.made
        build(project, OPTIONS, memory)
        made.append((memory.pages.made - units, memory.rendered.made - pages))
    assert made[0] == made[1], "as much work in the larger corpus"
    assert made[0][1] == 1


def test_nothing_is_made_anew_where_nothing_changed(toy_project: Path) -> None:
    memory = Memory()
    build(project_at(toy_project), OPTIONS, memory)
    units, pages = memory.pages.made, memory.rendered.made
    build(project_at(toy_project), OPTIONS, memory)
    assert (memory.pages.made, memory.rendered.made) == (units, pages)
