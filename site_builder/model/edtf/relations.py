"""How two dates of the same thing stand to each other (for merging what articles report).

Every date is taken twice: as the days that it surely takes in (`sure`) and as all that it may.
They differ where it is approximate (one unit of its own precision to either side, as "about
five" is five and a tenth) and where the edge of an interval is unknown. A doubt (`?`) changes
neither: it is the same claim, less sure.
"""

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import Literal

from site_builder.model.edtf.dates import NEVER, Date, Edge, Point
from site_builder.model.edtf.reading import parse

Relation = Literal["same", "refines", "part-of", "compatible", "conflicts"]

_Taken = Literal["sure", "possible"]
"""Which of its days a date is taken for."""

Days = tuple[tuple[int, int], ...]
"""Stretches of days (first, last, as ordinals), apart from each other, in order."""

EVER = dt.date.min.toordinal() - 1
"""A day before all days."""


def relation(a: Date, b: Date) -> Relation:
    """Say how two dates stand to each other; which comes first does not matter.

    same        both name the same days in the same way, whatever the doubt
    refines     one says what the other says, more exactly
    part-of     one is a moment within the time that the other lasts; neither is more exact
    compatible  both may be true
    conflicts   no day fits both
    """
    if not _overlap(_days(a), _days(b)):
        return "conflicts"
    if _is_same(a, b):
        return "same"
    if is_more_exact(a, b) or is_more_exact(b, a):
        return "refines"
    if is_part_of(a, b) or is_part_of(b, a):
        return "part-of"
    return "compatible"


def is_inside(a: Date, b: Date) -> bool:
    """Say whether all days that `a` may be are days that `b` takes in; a date is inside itself."""
    return _within(_days(a), _days(b, "sure")) or _all_days(a) == _all_days(b)


def is_part_of(a: Date, b: Date) -> bool:
    """Say whether `a` is a moment within the time that `b` lasts."""
    return b.lasts and not a.lasts and is_inside(a, b)


def is_more_exact(a: Date, b: Date) -> bool:
    """Say whether `a` says what `b` says, more exactly.

    Of two that last, both edges must: 12 to 13 July is not 12 to 14 July said more exactly.
    """
    if _is_same(a, b):
        return False
    if not b.lasts:
        return is_inside(a, b)
    if a.kind != "interval" or b.kind != "interval" or not a.lasts:
        return False
    pairs = zip(_edges(a), _edges(b, "sure"), strict=True)
    return all(_within(ours, theirs) for ours, theirs in pairs)


def width(date: Date) -> int:
    """Count the days that a date may be, the open ones included."""
    return sum(last - first + 1 for first, last in _days(date))


def span_of(dates: Iterable[Date]) -> Date:
    """Give the one date that takes in every day that any of the dates may be.

    Its edges are dates as written, so that the span of May and July is not said in days.
    """
    dates = tuple(dates)
    points = sorted({point for date in dates for point in date.points}, key=str)
    # A coarse edge of an interval may reach past the other one; only the days of the date count.
    starts = [point for point in points if any(date.earliest in (None, point.earliest) for date in dates)]
    ends = [point for point in points if any(date.latest in (None, point.latest) for date in dates)]
    first = min(starts, key=lambda point: point.earliest)
    last = max(ends, key=lambda point: point.latest)
    start = "" if any(date.earliest is None for date in dates) else _plain(first)
    end = "" if any(date.latest is None for date in dates) else _plain(last)
    if start == end:
        return parse(start or f"[..{_plain(first)},{_plain(last)}..]")
    return parse(f"[{start}..{end}]")


def _plain(point: Point) -> str:
    return point.text.replace("-XX", "") + point.mark


# ------------------------------------------------------------------ days


def named_days(date: Date) -> Hashable:
    """Give what two dates have in common that are the `same`, and no others."""
    return date.lasts, _all_days(date), _edges(date)


def _is_same(a: Date, b: Date) -> bool:
    return a.lasts == b.lasts and named_days(a) == named_days(b)


def _all_days(date: Date) -> tuple[Days, Days]:
    return _days(date), _days(date, "sure")


def _days(date: Date, taken: _Taken = "possible") -> Days:
    stretches = [_stretch(span.start, span.end, taken) for span in date.spans]
    return _union(stretches)


def _stretch(start: Edge, end: Edge, taken: _Taken) -> tuple[int, int]:
    """Give first and last day; an unknown edge surely reaches no further than the other edge."""
    return (
        _first(end if taken == "sure" and start == "unknown" else start, taken),
        _last(start if taken == "sure" and end == "unknown" else end, taken),
    )


def _first(edge: Edge, taken: _Taken) -> int:
    if not isinstance(edge, Point):
        return EVER
    return max(EVER, edge.earliest.toordinal() - _slack(edge, taken))


def _last(edge: Edge, taken: _Taken) -> int:
    if not isinstance(edge, Point):
        return NEVER
    return min(NEVER, edge.latest.toordinal() + _slack(edge, taken))


def _slack(point: Point, taken: _Taken) -> int:
    return (point.latest - point.earliest).days + 1 if point.approximate and taken == "possible" else 0


def _edges(date: Date, taken: _Taken = "possible") -> tuple[Days, ...]:
    """Give the days on which an interval may start and those on which it may end; no others have edges."""
    if date.kind != "interval" or not date.lasts:
        return ()
    span = date.spans[0]
    return _edge(span.start, EVER, taken), _edge(span.end, NEVER, taken)


def _edge(edge: Edge, open_: int, taken: _Taken) -> Days:
    if isinstance(edge, Point):
        return ((_first(edge, taken), _last(edge, taken)),)
    return ((open_, open_),) if edge == "open" else ((EVER, NEVER),)


def _union(stretches: Iterable[tuple[int, int]]) -> Days:
    """Order stretches and join those that touch, so that equal days are equal values."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _within(a: Days, b: Days) -> bool:
    return all(any(first <= start and end <= last for first, last in b) for start, end in a)


def _overlap(a: Days, b: Days) -> bool:
    return any(start <= last and first <= end for start, end in a for first, last in b)
