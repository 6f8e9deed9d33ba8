"""Events: their frames, and what all reports of each add up to."""

from collections.abc import Iterator
from typing import Any, Final

from site_builder.linking.site import Event, Origin, Site
from site_builder.model.value_types import EventId
from site_builder.model.written import Unnamed
from site_builder.output.exports.record_data import source_line
from site_builder.output.tables.columns import actor_cells, actor_columns, date_cells, date_columns
from site_builder.output.tables.model import Row, Table, flag, ident, optional, text, whole
from site_builder.output.tables.subject_tables import NOTE, SOURCE

EVENT: Final = ident("event", "Id of the event.", "events")


def _event_rows(site: Site, name: EventId) -> Iterator[Row]:
    """An event; one that no article reports has its frame only."""
    frame, event = site.corpus.registry.events[name], site.events.get(name)
    yield (
        name,
        frame.type,
        frame.title,
        frame.short,
        *date_cells(event.date if event else None),
        event.place if event else None,
        (event.kind if event else None) or None,
        (event.status if event else None) or None,
        bool(event and event.disputed),
        len(event.reports) if event else 0,
        len(event.confirming) if event else 0,
        sum(origin.unnamed for origin in event.confirming) if event else 0,
        frame.part_of,
        frame.note,
        "article" if event else "registry",
        source_line(frame),
    )


def _topic_rows(site: Site, name: EventId) -> Iterator[Row]:
    yield from ((name, topic) for topic in dict.fromkeys(site.corpus.registry.events[name].topics))


def _link_rows(site: Site, name: EventId) -> Iterator[Row]:
    yield from ((name, "may-overlap", other) for other in site.overlaps.get(name, ()))
    yield from ((name, "related", other) for other in site.related.get(name, ()))
    yield from ((name, "after", other) for other in dict.fromkeys(site.corpus.registry.events[name].after))


def _participant_rows(site: Site, name: EventId) -> Iterator[Row]:
    event = site.events.get(name)
    for position, part in enumerate(event.parts if event else ()):
        yield name, position, *actor_cells(part.ref), part.role


def report_id(event: EventId, number: int) -> str:
    """Name a report by its event and its place among the reports of it, from 1."""
    return f"{event}/{number}"


def _report_rows(site: Site, name: EventId) -> Iterator[Row]:
    event = site.events.get(name)
    for number, report in enumerate(event.reports if event else (), start=1):
        yield report_id(name, number), name, number, report.article, *origin_cells(report.origin)


def origin_cells(origin: Origin) -> Row:
    """Whom a report or record credits: an actor, or the unnamed of one, who count as one origin."""
    return origin.key.partition(" ")[2], origin.unnamed


def _origin_rows(site: Site, name: EventId) -> Iterator[Row]:
    """Each origin of an event with each thing that it says of it."""
    event = site.events.get(name)
    for origin in event.origins if event else ():
        reports = [report for report in event.reports if report.origin.key == origin.key] if event else ()
        called = sorted({one.origin.by.as_ for one in reports if isinstance(one.origin.by, Unnamed)})
        for saying in sorted({saying for report in reports for saying in report.sayings}):
            yield name, *origin_cells(origin), saying, "; ".join(called) or None, _counts(event, origin)


def _counts(event: Event | None, origin: Origin) -> bool:
    return event is not None and origin.key in {one.key for one in event.rests_on}


def _verdict_rows(site: Site, name: EventId) -> Iterator[Row]:
    event = site.events.get(name)
    yield from ((name, field, verdict) for field, verdict in sorted(event.verdicts.items() if event else ()))


def _link_event_rows(site: Site, actor: Any) -> Iterator[Row]:
    for other, events in site.partners.get(actor, {}).items():
        if actor < other:
            yield from ((actor, other, event) for event in events)


def _partner_rows(site: Site, actor: Any) -> Iterator[Row]:
    for other, events in site.partners.get(actor, {}).items():
        if actor < other:
            yield actor, other, len(events)


ORIGIN: Final = (
    ident(
        "origin",
        "Id of whom it credits: a speaker or outlet, or the state or body of somebody unnamed.",
        "actors",
    ),
    flag(
        "origin_unnamed", "Whether it is somebody unnamed; all the unnamed of one state or body count as one."
    ),
)
PAIR: Final = (
    ident("actor", "Id of one of the two.", "actors"),
    ident("other", "Id of the other, which comes later by the alphabet.", "actors"),
)

EVENT_TABLES: Final = (
    Table(
        "events",
        "An event or arms deal, with all its reports combined.",
        (
            ident("id", "Its id.", "subjects"),
            ident("type", "Id of its type.", "event_types"),
            text("title", "A title by the editors.", "Lund visits Estmark", required=True),
            text("short", "A shorter title for tables.", "Lund in Estmark"),
            *date_columns("date", "The narrowest date that no report contradicts, else the span of all."),
            optional(ident("place", "Id of the most exact place that no report contradicts.", "subjects")),
            text("kind", "What kind of visit it was.", "official"),
            text(
                "status",
                "The furthest step reported; `claimed` where all reports only claim it, `disputed` where "
                "they cannot both be true.",
                "happened",
            ),
            flag("disputed", "Whether reports conflict, or somebody disputes what they say."),
            whole("reports", "How many reports there are.", "reports"),
            whole("origins", "How many origins say or claim that it happened.", "origins"),
            whole(
                "unnamed_origins",
                "How many of these are unnamed, so that their number is a minimum.",
                "origins",
                "0",
            ),
            optional(ident("part_of", "Id of a larger event.", "events")),
            NOTE,
            text(
                "basis",
                "`article` where articles report it, else `registry`; type, title, topics and notes are the "
                "editors' all the same.",
                "article",
                required=True,
            ),
            SOURCE,
        ),
        ("id",),
        {"events": _event_rows},
    ),
    Table(
        "event_topics",
        "A topic that an event is filed under.",
        (EVENT, ident("topic", "Id of the topic.", "topics")),
        ("event", "topic"),
        {"events": _topic_rows},
    ),
    Table(
        "event_links",
        "What the editors say of two events.",
        (
            EVENT,
            text(
                "relation",
                "`may-overlap`: the other may be the same deal, or part of it; `related`; `after`: it "
                "came after the other.",
                "related",
                required=True,
            ),
            ident("other", "Id of the other event.", "events"),
        ),
        ("event", "relation", "other"),
        {"events": _link_rows},
    ),
    Table(
        "participants",
        "Somebody who takes part in an event, according to any report.",
        (
            EVENT,
            whole("position", "The place among those of the event, from 0.", example="0"),
            *actor_columns("actor", "Id of who takes part.", required=True),
            text("role", "As what.", "visitor"),
        ),
        ("event", "position"),
        {"events": _participant_rows},
    ),
    Table(
        "reports",
        "What one article says of one event with one credit.",
        (
            ident("id", "The event's id, a slash, and its number."),
            EVENT,
            whole("number", "Its place among the reports of the event, from 1.", example="1"),
            ident("article", "Id of the article.", "articles"),
            *ORIGIN,
        ),
        ("id",),
        {"events": _report_rows},
    ),
    Table(
        "origins",
        "Something that one origin says of an event, in whichever articles.",
        (
            EVENT,
            *ORIGIN,
            text(
                "says",
                "That it `happened`, is `claimed`, `expected`, `cancelled`, `denied`, or `wanted`.",
                "happened",
                required=True,
            ),
            text("called", "What articles call the unnamed; several are divided by semicolons.", "officials"),
            flag("rests_on", "Whether it is one of those that the event's status rests on."),
        ),
        ("event", "origin", "origin_unnamed", "says"),
        {"events": _origin_rows},
    ),
    Table(
        "verdicts",
        "How the values that reports give for one field of an event relate to each other.",
        (
            EVENT,
            text("field", "The field.", "date", required=True),
            text(
                "verdict",
                "`single`, `agrees`, `refines`, `compatible`, `develops` or `conflicts`; that of the "
                "worst pair.",
                "agrees",
                required=True,
            ),
        ),
        ("event", "field"),
        {"events": _verdict_rows},
    ),
    Table(
        "links",
        "Two actors who took part in the same events.",
        (*PAIR, whole("events", "In how many.", "events")),
        ("actor", "other"),
        {"actors": _partner_rows},
    ),
    Table(
        "link_events",
        "An event in which two actors took part.",
        (*PAIR, EVENT),
        ("actor", "other", "event"),
        {"actors": _link_event_rows},
    ),
)
