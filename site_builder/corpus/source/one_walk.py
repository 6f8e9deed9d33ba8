"""Nodes that fit their shape as a record, with its places and leaves, in one walk.

Each shape becomes a function once. Where anything does not fit, nothing is made: `records` looks again,
with pydantic, and says what is wrong.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final, cast

from site_builder.corpus.source.faults import NUMBERS
from site_builder.corpus.source.nodes import Items, Node, Pairs, Scalar, is_absent
from site_builder.corpus.source.places import Marks, Path, packed
from site_builder.corpus.source.shapes import (
    ChoiceShape,
    NumberShape,
    OneOf,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    fitting,
    record_shape,
)
from site_builder.model.lengths import SHORTEST, longest
from site_builder.model.problems import Location
from site_builder.model.written import Unnamed, Written


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """A value of a distinct type: the type's name, the text, its place and the key it stands under.

    `unnamed` tells whether somebody unnamed may stand there instead.
    """

    kind: str
    value: str
    location: Location
    key: str
    unnamed: bool = False


class UnfitError(ValueError):
    """A node that does not fit, or whose fit has to be looked at."""


@dataclass(slots=True)
class _Walk:
    """One walk through a file's nodes: its path, and the leaves met so far."""

    path: str
    leaves: list[Leaf] = field(default_factory=list)


Reader = Callable[[Node, str, _Walk], Any]
"""Reads a node that stands under a key."""


def walked(node: Pairs, kind: type[Written], path: str) -> tuple[Any, tuple[Leaf, ...]]:
    """Make a record of a mapping, and list its leaves; raise `UnfitError` where it does not fit."""
    walk = _Walk(path)
    return _record_reader(cast("Hashable", kind))(node, "", walk), tuple(walk.leaves)


def _reader(shape: Shape, *, unnamed: bool = False) -> Reader:
    match shape:
        case TextShape(kind=kind):
            return _text_reader(kind, unnamed=unnamed) if kind else _plain_text
        case ChoiceShape(words=words):
            return _choice_reader(frozenset(words))
        case NumberShape(kind=number):
            return _number_reader(number)
        case SeveralShape(each=each, count=count):
            return _list_reader(_reader(each), count)
        case RecordShape(kind=record):
            return _later(record)
        case OneOf():
            return _branch_reader(shape)


def _plain_text(node: Node, key: str, _walk: _Walk) -> str:
    if type(node) is not Scalar or (len(node.text) > SHORTEST and len(node.text) > longest("", key)):
        raise UnfitError
    return node.text


def _text_reader(kind: str, *, unnamed: bool) -> Reader:
    is_id = kind.endswith("Id")

    def read(node: Node, key: str, walk: _Walk) -> str:
        if type(node) is not Scalar or (
            len(node.text) > SHORTEST and not is_id and len(node.text) > longest(kind, key)
        ):
            raise UnfitError
        place = Location(walk.path, node.line, node.column)
        walk.leaves.append(Leaf(kind, node.text, place, key, unnamed))
        return node.text

    return read


def _choice_reader(words: frozenset[str]) -> Reader:
    def read(node: Node, _key: str, _walk: _Walk) -> str:
        if type(node) is not Scalar or node.text not in words:
            raise UnfitError
        return node.text

    return read


def _number_reader(kind: type[Any]) -> Reader:
    form = NUMBERS[kind]

    def read(node: Node, _key: str, _walk: _Walk) -> Any:
        if type(node) is not Scalar or not form.fullmatch(node.text):
            raise UnfitError
        return node.text == "true" if kind is bool else kind(node.text)

    return read


def _list_reader(each: Reader, count: int | None) -> Reader:
    def read(node: Node, key: str, walk: _Walk) -> tuple[Any, ...]:
        if type(node) is not Items or (count and len(node.items) != count) or any(map(is_absent, node.items)):
            raise UnfitError
        return tuple([each(item, key, walk) for item in node.items])

    return read


def _branch_reader(shape: OneOf) -> Reader:
    unnamed = any(isinstance(branch, RecordShape) and branch.kind is Unnamed for branch in shape.branches)
    readers = {id(branch): _reader(branch, unnamed=unnamed) for branch in shape.branches}
    forms = {form: [b for b in shape.branches if _form(b) is form] for form in (Scalar, Items, Pairs)}
    only = {form: readers[id(found[0])] for form, found in forms.items() if len(found) == 1}

    def read(node: Node, key: str, walk: _Walk) -> Any:
        reader = only.get(type(node))
        if reader is None:
            branch = fitting(shape, node)
            if branch is None:
                raise UnfitError
            reader = readers[id(branch)]
        return reader(node, key, walk)

    return read


def _form(shape: Shape) -> type[Node]:
    if isinstance(shape, RecordShape):
        return Pairs
    return Items if isinstance(shape, SeveralShape) else Scalar


def _later(kind: type[Written]) -> Reader:
    """Read a record; its reader is made when it is first met, as a class may hold itself."""

    def read(node: Node, key: str, walk: _Walk) -> Any:
        return _record_reader(cast("Hashable", kind))(node, key, walk)

    return read


@cache
def _record_reader(kind: Any) -> Reader:
    keys = record_shape(kind).keys
    readers: Final = {name: (key.name, _reader(key.shape)) for name, key in keys.items()}
    needed = {key.name for key in keys.values() if key.required}

    def read(node: Node, _key: str, walk: _Walk) -> Any:
        if type(node) is not Pairs:
            raise UnfitError
        values: dict[str, Any] = {}
        for name, (_, value) in node.pairs.items():
            known = readers.get(name)
            if known is None:
                raise UnfitError
            if not is_absent(value):
                values[known[0]] = known[1](value, name, walk)
        if not needed <= values.keys():
            raise UnfitError
        made = kind(**values)
        object.__setattr__(made, "at", marks_of(node, walk.path))
        return made

    return read


def marks_of(node: Pairs, path: str) -> Marks:
    """Note where a mapping, its values and their list items were written."""
    form: list[tuple[str, int]] = []
    marks = [node.line, node.column]
    for name, (_, value) in node.pairs.items():
        marks += (value.line, value.column)
        form.append((name, len(value.items) if type(value) is Items else 0))
        if type(value) is Items:
            for item in value.items:
                marks += (item.line, item.column)
    return Marks(path, order_of(tuple(form)), packed(marks))


@lru_cache(maxsize=4096)
def order_of(form: tuple[tuple[str, int], ...]) -> Mapping[Path, int]:
    """Number the places in a mapping: of itself, its values in their order, and the items of each list."""
    paths: list[Path] = [()]
    for name, items in form:
        paths += ((name,), *((name, index) for index in range(items)))
    return {path: index for index, path in enumerate(paths)}
