"""The page of the map: where events took place, and who travelled from where to where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from site_builder.charts.basemap import base_map
from site_builder.charts.land import MapFrame
from site_builder.charts.polygons import Point
from site_builder.charts.shapes import circle, number
from site_builder.charts.worldmap import (
    DETAIL,
    OVERVIEW,
    WIDE,
    Arc,
    DrawnArc,
    DrawnSpot,
    MapDrawing,
    Spot,
    dense,
    draw_map,
)
from site_builder.journeys import is_state, journeys, spot
from site_builder.linking import Site
from site_builder.model import ActorId, EventId, PlaceId
from site_builder.pages.drawn import LabelView, LineView, MarkView, label_view, mark_label, view_box
from site_builder.pages.parts import (
    KIND_NAMES,
    DateView,
    Head,
    Link,
    event_link,
    joined,
    place_link,
    register_head,
    who_link,
)
from site_builder.pages.rows import count, event_date, event_status, most_first, newest_events

PATH = "map/"

Way = tuple[PlaceId | None, PlaceId | None, bool]
"""From where to where, and whether the visits took place."""


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type of event in the key, and how many of it are on the map."""

    kind: str
    name: str
    number: int


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


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event in the list of a place or a way."""

    link: Link
    type: str
    when: DateView | None
    more: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SpotRow:
    """A place on the map with its events."""

    key: str
    name: Link
    kind: str
    title: str
    types: str
    number: int
    events: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True)
class WayRow:
    """Visits from one state to one place; an end that is not known is None."""

    id: str
    ends: str
    title: str
    start: Link | None
    end: Link | None
    number: int
    visits: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A place without a point of its own, and where its events are shown instead, if anywhere."""

    name: Link
    number: int
    shown_at: Link | None


@dataclass(frozen=True, slots=True)
class MapPage:
    """Where events took place: maps, a key, and the same as lists."""

    head: Head
    pictures: tuple[MapView, ...]
    key: tuple[TypeView, ...]
    spots: tuple[SpotRow, ...]
    ways: tuple[WayRow, ...]
    unplaced: tuple[UnplacedRow, ...]
    without: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that the map is made from: points, and the events and visits that belong to them."""

    at: Mapping[PlaceId, Point]
    events: Mapping[PlaceId, tuple[EventId, ...]]
    ways: Mapping[Way, tuple[EventId, ...]]


def map_page(site: Site) -> MapPage:
    """The map of all events whose place has a point."""
    found = find(site)
    spots, arcs = _spots(site, found), _arcs(found)
    placed = sum(len(events) for place, events in found.events.items() if place in found.at)
    answer = (
        f"Where {count(placed, 'event')} took place, and from where to where {_visits(found)} led, "
        "as far as the articles and the registry say."
    )
    types = Counter(
        site.events[event].frame.type
        for place, events in found.events.items()
        if place in found.at
        for event in events
    )
    nowhere = sum(event.place is None for event in site.events.values())
    return MapPage(
        head=register_head(PATH, "Map", "explore", answer),
        pictures=tuple(_pictures(site, found, spots, arcs)),
        key=tuple(TypeView(kind, KIND_NAMES[kind], held) for kind, held in most_first(types)),
        spots=tuple(_spot_row(site, found, one) for one in _by_weight(spots)),
        ways=tuple(_way_rows(site, found)),
        unplaced=tuple(_unplaced(site, found)),
        without=f"{count(nowhere, 'event')} for which no article gives a place." if nowhere else "",
    )


def _visits(found: Found) -> str:
    return count(len({visit for visits in found.ways.values() for visit in visits}), "visit")


def find(site: Site) -> Found:
    """Sort events by the spot they are counted at, and visits by their ways."""
    events: dict[PlaceId, list[EventId]] = defaultdict(list)
    ways: dict[Way, list[EventId]] = defaultdict(list)
    for name in newest_events(site):
        event = site.events[name]
        here = spot(site, event.place)
        if here:
            events[here].append(name)
        if event.frame.type == "visit":
            for journey in journeys(site, event):
                home = PlaceId(journey.home) if journey.home else None
                ways[home, here, event.status == "happened"].append(name)
    named = {*events, *(end for home, to, _ in ways for end in (home, to) if end)}
    at = {place: point for place in sorted(named) if (point := point_of(site, place))}
    return Found(
        at,
        {place: tuple(names) for place, names in sorted(events.items())},
        {way: tuple(names) for way, names in ways.items()},
    )


def point_of(site: Site, place: PlaceId) -> Point | None:
    """Degrees east and north of a place; of a state, where the base map has its name, if it knows it."""
    if not is_state(site, place):
        coordinates = site.corpus.registry.places[place].coordinates
        return (coordinates[1], coordinates[0]) if coordinates else None
    country = base_map().country(site.corpus.registry.actors[ActorId(place)].forms)
    return country.at if country else None


def _spots(site: Site, found: Found) -> tuple[Spot, ...]:
    ends = {end for way in found.ways if _is_drawn(way, found) for end in way[:2]}
    return tuple(
        Spot(place, place_link(site, place).text, at, len(found.events.get(place, ())), is_state(site, place))
        for place, at in found.at.items()
        if place in found.events or place in ends
    )


def _is_drawn(way: Way, found: Found) -> bool:
    start, end, _ = way
    return start in found.at and end in found.at and start != end


def _arcs(found: Found) -> tuple[Arc, ...]:
    """Ways with two different points, the busiest first."""
    arcs = [
        Arc((start or "", end or ""), len(visits), firm)
        for (start, end, firm), visits in found.ways.items()
        if _is_drawn((start, end, firm), found)
    ]
    return tuple(sorted(arcs, key=lambda arc: (-arc.weight, arc.ends, arc.firm)))


def _by_weight(spots: Iterable[Spot]) -> list[Spot]:
    return sorted((one for one in spots if one.weight), key=lambda one: (-one.weight, one.name))


# ------------------------------------------------------------------ pictures


def _pictures(site: Site, found: Found, spots: tuple[Spot, ...], arcs: tuple[Arc, ...]) -> Iterable[MapView]:
    """The wide map; for upright screens the densest region by itself and the whole below it."""
    if not spots:
        return
    yield _view(site, found, "wide", draw_map(spots, arcs, WIDE))
    closer = dense(spots, _busy(spots, arcs))
    if closer:
        detail = draw_map(spots, arcs, DETAIL, closer=closer)
        west, south, east, north = detail.projection.degrees(DETAIL.width, DETAIL.height)
        shown = tuple(drawn.spot.key for drawn in detail.spots)
        whole = draw_map(spots, arcs, OVERVIEW, beside=shown)
        left, top = whole.projection.point((west, north))
        right, bottom = whole.projection.point((east, south))
        yield _view(site, found, "tall", detail)
        yield _view(site, found, "tall", replace(whole, inset=(left, top, right, bottom)))
    else:
        yield _view(site, found, "tall", draw_map(spots, arcs, DETAIL))


def _busy(spots: Iterable[Spot], arcs: Iterable[Arc]) -> dict[str, int]:
    """How much happens at each spot: events, and visits from it or to it."""
    busy = Counter({one.key: one.weight for one in spots})
    for arc in arcs:
        busy.update(dict.fromkeys(arc.ends, arc.weight))
    return busy


def _view(site: Site, found: Found, form: str, drawing: MapDrawing) -> MapView:
    frame = drawing.frame
    return MapView(
        form=form,
        view_box=view_box(frame.width, frame.height),
        size=number(frame.size),
        soft=number(frame.soft),
        title="Map of places of events and of visits",
        land=drawing.land,
        names=tuple(label_view(label) for label in drawing.names),
        inset=_inset(drawing),
        lines=tuple(_line(site, arc) for arc in drawing.arcs),
        marks=tuple(_mark(site, found, drawn, frame) for drawn in drawing.spots),
    )


def _inset(drawing: MapDrawing) -> InsetView | None:
    if drawing.inset is None:
        return None
    left, top, right, bottom = drawing.inset
    return InsetView(number(left), number(top), number(right - left), number(bottom - top))


def _line(site: Site, drawn: DrawnArc) -> LineView:
    arc = drawn.arc
    start, end = (PlaceId(key) for key in arc.ends)
    return LineView(
        ends=" ".join(arc.ends),
        to=f"{PATH}#{_way_id((start, end, arc.firm))}",
        title=_way_title(site, (start, end, arc.firm), arc.weight),
        path=drawn.path,
        width=number(drawn.width),
        types="visit",
        kind="" if arc.firm else "not",
        arrow=drawn.arrow,
    )


def _mark(site: Site, found: Found, drawn: DrawnSpot, frame: MapFrame) -> MarkView:
    one = drawn.spot
    place = PlaceId(one.key)
    return MarkView(
        key=one.key,
        kind="area" if one.area else "place",
        to=place_link(site, place).to,
        title=_spot_title(one),
        path=circle(drawn.at, drawn.radius),
        types=" ".join(_types(site, found, place)),
        label=mark_label(one.name, drawn, frame),
    )


def _spot_title(one: Spot) -> str:
    whole = " as a whole" if one.area else ""
    return f"{one.name}{whole}: {count(one.weight, 'event') if one.weight else 'where visitors come from'}"


def _types(site: Site, found: Found, place: PlaceId) -> list[str]:
    """Types of the events at a spot; visits too where one leads there or begins there."""
    types = {site.events[event].frame.type for event in found.events.get(place, ())}
    travelled = any(place in way[:2] for way in found.ways)
    return sorted({*types, "visit"} if travelled else types)


# ------------------------------------------------------------------ lists


def _spot_row(site: Site, found: Found, one: Spot) -> SpotRow:
    place = PlaceId(one.key)
    events = found.events[place]
    return SpotRow(
        key=one.key,
        name=place_link(site, place),
        kind="State as a whole" if one.area else "Place",
        title=_spot_title(one),
        types=" ".join(sorted({site.events[event].frame.type for event in events})),
        number=len(events),
        events=tuple(_item(site, event, place) for event in events),
    )


def _item(site: Site, event: EventId, at: PlaceId) -> EventItem:
    """An event at a spot, with its own place where that is another one."""
    found = site.events[event]
    where = (Link("at "), place_link(site, found.place)) if found.place and found.place != at else ()
    return EventItem(event_link(site, event), found.frame.type, event_date(found), where)


def _way_rows(site: Site, found: Found) -> list[WayRow]:
    rows = []
    for way, visits in found.ways.items():
        start, end, _ = way
        rows.append(
            WayRow(
                id=_way_id(way),
                ends=f"{start or ''} {end or ''}" if _is_drawn(way, found) else "",
                title=_way_title(site, way, len(visits)),
                start=place_link(site, start) if start else None,
                end=place_link(site, end) if end else None,
                number=len(visits),
                visits=tuple(_visit_item(site, visit, way) for visit in visits),
            )
        )
    return sorted(rows, key=lambda row: (row.start is None, -row.number, row.title))


def _visit_item(site: Site, visit: EventId, way: Way) -> EventItem:
    found = site.events[visit]
    own = next(journey for journey in journeys(site, found) if (journey.home or "") == (way[0] or ""))
    who = joined(who_link(site, part.ref) for part in own.visitors)
    status = event_status(found)
    more = (*who, Link(f", {status}")) if status else who
    return EventItem(event_link(site, visit), "visit", event_date(found), more)


def _way_id(way: Way) -> str:
    """Anchor of a way; ids hold no two hyphens in a row, so no two ways share it."""
    start, end, firm = way
    return f"from-{start or '-unknown'}--{end or '-unknown'}{'' if firm else '--open'}"


def _way_title(site: Site, way: Way, visits: int) -> str:
    names = [place_link(site, end).text if end else "not known" for end in way[:2]]
    said = f"From {names[0]} to {names[1]}: {count(visits, 'visit')}"
    return said if way[2] else f"{said} not known to have taken place"


def _unplaced(site: Site, found: Found) -> list[UnplacedRow]:
    """Places of events that have no point of their own."""
    places = Counter(event.place for event in site.events.values() if event.place)
    rows = []
    for place, events in sorted(places.items()):
        here = spot(site, place)
        if point_of(site, place) is None:
            shown = place_link(site, here) if here and here in found.at else None
            rows.append(UnplacedRow(place_link(site, place), events, shown))
    return rows
