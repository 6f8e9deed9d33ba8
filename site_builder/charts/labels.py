"""Labels of a picture: where each stands, so that nothing covers anything.

Greedy placement, the same in all pictures: in the order given, each takes the best of its choices that
is free on the ground. On maps and networks these are the spots around a mark, in one line or two, and a
label for which there is no room is left out; `timeline_rows` has those of timelines, whose marks stand
in rows.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from site_builder.charts.polygons import Box, Point
from site_builder.charts.text_width import width

LEADING = 1.25
"""Height of a line, in type sizes."""
ASCENT = 0.95
"""Height of capitals with their marks above the line on which they stand, in type sizes."""
DESCENT = 0.25
"""Depth of letters below that line, in type sizes."""
MIDDLE = 0.36
"""Height of the middle of a word's letters above that line, in type sizes."""
GAP = 2.5
"""Between a mark and its label."""

LONG = 6.0
"""A label is broken in two where it is longer, in type sizes."""
AIR = 3.0, 1.0
"""Between two labels beside each other, and above each other."""

Line = tuple[Point, Point]


class Placement(Protocol):
    """A way to place something, and all that it would cover."""

    @property
    def boxes(self) -> tuple[Box, ...]: ...


class HasName(Protocol):
    """What a mark stands for."""

    @property
    def name(self) -> str: ...


C = TypeVar("C", bound=Placement)
N = TypeVar("N", bound=HasName)


@dataclass(frozen=True, slots=True)
class LabelRequest:
    """A label to place: the middle and radius of its mark, its words and their type size."""

    key: str
    at: Point
    radius: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label: where its first line starts, ends or is centred (`anchor`), and what it covers.

    `widths` are those of its lines.
    """

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]
    size: float
    widths: tuple[float, ...]
    box: Box

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What it covers, as a choice."""
        return (self.box,)


@dataclass(frozen=True, slots=True)
class DrawnMark(Generic[N]):
    """A mark with its place; without a label where there was no room for one."""

    of: N
    at: Point
    radius: float
    label: Label | None


@dataclass(slots=True)
class Ground:
    """What is taken already, within a frame; `lines` may be covered, but better not.

    `air` is left beside, and above and below, what is placed.
    """

    frame: Box
    taken: list[Box] = field(default_factory=list)
    lines: Sequence[Line] = ()
    air: tuple[float, float] = AIR

    def place(self, choices: Iterable[C]) -> C | None:
        """Take the best of some choices; nothing where none is free."""
        found = self.best(choices)
        for box in found.boxes if found else ():
            self.take(self.aired(box))
        return found

    def take(self, box: Box) -> None:
        """Leave a box free of all that is placed from now on."""
        self.taken.append(box)

    def best(self, choices: Iterable[C]) -> C | None:
        """The free choice that covers the fewest lines; of equal ones the first."""
        found, fewest = None, math.inf
        for choice in choices:
            if all(map(self.is_free, choice.boxes)):
                crossed = sum(map(self.crossed, choice.boxes))
                if not crossed:
                    return choice
                found, fewest = (choice, crossed) if crossed < fewest else (found, fewest)
        return found

    def is_free(self, box: Box) -> bool:
        """Whether a box lies in the frame and touches nothing."""
        (left, top, right, bottom), (x1, y1, x2, y2) = self.frame, box
        if x1 < left or y1 < top or x2 > right or y2 > bottom:
            return False
        # As `touch` has it, written out: boxes are tried by the million.
        for a, b, c, d in self.taken:  # noqa: SIM110
            if b < y2 and y1 < d and a < x2 and x1 < c:
                return False
        return True

    def crossed(self, box: Box) -> int:
        """How many lines run through a box."""
        return sum(runs_through(line, box) for line in self.lines)

    def aired(self, box: Box) -> Box:
        """A box with the space that keeps others apart from it."""
        beside, above = self.air
        return box[0] - beside, box[1] - above, box[2] + beside, box[3] + above


def touch(a: Box, b: Box) -> bool:
    """Tell whether two boxes share any area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(at: Point, radius: float) -> Box:
    """The box around a mark."""
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def runs_through(line: Line, box: Box) -> bool:
    """Tell whether a line meets a box (Liang and Barsky, 1984)."""
    (x1, y1), (x2, y2) = line
    first, last = 0.0, 1.0
    sides = (
        (x1 - x2, x1 - box[0]),
        (x2 - x1, box[2] - x1),
        (y1 - y2, y1 - box[1]),
        (y2 - y1, box[3] - y1),
    )
    for step, room in sides:
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return first < last


def place_labels(wanted: Iterable[LabelRequest], ground: Ground) -> dict[str, Label]:
    """Place labels one after the other, the important ones first; what finds no room is left out."""
    return {one.key: label for one in wanted if (label := ground.place(spots(one)))}


def spots(wanted: LabelRequest) -> Iterator[Label]:
    """Where a label may stand, the best first: right, left, below, above, then to a side of these."""
    (x, y), size = wanted.at, wanted.size
    off = wanted.radius + GAP
    edge = wanted.radius
    for lines in wrapped(wanted.text):
        height = (len(lines) - 1) * LEADING * size
        middle = y - height / 2 + size * MIDDLE
        above, below = y - off - height - DESCENT * size, y + off + ASCENT * size
        for at_x, at_y, anchor in (
            (x + off, middle, "start"),
            (x - off, middle, "end"),
            (x, below, "middle"),
            (x, above, "middle"),
            (x - edge, below, "start"),
            (x - edge, above, "start"),
            (x + edge, below, "end"),
            (x + edge, above, "end"),
        ):
            yield label_at(at_x, at_y, anchor, lines, size)


def label_at(
    x: float, y: float, anchor: str, lines: tuple[str, ...], size: float, *, spacing: float = 0
) -> Label:
    """A label whose first line stands at `y`, with what it covers; `spacing` is between its letters."""
    x, y = round(x, 1), round(y, 1)
    widths = tuple(width(line, size, spacing) for line in lines)
    wide = max(widths)
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    bottom = y + (len(lines) - 1) * LEADING * size + DESCENT * size
    return Label(x, y, anchor, lines, size, widths, (left, y - ASCENT * size, left + wide, bottom))


@lru_cache(maxsize=1 << 12)
def wrapped(text: str) -> tuple[tuple[str, ...], ...]:
    """A label's words in one line, and, where it is long, in two of about the same length.

    Hundreds of spots are tried for one label: its forms are made once.
    """
    words = text.split()
    if len(words) < 2 or width(text, 1) <= LONG:
        return ((text,),)
    at = _middle([width(word, 1) for word in words])
    return (text,), (" ".join(words[:at]), " ".join(words[at:]))


def is_too_wide(text: str, size: float, room: float) -> bool:
    """Tell whether no form of a label fits into a room, wherever it stands."""
    return all(max(width(line, size) for line in lines) > room for lines in wrapped(text))


def _middle(widths: Sequence[float]) -> int:
    """How many of the first words make two lines of which the longer is shortest, in one pass."""
    space = width(" ", 1)
    left, right = -space, sum(widths) + (len(widths) - 1) * space
    best, at = math.inf, 1
    for number, wide in enumerate(widths[:-1], 1):
        left, right = left + space + wide, right - wide - space
        if max(left, right) < best - 1e-9:
            best, at = max(left, right), number
    return at
