"""One actor in the middle, and around it those it shares the most events with: small enough for a phone.

Partners stand on two arcs, left and right, so that names never meet, however many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.charts.labels import LEADING, MIDDLE, DrawnMark, label_at, wrapped
from site_builder.charts.network import Node
from site_builder.charts.polygons import Point
from site_builder.charts.shapes import radius
from site_builder.charts.text_width import cut, width

WIDTH = 358.0
SIZE = 12.5
MOST = 14
"""So many partners are shown."""
ROW, TALL_ROW = 23.0, 33.0
"""Height of a row whose names are all in one line, and of one with a name in two."""
BESIDE = 13.0
"""Between the middle of a mark and its name, and beside the name, together."""
NEAR, BULGE = 26.0, 24.0
"""How far from the middle the arcs begin, and how much farther they reach at half height."""


@dataclass(frozen=True, slots=True)
class Ego:
    """The whole picture."""

    width: float
    height: float
    middle: Point
    partners: tuple[DrawnMark[Node], ...]


def draw_ego(partners: Sequence[Node]) -> Ego:
    """Draw the first partners, which come in the order of importance."""
    shown = partners[:MOST]
    rows = (len(shown) + 1) // 2
    spots = [_spot(number, rows) for number in range(len(shown))]
    names = [
        _name_lines(partner.name, WIDTH / 2 - off - BESIDE)
        for partner, (_, off) in zip(shown, spots, strict=True)
    ]
    pitch = TALL_ROW if any(len(lines) > 1 for lines in names) else ROW
    middle = (WIDTH / 2, (rows * pitch + 12) / 2)
    drawn = []
    for number, (partner, (along, off), lines) in enumerate(zip(shown, spots, names, strict=True)):
        side = -1 if number % 2 == 0 else 1
        at = round(middle[0] + side * off, 1), round(middle[1] + along * rows * pitch / 2, 1)
        drawn.append(_drawn(partner, at, side, lines))
    return Ego(WIDTH, 2 * middle[1], middle, tuple(drawn))


def _spot(number: int, rows: int) -> tuple[float, float]:
    """How far down a partner stands, from -1 to 1, and how far from the middle across."""
    along = (2 * (number // 2) + 1) / rows - 1
    return along, NEAR + BULGE * (1 - along * along) ** 0.5


def _drawn(partner: Node, at: Point, side: int, lines: tuple[str, ...]) -> DrawnMark[Node]:
    reach = radius(partner.weight, 4.0, most=2)
    top = at[1] - (len(lines) - 1) * LEADING * SIZE / 2 + MIDDLE * SIZE
    anchor = "start" if side > 0 else "end"
    label = label_at(at[0] + side * (reach + 4), top, anchor, lines, SIZE)
    return DrawnMark(partner, at, reach, label)


def _name_lines(name: str, room: float) -> tuple[str, ...]:
    """A name in one line or two, as it fits; the rest of it is cut."""
    fitting = (lines for lines in wrapped(name) if all(width(line, SIZE) <= room for line in lines))
    return next(fitting, (cut(name, SIZE, room),))
