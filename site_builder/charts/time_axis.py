"""A time axis for events that lie unevenly: years as columns, as wide as they are full, with marked breaks.

Within a column time runs evenly. Years in which nothing begins or ends have no column: each run of them
is one break of fixed width. Where even narrow columns do not fit, ten, a hundred or a thousand years make
a column.
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from site_builder.charts.text_width import width
from site_builder.translation.messages import gettext, pgettext, spoken

BREAK = 16
"""Width of a break."""
COLUMN = 36
"""Width that a column has before events widen it, where there is room."""
LEAST = 12
"""Width under which columns are not drawn: longer ones take their place."""
SHARE = 0.7
"""How much of the room the bare columns may take; the rest goes by the number of events."""
UNITS = (1, 10, 100, 1000)
"""How many years a column may stand for."""
LETTERS = 12
"""Type size of what stands on an axis."""
APART = 6
"""Least distance of two labels on an axis."""


@dataclass(frozen=True, slots=True)
class AxisStretch:
    """A run of days on the axis, from the beginning of `first` to the end of `last` (ordinals).

    A break has no label.
    """

    first: int
    last: int
    start: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """Words on the axis, in the middle of what they name."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches side by side, in the order of time, without a gap between them."""

    stretches: tuple[AxisStretch, ...]

    @property
    def first(self) -> int:
        """The first day on the axis."""
        return self.stretches[0].first

    @property
    def last(self) -> int:
        """The last day on the axis."""
        return self.stretches[-1].last

    @property
    def end(self) -> float:
        """Where the axis ends."""
        return self.stretches[-1].end

    @property
    def columns(self) -> tuple[AxisStretch, ...]:
        """The stretches that have events."""
        return tuple(stretch for stretch in self.stretches if stretch.label)

    @property
    def breaks(self) -> tuple[AxisStretch, ...]:
        """The stretches that have none."""
        return tuple(stretch for stretch in self.stretches if not stretch.label)

    def at(self, moment: float) -> float:
        """Where a moment stands: a day's ordinal is its beginning. What lies outside stands at the edge."""
        place = bisect_right(self.stretches, moment, key=lambda stretch: stretch.first) - 1
        stretch = self.stretches[max(place, 0)]
        part = (moment - stretch.first) / (stretch.last + 1 - stretch.first)
        return stretch.start + (stretch.end - stretch.start) * min(max(part, 0), 1)


def axis(moments: Iterable[int], edges: Iterable[int], start: float, end: float) -> Axis:
    """Lay out an axis between two places of a picture.

    `moments` are the days (ordinals) of the events' marks, at least one: they widen their columns. `edges`
    are other days that must lie in a column.
    """
    marked = Counter(year_of(day) for day in moments)
    years = {*marked, *map(year_of, edges)}
    unit, blocks = next(_fitting(years, end - start))
    weights = dict.fromkeys(blocks, 0)
    for year, number in marked.items():
        weights[year - year % unit] += number
    return Axis(tuple(_stretches(weights, unit, start, end)))


def one_year(year: int, start: float, end: float) -> Axis:
    """An axis of a single year."""
    return Axis((AxisStretch(_first_day(year), _last_day(year), start, end, str(year)),))


def _fitting(years: Iterable[int], room: float) -> Iterator[tuple[int, list[int]]]:
    """How long the columns are and with which years they begin, shortest first; the last always fits."""
    for unit in UNITS:
        blocks = sorted({year - year % unit for year in years})
        left = room - BREAK * _breaks(blocks, unit)
        if unit == UNITS[-1] or left * SHARE >= LEAST * len(blocks):
            yield unit, blocks


def _breaks(blocks: Sequence[int], unit: int) -> int:
    return sum(later - earlier > unit for earlier, later in pairwise(blocks))


def _stretches(weights: dict[int, int], unit: int, start: float, end: float) -> Iterator[AxisStretch]:
    blocks = list(weights)
    room = end - start - BREAK * _breaks(blocks, unit)
    base = min(COLUMN, room * SHARE / len(blocks))
    each = (room - base * len(blocks)) / sum(weights.values())
    x, due = start, blocks[0]
    for block, weight in weights.items():
        if block > due:
            yield AxisStretch(_first_day(due), _first_day(block) - 1, x, x + BREAK, "")
            x += BREAK
        after = end if block == blocks[-1] else x + base + each * weight
        yield AxisStretch(_first_day(block), _last_day(block + unit - 1), x, after, _name(block, unit))
        x, due = after, block + unit


def _name(block: int, unit: int) -> str:
    """What a column is called that begins with a year."""
    match unit:
        case 1:
            return str(block)
        case 10:
            return pgettext("decade", "{year}s", year=str(block))
        case 100:
            return pgettext("century", "{year}s", year=str(block))
        case _:
            return pgettext("millennium", "{year}s", year=str(block))


# ------------------------------------------------------------------ labels


def year_labels(columns: Iterable[AxisStretch]) -> tuple[AxisLabel, ...]:
    """The names of columns, as many as stand apart."""
    labels: list[AxisLabel] = []
    reach = float("-inf")
    for column in columns:
        middle, half = (column.start + column.end) / 2, width(column.label, LETTERS) / 2
        if middle - half >= reach:
            labels.append(AxisLabel(middle, column.label))
            reach = middle + half + APART
    return tuple(labels)


def month_labels(columns: Iterable[AxisStretch]) -> tuple[AxisLabel, ...]:
    """The months of those columns of one year that have room for all their names."""
    names = spoken().months["short"]
    widest = max(width(name, LETTERS) for name in names) + APART
    return tuple(
        AxisLabel((begin + end) / 2, name)
        for column in columns
        for name, (begin, end) in zip(names, pairwise([*months(column), column.end]), strict=False)
        if (column.end - column.start) / 12 >= widest + 1  # February is a little narrower
    )


def months(column: AxisStretch) -> tuple[float, ...]:
    """Where the months of a column of one year begin; nothing for a longer column."""
    year = year_of(column.first)
    if year_of(column.last) != year:
        return ()
    line = Axis((column,))
    return tuple(line.at(dt.date(year, month, 1).toordinal()) for month in range(1, 13))


# ------------------------------------------------------------------ years and days


def year_of(day: int) -> int:
    """The year that a day (an ordinal) lies in."""
    return dt.date.fromordinal(day).year


def years_left_out(earlier: int, later: int) -> str:
    """Which years between two are left out, in words; nothing where they follow on each other."""
    first, last = earlier + 1, later - 1
    if first > last:
        return ""
    if first == last:
        return gettext("{year} left out", year=str(first))
    return gettext("{first} to {last} left out", first=str(first), last=str(last))


def _first_day(year: int) -> int:
    return dt.date(max(year, dt.MINYEAR), 1, 1).toordinal()


def _last_day(year: int) -> int:
    return dt.date(min(year, dt.MAXYEAR), 12, 31).toordinal()
