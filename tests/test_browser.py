"""The built site in a real browser: as it looks, sounds and behaves for its readers."""

import atexit
import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request, sync_playwright

from site_builder.publish import publish
from tests import browser as browsers
from tests.conftest import TOY, project_at

ROOT = Path(__file__).parents[1]
BASE = "/caspian-record/"
KINDS = (
    "",
    "actors/",
    "actors/ilham-aliyev/",
    "actors/azerbaijan/",
    "events/",
    "events/2012-israel-azerbaijan-drone-deal/",
    "events/2016-israel-azerbaijan-contracts/",
    "visits/",
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
    "disagreements/",
    "data/",
    "about/",
    "method/",
    "404.html",
)
WIDTHS = (1366, 390)

pytestmark = pytest.mark.browser


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the path of its `site_url`, quietly."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE.rstrip("/")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base class
        pass


@functools.cache
def launched(path: str) -> Browser:
    """The one browser of all files that take these fixtures: Playwright runs once in a process."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright.chromium.launch(
        executable_path=path, args=[flag for flag in browsers.QUIET if flag != "--headless"]
    )


@pytest.fixture(scope="session")
def chromium() -> Browser:
    path = browsers.find()
    if path is None:
        pytest.fail("no browser: run `.venv/bin/python tests/browser.py --install`")
    return launched(path)


def serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the shipped site, built anew."""
    folder = tmp_path_factory.mktemp("shipped") / "site"
    _, problems = publish(project_at(ROOT), folder, strict=True)
    assert problems == ()
    yield from serving(folder)


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails the test on a console error, an exception, or a request to another host."""
    options = getattr(request, "param", {})
    context = chromium.new_context(**options)
    opened = context.new_page()
    faults: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(message.text)

    def error(error: Error) -> None:
        faults.append(str(error))

    def asked(call: Request) -> None:
        if "//127.0.0.1:" not in call.url and not call.url.startswith("data:"):
            faults.append(call.url)

    def dialog(dialog: Dialog) -> None:
        faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    opened.on("console", console)
    opened.on("pageerror", error)
    opened.on("request", asked)
    opened.on("dialog", dialog)
    yield opened
    context.close()
    assert [fault for fault in faults if "404" not in fault] == []


def views() -> list[dict[str, object]]:
    return [
        {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
        for width in WIDTHS
        for scheme in ("light", "dark")
    ]


@pytest.mark.parametrize(
    "page", views(), indirect=True, ids=["1366 light", "1366 dark", "390 light", "390 dark"]
)
def test_every_kind_of_page_is_accessible_and_fits(page: Page, shipped: str) -> None:
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        page.goto(shipped + kind)
        results = Axe().run(page).response["violations"]
        faults = [f"{v['id']}: {v['nodes'][0]['html'][:120]} {v['nodes'][0]['any'][:1]}" for v in results]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append("scrolls sideways")
        if faults:
            found[kind or "home"] = faults
    assert found == {}


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_everything_is_there(page: Page, shipped: str) -> None:
    page.goto(shipped + "actors/")
    assert page.locator("tbody tr:visible").count() > 100
    assert page.locator("button.r-sort").count() == 0
    page.get_by_role("link", name="Ilham Aliyev", exact=True).first.click()
    assert page.locator("h1").inner_text() == "Ilham Aliyev"


def test_lists_filter_and_sort(page: Page, shipped: str) -> None:
    page.goto(shipped + "actors/")
    rows = page.locator("tbody tr:visible")
    everything = rows.count()
    page.get_by_label("Filter").fill("aliev")
    assert rows.count() == 1
    assert "Ilham Aliyev" in rows.first.inner_text()
    page.get_by_label("Filter").fill("")
    page.get_by_label("Type").select_option("State")
    assert 5 < rows.count() < everything
    page.get_by_label("Type").select_option("")
    page.get_by_role("button", name="Name").press("Enter")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    names = page.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold) or len(set(names)) == everything


def test_a_quote_leads_to_its_place_in_the_article(page: Page, shipped: str) -> None:
    page.goto(shipped + "events/2016-israel-azerbaijan-contracts/")
    page.get_by_role("link", name="nearly $5 billion").first.click()
    target = page.locator(":target")
    assert "nearly $5 billion" in target.inner_text()
    assert target.is_visible()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the toy site, whose third article is hostile, with our theme."""
    project = tmp_path_factory.mktemp("hostile") / "toy"
    shutil.copytree(TOY, project)
    shutil.copytree(ROOT / "templates" / "theme", project / "templates" / "theme")
    shutil.copytree(ROOT / "docs" / "assets", project / "docs" / "assets", dirs_exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.split("\nnav:")[0], encoding="utf-8")
    folder = project / "out"
    _, problems = publish(project_at(project), folder, strict=True)
    assert problems == ()
    yield from serving(folder)


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
