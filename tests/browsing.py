"""Fixtures of the browser tests: one browser, the shipped site and the hostile one, each built once."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from site_builder.publishing.publish import publish
from tests import browser as browsers
from tests import fonts
from tests.conftest import Once, copy_of_toy, of_data, project_at

ROOT = Path(__file__).parents[1]
BASE = "/caspian-record/"
WIDTHS = (1366, 390)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the path of its `site_url`, quietly."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE.rstrip("/")))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the base class
        pass


@pytest.fixture(scope="session")
def engine() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def launched(engine: Playwright, variables: dict[str, str] | None = None) -> Browser:
    path = browsers.find()
    if path is None:
        pytest.fail("no browser: run `.venv/bin/python tests/browser.py --install`")
    flags = [flag for flag in browsers.QUIET if flag != "--headless"]
    return engine.chromium.launch(executable_path=path, args=flags, env={**(variables or os.environ)})


@pytest.fixture(scope="session")
def chromium(engine: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with the fonts of this machine; where it has none, with a set that the tests have brought."""
    browser = launched(engine)
    brought = next((found for found in fonts.SETS if found.files and not fonts.missing(found)), None)
    if brought and not has_fonts(browser):
        browser.close()
        browser = launched(engine, fonts.environment(brought, tmp_path_factory.mktemp("fonts")))
    yield browser
    browser.close()


def has_fonts(browser: Browser) -> bool:
    """Whether letters take any room."""
    page = browser.new_page()
    page.set_content("<span>Words</span>")
    box = page.locator("span").bounding_box()
    page.close()
    return bool(box and box["width"])


def serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture(scope="session")
def shipped(once: Once) -> Iterator[str]:
    """Address of the shipped site, built anew."""
    yield from serving(once("shipped", build_shipped) / "site")


def build_shipped(to: Path) -> None:
    _, problems = publish(project_at(ROOT), to / "site")
    assert of_data(problems) == ()


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails the test on a console error, an exception, or a request to another host."""
    options = getattr(request, "param", {})
    context = chromium.new_context(**options)
    opened = context.new_page()
    opened.set_default_timeout(60_000)  # no test is about speed
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


Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
"""The colours that a reader asks for, and Material's name for them."""
VIEWS: list[dict[str, object]] = [
    {"viewport": {"width": width, "height": 900}, "reduced_motion": "reduce"} for width in WIDTHS
]
wide_and_narrow = pytest.mark.parametrize("page", VIEWS, indirect=True, ids=["1366", "390"])


OF_COLOURS = ("color-contrast", "link-in-text-block", "target-size")
"""The rules of axe by which a page that is sound in some colours may be at fault in others."""
LOOKS = """async ([within, options, first, ofColours]) => {
  const isOurs = ({ name }) => !name.startsWith('data-md-color');
  const told = (one) => [...one.attributes].filter(isOurs).map(({ name, value }) => [name, value]);
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
  const seen = [...document.querySelectorAll('*')].filter(isShown);
  const before = first ? new Map() : window.seenBefore;
  window.seenBefore = new Map(seen.map((one) => [one, JSON.stringify(told(one))]));
  const violations = async (context, more) => (await axe.run(context, { ...options, ...more })).violations;
  if (first) return violations(within ?? document);
  const others = seen.filter((one) => before.get(one) !== window.seenBefore.get(one));
  const include = others.filter((one) => !within || one.closest(within));
  return [
    ...(await violations(within ?? document, { runOnly: ofColours })),
    ...(include.length ? await violations({ include }) : []),
  ];
}"""


def faults(page: Page, within: str | None = None) -> list[str]:
    """What axe finds on a page in both schemes, targets' size too (WCAG 2.2), and if it scrolls sideways.

    Of a page that another test looks at, what is `within` a selector alone. In the second scheme all rules
    are tried on what the first did not show, or not so; on the rest, those that look at colours.
    """
    found = [f"{scheme}: {fault}" for scheme in SCHEMES for fault in axe(page, scheme, within)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("scrolls sideways")
    return found


def axe(page: Page, scheme: Scheme, within: str | None = None) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    page.wait_for_function("document.getAnimations().every(one => one.playState === 'finished')")
    # Shadows at the edges of tables are images, before which axe tells no contrast.
    page.eval_on_selector_all(".r-scroll", "boxes => boxes.forEach(box => box.style.background = 'none')")
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}  # half the time
    if not page.evaluate("!!window.axe"):
        page.evaluate(Axe().axe_script)
    first = scheme == next(iter(SCHEMES))
    results = page.evaluate(LOOKS, [within, options, first, [*OF_COLOURS]])
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['any'][:1]}" for v in results]


@pytest.fixture(scope="session")
def hostile(once: Once) -> Iterator[str]:
    """Address of the toy site, whose third article is hostile, with our theme."""
    yield from serving(once("hostile", build_hostile) / "out")


def build_hostile(project: Path) -> None:
    copy_of_toy(project)
    shutil.copytree(ROOT / "templates" / "theme", project / "templates" / "theme")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.split("\nnav:")[0], encoding="utf-8")
    _, problems = publish(project_at(project), project / "out", strict=True)
    assert problems == ()
