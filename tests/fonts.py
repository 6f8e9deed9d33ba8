"""Font sets under which pictures are tested; run as a program with --install, get those that are missing.

A browser that is told of nothing but one folder of fonts shows a page as a machine does that has no others.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = Path(__file__).parent.parent / ".venv" / "fonts"
SYSTEM = Path("/usr")
FOLDERS = (OWN, SYSTEM / "share/fonts", SYSTEM / "local/share/fonts", Path.home() / ".local/share/fonts")
APT = [
    "apt-get",
    "-o",
    "Acquire::Retries=0",
    "-o",
    "Acquire::http::Timeout=20",
    "-o",
    "APT::Sandbox::User=root",
]


@dataclass(frozen=True, slots=True)
class FontSet:
    """A family by itself: its files, and the packages of Debian that have them, newer releases' first."""

    name: str
    family: str
    files: tuple[str, ...]
    packages: tuple[str, ...]


SETS = (
    FontSet("dejavu", "DejaVu Sans", ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), ("fonts-dejavu-core",)),
    FontSet(
        "liberation",
        "Liberation Sans",
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
        ("fonts-liberation",),
    ),
    FontSet("noto", "Noto Sans", ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), ("fonts-noto-core",)),
    FontSet(
        "narrow",
        "Liberation Sans Narrow",
        ("LiberationSansNarrow-Regular.ttf", "LiberationSansNarrow-Bold.ttf"),
        ("fonts-liberation-sans-narrow", "fonts-liberation"),
    ),
    FontSet(
        "wide",
        "DejaVu Sans Mono",
        ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
        ("fonts-dejavu-mono", "fonts-dejavu-core"),
    ),
    FontSet("none", "", (), ()),
)
"""The usual ones of Linux, one far narrower and one far wider than what layouts reckon with, and none."""


@cache
def known() -> dict[str, Path]:
    """All font files of this machine by name."""
    return {path.name: path for folder in reversed(FOLDERS) for path in folder.rglob("*.ttf")}


def missing(fonts: FontSet) -> tuple[str, ...]:
    """The files of a set that are not on this machine."""
    return tuple(name for name in fonts.files if name not in known())


def environment(fonts: FontSet, folder: Path) -> dict[str, str]:
    """Variables with which a browser sees only the files of a set, which are copied into a folder."""
    (folder / "fonts").mkdir(parents=True)
    for name in fonts.files:
        shutil.copy(known()[name], folder / "fonts")
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def packages() -> Iterator[tuple[FontSet, str]]:
    """What could be fetched for the sets that are not whole, until they are."""
    for fonts in SETS:
        for package in fonts.packages:
            known.cache_clear()
            if missing(fonts):
                yield fonts, package


def fetch(package: str, files: tuple[str, ...]) -> bool:
    """Take files of a package of Debian into .venv; nothing is installed, so that anybody may."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*APT, "download", package], cwd=folder, capture_output=True, check=False)
        for archive in Path(folder).glob("*.deb") if done.returncode == 0 else ():
            subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
        found = [path for name in files for path in Path(folder).rglob(name)]
        OWN.mkdir(parents=True, exist_ok=True)
        for path in found:
            shutil.copy(path, OWN)
    return bool(found)


def install() -> None:
    """Get the sets that are not on this machine, as far as Debian's packages can be had; else say nothing."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return
    fresh = os.geteuid() == 0  # lists of packages are not there on a machine that is new
    for fonts, package in packages():
        print(f"Fonts for the tests ({fonts.name}): {package}", file=sys.stderr)
        if not fetch(package, fonts.files) and fresh:
            fresh = subprocess.run([*APT, "update"], capture_output=True, check=False).returncode == 0
            fetch(package, fonts.files)
            fresh = False


if __name__ == "__main__" and "--install" in sys.argv:
    install()
