"""JSON Schemas of the published data, made of its classes: what each key of `corpus.json` and packets means.

Every key of an object is always there, save within `fields`, which holds what a record says, and `linked`
and `quotes`, which only the data of one page has.
"""

import re
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from site_builder.output.exports.changes_data import ChangesData
from site_builder.output.exports.corpus_json import LINKED, QUOTES, CorpusData
from site_builder.output.exports.packet_data import PacketData

CHANGES_ID: Final = "urn:site-builder:changes:1"
"""Names the form of changes, whatever site they are of."""


class _ClosedObjects(GenerateJsonSchema):
    """Objects have the keys of their class and no others; names of keys and classes are told once."""

    def typed_dict_schema(self, schema: Any) -> dict[str, Any]:
        form = super().typed_dict_schema(schema)
        del form["title"]
        if schema["cls"].__total__:
            form["required"] = list(form["properties"])
        return {**form, "additionalProperties": False}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def normalize_name(self, name: str) -> str:
        return re.sub("(?<=[a-z])(?=[A-Z])", "-", name.removesuffix("Data")).lower()


def corpus_schema() -> dict[str, Any]:
    """Give the schema of the whole file, and of the data of each page."""
    form = TypeAdapter(CorpusData).json_schema(schema_generator=_ClosedObjects)
    form["required"] = [key for key in form["required"] if key not in (LINKED, QUOTES)]
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": "A corpus of annotated articles", **form}


def packet_schema() -> dict[str, Any]:
    """Give the schema of a packet of evidence."""
    form = TypeAdapter(PacketData).json_schema(schema_generator=_ClosedObjects)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": "record.schema.json",
        "title": "The evidence of one record of a corpus of annotated articles",
        **form,
    }


def changes_schema() -> dict[str, Any]:
    """Give the schema of changes, of a site or as `site-builder changes` prints them."""
    form = TypeAdapter(ChangesData).json_schema(schema_generator=_ClosedObjects)
    top = {"$schema": GenerateJsonSchema.schema_dialect, "$id": CHANGES_ID, "title": "Changes of a corpus"}
    return {**top, **form}
