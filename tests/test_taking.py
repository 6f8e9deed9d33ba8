"""Charts as files: rows that no spreadsheet runs, pictures that stand by themselves, harmless code."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from site_builder.linking.site import Site
from site_builder.output.addresses import rendering
from site_builder.output.chart_files import rows_of
from site_builder.output.chart_styles import styled
from site_builder.output.pieces import iframe
from site_builder.output.render import RenderedPage, render
from site_builder.pages import all_pages
from site_builder.pages.page_foot import Imprint
from site_builder.pages.taking import ChartRow, Taken, taken_at

TEMPLATES = Path(__file__).parents[1] / "templates" / "pages"
ADDRESS = "https://example.org/record/"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '=cmd("x") "><script>alert(1)</script> & \x08 {{ 7*7 }} \u0645\u0631\u062d\u0628\u0627'
TAKEN = Taken(
    kind="timeline",
    path="embed/timeline/",
    at="timeline/#picture",
    title=HOSTILE,
    says=HOSTILE,
    height=300,
    columns=("event", "events"),
    rows=(ChartRow((HOSTILE, 3), "events/a/"), ChartRow(("+1", -2), "events/b/#q-1")),
)


@pytest.fixture(scope="module")
def pages(toy_site: Site) -> dict[str, RenderedPage]:
    made, problems = render(TEMPLATES, all_pages(toy_site, "Toy"), Imprint(name="Toy", site=ADDRESS))
    assert problems == ()
    return {page.path: page for page in made}


def files_of(page: RenderedPage) -> dict[str, str]:
    return {file.path: file.data.decode() for file in page.files}


def test_each_kind_of_chart_has_its_files(pages: dict[str, RenderedPage]) -> None:
    found = {path for page in pages.values() for path in files_of(page)}
    names = ("index.html", "chart.svg", "chart.csv")
    for place in ("timeline/", "network/", "map/", "actors/sudria/"):
        assert {f"embed/{place}{name}" for name in names} <= found
    for begin in ("embed/figures/chart-", "embed/arms-deals/values-", "embed/topics/"):
        assert any(path.startswith(begin) for path in found)
    assert all(path.startswith("embed/") for path in found)
    for page in pages.values():
        linked = set(re.findall(r'href="(?:\.\./)*(embed/[^"]*)"', page.html))
        assert linked == {path.removesuffix("index.html") for path in files_of(page)}, page.path


def test_pictures_are_xml_that_needs_nothing_else(pages: dict[str, RenderedPage]) -> None:
    pictures = [
        text for page in pages.values() for path, text in files_of(page).items() if path.endswith(".svg")
    ]
    assert len(pictures) > 8
    for picture in pictures:
        root = ElementTree.fromstring(picture)  # noqa: S314 - our own file
        assert root.tag == f"{SVG}svg"
        assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
            "svg", "g", "a", "path", "rect", "circle", "text", "tspan", "title", "desc", "use", "defs",
        }  # fmt: skip
        keys = {key.rpartition("}")[2] for one in root.iter() for key in one.attrib}
        assert keys.isdisjoint({"class", "style", "src"})
        assert not [key for key in keys if key.startswith(("data-", "on"))]
        links = [one.get("href", "") for one in root.iter() if one.get("href")]
        assert all(link.startswith((ADDRESS, "#shape-")) for link in links)
        assert "url(" not in picture
        assert "var(" not in picture
        words = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
        assert "Source: Toy" in words
        assert ADDRESS in words


def test_without_an_address_pictures_have_no_links(toy_site: Site) -> None:
    made, _ = render(TEMPLATES, all_pages(toy_site, "Toy"), Imprint(name="Toy"))
    page = next(page for page in made if page.path == "timeline/")
    files = files_of(page)
    root = ElementTree.fromstring(files["embed/timeline/chart.svg"])  # noqa: S314 - our own file
    assert not list(root.iter(f"{SVG}a"))
    assert len([one for one in root.iter(f"{SVG}g") if "translate" in one.get("transform", "")]) > 3
    assert "events/" in files["embed/timeline/chart.csv"]
    assert "example.org" not in files["embed/timeline/chart.csv"]


def test_rows_are_harmless_and_lead_to_what_carries_them() -> None:
    (head, *rows) = csv.reader(io.StringIO(rows_of(TAKEN, ADDRESS), newline=""))
    assert head == ["event", "events", "page"]
    assert rows == [
        [f"'{HOSTILE}", "3", f"{ADDRESS}events/a/"],
        ["'+1", "-2", f"{ADDRESS}events/b/#q-1"],
    ]


def test_hostile_titles_stay_words_in_the_code_that_others_take() -> None:
    found: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    reader = Reader()
    with rendering("timeline/", None, ADDRESS):
        reader.feed(iframe(TAKEN))
    ((tag, values),) = found
    assert (tag, values["title"], values["src"]) == ("iframe", HOSTILE, f"{ADDRESS}embed/timeline/")
    assert values["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    with rendering("figures/", None):
        assert 'src="../embed/figures/chart-x/"' in iframe(replace(TAKEN, path="embed/figures/chart-x/"))


def test_an_element_gets_what_style_sheets_say_of_it() -> None:
    html = (
        '<figure class="r-timeline"><svg class="r-timeline__wide" viewBox="0 0 9 9">'
        '<a class="r-blue r-hollow" href="../a/" data-x="1"><use href="#s"/><path class="r-bar" d="M0 0"/>'
        '<text x="1">A &lt; B</text></a></svg></figure>'
    )
    made = styled(html)
    assert '<use href="#s" fill="none" stroke="#0b5aa8" stroke-width="1.6" stroke-linejoin="round"/>' in made
    assert '<path d="M0 0" fill="none" stroke="#0b5aa8" stroke-width="5" opacity=".35"/>' in made
    assert '<a href="../a/" target="_blank" rel="noopener">' in made
    assert '<text x="1" font-size="13" fill="#1a1d24">A &lt; B</text>' in made


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("embed/timeline/chart.svg", "timeline/"),
        ("embed/figures/chart-x/index.html", "figures/chart-x/"),
        ("embed/index.html", "/"),
        ("timeline/index.html", ""),
    ],
)
def test_a_file_tells_from_where_it_was_taken(path: str, page: str) -> None:
    assert taken_at(path) == page
