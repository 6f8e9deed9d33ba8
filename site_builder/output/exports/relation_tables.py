"""Tables of who was with whom, where, and on whose visit."""

from collections.abc import Iterable, Iterator

from site_builder.linking.indices import ancestors
from site_builder.linking.journeys import Journey, is_state, journeys
from site_builder.linking.site import Part, Site
from site_builder.model.value_types import ActorId, EventId, PlaceId
from site_builder.output.exports.json_and_csv import Cell, Row, joined_cell
from site_builder.output.exports.record_data import source_line
from site_builder.output.exports.tables import Table
from site_builder.pages.components import who_link
from site_builder.pages.departures import office_links, reasons
from site_builder.pages.meetings import meetings
from site_builder.pages.visits import kinds_of, stops_of


def link_rows(site: Site, actor: ActorId) -> Iterator[Row]:
    """Those who take part in the same events as an actor and whose ids come after; events by date."""
    for other, events in site.partners.get(actor, {}).items():
        if actor < other:
            yield actor, other, len(events), joined_cell(events)


def place_rows(site: Site, name: PlaceId) -> Iterator[Row]:
    """A place; degrees north and east as the registry has them.

    `basis` is that of all columns but the number of events.
    """
    place = site.corpus.registry.places[name]
    north, east = place.coordinates or (None, None)
    events = len(site.events_of.get(name, ()))
    yield name, place.name, "place", place.within, north, east, events, "registry"


def state_rows(site: Site, name: ActorId) -> Iterator[Row]:
    """A state in which events took place."""
    state = site.corpus.registry.actors[name]
    if state.type == "state":
        places = [site.events[event].place for event in site.events_of.get(name, ())]
        events = places.count(PlaceId(name))
        if events:
            yield name, state.name, "state", None, None, None, events, "registry"


START = ("from_basis", "from_office", "from_source", "from_reason")


def visit_rows(site: Site, name: EventId) -> Iterator[Row]:
    """A visit, a row for each state that visitors come from; empty where that is not known.

    `to_state` is the state that `to` is or lies within, `stops` the places within `to`. What a start rests
    on, or why there is none, stands in the last columns.
    """
    event = site.events.get(name)
    if event is None or event.frame.type != "visit":
        return
    for journey in journeys(site, event):
        yield (
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


def _state_cell(site: Site, place: PlaceId | None) -> Cell:
    return next((outer for outer in ancestors(site.corpus, place) if is_state(site, outer)), None)


def _start_cells(site: Site, journey: Journey) -> Row:
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


def meeting_rows(site: Site, name: EventId) -> Iterator[Row]:
    """Who met whom on a visit, as each article reports it; one who is not named is told in words."""
    event = site.events.get(name)
    for meeting in meetings(site, [event] if event and event.frame.type == "visit" else []):
        yield (
            meeting.visitor_link.text,
            meeting.met_link.text,
            meeting.visit,
            meeting.status,
            meeting.article,
        )


RELATION_TABLES = (
    Table("links", ("actor", "with", "events", "which"), {"actors": link_rows}),
    Table(
        "places",
        ("id", "name", "kind", "within", "north", "east", "events", "basis"),
        {"places": place_rows, "actors": state_rows},
    ),
    Table(
        "visits",
        (
            "visit", "title", "kind", "date", "from", "to", "to_state", "stops", "status", "visitors", "met",
            "articles", *START,
        ),
        {"events": visit_rows},
    ),
    Table("meetings", ("visitor", "met", "visit", "status", "article"), {"events": meeting_rows}),
)  # fmt: skip
