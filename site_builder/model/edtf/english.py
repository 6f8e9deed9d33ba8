"""Dates of EDTF in running English, and in a short form for tables and drawings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from site_builder.model.edtf.dates import MONTHS, Date, Edge, Point, Span

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUARTERS = {33: "first", 34: "second", 35: "third", 36: "fourth"}

_Style = Literal["full", "short"]
_Joint = Literal["and", "or"]
_Shared = Literal["nothing", "year", "month"]
"""What several dates have in common, so that it is said once."""


def words(date: Date, *, short: bool = False) -> str:
    """Say a date with its precision: "12–13 July 2023", short "12–13 Jul 2023".

    It brings no "on" or "in" of its own: "the visit (12 July 2023)".
    """
    style: _Style = "short" if short else "full"
    if all(point.uncertain for point in date.points):
        # Doubt of every part is doubt of the whole: "probably 12–13 July 2023".
        return _doubted(_whole(_sure(date), style), style)
    return _whole(date, style)


def _whole(date: Date, style: _Style) -> str:
    if date.kind == "set":
        return _set(date, style)
    span = date.spans[0]
    return _point(span.single, style) if span.single else _interval(span, style)


def _sure(date: Date) -> Date:
    return replace(
        date, spans=tuple(Span(_sure_edge(span.start), _sure_edge(span.end)) for span in date.spans)
    )


def _sure_edge(edge: Edge) -> Edge:
    return replace(edge, uncertain=False) if isinstance(edge, Point) else edge


def _doubted(said: str, style: _Style) -> str:
    return f"{said}?" if style == "short" else f"probably {said}"


# ------------------------------------------------------------------ intervals and sets


def _interval(span: Span, style: _Style) -> str:
    first, last = span.start, span.end
    if isinstance(first, Point) and isinstance(last, Point):
        return _from_to(first, last, style)
    known = _point(span.points[0], style)
    if isinstance(first, Point):
        return f"since {known}" if last == "open" else f"from {known}, end unknown"
    return f"until {known}" if first == "open" else f"until {known}, start unknown"


def _from_to(first: Point, last: Point, style: _Style) -> str:
    shared = _shared((first, last))
    start, end = _point(first, style, shared), _point(last, style)
    if shared == "month" or (style == "short" and " " not in start and first.precision == last.precision):
        return f"{start}–{end}"
    return f"{start} – {end}" if style == "short" else f"{start} to {end}"


def _set(date: Date, style: _Style) -> str:
    joint: _Joint = "and" if date.every else "or"
    singles = [span.single for span in date.spans if span.single]
    shared = _shared(singles) if len(singles) == len(date.spans) else "nothing"
    said = [_member(span, joint, style, shared) for span in date.spans[:-1]]
    final = _member(date.spans[-1], joint, style, "nothing")
    comma = "," if date.open_start or date.open_end else ""
    return f"{', '.join(said)}{comma} {joint} {final}" if said else final


def _member(span: Span, joint: _Joint, style: _Style, shared: _Shared) -> str:
    first, last = span.start, span.end
    if span.single:
        return _point(span.single, style, shared)
    if isinstance(first, Point) and isinstance(last, Point):
        return _from_to(first, last, style) if joint == "and" else _between(first, last, style)
    known = _point(span.points[0], style)
    return f"{known} {joint} {'later' if last == 'open' else 'earlier'}"


def _between(first: Point, last: Point, style: _Style) -> str:
    # "between 5 and 11 March" alone may be taken for a week's stay; of months and years nobody thinks so.
    unit = "one day " if {first.precision, last.precision} == {"day"} and style == "full" else ""
    return f"{unit}between {_point(first, style, _shared((first, last)))} and {_point(last, style)}"


def _shared(points: Sequence[Point]) -> _Shared:
    head = points[0]
    if any(point.mark or point.hidden or point.precision != head.precision for point in points):
        return "nothing"
    if head.precision == "day" and len({point.text[:7] for point in points}) == 1:
        return "month"
    if head.precision in {"day", "month"} and len({point.text[:4] for point in points}) == 1:
        return "year"
    return "nothing"


# ------------------------------------------------------------------ one date


def _point(point: Point, style: _Style, shared: _Shared = "nothing") -> str:
    said = _calendar(point, style, shared)
    if point.hidden:
        said = f"a {point.hidden} in {said}"
    if point.approximate:
        said = f"c. {said}" if style == "short" else f"about {said}"
    return _doubted(said, style) if point.uncertain else said


def _calendar(point: Point, style: _Style, shared: _Shared) -> str:
    first = point.earliest
    month = MONTHS[first.month - 1][: 3 if style == "short" else None]
    year = "" if shared != "nothing" else f" {first.year}"
    match point.precision:
        case "day":
            return f"{first.day}" if shared == "month" else f"{first.day} {month}{year}"
        case "month":
            return f"{month}{year}"
        case "year":
            return f"{first.year}"
        case "season":
            return _season(int(point.text[5:7]), first.year)
        case "quarter":
            return _quarter(int(point.text[5:7]), first.year, style)
        case "decade" | "century":
            return _years(point)


def _season(number: int, year: int) -> str:
    if number != 24:
        return f"{SEASONS[number]} {year}"
    end = f"{(year + 1) % 100:02d}" if (year + 1) % 100 else f"{year + 1}"
    return f"{SEASONS[number]} {year}–{end}"


def _quarter(number: int, year: int, style: _Style) -> str:
    return f"Q{number - 32} {year}" if style == "short" else f"the {QUARTERS[number]} quarter of {year}"


def _years(point: Point) -> str:
    """Say "the 1990s", but where the hundred begins, which may mean ten years or a hundred, the years."""
    first, last = point.earliest.year, point.latest.year
    if point.precision == "decade" and point.text[2] != "0":
        return f"the {first}s"
    return f"the years {first}–{last}"
