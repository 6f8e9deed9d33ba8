"""Days, months, years and the like, counted back and forth, and written as EDTF."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal

from site_builder.model import edtf

Unit = Literal["day", "week", "month", "season", "quarter", "year", "decade", "century"]

_MONTHS: Final[dict[Unit, int]] = {
    "month": 1, "season": 3, "quarter": 3, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
_SIZE: Final[tuple[Unit, ...]] = ("day", "week", "month", "season", "quarter", "year", "decade", "century")

Mark = Literal["", "?", "~", "%"]


class NoSuchDateError(Exception):
    """The calendar has no such day: 30 February, or years before 1 and after 9999."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One day, week, month, ... that begins on `first`; a week begins on Monday."""

    unit: Unit
    first: dt.date
    mark: Mark = ""

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self.unit == "day":
            return self.first
        if self.unit == "week":
            return _days_after(self.first, 6)
        end = _month_after(self.first, _MONTHS[self.unit] - 1)
        return end.replace(day=calendar.monthrange(end.year, end.month)[1])

    def __str__(self) -> str:
        """Write it as EDTF, which has no weeks: a week is one of its days."""
        if self.unit == "week":
            return "[{}..{}]".format(*self.bounds())
        year, month = self.first.year, self.first.month
        match self.unit:
            case "day":
                written = self.first.isoformat()
            case "month":
                written = f"{year:04d}-{month:02d}"
            case "season":
                _ = self.last  # a winter of 9999 has no end
                written = f"{year:04d}-{20 + month // 3}"
            case "quarter":
                written = f"{year:04d}-{33 + month // 3}"
            case "year":
                written = f"{year:04d}"
            case "decade":
                written = f"{year // 10:03d}X"
            case _:  # a century
                written = f"{year // 100:02d}XX"
        return written + self.mark

    def to(self, unit: Unit) -> "Moment":
        """Give the larger unit it lies in; itself where that is not larger."""
        if _SIZE.index(unit) <= _SIZE.index(self.unit):
            return self
        return replace(containing(unit, self.first), mark=self.mark)

    def shift(self, count: int) -> "Moment":
        """Go on by so many of its own unit, or back."""
        if self.unit in {"day", "week"}:
            days = count * (7 if self.unit == "week" else 1)
            return replace(self, first=_days_after(self.first, days))
        return replace(self, first=_month_after(self.first, count * _MONTHS[self.unit]))

    def is_known_to(self, unit: Unit) -> bool:
        """Say whether it is as exact as that unit."""
        return _SIZE.index(self.unit) <= _SIZE.index(unit)

    def about(self) -> "Moment":
        """Make it approximate."""
        return replace(self, mark="%" if self.mark in {"?", "%"} else "~")

    def doubted(self) -> "Moment":
        """Make it uncertain."""
        return replace(self, mark="%" if self.mark in {"~", "%"} else "?")

    def bounds(self) -> tuple["Moment", "Moment"]:
        """First and last part as EDTF can write them: of a week its days, else itself."""
        if self.unit != "week":
            return self, self
        return replace(self, unit="day"), Moment("day", self.last, self.mark)


def containing(unit: Unit, day: dt.date) -> Moment:
    """Give the week, month, ... that a day lies in. January and February belong to the winter before."""
    match unit:
        case "day":
            return Moment(unit, day)
        case "week":
            return Moment(unit, _days_after(day, -day.weekday()))
        case "month":
            return Moment(unit, day.replace(day=1))
        case "season":
            return Moment(unit, _month_after(day.replace(day=1), -(day.month % 3)))
        case "quarter":
            return Moment(unit, dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
        case "year" | "decade" | "century":
            size = {"year": 1, "decade": 10, "century": 100}[unit]
            return in_year(day.year // size * size, unit)


def of_day(year: int, month: int, day: int) -> Moment:
    """Make a day, if the calendar has it."""
    try:
        return Moment("day", dt.date(year, month, day))
    except ValueError as error:
        raise NoSuchDateError from error


def of_month(year: int, month: int) -> Moment:
    """Make a month."""
    return replace(of_day(year, month, 1), unit="month")


def in_year(year: int, unit: Unit = "year") -> Moment:
    """Make the year, decade or century that begins with a year."""
    return replace(of_day(max(year, 1) if unit != "year" else year, 1, 1), unit=unit)


def of_publication(date: edtf.Date | None) -> Moment | None:
    """Reduce a date of publication to one day, month or year with its mark; None where that says nothing."""
    if date is None or date.earliest is None or date.latest is None:
        return None
    mark = edtf_mark(uncertain=date.uncertain, approximate=date.approximate)
    first, last = date.earliest, date.latest
    if first == last:
        return Moment("day", first, mark)
    if (first.year, first.month) == (last.year, last.month):
        return replace(of_month(first.year, first.month), mark=mark)
    return replace(in_year(first.year), mark=mark) if first.year == last.year else None


def edtf_mark(*, uncertain: bool, approximate: bool) -> Mark:
    """Write what EDTF puts after a date that is uncertain, approximate or both."""
    if uncertain:
        return "%" if approximate else "?"
    return "~" if approximate else ""


def _days_after(day: dt.date, count: int) -> dt.date:
    try:
        return day + dt.timedelta(days=count)
    except OverflowError as error:
        raise NoSuchDateError from error


def _month_after(day: dt.date, count: int) -> dt.date:
    """Go on by months; the 31st becomes the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not dt.MINYEAR <= years <= dt.MAXYEAR:
        raise NoSuchDateError
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def moved(moment: Moment, count: int, unit: Unit) -> Moment:
    """Go on from a moment by so many of some unit, at the precision of the finer of both."""
    if unit in {"day", "week"}:
        return replace(moment, first=_days_after(moment.first, count * (7 if unit == "week" else 1)))
    return replace(moment, first=_month_after(moment.first, count * _MONTHS[unit]))
