"""Timelines and charts in a real browser: nothing overlaps, letters are readable, filters work."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PICTURES = (
    "timeline/",
    "",
    "actors/ilham-aliyev/",
    "actors/azerbaijan/",
    "topics/arms-trade/",
    "arms-deals/",
    "figures/",
)
LEAST = 11
"""Least size of letters on the screen, in CSS pixels."""

MEASURE = """() => [...document.querySelectorAll(".r-timeline > svg, .r-chart > svg")]
    .filter((svg) => svg.getBoundingClientRect().width)
    .map((svg) => {
        const frame = svg.getBoundingClientRect();
        const scale = frame.width / svg.viewBox.baseVal.width;
        return {
            frame: [frame.left, frame.top, frame.right, frame.bottom],
            texts: [...svg.querySelectorAll("text")].map((text) => {
                const box = text.getBoundingClientRect();
                const size = parseFloat(getComputedStyle(text).fontSize) * scale;
                return { words: text.textContent, size, box: [box.left, box.top, box.right, box.bottom] };
            }).filter(({ box }) => box[2] > box[0]),
        };
    })"""


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes intersect; half a pixel is the browser's rounding."""
    left, top, right, bottom = one
    return (
        left + 0.5 < other[2] and other[0] + 0.5 < right and top + 0.5 < other[3] and other[1] + 0.5 < bottom
    )


def faults(picture: dict[str, Any]) -> Iterator[str]:
    texts = picture["texts"]
    left, top, right, bottom = picture["frame"]
    for number, text in enumerate(texts):
        if text["size"] < LEAST:
            yield f"{text['words']} is {text['size']:.1f} px high"
        a, b, c, d = text["box"]
        if a < left - 1 or b < top - 1 or c > right + 1 or d > bottom + 1:
            yield f"{text['words']} leaves the picture"
        yield from (
            f"{text['words']} meets {other['words']}"
            for other in texts[number + 1 :]
            if meet(text["box"], other["box"])
        )


@pytest.mark.parametrize(
    "page", [{"viewport": {"width": width, "height": 900}} for width in (1366, 1100, 390)], indirect=True
)
def test_no_words_of_pictures_meet(page: Page, shipped: str) -> None:
    found: dict[str, list[str]] = {}
    for path in PICTURES:
        page.goto(shipped + path)
        pictures = page.evaluate(MEASURE)
        assert pictures, path
        found[path] = [fault for picture in pictures for fault in faults(picture)]
    assert found == {path: [] for path in PICTURES}


def shown_marks(page: Page) -> int:
    return page.locator(".r-timeline > svg:visible a:visible").count()


def status(page: Page) -> str:
    return page.locator(".r-filter--timeline output").inner_text()


@pytest.mark.parametrize(
    "page", [{"viewport": {"width": width, "height": 900}} for width in (1366, 390)], indirect=True
)
def test_the_timeline_filters_by_keyboard_and_keeps_its_state(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}timeline/")
    every = shown_marks(page)
    rows = page.locator(".r-listed li:visible")
    listed = rows.count()
    assert status(page) == f"{listed} events"
    page.get_by_label("Visit", exact=True).focus()
    page.keyboard.press("Space")
    assert 0 < shown_marks(page) < every
    assert status(page) == f"{rows.count()} of {listed} events"
    assert page.locator(".r-listed li[data-type=visit]:visible").count() == 0
    assert "type=" in page.url
    assert "visit" not in page.url
    page.get_by_label("Actor").select_option("israel")
    some = rows.count()
    assert 0 < some < listed
    assert all("israel" in (row.get_attribute("data-actor") or "") for row in rows.all())
    page.goto(page.url)
    assert rows.count() == some
    assert not page.get_by_label("Visit", exact=True).is_checked()
    marks, dated = shown_marks(page), rows.filter(has=page.locator("time")).count()
    assert marks == dated
    assert [fault for picture in page.evaluate(MEASURE) for fault in faults(picture)] == []
    page.get_by_role("button", name="Show all").press("Enter")
    assert (shown_marks(page), rows.count()) == (every, listed)
    assert "?" not in page.url


def test_an_actor_leads_to_its_own_events_on_the_timeline(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}actors/ilham-aliyev/")
    page.get_by_role("link", name="See the timeline of all events").click()
    expect(page.locator(".r-filter--timeline output")).to_have_text(re.compile(r"^\d+ of \d+ events$"))
    assert page.url.endswith("timeline/?actor=ilham-aliyev")
    assert page.get_by_label("Actor").input_value() == "ilham-aliyev"


@pytest.mark.parametrize(
    "page", [{"java_script_enabled": False, "viewport": {"width": 1366, "height": 900}}], indirect=True
)
def test_without_script_the_timeline_is_whole(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}timeline/")
    assert page.locator(".r-timeline__wide a").count() == shown_marks(page) > 40
    assert page.locator(".r-live").count() > 10
    assert page.locator(".r-live:visible").count() == 0
    assert page.locator(".r-key:visible").count() == 2
    page.locator(".r-timeline__wide a", has_text="Gallant visits Azerbaijan").click()
    expect(page.locator("h1")).to_have_text("Gallant visits Azerbaijan")


@pytest.mark.parametrize("page", [{"viewport": {"width": 718, "height": 900}}], indirect=True)
def test_print_has_the_wide_picture_without_filters(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}timeline/")
    page.emulate_media(media="print")
    assert page.locator(".r-timeline__wide").is_visible()
    assert not page.locator(".r-timeline__narrow").is_visible()
    assert not page.get_by_label("Actor").is_visible()
    assert page.locator(".r-key").first.is_visible()
