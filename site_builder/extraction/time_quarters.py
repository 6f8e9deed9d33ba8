"""Quarters and halves of years: those named with their year, and those that business news names alone."""

import datetime as dt
import re
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, of_month
from site_builder.extraction.numbers import ORDINALS
from site_builder.extraction.time_context import Anchor, Context, TimeReading, at, lasting, unresolved
from site_builder.extraction.time_counting import SHIFT
from site_builder.extraction.time_periods import whole
from site_builder.extraction.timeml import of_moment

_LAST: Final = lexicon.times("last of several")
_BUSINESS: Final = lexicon.times("words of business")
_GAMES: Final = lexicon.times("words of games")
_BEFORE: Final = re.compile(
    r"\b(?i:in|for|during|of|by|until|since|from|through|to|and)(?: the| its| their)? (?:fiscal )?$"
)
_OWNED: Final = re.compile(r"(?:\b(?i:its|their|our|his|her|fiscal)|[a-z]'s|s') $")
_OF_YEAR: Final = re.compile(r"\b(?P<which>(?i:last|this|next)) year's (?:fiscal )?$")
_LOOKS_AHEAD: Final = re.compile(
    rf"\b(?i:{lexicon.alternatives(lexicon.times('looks ahead'))})\b[^.;\n]{{0,60}}$"
)
_SOON: Final = 215
"""Days before a quarter begins from which forecasts tell of it."""


def quarter(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the third quarter of 2020", "the first half of the year", "Q3 2020"."""
    found = whole(match, context)
    if found is None:
        return None
    moment, anchor, _ = found
    if moment is None:
        return unresolved(anchor)
    code = match["code"] or ""
    halves = match["half"] == "half" or "H" in code
    number = int(code.strip("QH")) if code else _ordinal(match["q"], 2 if halves else 4)
    if halves:
        return _half(moment, number, anchor)
    if moment.unit != "year" or not 1 <= number <= 4:
        return None
    return at(Moment("quarter", moment.first.replace(month=3 * number - 2), moment.mark), anchor)


def _ordinal(word: str, last: int) -> int:
    low = word.lower()
    return last if low in _LAST else ORDINALS.get(low) or int(low[0])


def _half(moment: Moment, number: int, anchor: Anchor) -> TimeReading | None:
    if number not in {1, 2}:
        return None
    first = number == 1
    match moment.unit:
        case "year":
            head = Moment("month", moment.first, moment.mark)
            half = lasting(head.shift(0 if first else 6), head.shift(5 if first else 11), anchor)
            return half and half.valued(f"{of_moment(moment)}-H{number}")
        case "month":
            days = Moment("day", moment.first, moment.mark)
            end = Moment("day", moment.last, moment.mark)
            half = lasting(days, days.shift(14), anchor) if first else lasting(days.shift(15), end, anchor)
            return half and half.valued(of_moment(moment))
        case "decade" | "century":
            years, size = Moment("year", moment.first, moment.mark), 10 if moment.unit == "decade" else 100
            start = 0 if first else size // 2
            half = lasting(years.shift(start), years.shift(start + size // 2 - 1), anchor)
            return half and half.valued(of_moment(moment))
        case _:
            return None


def bare_quarter(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "third-quarter profit", "in the third quarter", "growth in Q3", "first-half sales".

    It is the latest such quarter that has begun, or the next one where the sentence looks ahead.
    """
    if not _is_of_year(match, context):
        return None
    published = context.published
    if published is None or not published.is_known_to("month"):
        return unresolved("published")
    half = match["half"] is not None
    of_year = _OF_YEAR.search(context.before(match.start(), 24))
    number = int(match["code"].strip("Q")) if match["code"] else ORDINALS[(match["h"] or match["q"]).lower()]
    start = dt.date(published.first.year, 6 * number - 5 if half else 3 * number - 2, 1)
    ahead = (start - published.first).days
    if of_year:
        start = of_month(start.year + SHIFT.get(of_year["which"].lower(), 0), start.month).first
    elif ahead > 0 and not _is_ahead(match, context, ahead):
        start = of_month(start.year - 1, start.month).first
    if half:
        found = _half(Moment("year", start.replace(month=1), published.mark), number, "published")
        return found and found._replace(ambiguous=True)
    return at(Moment("quarter", start, published.mark), "published", ambiguous=True)


def _is_of_year(match: re.Match[str], context: Context) -> bool:
    """Tell a quarter of the year from one of a game or a town."""
    if match["named"] is not None:
        return True
    before = context.before(match.start(), 24)
    if match["half"] or match["code"]:
        return match["half"] is None and bool(_BEFORE.search(before)) and is_of_business(match, context)
    own = match["the"] is not None or _OWNED.search(before) is not None
    if not own and "-" not in match[0]:
        return False
    return is_of_business(match, context) or (
        match["the"] is not None
        and bool(_BEFORE.search(before))
        and _words_beside(match, context).isdisjoint(_GAMES)
    )


def _is_ahead(match: re.Match[str], context: Context, days: int) -> bool:
    if context.direction(match.start(), match.end()).side == "future":
        return True
    return days <= _SOON and _LOOKS_AHEAD.search(context.before(match.start(), 120)) is not None


def is_of_business(match: re.Match[str], context: Context) -> bool:
    """Tell a quarter of the year from one of a game, by the words around it."""
    return not _BUSINESS.isdisjoint(_words_beside(match, context))


def _words_beside(match: re.Match[str], context: Context) -> frozenset[str]:
    beside = context.before(match.start(), 160) + context.after(match.end(), 160)
    return frozenset(re.findall(r"[a-z]+|%", beside.lower()))
