"""What the editors looked for: on the pages of what it is about, in one list, and in the data."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from site_builder.linking.site import Site
from site_builder.output.exports.data_files import contents_of, export
from site_builder.output.exports.data_making import all_parts
from site_builder.output.formats.contents import DataSet
from site_builder.output.formats.sqlite_file import sqlite_file
from site_builder.output.render import render
from site_builder.pages import all_pages
from site_builder.pages.coverage import CoveragePage, coverage_pages
from site_builder.pages.page_foot import Imprint
from site_builder.pages.parts import Bounds
from site_builder.pages.searched import MOST, searches_about
from tests.conftest import ROOT, site_at
from tests.small import write

SECTION = 'id="searched"'
OWN = "No article says so, and no quote stands behind it."


@pytest.fixture(scope="module")
def pages(toy_site: Site) -> dict[str, str]:
    rendered, _ = render(ROOT / "templates" / "pages", all_pages(toy_site, "Record"), Imprint())
    return {page.path: page.html for page in rendered}


def test_it_stands_on_the_page_of_all_that_it_is_about_and_on_no_other(pages: dict[str, str]) -> None:
    assert {path for path, html in pages.items() if SECTION in html} == {
        "actors/norland/", "articles/norland-post-2031-05-10-visit/", "coverage/", "equipment/lance-2/",
        "events/2031-04-kesh-clash/", "events/2031-lance-deal/", "places/kesh/", "topics/kesh-crisis/",
    }  # fmt: skip


def test_it_is_marked_as_the_editors_own(pages: dict[str, str]) -> None:
    for html in pages.values():
        if SECTION in html:
            section = html.partition(SECTION)[2]
            assert section.index('class="from-registry--group"') < section.index(OWN)
            assert "from-registry__why" in html  # what the mark means
            assert "r-quote" not in section.partition("</ul>")[0]


def test_the_list_of_all_has_their_number(toy_site: Site, pages: dict[str, str]) -> None:
    page = next(page for _, page in coverage_pages(toy_site) if isinstance(page, CoveragePage))
    assert [(fact.label, fact.values[0].text) for fact in page.outcomes] == [
        ("Questions looked into", "2"), ("Of these, nothing found", "1"), ("Of these, not finished", "1"),
    ]  # fmt: skip
    assert [row.outcome for row in page.searched] == ["search not finished", "nothing found"]
    assert "Register of the &lt;b&gt;dead&lt;/b&gt;" in pages["coverage/"]


def test_it_is_one_link_away_and_stands_before_the_scores(pages: dict[str, str]) -> None:
    said = "What the editors looked for: 2 questions, 1 of them with nothing found"
    for path, to in (("", "coverage/#searched"), ("disagreements/", "../coverage/#searched")):
        assert f'<a href="{to}">{said}</a>' in pages[path]
    assert pages["coverage/"].index(SECTION) < pages["coverage/"].index('id="scores"')


# ------------------------------------------------------------------ many


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Sixty questions about one actor, and one about an event that nothing reports."""
    root = tmp_path_factory.mktemp("searches")
    asked = {
        "question": "Where is it?", "where": [{"name": "A map"}], "result": "Nowhere.", "found": "nothing",
        "about": ["ann"],
    }  # fmt: skip
    (root / "site.yml").write_text("")
    write(root, "annotations/actors/people.yml", {"ann": {"name": "Ann", "type": "person"}})
    write(root, "annotations/events/undated.yml", {"fair": {"type": "other", "title": "Fair"}})
    searched = {f"s-{n:02}": {**asked, "when": f"20{n:02}"} for n in range(10, 70)}
    searched["fair-place"] = {**asked, "when": "2009-05", "about": ["fair", "ann", "ann"]}
    write(root, "annotations/searched.yml", searched)
    return site_at(root)


def test_a_page_has_the_newest_and_the_way_to_all(many: Site) -> None:
    found = searches_about(many, "ann")
    assert found
    assert [row.when.edtf for row in found.rows] == [f"20{n}" for n in range(69, 69 - MOST, -1)]
    assert found.more
    assert (found.more.text, found.more.to) == (
        "All 61, in the list of all questions",
        "coverage/#searched",
    )
    assert searches_about(many, "nobody") is None


def test_the_list_of_all_has_parts(many: Site) -> None:
    bounds = Bounds(nodes=300, first=90, several=40)
    pages = list(coverage_pages(many, bounds))
    first = next(page for _, page in pages if isinstance(page, CoveragePage))
    assert 0 < len(first.searched) < 10
    assert first.more_searched
    parts = [row.anchor for name, page in pages if name == "part_searched" for row in rows_of(page)]
    assert sorted(parts) == sorted({f"searched-{name}" for name in many.corpus.registry.searched})
    rendered, problems = render(ROOT / "templates" / "pages", list(all_pages(many, "R", bounds)), Imprint())
    assert problems == ()
    part = next(page.html for page in rendered if page.path == "coverage/searched/2009/")
    assert "from-registry__why" in part
    assert ">Fair<" not in part  # no page of it: no link
    assert "Fair" in part


def rows_of(page: Any) -> Iterator[Any]:
    yield from page.rows


# ------------------------------------------------------------------ data


def test_the_tables_hold_all_that_the_file_says(any_site: Site) -> None:
    database = sqlite_file(contents_of(any_site, all_parts(any_site), DataSet()))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        connection.row_factory = sqlite3.Row
        told = {
            row["id"]: {
                **{key: row[key] for key in ("question", "when", "by", "result", "found")},
                "where": [
                    (one["name"], one["url"]) for one in of(connection, "searched_in", row["id"], "position")
                ],
                "about": {
                    one["subject"] for one in of(connection, "searched_subjects", row["id"], "subject")
                },
            }
            for row in connection.execute("SELECT * FROM searches")
        }
    assert told
    assert told == {
        name: {
            "question": one.question, "when": one.when, "by": one.by, "result": one.result,
            "found": one.found, "where": [(place.name, place.url) for place in one.where],
            "about": {*one.about},
        }
        for name, one in any_site.corpus.registry.searched.items()
    }  # fmt: skip


def of(connection: sqlite3.Connection, table: str, name: str, order: str) -> list[sqlite3.Row]:
    query = f'SELECT * FROM "{table}" WHERE search = ? ORDER BY "{order}"'  # noqa: S608 - its own names
    return connection.execute(query, (name,)).fetchall()


def test_the_data_of_a_page_have_those_about_it(toy_site: Site) -> None:
    pages = {path: text for path, text in export(toy_site) if path.count("/") == 2}
    of_state, of_person = (json.loads(pages[f"data/actors/{name}.json"]) for name in ("norland", "nell-orme"))
    assert [one["id"] for one in of_state["searched"]] == ["kesh-dead", "number-of-missiles"]
    assert {one["basis"] for one in of_state["searched"]} == {"registry"}
    assert "kesh" in of_state["linked"]["places"]
    assert of_person["searched"] == []
