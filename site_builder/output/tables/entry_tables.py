"""The registry, a table for each kind of entry: what the editors know, and no article need say."""

from collections.abc import Iterator
from typing import Any, Final

from site_builder.linking.indices import OF_IDS
from site_builder.linking.site import Site
from site_builder.merging.counts import count_words
from site_builder.merging.counts import whole as whole_count
from site_builder.model.own_sections import in_field
from site_builder.model.quantities import Count, Value
from site_builder.model.registry import Actor
from site_builder.model.value_types import ActorId, EquipmentId, MeasureId, PlaceId, TopicId
from site_builder.model.vocabulary import Field
from site_builder.model.written import Unnamed
from site_builder.output.exports.record_data import source_line
from site_builder.output.tables.model import Cell, Column, Row, Table, ident, optional, text, uri
from site_builder.output.tables.subject_tables import DESCRIPTION, NOTE, SOURCE

ID: Final = "Its id."


def _actor_rows(site: Site, name: ActorId) -> Iterator[Row]:
    entry = site.corpus.registry.actors[name]
    yield (
        name,
        entry.type,
        entry.name,
        entry.country,
        entry.part_of,
        entry.website,
        entry.description,
        entry.note,
        source_line(entry),
    )


def _own_rows(site: Site, name: ActorId) -> Iterator[Row]:
    entry = site.corpus.registry.actors[name]
    for field in _own_fields(site, entry):
        for position, value in enumerate(in_field(entry, field)):
            yield name, field.key, position, _said(value), _meant(field, value)


def _own_fields(site: Site, entry: Actor) -> Any:
    known = site.corpus.registry.actor_types.get(entry.type)
    return known.fields if known else ()


def _said(value: Any) -> Cell:
    """A value in words; of what has an id, the id."""
    if isinstance(value, Value):
        return value.wording
    if isinstance(value, Unnamed):
        return value.as_
    return count_words(whole_count(value)) if isinstance(value, int | Count) else str(value)


def _meant(field: Field, value: Any) -> Cell:
    """The id that a value of a field is or belongs to, if any."""
    if field.type not in OF_IDS:
        return None
    return value.of if isinstance(value, Unnamed) else value


def _place_rows(site: Site, name: PlaceId) -> Iterator[Row]:
    entry = site.corpus.registry.places[name]
    north, east = entry.coordinates or (None, None)
    yield name, entry.name, entry.within, north, east, entry.description, entry.note, source_line(entry)


def _equipment_rows(site: Site, name: EquipmentId) -> Iterator[Row]:
    entry = site.corpus.registry.equipment[name]
    yield name, entry.name, entry.class_, entry.made_in, entry.description, entry.note, source_line(entry)


def _maker_rows(site: Site, name: EquipmentId) -> Iterator[Row]:
    yield from ((name, maker) for maker in dict.fromkeys(site.corpus.registry.equipment[name].makers))


def _topic_rows(site: Site, name: TopicId) -> Iterator[Row]:
    entry = site.corpus.registry.topics[name]
    yield name, entry.name, entry.description, entry.note, source_line(entry)


def _measure_rows(site: Site, name: MeasureId) -> Iterator[Row]:
    entry = site.corpus.registry.measures[name]
    yield name, entry.name, entry.sentence, entry.unit, entry.description, entry.note, source_line(entry)


def _name(example: str) -> Column:
    return text("name", "The name shown.", example, required=True)


def _key() -> Column:
    return ident("id", ID, "subjects")


_LAST: Final = (DESCRIPTION, NOTE, SOURCE)

ENTRY_TABLES: Final = (
    Table(
        "actors",
        "A person, state, body, company or outlet, as the editors know it.",
        (
            _key(),
            ident("type", "Id of its type.", "actor_types"),
            _name("Ada Lund"),
            optional(ident("country", "Id of its state.", "actors")),
            optional(ident("part_of", "Id of the body that it belongs to.", "actors")),
            uri("website", "The website, for an outlet."),
            *_LAST,
        ),
        ("id",),
        {"actors": _actor_rows},
    ),
    Table(
        "actor_fields",
        "What an actor's type alone has, as the project's vocabulary says.",
        (
            ident("actor", "Id of the actor.", "actors"),
            text("field", "Key of the field.", "imo_number", required=True),
            Column("position", "integer", "Its place among several, from 0.", example="0", required=True),
            text("text", "What stands there, in words.", "9241061", required=True),
            optional(ident("subject", "The id that stands there, if it is one.", "subjects")),
        ),
        ("actor", "field", "position"),
        {"actors": _own_rows},
    ),
    Table(
        "places",
        "A place, as the editors know it; a state is an actor.",
        (
            _key(),
            _name("Haldane"),
            optional(ident("within", "Id of a place or state around it.", "subjects")),
            Column("north", "number", "Its latitude.", "degrees north", "40.4"),
            Column("east", "number", "Its longitude.", "degrees east", "49.9"),
            *_LAST,
        ),
        ("id",),
        {"places": _place_rows},
    ),
    Table(
        "equipment",
        "A piece of equipment, or a class of them.",
        (
            _key(),
            _name("Lance missile"),
            optional(ident("class", "Id of its class.", "equipment")),
            optional(ident("made_in", "Id of the state that it is made in.", "actors")),
            *_LAST,
        ),
        ("id",),
        {"equipment": _equipment_rows},
    ),
    Table(
        "makers",
        "Who makes a piece of equipment, as the editors know it.",
        (
            ident("equipment", "Id of the piece of equipment.", "equipment"),
            ident("actor", "Id of the maker.", "actors"),
        ),
        ("equipment", "actor"),
        {"equipment": _maker_rows},
    ),
    Table(
        "topics",
        "A subject that events are filed under.",
        (_key(), _name("Energy"), *_LAST),
        ("id",),
        {"topics": _topic_rows},
    ),
    Table(
        "measures",
        "What figures measure.",
        (
            _key(),
            _name("Share of oil imports"),
            text(
                "sentence",
                "What it measures; {subject} and {object} stand for those of a figure.",
                "share of {object}'s oil imports that comes from {subject}",
                required=True,
            ),
            text("unit", "What is counted; a currency's code for money.", "percent", required=True),
            *_LAST,
        ),
        ("id",),
        {"measures": _measure_rows},
    ),
)
