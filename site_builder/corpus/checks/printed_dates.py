"""Which dates the quotes of a record print, as the time expressions of newspaper English have them.

A number alone is no day and no year: "$3 billion" does not print the 3rd, nor "2016 soldiers" the year.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from site_builder.extraction.times import find_times
from site_builder.model import edtf
from site_builder.model.edtf.dates import MONTHS, Date, Point
from site_builder.model.extraction_results import HIJRI, PERSIAN
from site_builder.model.quotation import GAP

_WHOLE = frozenset(("season", "quarter", "decade", "century"))
"""What has to be printed as such: a month does not print its season, nor a year its decade."""
_NAMED = frozenset(("date", "days", "range", "since-date", "until-date"))
"""Rules that find named days and months; a weekday is counted from another day."""
_RECKONED = frozenset((PERSIAN, HIJRI))
"""Rules whose day nobody reads in the words: why it is that day must be said."""
_LONGEST = 1000
"""Characters of a stretch that are read; one of 25 words has fewer, and a longer one is told as too long."""
_YEAR_BEFORE = r"(?:in|since|until|during|year|early|late)"


def is_printed(text: str, quotes: Iterable[str]) -> bool:
    """Tell whether quotes print every part of a date: year, month and day, as far as it has them."""
    date = edtf.parse_or_none(text)
    fragments = fragments_of(quotes)
    return date is None or all(_prints(fragments, point) for point in date.points)


def fragments_of(quotes: Iterable[str]) -> tuple[str, ...]:
    """The unbroken stretches of text in some quotes: an expression never reaches over a gap."""
    return tuple(part[:_LONGEST] for quote in quotes for part in quote.split(GAP, maxsplit=1))


def printed_dates(fragments: Iterable[str]) -> Iterator[tuple[str, Date]]:
    """The dates that stand whole in some fragments, year included, each with its words."""
    for fragment in fragments:
        if re.search(r"\d\d", fragment):
            for words, date, rule in _expressions(fragment, ""):
                if date and rule not in _RECKONED:
                    yield words, edtf.parse(date)


def _prints(fragments: Sequence[str], point: Point) -> bool:
    if any(_plainly(point).search(fragment) for fragment in fragments):
        return True
    year = str(point.earliest.year)[:3]
    if not any(year in fragment or point.precision == "century" for fragment in fragments):
        return False  # most dates that are not printed: no need to read for times
    found = [one for _, date in printed_dates(fragments) for one in date.points]
    if any(_says(one, point) for one in found):
        return True
    if any(_is_its_month(one, point) for one in found) and any(map(_ordinal(point).search, fragments)):
        return True
    return any(_in_year(one, point) for one in found) and _prints_day_and_month(fragments, point)


@lru_cache(maxsize=1024)
def _plainly(point: Point) -> re.Pattern[str]:
    """The usual ways to print a date, which need no reading of what stands around them."""
    day, month = point.earliest.day, _month(MONTHS[point.earliest.month - 1])
    year = f"{point.earliest.year:04}"
    match point.precision:
        case "day":
            ways = rf"{month} 0?{day},? {year}|0?{day} {month},? {year}|{point.text}"
        case "year":
            ways = rf"{_YEAR_BEFORE} {year}(?=$|[.,;:)])"
        case _:
            ways = "(?!)"
    return re.compile(rf"(?<![\w-])(?:{ways})(?![\w-])")


def _month(name: str) -> str:
    return rf"{name[:3]}(?:{name[3:]}|t?\.)" if len(name) > 3 else name


def _says(found: Point, point: Point) -> bool:
    """Whether what is printed is the date, or a day or month within it."""
    if point.precision in _WHOLE or found.precision in _WHOLE:
        return (found.precision, found.earliest) == (point.precision, point.earliest)
    return point.earliest <= found.earliest and found.latest <= point.latest


def _is_its_month(found: Point, point: Point) -> bool:
    """Whether what is printed is the month of a day."""
    parts = found.earliest.year, found.earliest.month
    return (
        point.precision == "day"
        and found.precision in ("day", "month")
        and parts
        == (
            point.earliest.year,
            point.earliest.month,
        )
    )


@lru_cache(maxsize=1024)
def _ordinal(point: Point) -> re.Pattern[str]:
    """A day whose month stands elsewhere: "from the 2nd to the 4th", but no "3rd brigade"."""
    ends = r"(?=$|[.,;:)]| (?:and|or|of|to|until)\b)"
    return re.compile(rf"\bthe 0?{point.earliest.day}(?:st|nd|rd|th)\b{ends}")


def _in_year(found: Point, point: Point) -> bool:
    return found.precision not in _WHOLE and found.earliest.year == point.earliest.year


def _prints_day_and_month(fragments: Iterable[str], point: Point) -> bool:
    """Whether the day and month are named without their year, which is printed elsewhere."""
    if point.precision not in ("day", "month"):
        return False
    dates = (
        edtf.parse(date)
        for fragment in fragments
        for _, date, rule in _expressions(fragment, point.latest.isoformat())
        if date and rule in _NAMED
    )
    return any(_says(one, point) for date in dates for one in date.points)


@lru_cache(maxsize=4096)
def _expressions(fragment: str, published: str) -> tuple[tuple[str, str, str], ...]:
    """The time expressions of a fragment: words, date and rule; without `published` only whole dates."""
    day = edtf.parse(published) if published else None
    times = find_times(fragment, [(0, len(fragment))], day)
    return tuple((time.surface, time.edtf, time.rule) for time in times)
