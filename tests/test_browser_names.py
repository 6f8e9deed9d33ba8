"""Names in any script, language or spelling: what `names.js` finds among the names of the shipped site."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from site_builder.model.registry import Actor
from site_builder.names.exonyms import letters, names_elsewhere
from site_builder.names.transliteration import spellings
from site_builder.names.word_lists import lines
from tests import browsing as built
from tests.conftest import read_at
from tests.test_browser_search import opened, paths

pytestmark = pytest.mark.browser

expect.set_options(timeout=60_000)  # no test is about speed
CASES: Mapping[str, list[str]] = yaml.load(
    (Path(__file__).parent / "cases" / "searched_names.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
LANGUAGES = ["ru", "ar", "he", "fa", "el", "ka", "hy", "zh", "ja", "ko", "hi", "tr", "de", "fr", "pl", "uz"]
FIND = """async ([root, queries]) => {
  const { find, load } = await import(`${root}assets/names.js`);
  const names = await load(root);
  return queries.map((query) => find(names, query).map(({ entry, form, how }) => [entry.path, form, how]));
}"""
Found = list[list[list[str]]]


def found(page: Page, site: str, queries: list[str]) -> Found:
    page.goto(f"{site}404.html")
    answers: Found = page.evaluate(FIND, [site, queries])
    return answers


def missed(page: Page, site: str, wanted: list[tuple[str, str]]) -> dict[str, Any]:
    """Queries of which the page that is wanted does not come first, with what does."""
    answers = found(page, site, [query for query, _ in wanted])
    return {
        query: answer[:2]
        for (query, path), answer in zip(wanted, answers, strict=True)
        if [path] != [one[0] for one in answer[:1]]
    }


def test_what_readers_write_finds_its_page_first(page: Page, shipped: str) -> None:
    wanted = [
        (query, f"{path}/") for path, queries in CASES.items() if path != "nothing" for query in queries
    ]
    assert len(wanted) > 130
    assert missed(page, shipped, wanted) == {}


def test_what_is_no_name_here_is_not_claimed_to_be_one(page: Page, shipped: str) -> None:
    answers = found(page, shipped, CASES["nothing"])
    sure = {
        query: answer
        for query, answer in zip(CASES["nothing"], answers, strict=True)
        if any(how != "near" for _, _, how in answer)
    }
    assert sure == {}


def actors(kind: str) -> list[tuple[str, Actor]]:
    registry = read_at(built.ROOT).corpus.registry
    return [(name, actor) for name, actor in registry.actors.items() if actor.type == kind]


def test_every_spelling_of_an_actor_finds_their_page_first(page: Page, shipped: str) -> None:
    """Names that an outlet shares with a body, and the like, may come second or third."""
    known = read_at(built.ROOT).corpus.registry.actors
    called = [(spelling, name) for name, actor in known.items() for spelling in spellings(actor.forms)]
    answers = found(page, shipped, [spelling for spelling, _ in called])
    places = [
        [path for path, _, _ in answer].index(f"actors/{name}/")
        for (_, name), answer in zip(called, answers, strict=True)
    ]
    assert len(called) > 200
    assert max(places) <= 2
    assert sum(map(bool, places)) <= 2


@cache
def elsewhere() -> tuple[tuple[str, str], ...]:
    """States of the shipped corpus in languages of which nobody has written anything by hand."""
    english = {name: code for code, name in Locale("en").territories.items()} | {"Turkey": "TR"}
    states = [
        actor for actor in read_at(built.ROOT).corpus.registry.actors.items() if actor[1].type == "state"
    ]
    return tuple(
        (Locale(language).territories[english[actor.name]], f"actors/{name}/")
        for name, actor in states
        for language in LANGUAGES
        if actor.name in english
    )


def test_states_are_found_in_every_language(page: Page, shipped: str) -> None:
    assert len(elsewhere()) > 200
    assert missed(page, shipped, list(elsewhere())) == {}


def slips(word: str) -> Iterator[str]:
    """A word with a letter left out, with two in the wrong order, with one too many."""
    at = len(word) // 2
    yield word[:at] + word[at + 1 :]
    yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    yield word[:at] + word[at] + word[at:]


def test_a_slip_of_the_pen_finds_people(page: Page, shipped: str) -> None:
    people = [
        actor for actor in read_at(built.ROOT).corpus.registry.actors.items() if actor[1].type == "person"
    ]
    wanted = [
        (slip, f"actors/{name}/")
        for name, actor in people
        if len(last := actor.name.split()[-1].lower()) > 5
        for slip in slips(last)
    ]
    assert len(wanted) > 80
    assert len(missed(page, shipped, wanted)) <= len(wanted) // 50


def test_nothing_that_is_written_does_harm(page: Page, shipped: str) -> None:
    queries: list[str] = []

    @settings(max_examples=300, database=None)
    @given(st.text(max_size=60))
    def gather(query: str) -> None:
        queries.append(query.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    gather()
    answers = found(page, shipped, queries)
    assert all(len(answer) <= 6 for answer in answers)
    assert all(not answer for query, answer in zip(queries, answers, strict=True) if not query.strip())


# ------------------------------------------------------------------ the page of the search


@pytest.mark.parametrize(
    ("words", "path", "told"),
    [
        ("Алиев", "actors/ilham-aliyev/", "Here it is written “Ilham Aliyev”."),
        ("נתניהו", "actors/benjamin-netanyahu/", "Here it is written “Benjamin Netanyahu”."),
        ("以色列", "actors/israel/", "Here it is written “Israel”."),
        ("Nakhichevan", "places/nakhchivan/", "3 pages for “Nakhichevan”"),
        ("Nakhchivam", "places/nakhchivan/", "No exact match for “Nakhchivam”. Near it:"),
        ("Soleimani", "", "Nothing found for “Soleimani”: try a shorter name"),
    ],
)
def test_the_search_says_how_a_name_is_written_here(
    page: Page, shipped: str, words: str, path: str, told: str
) -> None:
    opened(page, f"{shipped}search/?q={words}")
    expect(page.get_by_role("status")).to_contain_text(told)
    assert paths(page)[:1] == ([path] if path else [])


def test_numbers_are_found_where_they_are_said(page: Page, shipped: str) -> None:
    for words in ("69%", "69 %", "69 percent"):
        opened(page, f"{shipped}search/?q={words.replace('%', '%25')}")
        first = page.locator(".r-hit__text").first
        expect(first).to_contain_text("69 percent")
        assert page.locator(".r-hit__text", has_text="69").count() >= 3
    opened(page, f"{shipped}search/?q=98765")
    assert paths(page) == []


def test_names_come_before_events_before_articles(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}search/?q=Baku")
    kinds = [path.partition("/")[0] for path in paths(page)]
    assert paths(page)[0] == "places/baku/"
    after = [kind for kind in kinds if kind in {"events", "articles"}]
    assert after == sorted(after, reverse=True)


# ------------------------------------------------------------------ answers in the box


@built.wide_and_narrow
def test_names_are_chosen_in_the_box(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}places/baku/")
    page.keyboard.press("/")
    page.keyboard.type("Эрдоган")
    box = page.get_by_role("combobox", name="Search", exact=True)
    expect(page.get_by_role("option")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    told = page.get_by_role("search", name="Search this site").get_by_role("status")
    expect(told).to_have_text("1 name: choose with the arrow keys")
    assert built.faults(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    box.fill("Zzyzxq")
    expect(told).to_have_text("No such name. Enter searches all pages.")
    box.fill("Alijew")
    expect(page.get_by_role("option").first).to_contain_text("Ilham Aliyev")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shipped}actors/ilham-aliyev/")


def test_enter_without_a_choice_searches_and_leads_to_the_first_result(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}places/baku/")
    page.keyboard.press("/")
    page.keyboard.type("Harop")
    page.keyboard.press("Enter")
    expect(page.locator(".r-hit__link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shipped}equipment/harop/")


# ------------------------------------------------------------------ the way to the content


@pytest.mark.parametrize("path", ["", "search/", "timeline/", "events/", "data/ask/", "about/", "404.html"])
def test_the_first_link_leads_to_the_content(page: Page, shipped: str, path: str) -> None:
    page.goto(f"{shipped}{path}")
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    expect(first).to_have_text("Skip to content")
    expect(first).to_be_visible()
    page.keyboard.press("Enter")
    inside = "() => document.querySelector('#r-content') === document.activeElement"
    page.wait_for_function(inside)
    assert page.locator("#r-content").evaluate("at => !!at.nextElementSibling && !at.closest('header')")


# ------------------------------------------------------------------ where the spellings come from


def test_the_words_of_other_languages_are_those_of_the_cldr() -> None:
    from scripts import exonyms  # noqa: PLC0415 - which reads sixty languages

    assert lines("exonyms.txt", "site_builder.names") == list(exonyms.lines())


def test_letters_are_those_of_icu() -> None:
    pytest.importorskip("icu", reason="PyICU is compiled, and not everybody has it")
    from scripts import letters as made  # noqa: PLC0415 - see above

    assert lines("letters.txt", "site_builder.names") == list(made.lines())


def test_what_is_known_of_names_is_whole() -> None:
    assert all(value.isascii() for value in letters().values())
    assert set(chain.from_iterable(map(names_elsewhere, [["Nowhere"], ["Ada Lund"]]))) == set()
