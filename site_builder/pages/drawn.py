"""What pictures are made of, as text that templates write into SVG: marks, lines, words."""

from dataclasses import dataclass
from typing import Protocol

from site_builder.charts.labelling import GAP, LEADING, MIDDLE, Label, label_at
from site_builder.charts.lettering import width
from site_builder.charts.marks import set_width
from site_builder.charts.polygons import Point
from site_builder.charts.shapes import number


@dataclass(frozen=True, slots=True)
class WordsView:
    """One line of a label, and how wide it is."""

    x: str
    y: str
    text: str
    width: str


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label; `spare` where it shows only while its mark is pointed at, focused or chosen."""

    anchor: str
    lines: tuple[WordsView, ...]
    spare: bool = False


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark that leads to a page: its `key` among the picture's marks, its kind, outline and label."""

    key: str
    kind: str
    to: str
    title: str
    path: str
    types: str
    label: LabelView


@dataclass(frozen=True, slots=True)
class LineView:
    """A line between two marks (`ends`: both keys) that leads to its row in a table of the page."""

    ends: str
    to: str
    title: str
    path: str
    width: str
    types: str = ""
    kind: str = ""
    arrow: str = ""


def label_view(label: Label, *, spare: bool = False) -> LabelView:
    """A placed label as lines of words."""
    return LabelView(
        label.anchor,
        tuple(
            WordsView(number(label.x), number(label.y + i * LEADING * label.size), line, set_width(wide))
            for i, (line, wide) in enumerate(zip(label.lines, label.widths, strict=True))
        ),
        spare,
    )


class Sized(Protocol):
    """A picture's frame: how wide it is, and its type size."""

    @property
    def width(self) -> float: ...
    @property
    def size(self) -> float: ...


class Drawn(Protocol):
    """A mark in a picture, with its label if there was room for one."""

    @property
    def at(self) -> Point: ...
    @property
    def radius(self) -> float: ...
    @property
    def label(self) -> Label | None: ...


def mark_label(name: str, drawn: Drawn, frame: Sized) -> LabelView:
    """The label of a mark; one that had no room stands beside it, over whatever is there."""
    if drawn.label:
        return label_view(drawn.label)
    (x, y), wide, off = drawn.at, width(name, frame.size), drawn.radius + GAP
    fits = x + off + wide <= frame.width
    start = x + off if fits else max(x - off, wide)
    anchor = "start" if fits else "end"
    return label_view(label_at(start, y + MIDDLE * frame.size, anchor, (name,), frame.size), spare=True)


def view_box(width: float, height: float, top: float = 0) -> str:
    """The `viewBox` of a picture, of which so much at its top does not show."""
    return f"0 {number(top)} {number(width)} {number(height)}"
