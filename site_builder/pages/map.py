"""The page of the map: where events took place, and who travelled from where to where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.charts.worldmap import Arc, Spot
from site_builder.linking.journeys import Journey, spot
from site_builder.linking.site import Site
from site_builder.model.value_types import EventId, PlaceId
from site_builder.pages import counts
from site_builder.pages.components import DateView, Link, event_link, joined, place_link, who_link
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
from site_builder.pages.map_pictures import MapView, map_pictures, map_taken
from site_builder.pages.parts import Division, LongList, PartPage, Rest, by_letter, cut, part_pages, weight_of
from site_builder.pages.rows import event_date, event_status, most_first, standing_link
from site_builder.pages.sentences import linked
from site_builder.pages.taking import Taken
from site_builder.pages.visits import VisitIndex, visit_index
from site_builder.translation.messages import N_, gettext, ngettext


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
    more: Link | None = None


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
    more: Link | None = None


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
    rest: Rest | None = None
    more_spots: Link | None = None
    drawn: str = ""
    taken: Taken | None = None


WAYS: Division[WayRow] = Division(
    base=PATH,
    whole="all",
    name=N_("visits"),
    rows=lambda n: ngettext("{n} way", "{n} ways", n),
    by=N_("by start"),
    shown=N_("The busiest {first} of {rows} stand here. All, {by}:"),
    group=lambda row: by_letter(row.id.removeprefix("from-")),
    weight=lambda row: 8 + 6 * len(row.visits),
    anchor=lambda row: row.id,
)
FEW_ITEMS, MOST_ITEMS = 3, 60
"""How many events of a place or visits of a way, the newest, a row has where the lists are cut, and else."""
MOST_SPOTS, MOST_ARCS = 60, 80
"""How many places and ways are drawn, those of the most events."""


def map_page(site: Site, visits: VisitIndex | None = None) -> MapPage:
    """The map as one page."""
    pages = map_pages(site, visits or visit_index(site))
    return next(page for _, page in pages if isinstance(page, MapPage))


def map_pages(site: Site, visits: VisitIndex) -> Iterator[tuple[str, MapPage | PartPage[WayRow]]]:
    """The map of all events whose place has a point, and parts of the list of ways where it is too long."""
    bounds, data = visits.bounds, map_data(site, visits.ways)
    spots, arcs = spots_of(site, data), arcs_of(data)
    types = Counter(
        site.events[event].frame.type
        for place, events in data.events.items()
        if place in data.at
        for event in events
    )
    answer = gettext(
        "Where {events} took place, and where {visits} began and ended, as far as the articles name the "
        "place and give the visitors an office.",
        events=counts.events(types.total()),
        visits=_visits(data),
    )
    nowhere = sum(event.place is None for event in site.events.values())
    head = page_head(PATH, answer, registry=True)
    rows, ways = [_spot_row(site, data, one) for one in _by_weight(spots)], _way_rows(site, data)
    is_cut = sum(7 + 6 * len(row.events) for row in rows) + weight_of(ways, WAYS) > bounds.nodes
    listed = cut(ways, WAYS, bounds, bounds.several) if is_cut else LongList(tuple(ways))
    at = {row.id: part.path for part in listed.parts for row in part.rows}
    few = rows[: bounds.first // 70] if is_cut else rows
    drawn_spots, drawn_arcs = most_drawn(spots, arcs)
    left_out = _drawn_words(drawn_spots, spots, drawn_arcs, arcs)
    yield (
        "map",
        MapPage(
            head=head,
            pictures=tuple(map_pictures(site, data, drawn_spots, drawn_arcs, at)),
            key=tuple(
                TypeView(kind, site.corpus.registry.event_types[kind].name, held)
                for kind, held in most_first(types)
            ),
            spots=tuple(map(_spot_in_short, few) if is_cut else few),
            ways=tuple(_way_in_short(row, at) for row in listed.rows),
            unplaced=tuple(_unplaced(site, data))[: bounds.first // 10],
            without=_without_place(nowhere),
            rest=listed.rest,
            more_spots=_all_places(len(few), len(rows)),
            drawn=left_out,
            taken=map_taken(site, drawn_spots, drawn_arcs, at, f"{head.description}{left_out} {_borders()}")
            if drawn_spots
            else None,
        ),
    )
    yield from part_pages("part_ways", head, listed)


def _borders() -> str:
    """Whose borders a map shows, for those who see it elsewhere."""
    return gettext(
        "Borders and names are those of Natural Earth (1:50m, public domain). This site takes no position on "
        "disputed territory."
    )


def _without_place(events: int) -> str:
    if not events:
        return ""
    return ngettext(
        "{n} event for which no article gives a place.",
        "{n} events for which no article gives a place.",
        events,
    )


def most_drawn(spots: tuple[Spot, ...], arcs: tuple[Arc, ...]) -> tuple[tuple[Spot, ...], tuple[Arc, ...]]:
    """As many ways as a map may show, the busiest, and as many places, with those at the ends of the ways."""
    ways = arcs[:MOST_ARCS]
    ends = {end for way in ways for end in way.ends}
    often = {one.key for one in _by_weight(spots)[:MOST_SPOTS]}
    return tuple(one for one in spots if one.key in often | ends), ways


def _drawn_words(
    shown: Sequence[Spot], spots: Sequence[Spot], ways: Sequence[Arc], arcs: Sequence[Arc]
) -> str:
    """What the map does not show, as a sentence after another."""
    places = gettext("the {n} places with the most events of {all}", n=len(shown), all=len(spots))
    busy = gettext("the {n} busiest ways of {all}", n=len(ways), all=len(arcs))
    said = counts.listed(
        (*((places,) if len(shown) < len(spots) else ()), *((busy,) if len(ways) < len(arcs) else ()))
    )
    return gettext(" The map shows {what}.", what=said) if said else ""


def _all_places(shown: int, places: int) -> Link | None:
    """Where the places stand that the list leaves out."""
    said = gettext(
        "The {n} with the most events of {all}; all places, with how many events each has",
        n=shown,
        all=places,
    )
    return Link(said, "places/") if shown < places else None


def _spot_in_short(row: SpotRow) -> SpotRow:
    """A place with few events; its page has all."""
    more = Link(counts.and_more(row.number - FEW_ITEMS), f"{row.name.to}#events")
    return replace(row, events=row.events[:FEW_ITEMS], more=more) if row.number > FEW_ITEMS else row


def _way_in_short(row: WayRow, at: Mapping[str, str]) -> WayRow:
    """A way with few visits, where its row in a part, which is `at` a path, has all."""
    if row.id not in at or len(row.visits) <= FEW_ITEMS:
        return row
    more = Link(counts.and_more(row.number - FEW_ITEMS), f"{at[row.id]}#{row.id}")
    return replace(row, visits=row.visits[:FEW_ITEMS], more=more)


def _visits(data: MapData) -> str:
    return counts.visits(len({visit.event for visits in data.ways.values() for visit in visits}))


def _by_weight(spots: Iterable[Spot]) -> list[Spot]:
    return sorted((one for one in spots if one.weight), key=lambda one: (-one.weight, one.name))


# ------------------------------------------------------------------ lists


def _spot_row(site: Site, data: MapData, one: Spot) -> SpotRow:
    place = PlaceId(one.key)
    events = data.events[place]
    return SpotRow(
        key=one.key,
        name=place_link(site, place),
        kind=gettext("State as a whole") if one.area else gettext("Place"),
        title=spot_title(one),
        types=" ".join(sorted({site.events[event].frame.type for event in events})),
        number=len(events),
        events=tuple(_item(site, event, place) for event in events[:MOST_ITEMS]),
        more=_more_at(site, place, len(events)),
    )


def _more_at(site: Site, place: PlaceId, events: int) -> Link | None:
    """Say how many events more a place has; its page lists them."""
    link = place_link(site, place)
    return Link(counts.and_more(events - MOST_ITEMS), f"{link.to}#events") if events > MOST_ITEMS else None


def _item(site: Site, name: EventId, at: PlaceId) -> EventItem:
    """An event at a spot, with its own place where that is another one."""
    event = site.events[name]
    other = event.place if event.place != at else None
    where = linked(gettext("at {place}"), place=place_link(site, other)) if other else ()
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
                visits=tuple(_visit_item(site, visit) for visit in visits[:MOST_ITEMS]),
                more=_more_visits(site, end, len(visits)),
            )
        )
    return sorted(rows, key=lambda row: (row.start is None, -row.number, row.title))


def _more_visits(site: Site, end: PlaceId | None, visits: int) -> Link | None:
    """Say how many visits more a way has; the page of where it leads lists them."""
    to = f"{place_link(site, end).to}#events" if end else "visits/"
    return Link(counts.and_more(visits - MOST_ITEMS), to) if visits > MOST_ITEMS else None


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
