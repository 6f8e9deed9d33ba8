"""Disagreements as JSON: what sources differ on, and who disputes or supports what."""

from collections.abc import Iterable
from typing import Annotated

from typing_extensions import TypedDict

from site_builder.linking.posts import clashing_terms
from site_builder.linking.second_origins import clashing_figures
from site_builder.linking.site import Contest, RecordKey, Site
from site_builder.model.meaning import Meaning
from site_builder.model.records import Section
from site_builder.output.exports.published_values import Id, SourceLine, Speaker
from site_builder.output.exports.record_data import json_of, source_line


class PlaceOfRecordData(TypedDict):
    """A record, identified by its place."""

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


def disagreements_data(site: Site) -> list[DisagreementData]:
    """Events first, then records without an event that statements dispute or support, figures, roles."""
    entries = [
        _disagreement(
            site,
            event=name,
            fields=event.conflicts,
            disputed=event.contradicted,
            disputed_by=event.disputed_by,
        )
        for name, event in sorted(site.events.items())
        if event.disputed
    ]
    entries += (
        _disagreement(
            site,
            disputed=(key,) if _disputed_here(found) else (),
            supported=(key,) if found.supported_by else (),
            disputed_by=_disputed_here(found),
            supported_by=found.supported_by,
        )
        for key, found in site.contests.items()
        if _disputed_here(found) or found.supported_by
    )
    entries += (
        _disagreement(site, fields=("value",), conflicting=[key for key, _ in figures])
        for figures in clashing_figures(site)
    )
    entries += (
        _disagreement(site, fields=("date",), conflicting=[key for key, _ in term])
        for term in clashing_terms(site)
    )
    return entries


def _disputed_here(found: Contest) -> tuple[RecordKey, ...]:
    """Statements that dispute a record and are not told with the event that it is about."""
    return () if found.told_at else found.disputed_by


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
        "article": key.article,
        "section": key.section,
        "id": getattr(found.record, "id", None),
        "by": json_of(getattr(found.record, "by", None)),
        "origin": found.origin.key.partition(" ")[2],
        "source": source_line(found.record),
    }
