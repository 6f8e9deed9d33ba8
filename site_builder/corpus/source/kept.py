"""What was read of a file without mistakes, as JSON and back, exactly: a tenth of the time that YAML takes.

Its nodes are what is written: text is `[text, line, column, plain]`, a list `[[item, ...], line, column]`, a
mapping `[{key: [line, column, plain, value]}, line, column]`. From them the same records are made again.
"""

from dataclasses import replace
from typing import Any

from site_builder.corpus.source.articles import ParsedArticle, digest_of
from site_builder.corpus.source.nodes import MOST_PROBLEMS, Items, Node, Pair, Pairs, Scalar
from site_builder.corpus.source.reading import entries_of
from site_builder.corpus.source.records import Parsed, read_record
from site_builder.model.written import Written

Value = Parsed[Any] | ParsedArticle


def as_json(value: Value | None) -> list[Any] | None:
    """Write what was read of a file as what JSON can hold; nothing where there was a mistake."""
    parsed = value.article if isinstance(value, ParsedArticle) else value
    if parsed is None or parsed.node is None:
        return None
    below = [value.body, value.first_line] if isinstance(value, ParsedArticle) else []
    return [_written(parsed.node), *below]


def from_json(written: list[Any], kind: type[Written], path: str, *, is_registry: bool) -> Value:
    """Make again what was read; raises ValueError where that was written by somebody else."""
    node, *below = written
    pairs = _node(node)
    if not isinstance(pairs, Pairs):
        raise TypeError("no mapping")
    if is_registry:
        return entries_of(pairs, kind, path, MOST_PROBLEMS)[0]
    parsed: Parsed[Any] | None = read_record(pairs, kind, path)[0]
    if parsed is None:
        raise ValueError(f"no {kind.__name__}")
    parsed = replace(parsed, node=None)
    return ParsedArticle(parsed, digest_of(*below), *below) if below else parsed


def without_nodes(value: Value | None) -> Value | None:
    """Let go of the nodes, which take more memory than all that was made of them."""
    if isinstance(value, ParsedArticle):
        return replace(value, article=replace(value.article, node=None))
    return replace(value, node=None) if value else None


def _written(node: Node) -> list[Any]:
    match node:
        case Scalar(text, line, column, plain):
            return [text, line, column, int(plain)]
        case Items(items, line, column):
            return [[_written(item) for item in items], line, column]
        case Pairs(pairs, line, column):
            written = {
                name: [key.line, key.column, int(key.plain), _written(value)]
                for name, (key, value) in pairs.items()
            }
            return [written, line, column]


def _node(written: list[Any]) -> Node:
    first = written[0]
    if type(first) is str:
        return Scalar(first, written[1], written[2], bool(written[3]))
    if type(first) is list:
        return Items(tuple([_node(item) for item in first]), written[1], written[2])
    pairs = {
        name: Pair(Scalar(name, line, column, bool(plain)), _node(value))
        for name, (line, column, plain, value) in first.items()
    }
    return Pairs(pairs, written[1], written[2])
