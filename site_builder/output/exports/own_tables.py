"""The tables of a project's own sections, for download: a row a record."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from site_builder.linking.site import Site
from site_builder.merging.counts import count_words, ends, whole
from site_builder.model.own_sections import in_field
from site_builder.model.records import EventRecord, Record
from site_builder.model.value_types import ArticleId, SectionId
from site_builder.model.vocabulary import Field
from site_builder.output.exports.json_and_csv import Cell, Row, joined_cell
from site_builder.output.exports.record_tables import PROOF, VALUE, people_cell, proof_cells, value_cells
from site_builder.output.exports.tables import Table
from site_builder.pages.registers import own_sections, path_of

_OF_EVENTS = ("event", "title", "place", "date", "status", "says")
_OF_NONE = ("about", "date", "says")
_NUMBER = ("low", "high", "sense", "wording")


def own_tables(site: Site) -> Iterator[Table]:
    """A table for each section that the project describes, whether or not it has records."""
    for name in own_sections(site):
        section = site.corpus.registry.sections[name]
        first = _OF_EVENTS if section.event_types else _OF_NONE
        columns = (*first, *(column for own in section.fields for column in _columns(own)), *PROOF)
        yield Table(path_of(name).strip("/"), columns, {"articles": partial(_rows, name, section.fields)})


def _columns(own: Field) -> tuple[str, ...]:
    parts = {"value": VALUE, "number": _NUMBER}.get(own.type)
    return tuple(f"{own.key}_{part}" for part in parts) if parts else (own.key,)


def _rows(name: SectionId, fields: tuple[Field, ...], site: Site, article: ArticleId) -> Iterator[Row]:
    for key in sorted(key for key in site.by_article[article] if key.section == name):
        record = site.evidence[key].record
        if isinstance(record, Record):
            yield (
                *_first(site, record),
                *(cell for own in fields for cell in _cells(site, record, own)),
                *proof_cells(site, key, record),
            )


def _first(site: Site, record: Any) -> Row:
    if isinstance(record, EventRecord):
        title = site.corpus.registry.events[record.event].title
        return record.event, title, record.place, record.date, record.status, record.says
    return joined_cell(record.about), record.date, record.says


def _cells(site: Site, record: Record, own: Field) -> Row:
    values = in_field(record, own)
    match own.type:
        case "actor" | "actors":
            return (people_cell(site, values),)
        case "value":
            return value_cells(values[0] if values else None)
        case "number":
            return _number(values)
        case _:
            return (joined_cell(map(str, values)),)


def _number(values: Iterable[Any]) -> tuple[Cell, ...]:
    for value in values:
        count = whole(value)
        return (*ends(count), count.sense, count_words(count))
    return (None,) * len(_NUMBER)
