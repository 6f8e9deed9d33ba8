"""Reads numbers and ranges of numbers with their scale and currency."""

import re
from decimal import Decimal
from typing import NamedTuple

from site_builder.extraction import amount_patterns as shapes
from site_builder.extraction.numbers import ONE, SCALES, SMALL, value


class NumberBounds(NamedTuple):
    """A number or a range of numbers where it stands, with its currency if that comes first."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    ranged: bool


def single_number(text: str, position: int, end: int) -> NumberBounds | None:
    """Read one number with its scale at a place."""
    match = shapes.SINGLE.match(text, position, end)
    if match is None:
        return None
    number, _ = _number(match["a"])
    stop = _without_stop(text, match.end(), end, abbreviated=False)
    return NumberBounds(position, stop, number, number, _currency(match["cur"]), ranged=False)


def number_range(text: str, position: int, end: int) -> NumberBounds | None:
    """Read "between 5 and 6 million", "$300-500 million" at a place."""
    match = shapes.RANGE.match(text, position, end)
    if match is None:
        return None
    joint = match["to"].strip()
    if (match["between"] is not None) != (joint == "and") and not (match["between"] and joint == "-"):
        return None
    low, scale_low = _number(match["a"])
    high, scale_high = _number(match["b"])
    if scale_low == 1 and scale_high > 1 and low * scale_high < high:
        low *= scale_high
    if low >= high or (match["cur2"] and not match["cur"]):
        return None
    if joint == "to" and text[max(0, position - 5) : position].lower() == "from ":
        return None  # "rose from 40 to 45" tells of two amounts
    stop = _without_stop(text, match.end(), end, abbreviated=match["a"].endswith("."))
    return NumberBounds(position, stop, low, high, _currency(match["cur"]), ranged=True)


def _without_stop(text: str, stop: int, end: int, *, abbreviated: bool) -> int:
    """Leave out the full stop of a sentence that ends with "$300m."; keep the one that only abbreviates."""
    if text[stop - 1] != "." or abbreviated:
        return stop
    after = text[stop : min(end, stop + 2)]
    return stop if after[:1] == " " and after[1:2].islower() else stop - 1


def _number(words: str) -> tuple[Decimal, Decimal]:
    """Read a number with its scale: the number, and what the scale is."""
    low = words.lower().rstrip(".")
    half = re.search(r" and a half\b", low)
    total, current, scale = Decimal(0), Decimal(0), Decimal(1)
    if low.startswith("half a"):
        current, low = Decimal("0.5"), re.sub("^half +an? *", "", low)
    for part in shapes.PARTS.finditer(low.replace(" and a half", "")):
        word = part[0]
        if part["digits"]:
            current = value(word)
        elif word in SCALES:
            scale = Decimal(SCALES[word])
            current = (current + (Decimal("0.5") if half else 0)) * scale
            half = None
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        elif word in SMALL:
            current += SMALL[word]
        elif word in ONE:
            current = Decimal(1)
    return total + current + (Decimal("0.5") if half else 0), scale


def _currency(sign: str | None) -> str:
    if not sign:
        return ""
    bare = sign.strip().rstrip(".")
    if bare[-1] in shapes.SYMBOLS:
        nation = bare[:-1].strip()
        return (
            shapes.DOLLARS.get(nation, shapes.SYMBOLS[bare[-1]])
            if bare[-1] == "$"
            else shapes.SYMBOLS[bare[-1]]
        )
    return shapes.OLD_CODES.get(bare, bare)
