"""Pages as readers make them: with more room, at 400 %, in colours of their own, heard, and on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.printed import sheets

KINDS = (
    "", "actors/", "actors/ilham-aliyev/", "events/2012-israel-azerbaijan-drone-deal/", "visits/",
    "timeline/", "network/", "map/", "search/", "arms-deals/", "figures/", "topics/arms-trade/",
    "articles/eurasianet-2012-03-12-azerbaijan-iran/", "places/baku/", "disagreements/", "terms/", "data/",
    "coverage/", "pairs/azerbaijan/israel/", "corrections/", "dictionary/", "flow/",
)  # fmt: skip
"""A page of each kind."""
LOOKS = Path(__file__).with_name("adapting.js").read_text("utf-8")

pytestmark = pytest.mark.browser


def look(page: Page, what: str) -> list[str]:
    """What is wrong with a page in one way."""
    found: list[str] = page.evaluate(f"() => {{ {LOOKS}; return looks.{what}(); }}")
    return found


def test_pages_bend_to_their_readers(chromium: Browser, shipped: str) -> None:
    """WCAG 1.4.12, and 1.4.10: 320 pixels are 1,280 at 400 %; colours of the reader's own; tables heard."""
    page = chromium.new_page(viewport={"width": 320, "height": 900}, reduced_motion="reduce")
    wrong: dict[str, list[str]] = {}
    for path in KINDS:
        page.goto(shipped + path)
        found = [*look(page, "space"), *look(page, "cutOff"), *look(page, "untied")]
        page.emulate_media(forced_colors="active")
        found += look(page, "unseen")
        page.emulate_media(forced_colors="none")
        if found:
            wrong[path] = found
    page.close()
    assert wrong == {}


def test_more_contrast_is_given_where_it_is_asked_for(page: Page, shipped: str) -> None:
    page.emulate_media(contrast="more")
    page.goto(f"{shipped}actors/ilham-aliyev/")
    colour = "one => getComputedStyle(one).color"
    soft, ink = (page.locator(name).first.evaluate(colour) for name in (".r-source", ".r-says"))
    assert soft == ink


# ------------------------------------------------------------------ on paper

PRINTED = {
    "actors/ilham-aliyev/": "A4",
    "events/2016-israel-azerbaijan-contracts/": "Letter",
    "arms-deals/": "A4",
}


def test_each_printed_sheet_names_the_site_and_its_page(page: Page, shipped: str) -> None:
    for path, paper in PRINTED.items():
        page.goto(shipped + path)
        printed = sheets(page.pdf(format=paper))
        assert len(printed) > 1
        for number, text in enumerate(printed, 1):
            margin = "https://example.org/caspian-record/" + path
            for words in (
                "The Caspian Record",
                margin,
                "Last change: ",
                "Records, digests and data: CC BY 4.0",
            ):
                assert re.sub(r"\s", "", words) in re.sub(r"\s", "", text), (path, number, text[-200:])
            assert f"{number}/{len(printed)}" in re.sub(r"\s", "", text), (path, number)


def test_what_stood_here_before_is_where_the_keyboard_goes(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/ilham-aliyev/")
    page.evaluate("location.hash = 'history'")
    page.wait_for_function("document.activeElement.id === 'history'")
    assert page.locator("#history").is_visible()


def test_the_heads_of_a_table_stand_on_each_of_its_sheets(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/")
    page.locator(".r-sort").first.wait_for()
    printed = sheets(page.pdf(format="A4"))
    assert ["As reported" in text for text in printed[:3]] == [True] * 3


def test_paper_has_light_colours_nothing_to_press_and_nothing_folded(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}disagreements/")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.emulate_media(media="print")
    ink = page.locator("h1").evaluate("one => getComputedStyle(one).color")
    assert ink == "rgb(26, 29, 36)"
    assert page.locator("main :is(button:not(.r-sort), input, select, textarea):visible").count() == 0
    folded = page.locator("main details:not(.r-cite) > :not(summary)")
    assert folded.count() > 2
    assert [one.inner_text()[:40] for one in folded.all() if not one.is_visible()] == []
