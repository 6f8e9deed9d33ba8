"""What a date of EDTF is once read: points, the spans they make, and how they are written."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["point", "interval", "set"]
Precision = Literal["day", "month", "season", "quarter", "year", "decade", "century"]

FINEST_FIRST: tuple[Precision, ...] = ("day", "month", "season", "quarter", "year", "decade", "century")

# Not from `calendar`: its names follow the reader's locale.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MARKS: dict[tuple[bool, bool], str] = {
    (False, False): "",
    (True, False): "?",
    (False, True): "~",
    (True, True): "%",
}
"""What follows a date that is (uncertain, approximate)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date at one precision; `text` is without its mark.

    `hidden` names the part that is written XX: the source says that it is one day (or month),
    not which. `precision` is what is known, so 2023-07-XX is known to the month.
    """

    text: str
    precision: Precision
    earliest: dt.date
    latest: dt.date
    uncertain: bool = False
    approximate: bool = False
    hidden: Literal["month", "day"] | None = None

    @property
    def mark(self) -> str:
        """The qualifier as written: `?`, `~`, `%` or nothing."""
        return MARKS[self.uncertain, self.approximate]

    def __str__(self) -> str:
        return self.text + self.mark


Edge = Point | Literal["open", "unknown"]
"""Where a span starts or ends: at a date, nowhere (`..`), or nobody says where."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one edge to another; a single date is a span whose two edges are that date."""

    start: Edge
    end: Edge

    @property
    def single(self) -> Point | None:
        """The one date that the span is, if it is one."""
        alike = self.start is self.end or self.start == self.end
        return self.start if alike and isinstance(self.start, Point) else None

    @property
    def points(self) -> tuple[Point, ...]:
        """The dates that stand in the span, a single one once."""
        edges = (self.start,) if self.single else (self.start, self.end)
        return tuple(edge for edge in edges if isinstance(edge, Point))


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date: a point, an interval that lasts, or a set.

    `spans` holds one span for a point or an interval, and the members of a set in the order
    written. Of a set in brackets one member is meant, of one in braces (`every`) all are.
    """

    text: str
    kind: Kind
    spans: tuple[Span, ...]
    every: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        """All dates that stand in it, in the order written."""
        return tuple(point for span in self.spans for point in span.points)

    @property
    def earliest(self) -> dt.date | None:
        """First day that it may be; None where nothing limits it."""
        starts = [span.start.earliest for span in self.spans if isinstance(span.start, Point)]
        return min(starts) if len(starts) == len(self.spans) else None

    @property
    def latest(self) -> dt.date | None:
        """Last day that it may be; None where nothing limits it."""
        ends = [span.end.latest for span in self.spans if isinstance(span.end, Point)]
        return max(ends) if len(ends) == len(self.spans) else None

    @property
    def precision(self) -> Precision:
        """The coarsest precision that stands in it."""
        return max((point.precision for point in self.points), key=FINEST_FIRST.index)

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""
        return any(point.uncertain for point in self.points)

    @property
    def approximate(self) -> bool:
        """Whether any part is marked `~` or `%`."""
        return any(point.approximate for point in self.points)

    @property
    def open_start(self) -> bool:
        """Whether it has no beginning (`../b`, `[..b]`); with an unknown one `earliest` is None too."""
        return any(span.start == "open" for span in self.spans)

    @property
    def open_end(self) -> bool:
        """Whether it goes on (`a/..`, `[a..]`); with an unknown end `latest` is None too."""
        return any(span.end == "open" for span in self.spans)

    @property
    def lasts(self) -> bool:
        """Whether it takes up all the time it names, and is not one moment somewhere in it."""
        return self.every or (self.kind == "interval" and self.spans[0].single is None)

    def __str__(self) -> str:
        return self.text


def written(kind: Kind, spans: Sequence[Span], *, every: bool = False) -> Date:
    """Make a date of its spans; its text is what `parse` reads as the same date."""
    if kind == "interval":
        start, end = (_edge(edge, unknown="") for edge in (spans[0].start, spans[0].end))
        text = f"{start}/{end}"
    else:
        text = ",".join(_member(span) for span in spans)
    if kind == "set":
        text = f"{{{text}}}" if every else f"[{text}]"
    return Date(text, kind, tuple(spans), every)


def _member(span: Span) -> str:
    if span.single:
        return str(span.single)
    return "..".join(_edge(edge, open_="") for edge in (span.start, span.end))


def _edge(edge: Edge, *, open_: str = "..", unknown: str = "..") -> str:
    if isinstance(edge, Point):
        return str(edge)
    return open_ if edge == "open" else unknown


def is_plain(text: str) -> bool:
    """Whether a written date is a year, a month or a day without doubt, which ISO 8601-1 knows, too.

    >>> is_plain("2023-07"), is_plain("2023-07?"), is_plain("2023-07-XX")
    (True, False, False)
    """
    return re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII) is not None


def sort_key(date: Date | None) -> tuple[int, int, str]:
    """Order dates by first day, then last day, then text; what has no date comes last.

    Where the first day is open, the last one stands for it: "2012 or earlier" comes where 2012 ends.
    """
    if date is None:
        return (NEVER, NEVER, "")
    first, last = date.earliest, date.latest
    opening = first or last or dt.date.max
    return (opening.toordinal(), last.toordinal() if last else NEVER, date.text)


NEVER = dt.date.max.toordinal() + 1
"""A day after all days."""
