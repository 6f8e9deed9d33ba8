"""The registers of a project's own sections: what their records report, by event or record by record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.model.records import PlainRecord, Record
from site_builder.model.value_types import EventId, SectionId
from site_builder.model.vocabulary import Field
from site_builder.pages import counts
from site_builder.pages.components import DateView, Link, date_view, joined, name_link, place_link, short_link
from site_builder.pages.counts import Counted
from site_builder.pages.evidence import AnswerView, credit, denials, evidence_view, proof_link
from site_builder.pages.heads import Head
from site_builder.pages.own_fields import field_run
from site_builder.pages.parts import BOUNDS, Bounds, Division, PartPage, Rest, in_year, long_list, part_pages
from site_builder.pages.registers import path_of, register_head, table_of_section
from site_builder.pages.rows import (
    counted_reports,
    event_date,
    event_parts,
    event_status,
    filled_columns,
    newest_first,
    newest_of,
)
from site_builder.translation.messages import N_, gettext

NUMBERS = ("value", "number")
"""Types of fields that say how much or how many."""


@dataclass(frozen=True, slots=True)
class OwnCell:
    """What stands in a column of the project's own: its label and what is said."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An event with what all records of it say, or a record that is of no event; `numbers` stand first."""

    title: Link
    status: str
    disputed: bool
    numbers: tuple[OwnCell, ...]
    when: DateView | None
    place: Link | None
    parts: tuple[Link, ...]
    cells: tuple[OwnCell, ...]
    source: tuple[Link, ...]
    denials: tuple[AnswerView, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRegisterPage:
    """The register of a section.

    `choices` are columns that its rows are filtered by: the label of each, and its number among all.
    """

    head: Head
    noun: str
    csv: str
    choices: tuple[tuple[str, int], ...]
    rows: tuple[OwnRow, ...]
    filled: Mapping[str, bool]
    rest: Rest | None = None


def register_pages(
    site: Site, name: SectionId, bounds: Bounds = BOUNDS
) -> Iterator[tuple[str, OwnRegisterPage | PartPage[OwnRow]]]:
    """The register of a section with its parts, each page with the name of its template."""
    section, path = site.corpus.registry.sections[name], path_of(name)
    fields = _columns(section.fields)
    rows = tuple(_event_rows(site, name, fields) if section.event_types else _record_rows(site, name, fields))
    counted = counts.of_section(section)
    answer = gettext(
        "{meaning}: {records} on record.", meaning=section.meaning.rstrip("."), records=counted(len(rows))
    )
    head = register_head(site, name, answer)
    filled = filled_columns(rows, ("when", "place", "parts"))
    between = sum(filled.values())
    places = (*enumerate(fields.numbers, 1), *enumerate(fields.others, 1 + len(fields.numbers) + between))
    facets = ((number, own) for number, own in places if "facet" in own.show)
    listed = long_list(rows, _divided(path, counted, len(fields.all)), bounds)
    yield (
        "register",
        OwnRegisterPage(
            head=head,
            noun=section.name,
            csv=f"data/{table_of_section(name)}.csv",
            choices=tuple((own.label, number) for number, own in facets),
            rows=listed.rows,
            filled=filled,
            rest=listed.rest,
        ),
    )
    yield from part_pages("part_register", head, listed, filled, section.name)


class _Columns(NamedTuple):
    """The fields that a register shows: how much or how many, which is asked first, and the others."""

    numbers: tuple[Field, ...]
    others: tuple[Field, ...]

    @property
    def all(self) -> tuple[Field, ...]:
        return self.numbers + self.others


def _columns(fields: Iterable[Field]) -> _Columns:
    shown = [own for own in fields if {"column", "facet"} & {*own.show}]
    return _Columns(
        tuple(own for own in shown if own.type in NUMBERS),
        tuple(own for own in shown if own.type not in NUMBERS),
    )


def _divided(path: str, counted: Counted, columns: int) -> Division[OwnRow]:
    return Division(
        base=path,
        rows=counted,
        by=N_("by year"),
        group=lambda row: in_year(row.when.sort if row.when else ""),
        weight=lambda row: 12 + 2 * columns + len(row.parts) + 4 * len(row.denials),
    )


def _event_rows(site: Site, name: SectionId, fields: _Columns) -> Iterator[OwnRow]:
    """The events that records of the section report, newest first."""
    types = {*site.corpus.registry.sections[name].event_types}
    events = [event for event, found in site.events.items() if found.frame.type in types]
    for event in newest_of(site, events):
        yield _event_row(site, event, fields)


def _event_row(site: Site, event: EventId, fields: _Columns) -> OwnRow:
    found = site.events[event]
    records = [record for key in found.records if isinstance(record := site.evidence[key].record, Record)]
    return OwnRow(
        title=short_link(site, event),
        status=event_status(site, found),
        disputed=found.disputed,
        numbers=_event_cells(site, found, records, fields.numbers),
        when=event_date(found),
        place=place_link(site, found.place) if found.place else None,
        parts=event_parts(site, found, *_other_roles(found, fields.all)),
        cells=_event_cells(site, found, records, fields.others),
        source=(Link(counted_reports(found)),),
        denials=denials(site, found),
    )


def _other_roles(event: Event, fields: tuple[Field, ...]) -> tuple[str, ...]:
    """The roles in an event that have no column of their own; one that nobody has, if there are none."""
    shown = {own.role or own.key for own in fields}
    return tuple(part.role for part in event.parts if part.role not in shown) or ("",)


def _event_cells(
    site: Site, event: Event, records: Sequence[Record], fields: tuple[Field, ...]
) -> tuple[OwnCell, ...]:
    """What all records of an event say in some fields."""
    differ = {own.key for own in fields if event.verdicts.get(own.key) == "conflicts"}
    return tuple(
        OwnCell(own.label, field_run(site, records, own, "or" if own.key in differ else "and"))
        for own in fields
    )


def _record_rows(site: Site, name: SectionId, fields: _Columns) -> Iterator[OwnRow]:
    """The records of the section, those of the newest article first."""
    for article in newest_first(site, site.corpus.articles):
        keys = sorted(key for key in site.by_article[article] if key.section == name)
        for key, record in records_of(site, keys, PlainRecord):
            yield _record_row(site, key, record, fields)


def _record_row(site: Site, key: RecordKey, record: PlainRecord, fields: _Columns) -> OwnRow:
    proof = proof_link(site, key)
    return OwnRow(
        title=Link(record.says, proof.to),
        status="",
        disputed=False,
        numbers=_record_cells(site, record, fields.numbers),
        when=date_view(record.date, record.date_why),
        place=None,
        parts=joined(name_link(site, subject) for subject in record.about),
        cells=_record_cells(site, record, fields.others),
        source=credit(site, site.evidence[key]),
        denials=tuple(one for one in evidence_view(site, key).answers if one.kind == "disputes"),
    )


def _record_cells(site: Site, record: PlainRecord, fields: tuple[Field, ...]) -> tuple[OwnCell, ...]:
    return tuple(OwnCell(own.label, field_run(site, [record], own)) for own in fields)
