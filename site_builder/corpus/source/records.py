"""From nodes to typed records that know their places, and the leaves that need a check elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from site_builder.corpus.source.faults import Plain, ShapeFault, faults_of, misspelt
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
from site_builder.corpus.source.one_walk import Leaf, UnfitError, marks_of, walked
from site_builder.corpus.source.places import Path
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


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value from a file, its leaves, and the places of its keys, wrong entries' included."""

    value: T
    leaves: tuple[Leaf, ...]
    keys: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))


def read_record(node: Pairs, kind: type[W], path: str) -> Checked[Parsed[W] | None]:
    """Make a record from a mapping.

    What is wrong is reported and left out, so that mistakes in the rest are found as well; None
    where nothing can be made without it.
    """
    try:
        return Parsed(*walked(node, kind, path)), ()
    except UnfitError:
        return _read_apart(node, kind, path)


def _read_apart(node: Pairs, kind: type[W], path: str) -> Checked[Parsed[W] | None]:
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


def _validate(node: Pairs, kind: type[W], path: str) -> tuple[W | None, tuple[ShapeFault, ...]]:
    from site_builder.corpus.source.validation import validated  # noqa: PLC0415 - pydantic takes long to load

    shape = record_shape(kind)
    plain = Plain(path)
    value = plain.value(node, shape)
    made, found = validated(value, kind)
    more = [ShapeFault((), too_many(path))] if len(found) > MOST_PROBLEMS else ()
    faults = (*plain.faults, *faults_of(found[:MOST_PROBLEMS], node, shape, path), *more)
    return (None if faults else made), faults


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
        object.__setattr__(value, "at", marks_of(node, path))
        for name, pair in node.pairs.items():
            if not is_absent(pair.value):
                below = shape.keys[name]
                yield from _attach(getattr(value, below.name), below.shape, pair.value, path, name)


def _branch_of(value: object, shape: OneOf, node: Node) -> Shape:
    for branch in shape.branches:
        if isinstance(branch, RecordShape) and type(value) is branch.kind:
            return branch
    return fitting(shape, node) or shape
