"""The vocabulary: types of events and actors, sections with their fields, and what others call them."""

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from typing import Any, Final

from site_builder.corpus.vocabulary import is_shipped
from site_builder.linking.site import Site
from site_builder.model.vocabulary import Mappings, Term
from site_builder.output.tables.model import Row, Table, flag, ident, optional, text, whole
from site_builder.output.tables.section_tables import name_of_table

SCHEMES: Final = tuple(one.name for one in fields(Mappings) if not one.name.startswith("at"))
KINDS: Final = {"event_types": "event-type", "actor_types": "actor-type", "sections": "section"}
"""What a term is, by the list that has it."""


def _term(folder: str, site: Site, name: Any) -> Any:
    return getattr(site.corpus.registry, folder)[name]


def _said(term: Term) -> Row:
    return term.name, term.plural, term.meaning, term.use, is_shipped(term.at.location)


def _event_type_rows(site: Site, name: Any) -> Iterator[Row]:
    term = _term("event_types", site, name)
    yield name, *_said(term), term.group, term.schema_type


def _actor_type_rows(site: Site, name: Any) -> Iterator[Row]:
    term = _term("actor_types", site, name)
    yield name, *_said(term), term.like, term.schema_type


def _section_rows(site: Site, name: Any) -> Iterator[Row]:
    yield name, *_said(_term("sections", site, name)), name_of_table(name)


def _section_type_rows(site: Site, name: Any) -> Iterator[Row]:
    yield from ((name, kind) for kind in dict.fromkeys(_term("sections", site, name).event_types))


def _field_rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    for position, one in enumerate(_term(folder, site, name).fields):
        yield (
            KINDS[folder], name, one.key, position, one.type, one.label, one.meaning, one.required, one.role,
            one.unit, one.pattern, "; ".join(one.options) or None,
        )  # fmt: skip


def _mapping_rows(folder: str, site: Site, name: Any) -> Iterator[Row]:
    term = _term(folder, site, name)
    for scheme in SCHEMES if term.mappings else ():
        for code in getattr(term.mappings, scheme):
            yield scheme, code, KINDS[folder], name, term.name


_TERM: Final = (
    ident("id", "Its id."),
    text("name", "What one of it is called.", "Visit", required=True),
    text("plural", "The same of several.", "Visits", required=True),
    text("meaning", "What it is.", "Who went where and met whom.", required=True),
    text("use", "When to use it.", "for talks on a visit, use a visit"),
    flag("built_in", "Whether it is the builder's own, not the project's."),
)
_KIND: Final = (
    text("kind", "What has it: event-type, actor-type or section.", "section", required=True),
    ident("id", "Id of the type or section."),
)

VOCABULARY_TABLES: Final = (
    Table(
        "event_types",
        "A type of event.",
        (
            *_TERM,
            text("group", "Its lane of the timeline.", "Visits and meetings", required=True),
            text("schema_type", "What it is in the words of schema.org.", "Event", required=True),
        ),
        ("id",),
        {"event_types": _event_type_rows},
    ),
    Table(
        "actor_types",
        "A type of actor.",
        (
            *_TERM,
            text("like", "The type of body in whose place it may stand.", "company"),
            text("schema_type", "What it is in the words of schema.org.", "Person", required=True),
        ),
        ("id",),
        {"actor_types": _actor_type_rows},
    ),
    Table(
        "sections",
        "A section of records.",
        (*_TERM, ident("table", "Name of the table that has the fields of its records.", "tables")),
        ("id",),
        {"sections": _section_rows},
    ),
    Table(
        "section_event_types",
        "A type of the events that a section's records report.",
        (
            ident("section", "Id of the section.", "sections"),
            ident("event_type", "Id of the type.", "event_types"),
        ),
        ("section", "event_type"),
        {"sections": _section_type_rows},
    ),
    Table(
        "fields",
        "A field of a section's records or of a type's actors.",
        (
            *_KIND,
            text("key", "Its key in the files.", "visitors", required=True),
            whole("position", "Its place among the fields, from 0.", example="0"),
            text("type", "What it holds.", "actors", required=True),
            text("label", "What it is called on pages.", "Visitors", required=True),
            text("meaning", "What stands there.", "Who came.", required=True),
            flag("required", "Whether every record has it."),
            text("role", "As what its actors take part.", "visitor"),
            text("unit", "What is counted.", "people"),
            text("pattern", "Its form, in words.", "7 digits"),
            text("options", "The words to choose from, divided by semicolons.", "sunk; damaged"),
        ),
        ("kind", "id", "key"),
        {folder: partial(_field_rows, folder) for folder in ("actor_types", "sections")},
    ),
    Table(
        "mappings",
        "What another vocabulary calls a type or section of this one.",
        (
            text("scheme", "The other vocabulary.", "plover", required=True),
            text(
                "code",
                "Its code; text, though CAMEO's are of digits and may begin with a zero.",
                "042",
                required=True,
            ),
            *_KIND,
            optional(text("name", "What the type or section is called.", "Visit")),
        ),
        ("scheme", "code", "kind", "id"),
        {folder: partial(_mapping_rows, folder) for folder in KINDS},
    ),
)
