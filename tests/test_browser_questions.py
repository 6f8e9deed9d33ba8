"""Questions that readers bring, asked of the shipped site in a browser: opened, filtered, clicked, read."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

TO_BAKU = ["2016-12-netanyahu-baku", "2018-09-liberman-azerbaijan", "2023-07-gallant-azerbaijan"]
"""Visits from Israel that led to Baku, as far as the articles say."""
UNNAMED = "2023-05-herzog-azerbaijan"
"""A visit from Israel to Azerbaijan, of which no article says to which place."""
JERUSALEM_POST = "articles/jerusalem-post-2018-liberman-azerbaijan/"
CASPIAN_NEWS = "articles/caspian-news-2023-07-15-gallant-azerbaijan/"


def events(rows: Locator) -> list[str]:
    """The events that the rows of a table are about, by id."""
    links = rows.locator("th a").evaluate_all("links => links.map(link => link.pathname)")
    return sorted(link.rstrip("/").rpartition("/")[2] for link in links)


def leads_to(part: Locator, path: str) -> bool:
    """Whether a part of a page has a link to a site path, or to a place on that page."""
    found: bool = part.evaluate("(part, path) => !!part.querySelector(`a[href*='${path}']`)", path)
    return found


def table_after(page: Page, heading: str) -> Locator:
    """The rows of the table below a heading."""
    return page.locator(f".r-scroll[aria-labelledby={heading}] tbody tr:visible")


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def fact(page: Page, label: str) -> Locator:
    return page.locator(".r-facts > div", has=page.get_by_text(label, exact=True)).locator("dd")


# ------------------------------------------------------------------ who visited Baku, from Israel, and when?


def test_the_register_of_visits_says_who_came_from_israel_to_baku_and_when(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}visits/")
    rows = table_after(page, "register")
    everything = rows.count()
    choice(page, "From").select_option("israel")
    choice(page, "To").select_option("baku")
    assert events(rows) == TO_BAKU
    assert page.get_by_role("status").first.inner_text() == f"3 of {everything} rows"
    assert re.findall(r"\d{4}", " ".join(rows.locator("[data-label=When]").all_inner_texts())) == [
        "2023",
        "2018",
        "2016",
    ]
    assert all("Baku" in text for text in rows.locator("[data-label=To]").all_inner_texts())
    assert all(text.startswith("Israel") for text in rows.locator("[data-label=From]").all_inner_texts())
    choice(page, "To").select_option("azerbaijan")
    assert events(rows) == sorted([*TO_BAKU, UNNAMED])
    choice(page, "To").select_option("azerbaijan--unnamed")
    assert events(rows) == [UNNAMED]


def test_the_filters_stand_in_the_address(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}visits/?from=israel&to=baku")
    rows = table_after(page, "register")
    assert events(rows) == TO_BAKU
    choice(page, "From").select_option("")
    assert page.url == f"{shipped}visits/?to=baku"
    assert set(events(rows)) > set(TO_BAKU)
    page.reload()
    assert set(events(rows)) > set(TO_BAKU)
    page.goto(f"{shipped}visits/?from=nowhere")
    assert len(events(rows)) > len(TO_BAKU) + 5


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_the_register_of_visits_is_whole_without_script(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}visits/?from=israel&to=baku")
    rows = table_after(page, "register")
    assert {*TO_BAKU, UNNAMED, "2012-03-abiyev-iran"} <= set(events(rows))
    assert page.locator(".r-filter:visible").count() == 0


def test_the_page_of_baku_tells_of_visits_that_name_no_place(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}places/baku/")
    assert set(TO_BAKU) <= set(events(table_after(page, "visits")))
    page.locator(".r-answer a").click()
    heading = page.locator(":target")
    assert "Azerbaijan" in heading.inner_text()
    beside = events(table_after(page, "visits-beside"))
    assert UNNAMED in beside
    assert set(beside).isdisjoint(TO_BAKU)


def test_the_pages_of_states_list_visits_sent_and_received(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/israel/")
    sent = events(table_after(page, "visits-from"))
    assert {*TO_BAKU, UNNAMED, "2018-09-liberman-georgia"} <= set(sent)
    fact(page, "Visits").get_by_role("link", name=re.compile("from Israel")).click()
    expect(page).to_have_url(f"{shipped}visits/?from=israel")
    expect(table_after(page, "register")).to_have_count(len(sent))  # once the script has come
    assert events(table_after(page, "register")) == sent
    page.goto(f"{shipped}actors/azerbaijan/")
    assert {*TO_BAKU, UNNAMED} <= set(events(table_after(page, "visits-to")))
    assert "2012-03-abiyev-iran" in events(table_after(page, "visits-from"))


# ------------------------------------------------------------------ what did the arms cost?

CONTRACTS = "2016-israel-azerbaijan-contracts"


def test_a_deal_says_for_how_much_by_which_article_and_when_it_was_disclosed(
    page: Page, shipped: str
) -> None:
    page.goto(f"{shipped}arms-deals/")
    link = page.locator(f"table.r-table--deals th > a[href$='{CONTRACTS}/']")
    link.hover()
    card = page.locator(".r-card")
    expect(card).to_contain_text("$5 billion")
    expect(card).to_contain_text(re.compile("disclosed .*2016"))
    link.click()
    lede = page.locator(".r-answer:not(.r-summary)")
    assert lede.inner_text().count("$5 billion") == 2
    assert re.search("disclosed .*2016", lede.inner_text())
    assert leads_to(lede, f"{JERUSALEM_POST}#q-")
    assert leads_to(lede, f"{CASPIAN_NEWS}#q-")
    assert "2016" in fact(page, "Disclosed").inner_text()
    assert fact(page, "Value, as worded").inner_text().count("$5 billion") == 2
    assert fact(page, "Equipment, as named").locator("a").count() >= 2
    lede.locator(f"a[href*='{CASPIAN_NEWS}']").click()
    assert "$5 billion" in page.locator(":target").inner_text()


@pytest.mark.parametrize(
    ("path", "heading"), [("arms-deals/", "figures"), (f"events/{CONTRACTS}/", "between")]
)
def test_totals_and_shares_stand_with_the_deals(page: Page, shipped: str, path: str, heading: str) -> None:
    page.goto(shipped + path)
    told = page.locator(f"#{heading} ~ *")
    assert re.search(r"\$385 million", " ".join(told.all_inner_texts()))
    assert re.search(r"\b69 ?(%|percent)", " ".join(told.all_inner_texts()))
    assert (
        "oil" not in page.locator(f".r-scroll[aria-labelledby={heading}], #{heading} ~ ol").first.inner_text()
    )
    assert page.locator(f"#{heading} ~ * a[href*='{JERUSALEM_POST}#q-']").count() > 0


def test_long_titles_do_not_break_the_register(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}arms-deals/")
    link = page.locator(f"table.r-table--deals th > a[href$='{CONTRACTS}/']")
    short, whole = link.inner_text(), link.get_attribute("title") or ""
    assert len(short) < 40 < len(whole)
    link.click()
    expect(page.locator("h1")).to_have_text(whole)


EMPTY_COLUMNS = """() => [...document.querySelectorAll("table[data-list]")].flatMap((table) =>
  [...table.tHead.rows[0].cells].filter((head, column) =>
    [...table.tBodies[0].rows].every((row) => ["", ".."].includes(row.cells[column].textContent.trim()))
  ).map((head) => head.textContent.trim()))"""


@pytest.mark.parametrize(
    "path", ["arms-deals/", "visits/", "events/", "actors/", "figures/", "places/", "topics/"]
)
def test_no_column_of_a_register_is_empty(page: Page, shipped: str, path: str) -> None:
    page.goto(shipped + path)
    assert page.locator("table[data-list]").count() > 0
    assert page.evaluate(EMPTY_COLUMNS) == []


# ------------------------------------------------------------------ who used what, and who is who?


@pytest.mark.parametrize(
    ("use", "named"),
    [
        ("2020-harop-use", ("azerbaijan", "harop", "armenia")),
        ("2020-11-iskander-baku", ("armenia", "iskander", "azerbaijan")),
    ],
)
def test_a_use_of_weapons_says_who_used_what_against_whom(
    page: Page, shipped: str, use: str, named: tuple[str, str, str]
) -> None:
    user, weapon, target = named
    page.goto(f"{shipped}events/{use}/")
    lede = page.locator(".r-answer:not(.r-summary)")
    order = lede.evaluate("lede => [...lede.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    at = {name: next(n for n, to in enumerate(order) if f"/{name}/" in to) for name in named}
    assert at[user] < at[target]
    assert at[weapon] < at[target]
    assert leads_to(fact(page, "User"), f"actors/{user}/")
    assert leads_to(fact(page, "Weapon"), f"equipment/{weapon}/")
    assert leads_to(fact(page, "Target"), f"actors/{target}/")


def test_an_ambassador_without_events_is_named_as_one(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/paata-kalandadze/")
    lede = page.locator(".r-answer:not(.r-summary)")
    assert "Named as Ambassador" in lede.inner_text()
    assert "2018" in lede.inner_text()
    for path in ("actors/georgia/", "actors/israel/", f"{JERUSALEM_POST}#q-"):
        assert leads_to(lede, path)
    assert page.locator("#events").count() == 0
    page.locator("#known + ul a[href$='#words']").click()
    assert page.locator(":target").is_visible()


def test_a_photographer_has_a_page_that_says_so(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/ariel-hermoni/")
    assert "Named as Photographer" in page.locator(".r-answer:not(.r-summary)").inner_text()
    assert page.locator(".r-empty").count() == 0


def test_roles_have_their_years_the_latest_first(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/avigdor-liberman/")
    roles = page.locator(".r-facts > div", has_text="Minister of Finance").locator("dd").inner_text()
    assert re.fullmatch(r"Minister of Finance.*2021.*; Minister of Defence.*2018.*", roles)
    listed = page.locator("#roles ~ ol > li")
    assert "Minister of Finance" in listed.first.inner_text()
    assert "as of" in listed.first.inner_text()
    page.goto(f"{shipped}actors/")
    row = page.locator("tbody tr", has=page.get_by_role("link", name="Avigdor Liberman", exact=True))
    assert re.fullmatch(
        r"Minister of Finance of Israel \(2021\??\)", row.locator("[data-label='As reported']").inner_text()
    )


# ------------------------------------------------------------------ from the front page, by clicks


def click(page: Page, *names: str) -> None:
    """Follow links that can be seen, one after the other, by their names or a part of them."""
    for name in names:
        whole, part = (page.get_by_role("link", name=name, exact=exact) for exact in (True, False))
        (whole if whole.count() else part).locator("visible=true").first.click()
        page.wait_for_load_state()


def test_what_two_states_have_with_each_other_is_one_page(page: Page, shipped: str) -> None:
    page.goto(shipped)
    click(page, "Actors", "Azerbaijan", "With Israel")
    headings = page.locator("h2").all_inner_texts()
    assert {"Visits and meetings", "Arms deals", "Figures"} <= set(headings)
    assert leads_to(page.locator(".r-page"), "2023-07-gallant-azerbaijan")


def test_a_figure_that_articles_repeat_has_no_named_source(page: Page, shipped: str) -> None:
    page.goto(shipped)
    click(page, "Explore", "Who repeats whom")
    lead = page.locator(".r-page").get_by_text("2 origins, all of them outlets that name no source").first
    assert "40 percent" in lead.inner_text()
    click(page, "40 percent")
    ways = page.locator(":target")
    expect(ways).to_contain_text("no named source")
    assert ways.locator("a[href*='articles/']").count() >= 2


def test_who_is_written_about_is_told_what_they_can_ask_for(page: Page, shipped: str) -> None:
    page.goto(shipped)
    click(page, "Actors", "Yoav Gallant", "what you can ask for")
    asked = page.locator(".r-page").inner_text()
    assert all(words in asked for words in ("A correction.", "A reply.", "A removal."))


def test_what_editors_looked_for_and_did_not_find_is_said(page: Page, shipped: str) -> None:
    page.goto(shipped)
    click(page, "Explore", "Coverage")
    found = page.locator("#searched ~ * .r-status", has_text="nothing found")
    assert found.count() >= 2
