"""Coordinates, paths and words as SVG has them: short, and as wide as the layout reckons."""

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.charts.polygons import Point, Ring
from site_builder.charts.text_width import width

SIZE = 13
"""Type size of labels."""
SMALL = 12
"""Type size of what stands beside or below them."""
LINE = 18
"""Height of a line of words below or above others."""
BASELINE = 4.5
"""From the middle of a line of labels down to its baseline."""


@dataclass(frozen=True, slots=True)
class SvgText:
    """Words in a picture; `before` where they end at `x`. `width` is what the browser gives them."""

    x: str
    y: str
    text: str
    width: str
    before: bool = False


def text_at(words: str, x: float, y: float, size: float, *, before: bool = False) -> SvgText:
    """Words at a place, as wide as the layout reckons them."""
    return SvgText(coordinate(x), coordinate(y), words, text_length(width(words, size)), before)


def text_length(wide: float) -> str:
    """A width as SVG's `textLength`, which must not be nothing."""
    return coordinate(wide) if wide else ""


def text_lines(lines: Iterable[str], x: float, y: float, size: float) -> tuple[SvgText, ...]:
    """Lines of words below one another, the first one from a height on."""
    return tuple(
        text_at(words, x, y + LINE / 2 + LINE * place + BASELINE, size) for place, words in enumerate(lines)
    )


def coordinate(value: float) -> str:
    """A coordinate to a tenth, without zeros that say nothing.

    >>> coordinate(-0.25), coordinate(12.0), coordinate(3.14)
    ('-.2', '12', '3.1')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return {"-0": "0"}.get(text, text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text)


def line_path(start: Point, end: Point) -> str:
    """Path data of a straight line."""
    return "M{} {}L{} {}".format(*map(coordinate, (*start, *end)))


def circle_path(at: Point, radius: float) -> str:
    """Path data of a circle."""
    r, d = coordinate(radius), coordinate(2 * radius)
    return f"M{coordinate(at[0] - radius)} {coordinate(at[1])}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z"


def rings_path(rings: Iterable[Ring]) -> str:
    """Path data of closed rings, in steps from point to point: as short as SVG allows."""
    return "".join(map(_ring_path, rings))


def _ring_path(ring: Ring) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    here = tenths[0]
    start, steps = f"M{coordinate(here[0] / 10)} {coordinate(here[1] / 10)}l", []
    for there in tenths[1:]:
        if there != here:
            steps.append(_pair(there[0] - here[0], there[1] - here[1]))
            here = there
    return start + " ".join(steps).replace(" -", "-") + "z"


def _pair(dx: int, dy: int) -> str:
    return f"{coordinate(dx / 10)} {coordinate(dy / 10)}".replace(" -", "-")
