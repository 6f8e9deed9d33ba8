"""Words that tell a time from the day of writing, and mislead whoever reads them years later."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from site_builder.corpus.checks.digests import FRAGMENT
from site_builder.names import word_lists

_OPENING = " \n\t\"'“”‘’(["
_ENDS = ".!?:…"
_FOLDING_ODDLY = frozenset("\u017f\u0131\u212a")
"""Letters that an expression takes for s, i and k in any case, and whose small letters are others."""


def relative_words(text: str) -> Iterator[str]:
    """Find the words of a text of ours that count from its own day, but for quotations and names."""
    blanked = FRAGMENT.sub(_blank, text)
    small = blanked.lower()
    is_plain = len(small) == len(blanked) and _FOLDING_ODDLY.isdisjoint(blanked)
    found = _in_small().finditer(small) if is_plain else _in_any_case().finditer(blanked)
    for match in found:
        start, end = match.span()
        lasts = " ".join(match[0].split()).lower() in _lasting()
        if not lasts and (text[start].islower() or _begins(text, start)):
            yield text[start:end]


def _blank(quotation: re.Match[str]) -> str:
    """Blank out what stands between quotation marks: it is another's words."""
    return " " * len(quotation[0])


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins here; elsewhere a capital is a name's: "Russia Today"."""
    while at and text[at - 1] in _OPENING:
        at -= 1
    return not at or text[at - 1] in _ENDS


@cache
def _in_small() -> re.Pattern[str]:
    """Matches in small letters: several times as fast as in any case, as it knows which letters may begin."""
    return re.compile(_pattern())


@cache
def _in_any_case() -> re.Pattern[str]:
    return re.compile(_pattern(), re.IGNORECASE)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return word_lists.sections("words.txt", "site_builder.corpus.checks.wording")


@cache
def _lasting() -> frozenset[str]:
    return frozenset(phrase.lower() for phrase in _words()["lasting"])


def _pattern() -> str:
    """All phrases by their first letters, those first that look like one that counts and do not.

    Only behind such a letter it is asked that none stands before it: Python's expressions skip all
    places where none of these letters stands.
    """
    words = _words()
    units = "|".join(_phrases(words["units"]))
    numbers = rf"(?:(?:{'|'.join(_phrases(words['numbers']))}|\d+)\s+)*"
    alternatives = (
        *_phrases(words["lasting"]),
        *(rf"{phrase}(?=\s*(?:[.,;:)]|$))" for phrase in _phrases(words["relative at the end of a clause"])),
        *(rf"{phrase}\s+{numbers}(?:{units})(?!\w|\s+of\b)" for phrase in _phrases(words["before a unit"])),
        *_phrases(words["relative"]),
    )
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in alternatives:
        by_letter[phrase[0]].append(phrase[1:])
    rests = {letter: "|".join(phrases) for letter, phrases in by_letter.items()}
    return "|".join(rf"{letter}(?<!\w.)(?:{rest})(?!\w)" for letter, rest in rests.items())


def _phrases(phrases: Iterable[str]) -> list[str]:
    """Expressions for some phrases, the longest first."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return [re.escape(phrase.lower()).replace(r"\ ", r"\s+") for phrase in longest_first]
