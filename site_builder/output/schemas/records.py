"""JSON Schemas of the hand-written files, made from the classes that the reader fills."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from site_builder.corpus.source.shapes import (
    ChoiceShape,
    KeyShape,
    NumberShape,
    OneOf,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    record_shape,
)  # fmt: skip
from site_builder.model.lengths import longest
from site_builder.model.written import Written
from site_builder.output.exports.forms import Schema, ref
from site_builder.output.exports.schema import DIALECT
from site_builder.output.schemas.forms import FORMS, NOTHING
from site_builder.output.schemas.meanings import meaning
from site_builder.output.schemas.rules import KEY_RULES, RECORD_RULES

COMMENT = "Made by `site-builder schema` from the types that `site-builder check` reads; not edited by hand."
_DEFINITIONS = "#/$defs/"


def schema_of_record(kind: type[Written], title: str) -> Schema:
    """Give the schema of a file that is one mapping; where nothing is required, the file may be empty."""
    root = _record(record_shape(kind))
    if not root["required"]:
        root["type"] = ["object", "null"]
    return _document(title, root, record_shape(kind))


def schema_of_entries(kind: type[Written], title: str) -> Schema:
    """Give the schema of a file of the registry: entries by their ids."""
    root = {
        "description": _summary(kind),
        "type": ["object", "null"],
        "propertyNames": ref("Id"),
        "additionalProperties": ref(kind.__name__),
    }
    return _document(title, root, record_shape(kind))


def _document(title: str, root: Schema, shape: RecordShape) -> Schema:
    known = {**FORMS, "Nothing": NOTHING}
    known |= {record.kind.__name__: _record(record) for record in _records_in(shape)}
    needed: dict[str, Schema] = {}
    waiting: list[Any] = [root]
    while waiting:
        for name in _names_in(waiting.pop()):
            if name not in needed:
                needed[name] = known[name]
                waiting.append(known[name])
    return {
        "$schema": DIALECT,
        "title": title,
        "$comment": COMMENT,
        **root,
        "$defs": dict(sorted(needed.items())),
    }


def _records_in(shape: Shape) -> Iterator[RecordShape]:
    """All records that a shape holds, itself included; the model has no record within itself."""
    match shape:
        case RecordShape(keys=keys):
            yield shape
            for key in keys.values():
                yield from _records_in(key.shape)
        case SeveralShape(each=each):
            yield from _records_in(each)
        case OneOf(branches=branches):
            for branch in branches:
                yield from _records_in(branch)


def _names_in(schema: Any) -> Iterator[str]:
    """Names of the definitions that a schema refers to."""
    if isinstance(schema, Mapping):
        target = schema.get("$ref", "")
        if isinstance(target, str) and target.startswith(_DEFINITIONS):
            yield target.removeprefix(_DEFINITIONS)
        for value in schema.values():
            yield from _names_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names_in(value)


# ------------------------------------------------------------------ records, keys, values


def _record(shape: RecordShape) -> Schema:
    written = {field.name: field for field in fields(shape.kind)}
    return {
        "description": _summary(shape.kind),
        "type": "object",
        "required": sorted(name for name, key in shape.keys.items() if key.required),
        "properties": {
            name: _property(shape.kind, name, key, written[key.name].default)
            for name, key in shape.keys.items()
        },
        "additionalProperties": False,
        **RECORD_RULES.get(shape.kind.__name__, {}),
    }


def _property(kind: type[Written], name: str, key: KeyShape, default: object) -> Schema:
    description, *examples = meaning(kind, name)
    told: Schema = {"description": description}
    if examples:
        told["examples"] = examples
    if isinstance(default, str | int | float):
        told["default"] = default
    form = {**_value(key.shape, name), **KEY_RULES.get(f"{kind.__name__}.{name}", {})}
    if key.required:
        return {**told, **_filled(form)}
    branches = form["anyOf"] if form.keys() == {"anyOf"} else [form]
    return {**told, "anyOf": [*branches, ref("Nothing")]}


def _filled(form: Schema) -> Schema:
    """The same, but for empty lists, which are as good as absent."""
    if "anyOf" in form:
        return {**form, "anyOf": [_filled(branch) for branch in form["anyOf"]]}
    return {"minItems": 1, **form} if form.get("type") == "array" else form


def _value(shape: Shape, name: str) -> Schema:
    match shape:
        case TextShape(kind=kind):  # nothing has an old id any more, so that there is none to offer
            form = ref("Id" if name == "formerly" else kind or "Text")
            return form if kind.endswith("Id") else {**form, "maxLength": longest(kind, name)}
        case ChoiceShape(words=words):
            return {"enum": list(words)}
        case NumberShape(kind=kind):
            return ref(kind.__name__)
        case SeveralShape(each=each, count=count):
            size = {"minItems": count, "maxItems": count} if count else {}
            return {"type": "array", "items": _value(each, name), **size}
        case RecordShape(kind=kind):
            return ref(kind.__name__)
        case OneOf(branches=branches):
            return {"anyOf": [_value(branch, name) for branch in branches]}


def _summary(kind: type[Written]) -> str:
    return (kind.__doc__ or "").partition("\n")[0]
