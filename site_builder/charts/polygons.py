"""Polygons of a map: cut to a frame, measured, and the point within one that is farthest from its border.

A ring is a tuple of points whose last one joins the first; a polygon is an outer ring and its holes.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import sqrt

Point = tuple[float, float]
Ring = Sequence[Point]
Box = tuple[float, float, float, float]
"""Left, lowest, right and highest value of the two coordinates."""


def bounds(points: Sequence[Point]) -> Box:
    """The smallest box that holds some points, at least one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    """The sides of a ring, the closing one too."""
    return pairwise([*ring, ring[0]])


def area(ring: Ring) -> float:
    """Area within a ring, in the square of its unit."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges(ring))) / 2


def inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Tell whether a point lies within a polygon and in none of its holes (even-odd rule)."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in edges(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


def clip(ring: Ring, box: Box) -> list[Point]:
    """Cut a ring to a box (Sutherland and Hodgman, 1974); empty where nothing of it lies within.

    Parts that the box divides stay joined along its sides, so the box must be larger than what shows.
    """
    left, low, right, high = box
    points = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, low, 1), (1, high, -1)):
        if not points:
            return []
        points = list(_clip_side(points, axis, limit, sign))
    return points


def _clip_side(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[Point]:
    for a, b in edges(ring):
        a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
        if a_in:
            yield a
        if a_in != b_in:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            across = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
            yield (limit, across) if axis == 0 else (across, limit)


def simplified(line: Sequence[Point], tolerance: Callable[[Point], float]) -> list[Point]:
    """A line with as few of its points as a tolerance allows (Douglas and Peucker, 1973); its ends stay.

    `tolerance` says how far the new line may pass from a point of the old one.
    """
    staying = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        if not between:
            continue
        off = [
            sqrt(_distance_squared(line[i], line[first], line[last])) / tolerance(line[i]) for i in between
        ]
        farthest = max(range(len(off)), key=off.__getitem__)
        if off[farthest] > 1:
            staying.add(first + 1 + farthest)
            spans += [(first, first + 1 + farthest), (first + 1 + farthest, last)]
    return [line[i] for i in sorted(staying)]


def depth(point: Point, rings: Sequence[Ring]) -> float:
    """Distance from a point to the nearest side, negative outside the polygon."""
    nearest = min(_distance_squared(point, a, b) for ring in rings for a, b in edges(ring))
    return sqrt(nearest) if inside(point, rings) else -sqrt(nearest)


def _distance_squared(point: Point, a: Point, b: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, a, b
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2


def innermost(rings: Sequence[Ring], cells: int = 16) -> Point:
    """The point of a polygon that is farthest from its border, nearly: where its name stands best.

    A grid of `cells` by `cells` is searched, then a finer one around the best point; of a sliver that
    lies between the grid's points it may miss the inside.
    """
    left, low, right, high = bounds(rings[0])
    best = ((left + right) / 2, (low + high) / 2)
    wide, tall = right - left, high - low
    for _ in range(2):
        x0, y0 = best[0] - wide / 2, best[1] - tall / 2
        spots = [
            (x0 + wide * (i + 0.5) / cells, y0 + tall * (j + 0.5) / cells)
            for i in range(cells)
            for j in range(cells)
        ]
        best = max([best, *spots], key=lambda spot: depth(spot, rings))
        wide, tall = 2 * wide / cells, 2 * tall / cells
    return best
