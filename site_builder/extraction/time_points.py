"""Reads one day, month or year as printed, and what runs from or up to it."""

import datetime as dt
import re
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, in_year, of_day
from site_builder.extraction.time_context import Context, TimeReading, at, lasting, unresolved
from site_builder.extraction.time_named import NamedTime, named, without_year
from site_builder.extraction.time_proof import counts, is_month, word_before, year_of
from site_builder.extraction.timeml import of_moment

_BEFORE_A_COUNT: Final = lexicon.times("before a count")
_ABOUT: Final = lexicon.times("about")


def single(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read one day, month or year."""
    name = named(match, "a", context)
    if name is None:
        return None
    if name.day and name.year is None and counts(context, match.end(_day_group(match))):
        return _month_before_number(match, name, context)
    if name.month and not name.day and match["am4"] and not is_month(context, name.month, *match.span("am4")):
        return None
    if name.day and name.year is None and match["ad2"] and _is_counted_before(context, match.start()):
        return None
    end = name.end or match.end()
    moment = name.moment
    if moment is not None:
        about = _is_about(context, match.start()) and moment.unit == "year"
        reading = at(moment.about() if about else moment, name.anchor, printed=not name.anchor)
    elif name.anchor:
        reading = unresolved(name.anchor)
    else:
        reading = without_year(name, context, end)
    return reading.ending(name.end)


def _month_before_number(match: re.Match[str], name: NamedTime, context: Context) -> TimeReading | None:
    """Read the month in "in May 11 people were saved"."""
    if match["am1"] is None or not is_month(context, name.month or 0, *match.span("am1")):
        return None
    end = match.end("am1")
    return without_year(NamedTime(None, name.month, None, None, name.start), context, end).ending(end)


def _day_group(match: re.Match[str]) -> str:
    return "ad1" if match["ad1"] else "am2"


def _is_counted_before(context: Context, start: int) -> bool:
    return word_before(context, start).lower() in _BEFORE_A_COUNT


def _is_about(context: Context, start: int) -> bool:
    return word_before(context, start).lower().rstrip(".") in _ABOUT


def onwards(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "from 2016 onwards"."""
    reading = single(match, context)
    return since(reading) if reading else None


def since(reading: TimeReading) -> TimeReading:
    """Make an expression the start of what goes on."""
    if reading.first is None:
        return reading
    return TimeReading(
        f"{reading.first}/..", reading.first, reading.first, reading.anchor, reading.ambiguous, reading.end
    )


def until(reading: TimeReading) -> TimeReading:
    """Make an expression the end of what lasted."""
    if reading.last is None:
        return reading
    return TimeReading(
        f"../{reading.last}", reading.last, reading.last, reading.anchor, reading.ambiguous, reading.end
    )


def numeric(match: re.Match[str], _: Context) -> TimeReading | None:
    """Read "2023-07-12", "12.07.2023" (dots are never American), "12/07/2023" (day or month first)."""
    if match["iy"]:
        if match["is"] == "-" and (len(match["im"]) < 2 or len(match["id"]) < 2):
            return None
        return at(of_day(int(match["iy"]), int(match["im"]), int(match["id"])), printed=True)
    if match["dy"]:
        day, month = int(match["da"]), int(match["db"])
        return at(of_day(year_of(f"'{match['dy']}"), month, day), printed=True) if month else None
    if match["sy"]:
        a, b, year = int(match["sa"]), int(match["sb"]), year_of(f"'{match['sy']}")
    else:
        a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = [(a, b)] if match["sep"] == "." else sorted({(a, b), (b, a)}, key=lambda pair: pair[1])
    found = [of_day(year, month, day) for day, month in readings if 1 <= month <= 12 and 1 <= day <= 31]
    if not found:
        return None
    if len(found) == 1:
        return at(found[0], printed=True)
    american = of_moment(of_day(year, a, b))
    return TimeReading(f"[{found[0]},{found[1]}]", found[0], found[1], ambiguous=True, timeml=american)


def fiscal(match: re.Match[str], _: Context) -> TimeReading | None:
    """Read "FY2021", "fiscal 2013", "the financial year 2020-21".

    Which days it has depends on the country; most end in the year that they are called by.
    """
    year = year_of(match["y"] or match["y2"] or f"'{match['yy']}")
    if end := match["end"] or match["end2"]:
        last = year // 100 * 100 + int(end[-2:])
        if last != year + 1:
            return None
        reading = lasting(in_year(year), in_year(last), printed=True)
        return reading and reading.valued(f"{last:04d}")
    return at(in_year(year).about(), ambiguous=True, printed=True)


def nine_eleven(_: re.Match[str], __: Context) -> TimeReading | None:
    """Read "9/11"."""
    return at(Moment("day", dt.date(2001, 9, 11)), printed=True)
