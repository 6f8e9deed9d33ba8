"""The charts of link pictures: those of the pages, with fewer and larger words, to be read when small.

No chart says what its page does not, and places are read from the page's own picture.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from site_builder.charts.text_width import BOLD, cut, width, wrap
from site_builder.pages.arms_deals import DealsPage
from site_builder.pages.drawable import drawable
from site_builder.pages.figures import FiguresPage
from site_builder.pages.link_charts import (
    DEPTH,
    ROOM,
    SIZE,
    ChartBar,
    ChartLine,
    ChartMark,
    ChartWords,
    LinkChart,
)
from site_builder.pages.network import NetworkPage
from site_builder.pages.timeline import TimelinePage

_NUMBER: Final = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")

# ------------------------------------------------------------------ timeline

NAMES = 286
"""Room for the names of lanes."""
YEARS = 32
"""Room for the years below the lanes."""


def timeline_chart(page: TimelinePage) -> LinkChart | None:
    """Lanes, years and marks of the timeline, without what its events are called."""
    if page.timeline is None:
        return None
    drawn = page.timeline.picture.wide
    top, depth = float(drawn.top), float(drawn.depth)
    places = [float(mark.x) for mark in drawn.marks]
    left = min(places) - 16
    across = _Scale((left, float(drawn.width)), (NAMES, ROOM))
    down = _Scale((top, top + depth), (0, DEPTH - YEARS))
    bars: list[ChartBar] = []
    names: list[ChartWords] = []
    for lane in drawn.lanes:
        begin, end = down.at(float(lane.y)), down.at(float(lane.y) + float(lane.height))
        bars.append(ChartBar(0, begin, ROOM, end - begin - 3, "ground"))
        names += _lines(_joined(lane.names), (12, (begin + end) / 2), NAMES - 24, end - begin)
    radius = min(9.0, max(6.0, down.by(20) / 2))
    columns = [_paired(stroke) for stroke in _strokes(drawn.columns)]
    return LinkChart(
        label=drawable(page.timeline.label),
        bars=tuple(bars),
        lines=tuple(
            ChartLine((across.at(x), 0), (across.at(x), DEPTH - YEARS), 1, faint=True) for x, _ in columns
        ),
        marks=tuple(
            ChartMark(across.at(float(mark.x)), down.at(float(mark.y)), radius, _is_hollow(mark.look))
            for mark in drawn.marks
        ),
        words=(*names, *_years(drawn.years, across)),
    )


def _lines(
    text: str, at: tuple[float, float], room: float, high: float, *, strong: bool = False
) -> Iterator[ChartWords]:
    """Words in one line or two around a height, as there is room; none where there is no room for one."""
    most = min(int(high // (SIZE * 1.15)), 2)
    lines = wrap(text, SIZE * BOLD if strong else SIZE, room, most) if most else ()
    for number, line in enumerate(lines):
        y = at[1] + SIZE * (0.36 + 1.2 * (number - (len(lines) - 1) / 2))
        yield ChartWords(at[0], y, line, strong=strong)


def _is_hollow(look: str) -> bool:
    return bool({"r-hollow", "r-unsure", "r-undone", "r-claimed"} & set(look.split()))


def _years(labels: Iterable[Any], across: "_Scale") -> Iterator[ChartWords]:
    """The years of the axis, as many as stand apart."""
    found = {float(label.x): label.text for label in labels}
    reach = float(NAMES) - 20
    for x, text in sorted(found.items()):
        half = width(text, SIZE) / 2
        middle = min(across.at(x), ROOM - half)
        if middle - half >= reach:
            yield ChartWords(middle, DEPTH - 4, text, "middle")
            reach = middle + half + 14


@dataclass(frozen=True, slots=True)
class _Scale:
    """From one stretch to another."""

    source: tuple[float, float]
    target: tuple[float, float]

    def at(self, value: float) -> float:
        """Where a place of the one lies on the other."""
        return round(self.target[0] + self.by(value - self.source[0]), 1)

    def by(self, length: float) -> float:
        """How long a length of the one is on the other."""
        whole = self.source[1] - self.source[0]
        return length * (self.target[1] - self.target[0]) / whole if whole else 0


def _strokes(path: str) -> Iterator[str]:
    """The beginnings of the strokes of a path."""
    return (stroke for stroke in path.split("M") if stroke)


def _paired(stroke: str) -> tuple[float, float]:
    first, second, *_ = map(float, _NUMBER.findall(stroke))
    return first, second


# ------------------------------------------------------------------ network

NAMED = 9
"""So many actors of the network are named, if there is room."""
FLATTER = 24
"""Room above and below the outermost marks."""


def network_chart(page: NetworkPage) -> LinkChart | None:
    """Who takes part in events with whom, with the names of those with the most events."""
    drawn = next((picture for picture in page.pictures if picture.form == "wide"), None)
    if drawn is None:
        return None
    marks = [(*_middle(mark.path), mark.label) for mark in drawn.marks]
    across = _Scale(_reach([x for x, _, _, _ in marks]), (110, ROOM - 110))
    down = _Scale(_reach([y for _, y, _, _ in marks]), (FLATTER, DEPTH - FLATTER))
    shown = [ChartMark(across.at(x), down.at(y), max(7.0, radius * 1.3)) for x, y, radius, _ in marks]
    lines = (tuple(map(float, _NUMBER.findall(line.path)[:4])) for line in drawn.lines)
    names = [" ".join(line.text for line in label.lines) for _, _, _, label in marks]
    return LinkChart(
        label=drawable(drawn.title),
        lines=tuple(
            ChartLine((across.at(a), down.at(b)), (across.at(c), down.at(d)), min(1 + float(line.width), 5))
            for (a, b, c, d), line in zip(lines, drawn.lines, strict=True)
        ),
        marks=tuple(shown),
        words=tuple(_names(shown, names)),
    )


def _reach(values: Sequence[float]) -> tuple[float, float]:
    """From the least to the most; around a single one, which stands in the middle then."""
    low, high = min(values), max(values)
    return (low, high) if high - low >= 1 else (low - 1, high + 1)


def _middle(path: str) -> tuple[float, float, float]:
    """Middle and radius of a mark's outline: a circle, or a ring of steps from a corner on."""
    first, second, *steps = map(float, _NUMBER.findall(path))
    if "a" in path:
        return first + steps[0], second, steps[0]
    x, y, corners = first, second, [(first, second)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=False):
        x, y = x + dx, y + dy
        corners.append((x, y))
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    return (left + right) / 2, (top + bottom) / 2, (right - left) / 2


def _names(marks: Sequence[ChartMark], names: Sequence[str]) -> Iterator[ChartWords]:
    """Names beside the largest marks, where they cover no other mark or name."""
    taken = [
        (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
        for mark in marks
    ]
    left = NAMED
    for mark, name in zip(marks, names, strict=True):  # those with the most events come first
        text = drawable(name)
        for words in _beside(mark, text) if text and left else ():
            box = _box(words)
            if _is_free(box, taken):
                taken.append(box)
                left -= 1
                yield words
                break


def _beside(mark: ChartMark, text: str) -> Iterator[ChartWords]:
    middle, off = mark.y + SIZE * 0.36, mark.radius + 6
    yield ChartWords(mark.x + off, middle, text, "start", strong=True)
    yield ChartWords(mark.x - off, middle, text, "end", strong=True)
    yield ChartWords(mark.x, mark.y + off + SIZE * 0.8, text, "middle", strong=True)
    yield ChartWords(mark.x, mark.y - off - 2, text, "middle", strong=True)


Box = tuple[float, float, float, float]


def _box(words: ChartWords) -> Box:
    wide = width(words.text, SIZE * BOLD * 1.04)
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.place]
    return left - 2, words.y - SIZE * 0.85, left + wide + 2, words.y + SIZE * 0.3


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    if box[0] < 0 or box[1] < -SIZE or box[2] > ROOM or box[3] > DEPTH + SIZE / 2:
        return False
    return not any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
    )


# ------------------------------------------------------------------ figures

MOST_POINTS = 7
"""So many figures are drawn side by side."""
ABOVE, BASE = 58, 232
"""From where to where points of a figure stand."""


def figures_chart(page: FiguresPage) -> LinkChart | None:
    """The figures of the measure that has the most, side by side."""
    if not page.charts:
        return None
    chart = max(page.charts, key=lambda one: len(one.wide.points))  # of equals the first
    points = list(_first_panel(chart.wide.points))[:MOST_POINTS]
    room = ROOM / max(len(points), 4)
    down = _Scale((60, 210), (ABOVE, BASE))  # as `charts.figures` has them
    marks, words = [], [ChartWords(0, 14, drawable(chart.title), strong=True)]
    for number, point in enumerate(points):
        x, y = room * (number + 0.5), down.at(float(point.y))
        marks.append(ChartMark(x, y, 11, point.hollow))
        amount, period = _joined(point.amount), _joined(point.period)
        words += [
            ChartWords(x, y - 22, cut(amount, SIZE * BOLD, room - 8), "middle", strong=True),
            ChartWords(x, DEPTH - 18, cut(period, SIZE, room - 8), "middle"),
        ]
    heights = (ABOVE, (ABOVE + BASE) / 2, BASE)
    return LinkChart(
        label=drawable(chart.title),
        lines=tuple(ChartLine((0, y), (ROOM, y), 1, faint=True) for y in heights),
        marks=tuple(marks),
        words=tuple(word for word in words if word.text),
    )


def _first_panel(points: Iterable[Any]) -> Iterator[Any]:
    """The points of the first panel: in each they stand from the left to the right."""
    reach = -1.0
    for point in points:
        if float(point.x) <= reach:
            return
        reach = float(point.x)
        yield point


# ------------------------------------------------------------------ deals

MOST_BARS = 5
TITLES, BARS = 372, 660
"""Where the titles of deals end, and bars."""


def deals_chart(page: DealsPage) -> LinkChart | None:
    """The largest values of deals, as worded, in the order of the page; nothing is added up."""
    if not page.charts:
        return None
    chart = page.charts[0]
    headings = [heading.title for heading in chart.wide.headings if heading.title]
    titles = [(float(title[0].y), _joined(title)) for title in headings]
    rows = [(bar, _whole(bar)) for bar in chart.wide.bars if bar.sure or bar.perhaps]
    most = sorted(rows, key=lambda row: -row[1][2])[:MOST_BARS]
    shown = [row for row in rows if row in most]
    if not shown:
        return None
    start, end = min(span[0] for _, span in rows), max(span[2] for _, span in rows)
    across, high = _Scale((start, end), (TITLES + 24, BARS)), DEPTH / max(len(shown), 3)
    bars: list[ChartBar] = []
    words: list[ChartWords] = []
    before = ""
    for number, (bar, (_, y, _)) in enumerate(shown):
        middle = high * (number + 0.5)
        title = next((title for at, title in reversed(titles) if at <= y + 14), "")
        if title != before:
            words += _lines(title, (0, middle), TITLES, high, strong=True)
        words += _lines(_joined(bar.words), (BARS + 24, middle), ROOM - BARS - 30, high)
        bars += list(_bars(bar, across, middle))
        before = title
    return LinkChart(drawable(chart.label), tuple(bars), words=tuple(word for word in words if word.text))


def _bars(bar: Any, across: _Scale, middle: float) -> Iterator[ChartBar]:
    looks: tuple[tuple[str, Literal["sure", "perhaps"]], ...] = ((bar.sure, "sure"), (bar.perhaps, "perhaps"))
    for path, look in looks:
        if path:
            left, _, right = _span(path)
            yield ChartBar(across.at(left), middle - 12, max(across.by(right - left), 4), 24, look)


def _whole(bar: Any) -> tuple[float, float, float]:
    """From where to where a value reaches at most."""
    spans = [_span(path) for path in (bar.sure, bar.perhaps) if path]
    return min(span[0] for span in spans), spans[0][1], max(span[2] for span in spans)


def _joined(lines: Iterable[Any]) -> str:
    return drawable(" ".join(line.text for line in lines))


def _span(path: str) -> tuple[float, float, float]:
    """Left edge, top and right edge of a block."""
    left, top, wide, *_ = map(float, _NUMBER.findall(path))
    return left, top, left + wide
