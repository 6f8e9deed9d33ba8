"""The plugin under MkDocs: hostile pages, tabs, tables of contents, dates, MkDocs' own commands."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import escape

from site_builder.build import Built
from site_builder.model.problems import Problem
from site_builder.output.render import Body, Heading, RenderedPage
from site_builder.publishing.configuration import load_configuration
from site_builder.publishing.link_check import check_site
from site_builder.publishing.menu import nav_titles
from site_builder.publishing.mkdocs_pages import table_of_contents
from site_builder.publishing.publish import hand_over, with_warnings
from tests.conftest import project_at

HOSTILE = (
    "</title><script>alert(1)</script>\"><img src=x onerror=alert(2)> ' &amp; <b>b</b> {{ 7 * 7 }} {% raw %} "
    '{onfocus=alert(3) #id} [a](javascript:alert(4)) --8<-- "mkdocs.yml"'
)
VOID = ("meta", "link", "input", "img", "br", "hr", "path", "circle")
NAV = """
nav:
  - Overview: index.md
  - Actors: actors/index.md
  - Explore:
      - Places: places/index.md
  - About: about.md
"""


def page(path: str, title: str, body: str = "", **more: object) -> RenderedPage:
    html = f"<h1>{escape(title)}</h1>{body}"
    return RenderedPage(path=path, title=title, description=title, body=Body.of(html), **more)  # type: ignore[arg-type]


def site(*pages: RenderedPage, files: Mapping[str, bytes] | None = None) -> Built:
    usual = (
        page("", "Home"),
        page("actors/", "All actors", section="actors"),
        page("places/", "All places"),
        page("search/", "Search"),  # every header leads to it
    )
    return Built((*usual, *pages), files or {})


@pytest.fixture
def rendered(toy_project: Path, tmp_path: Path) -> Callable[[Built], tuple[Path, tuple[Problem, ...]]]:
    """Give a function that lets MkDocs make a site of pages, and returns its folder and problems."""
    config = toy_project / "mkdocs.yml"
    tabs = "font: false\n  features: [navigation.tabs]"
    config.write_text(config.read_text().replace("font: false", tabs) + NAV)

    def run(built: Built) -> tuple[Path, tuple[Problem, ...]]:
        folder = tmp_path / "built"
        config, problems = with_warnings(lambda: load_configuration(project_at(toy_project), folder))
        assert config is not None, problems
        _, problems = with_warnings(lambda: hand_over(config, built))
        return folder, problems

    return run


class Reader(HTMLParser):
    """Reads a page as a browser would: texts by element, attributes, scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.stack[-1] if self.stack else "", []).append(data.strip())

    def of(self, tag: str, name: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.attributes if t == tag and a.get("name") == name]


def active_tabs(text: str) -> list[str]:
    parts = text.split("md-tabs__item--active")[1:]
    return [part.partition("</a>")[0].rpartition(">")[2].strip() for part in parts]


def test_hostile_titles_are_shown_as_text(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]],
) -> None:
    headings = (Heading(2, "one", HOSTILE), Heading(3, "two", HOSTILE))
    body = '<h2 id="one">x</h2><h3 id="two">y</h3>'
    folder, problems = rendered(
        site(
            page("actors/x/", HOSTILE, body, toc=headings, parent="actors/", section="actors"),
            page("actors/x/y/", "Below", parent="actors/x/", section="actors"),
        )
    )
    assert problems == ()
    assert check_site(folder, "https://example.org/toy/") == ()
    text = (folder / "actors/x/index.html").read_text(encoding="utf-8")
    seen = Reader(text)
    assert seen.texts["title"] == [f"{HOSTILE} - The Toy Record"]
    assert [meta["content"] for meta in seen.of("meta", "description")] == [HOSTILE]
    assert seen.texts["h1"] == [HOSTILE]
    assert seen.texts["span"].count(HOSTILE) >= 3  # header, table of contents twice
    assert not any(name.startswith("on") for _, attributes in seen.attributes for name in attributes)
    assert not any("alert" in script for script in seen.texts.get("script", []))


def test_hostile_titles_of_pages_in_the_menu(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]], toy_project: Path
) -> None:
    config = toy_project / "mkdocs.yml"
    config.write_text(config.read_text().replace("Actors: actors/index.md", "actors/index.md"))
    built = Built(tuple(page(path, HOSTILE) for path in ("", "actors/", "places/", "search/")), {})
    folder, problems = rendered(built)
    assert problems == ()
    assert check_site(folder, "https://example.org/toy/") == ()
    for path in ("index.html", "actors/index.html", "about/index.html", "404.html"):
        seen = Reader((folder / path).read_text(encoding="utf-8"))
        assert not any("alert" in script for script in seen.texts.get("script", []))
        assert HOSTILE in seen.texts["a"] or HOSTILE in seen.texts["span"]


@pytest.mark.parametrize(
    ("path", "parent", "section", "tab"),
    [
        ("actors/x/", "actors/", "actors", "Actors"),
        ("actors/x/", None, "actors", "Actors"),
        ("places/x/", "places/", "explore", "Explore"),
        ("equipment/x/", None, "explore", "Explore"),
        ("equipment/x/", "none/", "explore", "Explore"),
    ],
)
def test_the_right_tab_is_active(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]],
    path: str,
    parent: str | None,
    section: str,
    tab: str,
) -> None:
    folder, _ = rendered(site(page(path, "X", parent=parent, section=section)))
    assert active_tabs((folder / path / "index.html").read_text()) == [tab]
    assert active_tabs((folder / "index.html").read_text()) == ["Overview"]
    assert active_tabs((folder / "about/index.html").read_text()) == ["About"]


def test_data_files_and_redirects_are_written_as_they_are(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]],
) -> None:
    files = {
        "data/corpus.json": b'{"a": "\xc3\xa4"}',
        "actors/old/index.html": b"<!doctype html><title>x</title>",
    }
    folder, problems = rendered(site(files=files))
    assert problems == ()
    assert {path: (folder / path).read_bytes() for path in files} == files


def test_a_hand_written_page_in_the_place_of_a_generated_one_is_reported(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]], toy_project: Path
) -> None:
    (toy_project / "docs/actors.md").write_text("# Mine\n")
    _, (problem,) = rendered(site())
    assert problem.found == "docs/actors.md is in the place of a generated page: rename it"


def test_mkdocs_warnings_about_hand_written_pages_are_problems(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]], toy_project: Path
) -> None:
    (toy_project / "docs/about.md").write_text("[x](nowhere.md)\n")
    _, problems = rendered(site())
    assert ["nowhere.md" in problem.found for problem in problems] == [True]


def test_the_date_is_gits_or_the_given_one_or_none(
    rendered: Callable[[Built], tuple[Path, tuple[Problem, ...]]],
    toy_project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder, _ = rendered(site())
    assert "lastmod" not in (folder / "sitemap.xml").read_text()
    packed = (folder / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (folder / "sitemap.xml").read_bytes()
    assert packed[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"  # no time, name or system in it

    at = {"GIT_AUTHOR_DATE": "2031-05-11T23:30:00-0500", "GIT_COMMITTER_DATE": "2031-05-11T23:30:00-0500"}
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=toy_project, check=True)
    subprocess.run(
        [*git, "commit", "-q", "--allow-empty", "-m", "x"], cwd=toy_project, check=True, env=os.environ | at
    )
    folder, _ = rendered(site())
    assert "<lastmod>2031-05-12</lastmod>" in (folder / "sitemap.xml").read_text()

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    folder, _ = rendered(site())
    assert "<lastmod>1970-01-02</lastmod>" in (folder / "sitemap.xml").read_text()


def test_table_of_contents_nests_by_level() -> None:
    levels = [(2, "a"), (3, "b"), (3, "c"), (2, "d"), (4, "e"), (3, "f")]
    made = table_of_contents(Heading(level, name, name.upper()) for level, name in levels)
    assert str(made) == "A - #a\n    B - #b\n    C - #c\nD - #d\n    E - #e\n    F - #f\n"


def test_titles_of_a_menu() -> None:
    nav = [{"A": "a.md"}, "b.md", {"C": [{"D": "c/d.md"}, "c/e.md"]}]
    assert nav_titles(nav) == {"a.md": "A", "b.md": "", "c/d.md": "D", "c/e.md": ""}


# ------------------------------------------------------------------ MkDocs' own commands


def mkdocs(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "out"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_mkdocs_build_builds(toy_project: Path) -> None:
    done = mkdocs(toy_project)
    assert done.returncode == 0, done.stderr
    assert (toy_project / "out/actors/index.html").exists()


def test_mkdocs_build_prints_all_problems_and_keeps_what_was_built(toy_project: Path) -> None:
    (toy_project / "out").mkdir()
    (toy_project / "out/index.html").write_text("before")
    for name in ("places", "topics"):
        (toy_project / f"annotations/{name}.yml").write_text("x: {nome: X}\n")
    done = mkdocs(toy_project)
    assert done.returncode == 1
    assert "annotations/places.yml:1:" in done.stderr
    assert "annotations/topics.yml:1:" in done.stderr
    assert "nothing was built" in done.stderr
    assert (toy_project / "out/index.html").read_text() == "before"
