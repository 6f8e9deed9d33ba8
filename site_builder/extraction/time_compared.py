"""Times that others are compared with: "the same month of 2016", "the year-ago quarter", "a year earlier"."""

import re
from typing import Final, cast

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, Unit, in_year, moved
from site_builder.extraction.time_context import Context, TimeReading, at, lasting, unresolved
from site_builder.extraction.time_counting import SHIFT
from site_builder.extraction.time_proof import year_of
from site_builder.extraction.time_told import is_over, readings
from site_builder.extraction.timeml import of_run

_COMPARED: Final = re.compile(
    rf"(?:\b(?i:{lexicon.alternatives(lexicon.times('before what is compared'))})|[0-9%]) $"
)

Run = tuple[Moment, Moment]
"""The first and the last part of a time; the same where it is one."""


def same(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the same month last year", "the same period a year ago", "the same quarter of 2016".

    Where nobody told which month that is, it lies somewhere in the year.
    """
    unit = (match["u"] or match["ago_u"]).lower()
    told = None if unit == "week" else _told(unit, match.start(), context)
    year = _year(match, told and told[0], context.published)
    if year is None:
        return unresolved("nearest")
    if told is None or told[0].first.year == year:
        return None if match["y"] else at(in_year(year), "published", ambiguous=True)
    if unit in {"month", "quarter"}:
        size = cast("Unit", unit)
        told = told[0].to(size), told[1].to(size)
    reading = _in_year(told, year)
    # Which of the periods before is "the same period" rests on what was told last.
    sure = not match["ago_u"] and (unit in {"day", "month", "quarter"} or told[0].unit != "quarter")
    return reading and reading._replace(ambiguous=not sure)


def _told(unit: str, start: int, context: Context) -> Run | None:
    """Find the time that is told of; a period goes before a day, where a period is asked for."""
    size = cast("Unit", unit) if unit in {"day", "month"} else "quarter"
    runs = [(one.first, one.last) for one in readings(context, start, size) if one.first and one.last]
    if size == "quarter":  # what is compared has ended, if it can be
        runs.sort(key=lambda run: run[0].unit == "quarter" and not is_over(run[1], context))
    long = (run for run in runs if run[0] != run[1] or run[0].unit != "day")
    return next(long if size == "quarter" else iter(runs), runs[0] if runs else None)


def _in_year(told: Run, year: int) -> TimeReading | None:
    shift = year - told[0].first.year
    first, last = moved(told[0], shift, "year"), moved(told[1], shift, "year")
    reading = lasting(first, last, "nearest")
    # What is only compared with is not what the text goes on to tell of.
    return reading and reading._replace(first=None, last=None).valued(of_run(first, last))


def _year(match: re.Match[str], told: Moment | None, published: Moment | None) -> int | None:
    if match["y"]:
        return year_of(match["y"])
    which = (match["which"] or "").lower().rpartition(" ")[2]
    base = published if told is None or which in {"last", "next"} else told
    return base.first.year + SHIFT.get(which, -1) if base else None


def year_before(start: int, context: Context) -> TimeReading | None:
    """Read "from 3 million a year earlier" behind a quarter, or behind a month in the same sentence."""
    if not _COMPARED.search(context.before(start, 24)):
        return None
    beside = context.beside(start)
    for one in readings(context, start, "quarter"):
        first = one.first
        if first is None or first != one.last or first.unit == "day":
            continue
        if first.unit == "quarter" or one is beside:
            compared = _in_year((first, first), first.first.year - 1)
            return compared and compared._replace(ambiguous=True)
    return None
