"""JSON Schemas of the hand-written files, made from the classes that the reader fills.

Not through pydantic, as the schema of the published data is: it takes ids, dates and quotes for plain text,
since their types are text at run time, and these schemas must take what any loader of YAML makes of a value.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from site_builder.corpus.file_kinds import SECTIONS
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
from site_builder.corpus.vocabulary import shipped
from site_builder.model.annotation import Annotation, section_of
from site_builder.model.lengths import longest
from site_builder.model.meaning import Meaning
from site_builder.model.names_in import NamesIn
from site_builder.model.written import Written, yaml_key
from site_builder.output.schemas.rules import KEY_RULES, RECORD_RULES
from site_builder.output.schemas.value_forms import DIALECT, FORMS, NOTHING, Schema, ref

COMMENT = "Made by `site-builder schema` from the types that `site-builder check` reads; not edited by hand."
_REFERENCE = re.compile(r'"\$ref": "#/\$defs/(\w+)"')


def schema_of_record(kind: type[Written], title: str) -> Schema:
    """Give the schema of a file that is one mapping; where nothing is required, the file may be empty."""
    root = _record_schema(record_shape(kind))
    if not root["required"]:
        root["type"] = ["object", "null"]
    return _document(title, root, record_shape(kind))


def schema_of_entries(kind: type[Written], title: str) -> Schema:
    """Give the schema of a file of the registry: entries by their ids."""
    root = {
        "description": _first_line(kind),
        "type": ["object", "null"],
        "propertyNames": ref("Id"),
        "additionalProperties": ref(kind.__name__),
    }
    return _document(title, root, record_shape(kind))


def _document(title: str, root: Schema, shape: RecordShape) -> Schema:
    known = {**FORMS, "Nothing": NOTHING}
    known |= {record.kind.__name__: _record_schema(record) for record in _records_in(shape)}
    needed: set[str] = set()
    waiting = [root]
    while waiting:
        named = {*_REFERENCE.findall(json.dumps(waiting.pop()))} - needed
        needed |= named
        waiting += [known[name] for name in named]
    return {
        "$schema": DIALECT,
        "title": title,
        "$comment": COMMENT,
        **root,
        "$defs": {name: known[name] for name in sorted(needed)},
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


# ------------------------------------------------------------------ records, keys, values


def _record_schema(shape: RecordShape) -> Schema:
    if shape.kind is NamesIn:
        return _names_schema(shape)
    return {
        "description": _first_line(shape.kind),
        "type": "object",
        "required": sorted(name for name, key in shape.keys.items() if key.required),
        "properties": {name: _key_schema(shape.kind, name, key) for name, key in shape.keys.items()},
        "additionalProperties": False,
        **RECORD_RULES.get(shape.kind, {}),
    }


def _names_schema(shape: RecordShape) -> Schema:
    """One form for all of the 184 languages."""
    first = next(iter(shape.keys.values()))
    return {
        "description": _first_line(shape.kind),
        "type": "object",
        "propertyNames": {"enum": list(shape.keys)},
        "additionalProperties": _value_schema(first.shape, first.name),
    }


def _key_schema(kind: type[Written], name: str, key: KeyShape) -> Schema:
    keywords = {**meaning(kind, key.name).keywords, **_default(kind, key.name)}
    form = {**_value_schema(key.shape, name), **KEY_RULES.get(kind, {}).get(name, {})}
    if key.required:
        return {**keywords, **_without_empty_list(form)}
    branches = form["anyOf"] if form.keys() == {"anyOf"} else [form]
    return {**keywords, "anyOf": [*branches, ref("Nothing")]}


def meaning(kind: type[Written], field: str) -> Meaning:
    """Give what a field of a class means; where it does not say so, its section does, or KeyError arises."""
    said = get_args(get_type_hints(kind, include_extras=True)[field])[1:]
    return next((one for one in said if isinstance(one, Meaning)), None) or _meaning_in_section(kind, field)


def _meaning_in_section(kind: Any, field: str) -> Meaning:
    sections = shipped(SECTIONS).value
    if issubclass(kind, Annotation):
        return Meaning(sections[field].meaning)
    own = {own.key: own for own in sections[section_of(kind) or ""].fields}[yaml_key(field)]
    return Meaning(own.meaning, own.examples)


def _default(kind: type[Written], field: str) -> Schema:
    default = next(known.default for known in fields(kind) if known.name == field)
    return {"default": default} if isinstance(default, str | int | float) else {}


def _without_empty_list(form: Schema) -> Schema:
    """The same, but for empty lists, which are as good as absent."""
    if "anyOf" in form:
        return {**form, "anyOf": [_without_empty_list(branch) for branch in form["anyOf"]]}
    return {"minItems": 1, **form} if form.get("type") == "array" else form


def _value_schema(shape: Shape, name: str) -> Schema:
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
            return {"type": "array", "items": _value_schema(each, name), **size}
        case RecordShape(kind=kind):
            return ref(kind.__name__)
        case OneOf(branches=branches):
            return {"anyOf": [_value_schema(branch, name) for branch in branches]}


def _first_line(kind: type[Written]) -> str:
    return (kind.__doc__ or "").partition("\n")[0]
