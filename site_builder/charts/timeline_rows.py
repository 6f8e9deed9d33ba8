"""Marks of events in rows of a timeline, with labels beside them or below.

What is placed is counted in rows: a box reaches from where to where, and from its row down to the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import inf

from site_builder.charts.labels import Ground
from site_builder.charts.polygons import Box
from site_builder.charts.svg import BASELINE, SIZE, SvgText, text_at
from site_builder.charts.text_width import cut, width
from site_builder.charts.time_axis import Axis
from site_builder.charts.timeline_events import Extent, TimelineEvent, extent_of
from site_builder.charts.timeline_marks import EventMark, event_mark, label_text

GAP = 10
"""Least distance between what two events cover in a row."""
BESIDE = 5
"""Distance of a label from its mark or bar."""
LONGEST = 400
"""Room that a label may take at most."""
SHORTEST = 130
"""Room that a label must have beside its mark to be cut."""


@dataclass(frozen=True, slots=True)
class MarkPlacement:
    """A mark, its label or both, and what these cover; the first box is in the mark's row."""

    boxes: tuple[Box, ...]
    labels: tuple[SvgText, ...] = ()

    @property
    def row(self) -> int:
        """The row of the mark, from 0."""
        return int(self.boxes[0][1])

    def moved(self, row: int) -> "MarkPlacement":
        """The same, so many rows farther down."""
        return replace(self, boxes=tuple((a, top + row, b, end + row) for a, top, b, end in self.boxes))


def marks_in_rows(
    items: Sequence[TimelineEvent],
    line: Axis,
    y: float,
    height: float,
    edges: tuple[float, float],
    *,
    every: bool,
) -> tuple[list[EventMark], int]:
    """Marks of events in rows so high, from `y` down, within the edges of a picture; and how many rows.

    With `every`, all have their labels; else marks take as few rows as hold them, and those labels that
    have room are added, the weightiest first.
    """
    laid, labels = [extent_of(item, line) for item in items], [label_text(item) for item in items]
    ground = Ground((-inf, 0, inf, inf), air=(GAP, 0))
    if every:
        placed = [
            _in_first_row(ground, [*_beside(one, text, edges)] or [_below(one, text, edges, height)])
            for one, text in zip(laid, labels, strict=True)
        ]
    else:
        placed = [_in_first_row(ground, [_with_label(one)]) for one in laid]
        for n in sorted(range(len(items)), key=lambda n: (-items[n].weight, -n)):
            placed[n] = _add_label(ground, placed[n], laid[n], labels[n], edges)
    marks = [
        event_mark(item, place, y + height * (one.row + 0.5), one.labels)
        for item, place, one in zip(items, laid, placed, strict=True)
    ]
    return marks, int(max(box[3] for box in ground.taken))


def _in_first_row(ground: Ground, choices: Sequence[MarkPlacement]) -> MarkPlacement:
    """Take the first row, and in it the first choice, that is free."""
    rows = (ground.place(choice.moved(row) for choice in choices) for row in count())
    return next(filter(None, rows))


def _add_label(
    ground: Ground, bare: MarkPlacement, extent: Extent, text: str, edges: tuple[float, float]
) -> MarkPlacement:
    """Give a mark its label in its row; it stays bare where the label has no room."""
    ground.taken.remove(ground.aired(bare.boxes[0]))
    beside = [box for box in ground.taken if box[1] == bare.row]
    left = max([edges[0], *(box[2] for box in beside if box[2] <= extent.left)])
    right = min([edges[1], *(box[0] for box in beside if box[0] >= extent.right)])
    choices = (choice.moved(bare.row) for choice in _beside(extent, text, (left, right)))
    return ground.place([*choices, bare]) or bare


def _with_label(extent: Extent, *labels: SvgText, start: float = inf, end: float = -inf) -> MarkPlacement:
    """A mark, with a label from where to where in its row."""
    return MarkPlacement(((min(extent.left, start), 0, max(extent.right, end), 1),), labels)


def _beside(extent: Extent, text: str, edges: tuple[float, float]) -> Iterator[MarkPlacement]:
    """The label after or before its mark, whole; else as much as fits on the wider side."""
    left, right = edges
    after, before = extent.right + BESIDE, extent.left - BESIDE
    text = cut(text, SIZE, LONGEST)
    room = max(right - after, before - left)
    if width(text, SIZE) > room >= SHORTEST:
        text = cut(text, SIZE, room)
    wide = width(text, SIZE)
    if after + wide <= right:
        label = text_at(text, after - extent.points[0], BASELINE, SIZE)
        yield _with_label(extent, label, end=after + wide)
    if before - wide >= left:
        label = text_at(text, before - extent.points[0], BASELINE, SIZE, before=True)
        yield _with_label(extent, label, start=before - wide)


def _below(extent: Extent, text: str, edges: tuple[float, float], height: float) -> MarkPlacement:
    """The label in the row under its mark."""
    left, right = edges
    text = cut(text, SIZE, min(LONGEST, right - left))
    wide = width(text, SIZE)
    start = min(max(extent.left, left), right - wide)
    label = text_at(text, start - extent.points[0], BASELINE + height, SIZE)
    return MarkPlacement(((extent.left, 0, extent.right, 1), (start, 1, start + wide, 2)), (label,))
