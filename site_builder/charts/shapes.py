"""Marks of pictures: outlines, by which types differ as well as by colour, and sizes.

Sizes grow with the number of events that a mark or a line stands for.
"""

import math
from dataclasses import dataclass

from site_builder.charts.polygons import Point
from site_builder.charts.svg import circle_path, rings_path
from site_builder.model.value_types import EventTypeId
from site_builder.model.vocabulary import ActorOutline, EventOutline

ACTOR_CORNERS: dict[ActorOutline, tuple[Point, ...]] = {
    "diamond": ((0, -1.12), (1.12, 0), (0, 1.12), (-1.12, 0)),
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "triangle": ((0, -1.1), (1.08, 0.82), (-1.08, 0.82)),
    "pentagon": ((0, -1.05), (1, -0.25), (0.65, 0.9), (-0.65, 0.9), (-1, -0.25)),
    "hexagon": ((-0.55, -0.95), (0.55, -0.95), (1.08, 0), (0.55, 0.95), (-0.55, 0.95), (-1.08, 0)),
    "triangle-down": ((-1.05, -0.7), (1.05, -0.7), (0, 1.1)),
    "trapezium": ((-0.6, -0.85), (0.6, -0.85), (1.15, 0.8), (-1.15, 0.8)),
    "octagon": (
        (-0.4, -0.98), (0.4, -0.98), (0.98, -0.4), (0.98, 0.4),
        (0.4, 0.98), (-0.4, 0.98), (-0.98, 0.4), (-0.98, -0.4),
    ),
}  # fmt: skip
"""Corners around a mark of radius 1, by the name of its outline; a circle has none.

They are about equal in area.
"""

EVENT_OUTLINES: dict[EventOutline, str] = {
    "circle": "M6 0A6 6 0 1 1 -6 0A6 6 0 1 1 6 0z",
    "hexagon": "M-6.5 0L-3.2 -5.7H3.2L6.5 0L3.2 5.7H-3.2z",
    "diamond": "M0 -6.8L6.8 0L0 6.8L-6.8 0z",
    "house": "M0 -6.5L6 -1V6H-6V-1z",
    "bow": "M-6 -5.5L0 -1.5L6 -5.5V5.5L0 1.5L-6 5.5z",
    "square": "M-5.5 -5.5H5.5V5.5H-5.5z",
    "triangle": "M0 -6L6.5 5.5H-6.5z",
    "cross": "M-6 -3L-3 -6L0 -3L3 -6L6 -3L3 0L6 3L3 6L0 3L-3 6L-6 3L-3 0z",
    "triangle-down": "M0 6L6.5 -5.5H-6.5z",
    "shield": "M-5.5 -6H5.5V1.5L0 6.5L-5.5 1.5z",
    "triangle-left": "M6.5 0L-5 6.5V-6.5z",
    "plus": "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2z",
    "star": "M0 -7L1.8 -2.4H6.7L2.9 .7L4.2 5.6L0 2.8L-4.2 5.6L-2.9 .7L-6.7 -2.4H-1.8z",
    "pentagon": "M0 6.5L-6.2 2L-3.8 -5.3H3.8L6.2 2z",
    "drop": "M0 -7C2 -3 5 -1 5 2.2A5 5 0 1 1 -5 2.2C-5 -1 -2 -3 0 -7z",
    "octagon": "M-2.5 -6H2.5L6 -2.5V2.5L2.5 6H-2.5L-6 2.5V-2.5z",
}
"""The outline of a mark, about its middle, by its name."""


@dataclass(frozen=True, slots=True)
class TypeMark:
    """How events of a type are drawn, and where the type stands among others (`order`)."""

    type: EventTypeId
    name: str
    group: str
    outline: EventOutline
    colour: str
    order: int


HALF = 7
"""How far the mark of an event reaches from its middle, its outline included."""


def actor_outline(outline: ActorOutline, at: Point, radius: float) -> str:
    """Path data of an outline around a point; a circle where it has no corners."""
    if outline not in ACTOR_CORNERS:
        return circle_path(at, radius)
    return rings_path([[(at[0] + x * radius, at[1] + y * radius) for x, y in ACTOR_CORNERS[outline]]])


def radius(weight: int, smallest: float, most: float = 4) -> float:
    """Radius of a mark: its area grows with the number of events, up to `most` times the smallest."""
    return round(smallest * min(math.sqrt(max(weight, 1)), most), 1)


def line_width(weight: int) -> float:
    """Width of a line between two marks: it grows with the number of events, up to a limit."""
    return min(1.0 + 0.7 * (weight - 1), 6.0)
