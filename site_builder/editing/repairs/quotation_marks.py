"""Typographic quotation marks that were meant as YAML's own."""

import re
from collections.abc import Iterator

from site_builder.corpus.file_kinds import FileKind
from site_builder.corpus.source.nodes import MOST_PROBLEMS, Items, Node, Pairs, Scalar, read_nodes
from site_builder.corpus.source.shapes import (
    ChoiceShape,
    NumberShape,
    RecordShape,
    SeveralShape,
    Shape,
    TextShape,
    fitting,
    record_shape,
)
from site_builder.corpus.source.yaml_mistakes import TYPOGRAPHIC, as_yaml
from site_builder.editing.repairs.change import RepairMade
from site_builder.editing.repairs.meaning import Place, meaning, nodes_of, yaml_of
from site_builder.model.problems import Location, quoted

# A whole value: behind a colon, dash, comma or opening bracket, up to a comma, closing bracket,
# comment or the end of the line. Inside it no mark of the kind that is taken away.
_VALUE = re.compile(
    r"(?P<before>(?:^\s*|[:\-,\[{] *))(?:[“„‟«](?P<double>[^“”„‟«»\n]*)[”“»]|[‘‚‛](?P<single>[^‘’‚‛\n]*)[’‘])"
    r"(?=\s*(?:[,\]}]|\s#|\r?$))"
)
_DISPLAYED = ("", "Line", "Quote")
"""Kinds of text that may hold such marks themselves."""


def typographic_quotes(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """Put straight quotation marks for typographic ones around a whole value.

    Safe in two cases. Where the file cannot be read because of a value that holds a comma or colon
    between them, and can be read so: no other reading is left. And around ids, dates, numbers and
    words of a choice, which never hold such marks. Around names, quotes and sentences they stay:
    they may be printed there.
    """
    if not any(mark in text for mark in TYPOGRAPHIC):
        return text, ()
    new = _readable(text, kind) if meaning(text, kind) is None else _bare(text, kind)
    pairs = enumerate(zip(text.split("\n"), new.split("\n"), strict=True), 1)
    return new, tuple(
        RepairMade(Location(path, number), "typographic-quotes", quoted(old.strip()), quoted(now.strip()))
        for number, (old, now) in pairs
        if old != now
    )


def _readable(text: str, kind: FileKind) -> str:
    """Mend one line after the other where reading stops, until the file is read; else leave it as it is."""
    lines = text.split("\n")
    for _ in range(MOST_PROBLEMS):
        mended = "\n".join(lines)
        written = yaml_of(mended, kind)
        problems = read_nodes(written, "")[1] if written is not None else ()
        if not problems:
            return mended if written is not None else text
        number = problems[0].location.line - 1
        line = _VALUE.sub(_straight, lines[number])
        if line == lines[number]:
            return text
        lines[number] = line
    return text


def _straight(found: re.Match[str]) -> str:
    inner = found["double"] if found["double"] is not None else found["single"]
    return found["before"] + as_yaml(inner)


def _bare(text: str, kind: FileKind) -> str:
    """Take the marks from values that never hold them."""
    lines = text.split("\n")
    instead: dict[Place, str] = {}
    node = nodes_of(text, kind)
    found = _wrapped(node, kind) if node else ()
    for scalar in sorted(found, key=lambda scalar: (scalar.line, scalar.column), reverse=True):
        line, start = lines[scalar.line - 1], scalar.column - 1
        if line.startswith(scalar.text, start):  # else it goes on over several lines
            inner = scalar.text[1:-1].strip()
            lines[scalar.line - 1] = line[:start] + as_yaml(inner) + line[start + len(scalar.text) :]
            instead[scalar.line, scalar.column] = inner
    new = "\n".join(lines)
    return new if meaning(new, kind) == meaning(text, kind, instead) else text


def _wrapped(node: Node, kind: FileKind) -> Iterator[Scalar]:
    """Values between such marks that are to be ids, dates, numbers or words of a choice."""
    shape = record_shape(kind.record)
    if not kind.is_registry:
        yield from _wrapped_in(node, shape)
    elif isinstance(node, Pairs):
        for pair in node.pairs.values():
            yield from _wrapped_in(pair.value, shape)


def _wrapped_in(node: Node, shape: Shape) -> Iterator[Scalar]:
    match fitting(shape, node), node:
        case TextShape(kind=name), Scalar() if name in _DISPLAYED:
            return
        case TextShape() | ChoiceShape() | NumberShape(), Scalar(text=text, plain=True):
            if text[1:-1].strip() and text[0] in TYPOGRAPHIC and text[-1] in TYPOGRAPHIC:
                yield node
        case SeveralShape(each=each), Items(items=items):
            for item in items:
                yield from _wrapped_in(item, each)
        case RecordShape(keys=keys), Pairs(pairs=pairs):
            for name, pair in pairs.items():
                if name in keys:
                    yield from _wrapped_in(pair.value, keys[name].shape)
