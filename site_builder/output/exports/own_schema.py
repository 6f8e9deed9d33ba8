"""What the schema of the data says of the fields that a project describes."""

import json
from collections.abc import Iterator
from typing import Any, Final

from site_builder.corpus.vocabulary import is_shipped
from site_builder.model.registry import Registry
from site_builder.model.vocabulary import Field, FieldType
from site_builder.output.exports.json_and_csv import json_bytes

DEFINITION: Final = "own-fields"
_ID: Final = {"$ref": "#/$defs/id"}
_IDS: Final = {"type": "array", "items": _ID}
_TEXT: Final = {"type": "string"}
_FORMS: Final[dict[FieldType, Any]] = {
    "actor": {"$ref": "#/$defs/actor-ref"},
    "actors": {"type": "array", "items": {"$ref": "#/$defs/actor-ref"}},
    "date": {"$ref": "#/$defs/edtf"},
    "value": {"$ref": "#/$defs/value"},
    "number": {"$ref": "#/$defs/count"},
    "place": _ID,
    "event": _ID,
    "places": _IDS,
    "equipment": _IDS,
    "ids": _IDS,
    "text": _TEXT,
    "url": _TEXT,
    "identifier": _TEXT,
    "texts": {"type": "array", "items": _TEXT},
}
"""How what stands in a field of a type is written; choices name their words."""


def with_own_fields(schema: bytes, registry: Registry) -> bytes:
    """The schema of the data with what the project's sections and types of actors describe, if anything."""
    forms: dict[str, list[Any]] = {}
    for field in _own(registry):
        held, form = forms.setdefault(field.key, []), _form(field)
        held += [] if form in held else [form]
    if not forms:
        return schema
    whole = json.loads(schema)
    whole["$defs"][DEFINITION] |= {
        "properties": {key: held[0] if len(held) == 1 else {"anyOf": held} for key, held in forms.items()},
        "additionalProperties": False,
    }
    return json_bytes(whole)


def _own(registry: Registry) -> Iterator[Field]:
    for section in registry.sections.values():
        yield from () if is_shipped(section.at.location) else section.fields
    for kind in registry.actor_types.values():
        yield from kind.fields


def _form(field: Field) -> Any:
    """What may stand in a field, where anything does, and what it means."""
    form = {"enum": list(field.options)} if field.type == "choice" else _FORMS[field.type]
    said = {"title": field.label, "description": field.meaning}
    return {**said, **form} if form.get("type") == "array" else {**said, "anyOf": [form, {"type": "null"}]}
