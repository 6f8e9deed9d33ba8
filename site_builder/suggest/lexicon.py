"""The word lists of suggestions, read once from `words/`: sections of entries divided by commas."""

import re
from functools import cache
from importlib import resources

_SECTION = re.compile(r"\[([a-z ]+)\]")


@cache
def words(section: str) -> frozenset[str]:
    """Give a section of `words/words.txt`."""
    return _sections()[section]


@cache
def states_of() -> dict[str, str]:
    """Give the state that an adjective or a capital stands for."""
    found: dict[str, str] = {}
    for line in _lines("countries.txt"):
        state, _, rest = line.partition(":")
        adjectives, _, capital = rest.partition(";")
        for form in (*adjectives.split(","), capital):
            if form.strip():
                found[form.strip()] = state
    return found


@cache
def states() -> frozenset[str]:
    """Give the names of the states."""
    return frozenset(line.partition(":")[0] for line in _lines("countries.txt"))


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    entries: set[str] = set()
    for line in _lines("words.txt"):
        heading = _SECTION.fullmatch(line)
        if heading:
            entries = found.setdefault(heading[1], set())
        else:
            entries.update(entry for part in line.split(",") if (entry := part.strip()))
    return {name: frozenset(entries) for name, entries in found.items()}


def _lines(file: str) -> list[str]:
    text = resources.files("site_builder.suggest").joinpath(f"words/{file}").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
