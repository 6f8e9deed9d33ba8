"""Marks of events in rows of a timeline, with labels beside them or below.

What is placed is counted in rows: a box reaches from where to where, and from its row down to the next.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor, inf

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


CELL = 4
"""Width of the columns in which full rows are noted; the narrowest mark holds one whole."""


@dataclass(slots=True)
class RowGround(Ground):
    """A ground of rows, as many as are needed, that finds the first free one without trying each.

    `spans` are what is taken in each row, from left to right; `full` has a bit for each row in which
    something touches a column.
    """

    spans: defaultdict[int, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    full: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, box: Box) -> None:
        """Leave a box of one row free of all that is placed from now on."""
        left, row, right = box[0], int(box[1]), box[2]
        insort(self.spans[row], (left, right))
        for cell in range(floor(left / CELL), ceil(right / CELL)):
            self.full[cell] |= 1 << row

    def is_free(self, box: Box) -> bool:
        """Whether a box of one row touches nothing."""
        spans = self.spans[int(box[1])]
        before = bisect_left(spans, (box[2],))
        return not before or spans[before - 1][1] <= box[0]

    def first_row(self, choice: MarkPlacement) -> int:
        """The first row in which a choice is free."""
        full = 0
        for left, row, right, _ in choice.boxes:
            for cell in range(ceil(left / CELL), floor(right / CELL)):
                full |= self.full[cell] >> int(row)
        while True:
            free = ~full & (full + 1)  # the lowest bit that is not set
            row = free.bit_length() - 1
            if all(map(self.is_free, choice.moved(row).boxes)):
                return row
            full |= free


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
    ground = RowGround((-inf, 0, inf, inf), air=(GAP, 0))
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
    return marks, 1 + max(row for row, spans in ground.spans.items() if spans)


def _in_first_row(ground: RowGround, choices: Sequence[MarkPlacement]) -> MarkPlacement:
    """Take the first row, and in it the first choice, that is free."""
    row, first = min((ground.first_row(choice), number) for number, choice in enumerate(choices))
    placed = choices[first].moved(row)
    return ground.place([placed]) or placed


def _add_label(
    ground: RowGround, bare: MarkPlacement, extent: Extent, text: str, edges: tuple[float, float]
) -> MarkPlacement:
    """Give a mark its label in its row; it stays bare where the label has no room."""
    left, right = edges
    spans = ground.spans[bare.row]
    at = bisect_left(spans, (ground.aired(bare.boxes[0])[0],))
    del spans[at]
    if at:
        left = max(left, spans[at - 1][1])
    if at < len(spans):
        right = min(right, spans[at][0])
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
