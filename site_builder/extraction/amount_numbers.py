"""Reads numbers and ranges of numbers with their currency."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from site_builder.extraction import currencies, lexicon
from site_builder.extraction.currencies import Currency
from site_builder.extraction.number_reading import Number, number_at
from site_builder.extraction.numbers import COUNTED

_MUCH: Final = Decimal(10**6)
_BETWEEN: Final = re.compile(r"(?i:between) {1,3}")
_PERCENT: Final = re.compile(r" ?%| per ?cent\b")
_JOINT: Final = re.compile(r" ?- ?| (?P<word>to|and|or) ")
_HEDGE: Final = re.compile(
    rf" ?- ?| (?:to|or)[ -](?:(?:{'|'.join(sorted(lexicon.words('between the ends of a range')))}) )?"
    r"|, ?(?:maybe |perhaps |or )| and (?=[^0-9a-z])"
)
"""What joins a number to a later one whose scale may be its own, too."""
_GOES_ON: Final = re.compile("-[0-9]")
_CHANGE: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(lexicon.words('changes of a price')))}) (?:by |about |some |nearly |almost )?$",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(rf" (?:{'|'.join(sorted(COUNTED))}|[a-z]{{2,20}}[a-rt-z]s)\b")


class NumberBounds(NamedTuple):
    """A number or a range of numbers where it stands, with its currency if that comes first.

    `scale` and `odd` are those of its last number.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    ranged: bool
    scale: Decimal = Decimal(1)
    odd: str = ""


def bounds_at(text: str, position: int, end: int) -> Iterator[NumberBounds]:
    """Read "between 5 and 6 million", "$300-500 million" at a place, and then its first number alone."""
    between = _BETWEEN.match(text, position, end)
    currency, number = _with_currency(text, between.end() if between else position, end)
    if number is None:
        return
    ranged = _range(text, _Beginning(position, between is not None, currency, number), end)
    if ranged:
        yield ranged
    if between is None and not _is_elliptical(text, number, end, currency):
        code, stop = _whose(text, currency, _without_stop(text, number.stop, end, currency), end)
        value = number.value
        yield NumberBounds(position, stop, value, value, code, False, number.scale, number.odd)  # noqa: FBT003


def is_read(currency: str, odd: str, scale: Decimal) -> bool:
    """Say whether a number of an odd form is sure to mean what it was read as, in some currency."""
    if odd == "thousandths":
        return currency not in currencies.COMMA_DECIMALS
    return odd != "comma" or scale > 1 or currency in currencies.COMMA_DECIMALS


# ------------------------------------------------------------------ one number


def _with_currency(text: str, position: int, end: int) -> tuple[Currency | None, Number | None]:
    """Read a currency, if there is one, and the number after it."""
    currency = currencies.before(text, position, end)
    start = currency.stop if currency else position
    while currency and start < end and text[start] == " " and start - currency.stop < 3:
        start += 1
    number = number_at(text, start, end, money=currency is not None)
    return currency, number if number and _fits(currency, number, text[start : number.stop]) else None


def _fits(currency: Currency | None, number: Number, written: str) -> bool:
    """Whether a number is written so with a currency: "€1.200" may be two numbers, "TOP 10" is no money."""
    if currency is None:
        return True
    if currency.large and number.scale < 1000 and not (currency.grouped and "," in written):
        return False
    return is_read(currency.code, number.odd, number.scale)


def _is_elliptical(text: str, number: Number, end: int, currency: Currency | None) -> bool:
    """Whether a number has the scale of the next: "from $3 to $5 million" begins not with $3."""
    if currency is None or number.scale > 1:
        return False
    if _GOES_ON.match(text, number.stop, end):
        return True  # "$1-2-3", of which nothing is sure
    joint = _HEDGE.match(text, number.stop, end)
    following = _with_currency(text, joint.end(), end)[1] if joint else None
    return following is not None and following.scale > 1


def _whose(text: str, currency: Currency | None, stop: int, end: int) -> tuple[str, int]:
    """Give the currency's code, and where the amount ends, after "Canadian" or the currency in words."""
    if currency is None:
        return "", stop
    whose = currencies.again(text, currency, stop, end)
    return (whose.code, whose.stop) if whose else (currency.code, stop)


def _without_stop(
    text: str, stop: int, end: int, currency: Currency | None, *, abbreviated: bool = False
) -> int:
    """Leave out the full stop of a sentence that ends with "$300m."; keep the one that only abbreviates."""
    if text[stop - 1] != "." or abbreviated:
        return stop
    if currency is None and currencies.after(text, stop, end, _MUCH):
        return stop  # "5 Mrd. Euro"
    after = text[stop : min(end, stop + 2)]
    return stop if after[:1] == " " and after[1:2].islower() else stop - 1


# ------------------------------------------------------------------ ranges


class _Beginning(NamedTuple):
    """What may begin a range: where it stands, whether "between" is before it, its currency and number."""

    position: int
    between: bool
    currency: Currency | None
    low: Number


def _range(text: str, first: _Beginning, end: int) -> NumberBounds | None:
    low = first.low
    percent = _PERCENT.match(text, low.stop, end)
    joint = _JOINT.match(text, percent.end() if percent else low.stop, end)
    if joint is None or not _joins(joint["word"] or "-", between=first.between):
        return None
    other, high = _with_currency(text, joint.end(), end)
    if other is None and first.currency is not None:
        high = number_at(text, joint.end(), end, money=True)
    if high is None or _is_other(other, first.currency) or _GOES_ON.match(text, high.stop, end):
        return None
    if percent and not _PERCENT.match(text, high.stop, end):
        return None  # "14% to $3.93"
    if _are_two(text, first, joint["word"] or "-", other, high, end):
        return None
    bottom = _bottom(low, high, both=other is not None)
    if bottom is None:
        return None
    stop = _without_stop(text, high.stop, end, first.currency, abbreviated=low.dotted)
    code, stop = _whose(text, first.currency, stop, end)
    odd = low.odd or high.odd
    return NumberBounds(first.position, stop, bottom, high.value, code, True, high.scale, odd)  # noqa: FBT003


def _is_other(second: Currency | None, first: Currency | None) -> bool:
    """Whether the second number has a currency that the first has not: "GBP 5 or USD 7"."""
    return second is not None and (first is None or second.code != first.code)


def _joins(word: str, *, between: bool) -> bool:
    return word in {"and", "-", "to"} if between else word != "and"


def _are_two(  # noqa: PLR0917 - what stands around the word between
    text: str, first: _Beginning, word: str, other: Currency | None, high: Number, end: int
) -> bool:
    """Whether two numbers are two amounts: "rose from 40 to 45", "fell $2 to $77", "paid $5 to 10 people"."""
    position = first.position
    if word == "to" and text[max(0, position - 5) : position].lower() == "from ":
        return True
    if word == "to" and other and _CHANGE.search(text[max(0, position - 30) : position]):
        return True
    alone = first.currency and not other and high.scale == 1 and word in {"to", "or"}
    return bool(alone and _THINGS.match(text, high.stop, end))


def _bottom(low: Number, high: Number, *, both: bool) -> Decimal | None:
    """Give the lower end, which may have the scale of the upper one; none where that is not sure."""
    shared = low.value * (high.scale if low.scale == 1 else 1)
    if shared < high.value:
        return shared
    # "$900 to $1.2 million": with a sign of its own, the first may be what it says.
    return low.value if both and 1000 <= low.value < high.value and low.scale == 1 else None
