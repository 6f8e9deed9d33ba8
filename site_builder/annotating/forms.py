"""Forms for what files may say, as plain values for a page: of the very classes that files are read by."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
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
)
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.model.meaning import Meaning
from site_builder.model.registry import Registry
from site_builder.model.value_types import SectionId
from site_builder.model.vocabulary import Field
from site_builder.model.written import Written, yaml_key
from site_builder.output.schemas.record_schemas import meaning

Json = dict[str, Any]
_LONG = frozenset(("says", "note", "brief", "correction", "date_why", "why", "title", "published_why"))
"""Keys under which sentences stand."""
_FIRST, _LAST = (
    ("id",),
    (
        "says",
        "by",
        "via",
        "mode",
        "note",
        "brief",
        "correction",
        "quote",
        "prefix",
        "suffix",
    ),
)
"""Where keys that many records have stand in a record that is written here."""
_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_PLAIN: Mapping[type, str] = {bool: "yes", int: "number", float: "number", Decimal: "number"}


def fields_of(kind: type[Written], own: Mapping[str, Field]) -> list[Json]:
    """The fields of a class of records; `own` says what those of a section are called and mean."""
    keys = record_shape(kind).keys
    return [_field(kind, name, keys[name], own) for name in in_written_order(keys)]


def in_written_order(keys: Iterable[str]) -> list[str]:
    """Keys of a record in the order in which they are written: a reason for a date stands behind it."""
    given = list(keys)
    middle = [key for key in given if key not in (*_FIRST, *_LAST, "date_why")]
    if "date_why" in given:
        middle.insert(middle.index("date") + 1 if "date" in middle else len(middle), "date_why")
    return [key for key in (*_FIRST, *middle, *_LAST) if key in given]


def section_fields(registry: Registry, section: str) -> Mapping[str, Field]:
    """What a section's description says of its fields, by key."""
    described = registry.sections.get(SectionId(section))
    return {field.key: field for field in described.fields} if described else {}


def _field(kind: type[Written], name: str, key: KeyShape, own: Mapping[str, Field]) -> Json:
    said = own.get(name)
    means = Meaning(said.meaning, said.examples) if said else _meaning(kind, key.name)
    return {
        "key": name,
        "label": said.label if said else name.replace("_", " ").capitalize(),
        "meaning": means.text,
        "examples": list(means.examples),
        "required": key.required or bool(said and said.required),
        "form": _form(key.shape, name),
    }


def _meaning(kind: type[Written], name: str) -> Meaning:
    try:
        return meaning(kind, name)
    except KeyError:  # a field that nothing describes, such as a project's own of another class
        return Meaning("")


def _form(shape: Shape, name: str) -> Json:
    match shape:
        case TextShape(kind=kind):
            return {"is": "text", "kind": kind, "long": name in _LONG}
        case ChoiceShape(words=words):
            return {"is": "choice", "words": list(words)}
        case NumberShape(kind=kind):
            return {"is": _PLAIN[kind], "kind": kind.__name__}
        case SeveralShape(each=each):
            return {"is": "list", "each": _form(each, name)}
        case RecordShape(kind=kind):
            return {"is": "record", "fields": fields_of(kind, {})}
        case OneOf(branches=branches):
            return {"is": "either", "forms": [_form(branch, name) for branch in branches]}


# ------------------------------------------------------------------ values


def typed(kind: type[Written], fields: Mapping[str, Any]) -> dict[str, Value]:
    """Values of a form, of which every leaf is text, as they are to be written; what is empty is left out."""
    made = dict(_typed_fields(record_shape(kind), fields))
    known = in_written_order(key for key in record_shape(kind).keys if key in made)
    return {key: made[key] for key in (*known, *made)}


def _typed_fields(shape: RecordShape, fields: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for name, value in fields.items():
        key = shape.keys.get(str(name))
        made = _typed(key.shape, value) if key else _text(value)
        if made not in ("", (), {}, None):
            yield str(name), made


def _typed(shape: Shape, value: Any) -> Value:
    match shape:
        case OneOf(branches=branches):
            return _typed(next((one for one in branches if _takes(one, value)), TextShape("")), value)
        case SeveralShape(each=each) if isinstance(value, list | tuple):
            made = (_typed(each, item) for item in value)
            return tuple(item for item in made if item not in ("", (), {}))
        case RecordShape() if isinstance(value, Mapping):
            return dict(_typed_fields(shape, value))
        case NumberShape(kind=kind) if not isinstance(value, Mapping | list | tuple):
            return _number(kind, str(value).strip())
        case _:
            return _text(value)


def _takes(shape: Shape, value: Any) -> bool:
    match shape:
        case SeveralShape():
            return isinstance(value, list | tuple)
        case RecordShape(keys=keys):
            return isinstance(value, Mapping) and value.keys() <= keys.keys()
        case OneOf(branches=branches):
            return any(_takes(branch, value) for branch in branches)
        case _:
            return not isinstance(value, Mapping | list | tuple)


def _number(kind: type, text: str) -> Value:
    if kind is bool:
        return {"true": True, "false": False}.get(text.lower(), text)
    plain_digits = text.replace(",", "")
    if not _NUMBER.fullmatch(plain_digits):
        return text  # for the check to tell
    number = Decimal(plain_digits)
    return int(number) if number == number.to_integral_value() else number


def _text(value: Any) -> Value:
    """A value of which no shape is known, as text, list or mapping; one line each."""
    if isinstance(value, Mapping):
        return {str(key): _text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_text(one) for one in value)
    return " ".join(str(value).split()) if value is not None else ""


def plain(value: Any) -> Any:
    """What is to be written, as values of a form: every leaf text, lists and mappings as in the file."""
    if isinstance(value, Mapping):
        return {yaml_key(str(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
