"""Words of more than sixty letters: no page and no part of one scrolls sideways on a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.publishing.publish import publish
from tests.browsing import serving
from tests.conftest import TOY, project_at
from tests.worlds import rename_world

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GERMAN = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunter"
NAMES = {
    "Ann Haldane": f"Ann {GERMAN}",
    "Haldane": GERMAN,
    "Rui Castel": f"Rui {'ก' * 62}",
    "Castel": "ก" * 62,
    "Nell Orme": f"Nell {GERMAN[::-1].capitalize()}",
    "Tom Berg": f"Tom {'W' * 62}",
    "Lance Works": f"Lance{GERMAN.lower()}",
    "Lance-2": f"Lance-2{'q' * 55}",
    "Kesh": "K" + "ш" * 61,
    "Porto Sul": "Porto" + "s" * 57,
    "Estmark Review": "https://" + "x" * 54,
    "Sudria Herald": "H" * 62,
}
SIDEWAYS = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
  ...[...document.querySelectorAll(".r-scroll, main *")]
    .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    // Reports beside each other are as many as there are: more than two have a box that scrolls.
    .filter((one) => one.querySelectorAll(".r-compare thead th").length < 4 && !one.matches(".r-matrix, pre"))
    .map((one) => one.className || one.tagName),
]"""


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    root = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("long") / "toy"))
    rename_world(root, NAMES)
    release, problems = publish(project_at(root), root / "site")
    assert release is not None, problems
    for address in serving(root / "site"):
        yield address, root / "site"


NARROW = [{"viewport": {"width": width, "height": 900}} for width in (390, 320)]


@pytest.mark.parametrize("page", NARROW, indirect=True, ids=["390", "320"])
def test_no_page_scrolls_sideways_for_a_long_word(page: Page, long_site: tuple[str, Path]) -> None:
    address, folder = long_site
    found: dict[str, list[str]] = {}
    paths = [path.parent.relative_to(folder).as_posix() for path in sorted(folder.rglob("index.html"))]
    assert len(paths) > 40
    for path in paths:
        if b'http-equiv="refresh"' in (folder / path / "index.html").read_bytes():
            continue
        page.goto(f"{address}{'' if path == '.' else f'{path}/'}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        if sideways := page.evaluate(SIDEWAYS):
            found[path] = sideways
    assert found == {}
