"""Word lists of a package, read once from its folder `words/`: sections of entries divided by commas."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

_SECTION = re.compile(r"\[([a-z -]+)\]")


def lines(file: str, package: str) -> list[str]:
    """Give the lines of one file of a package's `words/`, without comments."""
    folder = Path(str(import_module(package).__file__)).parent
    text = (folder / "words" / file).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@cache
def sections(file: str, package: str) -> dict[str, frozenset[str]]:
    """Read one file of `words/`: its entries by section; what stands before the first is under "".

    Raises ValueError where two sections have one name, or a heading is not of small letters.
    """
    found: dict[str, set[str]] = {}
    entries: set[str] = found.setdefault("", set())
    for line in lines(file, package):
        heading = _SECTION.fullmatch(line)
        if heading and heading[1] not in found:
            entries = found[heading[1]] = set()
        elif line.startswith("["):
            raise ValueError(f"{file} of {package}: {line} stands twice, or is no name of a section")
        else:
            entries.update(entry for part in line.split(",") if (entry := part.strip()))
    return {name: frozenset(words) for name, words in found.items()}


def words(section: str, package: str) -> frozenset[str]:
    """Give a section of a package's `words/words.txt`."""
    return sections("words.txt", package)[section]
