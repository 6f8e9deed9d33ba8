"""Curves from one mark to another, and their arrowheads."""

from site_builder.charts.polygons import Point
from site_builder.charts.svg import rings_path

Curve = tuple[Point, Point, Point]
"""Where a quadratic curve starts, what it bends towards, and where it ends."""


def on_curve(curve: Curve, share: float) -> Point:
    """The point of a curve after a share of its way."""
    start, turn, end = curve
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * turn[0] + c * end[0], a * start[1] + b * turn[1] + c * end[1]


def arrow(curve: Curve, before: float, wide: float) -> str:
    """A small triangle with its tip so far before the curve's end; none where the way is too short."""
    length = 5 + 1.6 * wide
    tip = _point_before(curve, before)
    foot = _point_before(curve, before + length)
    if tip is None or foot is None:
        return ""
    dx, dy = (tip[0] - foot[0]) / length, (tip[1] - foot[1]) / length
    half = 2.2 + 0.7 * wide
    sides = [(foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)]
    return rings_path([[tip, *sides]])


def _point_before(curve: Curve, distance: float) -> Point | None:
    """The last point of a curve that is so far from its end."""
    for step in range(200, -1, -1):
        x, y = on_curve(curve, step / 200)
        if (x - curve[2][0]) ** 2 + (y - curve[2][1]) ** 2 >= distance * distance:
            return x, y
    return None
