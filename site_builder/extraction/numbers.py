"""Numbers as newspapers write them, in digits and in words, and what is counted with them."""

import re
from decimal import Decimal
from typing import Final

from site_builder.extraction import lexicon


def word_set(words: str) -> frozenset[str]:
    """Make a set of words that are written as one text."""
    return frozenset(words.split())


_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

SMALL: Final = {word: n for n, word in enumerate(_ONES, 1)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
"""Number words up to ninety; hyphens join them ("twenty-five")."""

SCALES: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "bln": 10**9, "bn": 10**9, "tn": 10**12,
    "k": 1000, "m": 10**6, "b": 10**9, "dozen": 12,
}  # fmt: skip

ORDINALS: Final = {
    word: n
    for n, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}

SMALL_WORDS: Final = (
    rf"(?i:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?\b|(?:{'|'.join(_ONES)})\b)"
)
"""A pattern for one to ninety-nine in words."""

COUNTED: Final = lexicon.words("counted things")
"""Words after a number which show that it counts: "2000 troops" names no year."""


def value(words: str) -> Decimal:
    """Read digits with their commas, or number words up to a hundred; "a" and "an" are one."""
    written = words.lower().replace(",", "")
    if written[:1].isdigit():
        return Decimal(written.rstrip("."))
    if written in {"a", "an"}:
        return Decimal(1)
    return Decimal(sum(SMALL[word] for word in re.split("[- ]+", written)))


def plain(number: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
