"""The page of the map: where events took place, and who travelled from where to where."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.charts.worldmap import Spot
from site_builder.linking.journeys import Journey, spot
from site_builder.linking.site import Site
from site_builder.model.value_types import EventId, PlaceId
from site_builder.pages.components import KIND_NAMES, DateView, Link, event_link, joined, place_link, who_link
from site_builder.pages.departures import reasons
from site_builder.pages.heads import Head, page_head
from site_builder.pages.map_data import (
    PATH,
    MapData,
    arcs_of,
    is_drawn,
    map_data,
    point_of,
    spot_title,
    spots_of,
    way_id,
    way_title,
)
from site_builder.pages.map_pictures import MapView, map_pictures
from site_builder.pages.rows import count, event_date, event_status, most_first, standing_link
from site_builder.pages.visits import VisitIndex, visit_index


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type of event in the key, and how many of it are on the map."""

    kind: str
    name: str
    number: int


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
    """Visits from one state to one place; an end that is not known is None, and `reason` says why."""

    id: str
    ends: str
    title: str
    start: Link | None
    reason: str
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


def map_page(site: Site, visits: VisitIndex | None = None) -> MapPage:
    """The map of all events whose place has a point."""
    data = map_data(site, (visits or visit_index(site)).ways)
    spots, arcs = spots_of(site, data), arcs_of(data)
    types = Counter(
        site.events[event].frame.type
        for place, events in data.events.items()
        if place in data.at
        for event in events
    )
    answer = (
        f"Where {count(types.total(), 'event')} took place, and where {_visits(data)} began and ended, "
        "as far as the articles name the place and give the visitors an office."
    )
    nowhere = sum(event.place is None for event in site.events.values())
    return MapPage(
        head=page_head(PATH, answer, registry=True),
        pictures=tuple(map_pictures(site, data, spots, arcs)),
        key=tuple(TypeView(kind, KIND_NAMES[kind], held) for kind, held in most_first(types)),
        spots=tuple(_spot_row(site, data, one) for one in _by_weight(spots)),
        ways=tuple(_way_rows(site, data)),
        unplaced=tuple(_unplaced(site, data)),
        without=f"{count(nowhere, 'event')} for which no article gives a place." if nowhere else "",
    )


def _visits(data: MapData) -> str:
    return count(len({visit.event for visits in data.ways.values() for visit in visits}), "visit")


def _by_weight(spots: Iterable[Spot]) -> list[Spot]:
    return sorted((one for one in spots if one.weight), key=lambda one: (-one.weight, one.name))


# ------------------------------------------------------------------ lists


def _spot_row(site: Site, data: MapData, one: Spot) -> SpotRow:
    place = PlaceId(one.key)
    events = data.events[place]
    return SpotRow(
        key=one.key,
        name=place_link(site, place),
        kind="State as a whole" if one.area else "Place",
        title=spot_title(one),
        types=" ".join(sorted({site.events[event].frame.type for event in events})),
        number=len(events),
        events=tuple(_item(site, event, place) for event in events),
    )


def _item(site: Site, name: EventId, at: PlaceId) -> EventItem:
    """An event at a spot, with its own place where that is another one."""
    event = site.events[name]
    where = (Link("at "), place_link(site, event.place)) if event.place and event.place != at else ()
    return EventItem(standing_link(site, name), event.frame.type, event_date(event), where)


def _way_rows(site: Site, data: MapData) -> list[WayRow]:
    rows = []
    for way, visits in data.ways.items():
        start, end, _ = way
        rows.append(
            WayRow(
                id=way_id(way),
                ends=f"{start or ''} {end or ''}" if is_drawn(way, data) else "",
                title=way_title(site, way, len(visits)),
                start=place_link(site, start) if start else None,
                reason="" if start else reasons(known for visit in visits for known in visit.starts),
                end=place_link(site, end) if end else None,
                number=len(visits),
                visits=tuple(_visit_item(site, visit) for visit in visits),
            )
        )
    return sorted(rows, key=lambda row: (row.start is None, -row.number, row.title))


def _visit_item(site: Site, visit: Journey) -> EventItem:
    event = site.events[visit.event]
    who = joined(who_link(site, part.ref) for part in visit.visitors)
    status = event_status(site, event)
    more = (*who, Link(f", {status}")) if status else who
    return EventItem(event_link(site, visit.event), "visit", event_date(event), more)


def _unplaced(site: Site, data: MapData) -> list[UnplacedRow]:
    """Places of events that have no point of their own."""
    places = Counter(event.place for event in site.events.values() if event.place)
    rows = []
    for place, events in sorted(places.items()):
        here = spot(site, place)
        if point_of(site, place) is None:
            shown = place_link(site, here) if here and here in data.at else None
            rows.append(UnplacedRow(place_link(site, place), events, shown))
    return rows
