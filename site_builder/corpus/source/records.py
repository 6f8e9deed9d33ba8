"""From nodes to typed records that know their places, and the leaves that need a check elsewhere."""

from array import array
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from site_builder.corpus.source.faults import Path, Plain, ShapeFault, faults_of, misspelt
from site_builder.corpus.source.nodes import (
    MOST_PROBLEMS,
    Items,
    Node,
    Pair,
    Pairs,
    Scalar,
    is_absent,
    too_many,
)
from site_builder.corpus.source.sections import misplaced
from site_builder.corpus.source.shapes import (
    KeyShape,
    OneOf,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    fitting,
    record_shape,
)
from site_builder.model.problems import Checked, Location
from site_builder.model.written import Unnamed, Written

T = TypeVar("T")
W = TypeVar("W", bound=Written)


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


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value from a file, its leaves, and the places of its keys, wrong entries' included."""

    value: T
    leaves: tuple[Leaf, ...]
    keys: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a mapping, its values and their list items were written.

    `order` is shared between mappings of one form; `marks` holds a line and a column for each of
    its paths. So a record's places cost a few dozen bytes, and a corpus's fit into memory.
    """

    path: str
    order: Mapping[Path, int]
    marks: "array[int]"

    @property
    def location(self) -> Location:
        """Place of the mapping itself."""
        return self.of()

    def of(self, *path: str | int) -> Location:
        """Place of the value at `path`, or of its nearest parent that has one."""
        while path not in self.order:
            path = path[:-1]
        index = 2 * self.order[path]
        return Location(self.path, self.marks[index], self.marks[index + 1])


def read_record(node: Pairs, kind: type[W], path: str) -> Checked[Parsed[W] | None]:
    """Make a record from a mapping.

    What is wrong is reported and left out, so that mistakes in the rest are found as well; None
    where nothing can be made without it.
    """
    value, faults = _validate(node, kind, path)
    whole = node
    if value is None:
        node = _without(node, faults, record_shape(kind))
        value, _ = _validate(node, kind, path)
    found = misplaced(misspelt(faults), whole, record_shape(kind), path)
    problems = tuple(fault.problem for fault in found)
    if value is None:
        return None, problems
    return Parsed(value, tuple(_attach(value, record_shape(kind), node, path, ""))), problems


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _validate(node: Pairs, kind: type[W], path: str) -> tuple[W | None, tuple[ShapeFault, ...]]:
    shape = record_shape(kind)
    plain = Plain(path)
    value = plain.value(node, shape)
    try:
        made: W = _adapter(cast("Hashable", kind)).validate_python(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        more = [ShapeFault((), too_many(path))] if len(found) > MOST_PROBLEMS else ()
        return None, (*plain.faults, *faults_of(found[:MOST_PROBLEMS], node, shape, path), *more)
    return (None if plain.faults else made), tuple(plain.faults)


def _without(node: Pairs, faults: tuple[ShapeFault, ...], shape: RecordShape) -> Pairs:
    """Leave out the keys that hold a fault; of a list of records, only the records that do."""
    gone = {fault.path[:2] if _is_section(fault.path, shape) else fault.path[:1] for fault in faults}
    pairs = {}
    for name, pair in node.pairs.items():
        if (name,) in gone:
            continue
        value = pair.value
        if isinstance(value, Items):
            kept = tuple(item for index, item in enumerate(value.items) if (name, index) not in gone)
            value = value._replace(items=kept)
        pairs[name] = Pair(pair.key, value)
    return node._replace(pairs=pairs)


def _is_section(path: Path, shape: RecordShape) -> bool:
    key: KeyShape | None = shape.keys.get(str(path[0])) if len(path) > 1 else None
    return key is not None and isinstance(key.shape, SeveralShape) and isinstance(key.shape.each, RecordShape)


def _attach(value: Any, shape: Shape, node: Node, path: str, key: str) -> Iterator[Leaf]:
    """Give each record in the value its places, and yield the leaves on the way."""
    unnamed = False
    if isinstance(shape, OneOf):
        unnamed = any(isinstance(branch, RecordShape) and branch.kind is Unnamed for branch in shape.branches)
        shape = _branch_of(value, shape, node)
    if isinstance(shape, TextShape) and isinstance(node, Scalar):
        if shape.kind:
            yield Leaf(shape.kind, value, Location(path, node.line, node.column), key, unnamed)
    elif isinstance(shape, SeveralShape) and isinstance(node, Items):
        for item, child in zip(value, node.items, strict=True):
            yield from _attach(item, shape.each, child, path, key)
    elif isinstance(shape, RecordShape) and isinstance(node, Pairs):
        object.__setattr__(value, "at", _marks(node, path))
        for name, pair in node.pairs.items():
            if not is_absent(pair.value):
                below = shape.keys[name]
                yield from _attach(getattr(value, below.name), below.shape, pair.value, path, name)


def _branch_of(value: object, shape: OneOf, node: Node) -> Shape:
    for branch in shape.branches:
        if isinstance(branch, RecordShape) and type(value) is branch.kind:
            return branch
    return fitting(shape, node) or shape


def _marks(node: Pairs, path: str) -> Marks:
    paths: list[Path] = [()]
    marks = [node.line, node.column]
    for name, pair in node.pairs.items():
        paths.append((name,))
        marks += (pair.value.line, pair.value.column)
        if isinstance(pair.value, Items):
            for index, item in enumerate(pair.value.items):
                paths.append((name, index))
                marks += (item.line, item.column)
    return Marks(path, _order(tuple(paths)), array("I", marks))


@lru_cache(maxsize=4096)
def _order(paths: tuple[Path, ...]) -> Mapping[Path, int]:
    return {path: index for index, path in enumerate(paths)}
