"""What is needed to find a name that a reader writes in another language or script, from the Unicode CLDR.

`words/exonyms.txt` has what states and cities are called elsewhere, `words/letters.txt` how letters of other
scripts are written in English.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from site_builder.names.transliteration import key_of
from site_builder.names.word_lists import lines

_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")


def names_elsewhere(forms: Iterable[str]) -> tuple[str, ...]:
    """What a state or city of which some English forms are known is called in other languages.

    >>> "Bakou" in names_elsewhere(["Baku"]), names_elsewhere(["Ilham Aliyev"])
    (True, ())
    """
    known = _exonyms()
    return next((known[key] for key in map(key_of, forms) if key in known), ())


def english_name(name: str) -> str:
    """Give what a state or city is called in English whose name is written in other letters.

    >>> english_name("Баку"), english_name("Bakou"), english_name("Кеш")
    ('Baku', '', '')
    """
    return "" if _LATIN.search(name) else _english().get(key_of(name), "")


@cache
def _english() -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for line in lines("exonyms.txt", "site_builder.names"):
        english, *others = line.split(" | ")
        for other in others:
            found.setdefault(key_of(other), set()).add(english)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


@cache
def letters() -> Mapping[str, str]:
    """How letters of other scripts are written in English; those that are not heard are empty.

    >>> letters()["ж"], letters()["ע"]
    ('zh', '')
    """
    pairs = (line.partition(" ") for line in lines("letters.txt", "site_builder.names"))
    return {letter: written for letter, _, written in pairs}


@cache
def _exonyms() -> Mapping[str, tuple[str, ...]]:
    """Names by the keys of the English ones."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("exonyms.txt", "site_builder.names"):
        english, *others = line.split(" | ")
        found.setdefault(key_of(english), tuple(others))
        if others and others[0].isascii():  # an older English name
            found.setdefault(key_of(others[0]), (english, *others[1:]))
    return found
