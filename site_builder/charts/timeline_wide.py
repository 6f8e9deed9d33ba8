"""The wide picture of a timeline: time to the right, groups of types below one another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from site_builder.charts.svg import LINE, SIZE, SvgText, coordinate, text_at, text_lines
from site_builder.charts.text_width import BOLD, wrap
from site_builder.charts.time_axis import (
    LETTERS,
    Axis,
    axis,
    month_labels,
    months,
    year_labels,
    year_of,
    years_left_out,
)
from site_builder.charts.timeline_events import STUB, TimelineEvent
from site_builder.charts.timeline_marks import EventMark
from site_builder.charts.timeline_rows import marks_in_rows

NAMES, MOST_NAMES = 122, 202
"""Room for the names of lanes, and so much at most where a name does not fit."""
NAME_LINES = 3
INSET = 6
"""Room beside these names."""
ROW = 22
"""Height of a row of marks."""
PAD = 7
"""Room above the first row of a lane and below its last."""
MONTH = 6
"""Width from which months get their ticks."""


@dataclass(frozen=True, slots=True)
class TypeLane:
    """A group of types: its top edge and its name."""

    y: str
    height: str
    names: tuple[SvgText, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Years that are left out: where, and which."""

    x: str
    width: str
    signs: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Wide:
    """The picture, ready to be written; `ticks` and `columns` are paths."""

    width: int
    height: int
    top: str
    depth: str
    lanes: tuple[TypeLane, ...]
    breaks: tuple[Break, ...]
    columns: str
    ticks: str
    years: tuple[SvgText, ...]
    months: tuple[SvgText, ...]
    marks: tuple[EventMark, ...]


def wide(items: Sequence[TimelineEvent], width: int, *, every_label: bool) -> Wide:
    """Draw dated events, in the order of time, in a picture of this width."""
    left = _names_room(item.mark.group for item in items)
    start, end = left + STUB, width - STUB
    moments = [item.moment for item in items if item.moment is not None]
    line = axis(moments, [day for item in items for day in item.edges], start, end)
    top = (2 * LINE if month_labels(line.columns) else LINE) + 8
    y = float(top)
    lanes, marks = [], []
    for name, held in _groups(items):
        lane, inside = _lane(name, held, line, y, (left, width), every_label=every_label)
        lanes.append(lane)
        marks += inside
        y += float(lane.height) + 2
    return Wide(
        width=width,
        height=round(y + top),
        top=coordinate(top),
        depth=coordinate(y - top),
        lanes=tuple(lanes),
        breaks=tuple(_breaks(line, top, y)),
        columns="".join(
            f"M{coordinate(column.start)} {coordinate(top)}V{coordinate(y)}" for column in line.columns[1:]
        ),
        ticks=_ticks(line, y),
        years=tuple(
            text_at(label.text, label.x, place, LETTERS)
            for place in (LETTERS + 1, y + top - 4)
            for label in year_labels(line.columns)
        ),
        months=tuple(
            text_at(label.text, label.x, place, LETTERS)
            for place in (LETTERS + LINE, y + LINE - 2)
            for label in month_labels(line.columns)
        ),
        marks=tuple(marks),
    )


def _groups(items: Sequence[TimelineEvent]) -> Iterator[tuple[str, list[TimelineEvent]]]:
    """The events of each group of types, in the order of these."""
    groups = dict.fromkeys(item.mark.group for item in sorted(items, key=lambda item: item.mark.order))
    for name in groups:
        yield name, [item for item in items if item.mark.group == name]


def _lane(
    name: str,
    items: Sequence[TimelineEvent],
    line: Axis,
    y: float,
    edges: tuple[float, float],
    *,
    every_label: bool,
) -> tuple[TypeLane, list[EventMark]]:
    marks, rows = marks_in_rows(items, line, y + PAD, ROW, edges, every=every_label)
    names = _name_lines(name, edges[0])
    height = max(rows * ROW, len(names) * LINE) + 2 * PAD
    return TypeLane(
        coordinate(y + 1), coordinate(height - 2), text_lines(names, INSET, y + PAD, SIZE * BOLD)
    ), marks


def _name_lines(name: str, room: float) -> tuple[str, ...]:
    return wrap(name, SIZE * BOLD, room - 2 * INSET, NAME_LINES)


def _names_room(names: Iterable[str]) -> int:
    """The least room in which no name is cut; some languages have long words."""
    words = {name: name.split() for name in names}
    return next(
        (
            room
            for room in range(NAMES, MOST_NAMES, 4)
            if all(" ".join(_name_lines(name, room)).split() == whole for name, whole in words.items())
        ),
        MOST_NAMES,
    )


def _breaks(line: Axis, top: float, bottom: float) -> Iterator[Break]:
    for gap in line.breaks:
        middle = (gap.start + gap.end) / 2
        signs = "".join(
            f"M{coordinate(middle + aside - 3)} {coordinate(y + 5)}l6 -10"
            for y in (top, bottom)
            for aside in (-2, 3)
        )
        left_out = years_left_out(year_of(gap.first) - 1, year_of(gap.last) + 1)
        yield Break(coordinate(gap.start), coordinate(gap.end - gap.start), signs, left_out)


def _ticks(line: Axis, bottom: float) -> str:
    places = [
        place
        for column in line.columns
        if column.end - column.start >= 12 * MONTH
        for place in months(column)[1:]
    ]
    return "".join(f"M{coordinate(place)} {coordinate(bottom)}v-4" for place in places)
