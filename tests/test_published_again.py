"""What is published on top of an earlier release is what a clean build publishes, and costs what changed."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.model.problems import Problem
from site_builder.publishing import assets
from site_builder.publishing.publish import Release, publish
from site_builder.publishing.releases import digest_of
from site_builder.publishing.search_bundle import PARTS, RESULTS, Part, last_parts
from site_builder.storage.store import FILE
from tests.conftest import project_at
from tests.test_incremental import EDITS

SEEDS = int(os.environ.get("SEEDS", "1"))
LEFT_OUT = shutil.ignore_patterns(".cache", ".releases", "site")
THEME = Path(__file__).parents[1] / "templates" / "theme" / "main.html"


def retheme(random: Random, root: Path) -> None:
    """Have the project's own theme print something more, on all pages or on some."""
    (root / "theme").mkdir(exist_ok=True)
    when = random.choice(
        ["page", "page and page.title == 'Actors'", "page and page.url.startswith('events/')"]
    )
    more = "{% if " + when + " %}<b>" + str(random.random()) + "</b>{% endif %}"
    begin = "{% block announce %}"
    (root / "theme" / "main.html").write_text(
        THEME.read_text("utf-8").replace(begin, begin + more, 1), "utf-8"
    )
    config = root / "mkdocs.yml"
    if "custom_dir" not in (text := config.read_text("utf-8")):
        config.write_text(text.replace("name: material", "name: material\n  custom_dir: theme"), "utf-8")


def reconfigure(random: Random, root: Path) -> None:
    """Give the site another name, which stands on every page."""
    lines = (root / "mkdocs.yml").read_text("utf-8").split("\n")
    named = [
        f"site_name: Again {random.random()}" if line.startswith("site_name:") else line for line in lines
    ]
    (root / "mkdocs.yml").write_text("\n".join(named), "utf-8")


def write_more(random: Random, root: Path) -> None:
    """Write a page by hand."""
    (root / "docs" / f"more-{random.randrange(3)}.md").write_text(f"# More\n\n{random.random()}\n", "utf-8")


def do_nothing(_: Random, root: Path) -> None:
    """Leave everything as it is."""
    assert root.is_dir()


OWN_EDITS: tuple[Callable[[Random, Path], None], ...] = (retheme, reconfigure, write_more, do_nothing)


def published(root: Path) -> tuple[Release | None, tuple[Problem, ...]]:
    """Publish a project as it is."""
    return publish(project_at(root), root / "site")


def files_in(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def parts_of(root: Path) -> tuple[Part, ...]:
    """The parts of the search index."""
    return tuple(last_parts((root / "site").resolve()).values())


def index_files(root: Path) -> set[str]:
    """The files of the search index."""
    return {name for part in parts_of(root) for name in part.files} | {PARTS, RESULTS}


def searched(root: Path) -> object:
    """Of what the search index was made."""
    return [part.source for part in parts_of(root)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_what_is_published_is_that_of_a_clean_build(
    built_project: Path, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - the same edits each time
    for number, edits in enumerate((EDITS, OWN_EDITS, EDITS, EDITS)):  # the third release is the first spare
        edit = random.choice(edits)
        edit(random, built_project)
        again, problems = published(built_project)
        clean = Path(shutil.copytree(built_project, tmp_path / str(number) / "toy", ignore=LEFT_OUT))
        expected, in_clean = published(clean)
        assert problems == in_clean, edit
        assert (again is None) == (expected is None), edit
        if again is not None and expected is not None:
            assert again.name == expected.name, edit
            assert digest_of(again.folder).startswith(again.name)
            assert searched(built_project) == searched(clean), edit
            assert files_in(again.folder / "pagefind") == index_files(built_project), edit


def made_last(root: Path, stage: str) -> set[str]:
    """What the last build that wrote into the store has made of a stage."""
    with closing(sqlite3.connect(root / ".cache" / "site-builder" / FILE)) as store:
        newest = "SELECT unit FROM kept WHERE stage = ? AND used = (SELECT max(used) FROM kept)"
        return {unit for (unit,) in store.execute(newest, (stage,))}


def files_of(root: Path) -> dict[str, int]:
    """The files of the live site, and where they are on the disk."""
    site = (root / "site").resolve()
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.html")}


@pytest.mark.slow
def test_a_word_makes_few_pages_anew_however_many_there_are(tmp_path: Path) -> None:
    """The rest are the same files on the disk, of which nothing is read."""
    counts = []
    for number in (20, 40):
        root = ready_corpus(tmp_path / str(number), number).root
        published(root)
        before = files_of(root)
        digests = (path for path in (root / "articles").glob("*.md") if "publish: digest" in path.read_text())
        article = sorted(digests)[number // 2]
        article.write_text(article.read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
        published(root)
        after = files_of(root)
        assert after.keys() == before.keys()
        changed = {path for path, inode in after.items() if inode != before[path]}
        assert changed == {f"articles/{article.stem}/index.html"}
        assert made_last(root, "pages") == {f"articles/{article.stem}/", "coverage/"}
        assert not made_last(root, "shells"), "the theme is put around what changed alone"
        assert {path for path in made_last(root, "bodies") if path.count("/") > 1} <= {"data/ask/"}
        counts.append(len(made_last(root, "checked")))
    assert counts[0] == counts[1], "as much is read in the larger corpus"


def own_theme(root: Path) -> None:
    """Have the project's own theme print what it knows of other pages, of the menu and of the settings."""
    (root / "theme").mkdir()
    (root / "theme" / "said.txt").write_text("Said by a file", "utf-8")
    printed = (
        "{% for file in pages %}{{ file.page.title | e }} "
        "{{ file.page.content | striptags if file.src_uri == 'about.md' }}{% endfor %}"
        "{{ nav.items[0].title }} {% include 'said.txt' %}"
    )
    begin = "{% block announce %}"
    (root / "theme" / "main.html").write_text(
        THEME.read_text("utf-8").replace(begin, begin + printed, 1), "utf-8"
    )
    config = root / "mkdocs.yml"
    replace_in(config, "name: material", "name: material\n  custom_dir: theme")
    replace_in(config, "plugins:", "nav: [{Overview: index.md}, {Actors: actors/index.md}]\nplugins:")


def replace_in(path: Path, old: str, new: str) -> None:
    """Change some words of a file that are there once or more."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_whatever_a_theme_prints_around_pages_is_as_in_a_clean_build(
    built_project: Path, tmp_path: Path
) -> None:
    """Titles of other pages, a page written by hand, settings, other files of the theme: all count."""
    own_theme(built_project)
    assert published(built_project)[1] == ()
    edits: tuple[Callable[[], None], ...] = (
        lambda: replace_in(built_project / "docs/about.md", "# About", "# About us"),
        lambda: replace_in(built_project / "theme/said.txt", "Said", "Told"),
        lambda: replace_in(built_project / "site.yml", "toy@example.org", "more@example.org"),
        lambda: replace_in(built_project / "annotations/actors/people.yml", "Lena Voss", "Lena Vossen"),
    )
    for number, edit in enumerate(edits):
        edit()
        again, problems = published(built_project)
        clean = Path(shutil.copytree(built_project, tmp_path / str(number) / "toy", ignore=LEFT_OUT))
        expected, _ = published(clean)
        assert again is not None, problems
        assert expected is not None
        assert again.changed, number
        assert again.name == expected.name, number
        assert made_last(built_project, "shells"), number


def test_a_change_of_the_builders_own_theme_is_on_all_pages(
    built_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no file of the project, nor of the package where that is a checkout."""
    theme = Path(shutil.copytree(THEME.parent, tmp_path / "theme"))
    monkeypatch.setattr(assets, "THEMES", (theme,))
    assert published(built_project)[1] == ()
    begin = "{% block announce %}"
    replace_in(theme / "main.html", begin, f"{begin}<b>more</b>")
    article = next(path for path in (built_project / "articles").glob("*.md") if "digest" in path.read_text())
    article.write_text(article.read_text("utf-8").rstrip("\n") + " It is marked.\n", "utf-8")
    assert published(built_project)[1] == ()
    pages = [path for path in files_of(built_project) if not path.startswith("embed/")]
    told = [(built_project / "site" / path).read_text("utf-8") for path in pages]
    assert all("<b>more</b>" in html for html in told if "md-container" in html)
    assert sum("<b>more</b>" in html for html in told) > 60
    assert made_last(built_project, "shells")


def test_a_page_that_somebody_spoiled_is_made_anew(toy_project: Path) -> None:
    """A file of the live site is believed only as long as it is the one that was written."""
    first, _ = published(toy_project)
    assert first is not None
    page = first.folder / "actors" / "lena-voss" / "index.html"
    text = page.read_bytes()
    page.unlink()
    page.write_bytes(text.replace(b"Lena", b"Nina"))
    (toy_project / "docs" / "about.md").write_text("# About\n\nAnother word.\n", "utf-8")
    again, problems = published(toy_project)
    assert again is not None, problems
    assert (again.folder / "actors" / "lena-voss" / "index.html").read_bytes() == text


def test_a_new_private_text_is_looked_for_in_pages_that_are_as_they_were(built_project: Path) -> None:
    """What was found in a page holds for the texts that were looked for."""
    first = (built_project / "site").resolve()
    article = next((built_project / "articles").glob("*herald*.md")).read_text("utf-8")
    digest = article.rpartition("---\n")[2]
    (built_project / "texts" / "not-known.txt").write_text(digest, "utf-8")
    refused, problems = published(built_project)
    assert refused is None
    assert {problem.rule for problem in problems} == {"private-text"}
    (built_project / "texts" / "not-known.txt").unlink()
    again, problems = published(built_project)
    assert again is not None, problems
    assert again.name == first.name
