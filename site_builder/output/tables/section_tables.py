"""A table for each section of records, made of the vocabulary: a row a record, a column or some a field.

Fields that hold several have tables of their own (`list_tables`), in which all sections stand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

from site_builder.linking.once import once
from site_builder.linking.site import RecordKey, Site
from site_builder.model.annotation import SECTIONS
from site_builder.model.records import Measured
from site_builder.model.registry import Registry
from site_builder.model.value_types import ArticleId, SectionId
from site_builder.model.vocabulary import Field
from site_builder.output.tables import columns
from site_builder.output.tables.model import Cell, Column, Row, Table, flag, ident, optional, text, uri
from site_builder.output.tables.record_tables import RECORD, records_of_article
from site_builder.pages.registers import table_of_section

Holds = Literal[
    "actor", "actor_id", "subject", "place", "event", "measure", "date", "value", "number", "text", "url",
    "flag", "actors", "places", "subjects", "claims", "equipment", "items", "goods", "texts", "dates",
]  # fmt: skip
"""What a field holds: one thing, or several in `MANY`."""
MANY: Final = frozenset(
    ("actors", "places", "subjects", "claims", "equipment", "items", "goods", "texts", "dates")
)

NAMES: Final = {"people": "roles", "organisations": "descriptions", "events": "happenings"}
"""Names of tables, where they are not those of their sections."""
_BY_TYPE: Final[Mapping[str, Holds]] = {
    "actor": "actor", "actors": "actors", "place": "place", "places": "places", "date": "date",
    "value": "value", "number": "number", "text": "text", "texts": "texts", "choice": "text",
    "equipment": "equipment", "event": "event", "ids": "subjects", "url": "url", "identifier": "text",
}  # fmt: skip
_OF_BUILDER: Final[Mapping[tuple[str, str], Holds | None]] = {
    ("people", "of"): "actor_id", ("people", "to"): "actor_id", ("people", "former"): "flag",
    ("organisations", "actor"): "actor_id",
    ("arms_deals", "equipment"): "items", ("arms_deals", "items"): "goods",
    ("statements", "supports"): "claims", ("statements", "disputes"): "claims",
    ("figures", "measure"): "measure", ("figures", "subject"): "subject", ("figures", "object"): "subject",
    ("figures", "period"): "dates",
    ("dates", "quote"): None,
}  # fmt: skip
"""Fields of the builder's sections that are more exact than their type says; a date's words are its quote."""


@dataclass(frozen=True, slots=True)
class Held:
    """A field of a section as its tables have it."""

    field: Field
    holds: Holds

    @property
    def key(self) -> str:
        """The key of the field."""
        return self.field.key

    def value(self, record: object) -> Any:
        """What a record says there: the keys of some are words of Python."""
        return (
            getattr(record, self.key) if hasattr(record, self.key) else getattr(record, f"{self.key}_", None)
        )


def fields_of_section(registry: Registry, section: SectionId) -> Iterator[Held]:
    """The fields of a section, those that all records of its kind have first."""
    for field in (*_common(registry, section), *registry.sections[section].fields):
        holds = _OF_BUILDER.get((section, field.key), _BY_TYPE[field.type])
        if holds:
            yield Held(field, holds)


def _common(registry: Registry, section: SectionId) -> tuple[Field, ...]:
    """What every section of a project's own has besides its fields: those of events, or of statements."""
    if section in SECTIONS:
        return ()
    if registry.sections[section].event_types:
        return registry.sections[SectionId("events")].fields
    return tuple(
        one
        for one in registry.sections[SectionId("statements")].fields
        if one.key in ("about", "date", "says")
    )


# ------------------------------------------------------------------ columns and cells of one thing


def _columns_of(held: Held, key: str) -> tuple[Column, ...]:
    """The columns of a field, under its key or a name that stands for it."""
    said, needed = held.field.meaning, held.field.required
    example = next(iter(held.field.examples or held.field.options), _EXAMPLES.get(key, ""))
    made: Mapping[str, Callable[[], tuple[Column, ...]]] = {
        "actor": lambda: columns.actor_columns(key, said, required=needed),
        "subject": lambda: columns.subject_columns(key, said, required=needed),
        "date": lambda: columns.date_columns(key, said, required=needed),
        "value": lambda: columns.value_columns(key, said),
        "number": lambda: columns.count_columns(key, said, held.field.unit or ""),
        "flag": lambda: (flag(key, said),),
        "url": lambda: (uri(key, said, required=needed),),
        "text": lambda: (text(key, said, example, required=needed),),
    }
    if held.holds in made:
        return made[held.holds]()
    return (optional(ident(key, said, _KEYS[held.holds])),)


_EXAMPLES: Final[Mapping[str, str]] = {
    "event": "appointed",
    "kind": "official",
    "says": "Lund visited Estmark and met its president.",
    "status": "happened",
}
"""What may stand in fields of the builder's own whose words are choices, or whose examples need a story."""
_KEYS: Final[Mapping[str, str]] = {
    "actor_id": "actors", "place": "subjects", "event": "events", "measure": "measures",
}  # fmt: skip
"""The tables whose keys stand in a column of ids."""


def _ref_cells(value: Measured | None) -> Row:
    return columns.actor_cells(value)


def _flag_cells(value: bool | None) -> Row:  # noqa: FBT001 - a cell
    return (bool(value),)


def _plain_cells(value: Cell) -> Row:
    return (value,)


_CELLS: Final[Mapping[str, Callable[[Any], Row]]] = {
    "actor": _ref_cells, "subject": _ref_cells, "date": columns.date_cells, "value": columns.value_cells,
    "number": columns.count_cells, "flag": _flag_cells,
}  # fmt: skip


# ------------------------------------------------------------------ the tables


def section_tables(registry: Registry) -> Iterator[Table]:
    """A table for each section."""
    for section, term in registry.sections.items():
        single = tuple(held for held in fields_of_section(registry, section) if held.holds not in MANY)
        yield Table(
            name_of_table(section),
            f"A record of the section {section}: {term.meaning}",
            (RECORD, *_columns(single)),
            ("record",),
            {"articles": partial(_rows, section, single)},
        )


def name_of_table(section: SectionId) -> str:
    """The table that has the records of any section."""
    return NAMES.get(section, section) if section in SECTIONS else table_of_section(section)


def _columns(single: Iterable[Held]) -> Iterator[Column]:
    """The columns of some fields; a field whose columns would be called as others has `_` behind its key."""
    names = {RECORD.name}
    for held in single:
        made = _columns_of(held, held.key)
        if not names.isdisjoint(one.name for one in made):
            made = _columns_of(held, f"{held.key}_")  # as no key is called
        names.update(one.name for one in made)
        yield from made


def _rows(section: SectionId, single: tuple[Held, ...], site: Site, article: ArticleId) -> Iterator[Row]:
    for key, name, found in records_of_article(site, article):
        if key.section == section:
            cells = (_CELLS.get(held.holds, _plain_cells)(held.value(found.record)) for held in single)
            yield name, *(cell for group in cells for cell in group)


# ------------------------------------------------------------------ what lists hold


def listed(site: Site, article: ArticleId, *holds: Holds) -> Iterator[tuple[RecordKey, str, Held, Any]]:
    """Fields of an article's records that hold several, with the record's id and what stands there."""
    several = _several(site)
    for key, name, found in records_of_article(site, article):
        for held in several[SectionId(key.section)]:
            value = held.value(found.record) if held.holds in holds else None
            if value:
                yield key, name, held, value if isinstance(value, tuple) else (value,)


@once
def _several(site: Site) -> Mapping[SectionId, tuple[Held, ...]]:
    """The fields of each section that hold several."""
    registry = site.corpus.registry
    return {
        section: tuple(held for held in fields_of_section(registry, section) if held.holds in MANY)
        for section in registry.sections
    }
