"""Visits: from where to where they led, and who met whom."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from site_builder.linking.indices import ancestors
from site_builder.linking.journeys import Journey, is_state, journeys
from site_builder.linking.origins import saying_of
from site_builder.linking.record_ids import record_id
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model.records import Met, VisitRecord
from site_builder.model.value_types import EventId, PlaceId
from site_builder.output.tables.columns import actor_cells, actor_columns, date_cells, date_columns
from site_builder.output.tables.event_tables import EVENT
from site_builder.output.tables.model import Cell, Row, Table, ident, optional, text, whole
from site_builder.pages.departures import office_links, reasons


def _journey_rows(site: Site, name: EventId) -> Iterator[Row]:
    """A visit, a row for each state that visitors come from; empty where that is not known."""
    event = site.events.get(name)
    if event is None or event.frame.type != "visit":
        return
    for position, one in enumerate(journeys(site, event)):
        offices = "; ".join(dict.fromkeys(link.text for link in office_links(site, one.starts)))
        yield (
            name,
            position,
            one.home,
            _basis(one),
            offices or None,
            reasons(one.starts) or None,
            one.to,
            _state(site, one.to),
            len(one.visitors),
        )


def _basis(journey: Journey) -> Cell:
    if not journey.home:
        return None
    return "article; registry" if any(start.by_registry for start in journey.starts) else "article"


def _state(site: Site, place: PlaceId | None) -> Cell:
    return next((outer for outer in ancestors(site.corpus, place) if is_state(site, outer)), None)


def _start_rows(site: Site, name: EventId) -> Iterator[Row]:
    event = site.events.get(name)
    if event is None or event.frame.type != "visit":
        return
    for position, one in enumerate(journeys(site, event)):
        keys: dict[RecordKey, None] = dict.fromkeys(key for start in one.starts for key in start.records)
        yield from ((name, position, record_id(site, key)) for key in keys)


def _visitor_rows(site: Site, name: EventId) -> Iterator[Row]:
    event = site.events.get(name)
    if event is None or event.frame.type != "visit":
        return
    for position, one in enumerate(journeys(site, event)):
        yield from (
            (name, position, number, *actor_cells(part.ref)) for number, part in enumerate(one.visitors)
        )


def _meeting_rows(site: Site, name: EventId) -> Iterator[Row]:
    """Every meeting that a record of a visit reports; the visit's date is not taken for that of a meeting."""
    event = site.events.get(name)
    for key, record in records_of(site, event.records if event else (), VisitRecord):
        status = "claimed" if saying_of(record) == "claimed" else record.status
        for position, (visitor, met) in enumerate(product(record.visitors, record.met)):
            one = met if isinstance(met, Met) else Met(actor=met)
            yield (
                record_id(site, key),
                position,
                name,
                key.article,
                *actor_cells(visitor),
                *actor_cells(one.actor),
                status,
                *date_cells(one.date),
                one.place,
            )


VISIT_TABLES: Final = (
    Table(
        "journeys",
        "A visit from one state; visitors from several states make several.",
        (
            EVENT,
            whole("position", "Its place among those of the visit, from 0.", example="0"),
            optional(
                ident(
                    "home",
                    "Id of the state that the visitors come from, where an article gives them an "
                    "office in it.",
                    "actors",
                )
            ),
            text(
                "home_basis",
                "`article`; `article; registry` where the office is in a body, and the registry says "
                "whose it is.",
                "article",
            ),
            text(
                "home_office",
                "The offices that it rests on; several are divided by semicolons.",
                "Minister of Defence",
            ),
            text("home_reason", "Why it is not known.", "no article gives the visitor an office"),
            optional(ident("to", "Id of the place or state visited.", "subjects")),
            optional(ident("to_state", "Id of the state that this is or lies within.", "actors")),
            whole("visitors", "How many visitors come from there.", "visitors"),
        ),
        ("event", "position"),
        {"events": _journey_rows},
    ),
    Table(
        "journey_visitors",
        "Somebody who makes a journey.",
        (
            EVENT,
            whole("position", "The journey's place among those of the visit.", example="0"),
            whole("number", "The visitor's place on it, from 0.", example="0"),
            *actor_columns("visitor", "Id of the visitor.", required=True),
        ),
        ("event", "position", "number"),
        {"events": _visitor_rows},
    ),
    Table(
        "journey_records",
        "A record that gives a visitor the office in which he comes from a state.",
        (
            EVENT,
            whole("position", "The journey's place among those of the visit.", example="0"),
            ident("record", "Id of the record.", "records"),
        ),
        ("event", "position", "record"),
        {"events": _start_rows},
    ),
    Table(
        "meetings",
        "A visitor and somebody met, as one article reports it.",
        (
            ident("record", "Id of the record of the visit.", "records"),
            whole("position", "Its place among the meetings of that record, from 0.", example="0"),
            EVENT,
            ident("article", "Id of the article.", "articles"),
            *actor_columns("visitor", "Id of the visitor.", required=True),
            *actor_columns("met", "Id of whom they met.", required=True),
            text(
                "status", "What has become of the visit, according to the record.", "happened", required=True
            ),
            *date_columns("date", "The day of the meeting, where it has its own."),
            optional(ident("place", "Id of its place, where it has its own.", "subjects")),
        ),
        ("record", "position"),
        {"events": _meeting_rows},
    ),
)
