"""Readers ask the data, in a real browser: what they get, what goes wrong, and that nothing else does."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from site_builder.pages.ask import Question, questions
from tests.browsing import BASE, VIEWS, build_shipped, faults, wide_and_narrow
from tests.conftest import Once
from tests.test_ask import needs_sqlite

pytestmark = pytest.mark.browser

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"


@pytest.fixture
def ask(page: Page, shipped: str) -> Page:
    """The page of the questions."""
    page.goto(f"{shipped}data/ask/")
    return page


@pytest.fixture
def data(once: Once) -> Iterator[sqlite3.Connection]:
    """The database of the same site."""
    path = once("shipped", build_shipped) / "site" / "data" / "corpus.sqlite"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        yield database


def own(page: Page, sql: str) -> None:
    """Ask a question of one's own, with the keyboard alone."""
    page.get_by_label("SQL (SQLite)").fill(sql)
    page.keyboard.press("Control+Enter")


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".r-ask__status")).to_contain_text(words)


def wrong(page: Page, words: str) -> None:
    expect(page.locator(".r-ask__error")).to_contain_text(words)
    expect(page.get_by_label("SQL (SQLite)")).to_have_attribute("aria-invalid", "true")


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.locator(".r-ask__table tbody").evaluate(
        "body => [...body.rows].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def as_shown(cell: Any) -> str:
    if cell is None:
        return "NULL"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


# ------------------------------------------------------------------ what is answered


@needs_sqlite
def test_each_question_has_the_answer_that_python_gets(
    page: Page, shipped: str, data: sqlite3.Connection
) -> None:
    """The first one is asked by a link, which asks by itself what is known here."""
    first, *others = questions()
    page.goto(f"{shipped}data/ask/#question={first.name}")
    for question in (first, *others):
        if question in others:
            page.get_by_role("button", name=f"Ask: {question.title}").click()
        expect(page.get_by_label("SQL (SQLite)")).to_have_value(question.sql)
        expected = data.execute(question.sql)
        known = [[as_shown(cell) for cell in row] for row in expected]
        told(page, re.compile(rf"^{len(known)} rows? \("))
        assert page.url.endswith(f"data/ask/#question={question.name}")
        assert page.locator(".r-ask__table thead th").all_text_contents() == [
            column[0] for column in expected.description
        ]
        assert rows(page) == known, question.name
        heads = page.locator(".r-ask__table tbody th[scope=row]:first-child")
        assert heads.count() == page.locator(".r-ask__table tbody th").count() == len(known)
        assert (
            page.locator(".r-ask__table caption").inner_text() == f"{len(known)} row{'s' * (len(known) != 1)}"
        )
    links = page.locator(".r-ask__table a").evaluate_all("links => links.map(link => link.pathname)")
    assert links
    assert all(link.startswith(f"{BASE}articles/") for link in links)  # the last question is about these
    page.locator(".r-ask__table a").first.click()
    expect(page.locator("h1")).not_to_have_text("Ask the data")


@needs_sqlite
def test_mistakes_are_told_in_plain_words(ask: Page) -> None:
    own(ask, "SELECT name\nFROM actor")
    wrong(ask, "There is no table “actor”.")
    own(ask, "SELECT 'é',\n nick FROM actors")
    wrong(ask, "Line 2: There is no column “nick”.")
    own(ask, "SELEC 1")
    wrong(ask, "SQLite does not understand the question from “SELEC” on.")
    own(ask, "SELECT (")
    wrong(ask, "The question breaks off")
    own(ask, "INSERT INTO actors (id) VALUES (NULL)")
    wrong(ask, "SQLite says: NOT NULL constraint failed")
    own(ask, "SELECT hex(zeroblob(400000000))")
    wrong(ask, "more memory than there is")
    own(ask, " ")
    wrong(ask, "Write a question first")
    own(ask, "SELECT 1 AS one, 9007199254740993 AS large, x'0aff' AS bytes, 0.5 AS half")
    told(ask, "1 row (")
    expect(ask.locator(".r-ask__error")).to_be_empty()
    assert ask.get_by_label("SQL (SQLite)").get_attribute("aria-invalid") is None
    assert rows(ask) == [["1", "9007199254740993", "x'0aff'", "0.5"]]


@needs_sqlite
def test_what_a_question_does_is_gone_with_it(ask: Page) -> None:
    own(ask, "DROP VIEW evidence; DELETE FROM mentions; PRAGMA query_only = 1; SELECT count(*) FROM mentions")
    told(ask, "1 row (")
    assert rows(ask) == [["0"]]
    own(ask, "CREATE TEMP TABLE own (x)")
    told(ask, "This question has no answer in rows.")
    expect(ask.get_by_role("region", name="Answer")).to_be_hidden()
    own(ask, "SELECT count(*) > 0, (SELECT count(*) > 0 FROM evidence) FROM mentions -- both")
    told(ask, "1 row (")
    assert rows(ask) == [["1", "1"]]
    own(ask, "SELECT * FROM own")
    wrong(ask, "There is no table “own”.")


@needs_sqlite
def test_a_question_without_end_is_stopped(ask: Page) -> None:
    own(ask, ENDLESS.format("count(*)"))
    stop = ask.get_by_role("button", name="Stop")
    expect(stop).to_be_visible()
    ask.get_by_role("button", name=f"Ask: {questions()[0].title}").click(force=True)  # one at a time
    expect(ask.get_by_label("SQL (SQLite)")).to_have_value(ENDLESS.format("count(*)"))
    stop.press("Enter")
    wrong(ask, "Stopped.")
    expect(ask.get_by_label("SQL (SQLite)")).to_be_focused()  # the button is gone
    own(ask, "SELECT 7")
    told(ask, "1 row (")
    assert rows(ask) == [["7"]]


@needs_sqlite
def test_a_question_that_takes_too_long_ends_by_itself(page: Page, shipped: str) -> None:
    page.add_init_script(
        "const real = setTimeout; setTimeout = (act, ms) => real(act, ms === 30000 ? 300 : ms)"
    )
    page.goto(f"{shipped}data/ask/")
    own(page, ENDLESS.format("count(*)"))
    wrong(page, "Stopped after 30 seconds")


@needs_sqlite
def test_many_rows_come_by_and_by_and_csv_holds_them_without_formulas(ask: Page) -> None:
    own(ask, ENDLESS.format("i"))
    told(ask, "The first 1000 rows; there are more (")
    with ask.expect_download() as download:
        ask.get_by_role("button", name="Download as CSV").click()
    told(ask, "The file has the first 100000 rows; there are more")
    lines = Path(download.value.path()).read_text("utf-8").splitlines()
    assert (len(lines), lines[-1]) == (100_001, "100000")
    ask.get_by_role("button", name="More rows").click()
    told(ask, "The first 2000 rows; there are more")
    assert [row[0] for row in rows(ask)] == [str(number) for number in range(1, 2001)]
    assert ask.evaluate("document.activeElement.rowIndex") == 1001  # the first of the new ones

    own(
        ask, """SELECT '=1+1' AS "a,b", -2 AS n, '''x' AS c, 'two' || char(10) || '"lines"' AS d, NULL AS e"""
    )
    told(ask, "1 row (")
    with ask.expect_download() as download:
        ask.get_by_role("button", name="Download as CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    assert text == '"a,b",n,c,d,e\r\n\'=1+1,-2,\'\'x,"two\n""lines""",\r\n'
    assert download.value.suggested_filename == "answer.csv"


# ------------------------------------------------------------------ links


@needs_sqlite
def test_a_link_with_another_question_is_shown_and_waits(page: Page, shipped: str) -> None:
    """What a stranger wrote is no answer of this site before a reader has seen the question."""
    page.goto(f"{shipped}data/ask/")
    sql = "SELECT 'A & B' AS \"50% ≠ <b>\""
    page.get_by_label("SQL (SQLite)").fill(sql)
    page.get_by_role("button", name="Copy link").click()
    told(page, "question")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    told(page, "This question came with the link. Read it, then ask it.")
    expect(page.get_by_label("SQL (SQLite)")).to_have_value(sql)
    expect(page.get_by_role("region", name="Answer")).to_be_hidden()
    page.get_by_role("button", name="Ask", exact=True).click()
    told(page, "1 row (")
    page.reload()  # one's own question is asked again
    told(page, "1 row (")
    assert rows(page) == [["A & B"]]


# ------------------------------------------------------------------ what must not happen


@needs_sqlite
def test_nothing_can_be_pressed_before_it_works(page: Page, shipped: str) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/ask.js*", hold)
    page.goto(f"{shipped}data/ask/")
    question, ready = page.get_by_label("SQL (SQLite)"), page.locator("button[data-ask]").first
    expect(question).to_be_hidden()
    expect(ready).to_be_hidden()
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].continue_()
    expect(question).to_be_visible()
    expect(ready).to_be_visible()


@needs_sqlite
def test_hostile_data_is_text(page: Page, shipped: str, data: sqlite3.Connection) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data.serialize())
        database.execute("UPDATE subjects SET path = 'javascript:alert(1)' WHERE id = 'azerbaijan'")
        database.execute("UPDATE subjects SET path = '//example.org/' WHERE id = 'israel'")
        database.execute("UPDATE actors SET description = ?", (hostile,))
        database.execute("UPDATE actors SET website = 'javascript:alert(1)' WHERE id = 'israel'")
        database.execute("UPDATE actors SET website = 'https://example.org/a?b' WHERE id = 'azerbaijan'")
        database.execute("UPDATE tables SET meaning = ?", (hostile,))
        database.commit()
        served = database.serialize()
    page.route("**/data/corpus.sqlite", lambda route: route.fulfill(body=served))
    page.goto(f"{shipped}data/ask/")
    own(page, "SELECT id, website, description FROM actors WHERE id IN ('azerbaijan', 'israel') ORDER BY id")
    told(page, "2 rows (")
    assert rows(page) == [
        ["azerbaijan", "https://example.org/a?b", hostile],
        ["israel", "javascript:alert(1)", hostile],
    ]
    links = page.locator(".r-ask__table a").evaluate_all("links => links.map(link => [link.href, link.rel])")
    assert links == [["https://example.org/a?b", "noopener noreferrer"]]
    own(page, f'SELECT 1 AS "{hostile}"')
    told(page, "1 row (")
    page.get_by_text("Tables and columns", exact=True).click()
    expect(page.locator(".r-ask__schema div summary").first).to_contain_text(hostile)
    assert page.locator("img[src=x]").count() == 0


@needs_sqlite
def test_only_this_page_loads_sqlite_and_only_when_asked(page: Page, shipped: str) -> None:
    loaded: list[str] = []

    def asked(request: Request) -> None:
        if "sqlite" in request.url or "/assets/ask" in request.url:
            loaded.append(request.url.removeprefix(shipped))

    page.context.on("request", asked)
    for path in ("", "data/", "search/", "actors/azerbaijan/"):
        page.goto(shipped + path)
    assert loaded == []
    page.goto(f"{shipped}data/ask/")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert loaded == ["assets/ask.js"]
    page.evaluate("addEventListener('securitypolicyviolation', event => document.title = event.blockedURI)")
    title = page.title()
    own(page, "SELECT 1")
    told(page, "1 row (")
    assert sorted(loaded) == [
        "assets/ask-worker.js", "assets/ask.js", "assets/sqlite/sqlite3.js", "assets/sqlite/sqlite3.wasm",
        "data/corpus.sqlite",
    ]  # fmt: skip
    assert page.title() == title


@needs_sqlite
def test_a_host_that_does_not_know_the_type_of_webassembly_serves_it_too(page: Page, shipped: str) -> None:
    def plain(route: Route) -> None:
        route.fulfill(response=route.fetch(), content_type="text/plain")

    page.context.route("**/sqlite3.wasm", plain)
    page.goto(f"{shipped}data/ask/")
    own(page, "SELECT 3")
    told(page, "1 row (")


@needs_sqlite
def test_what_cannot_be_loaded_is_told(page: Page, shipped: str) -> None:
    missing = "**/sqlite3.js"
    page.context.route(missing, lambda route: route.fulfill(status=404))
    page.goto(f"{shipped}data/ask/")
    own(page, "SELECT 3")
    wrong(page, "SQLite or the data could not be loaded.")
    page.context.unroute(missing)
    own(page, "SELECT 3")
    told(page, "1 row (")


# ------------------------------------------------------------------ how it looks


@needs_sqlite
@wide_and_narrow
def test_answers_are_accessible_and_fit(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}data/ask/")
    own(page, f"{questions()[0].sql} LIMIT 3")
    told(page, "3 rows (")
    page.get_by_text("Tables and columns", exact=True).click()
    page.locator(".r-ask__schema div summary").first.click()
    expect(page.locator(".r-ask__schema li").first).to_be_visible()
    region = page.get_by_role("region", name="Answer")
    region.focus()
    expect(region).to_be_focused()
    assert faults(page) == []


@needs_sqlite
def test_a_table_of_the_list_begins_a_question_whose_answer_can_be_printed(ask: Page) -> None:
    ask.get_by_text("Tables and columns", exact=True).click()
    ask.locator(".r-ask__schema summary", has_text="measures ·").click()
    ask.get_by_role("button", name="Ask for its rows").click()
    ask.keyboard.press("Control+Enter")
    told(ask, "rows (")
    expect(ask.get_by_role("columnheader", name="sentence")).to_be_visible()
    ask.emulate_media(media="print")
    expect(ask.get_by_role("columnheader", name="sentence")).to_be_visible()
    assert ask.locator("button[data-do]:visible, [data-ask]:visible").count() == 0


# ------------------------------------------------------------------ without


def listed(page: Page) -> list[Question]:
    """The questions that a page lists with their SQL."""
    found = page.locator(".r-ask__questions > li").evaluate_all(
        """items => items.map(item => JSON.stringify(
          [item.id, item.querySelector("summary").textContent, item.querySelector("code").textContent]))"""
    )
    return [Question(*json.loads(one)) for one in found]


@pytest.mark.parametrize("page", VIEWS[1:], indirect=True)
def test_without_sqlite_questions_are_listed_with_what_answers_them(page: Page, hostile: str) -> None:
    page.goto(f"{hostile}data/ask/")
    assert listed(page) == [*questions()]
    expect(page.get_by_text("built without SQLite for browsers")).to_be_visible()
    expect(page.get_by_text("sqlite3 -box corpus.sqlite")).to_be_visible()
    assert page.locator("textarea, [data-ask]").count() == 0
    assert faults(page) == []


@needs_sqlite
@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_it_says_what_to_do(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}data/ask/")
    expect(page.get_by_text("JavaScript is turned off")).to_be_visible()
    expect(page.get_by_label("SQL (SQLite)")).to_be_hidden()
    assert page.locator("[data-ask]:visible").count() == 0
    page.get_by_role("link", name="On your own machine").click()
    expect(page.get_by_text("datasette --immutable corpus.sqlite")).to_be_visible()
