"""Network, map and matrix in a real browser: readable, answering, reachable by keyboard, light."""

import functools
import gzip
import re
from itertools import combinations
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import VIEWS, faults, wide_and_narrow

PAGES = ("network/", "map/", "visits/", "actors/ilham-aliyev/", "actors/azerbaijan/")
DRAWN = tuple(path for path in PAGES if path != "visits/")
SMALLEST = 11
"""Pixels of the smallest type in a picture."""

pytestmark = pytest.mark.browser

MEASURE = """() => [...document.querySelectorAll(".r-svg, .r-ego svg")]
    .filter((svg) => svg.getClientRects().length)
    .map((svg) => ({
        frame: box(svg),
        labels: [...svg.querySelectorAll("text:not(.r-words--spare)")].map((text) => ({
            words: text.textContent, box: box(text), size: size(text),
        })),
        marks: [...svg.querySelectorAll(".r-shape")].map(box),
    }))"""
HELPERS = """() => {
    window.box = (element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left, top, right, bottom];
    };
    window.size = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
}"""


def touching(a: list[float], b: list[float]) -> bool:
    """Whether two boxes share more than a pixel: a line's box is a little taller than its letters."""
    return a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 2.5 < b[3] and b[1] + 2.5 < a[3]


@wide_and_narrow
@pytest.mark.parametrize("path", DRAWN)
def test_labels_never_meet_and_can_be_read(page: Page, shipped: str, path: str) -> None:
    page.goto(shipped + path)
    page.evaluate(HELPERS)
    drawn = page.evaluate(MEASURE)
    assert drawn
    for picture in drawn:
        labels = picture["labels"]
        assert len(labels) > 4
        assert min(label["size"] for label in labels) >= SMALLEST
        left, top, right, bottom = picture["frame"]
        for label in labels:
            box = label["box"]
            assert max(left - box[0], top - box[1], box[2] - right, box[3] - bottom) <= 1, label
        met = [(a["words"], b["words"]) for a, b in combinations(labels, 2) if touching(a["box"], b["box"])]
        assert met == []
        covered = [
            label["words"] for label in labels for mark in picture["marks"] if touching(label["box"], mark)
        ]
        assert covered == []


@wide_and_narrow
def test_pictures_are_accessible_and_fit(page: Page, shipped: str) -> None:
    for path in ("network/", "map/"):
        page.goto(f"{shipped}{path}#show-azerbaijan")
        expect(page.locator(".r-chosen").first).to_be_attached()
        page.evaluate("scrollTo(0, 0)")  # what passes below the header is close to its buttons
        assert faults(page) == [], path


def lit(page: Page) -> set[str]:
    """The marks that are lit in the picture that shows, or nothing where none is dimmed."""
    keys: list[str] = page.locator(".r-svg--busy:visible .r-node.r-on").evaluate_all(
        "marks => marks.map((mark) => mark.dataset.key)"
    )
    return set(keys)


def test_focus_lights_the_neighbours(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    picture = page.locator(".r-svg:visible")
    assert lit(page) == set()
    picture.locator("[data-key=iran]").focus()
    assert lit(page) == {"iran", "armenia", "azerbaijan", "javanshir-akhundov"}
    assert picture.locator(".r-lines .r-on").count() == 3
    expect(picture.locator(".r-node[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    assert not page.evaluate("Boolean(document.activeElement.closest('svg'))")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.dataset.key") == "iran"


def test_arrows_lead_to_the_nearest_mark_and_escape_leads_out(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    picture = page.locator(".r-svg:visible")
    picture.locator(".r-node").first.focus()
    expect(picture.locator(".r-node[tabindex='0']")).to_have_count(1)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    before = page.locator(":focus .r-shape").bounding_box()
    seen = {page.evaluate("document.activeElement.dataset.key")}
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        after = page.locator(":focus .r-shape").bounding_box()
        assert before is not None
        assert after is not None
        axis = "x" if key in ("ArrowLeft", "ArrowRight") else "y"
        sign = -1 if key in ("ArrowLeft", "ArrowUp") else 1
        assert after == before or (after[axis] - before[axis]) * sign > 0, key  # type: ignore[literal-required]
        seen.add(page.evaluate("document.activeElement.dataset.key"))
        before = after
    assert len(seen) > 2
    assert picture.locator(".r-node[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    expect(page.locator(".r-take summary")).to_be_focused()


@pytest.mark.parametrize("by", ["click", "Enter"])
def test_an_actor_is_chosen_and_then_followed(page: Page, shipped: str, by: str) -> None:
    page.goto(shipped + "network/")
    mark = page.locator(".r-svg:visible [data-key=iran]")
    act = mark.locator("path").click if by == "click" else functools.partial(mark.press, by)
    expect(page.locator(".r-chosen-list")).to_have_count(1)  # the script is there
    act()
    told = page.get_by_role("region", name="Selection")
    expect(told.get_by_role("link", name="Iran", exact=True)).to_have_attribute("href", "../actors/iran/")
    assert re.search(r"Iran, state: \d+ events?, with 3 others", told.inner_text())
    assert lit(page) == {"iran", "armenia", "azerbaijan", "javanshir-akhundov"}
    assert page.url.endswith("network/#show-iran")
    page.mouse.move(0, 0)  # the picture may have moved under it
    page.keyboard.press("Escape")
    assert page.url.endswith("network/")
    act()
    assert page.url.endswith("network/#show-iran")
    act()
    page.wait_for_url("**/actors/iran/")


def test_choosing_an_actor_shows_the_events(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    choice = page.get_by_label("Choose an actor")
    choice.focus()
    choice.select_option("Israel")
    told = page.get_by_role("region", name="Selection")
    assert "Azerbaijan and Israel: 7 events" in told.inner_text()
    assert told.get_by_role("link", name="Azerbaijan opens its embassy in Israel").first.is_visible()
    assert page.url.endswith("#show-israel")
    assert "azerbaijan" in lit(page)
    page.reload()
    assert "Azerbaijan and Israel: 7 events" in told.inner_text()
    page.keyboard.press("Tab")
    choice.focus()
    page.keyboard.press("Escape")
    assert told.count() == 0 or told.inner_text() == ""
    assert lit(page) == set()
    assert page.url.endswith("network/")


def test_writing_in_the_choice_moves_nothing_until_enter(page: Page, shipped: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 420})  # the picture is higher
    page.goto(shipped + "network/")
    choice = page.get_by_label("Choose an actor")
    choice.focus()
    before = page.evaluate("scrollY")
    for letter in "yoav":
        page.keyboard.press(letter)
        assert page.evaluate("scrollY") == before
    chosen = page.locator(".r-svg:visible .r-chosen")
    expect(chosen).to_have_attribute("data-key", "yoav-gallant")
    expect(chosen).not_to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(chosen).to_be_in_viewport()


def test_a_card_covers_nothing_of_what_is_chosen(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}network/#show-azerbaijan")
    panel = page.get_by_role("region", name="Selection")
    expect(panel).to_be_visible()
    end = panel.evaluate("one => one.getBoundingClientRect().top")
    marks = page.locator(".r-svg:visible .r-node").all()
    places = [(mark, mark.locator(".r-shape").bounding_box()) for mark in marks]
    above = [(box["y"], mark) for mark, box in places if box and 80 < box["y"] < end - box["height"] - 2]
    _, mark = max(above, key=lambda one: one[0])  # the nearest to it
    mark.locator(".r-shape").hover()
    card = page.get_by_role("main").get_by_role("tooltip")  # what is in no landmark is easily missed
    expect(card).to_be_visible()
    assert card.evaluate("one => one.getBoundingClientRect().bottom") <= end
    mark.locator(".r-shape").click()
    expect(card).to_be_hidden()
    panel.get_by_role("link").last.hover()
    page.wait_for_timeout(400)  # longer than a card takes
    expect(card).to_be_hidden()


def test_choosing_a_line_shows_its_events(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    line = page.locator(".r-svg:visible [data-ends='armenia azerbaijan']")
    line.dispatch_event("click")
    told = page.get_by_role("region", name="Selection")
    assert "Armenia and Azerbaijan: 5 events" in told.inner_text()
    assert lit(page) == {"armenia", "azerbaijan"}
    assert page.url.endswith("#with-armenia--azerbaijan")
    told.get_by_role("button", name="Show everything").click()
    page.mouse.move(0, 0)  # where the button was, a mark may be under the pointer now
    assert lit(page) == set()


def test_types_can_be_left_out(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    marks = page.locator(".r-svg:visible .r-node:visible")
    everything = marks.count()
    page.get_by_label("Person").uncheck()
    assert marks.count() == everything - 22
    ends = page.locator(".r-svg:visible .r-lines a:visible").evaluate_all(
        "all => all.map((a) => a.dataset.ends)"
    )
    assert ends
    assert not [pair for pair in ends if "liberman" in pair]
    page.get_by_label("Person").check()
    assert marks.count() == everything


def test_the_map_answers(page: Page, shipped: str) -> None:
    page.goto(shipped + "map/")
    page.get_by_label("Choose a place").select_option("Brussels")
    told = page.get_by_role("region", name="Selection")
    assert "From Azerbaijan to Brussels: 3 visits" in told.inner_text()
    assert lit(page) == {"azerbaijan", "brussels"}
    told.get_by_role("button", name="Show everything").click()
    page.get_by_role("checkbox", name="Visit").uncheck()
    assert page.locator(".r-svg:visible .r-lines a:visible").count() == 0
    assert page.locator(".r-svg:visible [data-key=israel]").is_hidden()
    assert page.locator(".r-svg:visible [data-key=kabul]").is_visible()
    assert page.get_by_role("link", name="Gallant visits Azerbaijan").locator("visible=true").count() == 0


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_lines_lead_to_their_rows(page: Page, shipped: str) -> None:
    page.goto(shipped + "network/")
    assert page.locator(".r-choose, .r-key input").count() > 5
    assert page.locator(".r-live:visible").count() == 0
    address = page.locator(".r-lines a").first.get_attribute("href")
    assert address
    page.goto(f"{shipped}network/{address}")
    assert page.locator("tr:target").is_visible()
    page.goto(shipped + "network/")
    page.locator(".r-svg:visible [data-key=iran]").click()
    expect(page.locator("h1")).to_have_text("Iran")
    page.goto(shipped + "map/")
    page.locator(".r-svg:visible [data-key=baku]").click()
    expect(page.locator("h1")).to_have_text("Baku")
    assert page.get_by_role("img", name="Map: where Baku lies").is_visible()


@pytest.mark.parametrize("page", VIEWS[1:], indirect=True, ids=["390"])
def test_the_matrix_scrolls_by_itself_and_keeps_its_names(page: Page, shipped: str) -> None:
    page.goto(shipped + "visits/")
    matrix = page.locator(".r-matrix")
    name = matrix.get_by_role("rowheader", name="Yoav Gallant")
    before = name.bounding_box()
    matrix.evaluate("element => element.scrollBy(200, 0)")
    after = name.bounding_box()
    assert before is not None
    assert after is not None
    assert before["x"] == after["x"]
    assert matrix.evaluate("element => element.scrollLeft") == 200
    cell = matrix.get_by_role("row", name="Yoav Gallant").get_by_role(
        "link", name="2023: Gallant visits Azerbaijan"
    )
    assert cell.count() == 3


def test_a_small_network_is_light(shipped: str) -> None:
    for path in PAGES:
        html = urlopen(shipped + path).read().decode()  # noqa: S310 - our own server
        for ego in re.findall(r'<figure class="r-ego".*?</figure>', html, re.DOTALL):
            assert len(gzip.compress(ego.encode())) < 3000, path
