"""Long pages on a phone: what is folded, and all that opens it."""

import pytest
from playwright.sync_api import Page, expect

from tests import browsing as built

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
phone = pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["390"])
SCREENS = "document.documentElement.scrollHeight / innerHeight"
LONG = ["actors/azerbaijan/", "actors/israel/", "actors/", "network/", "events/", "data-fields/"]


@phone
@pytest.mark.parametrize("path", LONG)
def test_no_page_is_over_twelve_screens(page: Page, shipped: str, path: str) -> None:
    page.goto(shipped + path)
    expect(page.locator(".r-fold, .r-fold__more").first).to_be_attached()
    assert page.evaluate(SCREENS) <= 12
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@phone
def test_sections_are_opened_and_closed(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/azerbaijan/")
    button = page.get_by_role("button", name="Show Arms deals")
    below = page.locator(f"#{button.get_attribute('aria-controls')}")
    expect(below.locator(":scope > *").first).to_be_hidden()
    assert built.faults(page) == []
    # What headings name has the name of no button in it.
    named = page.locator(".md-content [aria-labelledby]:not(button)")
    names: list[str] = named.evaluate_all("all => all.map(one => one.getAttribute('aria-labelledby'))")
    assert len(names) > 4
    assert [name for name in names if page.locator(f"#{name} button").count()] == []
    button.focus()
    page.keyboard.press("Enter")
    expect(below.locator(":scope > *").first).to_be_visible()
    page.get_by_role("button", name="Show In the same events").press("Enter")
    for role in ("heading", "region", "table"):
        expect(page.get_by_role(role, name="In the same events", exact=True)).to_have_count(1)
    hide = page.get_by_role("button", name="Hide Arms deals")
    expect(hide).to_have_attribute("aria-expanded", "true")
    hide.press("Space")
    expect(below.locator(":scope > *").first).to_be_hidden()


@phone
def test_a_link_opens_what_it_leads_to(page: Page, shipped: str) -> None:
    article = f"{shipped}articles/oilprice-2023-azerbaijan-nato/"
    page.goto(article)
    hidden = page.locator(".r-fold__body[hidden] [id], .r-fold__item[hidden] [id]").first.get_attribute("id")
    page.goto(f"{shipped}about/")
    page.goto(f"{article}#{hidden}")
    expect(page.locator(f"[id='{hidden}']")).to_be_in_viewport()
    page.goto(f"{shipped}actors/azerbaijan/")
    expect(page.locator(".r-fold").first).to_be_attached()  # what is in sight by then is not folded
    page.evaluate("location.hash = 'articles'")
    expect(page.get_by_role("button", name="Hide Articles")).to_be_in_viewport()


@phone
def test_a_filter_and_print_show_all_of_a_list(page: Page, shipped: str) -> None:
    for act in ("filter", "print", "button"):
        page.goto(f"{shipped}actors/")
        expect(page.locator(".r-fold__more")).to_be_visible()
        assert page.locator("tbody tr:visible").count() < 30
        if act == "filter":
            page.locator(".r-filter input").first.fill("zakir hasanov")
            assert page.locator("tbody tr:visible").count() == 1  # of all that are folded, too
            page.locator(".r-filter input").first.fill("")
        elif act == "print":
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        else:
            page.get_by_role("button", name="more").click()
            expect(page.locator(".md-content a:focus")).to_have_count(1)
        expect(page.locator(".r-fold__item")).to_have_count(0)
        assert page.locator("tbody tr:visible").count() > 100


def test_a_wide_window_shows_all(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/azerbaijan/")
    expect(page.locator(".r-fold__body")).to_have_count(0)
