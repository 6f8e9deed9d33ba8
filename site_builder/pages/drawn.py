"""What pictures are made of, as text that templates write into SVG: marks, lines, words."""

from dataclasses import dataclass

from site_builder.charts.labelling import LEADING, Label
from site_builder.charts.shapes import number


@dataclass(frozen=True, slots=True)
class WordsView:
    """One line of a label."""

    x: str
    y: str
    text: str


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
    label: LabelView | None


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
            WordsView(number(label.x), number(label.y + i * LEADING * label.size), line)
            for i, line in enumerate(label.lines)
        ),
        spare,
    )


def view_box(width: float, height: float) -> str:
    """The `viewBox` of a picture that begins at its upper left corner."""
    return f"0 0 {number(width)} {number(height)}"
