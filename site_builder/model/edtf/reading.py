"""Reads EDTF: levels 0 and 1, the sets of level 2 and its quarters.

    2023-07-12  2023-07  2023      a day, a month, a year
    2023-21 .. 24, 2023-33 .. 36   spring to winter, the four quarters
    199X  20XX  2023-07-XX         a decade, a century, one day of July 2023
    2023?  2023~  2023%            uncertain, approximate, both
    2014/2018  2014/..  2014/      lasts from 2014 to 2018, goes on, its end is unknown
    [2014..2018]  [2014,2016]      once in those years, in one of them
    {2014,2016}                    in both

Not read: times of day, years outside 0001 to 9999, marks inside a date (2023?-07), exponents.
"""

import calendar
import datetime as dt
import re
from typing import Literal, NoReturn

from site_builder.model.edtf.dates import MONTHS, Date, Edge, Point, Span, written
from site_builder.model.edtf.proposals import DateProposal, proposals
from site_builder.model.problems import quoted

LONGEST = 200
"""Code points of the longest date that is read; no honest one comes near."""

FORMS = (
    "write a day as 2023-07-12, a month as 2023-07, a year as 2023, "
    "what lasts as 2023-07-12/2023-07-13, one day of several as [2023-07-12..2023-07-16]"
)

# Meteorological seasons of the north. A winter is the one that begins in its year.
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
QUARTERS = {33: 1, 34: 4, 35: 7, 36: 10}

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<part>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<mark>[?~%]?)"
)


_DAY = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")


class EdtfError(ValueError):
    """A text that is no date. `wrong` says what is wrong with it, `right` what to write."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong = wrong
        self.right = right


class _FormError(Exception):
    """The text has not the form of EDTF, whatever it may mean."""


def parse(text: str) -> Date:
    """Read a date; raises EdtfError where it is not EDTF or no such day exists."""
    if len(text) > LONGEST:
        raise EdtfError(f"{quoted(text, 20)} has {len(text)} characters", FORMS)
    try:
        return _read(text)
    except _FormError:
        _refuse(text)


def parse_or_none(text: str) -> Date | None:
    """Read a date where what is none is told of elsewhere."""
    try:
        return parse(text)
    except EdtfError:
        return None


def _refuse(text: str) -> NoReturn:
    """Say what is wrong with the text, and propose those of the likely readings that are dates."""
    refusal = proposals(text)
    good: list[DateProposal] = []
    right = ""
    for proposal in refusal.proposals:
        try:
            _read(proposal.text)
        except _FormError:
            continue
        except EdtfError as error:
            right = error.right
        else:
            good.append(proposal)
    if good:
        right = "write " + " or ".join(map(str, good))
    raise EdtfError(refusal.wrong, refusal.advice or right or FORMS)


def _read(text: str) -> Date:
    if day := _day(text):
        point = Point(text, "day", day, day)
        return Date(text, "point", (Span(point, point),))
    if text[:1] in {"[", "{"}:
        return _set(text)
    if "/" in text:
        return _interval(text)
    point = _point(text)
    return written("point", [Span(point, point)])


def _day(text: str) -> dt.date | None:
    """A plain day, as most dates are; any other text is for others to judge."""
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _interval(text: str) -> Date:
    parts = text.split("/")
    if len(parts) != 2:
        raise _FormError
    start, end = (_edge(part, of="interval") for part in parts)
    if not isinstance(start, Point) and not isinstance(end, Point):
        raise EdtfError(f"{quoted(text)} names no date", "leave the key out where nothing is known")
    _in_order(start, end, "{}/{}")
    return written("interval", [Span(start, end)])


def _set(text: str) -> Date:
    every = text[0] == "{"
    if not text.endswith("}" if every else "]"):
        raise _FormError
    members = [_member(member) for member in text[1:-1].split(",")]
    if len(members) == 1 and (single := members[0].single):
        raise _of_one_date(text, single)
    _open_at_the_ends(members, text)
    return written("set", members, every=every)


def _member(text: str) -> Span:
    first, dots, last = text.partition("..")
    if not dots:
        point = _point(text)
        return Span(point, point)
    start, end = (_edge(part, of="set") for part in (first, last))
    if not isinstance(start, Point) and not isinstance(end, Point):
        raise _FormError
    if isinstance(start, Point) and start == end:
        raise _of_one_date(text, start)
    _in_order(start, end, "[{}..{}]")
    return Span(start, end)


def _of_one_date(text: str, single: Point) -> EdtfError:
    return EdtfError(f"{quoted(text)} is a set of one date", f"write '{single}'")


def _edge(text: str, of: Literal["interval", "set"]) -> Edge:
    if text == "":
        return "unknown" if of == "interval" else "open"
    if text == ".." and of == "interval":
        return "open"
    return _point(text)


def _in_order(start: Edge, end: Edge, form: str) -> None:
    if isinstance(start, Point) and isinstance(end, Point) and end.latest < start.earliest:
        right = f"write '{form.format(end, start)}' if they are swapped"
        raise EdtfError(f"the end {end} lies before the start {start}", right)


def _open_at_the_ends(members: list[Span], text: str) -> None:
    if any(span.start == "open" for span in members[1:]) or any(span.end == "open" for span in members[:-1]):
        raise EdtfError(f"{quoted(text)} is open in its middle", "put '..' only first or last in a set")


# ------------------------------------------------------------------ one date


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _FormError
    year, part, day, mark = match.group("year", "part", "day", "mark")
    bare = text.removesuffix(mark)
    return _marked(_bare(bare, year, part, day), mark)


def _bare(text: str, year: str, part: str | None, day: str | None) -> Point:
    if year.startswith("0000"):
        raise EdtfError(f"{quoted(text)} has the year 0000", "years run from 0001 to 9999")
    if "X" in year:
        return _masked_year(text, year, part)
    if part is None:
        return _months(text, "year", int(year), 1, 12)
    if part == "XX":
        return _hidden_in_year(text, int(year), day)
    return _part_of_year(text, int(year), int(part), day)


def _masked_year(text: str, year: str, part: str | None) -> Point:
    if part is not None:
        raise EdtfError(f"{quoted(text)} has a month, but not all digits of its year", f"write '{year}'")
    first, last = (max(1, int(year.replace("X", digit))) for digit in "09")
    precision: Literal["century", "decade"] = "century" if year.endswith("XX") else "decade"
    return Point(text, precision, dt.date(first, 1, 1), dt.date(last, 12, 31))


def _hidden_in_year(text: str, year: int, day: str | None) -> Point:
    if day not in {None, "XX"}:
        raise EdtfError(f"{quoted(text)} has a day, but no month", f"write '{year:04d}-XX-XX'")
    hidden: Literal["month", "day"] = "day" if day else "month"
    return _months(text, "year", year, 1, 12, hidden=hidden)


def _part_of_year(text: str, year: int, part: int, day: str | None) -> Point:
    if 1 <= part <= 12:
        return _in_month(text, year, part, day)
    starts = SEASONS | QUARTERS
    if part not in starts:
        raise EdtfError(f"{quoted(text)} has the month {part:02d}", _months_run(year, part, day))
    if day is not None:
        raise EdtfError(f"{quoted(text)} has a day in a season or quarter", f"write '{year:04d}-{part}'")
    return _months(text, "season" if part in SEASONS else "quarter", year, starts[part], 3)


def _months_run(year: int, part: int, day: str | None) -> str:
    run = "months run from 01 to 12, seasons from 21 to 24, quarters from 33 to 36"
    if day is not None and part <= 31 and 1 <= int(day.replace("X", "0")) <= 12:
        return f"{run}: write '{year:04d}-{day}-{part:02d}' if day and month are swapped"
    if day is None and part > year % 100:
        return f"{run}: write '{year:04d}/{year // 100:02d}{part:02d}' for what lasted from year to year"
    return run


def _in_month(text: str, year: int, month: int, day: str | None) -> Point:
    if day is None:
        return _months(text, "month", year, month, 1)
    if day == "XX":
        return _months(text, "month", year, month, 1, hidden="day")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= int(day) <= days:
        name = f"{MONTHS[month - 1]} {year}"
        raise EdtfError(f"{quoted(text)} does not exist", f"the days of {name} run from 01 to {days}")
    date = dt.date(year, month, int(day))
    return Point(text, "day", date, date)


def _months(
    text: str,
    precision: Literal["month", "season", "quarter", "year"],
    year: int,
    month: int,
    count: int,
    *,
    hidden: Literal["month", "day"] | None = None,
) -> Point:
    """Make the date that takes up `count` months from `month` on."""
    years, last = divmod(month + count - 2, 12)
    if year + years > dt.MAXYEAR:
        raise EdtfError(f"{quoted(text)} ends after the year 9999", "years run from 0001 to 9999")
    days = calendar.monthrange(year + years, last + 1)[1]
    latest = dt.date(year + years, last + 1, days)
    return Point(text, precision, dt.date(year, month, 1), latest, hidden=hidden)


def _marked(point: Point, mark: str) -> Point:
    if not mark:
        return point
    uncertain, approximate = mark in "?%", mark in "~%"
    return Point(
        point.text, point.precision, point.earliest, point.latest, uncertain, approximate, point.hidden
    )  # fmt: skip
