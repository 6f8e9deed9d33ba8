"""Events as timelines show them: how each looks, what its label says, and where its date lies on an axis."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from site_builder.charts.shapes import HALF, TypeMark
from site_builder.charts.time_axis import Axis
from site_builder.model import edtf
from site_builder.model.value_types import EventTypeId

STUB = 16
"""Length of a bar whose other end nobody knows."""

UNSURE = frozenset({"planned", "expected", "possible"})
"""Standings of an event that has not happened as far as is known, and may."""
UNDONE = frozenset({"cancelled", "denied", "disputed"})
"""Standings of an event that did not happen, or of which that is said."""
CLAIMED = "claimed"
"""Standing of an event that somebody claims, and that nobody reports in another way."""
UNSETTLED = UNSURE | UNDONE | {CLAIMED}


@dataclass(frozen=True)  # without slots: what is cached needs a place
class TimelineEvent:
    """An event to draw: `to` is its page, `title` its label.

    `mark` is that of its type. `tooltip` has its whole title, type, date and standing; `weight` says how
    important it is beside others of the same picture.
    """

    id: str
    mark: TypeMark
    title: str
    to: str
    tooltip: str
    date: edtf.Date | None
    disputed: bool = False
    status: str = ""
    weight: int = 0

    @cached_property
    def moment(self) -> int | None:
        """The day (an ordinal) that it is sorted and marked by; None where it cannot be drawn."""
        if self.date is None:
            return None
        day = _moment(self.date, dt.date.min.toordinal(), dt.date.max.toordinal())
        return None if day is None else int(day)

    @cached_property
    def opening(self) -> int:
        """The first day that it may be, or the last where nothing limits the first; 0 without a date."""
        return min(self.edges, default=self.moment or 0)

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """The first and the last day that it may be, as far as they are known."""
        days = (self.date.earliest, self.date.latest) if self.date else ()
        return tuple(day.toordinal() for day in days if day)

    @cached_property
    def exact(self) -> bool:
        """Whether it is known to the day when it was, or when what lasts began."""
        if self.date is None or self.disputed or self.date.uncertain or self.date.approximate:
            return False
        start = self.date.spans[0].start
        moments = len(self.date.spans) == 1 and (self.date.lasts or self.date.spans[0].single)
        return bool(moments and isinstance(start, edtf.Point) and start.earliest == start.latest)

    @property
    def type(self) -> EventTypeId:
        """The id of its type."""
        return self.mark.type

    @property
    def unsettled(self) -> bool:
        """Whether it did not simply happen."""
        return self.status in UNSETTLED

    @property
    def look(self) -> str:
        """Its style: colour, whether the mark is hollow, and how the event stands."""
        styles = [f"r-{self.mark.colour}"]
        if not self.exact:
            styles.append("r-hollow")
        if self.date and self.date.lasts and not self.disputed:
            styles.append("r-lasts")
        if self.disputed:
            styles.append("r-disputed")
        if self.status in UNSURE:
            styles.append("r-unsure")
        if self.status in UNDONE:
            styles.append("r-undone")
        if self.status == CLAIMED:
            styles.append("r-claimed")
        return " ".join(styles)


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an event lies on an axis: its mark (two where sources dispute the date), bars, and open ends.

    An arrow is a place and whether it points to later times.
    """

    points: tuple[float, ...]
    bars: tuple[tuple[float, float], ...]
    arrows: tuple[tuple[float, bool], ...]

    @property
    def left(self) -> float:
        """The leftmost place that it covers."""
        return min([min(self.points) - HALF, *(start for start, _ in self.bars)])

    @property
    def right(self) -> float:
        """The rightmost place that it covers."""
        return max([max(self.points) + HALF, *(end for _, end in self.bars)])


def extent_of(item: TimelineEvent, line: Axis) -> Extent:
    """Lay a dated event on an axis; what lies outside it ends there with an arrow."""
    date = item.date
    middle = _moment(date, line.first, line.last + 1) if date else None
    if date is None or middle is None:
        raise ValueError(item.id)
    bars, arrows = [], []
    for span in date.spans:
        bar, ends = _bar(span, line, ongoing=date.lasts and date.open_end)
        bars.append(bar)
        arrows += ends
    points = [line.at(middle)]
    if item.disputed and item.edges:
        points = [line.at(day + 0.5) for day in item.edges]
    elif item.exact and not date.lasts:
        bars = []
    return Extent(tuple(points), tuple(dict.fromkeys(bars)), tuple(dict.fromkeys(arrows)))


def _bar(
    span: edtf.Span, line: Axis, *, ongoing: bool
) -> tuple[tuple[float, float], list[tuple[float, bool]]]:
    """A bar from the first day to the last, and arrows where it has no end or leaves the axis."""
    first, last = _first_moment(span), _last_moment(span)
    known = span.points[0]
    start = line.at(known.earliest.toordinal()) - STUB if first is None else line.at(first)
    end = line.at(known.latest.toordinal() + 1) + STUB if last is None else line.at(last)
    if last is None and ongoing:
        end = line.end
    arrows = []
    if first is None or first < line.first:
        arrows.append((start, False))
    if last is None or last > line.last + 1:
        arrows.append((end, True))
    return (start, end), arrows


def _moment(date: edtf.Date, begin: int, end: int) -> float | None:
    """The moment to mark: the beginning of what lasts, the middle of what is one moment within a time.

    Only the time from `begin` to `end` counts. Of several stretches the first is meant; an edge that is
    open or unknown leaves the other.
    """
    span = date.spans[0]
    edge = span.start if date.lasts and isinstance(span.start, edtf.Point) else None
    first, last = (
        (edge.earliest.toordinal(), edge.latest.toordinal() + 1)
        if edge
        else (_first_moment(span), _last_moment(span))
    )
    if first is None and last is None:
        return None
    known = span.points[0]
    first = known.earliest.toordinal() if first is None else first
    last = known.latest.toordinal() + 1 if last is None else last
    return (min(max(first, begin), end) + min(max(last, begin), end)) / 2


def _first_moment(span: edtf.Span) -> int | None:
    return span.start.earliest.toordinal() if isinstance(span.start, edtf.Point) else None


def _last_moment(span: edtf.Span) -> int | None:
    """The moment at which the last day ends."""
    return span.end.latest.toordinal() + 1 if isinstance(span.end, edtf.Point) else None
