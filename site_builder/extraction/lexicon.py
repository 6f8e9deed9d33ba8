"""The word lists of the rules."""

import re
from collections.abc import Iterable

from site_builder.names import word_lists

_PACKAGE = "site_builder.extraction"


def sections(file: str) -> dict[str, frozenset[str]]:
    """Give the entries of one file of `words/` by section; what stands before the first is under ""."""
    return word_lists.sections(file, _PACKAGE)


def words(section: str, file: str = "words.txt") -> frozenset[str]:
    """Give a section of `words/words.txt`, or of another file there."""
    return sections(file)[section]


def times(section: str) -> frozenset[str]:
    """Give a section of `words/times.txt`."""
    return words(section, "times.txt")


def meanings(section: str) -> dict[str, str]:
    """Give the words of a section of `words/numbers.txt` with what each stands for."""
    entries = (entry.partition(" = ") for entry in sorted(words(section, "numbers.txt")))
    return {word: meaning for word, _, meaning in entries}


def numbers(section: str) -> dict[str, int]:
    """Give the words of a section of `words/numbers.txt` with the number that each stands for."""
    return {word: int(number) for word, number in meanings(section).items()}


def alternatives(words: Iterable[str]) -> str:
    """Give a pattern for one of some words; the longest are tried first, so that none hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
