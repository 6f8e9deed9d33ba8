"""Forms of one English word: whether "flooding" and "floods" may be one, without a model of the language.

A word has one base or several that it may be a form of; two words with a common one are taken for forms
of one word. So a rare word may be taken for another ("wound" for "wind"), but no form is missed.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from site_builder.names.word_lists import sections

_WORD: Final = re.compile(r"[^\W_]+(?:['&.-](?=[^\W_])[^\W_]+)*")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc`", "'"))
_HYPHENS: Final = str.maketrans(dict.fromkeys("\u2010\u2011", "-"))
_VOWELS: Final = "aeiouy"
_HISSING: Final = ("ses", "xes", "zes", "ches", "shes", "oes")
"""Ends of words whose plural has one letter more."""
_LONGEST: Final = 40
"""Longer ones have no other forms."""


@lru_cache(maxsize=16_384)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a phrase in small letters.

    >>> words_of("Burst its banks")
    ('burst', 'its', 'banks')
    """
    return tuple(word for word, _, _ in spans_of_words(text))


def spans_of_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the words of a text in small letters, each with where it begins and ends."""
    plain = text.translate(_APOSTROPHES).translate(_HYPHENS)
    return ((match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(plain))


def is_common(word: str) -> bool:
    """Tell a word in small letters that stands in any text."""
    return word in _common()


@lru_cache(maxsize=16_384)
def bases(word: str) -> frozenset[str]:
    """Give what a word in small letters may be a form of, itself among them.

    >>> sorted(bases("planned"))
    ['plan', 'plann', 'planne', 'planned']
    >>> sorted(bases("sank"))
    ['sank', 'sink']
    """
    if len(word) > _LONGEST:
        return frozenset((word,))
    known = _irregular().get(word)
    return frozenset((word, *known)) if known else frozenset((word, *_regular(word)))


def _regular(word: str) -> Iterator[str]:
    if word.endswith("ing"):
        yield from _stems(word[:-3])
    elif word.endswith("ied") and len(word) > 4:
        yield word[:-3] + "y"
    elif word.endswith("ed") and not (word.endswith("eed") and len(word) < 6):
        yield from _stems(word[:-2])
    elif word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        yield word[:-1]
        if word.endswith(_HISSING):
            yield word[:-2]


def _stems(stem: str) -> Iterator[str]:
    """Give what may stand before "ed" or "ing": "flood", "rais(e)", "plan(n)"."""
    if not any(c in _VOWELS for c in stem) or len(stem) < 2:
        return
    yield stem + "e"
    if not _would_double(stem):
        yield stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]


def _would_double(stem: str) -> bool:
    """Tell "rat", which makes "ratted", from "rain" and "visit"."""
    one_vowel = sum(c in _VOWELS for c in stem) == 1
    ends = len(stem) > 2 and stem[-2] in _VOWELS and stem[-1] not in f"{_VOWELS}wx"
    return one_vowel and ends


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """The plain forms of each irregular one; plain ones are their own, but other rules hold for them too."""
    found: dict[str, set[str]] = {}
    for entry in _lists()["irregular"]:
        plain, *others = entry.split()
        for form in others:
            found.setdefault(form, set()).add(plain)
    return {form: tuple(sorted(plain)) for form, plain in found.items()}


@cache
def _common() -> frozenset[str]:
    return frozenset(word.casefold() for word in _lists()["common"])


def _lists() -> Mapping[str, frozenset[str]]:
    return sections("inflection.txt", "site_builder.names")
