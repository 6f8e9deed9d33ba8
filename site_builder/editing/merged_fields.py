"""What one entry says once another is merged into it, and its lines in the file: all others stay."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from site_builder.corpus.source.nodes import Items, Node, Pairs, Scalar, is_absent
from site_builder.editing.records.fields import changed_item
from site_builder.editing.records.source import Extent, Source, as_read, read_source, value_of
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.editing.suggest.writing.writing import flow_list, item_lines

FORMERLY, NAME, ALIASES, PRINTED = "formerly", "name", "aliases", "printed"
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?")

Mark = tuple[int, int]
"""Line and column within an entry's own lines, from 1."""


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as it stands in its file.

    `node` is its mapping, and `selves` are places in it that name this entry or the one it is merged with.
    """

    id: str
    source: Source
    node: Pairs
    selves: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two merged entries say differently, and what each says."""

    key: str
    gone: str
    kept: str


def written_entry(text: str, path: str, name: str, selves: Collection[Mark] = ()) -> WrittenEntry | None:
    """Read an entry from its own lines; None where they hold anything else, or no fields."""
    source, _ = read_source(text, path)
    pair = source.root.pairs.get(name) if source else None
    if source is None or pair is None or len(source.root.pairs) != 1 or not isinstance(pair.value, Pairs):
        return None
    return WrittenEntry(name, source, pair.value, frozenset(selves))


def merged_fields(old: WrittenEntry, into: WrittenEntry, keys: Collection[str]) -> Mapping[str, Value]:
    """Give all fields of `into` with what `old` adds; `keys` are those that entries of the kind may have.

    Other forms of the name go under `aliases` and `printed`, the old ids under `formerly`; of all else only
    what `into` lacks. Neither names itself.
    """
    said, more = _said(into), _said(old, typed=True)
    lists = {key: list(_texts(said.get(key))) for key in (ALIASES, PRINTED, FORMERLY)}
    known = {*_texts(said.get(NAME)), *lists[ALIASES], *lists[PRINTED], *_in_languages(into)}
    for key, forms in ((ALIASES, (NAME, ALIASES)), (PRINTED, (PRINTED,))):
        if key in keys:
            new = [text for form in forms for text in _texts(more.get(form)) if text not in known]
            lists[key] += dict.fromkeys(new)
            known.update(new)
    lists[FORMERLY] += [*_texts(more.get(FORMERLY)), old.id]
    fields: dict[str, Value] = dict(said)
    fields |= {key: tuple(lists[key]) for key in (ALIASES, PRINTED) if lists[key]}
    fields |= {key: value for key, value in more.items() if key not in fields and key not in lists}
    return {**fields, FORMERLY: tuple(lists[FORMERLY])}


def differences(old: WrittenEntry, into: WrittenEntry, merged: Mapping[str, Value]) -> Iterator[Difference]:
    """Give the fields in which `into` stays as it is though `old` says something else, or more."""
    for key, value in _said(old).items():
        kept = as_read(merged.get(key, ""))
        if key in (NAME, ALIASES, PRINTED, FORMERLY) or key not in into.node.pairs or kept == value:
            continue
        if not (_is_list(value) and set(_texts(value)) <= set(_texts(kept))):
            yield Difference(key, shown(value), shown(kept))


def are_said_apart(entry: WrittenEntry) -> bool:
    """Tell whether an entry says that it and the one it is merged with are different."""
    pair = entry.node.pairs.get("different_from")
    items = pair.value.items if pair and isinstance(pair.value, Items) else ()
    return any((item.line, item.column) in entry.selves for item in items)


def shown(value: Value) -> str:
    """Write what a field says as people read it."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(one)}" for key, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(shown, value))
    return str(value)


def with_fields(entry: WrittenEntry, fields: Mapping[str, Value]) -> str | None:
    """Give the lines of an entry with other fields; None where they would not read back so.

    What stands in brackets or braces stays there, with what is new at its end, if that is all that changes.
    """
    for begun in (_extended(entry, fields), entry):
        text = _changed(begun, fields) if begun else ""
        after, _ = read_source(text, "")
        if text and after is not None and value_of(after.root) == {entry.id: as_read(fields)}:
            return text
    return None


def _changed(entry: WrittenEntry, fields: Mapping[str, Value]) -> str:
    source, node = entry.source, entry.node
    whole = Extent(source.root.pairs[entry.id].key.line - 1, source.stop)
    if source.in_flow(node) and value_of(node) != as_read(fields):
        lines = _in_block_style(entry, fields)
    else:
        lines = changed_item(source, node, whole, fields, key=entry.id, indent=node.column - 1)
    return source.joined([*source.lines[: whole.first], *lines, *source.lines[whole.stop :]])


def _extended(entry: WrittenEntry, fields: Mapping[str, Value]) -> WrittenEntry | None:
    """Put new items and fields where the brackets and braces end; None where that cannot be read."""
    text = "".join(entry.source.lines)
    for end, added in sorted(_additions(entry, fields), reverse=True):
        before = text[:end].rstrip()
        comma = "" if before[-1:] in ("[", "{") else " " if before.endswith(",") else ", "
        text = f"{before}{comma}{', '.join(added)}{text[len(before) :]}"
    return written_entry(text, "", entry.id, entry.selves)


def _additions(entry: WrittenEntry, fields: Mapping[str, Value]) -> Iterator[tuple[int, list[str]]]:
    """Where in an entry's text a bracket or brace ends, and what is to be written before it."""
    source = entry.source
    starts = [0, *accumulate(map(len, source.lines))]
    masked = "".join(source.masked)
    for key, pair in entry.node.pairs.items():
        new = fields.get(key, ())
        if not isinstance(pair.value, Items) or not source.in_flow(pair.value) or not _is_list(new):
            continue
        items = [one.text for one in pair.value.items if isinstance(one, Scalar)]
        texts = list(_texts(new))
        if texts[: len(items)] == items and len(texts) > len(items) == len(pair.value.items):
            last = pair.value.items[-1] if items else pair.value
            end = masked.find("]", starts[last.line - 1] + last.column - 1)
            yield end, [_in_brackets(text) for text in texts[len(items) :]]
    if source.in_flow(entry.node):
        line = source.content(0, source.stop).stop - 1
        comment = source.comment(line) or ""
        end = masked.rfind("}", 0, starts[line] + len(source.lines[line].rstrip()) - len(comment.rstrip()))
        new_keys = [f"{key}: {_in_brackets(fields[key])}" for key in fields if key not in entry.node.pairs]
        yield from [(end, new_keys)] if new_keys else []


def _in_brackets(value: Value) -> str:
    """Write a value as it may stand in brackets or braces."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_in_brackets(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_in_brackets, value)) + "]"
    if not isinstance(value, str):
        return str(as_read(value))
    return (flow_list([value]) or f"[{json.dumps(value, ensure_ascii=False)}]")[1:-1]


def _in_block_style(entry: WrittenEntry, fields: Mapping[str, Value]) -> list[str]:
    """Write an entry that stood in braces with each field on a line of its own; its comments come first."""
    source = entry.source
    typed = {**_typed_fields(entry), **{k: v for k, v in fields.items() if v != _said(entry).get(k)}}
    first, *rest = item_lines({key: typed[key] for key in fields}, "")
    comments = [f"  {said}" for line in range(source.stop) if (said := source.comment(line))]
    lines = [f"{entry.id}:", *comments, "  " + first.removeprefix("- "), *rest]
    return source.written(lines)


def _typed_fields(entry: WrittenEntry) -> dict[str, Value]:
    return {key: _cleaned(pair.value, entry.selves, typed=True) for key, pair in entry.node.pairs.items()}


def _said(entry: WrittenEntry, *, typed: bool = False) -> dict[str, Value]:
    """Give what an entry says, without what names itself; `typed` as it would be written anew."""
    fields = {key: _cleaned(pair.value, entry.selves, typed=typed) for key, pair in entry.node.pairs.items()}
    return {key: value for key, value in fields.items() if as_read(value)}


def _cleaned(node: Node, selves: frozenset[Mark], *, typed: bool) -> Value:
    if isinstance(node, Scalar):
        is_none = is_absent(node) or (node.line, node.column) in selves
        return "" if is_none else _typed(node) if typed else node.text
    if isinstance(node, Items):
        items = [_cleaned(item, selves, typed=typed) for item in node.items]
        return tuple(item for item in items if as_read(item))
    pairs = {key: _cleaned(pair.value, selves, typed=typed) for key, pair in node.pairs.items()}
    return {key: value for key, value in pairs.items() if as_read(value)}


def _typed(scalar: Scalar) -> Value:
    """Give what stands without quotation marks as it is to be written: a number, yes or no, or text."""
    if scalar.plain and scalar.text in ("true", "false"):
        return scalar.text == "true"
    if scalar.plain and _NUMBER.fullmatch(scalar.text):
        return Decimal(scalar.text)
    return scalar.text


def _texts(value: Value | None) -> tuple[str, ...]:
    """Give the texts of a field that may be a list."""
    read = as_read(value) if value is not None else ""
    if isinstance(read, Sequence) and not isinstance(read, str):
        return tuple(map(shown, read))
    return (shown(read),) if read else ()


def _is_list(value: Value) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _in_languages(entry: WrittenEntry) -> Iterator[str]:
    names = _said(entry).get("names")
    for value in names.values() if isinstance(names, Mapping) else ():
        yield from _texts(value)
