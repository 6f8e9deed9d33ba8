"""Where the map's events and visits are counted, and what its spots and ways are called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.charts.basemap import base_map
from site_builder.charts.polygons import Point
from site_builder.charts.worldmap import Arc, Spot
from site_builder.linking.journeys import Journey, is_state, spot
from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, EventId, PlaceId
from site_builder.pages import counts
from site_builder.pages.components import place_link
from site_builder.pages.rows import newest_events
from site_builder.translation.messages import filled, gettext

PATH = "map/"

Way = tuple[PlaceId | None, PlaceId | None, bool]
"""From where to where, and whether the visits took place."""


@dataclass(frozen=True, slots=True)
class MapData:
    """Everything that the map is made from: points, and the events and visits that belong to them."""

    at: Mapping[PlaceId, Point]
    events: Mapping[PlaceId, tuple[EventId, ...]]
    ways: Mapping[Way, tuple[Journey, ...]]


def map_data(site: Site, travelled: Mapping[EventId, Iterable[Journey]]) -> MapData:
    """Sort events by the spot they are counted at, and visits, which `travelled` some ways, by these."""
    events: dict[PlaceId, list[EventId]] = defaultdict(list)
    ways: dict[Way, list[Journey]] = defaultdict(list)
    for name in newest_events(site):
        event = site.events[name]
        here = spot(site, event.place)
        if here:
            events[here].append(name)
        for journey in travelled.get(name, ()):
            home = PlaceId(journey.home) if journey.home else None
            ways[home, here, event.status == "happened"].append(journey)
    named = {*events, *(end for home, to, _ in ways for end in (home, to) if end)}
    at = {place: point for place in sorted(named) if (point := point_of(site, place))}
    return MapData(
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


def spots_of(site: Site, data: MapData) -> tuple[Spot, ...]:
    """What has a point and events, or is the end of a way that is drawn."""
    ends = {end for way in data.ways if is_drawn(way, data) for end in way[:2]}
    return tuple(
        Spot(place, place_link(site, place).text, at, len(data.events.get(place, ())), is_state(site, place))
        for place, at in data.at.items()
        if place in data.events or place in ends
    )


def is_drawn(way: Way, data: MapData) -> bool:
    """Whether both ends of a way have points, and different ones."""
    start, end, _ = way
    return start in data.at and end in data.at and start != end


def arcs_of(data: MapData) -> tuple[Arc, ...]:
    """The ways that are drawn, the busiest first."""
    arcs = [
        Arc((start or "", end or ""), len(visits), firm)
        for (start, end, firm), visits in data.ways.items()
        if is_drawn((start, end, firm), data)
    ]
    return tuple(sorted(arcs, key=lambda arc: (-arc.weight, arc.ends, arc.firm)))


def way_id(way: Way) -> str:
    """Anchor of a way; ids hold no two hyphens in a row, so no two ways share it."""
    start, end, firm = way
    return f"from-{start or '-unknown'}--{end or '-unknown'}{'' if firm else '--open'}"


def way_title(site: Site, way: Way, visits: int) -> str:
    """From where to where a way leads, and on how many visits."""
    start, end, _ = way
    if start and end:
        said = gettext("From {start} to {end}: {visits}")
    elif start:
        said = gettext("From {start} to a place not reported: {visits}")
    elif end:
        said = gettext("To {end}, start not reported: {visits}")
    else:
        said = gettext("To a place not reported, start not reported: {visits}")
    if not way[2]:
        said = gettext("{way} not known to have taken place", way=said)
    names = {name: place_link(site, place).text for name, place in (("start", start), ("end", end)) if place}
    return filled(said, {**names, "visits": counts.visits(visits)})


def spot_title(one: Spot) -> str:
    """What a spot is, and how many events it has."""
    name = gettext("{state} as a whole", state=one.name) if one.area else one.name
    events = counts.events(one.weight) if one.weight else gettext("where visitors come from")
    return f"{name}: {events}"
