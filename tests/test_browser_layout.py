"""How pages are laid out at every width: letters of pictures, tables wider than their place, registers."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# ------------------------------------------------------------------ letters of pictures

WIDTHS = (390, 768, 1024, 1220, 1366, 1536, 1920)
SMALLEST, LARGEST = 9, 15
"""Sizes of letters on the screen, in CSS pixels."""
PICTURES = (
    "",
    "timeline/",
    "actors/israel/",
    "places/baku/",
    "arms-deals/",
    "figures/",
    "network/",
    "map/",
    "benchmarks/",
)
LETTERS = """() => [...document.querySelectorAll(".md-content svg text")]
    .filter((text) => text.getBoundingClientRect().width)
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""


@pytest.mark.parametrize("path", PICTURES)
def test_letters_of_pictures_are_neither_small_nor_large(page: Page, shipped: str, path: str) -> None:
    page.goto(shipped + path)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sizes = page.evaluate(LETTERS)
        assert sizes
        found[width] = (round(min(sizes), 1), round(max(sizes), 1))
    wrong = {width: sizes for width, sizes in found.items() if sizes[0] < SMALLEST or sizes[1] > LARGEST}
    assert wrong == {}


# ------------------------------------------------------------------ tables wider than their place

THREE_REPORTS = "events/2020-karabakh-war/"
PHONE = {"width": 390, "height": 844}
TALL = {"width": 390, "height": 9000}  # so tall that nothing is folded, at whatever moment
phone = pytest.mark.parametrize("page", [{"viewport": PHONE}], indirect=True, ids=["390"])
EDGES = """() => {
    const box = document.querySelector(".r-scroll:has(.r-compare)");
    const edges = (one) => (({ left, right }) => [left, right])(one.getBoundingClientRect());
    const heads = [...box.querySelectorAll("thead th")].map(edges);
    return { box: edges(box), label: edges(box.querySelector("tbody th")), heads };
}"""
TABLES = (THREE_REPORTS, "visits/", "arms-deals/", "figures/", "terms/", "data-fields/", "publishing/")
UNTOLD = """[...document.querySelectorAll(".md-content :has(> table)")]
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .filter((one) => one.checkVisibility())  // what is folded tells it once it is shown
    .filter((one) => !one.matches(".r-beyond:not([hidden]) + .r-scroll[tabindex][role=region]"))"""
UNSCROLLED = """() => [...document.querySelectorAll(".md-content table")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.className)"""


def cut(edges: dict[str, Any]) -> list[bool]:
    """Which columns of reports begin in sight and end beyond the edge."""
    return [left < edges["box"][1] - 8 < edges["box"][1] + 8 < right for left, right in edges["heads"]]


@phone
def test_reports_to_the_side_are_told(page: Page, shipped: str) -> None:
    page.goto(shipped + THREE_REPORTS)
    box, line = page.get_by_role("region", name="Side by side"), page.locator(".r-beyond")
    expect(page.get_by_text("Each of the 3 columns is one report.")).to_be_visible()
    expect(line).to_have_text("1 of 3 reports in sight; more to the side")
    before = page.evaluate(EDGES)
    assert cut(before) == [False, True, False]
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.r-scroll:has(.r-compare)').scrollLeft > 20")
    assert page.evaluate(EDGES)["label"] == before["label"]  # what a row is about stays in sight
    box.evaluate("box => box.scrollTo({ left: 9999, behavior: 'instant' })")
    last = page.evaluate(EDGES)
    assert last["heads"][2][1] <= last["box"][1] + 1
    page.set_viewport_size({"width": 1366, "height": 900})
    expect(line).to_be_hidden()


@pytest.mark.parametrize(
    "page", [{"viewport": PHONE, "java_script_enabled": False}], indirect=True, ids=["390"]
)
def test_without_script_the_edge_shows_that_there_is_more(page: Page, shipped: str) -> None:
    page.goto(shipped + THREE_REPORTS)
    expect(page.get_by_text("Each of the 3 columns is one report.")).to_be_visible()
    assert cut(page.evaluate(EDGES)) == [False, True, False]
    box = page.get_by_role("region", name="Side by side")
    shadows = box.evaluate("box => getComputedStyle(box).backgroundAttachment")
    assert shadows == "local, local, scroll, scroll"


@pytest.mark.parametrize("path", TABLES)
def test_every_table_that_scrolls_says_so(page: Page, shipped: str, path: str) -> None:
    page.goto(shipped + path)
    for width in (390, 768, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"() => {UNTOLD}.length === 0")
    page.set_viewport_size({"width": 718, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate(UNSCROLLED) == []


# ------------------------------------------------------------------ registers

FIRST = {
    "arms-deals/": ("deals", ["Deal", "Value, as worded", "Supplier", "Recipient"]),
    "visits/": ("register", ["Visit", "Who", "To", "When", "Met", "From"]),
    "figures/": ("figures", ["As worded", "Measure", "In full"]),
}


@pytest.mark.parametrize("page", [{"viewport": TALL}], indirect=True, ids=["390"])
def test_registers_begin_with_what_is_asked_most(page: Page, shipped: str) -> None:
    for path, (heading, first) in FIRST.items():
        page.goto(shipped + path)
        table = page.locator(f".r-scroll[aria-labelledby={heading}]")
        assert table.locator("thead th").all_text_contents()[: len(first)] == first
        cells = table.locator("tbody tr").first.locator(":scope > :visible").all()
        tops = [(cell.bounding_box() or {"y": -1})["y"] for cell in cells]
        assert tops == sorted(tops)
        labels = [label for cell in cells if (label := cell.get_attribute("data-label"))]
        assert labels[:1] == [one for one in first if one in labels][:1]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_figures_are_chosen_by_their_measure(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}figures/")
    choice = page.get_by_role("combobox", name="Measure")
    measure = choice.locator("option").nth(1).inner_text()
    choice.select_option(measure)
    rows = page.locator(".r-scroll[aria-labelledby=figures] tbody tr:visible")
    assert rows.count() > 0
    assert {row.locator("th").inner_text() for row in rows.all()} == {measure}


@pytest.mark.parametrize("page", [{"viewport": {"width": 683, "height": 700}}], indirect=True)
def test_the_menu_of_a_narrow_window_is_opened_and_left_by_keyboard(page: Page, shipped: str) -> None:
    page.goto(shipped)
    menu = page.get_by_role("button", name="Menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".md-sidebar--primary a").first).not_to_be_visible()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.locator(".md-sidebar--primary a").first).not_to_be_visible()


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_the_foot_of_a_page_is_in_no_fold(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/azerbaijan/")
    expect(page.locator(".r-fold").first).to_be_visible()
    expect(page.locator(".r-foot .r-cite")).to_be_visible()
