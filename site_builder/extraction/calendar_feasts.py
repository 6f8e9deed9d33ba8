"""Feasts that have a day each year: Christmas, Easter, Thanksgiving.

Easter is that of Western churches, by the algorithm of Meeus, Jones and Butcher; Thanksgiving, Memorial Day
and Labor Day are those of the United States. Feasts whose day depends on the country are none of them.
"""

import datetime as dt
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, NoSuchDateError, of_day

_FIXED: Final = lexicon.meanings("feasts with a date")
_MOVABLE: Final = lexicon.meanings("feasts that move")
FEASTS: Final = _FIXED | _MOVABLE


def in_year(name: str, year: int) -> Moment:
    """Give the day of a feast in a year."""
    if fixed := _FIXED.get(name):
        month, day = map(int, fixed.split("-"))
        return of_day(year, month, day)
    rule = _MOVABLE[name].split()
    try:
        if rule[0] == "easter":
            return Moment("day", easter(year) + dt.timedelta(int(rule[1])))
        month, weekday, count = map(int, rule)
        return Moment("day", _nth(year, month, weekday, count))
    except (ValueError, OverflowError) as error:
        raise NoSuchDateError from error


def _nth(year: int, month: int, weekday: int, count: int) -> dt.date:
    """Give the so manieth of a weekday in a month; the last where the count is below 0."""
    if count > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = dt.date(year, month + 1, 1) - dt.timedelta(1)
    return last - dt.timedelta((last.weekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Give Easter Sunday of the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (8 * b + 13) // 25 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
