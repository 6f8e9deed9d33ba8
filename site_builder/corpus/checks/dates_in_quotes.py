"""Checks of the dates in one annotation against its quotes: printed, explained, or a slip."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from site_builder.corpus.checks.printed_dates import fragments_of, is_printed, printed_dates
from site_builder.model import edtf
from site_builder.model.annotation import Annotation
from site_builder.model.edtf.dates import Date, Point
from site_builder.model.problems import Location, Problem, Severity, quoted
from site_builder.model.records import DateRecord, Record

_FIELDS = ("date", "ordered", "delivered", "disclosed", "announced")
_EXPLAIN = "write `date_why:`: how the date follows"


class _RecordDate(NamedTuple):
    """A date of a record: what was written and where, and why it holds; `needs_why` if nothing prints it."""

    text: str
    date: Date
    at: Location
    why: str
    needs_why: bool

    @property
    def is_explained(self) -> bool:
        """Whether the reason names the year: who wrote that has seen it."""
        return any(f"{point.earliest.year}" in self.why for point in self.date.points)


class _QuotesOfRecord(NamedTuple):
    """The quotes of a record, and all dates that it has: what is printed may be any of them."""

    quotes: tuple[str, ...]
    dates: tuple[Date, ...]

    def fits_another(self, printed: Date, date: Date) -> bool:
        """Whether a printed date is another one of the record's."""
        others = (other for other in self.dates if other != date)
        return any(edtf.relation(printed, other) != "conflicts" for other in others)


def dating_problems(annotation: Annotation) -> Iterator[Problem]:
    """Dates that contradict their quotes, or that nothing prints and nothing explains."""
    for _, records in annotation.sections:
        for record in records:
            written = tuple(_dates(record))
            printed = _QuotesOfRecord(tuple(record.quotes), tuple(one.date for one in written))
            for dated in written:
                yield from _problems(dated, printed)


def _dates(record: Record | DateRecord) -> Iterator[_RecordDate]:
    why = (record.why if isinstance(record, DateRecord) else record.date_why) or ""
    for text, at, name in _written(record):
        if date := edtf.parse_or_none(text):
            yield _RecordDate(text, date, at, why, name == "date" and not why)


def _written(record: Record | DateRecord) -> Iterator[tuple[str, Location, str]]:
    """Every date of a record, its place, and its field if it is the record's own."""
    for name in _FIELDS:
        if text := getattr(record, name, None):
            yield text, record.at.of(name), name
    for part in (*getattr(record, "met", ()), *getattr(record, "stops", ())):
        if text := getattr(part, "date", None):
            yield text, part.at.of("date"), ""
    for i, text in enumerate(getattr(record, "periods", ())):
        yield text, record.at.of("period", i), ""


@lru_cache(maxsize=4096)
def _problems(dated: _RecordDate, printed: _QuotesOfRecord) -> Iterator[Problem]:
    if dated.needs_why and is_printed(dated.text, printed.quotes):
        return
    against = [
        other
        for other in _against(dated.date, fragments_of(printed.quotes))
        if not printed.fits_another(other.date, dated.date)
    ]
    slipped = [one for one in against if one.slip]
    if against and (dated.needs_why or (slipped and not dated.is_explained)):
        yield _contradiction(dated, (slipped or against)[0])
    elif dated.needs_why:
        found = f"{quoted(dated.text)}, which the quote does not print"
        fix = f"{_EXPLAIN}, or quote the words that print it"
        yield Problem(dated.at, "missing-date-why", found, "the date in the quote, or its reason", fix)
    elif not dated.is_explained:
        yield from _odd_year(dated, printed.quotes)


# ------------------------------------------------------------------ against the quote


class _Other(NamedTuple):
    """A date that a quote prints, its words, and the slip by which it may have become the one written."""

    words: str
    date: Date
    slip: str


def _against(date: Date, fragments: Sequence[str]) -> list[_Other]:
    """The dates that the quotes print, if none of them can be this one."""
    if not any(re.search(r"\d{4}", fragment) for fragment in fragments) or _is_all_its_year(date, fragments):
        return []
    found = list(printed_dates(fragments))
    if any(edtf.relation(date, other) != "conflicts" for _, other in found):
        return []
    return [_Other(words, other, _slip_between(date, other)) for words, other in found]


def _is_all_its_year(date: Date, fragments: Sequence[str]) -> bool:
    """Whether the fragments have no number but the year of a date that says no more: nothing to compare."""
    years = {f"{point.earliest.year:04}" for point in date.points}
    return date.precision == "year" and set(re.findall(r"\d+", " ".join(fragments))) <= years


def _contradiction(dated: _RecordDate, other: _Other) -> Problem:
    found = f"{quoted(dated.text)}, where the quote has {quoted(other.words)}"
    fix = f"did you mean {quoted(other.date.text)}? " + (f"{other.slip}. " if other.slip else "")
    fix += "If it is right, " + (
        _EXPLAIN if dated.needs_why else _EXPLAIN + " from these words, with its year"
    )
    severity: Severity = "error" if dated.needs_why else "warning"
    return Problem(dated.at, "date-against-quote", found, "the date in the quote", fix, severity)


def _slip_between(date: Date, other: Date) -> str:
    slips = (_slip(point, printed) for point, printed in product(date.points, other.points))
    return next(filter(None, slips), "")


def _slip(point: Point, printed: Point) -> str:
    """Name the usual slip that makes one date of another, if there is one."""
    wrong, year = point.earliest, printed.earliest.year
    if wrong.year == year:
        swapped = {point.precision, printed.precision} == {"day"} and (wrong.month, wrong.day) == (
            printed.earliest.day,
            printed.earliest.month,
        )
        return "Day and month have changed places" if swapped else ""
    calendar = _calendar(wrong.year, year)
    if calendar:
        return f"{wrong.year:04} is {calendar}"
    if not _may_be_one_day(point, printed):
        return ""
    if sorted(f"{wrong.year:04}") == sorted(f"{year:04}"):
        return "Two digits of the year have changed places"
    return "Only the year differs" if "year" not in (point.precision, printed.precision) else ""


def _may_be_one_day(point: Point, printed: Point) -> bool:
    """Whether two dates have the same month and day, as far as both have them."""
    one, other = point.earliest, printed.earliest
    if "year" in (point.precision, printed.precision):
        return True
    if "month" in (point.precision, printed.precision):
        return one.month == other.month
    return point.precision == printed.precision and (one.month, one.day) == (other.month, other.day)


# ------------------------------------------------------------------ calendars


def _odd_year(dated: _RecordDate, quotes: Sequence[str]) -> Iterator[Problem]:
    """A year of another calendar, or without its century, which no quote prints."""
    said = " ".join(quotes)
    for point in dated.date.points:
        year = point.earliest.year
        gregorian = _gregorian(year)
        is_fine = point.precision in ("decade", "century") or re.search(rf"(?<!\d){year}(?!\d)", said)
        if gregorian and not (is_fine and point.precision != "day") and not is_printed(point.text, quotes):
            found = f"{quoted(dated.text)}, a year that the quote does not print"
            fix = f"{gregorian}. If it is right, {_EXPLAIN}, with the year"
            expected = "a year of the Gregorian calendar, in four digits"
            yield Problem(dated.at, "unlikely-year", found, expected, fix, "warning")
            return


def _calendar(wrong: int, year: int) -> str:
    """Say of which calendar a number is the year that in the Gregorian one has another."""
    if wrong < 100:
        return "a year without its century" if wrong == year % 100 else ""
    if wrong in (year - 621, year - 622):
        return "a year of the Persian calendar"
    if round((year - 621.57) * 1.03069) - wrong in (0, 1):
        return "a year of the Islamic calendar"
    return "a year of the Buddhist calendar" if wrong == year + 543 else ""


def _gregorian(year: int) -> str:
    if year < 100:
        return f"did you mean {2000 + year}? A year has four digits"
    if 1300 <= year < 1450:
        return f"did you mean {year + 621}? {year} of the Persian calendar began in that year"
    return ""
