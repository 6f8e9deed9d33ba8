"""Disagreements as JSON: what sources differ on, and who disputes or supports what."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from typing_extensions import TypedDict

from site_builder.linking.posts import clashes_in_posts
from site_builder.linking.record_ids import record_id
from site_builder.linking.second_origins import clashes_of_figures
from site_builder.linking.site import Contest, RecordKey, Site, records_of
from site_builder.model.annotation import Section
from site_builder.model.meaning import Meaning
from site_builder.model.records import FigureRecord, PersonRecord
from site_builder.model.value_types import ActorId, ArticleId, EventId, MeasureId
from site_builder.output.exports.published_values import Id, SourceLine, Speaker
from site_builder.output.exports.record_data import json_of, source_line


class PlaceOfRecordData(TypedDict):
    """A record, identified by its place."""

    record: Annotated[str, Meaning("Id of the record.")]
    article: Annotated[Id, Meaning("Id of its article.")]
    section: Annotated[Section, Meaning("The section of its annotation.")]
    id: Annotated[str | None, Meaning("Its name, where it has one.")]
    by: Speaker
    origin: Annotated[Id, Meaning("Id of whom it credits, or of the body of somebody unnamed.")]
    source: SourceLine


class DisagreementData(TypedDict):
    """Something on which sources differ, or on which one supports another."""

    event: Annotated[Id | None, Meaning("Id of the event that it is about.")]
    fields: Annotated[list[str], Meaning("Fields that cannot both be right.")]
    conflicting: Annotated[
        list[PlaceOfRecordData], Meaning("Figures, or dates of a role, that cannot both be right.")
    ]
    disputed: Annotated[list[PlaceOfRecordData], Meaning("What is disputed.")]
    disputed_by: Annotated[list[PlaceOfRecordData], Meaning("Statements that dispute it.")]
    supported: Annotated[list[PlaceOfRecordData], Meaning("What is supported.")]
    supported_by: Annotated[list[PlaceOfRecordData], Meaning("Statements that support it.")]


Place = tuple[int, str, str, int, int]
"""Where a disagreement stands in the list: of its kind, and of the record or event that comes first."""
Placed = tuple[Place, DisagreementData]
EVENTS, RECORDS, FIGURES, ROLES = range(4)
KINDS = ("event", "record", "figures", "role")
"""What is disagreed on, by the first part of a place."""


def of_event(site: Site, name: EventId) -> Iterator[Placed]:
    """What reports of an event differ on, and who disputes it."""
    event = site.events.get(name)
    if event and event.disputed:
        place = (EVENTS, name, "", 0, 0)
        said = {"disputed": event.contradicted, "disputed_by": event.disputed_by}
        yield place, _disagreement(site, event=name, fields=event.conflicts, **said)


def of_article(site: Site, article: ArticleId) -> Iterator[Placed]:
    """Records of an article that have no event, and that statements dispute or support."""
    for key in sorted(site.by_article[article]):
        is_named = getattr(site.evidence[key].record, "id", None)
        if is_named and (found := site.contests.get(key)):
            yield from _of_contest(site, key, found)


def _of_contest(site: Site, key: RecordKey, found: Contest) -> Iterator[Placed]:
    disputing = () if found.told_at else found.disputed_by  # else they are told with the event
    if disputing or found.supported_by:
        yield (
            _place(RECORDS, key),
            _disagreement(
                site,
                disputed=(key,) if disputing else (),
                supported=(key,) if found.supported_by else (),
                disputed_by=disputing,
                supported_by=found.supported_by,
            ),
        )


def of_measure(site: Site, measure: MeasureId) -> Iterator[Placed]:
    """Figures of a measure that cannot both be right."""
    keys = sorted(key for key in site.refers.get(measure, ()) if key.section == "figures")
    records = (one for one in records_of(site, keys, FigureRecord) if one[1].measure == measure)
    for first, figures in clashes_of_figures(records, site.corpus.registry.events):
        clash = [key for key, _ in figures]
        yield _place(FIGURES, first), _disagreement(site, fields=("value",), conflicting=clash)


def of_actor(site: Site, actor: ActorId) -> Iterator[Placed]:
    """Dates of somebody's roles that cannot both be right."""
    keys = sorted(key for key in site.refers.get(actor, ()) if key.section == "people")
    records = (one for one in records_of(site, keys, PersonRecord) if one[1].actor == actor)
    for number, (first, term) in enumerate(clashes_in_posts(records)):
        clash = [key for key, _ in term]
        yield _place(ROLES, first, number), _disagreement(site, fields=("date",), conflicting=clash)


def _place(kind: int, key: RecordKey, number: int = 0) -> Place:
    return kind, key.article, key.section, key.index, number


def _disagreement(
    site: Site, *, event: str | None = None, fields: Iterable[str] = (), **records: Iterable[RecordKey]
) -> DisagreementData:
    def of(kind: str) -> list[PlaceOfRecordData]:
        return [_place_of_record(site, key) for key in sorted(records.get(kind, ()))]

    return {
        "event": event,
        "fields": sorted(fields),
        "conflicting": of("conflicting"),
        "disputed": of("disputed"),
        "disputed_by": of("disputed_by"),
        "supported": of("supported"),
        "supported_by": of("supported_by"),
    }


def _place_of_record(site: Site, key: RecordKey) -> PlaceOfRecordData:
    """A record by where it stands, with whom it credits."""
    found = site.evidence[key]
    return {
        "record": record_id(site, key),
        "article": key.article,
        "section": key.section,
        "id": getattr(found.record, "id", None),
        "by": json_of(getattr(found.record, "by", None)),
        "origin": found.origin.key.partition(" ")[2],
        "source": source_line(found.record),
    }
