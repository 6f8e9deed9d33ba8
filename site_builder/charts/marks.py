"""A mark as templates write it: its place, bars, arrows and label, in units of the picture."""

from dataclasses import dataclass

from site_builder.charts.events import CLAIMED, UNDONE, Drawn, Item
from site_builder.charts.lettering import width
from site_builder.charts.placing import Label
from site_builder.charts.shapes import number
from site_builder.model.value_types import EventType

SIZE = 13
"""Type size of labels."""
SMALL = 12
"""Type size of what stands beside or below them."""
BASELINE = 4.5
"""From the middle of a line of labels down to its baseline."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a picture; `before` where they end at `x`. `width` is what the browser gives them."""

    x: str
    y: str
    text: str
    width: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """An event in a picture, a link to its page: everything in it is placed from its middle (`x`, `y`).

    `bar` and `arrows` are paths; `second` is where a disputed date has its other mark. `height` is that
    of the row, where a row is all its own. What is `claimed` stands, smaller, in brackets.
    """

    type: EventType
    look: str
    to: str
    told: str
    x: str
    y: str
    bar: str
    arrows: str
    second: str
    struck: bool
    claimed: bool
    labels: tuple[Text, ...]
    height: str = ""


def written(words: str, x: float, y: float, size: float, *, before: bool = False) -> Text:
    """Words at a place, as wide as the layout reckons them."""
    return Text(number(x), number(y), words, set_width(width(words, size)), before)


def set_width(wide: float) -> str:
    """A width as SVG's `textLength`, which must not be nothing."""
    return number(wide) if wide else ""


def mark(item: Item, drawn: Drawn, y: float, labels: tuple[Text, ...], height: float = 0) -> Mark:
    """A mark at a height of the picture; labels are placed from its middle already."""
    x = drawn.points[0]
    bars = (f"M{number(start - x)} 0H{number(end - x)}" for start, end in drawn.bars)
    arrows = (
        f"M{number(end - x - 4)} -4l4 4l-4 4" if later else f"M{number(end - x + 4)} -4l-4 4l4 4"
        for end, later in drawn.arrows
    )
    return Mark(
        type=item.type,
        look=item.look,
        to=item.to,
        told=item.told,
        x=number(x),
        y=number(y),
        bar="".join(bars),
        arrows="".join(arrows),
        second=number(drawn.points[1] - x) if len(drawn.points) > 1 else "",
        struck=item.status in UNDONE,
        claimed=item.status == CLAIMED,
        labels=labels,
        height=number(height) if height else "",
    )


def shown(item: Item) -> str:
    """What a label says: the title, how the event stands where it did not simply happen, and a dispute."""
    beside = [item.status] if item.unsettled else []
    beside += ["date disputed"] if item.disputed else []
    return f"{item.title} ({', '.join(beside)})" if beside else item.title


def placed_label(drawn: Drawn, label: Label | None, below: float = 0) -> tuple[Text, ...]:
    """A label as it stands from the middle of its mark, or none; `below` is how far the next row is."""
    if label is None:
        return ()
    y = BASELINE + (below if label.below else 0)
    return (written(label.text, label.x - drawn.points[0], y, SIZE, before=label.before),)
