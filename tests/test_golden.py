"""Every page and file of the toy site, compared with what was looked at and kept in tests/golden/.

After a change that is meant to show: `pytest tests/test_golden.py --update-golden`, then read the
difference before it is committed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.build import BuildOptions, build
from site_builder.output.render import RenderedPage
from site_builder.translation.languages import language_for
from tests.conftest import project_at

GOLDEN = Path(__file__).parent / "golden"
GERMAN = Path(__file__).parent / "golden_german"
IN_GERMAN = (
    "index.html", "visits.html", "arms-deals.html", "figures.html", "disagreements.html", "coverage.html",
    "terms.html", "map.html", "timeline.html", "corrections.html", "actors/sudria.html",
    "actors/tom-berg.html", "actors/norland-post.html", "actors/lena-voss.html",
    "events/2031-04-kesh-clash.html", "events/2031-lance-deal.html", "events/2031-04-lance-use.html",
    "events/2031-05-haldane-sudria.html", "places/kesh.html", "articles/norland-post-2031-05-10-visit.html",
    "files/data/cards.json",
)  # fmt: skip
CHARTS = tuple(f"files/embed/{page}/" for page in ("timeline", "network", "map", "arms-deals", "figures"))
"""Files of charts that are compared: one of each kind is enough."""
OF_LIBRARIES = (".sqlite", ".xlsx", "checksums.txt")
"""Files whose bytes depend on the version of a library, and what tells of these."""
SIZE = re.compile(rb"\d[\d.,]* (?:[kM]B|B)(?=[<.])")
OPTIONS = BuildOptions(site_url="https://example.org/toy/", repo_url="https://example.org/toy-record")


def page_text(page: RenderedPage) -> str:
    """A page as it is kept: what the theme is given besides the HTML stands in its first lines."""
    told = {
        "title": page.title,
        "description": page.description,
        "section": page.section,
        "parent": page.parent,
        "edit": page.edit,
        "wide": page.wide,
        "toc": [(heading.level, heading.id, heading.title) for heading in page.toc],
    }
    return "".join(f"{name}: {value!r}\n" for name, value in told.items()) + "\n" + page.html


def kept_files(root: Path, options: BuildOptions = OPTIONS) -> Mapping[str, bytes]:
    """What the toy project builds, by path below tests/golden/."""
    built, problems = build(project_at(root), options)
    assert problems == ()
    assert built is not None
    pages = {f"{page.path.rstrip('/') or 'index'}.html": page_text(page).encode() for page in built.pages}
    assert len(pages) == len(built.pages)
    for name in ("data.html", "data/ask.html"):
        pages[name] = SIZE.sub(b"(a size)", pages[name])
    files = {f"files/{path}": data for path, data in built.files.items() if not path.endswith(OF_LIBRARIES)}
    charts = {f"files/{one.path}": one.data for page in built.pages for one in page.files}
    return {**pages, **files, **{path: data for path, data in charts.items() if path.startswith(CHARTS)}}


def golden_files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def update(folder: Path, made: Mapping[str, bytes], kept: Mapping[str, bytes]) -> None:
    for path in sorted(set(kept) - set(made)):
        (folder / path).unlink()
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def test_pages_are_as_kept(toy_project: Path, request: pytest.FixtureRequest) -> None:
    compare(GOLDEN, kept_files(toy_project), request)


def test_german_pages_are_as_kept(toy_project: Path, request: pytest.FixtureRequest) -> None:
    """A page of each kind that has sentences of its own."""
    german = language_for("de")
    assert german is not None
    made = kept_files(toy_project, replace(OPTIONS, language=german))
    compare(GERMAN, {path: made[path] for path in IN_GERMAN}, request)


def compare(folder: Path, made: Mapping[str, bytes], request: pytest.FixtureRequest) -> None:
    """Hold what was made against what is kept in a folder."""
    kept = golden_files(folder)
    if request.config.getoption("--update-golden"):
        update(folder, made, kept)
        kept = golden_files(folder)
    assert sorted(set(kept) - set(made)) == [], "kept, but no longer made: --update-golden removes them"
    assert sorted(set(made) - set(kept)) == [], "made, but not kept"
    for path in sorted(made):
        assert made[path].decode() == kept[path].decode(), path


class Faults(HTMLParser):
    """Collects what the toy's hostile strings would become, if one were taken for more than text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.linked = False
        self.data: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.linked:
            self.data.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.linked = tag == "script" and attrs == [("type", "application/ld+json")]
        if tag in {"script", "b", "img", "iframe", "object", "style"} and not self.linked:
            self.found.append(tag)
        for name, value in attrs:
            is_address = name in {"href", "src", "action", "xlink:href"}
            leads_out = is_address and not re.match(r"https?://|mailto:|[a-z0-9./#-]", value or "")
            runs = is_address and re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE)
            if name.startswith("on") or name in {"autofocus", "style"} or leads_out or runs:
                self.found.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.linked = self.linked and tag != "script"

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def test_hostile_strings_are_text(toy_project: Path) -> None:
    built, _ = build(project_at(toy_project), OPTIONS)
    assert built is not None
    faults = {}
    for page in built.pages:
        parser = Faults()
        parser.feed(page.html)
        parser.close()
        faults[page.path] = parser.found
        data = json.loads(parser.data[0])
        assert len(parser.data) == 1
        assert data["name"] == page.title
        assert data["@context"] == "https://schema.org"
    assert {path: found for path, found in faults.items() if found} == {}
    assert "Mallory &lt;script&gt;alert(1)&lt;/script&gt;" in "".join(page.html for page in built.pages)
