"""The date of publication as the lines around the title print it.

Lines count by their form alone: "A May 4, 2031", "Published: ...". What pages print of themselves
(the day of the last update, today's date) does not.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from site_builder.editing.add.bylines import names_in, shown
from site_builder.editing.add.embedded_posts import BY
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.markup_parts import PartRole
from site_builder.editing.add.near_title import Line, around, head_lines
from site_builder.editing.add.publication_dates import (
    DateInLine,
    dates_in,
    short_dates_in,
    weekday_of,
    without_year,
    years_in,
)
from site_builder.names import word_lists
from site_builder.proving.blocks import BlockKind

_UPDATED = re.compile(r"\b(?:last\s+)?(?:updated?|modified|revised|changed|edited|accessed)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:first\s+)?(?:published|posted|issued|date)\b\s*(?:on\b|:)?", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(?::\d\d)?|(?:[+-]|\bGMT|\bUTC)\d{1,2}(?::?\d\d)?\b"
    r"|\b[ap]\.\s?m\b|\b\d{1,2}\s?(?=[ap]\.?m\b)",
    re.IGNORECASE,
)
_LABELLED, _BARE = 5, 3
"""Weights of a line that says "Published" or who wrote it beside the date, and of one that is a date."""
_MARKED, _UNMARKED = 14, 8
"""Other words of a line with a date that another source confirms; more where it is marked as a byline."""
_MANY, _LOOK = 2_000, 400
_DATELINE = re.compile(r"[A-Z][^\W\d_][\w .,'’/-]{1,60}?[,.]?\s+(?:\([^()]{2,40}\)\s*)?[-–—]{1,2}\s")


@dataclass(frozen=True, slots=True)
class PrintedPublication:
    """When an article appeared, as its text prints it.

    `edtf` is empty where the date has no year or more than one reading; `why` then says what is
    printed, and an `inferred` date has its year from elsewhere in the text. `weight` is how much the
    form of the line says that it is the date of publication; `readings` are those of a date of numbers.
    """

    edtf: str
    where: str
    inferred: bool = False
    why: str = ""
    weight: int = 0
    readings: tuple[str, ...] = ()


def published_in(layout: Layout) -> PrintedPublication | None:
    """Find the date of publication in the lines by the title, the dateline, or the last lines."""
    above, below, at_end = around(layout)
    candidates = (
        *((line, "the byline", block.kind is BlockKind.BYLINE) for block, line in below),
        *((line, "the line above the title", _PUBLISHED.search(line) is not None) for _, line in above),
        *((line, "the last lines", BY.match(line) is not None) for _, line in at_end),
    )
    for line, where, fits in candidates:
        printed = _date_of(line, where, fits=fits)
        if printed:
            return printed
    return _in_dateline(below)


# ------------------------------------------------------------------ dates


def _date_of(line: str, where: str, *, fits: bool) -> PrintedPublication | None:
    """Read the date of a byline, or of a line that is nothing but a date."""
    if len(line) > 200:
        return None
    said = _without_updates(line)
    dates = dates_in(said)
    if not dates:
        return None
    if not (fits or _is_bare(said, dates[0]) or _PUBLISHED.match(said) or BY.match(said) or names_in(line)):
        return None
    if not BY.match(said) and not _PUBLISHED.search(said) and "," in said[: dates[0].start].rstrip(" ,"):
        return None
    first = dates[0]
    weight = _LABELLED if _PUBLISHED.search(said) or names_in(line) or BY.match(said) else _BARE
    if first.edtf:
        return PrintedPublication(first.edtf, f"{where}: {shown(line)}", weight=weight)
    why = f"{shown(line)} may be {' or '.join(first.readings)}"
    return PrintedPublication("", where, why=why, weight=weight, readings=first.readings)


def _without_updates(line: str) -> str:
    """Leave out the parts of a line that say when the page was changed."""
    published = _PUBLISHED.search(line)
    updated = _UPDATED.search(line)
    if published and updated:
        until = updated.start() if published.start() < updated.start() else None
        return line[published.start() : until]
    return line[: updated.start()] if updated else line


def _is_bare(line: str, date: DateInLine, most: int = 0) -> bool:
    """Tell a line that holds a date, a time and what goes with them, and at most so many other words."""
    rest = _CLOCK.sub(" ", line[: date.start] + " " + line[date.end :])
    around_dates = word_lists.sections("dates.txt", "site_builder.editing.add")["around"]
    words = re.findall(r"[^\W_]+", rest)
    return sum(word.lower() not in around_dates for word in words) <= most


@dataclass(frozen=True, slots=True)
class ConfirmedDate:
    """One of the days that another source gives, as a line by the title prints it.

    `whole` tells a date with its year and one reading; else `readings` are the days that it may be,
    none where it has no year.
    """

    day: str
    line: str
    whole: bool
    readings: tuple[str, ...] = ()
    said: str = ""


def confirmed_by(layout: Layout, days: Collection[str]) -> ConfirmedDate | None:
    """Find the line by the title that prints one of these days; whole dates go before others."""
    found: list[ConfirmedDate] = []
    for as_it_stands in (False, True):  # an update on the day of publication prints that day, too
        for line, marks in head_lines(layout):
            said = line if as_it_stands else _without_updates(line)
            most = _MARKED if marks.has(PartRole.BYLINE, PartRole.DATE) else _UNMARKED
            found += (one for one in _confirmed(said, line, days, most))
    return min(found, key=lambda one: (not one.whole, not one.readings), default=None)


def _confirmed(said: str, line: str, days: Collection[str], most: int) -> Iterator[ConfirmedDate]:
    for date in (*dates_in(said), *short_dates_in(said)):
        if not _is_bare(said, date, most):
            continue
        readings = date.readings or (date.edtf,)
        for day in readings:
            if day in days:
                yield ConfirmedDate(day, line, bool(date.edtf), date.readings, said[date.start : date.end])
    yearless = without_year(said)
    if yearless and not dates_in(said) and _is_bare(said, yearless, most):
        for day in sorted(days):
            if day.endswith(f"-{yearless.month:02}-{yearless.day:02}"):
                yield ConfirmedDate(day, line, whole=False, said=said[yearless.start : yearless.end])


def prints_a_day(layout: Layout) -> bool:
    """Tell whether a text prints any date at all, of whatever it is."""
    blocks = (
        layout.text[block.start : min(block.end, block.start + _LOOK)]
        for block in islice(layout.blocks, _MANY)
    )
    return any(len(date.edtf) == 10 or date.readings for words in blocks for date in dates_in(words))


def _in_dateline(below: Sequence[Line]) -> PrintedPublication | None:
    """Read the date of a dateline: "KESH, May 4, 2031 (Agency) - The minister ..."."""
    for block, line in below:
        if block.kind is BlockKind.PROSE:
            head = line[:120]
            dates = dates_in(head)
            if (
                dates
                and dates[0].edtf
                and _DATELINE.match(head[: dates[0].start] + head[dates[0].end :] + " ")
            ):
                return PrintedPublication(dates[0].edtf, f"the dateline: {shown(head)}", weight=_LABELLED)
            return None
    return None


def year_inferred(layout: Layout) -> PrintedPublication | None:
    """Read a byline's day without a year, and infer the year."""
    for _, line in around(layout).below:
        day = without_year(_without_updates(line)) if len(line) < 120 else None
        if day and (BY.match(line) or _PUBLISHED.match(line) or _is_bare(line, day) or names_in(line)):
            return _with_year(layout, line, day)
    return None


def _with_year(layout: Layout, line: str, day: DateInLine) -> PrintedPublication:
    """Take the latest year that the text names, or with a weekday the next one, if the day fits it."""
    printed = f'the byline prints "{line[day.start : day.end]}" without a year'
    latest = max(
        (year for start, end in layout.stretches for year in years_in(layout.text[start:end])), default=None
    )
    if latest is None:
        return PrintedPublication("", "the byline", why=f"{printed}, and the text names none")
    for year in (latest, latest + 1) if day.weekday is not None else (latest,):
        weekday = weekday_of(year, day.month, day.day)
        if weekday is not None and day.weekday in (None, weekday):
            agrees = " and the weekday agrees" if day.weekday is not None else ""
            why = f"T{printed[1:]}; the text names none after {latest}{agrees}."
            edtf = f"{year}-{day.month:02}-{day.day:02}?"
            return PrintedPublication(edtf, f"the byline: {shown(line)}", inferred=True, why=why)
    return PrintedPublication(
        "", "the byline", why=f"{printed}, and its weekday does not fit {latest} or the year after"
    )
