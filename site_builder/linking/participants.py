"""Who takes part in an event, and as what, by the roles that the vocabulary gives the fields of records."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.linking.site import Part
from site_builder.merging.fields_by_type import named
from site_builder.model.own_sections import fields_of, in_field
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    EventRecord,
    Participant,
    Record,
    Use,
    VisitRecord,
)
from site_builder.model.registry import Registry
from site_builder.model.written import Unnamed


def parts(registry: Registry, record: Record | DateRecord) -> Iterator[Part]:
    """Everyone who takes part in the event that a record reports, and as what."""
    if not isinstance(record, VisitRecord | DealRecord | EventRecord):
        return
    for own in fields_of(registry, type(record)):
        if own.type in ("actor", "actors"):
            for ref in in_field(record, own):
                said = ref.role if isinstance(ref, Participant) else None
                yield Part(named(ref), said or own.role or own.key)
    for use in record.equipment if isinstance(record, EventRecord) else ():
        if isinstance(use, Use) and use.user:
            yield Part(use.user, "user")


def _role_order(registry: Registry) -> Mapping[str, int]:
    """The roles of the vocabulary in its order; that of all who just take part comes after them."""
    sections = registry.sections.values()
    roles = (own.role for section in sections for own in section.fields if own.role != "participant")
    return {role: rank for rank, role in enumerate(dict.fromkeys(filter(None, roles)))}


def all_parts(registry: Registry, records: Iterable[Record | DateRecord]) -> tuple[Part, ...]:
    """Those who take part according to all records of an event, by their roles, and each once."""
    found = {part for record in records for part in parts(registry, record)}
    ranks = _role_order(registry)

    def order(part: Part) -> tuple[int, str, str, str, str]:
        label = part.ref.as_ if isinstance(part.ref, Unnamed) else ""
        return ranks.get(part.role, len(ranks)), part.role, part.who or "~", label, part.of

    return tuple(sorted(found, key=order))
