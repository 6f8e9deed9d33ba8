"""How far apart two dates are, in words that claim no more than the dates do."""

from datetime import date

from site_builder.model.edtf.dates import Date


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
        return "the same day"
    if least <= 0:
        return "perhaps at the same time"
    low, high = _counted(least, most), _counted(most, most)
    (fewer, unit), (more, _) = low, high
    if fewer == more:
        about = "" if least == most else "about "
        return f"{about}{_words(more, unit)}"
    return f"{fewer} to {_words(more, unit)}"


UNITS = ((730, 365.25, "year"), (60, 30.44, "month"), (14, 7, "week"), (0, 1, "day"))
"""From how many days on a time is told in which unit, and how many days that has."""


def _counted(days: int, most: int) -> tuple[int, str]:
    """Tell a number of days in the unit that suits `most`; never as none of them."""
    length, unit = next((length, unit) for begin, length, unit in UNITS if most >= begin)
    return max(1, round(days / length)), unit


def _words(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
