"""The chart of a link picture: what is drawn, as plain data; `own_charts` makes it of what pages show.

Places are in pixels from the upper left of the chart's room.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, Literal

ROOM, DEPTH = 1032, 296
"""Width and height of the chart's room."""
SIZE = 22
"""Type size of its words."""
Place = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line from point to point; a `faint` one belongs to the scale."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    faint: bool = False


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: of a value that is `sure` or not, or the ground on which marks stand."""

    left: float
    top: float
    wide: float
    high: float
    look: Literal["sure", "perhaps", "ground"]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A round mark; a hollow one stands for what is not exact."""

    x: float
    y: float
    radius: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class ChartWords:
    """Words that begin, have their middle or end at `x`, on a line at `y`."""

    x: float
    y: float
    text: str
    place: Place = "start"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class LinkChart:
    """A chart: what it shows in words, and what is drawn, the first below the others."""

    label: str
    bars: tuple[ChartBar, ...] = ()
    lines: tuple[ChartLine, ...] = ()
    marks: tuple[ChartMark, ...] = ()
    words: tuple[ChartWords, ...] = ()

    def as_json(self) -> list[Any]:
        """The same as plain values."""
        drawn = (self.bars, self.lines, self.marks, self.words)
        return [self.label, *([list(astuple(item)) for item in items] for items in drawn)]

    @classmethod
    def from_json(cls, written: Sequence[Any]) -> "LinkChart":
        """Make the same of what `as_json` gave."""
        label, bars, lines, marks, words = written
        return cls(
            label,
            tuple(ChartBar(*bar) for bar in bars),
            tuple(ChartLine(tuple(start), tuple(end), *more) for start, end, *more in lines),
            tuple(ChartMark(*mark) for mark in marks),
            tuple(ChartWords(*words_) for words_ in words),
        )
