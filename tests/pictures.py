"""What tests measure on pictures: where words stand, as the layout reckons them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from site_builder.charts.shapes import TypeMark
from site_builder.charts.svg import SvgText
from site_builder.charts.timeline_marks import EventMark
from site_builder.corpus.file_kinds import KINDS
from site_builder.corpus.vocabulary import shipped
from site_builder.model.value_types import EventTypeId

SLACK = 0.2
"""Places are written to a tenth."""

EVENT_TYPES, ACTOR_TYPES = (shipped(kind).value for kind in KINDS if kind.name.endswith("-types"))
"""The builder's own types of events and of actors, by their ids."""
MARKS = tuple(
    TypeMark(EventTypeId(name), kind.name, kind.group, kind.outline, kind.colour, order)
    for order, (name, kind) in enumerate(EVENT_TYPES.items())
)
VISIT = MARKS[0]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, with the words it holds."""

    left: float
    right: float
    top: float
    bottom: float
    words: str

    def meets(self, other: "Box") -> bool:
        return (
            self.left + SLACK < other.right
            and other.left + SLACK < self.right
            and self.top + SLACK < other.bottom
            and other.top + SLACK < self.bottom
        )


def box(text: SvgText, size: float, x: float = 0, y: float = 0, *, middle: bool = False) -> Box:
    """Where a text stands; `x` and `y` are what it is placed from."""
    wide = float(text.width or 0)
    place, base = x + float(text.x), y + float(text.y)
    left = place - wide if text.before else place - wide / 2 if middle else place
    return Box(left, left + wide, base - 0.75 * size, base + 0.25 * size, text.text)


def labels(marks: Iterable[EventMark], size: float) -> Iterator[Box]:
    for mark in marks:
        for text in mark.labels:
            yield box(text, size, float(mark.x), float(mark.y))


def glyphs(marks: Iterable[EventMark], half: float = 6) -> Iterator[Box]:
    for mark in marks:
        for aside in (0, *([float(mark.second)] if mark.second else [])):
            x, y = float(mark.x) + aside, float(mark.y)
            yield Box(x - half, x + half, y - half, y + half, mark.to)


def touching(boxes: Iterable[Box]) -> list[tuple[str, str]]:
    return [(one.words, other.words) for one, other in combinations(list(boxes), 2) if one.meets(other)]


def outside(boxes: Iterable[Box], wide: float, high: float) -> list[Box]:
    return [
        one
        for one in boxes
        if one.left < -SLACK or one.top < -SLACK or one.right > wide + SLACK or one.bottom > high + SLACK
    ]
