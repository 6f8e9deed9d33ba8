"""The records' types as shapes that can be laid beside a tree of nodes."""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, cast, get_args, get_origin, get_type_hints

from site_builder.corpus.source.nodes import Items, Node, Pairs, Scalar, is_absent
from site_builder.model.written import Written, yaml_key

NOUNS = {
    "ActorId": "an actor id",
    "StateId": "the id of a state",
    "PlaceId": "the id of a place or state",
    "EquipmentId": "an equipment id",
    "TopicId": "a topic id",
    "MeasureId": "a measure id",
    "EventId": "an event id",
    "ArticleId": "an article id",
    "EventTypeId": "a type of event",
    "ActorTypeId": "a type of actor",
    "SectionId": "a section",
    "KeyName": "a key",
    "Pattern": "a form in words",
    "Identifier": "a number or code",
    "CameoCode": "a code of CAMEO",
    "FollowTheMoneySchema": "the name of a schema of FollowTheMoney",
    "RecordId": "a record's id",
    "SearchId": "the id of a search",
    "PageId": "the id of an actor, event, topic, place, piece of equipment or article",
    "SubjectId": "the id of an event, actor, topic, place or piece of equipment",
    "ClaimId": "the id of an event or record",
    "Edtf": "an EDTF date",
    "Quote": "a quote",
    "Url": "a web address",
    "Currency": "a currency code",
}


@dataclass(frozen=True, slots=True)
class TextShape:
    """Text; `kind` is the name of its distinct type, if it has one."""

    kind: str


@dataclass(frozen=True, slots=True)
class ChoiceShape:
    """One of some words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A number or a yes or no."""

    kind: type[bool | int | float | Decimal]


@dataclass(frozen=True, slots=True)
class SeveralShape:
    """A list; `count` items where that is fixed."""

    each: "Shape"
    count: int | None


@dataclass(frozen=True, slots=True)
class KeyShape:
    """A key of a mapping: the field it fills, and what may stand there."""

    name: str
    shape: "Shape"
    required: bool


@dataclass(frozen=True, slots=True)
class RecordShape:
    """A mapping that becomes an instance of a class."""

    kind: type[Written]
    keys: Mapping[str, KeyShape]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several shapes."""

    branches: tuple["Shape", ...]


Shape = TextShape | ChoiceShape | NumberShape | SeveralShape | RecordShape | OneOf


def record_shape(kind: type[Written]) -> RecordShape:
    """Shape of a class of records."""
    return _record_shape(cast("Hashable", kind))


@cache
def _record_shape(kind: Any) -> RecordShape:
    hints = get_type_hints(kind)
    keys = {
        yaml_key(field.name): KeyShape(
            field.name,
            shape_of(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
        if field.init
    }
    return RecordShape(kind, keys)


def shape_of(hint: Any) -> Shape:
    """Shape of a type hint, less `None`: what is absent is left out of the tree."""
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, NewType) or hint is str:
        return TextShape("" if hint is str else hint.__name__)
    if hint in (bool, int, float, Decimal):
        return NumberShape(hint)
    if origin is Literal:
        return ChoiceShape(arguments)
    if origin is tuple:
        return SeveralShape(shape_of(arguments[0]), None if arguments[-1] is Ellipsis else len(arguments))
    if origin in (Union, UnionType):
        branches = tuple(shape_of(a) for a in arguments if a is not NoneType)
        return branches[0] if len(branches) == 1 else OneOf(branches)
    if isinstance(hint, type) and issubclass(hint, Written):
        return record_shape(hint)
    raise TypeError(f"no YAML shape for {hint!r}")


def fitting(shape: Shape, node: Node) -> Shape | None:
    """The branch that a node was meant for, judged by its form and its keys."""
    if not isinstance(shape, OneOf):
        return shape if _has_form(shape, node) else None
    branches = [branch for branch in shape.branches if _has_form(branch, node)]
    return max(branches, key=lambda branch: _closeness(branch, node), default=None)


def noun(shape: Shape) -> str:
    """Say what may stand in a place."""
    match shape:
        case TextShape(kind=kind):
            return NOUNS.get(kind, "text")
        case ChoiceShape(words=words):
            return "one of " + ", ".join(words)
        case NumberShape(kind=kind):
            return "true or false" if kind is bool else "a number"
        case SeveralShape(count=count):
            return f"a list of {count}" if count else "a list"
        case RecordShape(keys=keys):
            needed = [f"{name}:" for name, key in keys.items() if key.required] or [
                f"{name}:" for name in keys
            ]
            return f"a mapping {{{', '.join(needed)}}}" if len(needed) < _FEW else "a mapping"
        case OneOf(branches=branches):
            return " or ".join(noun(branch) for branch in branches)


_FEW = 4


def _has_form(shape: Shape, node: Node) -> bool:
    match shape:
        case RecordShape():
            return isinstance(node, Pairs)
        case SeveralShape():
            return isinstance(node, Items)
        case OneOf(branches=branches):
            return any(_has_form(branch, node) for branch in branches)
        case _:
            return isinstance(node, Scalar)


def _closeness(shape: Shape, node: Node) -> int:
    if not (isinstance(shape, RecordShape) and isinstance(node, Pairs)):
        return 0
    written = {name for name, pair in node.pairs.items() if not is_absent(pair.value)}
    missing = sum(key.required and name not in written for name, key in shape.keys.items())
    return 2 * len(written & shape.keys.keys()) - missing
