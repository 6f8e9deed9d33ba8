"""Pictures under one font family at a time, with a reader's spacing, and at twice the size: words keep
their reckoned width, meet nothing and stay inside."""

import re
from collections.abc import Iterator
from itertools import combinations
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route

from tests.browsing import launched
from tests.fonts import SETS, FontSet, environment, missing

pytestmark = pytest.mark.browser

PAGES = (
    "timeline/",
    "arms-deals/",
    "figures/",
    "network/",
    "map/",
    "actors/azerbaijan/",
    "visits/",
    "articles/caspian-news-2023-07-15-gallant-azerbaijan/",
)
WIDTHS = (1366, 683, 390)
"""Of the window; 683 is what zooming to 200 % leaves of the first."""

# WCAG 2.2, 1.4.12: what a reader may set without losing anything; and text twice as large, nothing else.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    "p { margin-bottom: 2em !important; }"
)
TWICE = "html { font-size: %spx !important; }"

MEASURE = """() => {
    // From its first letter to its last: what a browser calls the box of words is rounded up to whole pixels.
    const ends = (text) => {
        const last = text.getNumberOfChars() - 1;
        return last < 0 ? [0, 0] : [text.getStartPositionOfChar(0).x, text.getEndPositionOfChar(last).x];
    };
    const words = (text) => {
        const [, top, , bottom] = box(text);
        const { a, e } = text.getScreenCTM();
        const [left, right] = ends(text).map((x) => a * x + e).sort((one, other) => one - other);
        return [left, top, right, bottom];
    };
    const box = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left, top, right, bottom];
    };
    return [...document.querySelectorAll(".r-timeline > svg, .r-chart > svg, .r-svg, .r-ego svg")]
        .filter((svg) => svg.getClientRects().length && svg.viewBox.baseVal?.width)
        .map((svg) => ({
            frame: box(svg),
            texts: [...svg.querySelectorAll("text")].map((text) => ({
                words: text.textContent,
                spare: text.matches(".r-words--spare"),
                wanted: Number(text.getAttribute("textLength")),
                wide: Math.abs(ends(text)[1] - ends(text)[0]),
                tall: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
                box: words(text),
            })),
            marks: [...svg.querySelectorAll(".r-shape, use")].map(box),
        }));
}"""
CLIPPED = """() => [...document.querySelectorAll(".r-lane__label, .r-matrix :is(th, th span), .r-key li")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
    .map((one) => one.textContent)"""


def meet(text: dict[str, Any], other: list[float]) -> bool:
    """Whether words and a box share any room; the box of words is taller than letters by a fifth or more."""
    left, top, right, bottom = text["box"]
    slack = text["tall"] / 5
    across: bool = left + 0.5 < other[2] and other[0] + 0.5 < right
    down: bool = top + slack < other[3] and other[1] + slack < bottom
    return across and down


def faults(picture: dict[str, Any]) -> Iterator[str]:
    for text in picture["texts"]:
        if abs(text["wide"] - text["wanted"]) > 0.1:
            yield f"{text['words']} is {text['wide']:.2f} wide, not {text['wanted']}"
    texts = [text for text in picture["texts"] if not text["spare"]]
    left, top, right, bottom = picture["frame"]
    for text in texts:
        a, b, c, d = text["box"]
        if a < left - 1 or b < top - 1 or c > right + 1 or d > bottom + 1:
            yield f"{text['words']} leaves the picture"
        if any(meet(text, mark) for mark in picture["marks"]):
            yield f"{text['words']} covers a mark"
    for text, other in combinations(texts, 2):
        if meet(text, other["box"]):
            yield f"{text['words']} meets {other['words']}"


@pytest.fixture(scope="module", params=SETS, ids=lambda fonts: fonts.name)
def alone(
    request: pytest.FixtureRequest, engine: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[FontSet, Browser]]:
    """A browser on a machine with one family of fonts, or none."""
    fonts: FontSet = request.param
    if missing(fonts):
        pytest.skip(f"fonts {fonts.name}: not on this machine (Debian's {' or '.join(fonts.packages)})")
    browser = launched(engine, environment(fonts, tmp_path_factory.mktemp(fonts.name)))
    yield fonts, browser
    browser.close()


def families(page: Page) -> set[str]:
    """The fonts in which the browser really shows words."""
    client = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        client.send(f"{domain}.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    text = client.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    used = client.send("CSS.getPlatformFontsForNode", {"nodeId": text})["fonts"]
    return {font["familyName"] for font in used}


def seen(page: Page) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The pictures of a page in every width, as they are and as readers may set them."""
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    for name, style in (("plain", ""), ("spacing", SPACING), ("twice", TWICE % (2 * size))):
        added = page.add_style_tag(content=style or "p { }")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            yield f"{name} {width}", page.evaluate(MEASURE)
        added.evaluate("style => style.remove()")


@pytest.mark.parametrize("path", PAGES)
def test_words_of_pictures_keep_their_width(alone: tuple[FontSet, Browser], shipped: str, path: str) -> None:
    fonts, browser = alone
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    if not fonts.files:
        page.route("**/", without_controls)
    response = page.goto(shipped + path)
    assert response
    assert response.ok
    found = []
    for view, pictures in seen(page):
        told = (fault for picture in pictures for fault in (faults if fonts.files else letters)(picture))
        found += [f"{view}: {fault}" for fault in told]
        found += [f"{view}: {words} is cut off" for words in page.evaluate(CLIPPED)]
    shown_in = families(page)
    context.close()
    assert found == []
    assert shown_in == ({fonts.family} if fonts.files else set())


def letters(picture: dict[str, Any]) -> Iterator[str]:
    """Words that show: without a font none should."""
    yield from (text["words"] for text in picture["texts"] if text["box"][0] < text["box"][2])


def without_controls(route: Route) -> None:
    """A page without fields: Chromium itself breaks down where these have no font at all."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"</?(select|input|option)\b[^>]*>", "", answer.text()))


NATURAL = """() => [...document.querySelectorAll(".r-timeline__wide text")].map((text) => {
    const wanted = Number(text.getAttribute("textLength"));
    text.removeAttribute("textLength");
    return text.getComputedTextLength() / wanted;
})"""


def test_usual_fonts_are_hardly_stretched(alone: tuple[FontSet, Browser], shipped: str) -> None:
    fonts, browser = alone
    page = browser.new_page()
    if fonts.name in {"dejavu", "liberation", "noto"}:
        page.goto(f"{shipped}timeline/")
        assert 0.88 < median(page.evaluate(NATURAL)) < 1.12
    page.close()
