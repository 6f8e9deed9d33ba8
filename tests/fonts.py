"""Font sets under which pictures are tested; run as a program with --install, get those that are missing.

A browser that is told of nothing but one folder of fonts shows a page as a machine does that has no others.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests import debian

OWN = debian.ENVIRONMENT / "fonts"
SYSTEM = Path("/usr")
FOLDERS = (OWN, SYSTEM / "share/fonts", SYSTEM / "local/share/fonts", Path.home() / ".local/share/fonts")


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


def install() -> None:
    """Get the sets that are not on this machine, as far as Debian's packages can be had; else say nothing."""
    for fonts, package in packages():
        debian.fetch(package, fonts.files, OWN, f"fonts, {fonts.name}")


if __name__ == "__main__" and "--install" in sys.argv:
    install()
