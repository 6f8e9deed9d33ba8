"""How far apart two dates are, in words that claim no more than the dates do."""

from datetime import date
from typing import Literal

from site_builder.model.edtf.dates import Date
from site_builder.translation.messages import gettext, ngettext


def apart(first: Date, second: Date) -> str:
    """Say how much time lies between two dates, the second of which does not begin before the first.

    Empty where an end is open; what may have happened at the same time is said to.

    >>> from site_builder.model.edtf import parse
    >>> apart(parse("2012-03-12"), parse("2012-03-26"))
    '2 weeks'
    >>> apart(parse("2016"), parse("2017-05"))
    '4 to 17 months'
    """
    edges = first.earliest, first.latest, second.earliest, second.latest
    known = [edge for edge in edges if isinstance(edge, date)]
    if len(known) < len(edges):
        return ""
    least, most = (known[2] - known[1]).days, (known[3] - known[0]).days
    if most == 0:
        return gettext("the same day")
    if least <= 0:
        return gettext("perhaps at the same time")
    (fewer, unit), (more, _) = _counted(least, most), _counted(most, most)
    if fewer == more:
        words = _words(unit, more)
        return words if least == most else gettext("about {time}", time=words)
    return _between(unit, fewer, more)


Unit = Literal["year", "month", "week", "day"]
UNITS: tuple[tuple[int, float, Unit], ...] = (
    (730, 365.25, "year"),
    (60, 30.44, "month"),
    (14, 7, "week"),
    (0, 1, "day"),
)
"""From how many days on a time is told in which unit, and how many days that has."""


def _counted(days: int, most: int) -> tuple[int, Unit]:
    """Tell a number of days in the unit that suits `most`; never as none of them."""
    length, unit = next((length, unit) for begin, length, unit in UNITS if most >= begin)
    return max(1, round(days / length)), unit


def _words(unit: Unit, number: int) -> str:
    match unit:
        case "year":
            return ngettext("{n} year", "{n} years", number)
        case "month":
            return ngettext("{n} month", "{n} months", number)
        case "week":
            return ngettext("{n} week", "{n} weeks", number)
        case "day":
            return ngettext("{n} day", "{n} days", number)


def _between(unit: Unit, fewer: int, more: int) -> str:
    match unit:
        case "year":
            return ngettext("{fewer} to {n} year", "{fewer} to {n} years", more, fewer=fewer)
        case "month":
            return ngettext("{fewer} to {n} month", "{fewer} to {n} months", more, fewer=fewer)
        case "week":
            return ngettext("{fewer} to {n} week", "{fewer} to {n} weeks", more, fewer=fewer)
        case "day":
            return ngettext("{fewer} to {n} day", "{fewer} to {n} days", more, fewer=fewer)
