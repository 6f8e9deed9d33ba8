"""Charts that can be taken along: where each stands by itself, what is said of it, its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from site_builder.charts.amounts import AmountReach
from site_builder.charts.deals import DrawnDeal
from site_builder.charts.figures import FigurePoint
from site_builder.charts.timeline import Timeline
from site_builder.charts.timeline_events import TimelineEvent

EMBED: Final = "embed/"
"""Below this folder each chart has a page of its own, at the path of the page that it is taken from."""
PAGE, PICTURE, ROWS = "index.html", "chart.svg", "chart.csv"
"""The files that each has there."""

ALONE: Final = "#picture"
"""Leads to a chart that is the only one of its kind on its page."""

ChartKind = Literal["timeline", "network", "map", "deals", "figures"]
Cell = str | int | float
_STYLES: Final[Mapping[ChartKind, str]] = {
    "timeline": "r-timeline",
    "network": "r-drawing",
    "map": "r-drawing",
    "deals": "r-chart",
    "figures": "r-chart",
}


@dataclass(frozen=True, slots=True)
class ChartRow:
    """What one mark or line shows; `to` is the site path of its page, or of the words that carry it."""

    cells: tuple[Cell, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A chart as others take it along.

    `path` is the folder of its own page, `at` leads to it on the site (both site paths), `height` is how
    many pixels it takes where it is wide; `columns` name the cells of its `rows`. `kind` names the template
    that draws it.
    """

    kind: ChartKind
    path: str
    at: str
    title: str
    says: str
    height: int
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]

    @property
    def style(self) -> str:
        """The class by which style sheets know what is drawn."""
        return _STYLES[self.kind]

    @property
    def name(self) -> str:
        """What its files are called where others keep them."""
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def page(self) -> str:
        """Site path of its own page."""
        return self.path

    @property
    def picture(self) -> str:
        """Site path of the picture."""
        return self.path + PICTURE

    @property
    def data(self) -> str:
        """Site path of its rows."""
        return self.path + ROWS

    def on(self, page: str) -> "Taken":
        """The same on the page at a site path, where it has been told apart from others only."""
        return replace(self, path=f"{EMBED}{page}{self.path}", at=f"{page}{self.at}")


def taken_at(path: str) -> str:
    """The site path that the page of a chart, or a file beside it, was taken from; empty for any other."""
    return path.removeprefix(EMBED).rpartition("/")[0] + "/" if path.startswith(EMBED) else ""


def charts_of(view: Any) -> Iterator[tuple[Any, Taken]]:
    """The charts of a page that can be taken along, each with what is said of it."""
    for chart in (view, getattr(view, "timeline", None), *getattr(view, "charts", ())):
        taken = getattr(chart, "taken", None)
        if isinstance(taken, Taken):
            yield chart, taken


# ------------------------------------------------------------------ what they show

EVENT_COLUMNS: Final = ("event", "type", "date", "first_day", "last_day", "status")


def event_row(item: TimelineEvent) -> ChartRow:
    """An event of a timeline: its date in EDTF, and the days between which that lies."""
    date = item.date
    days = [day.isoformat() if day else "" for day in (date.earliest, date.latest)] if date else ["", ""]
    cells = (item.title, item.mark.name, date.text if date else "", *days, item.status)
    return ChartRow(cells, item.to)


def timeline_taken(picture: Timeline, page: str, title: str, says: str) -> Taken:
    """What is said of a timeline on a page."""
    rows = tuple(map(event_row, picture.drawn))
    height = picture.wide.height
    return Taken("timeline", "", ALONE, title, says, height, EVENT_COLUMNS, rows).on(page)


VALUE_COLUMNS: Final = ("deal", "when", "wording", "source", "low", "high", "open")


def value_rows(deals: Iterable[DrawnDeal]) -> Iterator[ChartRow]:
    """The worded values of some deals; one with words alone has no bounds."""
    for deal in deals:
        for value in deal.values:
            cells = (deal.title, deal.when, value.wording, value.source, *_reach(value.amount))
            yield ChartRow(cells, value.to)


POINT_COLUMNS: Final = ("period", "of", "source", "says", "low", "high", "open")


def point_rows(points: Iterable[FigurePoint]) -> Iterator[ChartRow]:
    """The points of a chart of figures, by period."""
    for point in sorted(points, key=lambda point: (point.opening, point.source, point.who, point.tooltip)):
        cells = (point.period, point.who, point.source, point.tooltip, *_reach(point.amount))
        yield ChartRow(cells, point.to)


def _reach(amount: AmountReach | None) -> tuple[Cell, ...]:
    """The bounds of an amount, and the end at which it is open."""
    if amount is None:
        return "", "", ""
    bounds = (int(bound) if bound.is_integer() else bound for bound in (amount.low, amount.high))
    return *bounds, amount.open
