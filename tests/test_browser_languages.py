"""A site in German, in a real browser: accessible, in one language, and its scripts speak it, too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from site_builder.publishing.publish import publish
from tests.browsing import ROOT, faults, serving, wide_and_narrow
from tests.conftest import Once, copy_of_toy, project_at

pytestmark = pytest.mark.browser
PATHS = (
    "", "events/", "actors/sudria/", "events/2031-04-kesh-clash/", "articles/estmark-review-2032-clash/",
    "visits/", "arms-deals/", "figures/", "timeline/", "network/", "map/", "disagreements/", "terms/",
    "search/", "data/", "404.html",
)  # fmt: skip


def build_german(to: Path) -> None:
    """Publish the toy project in German."""
    copy_of_toy(to)
    settings, _ = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:")
    german = settings.replace("\n  font: false", "\n  language: de\n  font: false")
    (to / "mkdocs.yml").write_text(german.replace("  custom_dir: templates/theme\n", ""), "utf-8")
    _, problems = publish(project_at(to), to / "site")
    assert problems == ()


@pytest.fixture(scope="module")
def german(once: Once) -> Iterator[str]:
    """Address of the toy site in German."""
    yield from serving(once("german", build_german) / "site")


@pytest.mark.slow
@wide_and_narrow
def test_german_pages_are_accessible_and_fit(page: Page, german: str) -> None:
    found = {}
    for path in PATHS:
        page.goto(german + path)
        if wrong := faults(page):
            found[path] = wrong
    assert found == {}


def test_pages_say_which_language_is_whose(page: Page, german: str) -> None:
    """Ours is German; titles and quotes of English articles are marked as English."""
    page.goto(f"{german}events/2031-04-kesh-clash/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(".r-quote [lang=en]").first).to_be_visible()
    page.goto(f"{german}articles/estmark-review-2032-clash/")
    expect(page.locator("h1 [lang=en]")).to_be_visible()
    expect(page.locator("[lang=en] .r-permalink:not([lang=de])")).to_have_count(0)


def test_scripts_speak_german(page: Page, german: str) -> None:
    page.goto(f"{german}search/?q=sudria")
    expect(page.locator(".r-search__status")).to_contain_text("Seiten zu „sudria“")
    expect(page.locator("[data-facet=kind]")).to_contain_text("Ereignis")
    page.goto(f"{german}actors/")
    page.get_by_label("Filtern").fill("sudria")
    expect(page.locator(".r-filter output")).to_contain_text("Zeilen")
    page.locator(".r-cite summary").click()
    expect(page.locator(".r-cite .r-copy").first).to_have_text("Kopieren")


def test_the_menu_and_the_theme_speak_german(page: Page, german: str) -> None:
    page.goto(f"{german}404.html")
    expect(page.locator("h1")).to_have_text("Diese Seite gibt es hier nicht")
    expect(page.get_by_role("searchbox").first).to_have_accessible_name("Suche")
    page.goto(german)
    menu = page.locator(".md-nav--primary").first
    for title in ("Überblick", "Akteure", "Erkunden", "Rüstungsgeschäfte"):
        expect(menu.get_by_text(title, exact=True).first).to_be_attached()
