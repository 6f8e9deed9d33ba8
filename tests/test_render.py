"""Text becomes HTML in one place, and addresses pass one gate."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from site_builder.linking.redirects import Move
from site_builder.output.addresses import rendering
from site_builder.output.render import (
    MANY,
    Heading,
    RenderCache,
    RenderedPage,
    environment,
    headings,
    render,
    render_old_addresses,
)
from site_builder.pages import Page
from site_builder.pages.components import Link
from site_builder.pages.data_page import DataPage
from site_builder.pages.heads import Head
from site_builder.pages.page_foot import Imprint

ROOT = Path(__file__).parents[1]
CASES = yaml.load((ROOT / "tests" / "cases" / "addresses.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
MARKS = dict.fromkeys((0x2068, 0x2069))
"""What sets apart words that run to the left, in attributes and titles."""
HOSTILE = sorted((ROOT / "tests" / "cases" / "hostile").glob("*.json"))

FOLDER = ROOT / "templates" / "pages"


def page_with(title: str, to: str = "", here: str = "data/") -> Page:
    return Page("data", DataPage(Head(here, title, title, (Link(title, to),), "data", (), title), (), (), ()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['here']} {case['to']}")
def test_address(case: dict[str, str]) -> None:
    view = page_with("there", case["to"] or "actors/", case["here"])
    if case["to"]:
        ((page,), _) = render(FOLDER, [view], Imprint())
        found = re.search(r'<a href="([^"]*)">there</a>', page.html)
        assert found
        assert found[1].replace("&amp;", "&") == case["address"]
    else:
        with rendering(case["here"], None):
            assert environment(FOLDER).from_string("{{ '' | address }}").render() == case["address"]


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
    usual = Tags(render(FOLDER, [page_with("x", "actors/")], Imprint())[0][0].html).tags
    plain = [tag for tag in usual if tag not in ("a", "bdi")]
    pages, problems = render(FOLDER, [page_with(text, text) for text in texts], Imprint())
    assert problems == ()
    for text, page in zip(texts, pages, strict=True):
        found = Tags(page.html)
        if text:
            assert [tag for tag in found.tags if tag not in ("a", "bdi")] == plain
            assert found.handlers == []
            assert " ".join(text.translate(MARKS).split()) in " ".join(found.text.translate(MARKS).split())


def test_headings_are_found_with_their_text() -> None:
    html = '<h1 id="a">A</h1><h2 id="b">B <em>c</em> &amp; d</h2><h2>no id</h2><h3 id="e">\n e </h3>'
    assert headings(html) == (Heading(2, "b", "B c & d"), Heading(3, "e", "e"))


def test_a_page_that_stays_as_it_was_is_not_rendered_again(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.html"):
        shutil.copy2(path, tmp_path)
    kept = RenderCache()

    def rendered(title: str) -> RenderedPage:
        return render(tmp_path, [page_with(title)], Imprint(), kept)[0][0]

    first = rendered("one")
    assert rendered("one") is first
    assert "two" in rendered("two").html
    page = tmp_path / "data.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Downloads", "Things to take"), encoding="utf-8")
    assert "Things to take" in rendered("two").html


def test_edit_links_and_permalinks_are_left_out_where_unset() -> None:
    view = page_with("x", "actors/")
    ((bare,), _) = render(FOLDER, [view], Imprint())
    assert "Permalink" not in bare.html
    assert "Edit" not in bare.html
    ((full,), _) = render(FOLDER, [view], Imprint(site="https://example.org/x/"))
    assert 'href="https://example.org/x/data/"' in full.html


EDITED = yaml.load((ROOT / "tests" / "cases" / "edits.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", EDITED, ids=lambda case: str(case["place"]))
def test_edit_links(case: dict[str, str]) -> None:
    with rendering("data/", case["pattern"]):
        source = environment(FOLDER).from_string("{{ place | edit }}")
        assert source.render(place=case["place"]) == case["address"]


def test_what_the_theme_is_told_of_a_page() -> None:
    trail = (Link("Home", ""), Link("About", "about/"), Link("Inside", "inside/"))
    head = Head("data/", "Title", "kind", (), "overview", trail, "In short", edit="site.yml#7", wide=True)
    view = Page("data", DataPage(head, (), (), ()), {"@type": "Dataset"})
    imprint = Imprint(edit="https://example.org/{path}?l={line}", changed={"data/": "2031-05-04"})
    ((page,), _) = render(FOLDER, [view], imprint)
    assert page == RenderedPage(
        path="data/", title="Title", description="In short", body=page.body, toc=headings(page.html),
        parent="inside/", section="overview", edit="https://example.org/site.yml?l=7", wide=True,
        changed="2031-05-04",
    )  # fmt: skip
    assert page.toc
    assert '"@type": "Dataset"' in page.html or '"@type":"Dataset"' in page.html


def test_what_a_page_does_not_have_is_left_empty() -> None:
    ((page,), _) = render(FOLDER, [page_with("x", "actors/")], Imprint())
    assert (page.parent, page.edit, page.wide, page.changed) == (None, None, False, "")
    assert page.section == "data"


def test_an_old_address_leads_to_the_new_one() -> None:
    moves = [Move("actors/old/", "actors/new/", "A <b>"), Move("events/x/", "events/y/", "Why")]
    made, _ = render_old_addresses(FOLDER, iter(moves), ())
    assert list(made) == ["actors/old/index.html", "events/x/index.html"]
    html = made["actors/old/index.html"].decode()
    assert 'content="0; url=../../actors/new/"' in html
    assert '<a href="../../actors/new/">A &lt;b&gt;</a>' in html
    assert "../../events/y/" in made["events/x/index.html"].decode()
    assert render_old_addresses(FOLDER / "none", [], ()) == ({}, ())


@pytest.mark.parametrize(("rows", "filtered"), [(MANY - 1, "no"), (MANY, "yes")])
def test_a_long_table_has_a_filter(rows: int, filtered: str) -> None:
    source = environment(FOLDER).from_string("{{ 'yes' if rows | many else 'no' }}")
    assert source.render(rows=range(rows)) == filtered


def test_tags_of_templates_leave_no_lines_and_text_is_escaped() -> None:
    source = environment(FOLDER).from_string("<p>\n  {% if text %}\n{{ text }}\n  {% endif %}\n</p>\n")
    assert source.render(text="<b>") == "<p>\n&lt;b&gt;\n</p>\n"


def test_a_project_s_own_template_goes_first(tmp_path: Path) -> None:
    (tmp_path / "data.html").write_text("own: {{ page.head.title }}")
    assert render(tmp_path, [page_with("x")], Imprint())[0][0].html == "own: x"
    assert "Downloads" in render(tmp_path / "none", [page_with("x")], Imprint())[0][0].html
