"""The built site in a real browser: as it looks, sounds and behaves for its readers."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import faults, wide_and_narrow
from tests.conftest import Once, build_toy

KINDS = (
    "",
    "actors/",
    "actors/ilham-aliyev/",
    "actors/azerbaijan/",
    "events/",
    "events/2012-israel-azerbaijan-drone-deal/",
    "events/2016-israel-azerbaijan-contracts/",
    "visits/",
    "timeline/",
    "network/",
    "pairs/",
    "pairs/azerbaijan/israel/",
    "map/",
    "search/",
    "coverage/",
    "arms-deals/",
    "figures/",
    "topics/",
    "topics/arms-trade/",
    "articles/",
    "articles/eurasianet-2012-03-12-azerbaijan-iran/",
    "places/",
    "places/baku/",
    "equipment/",
    "equipment/harop/",
    "flow/",
    "disagreements/",
    "data/",
    "terms/",
    "corrections/",
    "about/",
    "method/",
    "404.html",
)

pytestmark = pytest.mark.browser


@wide_and_narrow
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_accessible_and_fits(page: Page, shipped: str, kind: str) -> None:
    page.goto(shipped + kind)
    assert faults(page) == []


SCHEMES = """<!DOCTYPE html><html lang="en"><title>A page</title><body><main><h1>A page</h1>
<style>[data-md-color-scheme=slate] { background: black; color: white }</style>%s</main><script>
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const told = () => { document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default"; };
  dark.addEventListener("change", told);
  told();
</script></body></html>"""
FAULTY_IN_THE_DARK = {
    "": [],
    "<p style='color: #111'>Words</p>": ["dark: color-contrast"],
    "<style>[data-md-color-scheme=default] i { display: none }</style><i><img src='data:,'></i>": [
        "dark: image-alt"
    ],
    "<i><img src='data:,' alt='A'></i><script>const image = document.querySelector('img');"
    "matchMedia('(prefers-color-scheme: dark)').onchange = () => image.removeAttribute('alt')</script>": [
        "dark: image-alt"
    ],
    "<p style='color: #ddd'>Words</p><img src='data:,'>": ["light: color-contrast", "light: image-alt"],
}


@pytest.mark.parametrize("written", FAULTY_IN_THE_DARK)
def test_what_is_at_fault_in_one_scheme_alone_is_found(page: Page, written: str) -> None:
    """Whatever the fault: of the colours, of what is shown there alone, or of what is another there."""
    page.set_content(SCHEMES % written)
    assert [":".join(fault.split(":")[:2]) for fault in faults(page)] == FAULTY_IN_THE_DARK[written]


SHIFTS = """() => new Promise(done => {
  const came = performance.getEntriesByType("resource").find(entry => entry.name.endsWith("site-builder.js"));
  const since = list => list.getEntries().filter(entry => entry.startTime >= came.responseEnd);
  const told = entry => [entry.value, ...entry.sources.map(source => source.node?.className ?? "")];
  const observer = new PerformanceObserver(list => done(since(list).map(told)));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(done, 100, []);
})"""


@wide_and_narrow
def test_nothing_moves_when_the_scripts_come_late(page: Page, shipped: str) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(300)  # the page is drawn meanwhile
        route.continue_()

    page.route("**/assets/site-builder.js", late)
    moved = {}
    for kind in KINDS:
        page.goto(shipped + kind)
        moved[kind] = [shift for shift in page.evaluate(SHIFTS) if shift[0] > 0.01]  # what no eye sees
    assert {kind: shifts for kind, shifts in moved.items() if shifts} == {}


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_everything_is_there(page: Page, shipped: str) -> None:
    page.goto(shipped + "actors/")
    assert page.locator("tbody tr:visible").count() > 100
    assert page.locator("button.r-sort, .r-live:visible").count() == 0
    page.get_by_role("link", name="Ilham Aliyev", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Ilham Aliyev")


def test_lists_filter_and_sort(page: Page, shipped: str) -> None:
    page.goto(shipped + "actors/")
    rows = page.locator("tbody tr:visible")
    everything = rows.count()
    page.get_by_label("Filter").fill("aliev")
    assert rows.count() == 1
    assert "Ilham Aliyev" in rows.first.inner_text()
    page.get_by_label("Filter").fill("")
    page.get_by_role("combobox", name="Type", exact=True).select_option("State")
    assert 5 < rows.count() < everything
    page.get_by_role("combobox", name="Type", exact=True).select_option("")
    page.get_by_role("button", name="Name").press("Enter")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    names = page.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold) or len(set(names)) == everything


def test_what_is_not_reported_comes_last_in_any_order(page: Page, shipped: str) -> None:
    page.goto(f"{shipped}visits/")
    cells = page.locator('tbody td[data-label="Kind"]')
    for order in ("ascending", "descending"):
        page.get_by_role("button", name="Kind", exact=True).press("Enter")
        page.locator(f"th[aria-sort={order}]").wait_for()
        unknown = [text.strip() == ".." for text in cells.all_inner_texts()]
        assert True in unknown
        assert unknown == sorted(unknown)
        assert False in unknown


SCHEME = "document.body.getAttribute('data-md-color-scheme')"


def test_colours_follow_the_system_until_one_chooses(page: Page, shipped: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(shipped)
    assert page.evaluate(SCHEME) == "slate"
    page.emulate_media(color_scheme="light")
    page.locator("body[data-md-color-scheme=default]").wait_for()
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    page.get_by_role("button", name="Switch to light colours").press("Enter")
    assert page.evaluate(SCHEME) == "default"
    page.route("**/assets/site-builder.js", lambda route: route.fulfill(body=""))  # before it runs
    page.goto(f"{shipped}actors/")
    assert page.evaluate(SCHEME) == "default"
    page.unroute_all()
    page.goto(f"{shipped}actors/")
    page.get_by_role("button", name="Switch to dark colours").click()
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SCHEME) == "slate"
    page.get_by_role("button", name="Follow the system's colours").click()
    assert page.evaluate(SCHEME) == "default"


def test_a_quote_leads_to_its_place_in_the_article(page: Page, shipped: str) -> None:
    page.goto(shipped + "events/2016-israel-azerbaijan-contracts/")
    page.get_by_role("link", name="nearly $5 billion").first.click()
    target = page.locator(":target")
    assert "nearly $5 billion" in target.inner_text()
    assert target.is_visible()


PAYLOADS = (
    "<script>alert(1)</script>",
    "{onfocus=alert(1) autofocus}",
    "javascript:",
    '--8<-- "',
    "{{ 7*7 }}",
)


def test_hostile_strings_are_shown_as_text(page: Page, hostile: str) -> None:
    seen: set[str] = set()
    page.goto(f"{hostile}sitemap.xml")
    addresses = re.findall(r"<loc>[^<]*?/caspian-record/([^<]*)</loc>", page.content())
    assert len(addresses) > 30
    for path in addresses:
        page.goto(hostile + path)
        assert page.locator("script:has-text('alert(1)'), [onfocus], a[href^='javascript' i]").count() == 0
        text = page.locator("body").inner_text() + page.title()
        seen |= {payload for payload in PAYLOADS if payload in text}
        assert "49" not in page.title()
    assert seen == set(PAYLOADS)


def test_a_script_that_slipped_in_would_not_run(chromium: Browser, shipped: str) -> None:
    opened = chromium.new_page()
    refused: list[str] = []
    opened.on("console", lambda message: refused.append(message.text))
    opened.goto(shipped)
    ran = opened.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            return window.ran === true;
        }"""
    )
    opened.close()
    assert not ran
    assert any("Content Security Policy" in text for text in refused)


def test_the_keyboard_reaches_the_content(page: Page, shipped: str) -> None:
    page.goto(shipped + "disagreements/")
    page.keyboard.press("Tab")
    assert "Skip to content" in page.locator(":focus").inner_text()


@pytest.fixture(scope="module")
def toy_folder(once: Once) -> Path:
    """The published toy, whose mkdocs.yml has no palette."""
    return (once("toy", build_toy) / "site").resolve()


def test_a_site_without_a_palette_has_the_light_colours(chromium: Browser, toy_folder: Path) -> None:
    page = chromium.new_page(color_scheme="dark")
    page.goto((toy_folder / "timeline" / "index.html").as_uri())
    colour = "getComputedStyle(document.body).getPropertyValue('--r-blue')"
    assert page.evaluate(colour) == "#0b5aa8"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    page.close()


def test_a_site_opened_from_disk_can_be_followed(chromium: Browser, toy_folder: Path) -> None:
    """No server adds `index.html` there: links in text, pictures and menus lead to pages all the same."""
    page = chromium.new_page()
    page.goto((toy_folder / "index.html").as_uri())
    page.locator("article a[href$='actors/']").first.click()
    page.wait_for_url("**/actors/index.html")
    page.locator("main a[href*='ann-haldane/']").first.click()
    page.wait_for_url("**/actors/ann-haldane/index.html")
    page.locator("svg a[href$='/']").first.dispatch_event("click")
    page.wait_for_url(lambda url: "ann-haldane" not in url and url.endswith("/index.html"))
    page.close()


def test_a_page_asks_for_nothing_that_is_not_there(page: Page, shipped: str) -> None:
    lost: list[str] = []
    page.on("response", lambda answer: lost.append(answer.url) if answer.status == 404 else None)
    for path in ("", "data/", "actors/azerbaijan/"):
        page.goto(shipped + path)
        page.wait_for_load_state("networkidle")
    assert lost == []
