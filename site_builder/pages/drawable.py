"""Words as a picture can show them: in the letters that its font has, and in no others.

Its font has Latin, Greek and Cyrillic letters, and is set from the left to the right, sign by sign. A text
with a letter of another script is left out as a whole: boxes, or half of a name, would be worse than nothing.
"""

import unicodedata
from typing import Final

_RANGES: Final = (
    ("\u0020", "\u007e"), ("\u00a0", "\u00ac"), ("\u00ae", "\u02af"), ("\u02b0", "\u02ff"),
    ("\u0370", "\u0377"), ("\u037a", "\u037f"), ("\u0384", "\u038a"), ("\u038c", "\u038c"),
    ("\u038e", "\u03a1"), ("\u03a3", "\u03e1"), ("\u03f0", "\u03ff"), ("\u0400", "\u0482"),
    ("\u048a", "\u052f"),
    ("\u1e00", "\u1eff"), ("\u2010", "\u2015"), ("\u2017", "\u201e"), ("\u2020", "\u2022"),
    ("\u2026", "\u2026"), ("\u2030", "\u2030"), ("\u2032", "\u2033"), ("\u2039", "\u203a"),
    ("\u2044", "\u2044"), ("\u2074", "\u2074"), ("\u20a0", "\u20bf"), ("\u2116", "\u2116"),
    ("\u2122", "\u2122"),
)  # fmt: skip
LETTERS: Final = frozenset(chr(code) for first, last in _RANGES for code in range(ord(first), ord(last) + 1))
"""All signs of the font that may stand in a picture."""
ALIKE: Final = {"\u2212": "-", "\u2248": "~", "\u2264": "<=", "\u2265": ">="}
"""What is written for signs that the font lacks and that say something."""
LONGEST: Final = 600
"""Of a longer text no more is looked at, in code points: a picture has room for about half of that."""


def drawable(text: str) -> str:
    r"""A text as a picture can show it, on one line; empty if the font lacks a letter or digit of it.

    Other signs that it lacks, controls, emoji and what turns the direction of letters are left out of it.

    >>> drawable("Ilham \u202eƏliyev 🙂 met\n them"), drawable("شرق")
    ('Ilham Əliyev met them', '')
    """
    if text.isascii() and text.isprintable():  # nearly all are
        return " ".join(text[:LONGEST].split())
    signs = [_sign(sign) for sign in unicodedata.normalize("NFC", text[:LONGEST])]
    known = [sign for sign in signs if sign is not None]
    return " ".join("".join(known).split()) if len(known) == len(signs) else ""


def _sign(sign: str) -> str | None:
    """A sign as it is shown, or what stands for it; None for one without which the text would be another."""
    if sign in LETTERS:
        return sign
    if sign.isspace():
        return " "
    if sign in ALIKE:
        return ALIKE[sign]
    category = unicodedata.category(sign)
    is_selector = "\ufe00" <= sign <= "\ufe0f"  # of emoji
    return None if (category[0] in "LMN" or category == "Sm") and not is_selector else ""
