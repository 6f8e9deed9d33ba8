"""The narrow picture of a timeline, for phones: years one below another, each from January to December."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from site_builder.charts.svg import BASELINE, LINE, SIZE, SvgText, coordinate, text_at, text_lines
from site_builder.charts.text_width import BOLD, cut, width, wrap
from site_builder.charts.time_axis import LETTERS, one_year, year_of, years_left_out
from site_builder.charts.timeline_events import STUB, TimelineEvent, extent_of
from site_builder.charts.timeline_marks import EventMark, event_mark, label_text
from site_builder.charts.timeline_rows import marks_in_rows
from site_builder.translation.messages import spoken

WIDTH = 340
"""Fits a phone of 360 and more; on one of 320 letters are still 11 high."""
ROW = 26
GAP = 22
"""Heights of a row, and of the words about years left out."""
STRIP = (STUB, 76.0)
"""Where a year begins and ends, where every event has a row of its own."""
LABELS = STRIP[1] + STUB + 4
"""Where labels begin beside such years."""
BROAD = (40.0 + STUB, WIDTH - STUB)
"""The same where a year's events share rows."""
MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Year:
    """A year's block, with its name, and a line about the years without events before it, if any.

    `y` is the middle of its first row, or of its heading, where `rule` is drawn; `gap_y` that of the line
    about the years left out.
    """

    name: SvgText
    y: str
    rule: str
    left_out: SvgText | None
    gap_y: str
    marks: tuple[EventMark, ...]


@dataclass(frozen=True, slots=True)
class Narrow:
    """The picture, ready to be written; `start`, `middle` and `end` are those of a year."""

    width: int
    height: int
    row: int
    gap: int
    months: tuple[SvgText, ...]
    start: str
    middle: str
    end: str
    years: tuple[Year, ...]


def by_rows(items: Sequence[TimelineEvent]) -> Narrow:
    """A row an event, with its label beside; each year has a heading."""
    y, years = float(ROW), []
    for year, left_out, held in _groups_by_year(items):
        gap_y = y + GAP / 2
        y += GAP if left_out else 0
        heading = y + ROW / 2
        y += ROW
        line = one_year(year, *STRIP)
        marks = []
        for item in held:
            place = extent_of(item, line)
            lines = wrap(label_text(item), SIZE, WIDTH - LABELS, MOST_LINES)
            labels = text_lines(lines, LABELS - place.points[0], -LINE / 2, SIZE)
            height = ROW + LINE * max(len(labels) - 1, 0)  # a blank title has no line
            marks.append(event_mark(item, place, y + ROW / 2, labels, height))
            y += height
        rule = f"M{coordinate(LABELS)} 0H{WIDTH}"
        said = _left_out(left_out, LABELS)
        years.append(Year(_year_name(year), coordinate(heading), rule, said, coordinate(gap_y), tuple(marks)))
    return _picture(years, y, STRIP)


def by_years(items: Sequence[TimelineEvent]) -> Narrow:
    """A block a year, as low as its marks allow, with the labels that there is room for."""
    y, years = float(ROW), []
    for year, left_out, held in _groups_by_year(items):
        gap_y = y + GAP / 2
        y += GAP if left_out else 0
        line = one_year(year, *BROAD)
        marks, rows = marks_in_rows(held, line, y, ROW, (BROAD[0] - STUB, WIDTH), every=False)
        rule = f"M0 {coordinate(-ROW / 2)}H{WIDTH}"
        said = _left_out(left_out, BROAD[0])
        years.append(
            Year(_year_name(year), coordinate(y + ROW / 2), rule, said, coordinate(gap_y), tuple(marks))
        )
        y += rows * ROW
    return _picture(years, y, BROAD)


def _groups_by_year(items: Sequence[TimelineEvent]) -> Iterator[tuple[int, str, list[TimelineEvent]]]:
    """Each year in which events begin, which years are left out before it, and its events in order."""
    before = None
    ordered = sorted(items, key=lambda item: year_of(item.opening))
    for year, held in groupby(ordered, key=lambda item: year_of(item.opening)):
        yield year, years_left_out(before, year) if before else "", list(held)
        before = year


def _year_name(year: int) -> SvgText:
    return text_at(str(year), 0, BASELINE, SIZE * BOLD)


def _left_out(said: str, x: float) -> SvgText | None:
    return text_at(cut(said, LETTERS, WIDTH - x), x, 4, LETTERS) if said else None


def _month(number: int, x: float) -> SvgText:
    """A month's name around a place, or as near to it as the picture's edges allow."""
    name = spoken().months["short"][number]
    half = width(name, LETTERS) / 2
    return text_at(name, min(max(x, half), WIDTH - half), 16, LETTERS)


def _picture(years: Sequence[Year], height: float, strip: tuple[float, float]) -> Narrow:
    start, end = strip
    return Narrow(
        width=WIDTH,
        height=round(height),
        row=ROW,
        gap=GAP,
        months=(_month(0, start), _month(-1, end)),
        start=coordinate(start),
        middle=coordinate((start + end) / 2),
        end=coordinate(end),
        years=tuple(years),
    )
