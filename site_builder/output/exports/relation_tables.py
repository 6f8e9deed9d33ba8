"""Tables of who was with whom, where, and on whose visit."""

from collections import Counter
from collections.abc import Iterable, Iterator

from site_builder.linking.indices import ancestors
from site_builder.linking.journeys import Journey, is_state, journeys
from site_builder.linking.site import Part, Site
from site_builder.model.value_types import ActorId, PlaceId
from site_builder.output.exports.json_and_csv import Cell, CsvTable, joined_cell
from site_builder.output.exports.record_data import source_line
from site_builder.pages.components import who_link
from site_builder.pages.departures import office_links, reasons
from site_builder.pages.meetings import meetings
from site_builder.pages.network import pairs
from site_builder.pages.visits import kinds_of, stops_of


def relation_tables(site: Site) -> Iterator[CsvTable]:
    """Every table of this kind."""
    yield links_table(site)
    yield places_table(site)
    yield visits_table(site)
    yield meetings_table(site)


def links_table(site: Site) -> CsvTable:
    """All pairs of actors that take part in the same events, the first of a pair by id; events by date."""
    rows = tuple(
        (one, other, len(events), joined_cell(events)) for (one, other), events in pairs(site).items()
    )
    return CsvTable("links", ("actor", "with", "events", "which"), rows)


def places_table(site: Site) -> CsvTable:
    """Places, and states in which events took place; degrees north and east as the registry has them.

    `basis` is that of all columns but the number of events.
    """
    columns = ("id", "name", "kind", "within", "north", "east", "events", "basis")
    registry = site.corpus.registry
    rows: list[tuple[Cell, ...]] = []
    for name, place in registry.places.items():
        north, east = place.coordinates or (None, None)
        events = len(site.events_of.get(name, ()))
        rows.append((name, place.name, "place", place.within, north, east, events, "registry"))
    states = Counter(
        event.place for event in site.events.values() if event.place and event.place not in registry.places
    )
    for state, events in sorted(states.items()):
        rows.append(
            (state, registry.actors[ActorId(state)].name, "state", None, None, None, events, "registry")
        )
    return CsvTable("places", columns, tuple(rows))


def visits_table(site: Site) -> CsvTable:
    """Visits by date, one a row for each state that visitors come from; empty where that is not known.

    `to_state` is the state that `to` is or lies within, `stops` the places within `to`. What a start rests
    on, or why there is none, stands in the last columns.
    """
    columns = (
        "visit", "title", "kind", "date", "from", "to", "to_state", "stops", "status", "visitors", "met",
        "articles", *START,
    )  # fmt: skip
    rows = [
        (
            event.id,
            event.frame.title,
            joined_cell(kinds_of(site, event)),
            event.date.text if event.date else None,
            journey.home,
            journey.to,
            _state_cell(site, journey.to),
            joined_cell(stops_of(site, event)),
            event.status or None,
            _names_cell(site, journey.visitors),
            _names_cell(site, (part for part in event.parts if part.role in ("met", "host"))),
            joined_cell(report.article for report in event.reports),
            *_start_cells(site, journey),
        )
        for event in site.events.values()
        if event.frame.type == "visit"
        for journey in journeys(site, event)
    ]
    return CsvTable("visits", columns, tuple(rows))


def _state_cell(site: Site, place: PlaceId | None) -> Cell:
    return next((outer for outer in ancestors(site.corpus, place) if is_state(site, outer)), None)


START = ("from_basis", "from_office", "from_source", "from_reason")


def _start_cells(site: Site, journey: Journey) -> tuple[Cell, ...]:
    """What a start rests on, the offices and the places of their records; or why it is not known."""
    keys = dict.fromkeys(key for start in journey.starts for key in start.records)
    known = any(start.by_registry for start in journey.starts)
    return (
        joined_cell(("article", "registry") if known else ("article",)) if journey.home else None,
        joined_cell(link.text for link in office_links(site, journey.starts)),
        joined_cell(source_line(site.evidence[key].record) for key in keys),
        reasons(journey.starts) or None,
    )


def _names_cell(site: Site, parts: Iterable[Part]) -> Cell:
    return joined_cell(who_link(site, part.ref).text for part in parts)


def meetings_table(site: Site) -> CsvTable:
    """Who met whom on which visit, as each article reports it; one who is not named is told in words."""
    visits = [event for event in site.events.values() if event.frame.type == "visit"]
    rows = tuple(
        (
            meeting.visitor_link.text,
            meeting.met_link.text,
            meeting.visit,
            meeting.status,
            meeting.article,
        )
        for meeting in meetings(site, visits)
    )
    return CsvTable("meetings", ("visitor", "met", "visit", "status", "article"), rows)
