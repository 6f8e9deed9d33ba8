"""An event's reports, merged field by field: which fields each kind of record has, and how they merge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_builder.merging.counts import FIELDS, Numbered, merge_numbers, numbered, worst_verdict
from site_builder.merging.fields import (
    Knowledge,
    Merged,
    Opinion,
    Status,
    Verdict,
    merge_status,
)
from site_builder.merging.fields_by_type import merge_fields
from site_builder.merging.visit_kinds import merge_kinds
from site_builder.model import edtf
from site_builder.model.records import Record, VisitRecord
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId, ArticleId, EquipmentId, PlaceId, VisitKind

_WHEN = ("date", "ordered", "delivered", "disclosed")
"""Dates that tell when an event was: the first that anybody gives is its own."""


@dataclass(frozen=True, slots=True)
class Account:
    """What all reports of an event add up to; `verdicts` go by field, `kind` is a visit's."""

    verdicts: Mapping[str, Verdict]
    date: edtf.Date | None
    date_disputed: bool
    place: PlaceId | None
    status: str
    kind: VisitKind | None


@dataclass(frozen=True, slots=True)
class ReportToMerge:
    """One report: its records, its article, and when that appeared."""

    records: tuple[Record, ...]
    article: ArticleId
    published: edtf.Date


def account(registry: Registry, reports: Sequence[ReportToMerge]) -> Account:
    """Merge the reports of one event.

    What several reports of one article list adds up, so that lists are compared between articles only.
    """
    known, articles = knowledge(registry), _by_article(reports)
    merged = dict(merge_fields(registry, [report.records for report in reports], articles, known))
    status = merge_status(
        tuple(Opinion(value, n, reports[n].published) for value, n in _values(reports, "status"))
    )
    kind = merge_kinds(tuple(_kinds(reports)))
    merged |= {name: one for name, one in (("status", status), ("kind", kind)) if one}
    counted = {field: worst_verdict(merged_numbers(reports, field)) for field in FIELDS}
    when: Any = next((merged[field] for field in _WHEN if field in merged), None)
    place: Any = merged.get("place")
    return Account(
        verdicts={
            **{field: found.verdict for field, found in merged.items()},
            **{field: verdict for field, verdict in counted.items() if verdict},
        },
        date=when.best if when else None,
        date_disputed=bool(when and when.disputed),
        place=place.best if place else None,
        status=_status(status),
        kind=kind.best if kind else None,
    )


Records = tuple[Record, ...]


def _by_article(reports: Sequence[ReportToMerge]) -> tuple[Records, ...]:
    """The records of each article."""
    found: dict[ArticleId, Records] = {}
    for report in reports:
        found[report.article] = (*found.get(report.article, ()), *report.records)
    return tuple(found.values())


def _status(status: Merged[Status] | None) -> str:
    if status is None:
        return ""
    return status.best or "disputed"


def _values(reports: Sequence[ReportToMerge], field: str) -> Iterator[tuple[Any, int]]:
    for number, report in enumerate(reports):
        for record in report.records:
            if (value := getattr(record, field, None)) is not None:
                yield value, number


def _kinds(reports: Sequence[ReportToMerge]) -> Iterator[Opinion[VisitKind]]:
    """What kind of visit each record calls it; a deal's kind is what each says, and never merged."""
    for number, report in enumerate(reports):
        for record in report.records:
            if isinstance(record, VisitRecord) and record.kind:
                yield Opinion(record.kind, number)


def merged_numbers(reports: Sequence[ReportToMerge], field: str) -> dict[str, Merged[Numbered]]:
    """Merge what the reports of a deal give for one of the fields of `counts`, by item."""
    opinions = (
        Opinion(value, number, report.published)
        for number, report in enumerate(reports)
        for record in report.records
        for value in numbered(record, field)
    )
    return merge_numbers(opinions, grows=FIELDS[field] == "delivered")


def knowledge(registry: Registry) -> Knowledge:
    """What the registry knows that makes one name part of another."""

    def within(name: str) -> tuple[str, ...]:
        place = registry.places.get(PlaceId(name))
        return (place.within, *within(place.within)) if place and place.within else ()

    def country(name: str) -> str | None:
        actor = registry.actors.get(ActorId(name))
        return actor.country if actor else None

    def class_of(name: str) -> tuple[str, ...]:
        item = registry.equipment.get(EquipmentId(name))
        return (item.class_, *class_of(item.class_)) if item and item.class_ else ()

    return Knowledge(within, country, class_of)
