"""The vocabulary as JSON: types of events and of actors, sections of records with their fields."""

from typing import Annotated, Any, Final

from typing_extensions import TypedDict

from site_builder.corpus.vocabulary import is_shipped
from site_builder.model.meaning import Meaning
from site_builder.model.vocabulary import Colour, Field, FieldType, Term
from site_builder.output.exports.published_values import Id, Ids
from site_builder.output.exports.record_data import json_of

VOCABULARY: Final = ("event_types", "actor_types", "sections")
"""Lists of the data, and tables of the registry, that hold it."""


class MappingsData(TypedDict):
    """What it is called in other vocabularies, by their names."""

    plover: Annotated[list[str], Meaning("Types of events of PLOVER.")]
    cameo: Annotated[list[str], Meaning("Codes of events of CAMEO.")]
    acled: Annotated[list[str], Meaning("Types of events of ACLED.")]
    followthemoney: Annotated[list[str], Meaning("Schemas of FollowTheMoney.")]


class TermData(TypedDict):
    """What every type and section says of itself."""

    name: Annotated[str, Meaning("What one of it is called.")]
    plural: Annotated[str, Meaning("The same of several.")]
    meaning: Annotated[str, Meaning("What it is.")]
    use: Annotated[str | None, Meaning("When to use it.")]
    mappings: Annotated[MappingsData | None, Meaning("What other vocabularies call it.")]
    built_in: Annotated[bool, Meaning("Whether it is the builder's own, not the project's.")]


class FieldData(TypedDict):
    """A field of the project's own."""

    key: Annotated[str, Meaning("Its key under `own`.")]
    type: Annotated[FieldType, Meaning("What it holds.")]
    label: Annotated[str, Meaning("What it is called.")]
    meaning: Annotated[str, Meaning("What stands there.")]
    required: Annotated[bool, Meaning("Whether every record has it.")]
    role: Annotated[str | None, Meaning("As what its actors take part.")]
    options: Annotated[list[str], Meaning("The words to choose from.")]
    unit: Annotated[str | None, Meaning("What is counted.")]
    pattern: Annotated[str | None, Meaning("Its form, in words.")]


class EventTypeData(TermData):
    """A type of event."""

    id: Id
    group: Annotated[str, Meaning("Its lane of the timeline.")]
    colour: Annotated[Colour, Meaning("Its colour there.")]
    schema_type: Annotated[str, Meaning("What it is in the words of schema.org.")]


class ActorTypeData(TermData):
    """A type of actor."""

    id: Id
    like: Annotated[str | None, Meaning("The type of body in whose place it may stand.")]
    colour: Annotated[Colour, Meaning("Its colour in networks.")]
    schema_type: Annotated[str, Meaning("What it is in the words of schema.org.")]
    fields: Annotated[list[FieldData], Meaning("What its entries may say of their own.")]


class SectionData(TermData):
    """A section of records."""

    id: Annotated[str, Meaning("Its key in annotations.")]
    event_types: Annotated[Ids, Meaning("Ids of types of the events that its records report.")]
    fields: Annotated[list[FieldData], Meaning("What its records have of their own.")]


_LEFT_OUT: Final = frozenset(("noun", "outline", "tab", "triggers"))


def term_data(name: str, term: Term) -> Any:
    """A type or section, as the class of its data has it."""
    said = {key: value for key, value in json_of(term).items() if key not in (*_LEFT_OUT, "fields")}
    fields = getattr(term, "fields", None)
    own = {} if fields is None else {"fields": [_field_data(one) for one in fields]}
    return {"id": name, **said, **own, "built_in": is_shipped(term.at.location)}


def _field_data(one: Field) -> FieldData:
    return {
        "key": one.key,
        "type": one.type,
        "label": one.label,
        "meaning": one.meaning,
        "required": one.required,
        "role": one.role,
        "options": list(one.options),
        "unit": one.unit,
        "pattern": one.pattern,
    }
