"""Times that are told from another one that the text names: "later in the day", "the same month of 2016"."""

import re
from collections.abc import Iterator
from typing import Final, cast

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, Unit, in_year, moved
from site_builder.extraction.time_context import Context, TimeReading, at, lasting, unresolved
from site_builder.extraction.time_counting import SHIFT, known_to
from site_builder.extraction.time_patterns import WEEKDAY_NUMBER
from site_builder.extraction.time_periods import is_of_business
from site_builder.extraction.time_proof import WORD_AFTER, year_of

UNITS: Final = frozenset(("day", "week", "month", "year", "morning", "afternoon", "evening", "night"))
_FAR: Final = 320
_BREAKS: Final = 2
"""Characters and line breaks over which a time goes on to be the one that is told of."""
_PARTS: Final = lexicon.meanings("parts of a day")
_GOES_ON: Final = lexicon.times("behind the future")
_ENDED: Final = re.compile(rf"\b(?:{lexicon.alternatives(lexicon.times('ended'))}) $", re.IGNORECASE)
_TO_END: Final = re.compile(rf"\bto (?:{lexicon.alternatives(lexicon.times('to end'))}) $", re.IGNORECASE)
_BY_THE_END: Final = re.compile(r"\b(?:by|before|until) (?:the )?(?:end|close) of $", re.IGNORECASE)
_WHOSE_DAY: Final = lexicon.times("says which day") | frozenset(WEEKDAY_NUMBER)


def told_day(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "later in the day", "earlier in the month", "that evening", "the day" where it ends."""
    if match["which"]:
        return _part_of_told_day(match, context)
    if match["u"]:
        return _told(cast("Unit", match["u"].lower()), match.start(), context)
    before = context.before(match.start())
    ends = _ENDED.search(before) or (_TO_END.search(before) and is_of_business(match, context))
    after = _word_after(context, match.end())
    if not (ends or _BY_THE_END.search(before)) or after.lower() in _WHOSE_DAY:
        return None
    return _told("day", match.start(), context)


def _part_of_told_day(match: re.Match[str], context: Context) -> TimeReading | None:
    which, part = match["which"].lower().rpartition(" ")[2], match[0].lower().rpartition(" ")[2]
    if which == "that":
        after = _word_after(context, match.end())
        if after and after.lower() not in _GOES_ON:
            return None  # "said that evening prayers were held"
    near = next(_readings(context, match.start(), "day"), None)
    if near is None or near.first is None:
        return unresolved("nearest")
    day = near.first.shift(SHIFT.get(which, 0))
    reading = at(day, "nearest", ambiguous=which == "that")
    return reading.valued(reading.timeml + _PARTS[part])


def _told(size: Unit, start: int, context: Context) -> TimeReading:
    """Take the day, month or year that was told of just before, or that of publication."""
    near = next(_readings(context, start, size), None)
    now = known_to(context, size)
    if near is None or near.first is None:
        return at(now, "published") if now else unresolved("published")
    told = near.first.to(size)
    beside = context.beside(start)
    sure = near is beside or (now is not None and told.first == now.first)
    return at(told, "nearest", ambiguous=not sure)


def _readings(context: Context, start: int, size: Unit) -> Iterator[TimeReading]:
    """Give the times told just before that are known to a unit, the nearest first."""
    for end, reading in reversed(context.read[-4:]):
        if start - end > _FAR or context.text.count("\n", end, start) > _BREAKS:
            return
        if reading.first is not None and reading.first.is_known_to(size):
            yield reading


def _word_after(context: Context, end: int) -> str:
    word = WORD_AFTER.match(context.text, end, context.end)
    return word[1] if word else ""


# ------------------------------------------------------------------ the same month of another year


def same(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the same month last year", "the same period a year ago", "the same quarter of 2016".

    Where nobody told which month that is, it lies somewhere in the year.
    """
    unit = match["u"].lower()
    size = cast("Unit", unit if unit in {"day", "month", "quarter"} else "season")
    near = next(_readings(context, match.start(), size), None) if unit != "week" else None
    told = near.first if near else None
    year = _year(match, told, context.published)
    if year is None:
        return unresolved("nearest")
    if near is None or told is None or near.last is None or told.first.year == year:
        return None if match["y"] else at(in_year(year), "published", ambiguous=True)
    last = near.last
    if unit in {"month", "quarter"}:
        told, last = told.to(size), last.to(size)
    shift = year - told.first.year
    reading = lasting(moved(told, shift, "year"), moved(last, shift, "year"), "nearest")
    # What is only compared with is not what the text goes on to tell of.
    return reading and reading._replace(first=None, last=None)


def _year(match: re.Match[str], told: Moment | None, published: Moment | None) -> int | None:
    if match["y"]:
        return year_of(match["y"])
    which = (match["which"] or "").lower().rpartition(" ")[2]
    base = published if told is None or which in {"last", "next"} else told
    return base.first.year + SHIFT.get(which, -1) if base else None
