"""Text becomes HTML in one place, and addresses pass one gate."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from jinja2 import UndefinedError

from site_builder.imprint import Imprint
from site_builder.pages import Page
from site_builder.pages.overview import DataPage
from site_builder.pages.parts import Head, Link
from site_builder.render import Heading, Rendered, RenderedPage, environment, headings, render

ROOT = Path(__file__).parents[1]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "addresses.yml").read_text(encoding="utf-8"))
MARKS = dict.fromkeys((0x2068, 0x2069))
"""What sets apart words that run to the left, in attributes and titles."""
HOSTILE = sorted((ROOT / "tests" / "cases" / "hostile").glob("*.json"))

FOLDER = ROOT / "templates" / "pages"


def page_with(title: str, to: str = "", here: str = "data/") -> Page:
    return Page("data", DataPage(Head(here, title, title, (Link(title, to),), "data", (), title), (), ()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['here']} {case['to']}")
def test_address(case: dict[str, str]) -> None:
    view = page_with("there", case["to"] or "actors/", case["here"])
    if case["to"]:
        (page,) = render(FOLDER, [view], Imprint())
        found = re.search(r'<a href="([^"]*)">there</a>', page.html)
        assert found
        assert found[1].replace("&amp;", "&") == case["address"]
    else:
        source = environment(FOLDER).from_string("{{ '' | address }}")
        assert source.render(page=view.view, imprint=Imprint()) == case["address"]


class Tags(HTMLParser):
    """Counts what a parser makes of a page, and keeps its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.handlers += [value for _, value in attrs if value and "script:" in value.lower()]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: str(path.stem))
def test_no_payload_becomes_markup(path: Path) -> None:
    texts = json.loads(path.read_text(encoding="utf-8"))
    assert len(texts) > 500
    usual = Tags(render(FOLDER, [page_with("x", "actors/")], Imprint())[0].html).tags
    kept = Rendered()
    for text in texts:
        (page,) = render(FOLDER, [page_with(text, text)], Imprint(), kept)
        found = Tags(page.html)
        if text:
            plain = [tag for tag in usual if tag not in ("a", "bdi")]
            assert [tag for tag in found.tags if tag not in ("a", "bdi")] == plain
            assert found.handlers == []
            assert " ".join(text.translate(MARKS).split()) in " ".join(found.text.translate(MARKS).split())


def test_headings_are_found_with_their_text() -> None:
    html = '<h1 id="a">A</h1><h2 id="b">B <em>c</em> &amp; d</h2><h2>no id</h2><h3 id="e">\n e </h3>'
    assert headings(html) == (Heading(2, "b", "B c & d"), Heading(3, "e", "e"))


def test_a_page_that_stays_as_it_was_is_not_rendered_again(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.html"):
        shutil.copy2(path, tmp_path)
    kept = Rendered()

    def rendered(title: str) -> RenderedPage:
        return render(tmp_path, [page_with(title)], Imprint(), kept)[0]

    first = rendered("one")
    assert rendered("one") is first
    assert "two" in rendered("two").html
    page = tmp_path / "data.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Downloads", "Things to take"), encoding="utf-8")
    assert "Things to take" in rendered("two").html


def test_edit_links_and_permalinks_are_left_out_where_unset() -> None:
    view = page_with("x", "actors/")
    (bare,) = render(FOLDER, [view], Imprint())
    assert "Permalink" not in bare.html
    assert "Edit" not in bare.html
    (full,) = render(FOLDER, [view], Imprint(site="https://example.org/x/"))
    assert 'href="https://example.org/x/data/"' in full.html


EDITED = yaml.safe_load((ROOT / "tests" / "cases" / "edits.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", EDITED, ids=lambda case: str(case["place"]))
def test_edit_links(case: dict[str, str]) -> None:
    source = environment(FOLDER).from_string("{{ place | edit }}")
    assert source.render(place=case["place"], imprint=Imprint(edit=case["pattern"])) == case["address"]


def test_a_template_that_names_what_there_is_not_renders_nothing(tmp_path: Path) -> None:
    """A slip in a user's template must not become a gap on a page."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "data.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Downloads", "{{ page.titel }}"), encoding="utf-8"
    )
    with pytest.raises(UndefinedError, match="titel"):
        render(tmp_path, [page_with("x", "actors/")], Imprint())
