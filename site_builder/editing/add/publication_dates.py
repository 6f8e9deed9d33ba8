"""Dates of publication as pages print them: "July 15, 2023", "15 July 2023", "2023-07-15", "15.07.2023".

Names of months are read in English and in the languages of `words/dates.txt`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model.edtf import MONTHS
from site_builder.names import word_lists

_NAMES = "|".join(f"{name[:3]}(?:{name[3:]}|{name[3:4]})?" if name != "May" else "May" for name in MONTHS)
_M = rf"(?P<m>{_NAMES})\.?"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<y>(?:19|20)\d\d)"
_END = r"(?:\b|(?=\d{1,2}:\d\d))"
"""A year ends, or the time of day follows it at once, as where a page puts each in an element of its own."""
_DAY = r"(?:(?P<w>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s+)?"
_NO_YEAR = r"(?![,.]?\s*\d(?!\d?:\d\d))"
"""A time of day may follow; another number is the year."""
_FORMS = (
    re.compile(rf"\b{_DAY}{_M}\s+{_D}\s?,?\s+{_Y}{_END}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}{_D}\.?[\s-]+(?:of\s+)?{_M},?[\s-]+{_Y}{_END}", re.IGNORECASE),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[-/.](?P<n>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d])", re.ASCII),
    re.compile(r"\b(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<y>(?:19|20)\d\d)(?:\b|(?=[A-Z]))", re.ASCII),
    re.compile(rf"\b{_M},?\s+{_Y}\b", re.IGNORECASE),
)
_FOREIGN = word_lists.sections("dates.txt", "site_builder.editing.add")
_ABROAD = {name: i for i, month in enumerate(MONTHS, 1) for name in _FOREIGN[month.lower()]}
_F = rf"(?P<f>{'|'.join(sorted(map(re.escape, _ABROAD), key=len, reverse=True))})\.?"
_OF = rf"(?:(?:{'|'.join(sorted(map(re.escape, _FOREIGN['between'])))})\.?\s+)?"
_FOREIGN_FORMS = (
    re.compile(rf"\b(?P<d>\d{{1,2}})[.º°]?(?:er|ro)?\s+{_OF}{_F},?\s+{_OF}{_Y}\b", re.IGNORECASE),
    re.compile(rf"\b{_F}\s+(?P<d>\d{{1,2}}),?\s+{_Y}\b", re.IGNORECASE),
    re.compile(rf"\b{_Y}\.?\s+{_F}\s+(?P<d>\d{{1,2}})\b", re.IGNORECASE),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<n>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"),
)
_SHORT = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<y>\d\d)(?![\d./-])", re.ASCII)
_WITHOUT_YEAR = (
    re.compile(rf"\b{_DAY}{_M}\s+{_D}\b{_NO_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}{_D}\s+{_M}\b{_NO_YEAR}", re.IGNORECASE),
)
_DAY_FIRST = re.compile("[\u0400-\u04ff]")
"""Letters beside which a date with points has its day first."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class DateInLine:
    """A date in a line: where it stands, its EDTF text or, where a reading is not the only one, both.

    One without a year has `month` and `day`, and `weekday` (Monday is 0) where it is printed.
    """

    start: int
    end: int
    edtf: str = ""
    readings: tuple[str, ...] = ()
    month: int = 0
    day: int = 0
    weekday: int | None = None


def dates_in(line: str) -> tuple[DateInLine, ...]:
    """Find the dates with a year in a line, in its order; what overlaps an earlier form is left out."""
    found: list[DateInLine] = []
    for form in (*_FORMS, *_FOREIGN_FORMS):
        for match in form.finditer(line):
            dated = _read(match)
            if dated and all(d.end <= dated.start or dated.end <= d.start for d in found):
                found.append(dated)
    return tuple(sorted(found, key=lambda dated: dated.start))


def short_dates_in(line: str) -> Iterator[DateInLine]:
    """Find dates with two digits for the year: "11/19/31"; they count only where another source agrees."""
    for match in _SHORT.finditer(line):
        dated = _by_numbers(match, 2000 + int(match["y"]), int(match["a"]), int(match["b"]))
        if dated:
            yield dated


def without_year(line: str) -> DateInLine | None:
    """Find the first day of a month that is printed without a year."""
    matches = sorted(
        (m for form in _WITHOUT_YEAR for m in form.finditer(line)), key=lambda match: match.start()
    )
    for match in matches:
        month, day = _month(match["m"]), int(match["d"])
        if _exists(2000, month, day):
            weekday = _WEEKDAYS.index(match["w"].lower()) if match["w"] else None
            return DateInLine(match.start(), match.end(), month=month, day=day, weekday=weekday)
    return None


def years_in(text: str) -> Iterator[int]:
    """Give the years that a text names."""
    return (int(match[0]) for match in re.finditer(r"(?<![\d.,$€£])(?:19|20)\d\d(?![\d%]|,\d)", text))


def weekday_of(year: int, month: int, day: int) -> int | None:
    """Give the weekday of a day, Monday as 0; None where it does not exist."""
    return dt.date(year, month, day).weekday() if _exists(year, month, day) else None


def _read(match: re.Match[str]) -> DateInLine | None:
    parts = match.groupdict()
    year = int(parts["y"])
    if "a" in parts:
        return _by_numbers(match, year, int(parts["a"]), int(parts["b"]))
    month = _month(parts["m"]) if "m" in parts else _abroad(parts["f"]) if "f" in parts else int(parts["n"])
    if "d" not in parts:
        return DateInLine(match.start(), match.end(), f"{year}-{month:02}")
    day = int(parts["d"])
    if not _exists(year, month, day):
        return None
    return DateInLine(match.start(), match.end(), f"{year}-{month:02}-{day:02}")


def _by_numbers(match: re.Match[str], year: int, a: int, b: int) -> DateInLine | None:
    """Read "3.4.2031": if the day comes first, if the month comes first, or either."""
    is_day_first = "." in match[0] and _DAY_FIRST.search(match.string)
    orders = ((a, b),) if is_day_first else ((a, b), (b, a))
    readings = dict.fromkeys(
        f"{year}-{month:02}-{day:02}" for day, month in orders if _exists(year, month, day)
    )
    if not readings:
        return None
    sure = next(iter(readings)) if len(readings) == 1 else ""
    return DateInLine(match.start(), match.end(), sure, () if sure else tuple(readings))


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def _abroad(name: str) -> int:
    """Give the month of a name in another language; the case of some letters has no one inverse."""
    return _ABROAD.get(name.lower()) or _ABROAD.get(name.casefold()) or 0


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
