"""An event's mark as templates write it: its place, bars, arrows and label, in units of the picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from site_builder.charts.svg import SvgText, coordinate
from site_builder.charts.timeline_events import CLAIMED, UNDONE, Extent, TimelineEvent
from site_builder.translation.messages import N_, gettext

STANDINGS: Final[Mapping[str, str]] = {
    "planned": N_("planned"),
    "expected": N_("expected"),
    "possible": N_("possible"),
    "cancelled": N_("cancelled"),
    "denied": N_("denied"),
    "disputed": N_("disputed"),
    "claimed": N_("claimed"),
}
"""How labels say that an event did not simply happen."""


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event in a picture, a link to its page: everything in it is placed from its middle (`x`, `y`).

    `bar` and `arrows` are paths; `second` is where a disputed date has its other mark. `height` is that
    of the row, where a row is all its own. What is `claimed` stands, smaller, in brackets.
    """

    type: str
    look: str
    to: str
    tooltip: str
    x: str
    y: str
    bar: str
    arrows: str
    second: str
    struck: bool
    claimed: bool
    labels: tuple[SvgText, ...]
    height: str = ""


def event_mark(
    item: TimelineEvent, drawn: Extent, y: float, labels: tuple[SvgText, ...], height: float = 0
) -> EventMark:
    """A mark at a height of the picture; labels are placed from its middle already."""
    x = drawn.points[0]
    bars = (f"M{coordinate(start - x)} 0H{coordinate(end - x)}" for start, end in drawn.bars)
    arrows = (
        f"M{coordinate(end - x - 4)} -4l4 4l-4 4" if later else f"M{coordinate(end - x + 4)} -4l-4 4l4 4"
        for end, later in drawn.arrows
    )
    return EventMark(
        type=item.type,
        look=item.look,
        to=item.to,
        tooltip=item.tooltip,
        x=coordinate(x),
        y=coordinate(y),
        bar="".join(bars),
        arrows="".join(arrows),
        second=coordinate(drawn.points[1] - x) if len(drawn.points) > 1 else "",
        struck=item.status in UNDONE,
        claimed=item.status == CLAIMED,
        labels=labels,
        height=coordinate(height) if height else "",
    )


def label_text(item: TimelineEvent) -> str:
    """What a label says: the title, how the event stands where it did not simply happen, and a dispute."""
    if not item.unsettled:
        return gettext("{title} (date disputed)", title=item.title) if item.disputed else item.title
    standing = gettext(STANDINGS[item.status])
    if item.disputed:
        return gettext("{title} ({standing}, date disputed)", title=item.title, standing=standing)
    return gettext("{title} ({standing})", title=item.title, standing=standing)
