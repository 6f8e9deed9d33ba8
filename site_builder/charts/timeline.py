"""Timelines: when events were, as far as anybody says so, in one wide picture and one for phones.

In the wide one time runs to the right, and groups of types lie one below another. In the narrow one time
runs down, a block a year, and to the right within the year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from site_builder.charts.shapes import EVENT_OUTLINES, TypeMark
from site_builder.charts.timeline_events import TimelineEvent
from site_builder.charts.timeline_narrow import Narrow, by_rows, by_years
from site_builder.charts.timeline_wide import Wide, wide

Room = Literal["whole", "beside", "full"]
"""Where a timeline stands: on its own page, beside a table of contents, or with nothing beside it."""

WIDTHS: dict[Room, int] = {"whole": 1000, "beside": 880, "full": 1120}
"""Width of the wide picture there. The style sheet shows it from eleven twelfths of that on."""
MOST = 400
"""How many events the whole timeline draws; the most important ones, where there are more."""
MOST_SMALL = 20
"""How many a small one draws, which stays under 4 kB so."""


@dataclass(frozen=True, slots=True)
class EventShape:
    """The outline of a type's mark, as a path."""

    mark: TypeMark
    outline: str

    @property
    def type(self) -> str:
        """The type."""
        return self.mark.type


@dataclass(frozen=True, slots=True)
class Timeline:
    """Both pictures of some events, for a place with so much room.

    `left_out` says which dated events are not drawn, and `undated` how many have no date.
    """

    room: Room
    shapes: tuple[EventShape, ...]
    wide: Wide
    narrow: Narrow
    drawn: tuple[TimelineEvent, ...]
    left_out: int
    undated: int


def whole_timeline(items: Iterable[TimelineEvent]) -> Timeline | None:
    """A timeline with a label beside every mark; None where no event has a date."""
    return _timeline(items, "whole", least=1, most=MOST)


def small_timeline(items: Iterable[TimelineEvent], room: Room = "beside") -> Timeline | None:
    """A low timeline with the labels that there is room for; None for fewer than two dated events."""
    return _timeline(items, room, least=2, most=MOST_SMALL)


def _timeline(items: Iterable[TimelineEvent], room: Room, *, least: int, most: int) -> Timeline | None:
    drawn, left_out, undated = _choose(items, most)
    if len(drawn) < least:
        return None
    is_whole = room == "whole"
    return Timeline(
        room=room,
        shapes=_shapes(drawn),
        wide=wide(drawn, WIDTHS[room], every_label=is_whole),
        narrow=by_rows(drawn) if is_whole else by_years(drawn),
        drawn=drawn,
        left_out=left_out,
        undated=undated,
    )


def _choose(items: Iterable[TimelineEvent], most: int) -> tuple[tuple[TimelineEvent, ...], int, int]:
    """The events to draw, in the order of time; how many dated ones are left out, how many have no date."""
    everything = list(items)
    dated = [item for item in everything if item.moment is not None]
    chosen = sorted(dated, key=lambda item: (-item.weight, -item.opening, item.id))[:most]
    place = {item.id: number for number, item in enumerate(everything)}
    drawn = tuple(sorted(chosen, key=lambda item: (item.moment, item.opening, place[item.id])))
    return drawn, len(dated) - len(drawn), len(everything) - len(dated)


def _shapes(items: Sequence[TimelineEvent]) -> tuple[EventShape, ...]:
    present = {item.mark.type: item.mark for item in items}
    marks = sorted(present.values(), key=lambda mark: mark.order)
    return tuple(EventShape(mark, EVENT_OUTLINES[mark.outline]) for mark in marks)
