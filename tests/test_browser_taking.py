"""Charts that are taken along, in a real browser: keys, pixels, frames elsewhere, how they look."""

import re
import struct
from html import unescape
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import BASE, VIEWS, WIDTHS, build_shipped, faults, wide_and_narrow
from tests.conftest import Once
from tests.test_browser_citing import REFUSED, allowed

pytestmark = pytest.mark.browser

CHARTS = {
    "timeline/": "embed/timeline/",
    "network/": "embed/network/",
    "map/": "embed/map/",
    "arms-deals/": "embed/arms-deals/values-usd/",
    "actors/ilham-aliyev/": "embed/actors/ilham-aliyev/",
}
BOX = ".r-take"
WIDEN = "width => document.querySelectorAll('iframe').forEach(one => (one.width = width))"
NEEDED = """() => {
    const { scrollHeight, scrollWidth } = document.documentElement;
    const wide = document.querySelector("figure > svg[class*=wide]").getBoundingClientRect().width;
    return [scrollHeight, scrollWidth, wide];
}"""
LOOKS = """selector => {
    const shapes = ["fill", "stroke", "strokeWidth", "opacity", "fillOpacity", "strokeOpacity",
        "strokeDasharray"];
    const words = ["fontSize", "fontWeight", "fontStyle", "textAnchor", "letterSpacing"];
    const drawn = document.querySelector(selector);
    return [...drawn.querySelectorAll("text, path, use, rect, circle")].map((one) => {
        const style = getComputedStyle(one);
        const keys = one.nodeName === "text" ? [...shapes, ...words] : shapes;
        return [one.nodeName, style.display, ...keys.map((key) => style[key])];
    });
}"""


def opened(page: Page, address: str) -> None:
    """Open the box of the first chart of a page."""
    page.goto(address)
    page.locator(f"{BOX} summary").first.click()
    expect(page.locator(BOX).first.get_by_role("button", name="Picture (PNG)")).to_be_visible()


def size_of(svg: str) -> tuple[int, int]:
    with urlopen(svg) as answer:  # noqa: S310 - our own server
        root = ElementTree.fromstring(answer.read())  # noqa: S314 - our own file
    return round(float(root.attrib["width"])), round(float(root.attrib["height"]))


# ------------------------------------------------------------------ the keyboard


def place(page: Page) -> tuple[float, float]:
    box = page.locator(":focus use").first.bounding_box()
    assert box is not None
    return box["x"] + page.evaluate("scrollX"), box["y"] + page.evaluate("scrollY")


def year(page: Page) -> int:
    """The year of the mark that is focused, which its name says first."""
    found = re.search(r"\b(?:19|20)\d\d\b", page.locator(":focus title").text_content() or "")
    assert found is not None
    return int(found[0])


@wide_and_narrow
def test_the_timeline_is_one_stop_and_arrows_go_through_time(page: Page, shipped: str) -> None:
    page.goto(shipped + "timeline/")
    picture = page.locator(".r-timeline > svg:visible")
    stops = picture.locator("a[tabindex='0']")
    picture.locator("a").first.focus()
    expect(stops).to_have_count(1)
    across = page.viewport_size is not None and page.viewport_size["width"] > 1000
    page.keyboard.press("Home")
    first = page.locator(":focus").get_attribute("href")
    places = [place(page)]
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        places.append(place(page))
    moved = [x for x, _ in places] if across else [y for _, y in places]
    assert moved == sorted(moved)
    assert len(set(places)) == 7
    page.keyboard.press("ArrowLeft")
    assert place(page) == pytest.approx(places[-2], abs=1)
    assert page.get_by_role("link", name=page.locator(":focus title").text_content() or "").first.is_visible()
    page.keyboard.press("End")
    last = page.locator(":focus").get_attribute("href")
    page.keyboard.press("ArrowRight")  # there is no later one
    assert page.locator(":focus").get_attribute("href") == last != first
    years = [year(page)]
    for _ in range(3):
        page.keyboard.press("PageUp")
        years.append(year(page))
    assert len(set(years)) == 4
    assert years == sorted(years, reverse=True)
    page.keyboard.press("PageDown")
    assert year(page) == years[2]
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")  # there is no earlier one
    assert page.locator(":focus").get_attribute("href") == first
    page.keyboard.press("End")
    expect(page.locator(".r-keys:visible")).to_contain_text("Page Up and Page Down: by years.")
    page.keyboard.press("Tab")
    assert not page.evaluate("Boolean(document.activeElement.closest('svg'))")
    page.keyboard.press("Shift+Tab")
    assert page.locator(":focus").get_attribute("href") == last
    page.keyboard.press("Escape")
    expect(page.locator(f"{BOX} summary").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")


def test_what_a_filter_hides_is_no_stop(page: Page, shipped: str) -> None:
    page.goto(shipped + "timeline/")
    picture = page.locator(".r-timeline > svg:visible")
    picture.locator("a").first.focus()
    expect(picture.locator("a[tabindex='0']")).to_have_count(1)
    page.get_by_label("Visit", exact=True).uncheck()
    expect(picture.locator("a[tabindex='0']:visible")).to_have_count(1)


# ------------------------------------------------------------------ what is taken


def test_a_picture_in_pixels_is_one(page: Page, shipped: str) -> None:
    for path, own in CHARTS.items():
        opened(page, shipped + path)
        with page.expect_download() as waiting:
            page.locator(BOX).first.get_by_role("button", name="Picture (PNG)").click()
        data = Path(waiting.value.path()).read_bytes()
        assert waiting.value.suggested_filename == f"{own.rstrip('/').rpartition('/')[2]}.png"
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        wide, high = size_of(f"{shipped}{own}chart.svg")
        assert struct.unpack(">II", data[16:24]) == (2 * wide, 2 * high)
        assert len(data) > 10_000  # something is on it


def test_rows_and_picture_are_those_that_a_filter_leaves(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}timeline/?actor=israel")
    box = page.locator(BOX)
    left = page.locator(".r-timeline__wide a:visible").count()
    assert box.get_by_role("link", name="Link to this chart").get_attribute("href") is not None
    assert box.locator("a").first.evaluate("one => one.href").endswith("/timeline/?actor=israel#picture")
    with page.expect_download() as waiting:
        box.get_by_role("link", name="Rows (CSV)").click()
    lines = Path(waiting.value.path()).read_bytes().splitlines()
    assert lines[0] == b"event,type,date,first_day,last_day,status,page"
    assert len(lines) - 1 == left
    with page.expect_download() as waiting:
        box.get_by_role("link", name="Picture (SVG)").click()
    root = ElementTree.fromstring(Path(waiting.value.path()).read_bytes())  # noqa: S314 - our own file
    assert len(list(root.iter("{http://www.w3.org/2000/svg}a"))) == left
    page.get_by_role("button", name="Show all").click()
    with page.expect_download() as waiting:
        box.get_by_role("link", name="Rows (CSV)").click()
    assert len(Path(waiting.value.path()).read_bytes().splitlines()) - 1 > left


@allowed
def test_what_is_copied_is_told(page: Page, shipped: str) -> None:
    opened(page, f"{shipped}timeline/?actor=israel")
    box = page.locator(BOX)
    told = box.get_by_role("status")
    expect(told).to_be_empty()
    box.get_by_role("link", name="Link to this chart").press("Enter")
    expect(told).to_have_text("Copied: a link to this chart.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{shipped}timeline/?actor=israel#picture"
    assert page.url == f"{shipped}timeline/?actor=israel#picture"
    button = box.get_by_role("button", name="Copy (HTML of this chart)")
    button.press("Enter")
    expect(told).to_have_text("Copied (HTML of this chart)")
    assert page.evaluate("navigator.clipboard.readText()") == box.locator("pre").text_content()
    foot = page.locator(".r-cite")
    foot.locator("summary").click()
    names = [f"Copy ({form})" for form in ("Plain citation", "BibTeX", "RIS", "CSL-JSON")]
    assert [one.get_attribute("aria-label") for one in foot.get_by_role("button").all()] == names
    foot.get_by_role("button", name="Copy (RIS)").press("Enter")
    expect(foot.get_by_role("status")).to_have_text("Copied (RIS)")
    assert page.evaluate("navigator.clipboard.readText()").startswith("TY  - ELEC")
    expect(foot.get_by_role("button", name="Copied (RIS)")).to_have_text("Copied")
    expect(foot.get_by_role("button", name="Copy (RIS)")).to_have_text("Copy")

    page.evaluate(REFUSED)
    foot.get_by_role("button", name="Copy (BibTeX)").press("Enter")
    expect(foot.get_by_role("status")).to_have_text("Selected: press Ctrl+C (BibTeX)")
    assert page.evaluate("getSelection().toString()").startswith("@misc{")
    box.get_by_role("link", name="Link to this chart").press("Enter")
    expect(told).to_contain_text("copy it from there")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_the_files_are_there(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    page.locator(f"{BOX} summary").click()
    assert page.locator(BOX).get_by_role("button").count() == 0
    code = page.locator(f"{BOX} pre").inner_text()
    assert code.startswith(
        '<iframe src="https://example.org/caspian-record/embed/network/" title="Network of'
    )
    with page.expect_download() as waiting:
        page.locator(BOX).get_by_role("link", name="Picture (SVG)").click()
    assert waiting.value.suggested_filename == "network.svg"
    page.locator(BOX).get_by_role("link", name="On a page of its own").click()
    expect(page).to_have_url(f"{shipped}embed/network/")
    expect(page.locator("figure > svg:visible")).to_have_count(1)  # once its style sheet has come


# ------------------------------------------------------------------ elsewhere


@pytest.mark.parametrize("width", WIDTHS)
def test_a_frame_elsewhere_shows_the_chart(chromium: Browser, shipped: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    frames = "".join(
        f'<iframe src="{shipped}{own}" width="100%" height="500" loading="eager" title="{own}" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
        for own in CHARTS.values()
    )
    page.set_content(f"<!doctype html><title>Elsewhere</title>{frames}")
    narrow = width < 480
    for own in CHARTS.values():
        frame = page.frame_locator(f"iframe[title='{own}']")
        shown = frame.locator("figure > svg:visible:not(.r-shapes)")
        expect(shown.first).to_be_visible()
        assert re.search("narrow|tall" if narrow else "wide", shown.first.get_attribute("class") or "")
        expect(frame.locator("figcaption")).to_contain_text("Source: The Caspian Record")
        font = frame.locator("body").evaluate("one => getComputedStyle(one).fontFamily")
        assert "Helvetica" in font  # its style sheet may be loaded
    link = page.frame_locator("iframe").first.get_by_role("link").filter(has=page.locator("title")).first
    with page.context.expect_page() as waiting:
        link.press("Enter")
    waiting.value.wait_for_load_state()
    expect(waiting.value.locator("h1")).to_be_visible()
    assert waiting.value.evaluate("window.opener") is None
    page.context.close()
    assert [text for text in told if "allow-scripts" not in text] == []  # the test's own are refused


@pytest.fixture
def shipped_root(once: Once) -> Path:
    """The folder of the shipped site."""
    return once("shipped", build_shipped) / "site"


def stated_heights(root: Path) -> dict[str, int]:
    """How high the code on pages makes each frame, by its page."""
    code = re.compile(r'<iframe src="[^"]*?/(embed/[^"]*)"[^>]* height="([0-9]+)"')
    pages = (unescape(path.read_text("utf-8")) for path in root.rglob("index.html"))
    return {own: int(height) for page in pages for own, height in code.findall(page)}


def test_no_frame_is_cut(page: Page, shipped: str, shipped_root: Path) -> None:
    """A wide picture may be moved sideways in its own box; all else is in sight at the height told."""
    heights = stated_heights(shipped_root)
    assert set(CHARTS.values()) < set(heights)
    assert len(heights) == len([*(shipped_root / "embed").rglob("index.html")])
    frames = (f'<iframe src="{shipped}{own}" height="{height}"></iframe>' for own, height in heights.items())
    page.set_content("".join(frames))
    for width in (480, 680, 1000):
        page.evaluate(WIDEN, width)
        needed = {frame.url.removeprefix(shipped): frame.evaluate(NEEDED) for frame in page.frames[1:]}
        assert needed.keys() == heights.keys()
        cut = {own: one for own, one in needed.items() if one[0] > heights[own] or one[1] > width}
        assert cut == {}, width
        assert all(wide <= max(width, 620) for _, _, wide in needed.values())


def test_no_picture_says_what_only_a_page_does(shipped_root: Path) -> None:
    for picture in (shipped_root / "embed").rglob("chart.svg"):
        words = " ".join(ElementTree.parse(picture).getroot().itertext())  # noqa: S314 - our own file
        assert not re.search(r"leads? to|links? to|table|click|below", words), picture


@wide_and_narrow
def test_pages_of_charts_are_accessible_and_fit(page: Page, shipped: str) -> None:
    for own in CHARTS.values():
        page.goto(shipped + own)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [one["id"] for one in found] == [], own
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), own


@wide_and_narrow
def test_the_open_box_is_accessible(page: Page, shipped: str) -> None:
    for path in ("timeline/", "figures/", "places/baku/"):
        page.goto(shipped + path)
        page.evaluate("document.querySelectorAll('.r-take').forEach((one) => (one.open = true))")
        if path != "places/baku/":
            expect(page.get_by_role("button", name="Picture (PNG)").first).to_be_visible()
        assert faults(page, "article figure") == [], path


@pytest.mark.parametrize("page", [VIEWS[0]], indirect=True)
def test_a_chart_by_itself_looks_as_on_the_site(page: Page, shipped: str) -> None:
    for path, own in {**CHARTS, "figures/": ""}.items():
        page.goto(shipped + path)
        there = page.locator(f"{BOX} a").nth(3).evaluate("one => new URL(one.href).pathname")
        alone = own or there.removeprefix(BASE)
        wide = "svg[class*=wide]"
        here: list[list[Any]] = page.evaluate(LOOKS, f"figure {wide}")
        page.goto(shipped + alone)
        by_itself: list[list[Any]] = page.evaluate(LOOKS, f"figure {wide}")
        assert len(here) == len(by_itself) > 5
        differ = [(one, other) for one, other in zip(here, by_itself, strict=True) if one[2:] != other[2:]]
        assert [pair for pair in differ if pair[1][1] != "none"] == [], path


def test_charts_are_in_no_list_of_pages(shipped: str) -> None:
    with urlopen(f"{shipped}sitemap.xml") as answer:  # noqa: S310 - our own server
        assert b"/embed/" not in answer.read()
    with urlopen(f"{shipped}embed/timeline/") as answer:  # noqa: S310 - our own server
        html = answer.read().decode()
    assert '<meta name="robots" content="noindex">' in html
    assert "<script" not in html
    assert "default-src 'none'; style-src 'self'" in html
    assert '<html lang="en">' in html
