"""Reads dates of the Persian and the Islamic calendar, as days of ours: "20 Tir 1402", "15 Ramadan 1444".

They are proposals. The Persian year is reckoned as in Iran (jdatetime); the Islamic one by Umm al-Qura's
table (hijridate), from which what was seen in the sky differs by a day in places: its days are approximate.
"""

import datetime as dt
import re
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, NoSuchDateError, of_day
from site_builder.extraction.time_context import Context, TimeReading, at, one_of
from site_builder.model.lazy_pattern import lazy_pattern

_PERSIAN: Final = lexicon.numbers("persian months")
_HIJRI: Final = lexicon.numbers("islamic months")


def _either(names: dict[str, int]) -> str:
    return "|".join(name.replace("-", "[- ]").title() for name in sorted(names, key=len, reverse=True))


_YEAR: Final = r"(?P<y{0}>1[2-5][0-9]{{2}})\b(?:,? {{1,3}}(?:AH|A\.H\.|AP|SH|H)(?!\w))?"


def _shape(names: dict[str, int]) -> str:
    month = rf"(?i:(?:{_either(names)}))"
    day = r"(?P<d{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    before = (
        rf"(?:the {{1,3}})?{day.format(1)} {{1,3}}(?:of {{1,3}})?(?P<m1>{month}),? {{1,3}}{_YEAR.format(1)}"
    )
    return rf"(?:{before}|(?P<m2>{month}) {{1,3}}{day.format(2)},? {{1,3}}{_YEAR.format(2)})"


PERSIAN_DATE: Final = lazy_pattern(_shape(_PERSIAN))
HIJRI_DATE: Final = lazy_pattern(_shape(_HIJRI))
NUMERIC: Final = lazy_pattern(r"(?P<y>1[34][0-9]{2})/(?P<m>[01]?[0-9])/(?P<d>[0-3]?[0-9])\b(?![/-][0-9])")
HIJRI_YEAR: Final = lazy_pattern(
    r"(?:(?P<y>1[0-5][0-9]{2}) {1,3}(?:AH\b|A\.H\.)|(?:AH|A\.H\.) {1,3}(?P<y2>1[0-5][0-9]{2})\b)"
)
PERSIAN_BEGINS: Final = frozenset(re.split("[- ]", name)[0] for name in _PERSIAN)
HIJRI_BEGINS: Final = frozenset(re.split("[-' ]", name)[0] for name in _HIJRI)


def persian(match: re.Match[str], _: Context) -> TimeReading:
    """Read "20 Tir 1402", "Tir 20, 1402"."""
    year, month, day = _parts(match, _PERSIAN)
    return at(Moment("day", of_persian(year, month, day)), ambiguous=False)


def hijri(match: re.Match[str], _: Context) -> TimeReading:
    """Read "15 Ramadan 1444"."""
    year, month, day = _parts(match, _HIJRI)
    return at(Moment("day", of_hijri(year, month, day)).about())


def _parts(match: re.Match[str], names: dict[str, int]) -> tuple[int, int, int]:
    form = "1" if match["d1"] else "2"
    name = " ".join(re.split("[- ]+", match[f"m{form}"].lower()))
    numbers = {" ".join(re.split("[- ]+", key)): number for key, number in names.items()}
    return int(match[f"y{form}"]), numbers[name], int(match[f"d{form}"])


def numeric(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "1402/04/20" as Persian, where that lies before publication and not long before."""
    if context.published is None:
        return None
    day = of_persian(int(match["y"]), int(match["m"]), int(match["d"]))
    years = context.published.last.year - day.year
    return at(Moment("day", day), ambiguous=True) if 0 <= years <= _LIVED else None


_LIVED: Final = 60
"""Years before publication; a date in figures that is older is more likely of another calendar."""


def hijri_year(match: re.Match[str], _: Context) -> TimeReading:
    """Read "1444 AH"."""
    year = int(match["y"] or match["y2"])
    first = of_hijri(year, 1, 1)
    last = of_hijri(year + 1, 1, 1) - dt.timedelta(1)
    return one_of(Moment("day", first).about(), Moment("day", last).about()).valued(f"{first.year:04d}")


def of_persian(year: int, month: int, day: int) -> dt.date:
    """Give the day that a day of the Persian calendar is."""
    from jdatetime import date  # noqa: PLC0415 - few texts have such dates

    try:
        made: dt.date = date(year, month, day).togregorian()
    except ValueError as error:
        raise NoSuchDateError from error
    return of_day(made.year, made.month, made.day).first


def of_hijri(year: int, month: int, day: int) -> dt.date:
    """Give the day that a day of the Islamic calendar is, by Umm al-Qura's table (years 1343 to 1500)."""
    from hijridate import Hijri  # noqa: PLC0415 - few texts have such dates

    try:
        made = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError) as error:
        raise NoSuchDateError from error
    return of_day(made.year, made.month, made.day).first
