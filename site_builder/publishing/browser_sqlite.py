"""SQLite for readers' browsers: the files of the official npm package, where npm has put them.

They are no part of this project: `npm ci` takes them to the project's `node_modules`, by package.json and
package-lock.json, and a site has them if they are there and are just those that are known here. Without them
the page that uses them says how else the data are asked.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from site_builder.model.problems import Checked, Location, Problem

PACKAGE: Final = "@sqlite.org/sqlite-wasm"
VERSION: Final = "3.54.1-build1"
FOLDER: Final = f"node_modules/{PACKAGE}/dist"
SITE_FOLDER: Final = "assets/sqlite/"
LICENCES: Final = f"{SITE_FOLDER}LICENSES.txt"
_TERMS: Final = Path(__file__).with_name("sqlite-licences.txt")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the package: what it is called there and on the site, and its sha256."""

    name: str
    path: str
    sha256: str


PARTS: Final = (
    # As `.js`: many hosts do not know `.mjs`, and browsers run no module of another type.
    Part(
        "index.mjs",
        f"{SITE_FOLDER}sqlite3.js",
        "0dcdd860e6ec672623b13b8b8e41bb6c78be7a5df80ec553fc4f69160161c8af",
    ),
    Part(
        "sqlite3.wasm",
        f"{SITE_FOLDER}sqlite3.wasm",
        "b8a92a19f441a90ff2339fe988fbe317c4adf3ed844096f12aee04aa72d58257",
    ),
)
ABSENT: Final = (
    "Readers cannot ask the data in their browsers: SQLite for that is not here. "
    "To have it: npm ci --ignore-scripts"
)


def browser_sqlite(root: Path) -> Checked[Mapping[str, bytes] | None]:
    """The files for a site by their paths, from the project at `root`; None where the package is not there.

    Files that are others than known are a `foreign-sqlite` (a warning), and do not get on the site.
    """
    read = {part: _bytes(root / FOLDER / part.name) for part in PARTS}
    there = {part: data for part, data in read.items() if data is not None}
    other = tuple(
        _problem(part) for part, data in there.items() if hashlib.sha256(data).hexdigest() != part.sha256
    )
    if other or len(there) < len(read):
        return None, other
    return {**{part.path: data for part, data in there.items()}, LICENCES: _TERMS.read_bytes()}, ()


def is_there(root: Path) -> bool:
    """Whether a site of the project at `root` has it."""
    return browser_sqlite(root)[0] is not None


def absent(root: Path) -> str:
    """What to tell where nothing of it is there: no problem, for a site is whole without it; else nothing."""
    return "" if any((root / FOLDER / part.name).exists() for part in PARTS) else ABSENT


def stamp(root: Path) -> Iterator[str]:
    """The sha256 of each part as it is there, or that it is not: what a site is made of, too."""
    for part in PARTS:
        data = _bytes(root / FOLDER / part.name)
        yield f"{part.name}\n{hashlib.sha256(data).hexdigest() if data is not None else ''}"


def add_browser_sqlite(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Put it among MkDocs' files, if it is there."""
    found, _ = browser_sqlite(root)
    for path, data in (found or {}).items():
        files.append(File.generated(config, path, content=data))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _problem(part: Part) -> Problem:
    return Problem(
        Location(f"{FOLDER}/{part.name}"),
        "foreign-sqlite",
        "other bytes than this site-builder knows",
        f"the file of {PACKAGE} {VERSION}",
        "npm ci --ignore-scripts",
        severity="warning",
    )
