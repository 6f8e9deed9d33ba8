"""The fields of sections, merged by their types, whether the builder or a project describes them."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from site_builder.merging.counts import Numbered, merge_numbers, whole
from site_builder.merging.fields import (
    Knowledge,
    Merged,
    MergedNames,
    Opinion,
    Verdict,
    merge_dates,
    merge_names,
    merge_places,
    merge_values,
)
from site_builder.merging.verdicts import reported, uncontradicted, verdict_of
from site_builder.model import edtf
from site_builder.model.own_sections import fields_of, in_field
from site_builder.model.records import Described, Equipped, Met, Participant, Record, Stop, Use
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId, Line
from site_builder.model.vocabulary import Field
from site_builder.model.written import Unnamed

OneOrList = Merged[Any] | MergedNames[Any]
_ALONE = frozenset(("choice", "identifier", "url", "event"))
"""Types of which two different values cannot both be right."""


_APART = frozenset(("event", "kind", "status", "stops", "items", "says"))
"""Fields of the builder's own sections that are not merged, or in a way of their own."""


def merge_fields(
    registry: Registry,
    reports: Sequence[Sequence[Record]],
    articles: Sequence[Sequence[Record]],
    known: Knowledge,
) -> Mapping[str, OneOrList]:
    """Merge what records say in their fields, given those of each report and of each article.

    What several reports of one article list adds up, so that lists are compared between articles.
    """
    records = [record for records in reports for record in records]
    fields = {
        own.key: own
        for kind in dict.fromkeys(map(type, records))
        for own in fields_of(registry, kind)
        if own.key not in _APART or own in getattr(kind, "OWN", ())
    }
    given = (own for own in fields.values() if any(getattr(record, own.key, None) for record in records))
    found = ((own.key, _merged(own, reports, articles, known)) for own in given)
    return {key: merged for key, merged in found if merged}


def _merged(
    own: Field, reports: Sequence[Sequence[Record]], articles: Sequence[Sequence[Record]], known: Knowledge
) -> OneOrList | None:
    match own.type:
        case "actor" | "actors" | "places" | "equipment" | "texts" | "ids":
            return merge_names(tuple(_lists(own, articles)), known)
        case "date":
            return merge_dates([Opinion(edtf.parse(one.value), one.report) for one in _each(own, reports)])
        case "place":
            return merge_places(tuple(_each(own, reports)), known)
        case "value":
            return merge_values(tuple(_each(own, reports)))
        case "number":
            return merge_numbers(_numbers(own, reports), grows=False).get(own.key)
        case _:
            return _plain(own, tuple(_each(own, reports)))


def _each(own: Field, reports: Sequence[Sequence[Record]]) -> Iterator[Opinion[Any]]:
    for number, records in enumerate(reports):
        for record in records:
            yield from (Opinion(value, number) for value in in_field(record, own))


def _numbers(own: Field, reports: Sequence[Sequence[Record]]) -> Iterator[Opinion[Numbered]]:
    for one in _each(own, reports):
        count = whole(one.value)
        yield Opinion(Numbered(goods=Line(own.key), amount=count.amount, sense=count.sense), one.report)


def _lists(own: Field, articles: Sequence[Sequence[Record]]) -> Iterator[Opinion[tuple[Any, ...]]]:
    """What each article lists; somebody unnamed equals nobody else."""
    for number, records in enumerate(articles):
        listed = [named(value) for record in records for value in in_field(record, own)]
        names = dict.fromkeys(_name(value, f"{number} {n}") for n, value in enumerate(listed))
        if names:
            yield Opinion(tuple(names), number)


def named(value: Any) -> Any:
    """Who or what something is, without what else is said of it."""
    match value:
        case Met() | Participant():
            return value.actor
        case Use() | Equipped() | Described():
            return value.item
        case Stop():
            return value.place
        case _:
            return value


def _name(value: Any, unique: str) -> str:
    return ActorId(f"unnamed {unique}") if isinstance(value, Unnamed) else str(value)


def _plain(own: Field, opinions: Sequence[Opinion[Hashable]]) -> Merged[Any] | None:
    if not opinions:
        return None

    def compare(_a: Hashable, _b: Hashable) -> Verdict:
        return "conflicts" if own.type in _ALONE else "compatible"

    values = reported(opinions)
    found = uncontradicted([value for value, _ in values], compare)
    return Merged(verdict_of(values, compare), values, found[0] if found else None, disputed=not found)
