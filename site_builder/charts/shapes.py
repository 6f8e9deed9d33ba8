"""Marks of pictures: outlines, by which types differ as well as by colour, and sizes.

Sizes grow with the number of events that a mark or a line stands for.
"""

import math

from site_builder.charts.polygons import Point
from site_builder.charts.svg import circle_path, rings_path
from site_builder.model.value_types import EventType

ACTOR_CORNERS: dict[str, tuple[Point, ...]] = {
    "state": ((0, -1.12), (1.12, 0), (0, 1.12), (-1.12, 0)),
    "company": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "armed-force": ((0, -1.1), (1.08, 0.82), (-1.08, 0.82)),
    "government-body": ((0, -1.05), (1, -0.25), (0.65, 0.9), (-0.65, 0.9), (-1, -0.25)),
    "organisation": ((-0.55, -0.95), (0.55, -0.95), (1.08, 0), (0.55, 0.95), (-0.55, 0.95), (-1.08, 0)),
    "media": ((-1.05, -0.7), (1.05, -0.7), (0, 1.1)),
}
"""Corners around a mark of radius 1, by type of actor; a person is a circle. About equal in area."""

EVENT_OUTLINES: dict[EventType, str] = {
    "visit": "M6 0A6 6 0 1 1 -6 0A6 6 0 1 1 6 0z",
    "meeting": "M-6.5 0L-3.2 -5.7H3.2L6.5 0L3.2 5.7H-3.2z",
    "agreement": "M0 -6.8L6.8 0L0 6.8L-6.8 0z",
    "facility-opening": "M0 -6.5L6 -1V6H-6V-1z",
    "trade": "M-6 -5.5L0 -1.5L6 -5.5V5.5L0 1.5L-6 5.5z",
    "arms-deal": "M-5.5 -5.5H5.5V5.5H-5.5z",
    "weapon-use": "M0 -6L6.5 5.5H-6.5z",
    "conflict": "M-6 -3L-3 -6L0 -3L3 -6L6 -3L3 0L6 3L3 6L0 3L-3 6L-6 3L-3 0z",
    "exercise": "M0 6L6.5 -5.5H-6.5z",
    "mission": "M-5.5 -6H5.5V1.5L0 6.5L-5.5 1.5z",
    "protest": "M6.5 0L-5 6.5V-6.5z",
    "other": "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2z",
}
"""The outline of each type's mark, about its middle."""

HALF = 7
"""How far the mark of an event reaches from its middle, its outline included."""


def actor_outline(kind: str, at: Point, radius: float) -> str:
    """Path data of a type's shape around a point; a circle where the type has no corners."""
    if kind not in ACTOR_CORNERS:
        return circle_path(at, radius)
    return rings_path([[(at[0] + x * radius, at[1] + y * radius) for x, y in ACTOR_CORNERS[kind]]])


def radius(weight: int, smallest: float, most: float = 4) -> float:
    """Radius of a mark: its area grows with the number of events, up to `most` times the smallest."""
    return round(smallest * min(math.sqrt(max(weight, 1)), most), 1)


def line_width(weight: int) -> float:
    """Width of a line between two marks: it grows with the number of events, up to a limit."""
    return min(1.0 + 0.7 * (weight - 1), 6.0)
