"""What each report says of an event, field by field, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from site_builder.linking.origins import saying_of
from site_builder.linking.participants import parts
from site_builder.linking.second_origins import fields_of_one
from site_builder.linking.site import Event, Part, Report, Site, records_of
from site_builder.merging.counts import FIELDS, count_words, numbered
from site_builder.model.own_sections import fields_of, in_field
from site_builder.model.quantities import Value
from site_builder.model.records import DealRecord, EventRecord, Met, Record, Stop, Use, VisitRecord
from site_builder.model.value_types import EquipmentId, PlaceId, SectionId
from site_builder.model.written import ActorRef
from site_builder.pages.choices import (
    NUMBERS,
    basis_words,
    claimed_status,
    role_words,
    status_words,
    verdict_words,
    visit_kind,
)
from site_builder.pages.components import (
    DateView,
    Link,
    article_link,
    date_view,
    date_words,
    name_link,
    outlet,
    place_link,
    published,
    quoted_words,
    separated,
    who_link,
)
from site_builder.pages.evidence import EvidenceView, evidence_view, origin_link
from site_builder.pages.own_fields import own_link
from site_builder.pages.sentences import linked
from site_builder.translation.messages import gettext

UNCOMPARED = frozenset(("event", "says"))
"""Fields of events that stand elsewhere than beside those of other reports."""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a report's column: the article, when it appeared, whom it credits.

    `short` is what is heard of it at each cell.
    """

    article: Link
    published: DateView
    origin: Link
    short: str


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """What one article says of a field."""

    value: tuple[Link, ...]
    article: Link


@dataclass(frozen=True, slots=True)
class FactRow:
    """One field as each report gives it; an empty cell is silence. `verdict` styles the row.

    `reported` holds the cells that say something, each with its article; `field` is the key of the field.
    """

    label: str
    cells: tuple[tuple[Link, ...], ...]
    reported: tuple[ReportedValue, ...]
    verdict: str
    verdict_words: str
    field: str = ""


def event_evidence(site: Site, event: Event) -> tuple[EvidenceView, ...]:
    """Every record of an event, numbered in the order of its reports."""
    numbered_keys = enumerate(event.records, 1)
    return tuple(
        replace(evidence_view(site, key), number=number, event=None) for number, key in numbered_keys
    )


def column(site: Site, report: Report) -> Column:
    """The head of a report's column."""
    origin, carrier = origin_link(site, report.origin), outlet(site, report.article)
    return Column(
        article_link(site, report.article),
        published(site, report.article),
        origin,
        short=", ".join(dict.fromkeys((carrier, origin.text))),
    )


def fact_rows(site: Site, event: Event) -> Iterator[FactRow]:
    """Every field that a report of an event fills."""
    of_one = {own.key for one in fields_of_one(site, event) for own in one.fields}
    for field, label in labels(site, event).items():
        cells = tuple(_cell(site, report, field) for report in event.reports)
        if not any(cells):
            continue
        verdict = event.verdicts.get(field)
        said = tuple(
            ReportedValue(cell, article_link(site, report.article))
            for cell, report in zip(cells, event.reports, strict=True)
            if cell
        )
        words = verdict_words(verdict) if verdict else ""
        if field in of_one and _is_from_one(event, cells):
            words = gettext("one origin only")
        yield FactRow(label, cells, said, verdict or "", words, field)


def _is_from_one(event: Event, cells: Sequence[tuple[Link, ...]]) -> bool:
    """Whether one origin alone says something of a field, and not others who only expect the event."""
    return len({report.origin.key for report, cell in zip(event.reports, cells, strict=True) if cell}) == 1


def labels(site: Site, event: Event) -> dict[str, str]:
    """The fields that are compared between the reports of an event, and what they are called."""
    registry = site.corpus.registry
    for section in dict.fromkeys(key.section for key in event.records):
        _ = registry.sections[SectionId(section)]  # classes of records have its words: a page follows them
    kinds = dict.fromkeys(type(record) for _, record in records_of(site, event.records, Record))
    found: dict[str, str] = {}
    for own in (own for kind in kinds for own in fields_of(registry, kind)):
        if own.key not in UNCOMPARED:
            found[own.key] = own.label
        if own.key == "items":
            found |= {field: gettext(label) for field, label in NUMBERS.items()}
    return found


def _cell(site: Site, report: Report, field: str) -> tuple[Link, ...]:
    """What a report says of a field: the distinct values of its records."""
    records = records_of(site, report.records, Record)
    values = (value for _, record in records for value in _values(site, record, field))
    return separated(dict.fromkeys(values))


def _values(site: Site, record: Record, field: str) -> Iterator[tuple[Link, ...]]:
    if own := next((own for own in record.OWN if own.key == field), None):
        yield from ((own_link(site, own, value),) for value in in_field(record, own))
    elif field in FIELDS:
        yield from ((Link(f"{count_words(n)} "), name_link(site, n.name)) for n in numbered(record, field))
    elif field == "kind":
        if isinstance(record, VisitRecord) and record.kind:  # that of a deal stands in its sentence
            yield (Link(visit_kind(record.kind)),)
    elif (value := getattr(record, field, None)) not in (None, ()):
        yield from _value_links(site, record, field, value)


def _value_links(site: Site, record: Record, field: str, value: Any) -> Iterator[tuple[Link, ...]]:
    match field:
        case "date" | "ordered" | "delivered" | "disclosed" | "announced":
            yield (Link(date_words(value)),)
        case "place":
            yield (place_link(site, value),)
        case "stops":
            yield from (_stop(site, stop) for stop in value)
        case "value":
            yield (Link(_value_words(value)),)
        case "status":
            yield (Link(_status_words(record, str(value))),)
        case "items" if isinstance(record, DealRecord):
            yield from ((Link(item),) for item in record.goods)
        case "equipment":
            yield from (_used(site, item) for item in _record_equipment(record))
        case "participants":
            taking_part = parts(site.corpus.registry, record)
            yield from (_participant(site, part) for part in taking_part if part.role != "user")
        case _:
            yield from (_person_link(site, ref) for ref in value)


def _status_words(record: Record, status: str) -> str:
    """What a record says has become of it; a claim is told as one."""
    return claimed_status(status) if saying_of(record) == "claimed" else status_words(status)


def _stop(site: Site, stop: PlaceId | Stop) -> tuple[Link, ...]:
    if not isinstance(stop, Stop):
        return (place_link(site, stop),)
    when = date_view(stop.date)
    return (place_link(site, stop.place), Link(f" ({when.words})" if when else ""))


def _record_equipment(record: Record) -> Iterator[EquipmentId | Use]:
    if isinstance(record, DealRecord):
        yield from record.systems
    elif isinstance(record, EventRecord):
        yield from record.equipment


def _used(site: Site, item: EquipmentId | Use) -> tuple[Link, ...]:
    if not isinstance(item, Use):
        return (name_link(site, item),)
    used = name_link(site, item.item)
    if not item.user:
        return (used,)
    return linked(gettext("{item} used by {user}"), item=used, user=who_link(site, item.user))


def _participant(site: Site, part: Part) -> tuple[Link, ...]:
    role = "" if part.role == "participant" else f" ({role_words(part.role)})"
    return (who_link(site, part.ref), Link(role))


def _person_link(site: Site, ref: ActorRef | Met) -> tuple[Link, ...]:
    if isinstance(ref, Met):
        when = date_view(ref.date)
        where = place_link(site, ref.place).text if ref.place else ""
        detail = ", ".join(filter(None, (when.words if when else "", where)))
        return (who_link(site, ref.actor), Link(f" ({detail})" if detail else ""))
    return (who_link(site, ref),)


def _value_words(value: Value) -> str:
    """A value as the article words it, with the basis where it is known."""
    basis = basis_words(value.basis)
    return quoted_words(value.wording) + (f" ({basis})" if basis else "")
