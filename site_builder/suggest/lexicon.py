"""The word lists of suggestions, read once from `words/`: sections of entries divided by commas."""

from functools import cache

from site_builder.extraction import lexicon

_PACKAGE = "site_builder.suggest"


def words(section: str) -> frozenset[str]:
    """Give a section of `words/words.txt`."""
    return lexicon.sections("words.txt", _PACKAGE)[section]


@cache
def states_of() -> dict[str, str]:
    """Give the state that an adjective or a capital stands for."""
    found: dict[str, str] = {}
    for line in _countries():
        state, _, rest = line.partition(":")
        adjectives, _, capital = rest.partition(";")
        for form in (*adjectives.split(","), capital):
            if form.strip():
                found[form.strip()] = state
    return found


@cache
def states() -> frozenset[str]:
    """Give the names of the states."""
    return frozenset(line.partition(":")[0] for line in _countries())


def _countries() -> list[str]:
    return [line for line in lexicon.lines("countries.txt", _PACKAGE) if line]
