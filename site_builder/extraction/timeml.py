"""Times as TimeML writes them: the elements TIMEX3 of a text, with type and value.

The forms are those of ISO-TimeML (ISO 24617-1) and of the TimeML Annotation Guidelines 1.2.1: ISO 8601 with
"2031-W20" for a week, "2031-W20-WE" for a weekend, "2031-SU" for a summer, "2031-Q3", "2031-H1", "203" for a
decade, "2031-05-14TMO" for a morning, "P2Y" for a duration, and PAST_REF, PRESENT_REF and FUTURE_REF.
"""

import datetime as dt
import re
from typing import Final, Literal, NamedTuple

from site_builder.extraction.calendar_times import Moment

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

PAST: Final = "PAST_REF"
PRESENT: Final = "PRESENT_REF"
FUTURE: Final = "FUTURE_REF"
OPEN: Final = "XXXX-XX-XX"
"""The value of a day that nobody can tell."""

_SEASONS: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_QUARTERS: Final = ((1, 3), (4, 6), (7, 9), (10, 12))
_HALVES: Final = ((1, 6), (7, 12))
_LETTERS: Final = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "month": "M", "season": "S", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip

_CLOCK: Final = r"T(?:[01][0-9]|2[0-4])(?::[0-5][0-9](?::[0-5][0-9])?)?Z?"
_PART: Final = r"T(?:MO|MI|AF|EV|NI|DT)"
_DATED: Final = (
    r"(?:[0-9X]{2,4}|[0-9X]{4}-(?:[01X][0-9X](?:-[0-3X][0-9X])?|W[0-5X][0-9X](?:-(?:[1-7]|WE))?|Q[1-4X]|H[12]|"
    r"SP|SU|FA|WI))"
)
VALUE: Final = re.compile(
    rf"{_DATED}(?:{_CLOCK}|{_PART})?|{PAST}|{PRESENT}|{FUTURE}"
    r"|P(?:T(?:[0-9.]+|X)[HMS]|(?:[0-9.]+|X)(?:D|WE|W|M|S|Q|Y|DE|CE))"
)
"""All values that are given."""


class Timex(NamedTuple):
    """One TIMEX3: where it stands, its type and its value."""

    start: int
    end: int
    type: TimexType
    value: str


def of_moment(moment: Moment) -> str:
    """Write a day, week, month and so on."""
    first, written = moment.first, f"{moment.first.year:04d}"
    match moment.unit:
        case "day":
            written = first.isoformat()
        case "week":
            written = _week(first)
        case "month":
            written += f"-{first.month:02d}"
        case "season":
            written += f"-{_SEASONS[first.month]}"
        case "quarter":
            written += f"-Q{first.month // 3 + 1}"
        case "decade" | "century":
            written = written[: 3 if moment.unit == "decade" else 2]
        case _:  # a year
            pass
    return written


def of_run(first: Moment, last: Moment) -> str:
    """Write what runs from one moment to another: as a quarter, half or year, else as the year it lies in."""
    if first == last:
        return of_moment(first)
    year, months = f"{first.first.year:04d}", (first.first.month, last.last.month)
    whole = first.first.day == 1 and last.last.year == first.first.year and last.unit != "day"
    if whole and months in _QUARTERS:
        return f"{year}-Q{_QUARTERS.index(months) + 1}"
    return f"{year}-H{_HALVES.index(months) + 1}" if whole and months in _HALVES else year


def duration(count: object, unit: str) -> str:
    """Write so many of a unit; "X" stands for a count that nobody gives."""
    letters = _LETTERS[unit]
    return f"PT{count}{letters[1]}" if letters[0] == "T" else f"P{count}{letters}"


def weekend(saturday: Moment) -> str:
    """Write the weekend that begins on a Saturday."""
    return f"{_week(saturday.first)}-WE"


def _week(day: dt.date) -> str:
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def type_of(value: str) -> TimexType:
    """Give the type of a value, which is no set."""
    if value[0] == "P" and value[-4:] != "_REF":
        return "DURATION"
    return "TIME" if "T" in value and value[-4:] != "_REF" else "DATE"
