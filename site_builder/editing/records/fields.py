"""Gives a record other fields as text: the lines of all that says the same stay, byte for byte."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from site_builder.corpus.source.nodes import Items, Node, Pair, Pairs, Scalar
from site_builder.editing.records.source import QUOTED, Extent, Source, as_read, value_of
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.editing.suggest.writing.writing import item_lines

_NUMBER = re.compile(r"[1-9][0-9]{0,14}(\.[0-9]+)?")
_ENDS = re.compile(r"(?=[ \t]+#)|(?=\s*$)")


def changed_item(source: Source, node: Node, at: Extent, new: Value, *, key: str, indent: int) -> list[str]:
    """Give the lines of an item of a list with another value.

    `key` is the list's, `indent` that of its dashes; the item stands `at` these lines.
    """
    lines: list[str] | None = None
    if value_of(node) == as_read(new):
        return list(source.lines[at.first : at.stop])
    if isinstance(node, Pairs) and isinstance(new, Mapping):
        lines = _mapping_lines(source, node, at.stop, new)
    elif isinstance(node, Scalar) and _is_scalar(new):
        lines = _scalar_line(source, node, at.stop, new, key)
    if lines is None:
        return _rewritten(source, at, _as_item(key, new, " " * indent), " " * indent)
    return [*source.lines[at.first : node.line - 1], *lines]


def _mapping_lines(source: Source, node: Pairs, limit: int, new: Mapping[str, Value]) -> list[str] | None:
    """Give the lines of a mapping with other fields, from that of its first; None if it must be rewritten.

    What stands before the first field, such as a dash, comes before whatever is first then.
    """
    fields = source.fields(node, limit)
    if fields is None:
        return None
    indent = node.column - 1
    added = _added(node, new, " " * indent)
    before = source.lines[node.line - 1][:indent]
    out = [(line, True) for line in source.written(added.get("", []))]
    above = node.line - 1
    for name, at in fields.items():
        out += [(line, False) for line in source.lines[above : at.first]]
        for number, line in enumerate(_field_lines(source, name, node.pairs[name], at, new)):
            out.append((line, number == 0 and not line.lstrip().startswith("#")))
        out += [(line, True) for line in source.written(added.get(name, []))]
        above = at.stop
    out += [(line, False) for line in source.lines[above:limit]]
    return _led(out, before)


def _led(lines: Sequence[tuple[str, bool]], before: str) -> list[str] | None:
    """Put what stands before the first field before the first line that begins one; None where none does."""
    first = next((number for number, (_, begins) in enumerate(lines) if begins), None)
    if first is None:
        return None
    out = [line for line, _ in lines]
    out[first] = before + out[first][len(before) :]
    return out


def _added(node: Pairs, new: Mapping[str, Value], indent: str) -> Mapping[str, list[str]]:
    """Give the lines of the fields that a mapping lacks, by the field that they come after."""
    added: dict[str, list[str]] = {}
    after = ""
    for key, value in new.items():
        if key in node.pairs:
            after = key
        else:
            added.setdefault(after, []).extend(_as_field(key, value, indent))
    return added


def _field_lines(source: Source, name: str, pair: Pair, at: Extent, new: Mapping[str, Value]) -> list[str]:
    """Give the lines of a field as it is to be; the first begins with blanks, whatever stood there."""
    value, indent = new.get(name, ""), pair.key.column - 1
    lines = [" " * indent + source.lines[at.first][indent:], *source.lines[at.first + 1 : at.stop]]
    if value_of(pair.value) == as_read(value):
        return lines
    if not as_read(value):
        return _own(source, at)
    changed = _changed_value(source, name, pair.value, at, value)
    if changed is None:
        return _rewritten(source, at, _as_field(name, value, " " * indent), " " * indent)
    kept = [*source.lines[at.first : pair.value.line - 1], *changed]
    return [" " * indent + kept[0][indent:], *kept[1:]]


def _own(source: Source, at: Extent) -> list[str]:
    """Give the comments that have lines of their own among some lines."""
    return [source.lines[line] for line in range(at.first, at.stop) if source.is_comment(line)]


def _changed_value(source: Source, name: str, node: Node, at: Extent, new: Value) -> list[str] | None:
    """Give a field's lines from that of its value; None where all of it must be rewritten."""
    if isinstance(node, Scalar):
        return _scalar_line(source, node, at.stop, new, name) if _is_scalar(new) else None
    if node.line - 1 <= at.first or source.in_flow(node):
        return None
    if isinstance(node, Pairs):
        return _mapping_lines(source, node, at.stop, new) if isinstance(new, Mapping) else None
    if isinstance(new, Sequence) and not isinstance(new, str):
        return _list_lines(source, node, at.stop, new, name)
    return None


def _list_lines(source: Source, node: Items, limit: int, new: Sequence[Value], key: str) -> list[str] | None:
    """Give the lines of a list with other items; None where its items do not stand on lines of their own."""
    places = source.items(node, limit)
    if places is None:
        return None
    indent = node.column - 1
    kept: dict[int, list[str]] = {}
    added: dict[int, list[str]] = {}
    for old, after, value in _matched(node, new):
        if old is not None:
            kept[old] = changed_item(source, node.items[old], places[old], value, key=key, indent=indent)
        else:
            added.setdefault(after, []).extend(source.written(_as_item(key, value, " " * indent)))
    out = added.get(-1, [])
    above = node.line - 1
    for number, at in enumerate(places):
        out += source.lines[above : at.first]
        out += kept[number] if number in kept else _own(source, at)
        out += added.get(number, [])
        above = at.stop
    return [*out, *source.lines[above:limit]]


def _matched(node: Items, new: Sequence[Value]) -> list[tuple[int | None, int, Value]]:
    """Pair new items with old ones by their places; one that has none comes after an old one, or after -1."""
    olds = [repr(value_of(item)) for item in node.items]
    news = [repr(as_read(value)) for value in new]
    matched: list[tuple[int | None, int, Value]] = []
    for _, low, high, start, stop in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        for number, value in enumerate(new[start:stop], low):
            matched.append((number, number, value) if number < high else (None, high - 1, value))
    return matched


def _is_scalar(value: Value) -> bool:
    return isinstance(value, str) or not isinstance(value, Mapping | Sequence)


def _scalar_line(source: Source, node: Scalar, stop: int, new: Value, key: str) -> list[str] | None:
    """Give the line of a text with another one in its place; None where it takes several lines, or none."""
    line, column = source.lines[node.line - 1], node.column - 1
    if node.line != stop or not value_of(node) or line[column] in ("|", ">"):
        return None
    shut = None if node.plain else QUOTED.match(line, column)
    found = _ENDS.search(line, column)
    end = shut.end() if shut else found.end() if found else len(line)
    text = _one_line(key, new)
    if node.plain and isinstance(new, str) and _NUMBER.fullmatch(new):
        text = new
    return [line[:column] + text + re.sub(r"^[ \t]#", "  #", line[end:])]


def _rewritten(source: Source, at: Extent, new: Sequence[str], indent: str) -> list[str]:
    """Give new lines instead of others, with all comments that those had."""
    first, *rest = new
    comment = None if source.is_comment(at.first) else source.comment(at.first)
    lines = source.written([f"{first}  {comment}" if comment else first, *rest])
    for number in range(at.first + 1, at.stop):
        other = source.comment(number)
        if other:
            lines += [source.lines[number]] if source.is_comment(number) else [indent + other + source.end]
    return lines


def _as_field(key: str, value: Value, indent: str) -> list[str]:
    """Write a field at an indent."""
    first, *rest = item_lines({key: value}, indent)
    return [indent + first[len(indent) + 2 :], *(line[2:] for line in rest)]


def _as_item(key: str, value: Value, indent: str) -> list[str]:
    """Write an item of a list."""
    if isinstance(value, Mapping):
        return item_lines(value, indent)
    return [f"{indent}- {_one_line(key, value)}"]


def _one_line(key: str, value: Value) -> str:
    return item_lines({key: value}, "")[0].removeprefix(f"- {key}: ")
