"""Numbers as newspapers write them, in digits and in words, and what is counted with them."""

import re
from decimal import Decimal
from typing import Final

from site_builder.extraction import lexicon

_ONES: Final = lexicon.numbers("ones")
_TENS: Final = lexicon.numbers("tens")
_BELOW_TWENTY: Final = _ONES | lexicon.numbers("teens")

SMALL: Final = _BELOW_TWENTY | _TENS
"""Number words up to ninety; hyphens join them ("twenty-five")."""

LOOSE_SCALES: Final = lexicon.numbers("scales")
SCALES: Final = LOOSE_SCALES | lexicon.numbers("scales in letters") | lexicon.numbers("dozen")
ORDINALS: Final = lexicon.numbers("ordinals")

SMALL_WORDS: Final = (
    rf"(?i:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?\b|(?:{'|'.join(_BELOW_TWENTY)})\b)"
)
"""A pattern for one to ninety-nine in words."""

ZERO: Final = lexicon.words("zero")
ONE: Final = lexicon.words("indefinite articles")
COUNTED: Final = lexicon.words("counted things")
"""Words after a number which show that it counts: "2000 troops" names no year."""


def value(words: str) -> Decimal:
    """Read digits with their commas, or number words up to a hundred; "a" and "an" are one."""
    written = words.lower().replace(",", "")
    if written[:1].isdigit():
        return Decimal(written.rstrip("."))
    if written in ONE:
        return Decimal(1)
    return Decimal(sum(SMALL[word] for word in re.split("[- ]+", written)))


def plain(number: Decimal) -> str:
    """Write a number without exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
