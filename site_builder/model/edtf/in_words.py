"""Dates of EDTF in running words, and in a short form for tables and drawings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from site_builder.model.edtf.dates import Date, Edge, Point, Span
from site_builder.translation.messages import N_, filled, gettext, joints, pgettext, spoken

SEASONS = {21: N_("spring {year}"), 22: N_("summer {year}"), 23: N_("autumn {year}"), 24: N_("winter {year}")}
QUARTERS = {
    33: N_("the first quarter of {year}"),
    34: N_("the second quarter of {year}"),
    35: N_("the third quarter of {year}"),
    36: N_("the fourth quarter of {year}"),
}
HIDDEN = {"day": N_("a day in {date}"), "month": N_("a month in {date}")}

_Style = Literal["full", "short"]
_Joint = Literal["and", "or"]
_Shared = Literal["nothing", "year", "month"]
"""What several dates have in common, so that it is said once."""


def words(date: Date, *, short: bool = False) -> str:
    """Say a date with its precision: "12–13 July 2023", short "12–13 Jul 2023".

    It brings no "on" or "in" of its own: "the visit (12 July 2023)".
    """
    style: _Style = "short" if short else "full"
    if is_doubtful(date):
        # Doubt of every part is doubt of the whole: "probably 12–13 July 2023".
        return _doubted(_whole(without_doubt(date), style), style)
    return _whole(date, style)


def _whole(date: Date, style: _Style) -> str:
    if date.kind == "set":
        return _set(date, style)
    span = date.spans[0]
    return _point(span.single, style) if span.single else _interval(span, style)


def is_doubtful(date: Date) -> bool:
    """Whether all of a date is uncertain."""
    return all(point.uncertain for point in date.points)


def without_doubt(date: Date) -> Date:
    """The same date, of which nothing is uncertain."""
    return replace(
        date, spans=tuple(Span(_sure_edge(span.start), _sure_edge(span.end)) for span in date.spans)
    )


def _sure_edge(edge: Edge) -> Edge:
    return replace(edge, uncertain=False) if isinstance(edge, Point) else edge


def _doubted(said: str, style: _Style) -> str:
    return f"{said}?" if style == "short" else gettext("probably {date}", date=said)


# ------------------------------------------------------------------ intervals and sets


def _interval(span: Span, style: _Style) -> str:
    first, last = span.start, span.end
    if isinstance(first, Point) and isinstance(last, Point):
        return _from_to(first, last, style)
    known = _point(span.points[0], style)
    if isinstance(first, Point):
        if last == "open":
            return gettext("since {date}", date=known)
        return gettext("from {date}, end unknown", date=known)
    if first == "open":
        return gettext("until {date}", date=known)
    return gettext("until {date}, start unknown", date=known)


def _from_to(first: Point, last: Point, style: _Style) -> str:
    shared = _shared((first, last))
    start, end = _point(first, style, shared), _point(last, style)
    if shared == "month" or (style == "short" and " " not in start and first.precision == last.precision):
        return f"{start}–{end}"
    return f"{start} – {end}" if style == "short" else gettext("{start} to {end}", start=start, end=end)


def _set(date: Date, style: _Style) -> str:
    joint: _Joint = "and" if date.every else "or"
    singles = [span.single for span in date.spans if span.single]
    shared = _shared(singles) if len(singles) == len(date.spans) else "nothing"
    said = [_member(span, joint, style, shared) for span in date.spans[:-1]]
    final = _member(date.spans[-1], joint, style, "nothing")
    between, last = joints(joint)
    comma = "," if date.open_start or date.open_end else ""
    return f"{between.join(said)}{comma}{last}{final}" if said else final


def _member(span: Span, joint: _Joint, style: _Style, shared: _Shared) -> str:
    first, last = span.start, span.end
    if span.single:
        return _point(span.single, style, shared)
    if isinstance(first, Point) and isinstance(last, Point):
        return _from_to(first, last, style) if joint == "and" else _between(first, last, style)
    known = _point(span.points[0], style)
    if joint == "and":
        said = gettext("{date} and later") if last == "open" else gettext("{date} and earlier")
    else:
        said = gettext("{date} or later") if last == "open" else gettext("{date} or earlier")
    return filled(said, {"date": known})


def _between(first: Point, last: Point, style: _Style) -> str:
    # "between 5 and 11 March" alone may be taken for a week's stay; of months and years nobody thinks so.
    is_one_day = {first.precision, last.precision} == {"day"} and style == "full"
    start, end = _point(first, style, _shared((first, last))), _point(last, style)
    if is_one_day:
        return gettext("one day between {start} and {end}", start=start, end=end)
    return gettext("between {start} and {end}", start=start, end=end)


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
        said = gettext(HIDDEN[point.hidden], date=said)
    if point.approximate:
        said = gettext("c. {date}", date=said) if style == "short" else gettext("about {date}", date=said)
    return _doubted(said, style) if point.uncertain else said


def _calendar(point: Point, style: _Style, shared: _Shared) -> str:
    first = point.earliest
    month, year = spoken().months[style][first.month - 1], str(first.year)
    match point.precision:
        case "day":
            return _day(str(first.day), month, year, shared)
        case "month":
            return month if shared != "nothing" else gettext("{month} {year}", month=month, year=year)
        case "year":
            return year
        case "season":
            return gettext(SEASONS[int(point.text[5:7])], year=_season_year(point))
        case "quarter":
            return _quarter(int(point.text[5:7]), year, style)
        case "decade" | "century":
            return _years(point)


def _day(day: str, month: str, year: str, shared: _Shared) -> str:
    if shared == "month":
        return pgettext("a day of the month that comes after", "{day}", day=day)
    if shared == "year":
        return gettext("{day} {month}", day=day, month=month)
    return gettext("{day} {month} {year}", day=day, month=month, year=year)


def _season_year(point: Point) -> str:
    """The year of a season; a winter begins in one and ends in the next."""
    year = point.earliest.year
    if int(point.text[5:7]) != 24:
        return str(year)
    after = f"{(year + 1) % 100:02d}" if (year + 1) % 100 else str(year + 1)
    return pgettext("a winter", "{year}–{next}", year=str(year), next=after)


def _quarter(number: int, year: str, style: _Style) -> str:
    if style == "full":
        return gettext(QUARTERS[number], year=year)
    return pgettext("a quarter of a year", "Q{n} {year}", n=str(number - 32), year=year)


def _years(point: Point) -> str:
    """Say "the 1990s", but where the hundred begins, which may mean ten years or a hundred, the years."""
    first, last = point.earliest.year, point.latest.year
    if point.precision == "decade" and point.text[2] != "0":
        return gettext("the {year}s", year=str(first))
    return gettext("the years {first}–{last}", first=str(first), last=str(last))
