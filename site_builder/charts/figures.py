"""Charts of figures: a point for each figure and period, told apart by source, never joined by a line.

Points stand side by side in the order of their periods, each with its own words below; where the
picture is too narrow for all, they go on in another panel with the same scale.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from site_builder.charts.amounts import AmountReach, Scale, round_scale, round_step, short
from site_builder.charts.shapes import EVENT_OUTLINES, HALF
from site_builder.charts.svg import BASELINE, LINE, SIZE, SMALL, SvgText, coordinate, text_at, text_lines
from site_builder.charts.text_width import BOLD, wrap
from site_builder.charts.text_width import width as text_width

SCALE, BEFORE = 46, 6
"""Room for the scale's words, more where they are longer, and how far they end before its lines."""
PLOT = 150
"""Height from the least to the most."""
ABOVE = 60
"""Room above the plot, for an arrow and two lines of an amount."""
BELOW = 24
"""Room below the plot, for an arrow."""
PAD = 14
"""Room below a panel."""
WIDEST = 150
"""Most room that a point takes."""
MOST_LINES = 3
"""How many lines each of the words below a point may take."""
OUTLINES = tuple(EVENT_OUTLINES[kind] for kind in (
    "circle", "square", "diamond", "triangle", "triangle-down", "hexagon", "house", "shield",
))  # fmt: skip
"""The shapes of sources, in the order in which these appear; beyond them the first returns."""


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """A figure for one period: `to` is its evidence, `tooltip` the whole of it in words.

    `opening` sorts: first and last day of the period, as ordinals.
    """

    opening: tuple[int, int]
    period: str
    who: str
    source: str
    to: str
    tooltip: str
    amount: AmountReach


@dataclass(frozen=True, slots=True)
class PointMark:
    """A point ready to be written: everything in it is placed from its own middle (`x`, `y`)."""

    to: str
    tooltip: str
    x: str
    y: str
    outline: str
    hollow: bool
    reach: str
    arrow: str
    amount: tuple[SvgText, ...]
    period: tuple[SvgText, ...]
    words: tuple[SvgText, ...]


@dataclass(frozen=True, slots=True)
class FiguresPicture:
    """A picture ready to be written; `grid` is a path."""

    width: int
    height: int
    ticks: tuple[SvgText, ...]
    grid: str
    points: tuple[PointMark, ...]


def figures_picture(points: Iterable[FigurePoint], width: int, least: int, *, ranks: bool) -> FiguresPicture:
    """Draw points in panels no wider than `width`, with at least so much room for each.

    Ranks run down from the first; amounts run up from nothing.
    """
    ordered = sorted(points, key=lambda p: (p.opening, p.source, p.who, p.tooltip))
    outlines = _outlines(ordered)
    scale, steps = _scale(ordered, ranks=ranks)
    left = max(SCALE, *(ceil(text_width(short(step), SMALL)) + BEFORE for step in steps))
    each = min(max((width - left) // least, 1), len(ordered))
    room = min((width - left) / each, WIDEST)
    y = 0.0
    marks: list[PointMark] = []
    ticks: list[SvgText] = []
    grid = ""
    right = left + room * each
    for start in range(0, len(ordered), each):
        panel = ordered[start : start + each]
        for step in steps:
            place = y + scale.at(step)
            ticks.append(text_at(short(step), left - BEFORE, place + BASELINE, SMALL, before=True))
            grid += f"M{left} {coordinate(place)}H{coordinate(right)}"
        made = [
            _mark(
                point,
                outlines[point.source],
                left + room * (n + 0.5),
                y,
                room=room,
                scale=scale,
                ranks=ranks,
            )
            for n, point in enumerate(panel)
        ]
        marks += [mark for mark, _ in made]
        y += max(deep for _, deep in made) + PAD
    return FiguresPicture(round(right), round(y), tuple(ticks), grid, tuple(marks))


def _scale(points: Sequence[FigurePoint], *, ranks: bool) -> tuple[Scale, list[float]]:
    top, bottom = float(ABOVE), float(ABOVE + PLOT)
    high = max(point.amount.high for point in points)
    low = min(point.amount.low for point in points)
    if ranks:
        step = max(int(round_step(high / 5)), 1)
        steps = [1.0, *(float(rank) for rank in range(max(step, 2), int(high) + step, step))]
        return Scale(1, steps[-1], top, bottom), steps
    return round_scale(low, high, 4, bottom, top)


def _outlines(points: Iterable[FigurePoint]) -> dict[str, str]:
    sources = dict.fromkeys(point.source for point in points)
    return {source: OUTLINES[n % len(OUTLINES)] for n, source in enumerate(sources)}


def _mark(
    point: FigurePoint, outline: str, x: float, top: float, *, room: float, scale: Scale, ranks: bool
) -> tuple[PointMark, float]:
    """A point, and how deep its panel must be for the words below it."""
    amount = point.amount
    y = scale.at(amount.middle)
    up = (amount.open == "above") != ranks
    arrow = ""
    if amount.open:
        arrow = "M0 -8V-22M-4 -18L0 -22L4 -18" if up else "M0 8V22M-4 18L0 22L4 18"
    reach = [scale.at(amount.low), scale.at(amount.high)]
    said = wrap(amount.words, SIZE * BOLD, room - 8, 2)
    top_of = -22 if arrow and up else min(-HALF, *(place - y for place in reach))
    below = float(ABOVE + PLOT + BELOW)
    period = wrap(point.period, SMALL * BOLD, room - 8, MOST_LINES)
    words = [line for text in (point.who, point.source) for line in wrap(text, SMALL, room - 8, MOST_LINES)]
    mark = PointMark(
        to=point.to,
        tooltip=point.tooltip,
        x=coordinate(x),
        y=coordinate(top + y),
        outline=outline,
        hollow=amount.low != amount.high or bool(amount.open),
        reach=f"M0 {coordinate(min(reach) - y)}V{coordinate(max(reach) - y)}" if reach[0] != reach[1] else "",
        arrow=arrow,
        amount=tuple(
            text_at(line, 0, top_of - 6 - LINE * (len(said) - 1 - n), SIZE * BOLD)
            for n, line in enumerate(said)
        ),
        period=text_lines(period, 0, below - y, SMALL * BOLD),
        words=text_lines(words, 0, below - y + LINE * len(period), SMALL),
    )
    return mark, below + LINE * (len(period) + len(words))
