"""YAML files into records: one mapping a file, or a mapping of ids to entries."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from site_builder.corpus.source.nodes import (
    MOST_PROBLEMS,
    Node,
    Pairs,
    Scalar,
    is_absent,
    place,
    read_nodes,
    tells_too_many,
    too_many,
)
from site_builder.corpus.source.one_walk import Leaf
from site_builder.corpus.source.records import Parsed, read_record
from site_builder.corpus.source.sections import no_section
from site_builder.corpus.source.shapes import RecordShape, record_shape
from site_builder.corpus.source.text import decode
from site_builder.corpus.source.usual_files import usual_nodes
from site_builder.model.problems import Checked, Location, Problem
from site_builder.model.written import Written

T = TypeVar("T", bound=Written)


def read_yaml(data: bytes, path: str, kind: type[T], limit: int) -> Checked[Parsed[T] | None]:
    """Read a file that is one mapping; an empty file is an empty mapping."""
    text, problems = decode(data, path, limit)
    if text is None:
        return None, problems
    return record_of(text, path, kind)


def record_of(text: str, path: str, kind: type[T]) -> Checked[Parsed[T] | None]:
    """Make a record from the text of one YAML mapping."""
    node, problems = _mapping(text, path, record_shape(kind))
    if node is None:
        return None, problems
    value, more = read_record(node, kind, path)
    return value, problems + more


def read_entries(data: bytes, path: str, kind: type[T], limit: int) -> Checked[Parsed[Mapping[str, T]]]:
    """Read a file of the registry: ids and their entries, those that are wrong left out."""
    text, problems = decode(data, path, limit)
    node = None
    if text is not None:
        node, problems = _mapping(text, path)
    entries, more = _entries_of(node, kind, path, MOST_PROBLEMS - len(problems))
    return entries, problems + more


def _entries_of(node: Pairs | None, kind: type[T], path: str, most: int) -> Checked[Parsed[Mapping[str, T]]]:
    """Make the entries of a mapping of ids, until there are so many problems."""
    entries: dict[str, T] = {}
    keys: dict[str, Location] = {}
    leaves: list[Leaf] = []
    problems: tuple[Problem, ...] = ()
    for name, pair in node.pairs.items() if node else ():
        keys[name] = place(pair.key, path)
        entry = _as_pairs(pair.value)
        if problems and tells_too_many(problems[-1]):
            continue  # the ids are all that is still wanted
        if len(problems) >= most:
            problems += (too_many(path),)
        elif entry is None:
            problems += (_no_mapping(pair.value, path),)
        else:
            parsed, more = read_record(entry, kind, path)
            problems += more
            if parsed:
                entries[name] = parsed.value
                leaves += parsed.leaves
    return Parsed(MappingProxyType(entries), tuple(leaves), MappingProxyType(keys)), problems


def _mapping(text: str, path: str, shape: RecordShape | None = None) -> Checked[Pairs | None]:
    node: Node | None = usual_nodes(text)
    problems: tuple[Problem, ...] = ()
    if node is None:
        node, problems = read_nodes(text, path)
    if node is None:
        return (None if problems else Pairs({}, 1, 1)), problems
    entry = _as_pairs(node)
    if entry is None:
        problems += ((shape and no_section(node, shape, path)) or _no_mapping(node, path),)
    return entry, problems


def _as_pairs(node: Node) -> Pairs | None:
    if isinstance(node, Scalar) and is_absent(node):
        return Pairs({}, node.line, node.column)
    return node if isinstance(node, Pairs) else None


def _no_mapping(node: Node, path: str) -> Problem:
    found = "text" if isinstance(node, Scalar) else "a list"
    fix = "write `key: value` lines, with a space after each colon"
    return Problem(place(node, path), "wrong-type", found, "a mapping", fix)
