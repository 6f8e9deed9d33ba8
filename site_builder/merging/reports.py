"""An event's reports, merged field by field: which fields each kind of record has, and how they merge."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from site_builder.merging.counts import FIELDS, Numbered, merge_numbers, numbered, worst_verdict
from site_builder.merging.fields import (
    Knowledge,
    Merged,
    MergedNames,
    Opinion,
    Status,
    Verdict,
    merge_dates,
    merge_names,
    merge_places,
    merge_status,
    merge_values,
)
from site_builder.merging.own_fields import merge_own
from site_builder.merging.visit_kinds import merge_kinds
from site_builder.model import edtf
from site_builder.model.records import Equipped, Met, Participant, Record, Use, VisitRecord
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId, ArticleId, EquipmentId, PlaceId, VisitKind
from site_builder.model.written import ActorRef, Unnamed

DATES = ("date", "ordered", "delivered", "disclosed", "announced")
ACTORS = ("visitors", "hosts", "met", "suppliers", "recipients", "makers", "participants")
_GATHERED = frozenset((*DATES, *ACTORS))


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
    known, given = knowledge(registry), _given(reports)
    dates = {field: merge_dates(tuple(_dates(reports, field))) for field in DATES if field in given}
    places = merge_places(tuple(Opinion(place, n) for place, n in _values(reports, "place")), known)
    status = merge_status(
        tuple(Opinion(value, n, reports[n].published) for value, n in _values(reports, "status"))
    )
    value = merge_values(tuple(Opinion(value, n) for value, n in _values(reports, "value")))
    articles = _by_article(reports)
    names = {field: merge_names(tuple(_actors(articles, field)), known) for field in ACTORS if field in given}
    goods = merge_names(tuple(_equipment(articles)), known)
    kind = merge_kinds(tuple(_kinds(reports)))
    own = merge_own([report.records for report in reports], articles, known)
    counted = {field: worst_verdict(merged_numbers(reports, field)) for field in FIELDS}
    merged: dict[str, Merged[Any] | MergedNames[Any] | None] = {
        **dates, "place": places, **names, "equipment": goods, "value": value, "status": status,
        "kind": kind, **own,
    }  # fmt: skip
    when = next((dates[f] for f in ("date", "ordered", "delivered", "disclosed") if dates.get(f)), None)
    return Account(
        verdicts={
            **{field: found.verdict for field, found in merged.items() if found},
            **{field: verdict for field, verdict in counted.items() if verdict},
        },
        date=when.best if when else None,
        date_disputed=bool(when and when.disputed),
        place=places.best if places else None,
        status=_status(status),
        kind=kind.best if kind else None,
    )


def _given(reports: Sequence[ReportToMerge]) -> frozenset[str]:
    """Which dates and lists of actors any record has at all: most have few of them."""
    return frozenset(
        field
        for report in reports
        for record in report.records
        for field in _fields(cast("Hashable", type(record)))
        if getattr(record, field)
    )


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name in _GATHERED)


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


def _dates(reports: Sequence[ReportToMerge], field: str) -> Iterator[Opinion[edtf.Date]]:
    for value, number in _values(reports, field):
        yield Opinion(edtf.parse(value), number)


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


def _actors(articles: Sequence[Records], field: str) -> Iterator[Opinion[tuple[ActorId, ...]]]:
    """Lists of actors; each article's records unite, and somebody unnamed equals nobody else."""
    for number, records in enumerate(articles):
        named = (ref for record in records for ref in getattr(record, field, ()))
        names = tuple(dict.fromkeys(_name(ref, f"{number} {n}") for n, ref in enumerate(named)))
        if names:
            yield Opinion(names, number)


def _name(ref: ActorRef | Met | Participant, unique: str) -> ActorId:
    actor = ref.actor if isinstance(ref, Met | Participant) else ref
    return ActorId(f"unnamed {unique}") if isinstance(actor, Unnamed) else actor


def _equipment(articles: Sequence[Records]) -> Iterator[Opinion[tuple[EquipmentId, ...]]]:
    for number, records in enumerate(articles):
        used = (item for record in records for item in getattr(record, "equipment", ()))
        names = tuple(dict.fromkeys(item.item if isinstance(item, Use | Equipped) else item for item in used))
        if names:
            yield Opinion(names, number)


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
