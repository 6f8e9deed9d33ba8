"""The search in a real browser: what it finds, shows and leaves out, and how it is used."""

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from site_builder.model.value_types import ActorId
from site_builder.names.transliteration import spellings
from site_builder.publishing.search_bundle import PARTS
from site_builder.publishing.search_feed import SearchFeed, write_index
from site_builder.publishing.search_folder import BUNDLE, MARK
from site_builder.publishing.searched_text import document_of
from tests import browsing as built
from tests.conftest import Once, read_at

ROOT = built.ROOT

pytestmark = pytest.mark.browser

expect.set_options(timeout=60_000)  # no test is about speed


def search(page: Page, words: str) -> None:
    """Ask for words on the page of the search, and wait for the answer."""
    box = page.locator(".r-search .r-search__box")
    box.fill(words)
    box.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"“{words}”")


def opened(page: Page, address: str) -> None:
    """Open the page of the search in some state, and wait for the answer."""
    page.goto(address)
    expect(page.get_by_role("status")).not_to_have_text(re.compile("^(Searching …)?$"))


def paths(page: Page) -> list[str]:
    """The pages that are shown as results, by path."""
    links: list[str] = page.locator(".r-hit__link").evaluate_all("links => links.map(link => link.pathname)")
    return [link.removeprefix(built.BASE) for link in links]


def badges(page: Page) -> list[str]:
    return page.locator(".r-hit .r-badge").all_inner_texts()


# ------------------------------------------------------------------ what is found


def test_spellings_that_no_text_has_are_never_shown(page: Page, shipped: str) -> None:
    actors = read_at(ROOT).corpus.registry.actors
    page.goto(f"{shipped}search/")
    for actor in map(ActorId, ("ilham-aliyev", "zakir-hasanov", "recep-tayyip-erdogan")):
        known = actors[actor]
        for spelling in set(spellings(known.forms)) - set(known.forms):
            search(page, spelling)
            assert paths(page)[0] == f"actors/{actor}/"
            assert spelling not in page.locator(".r-hit__text").first.inner_text().replace(known.name, "")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Lieberman", "actors/avigdor-liberman/"),
        ("Aliev", "actors/ilham-aliyev/"),
        ("Eliyev", "actors/ilham-aliyev/"),
        ("əliyev", "actors/ilham-aliyev/"),
        ("erdogan", "actors/recep-tayyip-erdogan/"),
        ("Hacıyev", "actors/hikmat-hajiyev/"),
        ("Bakı", "places/baku/"),
        ("loitering", "equipment/loitering-munition/"),
    ],
)
def test_part_of_a_name_finds_its_page_first(page: Page, shipped: str, words: str, path: str) -> None:
    opened(page, f"{shipped}search/?q={words}")
    assert paths(page)[0] == path


def test_an_event_is_found_by_another_spelling_of_who_took_part(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}search/?q=Lieberman&kind=Event")
    assert "events/2018-09-liberman-azerbaijan/" in paths(page)


SENTENCES = "阿塞拜疆国防部长周三访问了北方。東京で会談が行われた。서울에서회담이열렸다."
"""Chinese, Japanese and Korean, without a space between words."""


@pytest.fixture
def unspaced(once: Once, tmp_path: Path) -> Iterator[str]:
    """The search of the shipped site over two pages of sentences without spaces."""
    built_at = once("shipped", built.build_shipped) / "site"
    for name in ("assets", "search", "data"):
        (tmp_path / name).symlink_to(built_at / name)
    for name, words in {"talks": SENTENCES, "rain": "北方下雨。東京は雨。비가온다."}.items():
        content = f"<article data-pagefind-body><h1>{name}</h1><p>{words}</p></article>"
        (tmp_path / name).mkdir()
        page = document_of('<html lang="en"><body>', content)
        (tmp_path / name / "index.html").write_text(page, "utf-8")
    assert write_index(tmp_path) == ()
    yield from built.serving(tmp_path)


@pytest.mark.parametrize("word", ["国防部", "访问", "会談が", "회담"])
def test_a_word_within_a_sentence_without_spaces_is_found(page: Page, unspaced: str, word: str) -> None:
    opened(page, f"{unspaced}search/?q={word}")
    assert paths(page) == ["talks/"]
    assert word in page.locator(".r-hit__text").first.inner_text()


TURKISH = """
const lower = String.prototype.toLocaleLowerCase;
String.prototype.toLocaleLowerCase = function () { return lower.call(this, "tr"); };
delete window.Worker; // which this would not reach
"""


def test_capitals_are_lowered_alike_in_every_language(page: Page, shipped: str) -> None:
    page.add_init_script(TURKISH)
    opened(page, f"{shipped}search/?q=ILHAM ALIYEV")
    assert paths(page)[:1] == ["actors/ilham-aliyev/"]


def test_hostile_names_are_found_and_stay_text(page: Page, hostile: str) -> None:
    for words in ("script alert", "onfocus", "mallory", "click javascript"):
        opened(page, f"{hostile}search/?q={words}")
        assert paths(page) != []
        assert page.locator(".r-hits :not(li, a, span, p, mark)").count() == 0
    search(page, "<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in page.locator(".r-hits").inner_text()
    search(page, "<img src=x onerror=alert(1)>")
    assert page.locator("img[src=x]").count() == 0


def test_a_browser_without_workers_searches_too(page: Page, shipped: str) -> None:
    page.add_init_script("delete window.Worker")
    opened(page, f"{shipped}search/?q=Baku")
    assert paths(page)[0] == "places/baku/"


# ------------------------------------------------------------------ an index in parts


@pytest.fixture
def in_parts(once: Once, tmp_path: Path) -> Iterator[str]:
    """The shipped site with the search index of a large one: in parts, here of about 32 pages."""
    built_at, site = (once("shipped", built.build_shipped) / "site").resolve(), tmp_path / "site"
    site.mkdir()
    for there in built_at.iterdir():
        if there.name != BUNDLE:
            (site / there.name).symlink_to(there)
    feed, bodies = SearchFeed(site, 32), dict[str, str]()
    for html in sorted(built_at.rglob("*.html")):
        if MARK in (text := html.read_text("utf-8")):
            path = html.relative_to(built_at).as_posix()
            bodies[path] = text
            feed.add(path, text, partial(str, text))
    assert feed.write(bodies, ()) == ()
    feed.stop()
    assert len(json.loads((site / BUNDLE / PARTS).read_bytes())) > 3
    yield from built.serving(site)


QUESTIONS = [
    "?q=Baku", "?q=Baku&kind=Event", "?q=Baku&sort=newest", "?q=drones&sort=oldest", "?kind=Event&year=2023",
    "?q=xylophone",
]  # fmt: skip


NAMED = ["?q=Aliyev", "?q=Алиев", "?q=Netanyahoo"]


@pytest.mark.parametrize("question", QUESTIONS + NAMED)
def test_parts_are_searched_as_one(page: Page, shipped: str, in_parts: str, question: str) -> None:
    """The same pages are found, with the same counts; how much alike words weigh differs between parts."""
    answers = []
    for site in (shipped, in_parts):
        opened(page, f"{site}search/{question}")
        facets = page.locator(".r-facet__value:visible").all_inner_texts()
        status = page.get_by_role("status").inner_text()
        first = paths(page)[0] if question in NAMED else ""
        found, order = set(all_paths(page)), years(page) if "sort=" in question else []
        answers.append((status, facets, first, found, order))
    assert answers[0] == answers[1]


def test_a_number_is_found_in_the_part_that_has_it(page: Page, shipped: str, in_parts: str) -> None:
    """Others that have longer numbers which begin with it, or its words alone, are left out."""
    answers = []
    for site in (shipped, in_parts):
        opened(page, f"{site}search/?q=385+million")
        answers.append(all_paths(page))
    assert answers[0][0] == answers[1][0]
    assert set(answers[1]) <= set(answers[0])


def all_paths(page: Page) -> list[str]:
    """All results, however many."""
    more, hits = page.get_by_role("button", name="More results"), page.locator(".r-hit__link")
    while more.is_visible():
        shown = hits.count()
        more.click()
        expect(hits).not_to_have_count(shown)
    return paths(page)


def years(page: Page) -> list[str]:
    return [badge.split(" · ")[-1] for badge in badges(page) if badge.split(" · ")[-1].isdigit()]


# ------------------------------------------------------------------ filters, order, address


def test_filters_narrow_and_widen(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}search/?q=Baku")
    event, place = page.get_by_label(re.compile("^Event \\d")), page.get_by_label(re.compile("^Place \\d"))
    events = int(page.locator("label", has=event).locator(".r-facet__count").inner_text())
    places = int(page.locator("label", has=place).locator(".r-facet__count").inner_text())
    event.check()
    expect(page.get_by_role("status")).to_have_text(f"{events} pages for “Baku” with these filters")
    assert {badge.split(" · ")[0] for badge in badges(page)} == {"Event"}
    place.check()
    expect(page.get_by_role("status")).to_have_text(f"{events + places} pages for “Baku” with these filters")
    page.get_by_label(re.compile("^Visit \\d")).check()
    # Its choice stays, with nothing to choose; a kind without results is not offered.
    expect(page.locator(".r-facet__value", has=page.get_by_text("Place", exact=True))).to_be_visible()
    expect(page.locator(".r-facet__value", has=page.get_by_text("Person", exact=True))).to_be_hidden()
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_role("status")).not_to_contain_text("filters")
    assert page.locator(".r-search__filters :checked").count() == 0


def test_filters_alone_list_pages(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}search/?kind=Event&year=2023&type=Visit")
    assert re.fullmatch(r"\d+ pages with these filters", page.get_by_role("status").inner_text())
    assert set(badges(page)) == {"Event · Visit · 2023"}


def test_the_order_is_by_date(page: Page, shipped: str) -> None:
    for sort, reverse in (("newest", True), ("oldest", False)):
        opened(page, f"{shipped}search/?q=Baku&sort={sort}")
        all_paths(page)
        told = [badge.split(" · ")[-1] for badge in badges(page)]
        assert len(set(dated := years(page))) > 3
        assert told[: len(dated)] == sorted(dated, reverse=reverse)


def test_the_address_keeps_the_state(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}search/")
    search(page, "Baku")
    page.get_by_label(re.compile("^Event \\d")).check()
    page.get_by_label("Order").select_option("newest")
    expect(page).to_have_url(f"{shipped}search/?q=Baku&sort=newest&kind=Event")
    # The address comes before the results do.
    expect(page.locator(".r-hit .r-badge").first).to_have_text(re.compile("Event .*2023"))
    before = paths(page)
    page.reload()
    expect(page.locator(".r-hit__link")).not_to_have_count(0)
    assert paths(page) == before
    page.locator(".r-hit__link").nth(1).click()
    expect(page).to_have_url(re.compile("/events/"))
    page.go_back()
    expect(page.locator(".r-hit__link")).not_to_have_count(0)
    assert paths(page) == before
    assert page.locator(".r-search .r-search__box").input_value() == "Baku"
    assert page.get_by_label(re.compile("^Event \\d")).is_checked()


def test_more_results_follow(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}search/?q=Azerbaijan")
    first = paths(page)
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".r-hit")).to_have_count(2 * len(first))
    assert paths(page)[: len(first)] == first
    assert page.locator(".r-hit__link").nth(len(first)).evaluate("link => link === document.activeElement")


def test_sections_of_a_page_are_linked(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}search/?q=share of oil imports")
    page.locator(".r-hit__in a").first.click()
    expect(page.locator(":target")).to_be_visible()


# ------------------------------------------------------------------ words and keys


def test_what_is_found_is_told(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}search/")
    status = page.get_by_role("status")
    expect(status).to_be_empty()
    search(page, "Lieberman")
    assert re.fullmatch(r"\d+ pages for “Lieberman”", status.inner_text())
    search(page, "Zzyzxq")
    expect(status).to_have_text("Nothing found for “Zzyzxq”: try a shorter name")
    expect(page.get_by_role("heading", name="Everything, by index")).to_be_visible()


def test_the_keyboard_suffices(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/baku/".replace("actors/baku", "places/baku"))
    page.keyboard.press("/")
    page.keyboard.type("Lieberman")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shipped}search/?q=Lieberman")
    expect(page.locator(".r-hit__link")).not_to_have_count(0)
    page.keyboard.press("/")
    box = page.locator(".r-search .r-search__box")
    expect(box).to_be_focused()
    for number in (0, 1):
        page.keyboard.press("ArrowDown")
        expect(page.locator(".r-hit__link").nth(number)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".r-hit__link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shipped}actors/avigdor-liberman/")
    page.go_back()
    expect(page.locator(".r-hit__link")).not_to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(page.get_by_role("status")).to_be_empty()
    box.press("/")
    expect(box).to_have_value("/")


def test_words_typed_before_the_script_comes_are_searched_for(page: Page, shipped: str) -> None:
    held: list[Route] = []
    # A function of our own: Playwright writes a mark on it, which a built-in one does not take.
    page.route("**/assets/search.js*", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{shipped}search/?q=Aliyev", wait_until="commit")
    box = page.locator(".r-search .r-search__box")
    box.press_sequentially("Lieberman")
    while not held:
        page.wait_for_timeout(10)
    held.pop().continue_()
    expect(page.get_by_role("status")).to_contain_text("“Lieberman”")
    expect(box).to_have_value("Lieberman")


def test_while_an_answer_is_awaited_it_says_so(page: Page, shipped: str) -> None:
    held: list[Route] = []
    page.route("**/pagefind/pagefind.js", lambda route: held.append(route))  # noqa: PLW0108 - see above
    page.goto(f"{shipped}places/baku/")
    page.keyboard.press("/")
    page.keyboard.type("Lieberman")
    page.keyboard.press("Enter")
    status = page.locator(".r-search").get_by_role("status")
    expect(status).to_have_text("Searching …")
    while not held:
        page.wait_for_timeout(10)
    held.pop().continue_()
    expect(status).to_contain_text("pages for “Lieberman”")
    header = page.locator(".r-find__box")
    expect(header).to_have_value("Lieberman")  # what was asked can be asked again in other words
    search_in = page.locator(".r-search__box")
    search_in.fill("Baku")
    search_in.press("Enter")
    expect(status).to_contain_text("“Baku”")
    expect(header).to_have_value("Baku")


def test_nothing_of_the_search_is_loaded_before_it_is_used(page: Page, shipped: str) -> None:
    asked: list[str] = []
    page.on("request", lambda call: asked.append(call.url.removeprefix(shipped)))
    for path in ("", "actors/ilham-aliyev/", "about/", "search/", "404.html"):
        page.goto(shipped + path)
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.startswith("pagefind/")] == []
    assert asked.count("assets/search.js") == 1
    page.goto(f"{shipped}search/")
    page.locator(".r-search .r-search__box").focus()
    expect(page.get_by_label(re.compile("^Person \\d"))).to_be_visible()
    assert "pagefind/pagefind.js" in asked


def test_a_page_that_is_not_there_offers_the_search(page: Page, shipped: str) -> None:
    lost = page.request.get(f"{shipped}404.html").text()
    page.route("**/actors/ilham-aliyef/", lambda route: route.fulfill(body=lost, content_type="text/html"))
    page.goto(f"{shipped}actors/ilham-aliyef/")
    box = page.locator("[data-lost]")
    expect(box).to_have_value("ilham aliyef")
    box.fill("Aliev")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".r-hit__link").first).to_have_text("Ilham Aliyev")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_the_indexes_are_offered(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/ilham-aliyev/")
    page.get_by_label("Search", exact=True).fill("Baku")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shipped}search/?q=Baku")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    assert page.locator(".r-search").is_hidden()
    page.locator("article").get_by_role("link", name="Events", exact=True).click()
    expect(page).to_have_url(f"{shipped}events/")


# ------------------------------------------------------------------ for everybody

STATES = ("?q=Baku&kind=Event", "?q=Lieberman", "?q=Zzyzxq")


@built.wide_and_narrow
def test_it_is_accessible_and_fits(page: Page, shipped: str) -> None:
    for state in STATES:
        opened(page, f"{shipped}search/{state}")
        page.locator(".r-search__filters").evaluate("filters => { filters.open = true }")
        assert built.faults(page) == [], state
