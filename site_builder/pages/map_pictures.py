"""The map's pictures: for wide screens, and for upright ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from site_builder.charts.country_outlines import MapFrame
from site_builder.charts.labels import DrawnMark
from site_builder.charts.svg import circle_path, coordinate
from site_builder.charts.worldmap import (
    DETAIL,
    OVERVIEW,
    WIDE,
    Arc,
    DrawnArc,
    MapDrawing,
    Spot,
    dense,
    draw_map,
)
from site_builder.linking.site import Site
from site_builder.model.value_types import PlaceId
from site_builder.pages.components import place_link
from site_builder.pages.map_data import PATH, MapData, spot_title, way_id, way_title
from site_builder.pages.picture_views import LabelView, LineView, MarkView, label_view, mark_label, view_box
from site_builder.pages.taking import ALONE, ChartRow, Taken
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class InsetView:
    """The part of a map that another one shows closer, in units of the map."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class MapView:
    """One drawing of the map, for wide screens or for upright ones (`form`)."""

    form: str
    view_box: str
    size: str
    soft: str
    title: str
    land: str
    names: tuple[LabelView, ...]
    inset: InsetView | None
    lines: tuple[LineView, ...]
    marks: tuple[MarkView, ...]


def map_pictures(
    site: Site, data: MapData, spots: tuple[Spot, ...], arcs: tuple[Arc, ...], at: Mapping[str, str]
) -> Iterator[MapView]:
    """The wide map; for upright screens the densest region by itself and the whole below it.

    Ways lead to their rows, which stand `at` a path by their anchor, or on the map's own page.
    """
    if not spots:
        return
    yield _view(site, data, at, "wide", draw_map(spots, arcs, WIDE))
    closer = dense(spots, _busy(spots, arcs))
    if closer:
        detail = draw_map(spots, arcs, DETAIL, closer=closer)
        west, south, east, north = detail.projection.degrees(DETAIL.width, DETAIL.height)
        shown = tuple(drawn.of.key for drawn in detail.spots)
        whole = draw_map(spots, arcs, OVERVIEW, beside=shown)
        left, top = whole.projection.point((west, north))
        right, bottom = whole.projection.point((east, south))
        yield _view(site, data, at, "tall", detail)
        yield _view(site, data, at, "tall", replace(whole, inset=(left, top, right, bottom)))
    else:
        yield _view(site, data, at, "tall", draw_map(spots, arcs, DETAIL))


COLUMNS = ("kind", "name", "id", "from", "north", "east", "number")


def map_taken(
    site: Site, spots: tuple[Spot, ...], arcs: tuple[Arc, ...], at: Mapping[str, str], says: str
) -> Taken:
    """What others take along of the map: places with their events, and ways with their visits.

    Ways lead to their rows as those of `map_pictures`.
    """
    called = {one.key: one.name for one in spots}
    rows = [
        ChartRow(
            ("state" if one.area else "place", one.name, one.key, "", one.at[1], one.at[0], one.weight),
            place_link(site, PlaceId(one.key)).to,
        )
        for one in spots
    ]
    for arc in arcs:
        start, end = arc.ends
        kind = "visits" if arc.firm else "visits not known to have taken place"
        rows.append(
            ChartRow(
                (kind, called[end], end, called[start], "", "", arc.weight),
                _way_path(at, way_id((PlaceId(start), PlaceId(end), arc.firm))),
            )
        )
    return Taken("map", "", ALONE, _title(), says, round(WIDE.height), COLUMNS, tuple(rows)).on(PATH)


def _title() -> str:
    return gettext("Map of places of events and of visits")


def _way_path(at: Mapping[str, str], anchor: str) -> str:
    """Where the row of a way stands."""
    return f"{at.get(anchor, PATH)}#{anchor}"


def _busy(spots: Iterable[Spot], arcs: Iterable[Arc]) -> dict[str, int]:
    """How much happens at each spot: events, and visits from it or to it."""
    busy = Counter({one.key: one.weight for one in spots})
    for arc in arcs:
        busy.update(dict.fromkeys(arc.ends, arc.weight))
    return busy


def _view(site: Site, data: MapData, at: Mapping[str, str], form: str, drawing: MapDrawing) -> MapView:
    frame = drawing.frame
    return MapView(
        form=form,
        view_box=view_box(frame.width, frame.height),
        size=coordinate(frame.size),
        soft=coordinate(frame.soft),
        title=_title(),
        land=drawing.land,
        names=tuple(label_view(label) for label in drawing.names),
        inset=_inset(drawing),
        lines=tuple(_line(site, arc, at) for arc in drawing.arcs),
        marks=tuple(_mark(site, data, drawn, frame) for drawn in drawing.spots),
    )


def _inset(drawing: MapDrawing) -> InsetView | None:
    if drawing.inset is None:
        return None
    left, top, right, bottom = drawing.inset
    return InsetView(coordinate(left), coordinate(top), coordinate(right - left), coordinate(bottom - top))


def _line(site: Site, drawn: DrawnArc, at: Mapping[str, str]) -> LineView:
    arc = drawn.arc
    start, end = (PlaceId(key) for key in arc.ends)
    anchor = way_id((start, end, arc.firm))
    return LineView(
        ends=" ".join(arc.ends),
        to=_way_path(at, anchor),
        title=way_title(site, (start, end, arc.firm), arc.weight),
        path=drawn.path,
        width=coordinate(drawn.width),
        types="visit",
        kind="" if arc.firm else "not",
        arrow=drawn.arrow,
    )


def _mark(site: Site, data: MapData, drawn: DrawnMark[Spot], frame: MapFrame) -> MarkView:
    one = drawn.of
    place = PlaceId(one.key)
    return MarkView(
        key=one.key,
        kind="area" if one.area else "place",
        to=place_link(site, place).to,
        title=spot_title(one),
        path=circle_path(drawn.at, drawn.radius),
        types=" ".join(_types(site, data, place)),
        label=mark_label(drawn, frame.width, frame.size),
    )


def _types(site: Site, data: MapData, place: PlaceId) -> list[str]:
    """Types of the events at a spot; visits too where one leads there or begins there."""
    types = {site.events[event].frame.type for event in data.events.get(place, ())}
    travelled = any(place in way[:2] for way in data.ways)
    return sorted({*types, "visit"} if travelled else types)
