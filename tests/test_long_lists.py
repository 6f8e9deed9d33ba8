"""No page grows with the corpus: long lists stand in parts, and nothing that they hold is lost."""

import gzip
import re
import shutil
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urljoin

import pytest

from bench.invented_corpus import write_corpus
from site_builder.build import Memory, site_of
from site_builder.corpus.loading import find_project
from site_builder.linking.site import Site
from site_builder.output.render import RenderedPage, environment, render
from site_builder.pages import Page, all_pages
from site_builder.pages.page_foot import Imprint
from site_builder.pages.page_subjects import is_part
from site_builder.pages.parts import BOUNDS, Bounds, Division, always, cut, in_year, long_list
from site_builder.proving.proved_project import read_project

TEMPLATES = Path(__file__).parents[1] / "templates" / "pages"
MOST_NODES, MOST_BYTES = 3000, 45_000
"""What a page may have: elements, and bytes gzipped, beside 75 kB of styles and scripts."""
LOW = Bounds(nodes=260, first=90, several=40)
"""Bounds under which a small corpus has parts of every kind."""
TABS = ("", "coverage/", "search/")
"""Pages that the tabs and the hand-written pages lead to."""
HAND_WRITTEN = ("about/", "method/", "dictionary/", "data/")


@cache
def invented(articles: int) -> Site:
    root = Path(mkdtemp())
    write_corpus(root, articles)
    project, _ = find_project(root)
    assert project
    known, _ = read_project(project, ())
    return site_of(project, known, Memory())


@cache
def rendered(articles: int, bounds: Bounds) -> Mapping[str, RenderedPage]:
    pages = list(all_pages(invented(articles), "An Invented Record", bounds))
    found, problems = render(TEMPLATES, pages, Imprint(name="x"))
    assert problems == ()
    made = {page.path: page for page in found}
    assert len(made) == len(pages)
    return made


def elements(html: str) -> int:
    return len(re.findall(r"<[a-z]", html))


def ids(page: RenderedPage) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', page.html))


def links(page: RenderedPage) -> Iterator[tuple[str, str]]:
    """Pages that a page links to, each with the anchor there."""
    for found in re.findall(r'\shref="([^"]*)"', page.html):
        address = unescape(found)
        if not address.startswith(("http", "mailto:")):
            path, _, anchor = urljoin(f"/{page.path}", address).lstrip("/").partition("#")
            yield path.partition("?")[0], anchor


CORPORA = [pytest.param(60, LOW, id="low bounds"), pytest.param(200, BOUNDS, id="200 articles")]


@pytest.mark.slow
@pytest.mark.parametrize("articles", [200, 400])
def test_no_page_is_too_long(articles: int) -> None:
    pages = rendered(articles, BOUNDS).values()
    long = {page.path: elements(page.html) for page in pages if elements(page.html) > MOST_NODES}
    heavy = {page.path: len(gzip.compress(page.html.encode())) for page in pages}
    assert long == {}
    assert {path: size for path, size in heavy.items() if size > MOST_BYTES} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("articles", "bounds"), CORPORA)
def test_links_lead_to_pages_and_anchors_that_are(articles: int, bounds: Bounds) -> None:
    pages = rendered(articles, bounds)
    charts = {one.path.removesuffix("index.html") for page in pages.values() for one in page.files}
    wrong = {
        (page.path, path, anchor)
        for page in pages.values()
        for path, anchor in links(page)
        if path not in charts
        and not path.startswith(HAND_WRITTEN)
        and (path not in pages or (anchor and anchor not in ids(pages[path])))
    }
    assert sorted(wrong)[:10] == []


@pytest.mark.slow
@pytest.mark.parametrize(("articles", "bounds"), CORPORA)
def test_everything_is_reached_from_the_first_page_without_a_script(articles: int, bounds: Bounds) -> None:
    pages = rendered(articles, bounds)
    seen, due = set(TABS), deque(TABS)
    while due:
        for path, _ in links(pages[due.popleft()]):
            if path in pages and path not in seen:
                seen.add(path)
                due.append(path)
    assert sorted(set(pages) - seen) == []


def in_list(pages: Mapping[str, RenderedPage], base: str, template: str) -> set[str]:
    """What the page of a list and its parts link to in rows."""
    listed = [page for path, page in pages.items() if path.startswith(base)]
    return {path for page in listed for path, _ in links(page) if re.fullmatch(template, path)}


REGISTERS = [
    ("events/by-year/", "events"),
    ("articles/by-year/", "articles"),
    ("actors/by-letter/", "actors"),
    ("coverage/by-year/", "coverage"),
    ("timeline/", "events"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("base", "folder"), REGISTERS)
def test_the_parts_of_a_register_hold_all(base: str, folder: str) -> None:
    site, pages = invented(60), rendered(60, LOW)
    things: dict[str, Collection[str]] = {
        "events": site.events,
        "articles": site.corpus.articles,
        "actors": site.corpus.registry.actors,
        "coverage": site.corpus.articles,
    }
    found = in_list(pages, base, rf"{folder}/[a-z0-9-]+/")
    assert {f"{folder}/{name}/" for name in things[folder]} <= found


@pytest.mark.slow
def test_every_record_stands_on_a_page_of_each_that_it_names() -> None:
    """On the page of whoever it names, or on a part of it, its quote leads to the article."""
    site, pages = invented(60), rendered(60, LOW)
    for actor in site.corpus.registry.actors:
        own = [page for path, page in pages.items() if path.startswith(f"actors/{actor}/")]
        there = {path for page in own for path, _ in links(page)}
        for key in site.refers.get(actor, ()):
            assert f"articles/{key.article}/" in there, (actor, key)


@pytest.mark.slow
def test_parts_are_not_searched() -> None:
    for path, page in rendered(60, LOW).items():
        if is_part(path):
            assert "data-pagefind-body" not in page.html, path
            assert "mainEntity" not in page.html, path


@pytest.mark.slow
def test_work_for_an_article_does_not_grow() -> None:
    """Elements of all pages, counted for an article, at twice as many articles."""
    few, many = (
        sum(elements(page.html) for page in rendered(articles, BOUNDS).values()) / articles
        for articles in (200, 400)
    )
    assert many <= few * 1.1


# ------------------------------------------------------------------ pages that were looked at

KEPT = Path(__file__).parent / "golden_parts"
FEW = Bounds(nodes=120, first=50, several=30)
"""Bounds under which the toy has parts of nearly every kind."""


def first_of_each(pages: Iterable[Page]) -> dict[str, Page]:
    """The first page of each template, by the name of its file; of the timeline, a year's, too."""
    found: dict[str, Page] = {}
    for page in pages:
        is_year = page.template == "timeline" and is_part(f"x/{page.view.head.path}")
        found.setdefault(f"{page.template}{'_year' if is_year else ''}.html", page)
    alone = ("actor", "article", "data", "entry", "event", "pair", "search")
    return {name: page for name, page in found.items() if name.removesuffix(".html") not in alone}


def test_parts_of_the_toy_are_as_kept(toy_site: Site, request: pytest.FixtureRequest) -> None:
    """After a change that is meant to show: `pytest --update-golden`."""
    chosen = first_of_each(all_pages(toy_site, "Toy", FEW))
    pages, _ = render(TEMPLATES, chosen.values(), Imprint(name="Toy"))
    made = {name: page.html for name, page in zip(chosen, pages, strict=True)}
    if request.config.getoption("--update-golden"):
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir()
        for name, html in made.items():
            (KEPT / name).write_text(html, encoding="utf-8")
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.glob("*.html")}
    assert sorted(kept) == sorted(made)
    for name, html in made.items():
        assert html == kept[name], name


# ------------------------------------------------------------------ the mechanism


def days(number: int) -> str:
    return f"{number} days"


def division(weight: int = 1) -> Division[str]:
    return Division(base="x/by-year/", rows=days, by="by year", group=in_year, weight=always(weight))


DAYS = [f"20{year:02d}-01-{day:02d}" for year in range(9, 0, -1) for day in range(1, 11)]


def test_a_short_list_is_whole() -> None:
    found = long_list(DAYS, division(), Bounds(nodes=90))
    assert (found.rows, found.rest, found.parts) == (tuple(DAYS), None, ())


def test_a_long_list_has_its_first_rows_and_parts_with_all() -> None:
    found = long_list(DAYS, division(), Bounds(nodes=89, first=12))
    assert found.rows == tuple(DAYS[:12])
    assert found.rest
    assert found.rest.said == "The newest 12 of 90 days stand here. All, by year:"
    assert [part.path for part in found.parts][:2] == ["x/by-year/2009/", "x/by-year/2008/"]
    assert [row for part in found.parts for row in part.rows] == DAYS
    assert [link.number for link in found.rest.parts] == ["10"] * 9


def test_a_year_too_long_for_a_page_has_several() -> None:
    found = long_list(DAYS, division(), Bounds(nodes=4, first=2))
    first, second, third, *_ = found.parts
    assert [part.path for part in (first, second, third)] == [
        "x/by-year/2009/", "x/by-year/2009/2/", "x/by-year/2009/3/",
    ]  # fmt: skip
    assert second.title == "2009, page 2 of 3"
    assert [link.to for link in second.around] == [first.path, third.path]
    assert [link.link.text for link in third.pages] == ["1", "2", "3"]
    assert found.rest
    assert found.rest.parts[0].link.text == "2009"


def test_parts_of_rows_with_anchors_are_in_their_order() -> None:
    how = Division(
        base="x/", rows=days, by="by year", group=in_year, weight=always(1), anchor=lambda day: day
    )
    found = cut(DAYS, how, Bounds(nodes=30), 5)
    assert found.rest
    assert [link.anchor for link in found.rest.parts] == sorted(link.anchor for link in found.rest.parts)


def test_templates_say_the_same_in_plain_code() -> None:
    """The code that templates become escapes as Jinja's own does."""
    source = environment(TEMPLATES).from_string("{{ page }}{% for one in items %}{{ one }}{% endfor %}")
    assert source.render(page="a<b>&\"'", items=["é", 7]) == "a&lt;b&gt;&amp;&#34;&#39;é7"
