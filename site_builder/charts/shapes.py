"""Marks of pictures: sizes, and outlines as path data of SVG.

What an actor is shows in its shape as well as in its colour.
"""

import math

from site_builder.charts.polygons import Point, Ring

CORNERS: dict[str, tuple[Point, ...]] = {
    "state": ((0, -1.12), (1.12, 0), (0, 1.12), (-1.12, 0)),
    "company": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "armed-force": ((0, -1.1), (1.08, 0.82), (-1.08, 0.82)),
    "government-body": ((0, -1.05), (1, -0.25), (0.65, 0.9), (-0.65, 0.9), (-1, -0.25)),
    "organisation": ((-0.55, -0.95), (0.55, -0.95), (1.08, 0), (0.55, 0.95), (-0.55, 0.95), (-1.08, 0)),
    "media": ((-1.05, -0.7), (1.05, -0.7), (0, 1.1)),
}
"""Corners around a mark of radius 1, by type of actor; a person is a circle. About equal in area."""


def outline(kind: str, at: Point, radius: float) -> str:
    """Path data of a type's shape around a point; a circle where the type has no corners."""
    if kind not in CORNERS:
        return circle(at, radius)
    return path([[(at[0] + x * radius, at[1] + y * radius) for x, y in CORNERS[kind]]])


def circle(at: Point, radius: float) -> str:
    """Path data of a circle."""
    r, d = number(radius), number(2 * radius)
    return f"M{number(at[0] - radius)} {number(at[1])}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z"


def radius(weight: int, smallest: float, most: float = 4) -> float:
    """Radius of a mark: its area grows with the number of events, up to `most` times the smallest."""
    return round(smallest * min(math.sqrt(max(weight, 1)), most), 1)


def line_width(weight: int) -> float:
    """Width of a line between two marks: it grows with the number of events, up to a limit."""
    return min(1.0 + 0.7 * (weight - 1), 6.0)


def path(rings: list[Ring]) -> str:
    """Path data of closed rings, in steps from point to point: as short as SVG allows."""
    written: list[str] = []
    for ring in rings:
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
        here = tenths[0]
        written.append(f"M{number(here[0] / 10)} {number(here[1] / 10)}l")
        steps = []
        for there in tenths[1:]:
            if there != here:
                steps.append(_pair(there[0] - here[0], there[1] - here[1]))
                here = there
        written.append(" ".join(steps).replace(" -", "-") + "z")
    return "".join(written)


def _pair(dx: int, dy: int) -> str:
    return f"{number(dx / 10)} {number(dy / 10)}".replace(" -", "-")


def number(value: float) -> str:
    """A coordinate to a tenth, without zeros that say nothing.

    >>> number(-0.25), number(12.0), number(3.14)
    ('-.2', '12', '3.1')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return {"-0": "0"}.get(text, text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text)
