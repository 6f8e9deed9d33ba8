"""The picture of who repeats whom: origins, those between, and outlets, in three columns with bands between.

A band is as wide as there are records that came this way. Ends stand below one another, each as high as its
words and its bands need, those with most first, then near to those that they hang on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from site_builder.charts.svg import LINE, SMALL, SvgText, coordinate, text_at, text_lines
from site_builder.charts.text_width import BOLD, width, wrap

PAD: Final = 5
"""Between the edge of an end and its words."""
APART: Final = 8
"""Between two ends of a column."""
HEAD: Final = 26
"""Room for the words above the columns."""
THINNEST: Final = 1.5
"""Width of the thinnest band."""
MOST_LINES: Final = 3
Ends = tuple[str, str, str]
"""Of a band: the keys of its origin, of those between, and of its outlet."""


@dataclass(frozen=True, slots=True)
class FlowEnd:
    """Somebody in a column: what it is called, where it leads if anywhere, and how much in words.

    `tooltip` is all of it, as there may be no room for a whole name.
    """

    words: str
    to: str
    number: str
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class EndMark:
    """An end ready to be written; `outline` is a path."""

    to: str
    tooltip: str
    outline: str
    title: tuple[SvgText, ...]
    number: tuple[SvgText, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A band ready to be written: the path of its middle, and its width."""

    path: str
    width: str


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """A picture ready to be written."""

    width: int
    height: int
    heads: tuple[SvgText, ...]
    bands: tuple[Band, ...]
    ends: tuple[EndMark, ...]


@dataclass(frozen=True, slots=True)
class FlowForm:
    """How wide a picture, its columns and the widest of its bands are."""

    width: int
    column: int
    band: int

    def left(self, column: int) -> float:
        """Where a column begins."""
        return column * (self.width - self.column) / 2


WIDE, NARROW = FlowForm(1000, 230, 22), FlowForm(340, 96, 9)


@dataclass(slots=True)
class _Place:
    """Where an end stands, and how far bands have taken room on its two sides."""

    top: float
    height: float
    came: float = 0
    went: float = 0


def flow_picture(
    bands: Mapping[Ends, int],
    ends: Sequence[Mapping[str, FlowEnd]],
    heads: Sequence[str],
    form: FlowForm,
) -> FlowPicture:
    """Draw bands, each as wide as its number, between the ends of three columns, by their keys.

    `heads` are words above the columns.
    """
    most = max(bands.values(), default=1)
    widths = {band: max(form.band * number / most, THINNEST) for band, number in bands.items()}
    lines = [
        {key: _lines(end.words, form.column - 2 * PAD) for key, end in column.items()} for column in ends
    ]
    places = [_places(column, lines[column], widths) for column in range(3)]
    marks = tuple(
        _mark(ends[column][key], lines[column][key], place, form.left(column), form.column)
        for column in range(3)
        for key, place in places[column].items()
    )
    drawn = tuple(_bands(widths, places, form))
    bottoms = [place.top + place.height for column in places for place in column.values()]
    top_words = (text_at(words, form.left(n), HEAD - 12, SMALL) for n, words in enumerate(heads))
    return FlowPicture(form.width, round(max(bottoms, default=HEAD) + 2), tuple(top_words), drawn, marks)


def _lines(words: str, room: float) -> tuple[str, ...]:
    """A name in lines; of one with a word that is too long for any, what stands before that word."""
    held = list(takewhile(lambda word: width(word, SMALL * BOLD) <= room, words.split()))
    is_whole = len(held) in (0, len(words.split()))
    return wrap(words if is_whole else " ".join((*held, "…")), SMALL * BOLD, room, MOST_LINES)


def _places(
    column: int, lines: Mapping[str, tuple[str, ...]], widths: Mapping[Ends, float]
) -> dict[str, _Place]:
    """Where the ends of a column stand, in the order in which bands come to them."""
    room: dict[str, float] = defaultdict(float)
    for band, wide in widths.items():
        room[band[column]] += wide
    found: dict[str, _Place] = {}
    top = float(HEAD)
    for key in _order(column, widths):
        height = max(LINE * (len(lines[key]) + 1) + PAD, room[key] + 2 * PAD)
        found[key] = _Place(top, height)
        top += height + APART
    return found


def _order(column: int, widths: Mapping[Ends, float]) -> Iterable[str]:
    """Ends of a column: of the first those with the widest bands first, others by where they come from."""
    first = list(dict.fromkeys(band[0] for band in sorted(widths, key=lambda band: -widths[band])))
    if not column:
        return first
    near: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for band, wide in widths.items():
        near[band[column]] += first.index(band[0]) * wide
        total[band[column]] += wide
    return sorted(near, key=lambda key: (near[key] / total[key], key))


def _mark(end: FlowEnd, lines: tuple[str, ...], place: _Place, left: float, wide: float) -> EndMark:
    height = LINE * (len(lines) + 1)
    top = place.top + (place.height - height) / 2 - 1
    return EndMark(
        to=end.to,
        tooltip=end.tooltip,
        outline=f"M{coordinate(left)} {coordinate(place.top)}h{coordinate(wide)}"
        f"v{coordinate(place.height)}h{coordinate(-wide)}z",
        title=text_lines(lines, left + PAD, top, SMALL * BOLD),
        number=text_lines((end.number,), left + PAD, top + LINE * len(lines), SMALL),
    )


def _bands(
    widths: Mapping[Ends, float], places: Sequence[Mapping[str, _Place]], form: FlowForm
) -> Iterable[Band]:
    """The bands from column to column, those that leave highest first, so that few cross."""
    for column in (0, 1):
        halves: dict[tuple[str, str], float] = defaultdict(float)
        for band, wide in widths.items():
            halves[band[column], band[column + 1]] += wide
        here, there = places[column], places[column + 1]
        held = sorted(halves, key=lambda half: (here[half[0]].top, there[half[1]].top))
        for start, end in held:
            wide = halves[start, end]
            y1 = _middle(here[start], wide, here[start].went, _total(halves, 0, start))
            y2 = _middle(there[end], wide, there[end].came, _total(halves, 1, end))
            here[start].went += wide
            there[end].came += wide
            path = _curve((form.left(column) + form.column, y1), (form.left(column + 1), y2))
            yield Band(path, coordinate(wide))


def _total(halves: Mapping[tuple[str, str], float], side: int, key: str) -> float:
    return sum(wide for half, wide in halves.items() if half[side] == key)


def _middle(place: _Place, wide: float, taken: float, total: float) -> float:
    """The middle of a band at an end, beside which all its bands stand in the middle."""
    return place.top + (place.height - total) / 2 + taken + wide / 2


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A path that leaves and comes level."""
    middle = coordinate((start[0] + end[0]) / 2)
    y1, y2 = coordinate(start[1]), coordinate(end[1])
    return f"M{coordinate(start[0])} {y1}C{middle} {y1} {middle} {y2} {coordinate(end[0])} {y2}"
