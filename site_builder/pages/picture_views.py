"""What pictures are made of, as text that templates write into SVG: marks, lines, words."""

from dataclasses import dataclass
from typing import TypeVar

from site_builder.charts.labels import GAP, LEADING, MIDDLE, DrawnMark, HasName, Label, label_at
from site_builder.charts.svg import SvgText, coordinate, text_length
from site_builder.charts.text_width import width


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label; `spare` where it shows only while its mark is pointed at, focused or chosen."""

    anchor: str
    lines: tuple[SvgText, ...]
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
            SvgText(
                coordinate(label.x), coordinate(label.y + i * LEADING * label.size), line, text_length(wide)
            )
            for i, (line, wide) in enumerate(zip(label.lines, label.widths, strict=True))
        ),
        spare,
    )


N = TypeVar("N", bound=HasName)


def mark_label(drawn: DrawnMark[N], across: float, size: float) -> LabelView:
    """The label of a mark in a picture so far across; one without room stands beside it, over anything."""
    if drawn.label:
        return label_view(drawn.label)
    name = drawn.of.name
    (x, y), wide, off = drawn.at, width(name, size), drawn.radius + GAP
    fits = x + off + wide <= across
    start = x + off if fits else max(x - off, wide)
    anchor = "start" if fits else "end"
    return label_view(label_at(start, y + MIDDLE * size, anchor, (name,), size), spare=True)


def view_box(width: float, height: float, top: float = 0) -> str:
    """The `viewBox` of a picture, of which so much at its top does not show."""
    return f"0 {coordinate(top)} {coordinate(width)} {coordinate(height)}"
