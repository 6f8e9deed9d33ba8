"""An id renamed in a hand-written file: every other byte of the file stays as it was.

YAML is read twice, before and after: what comes out must be the same tree with the new id in the
old one's places, or nothing is given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import yaml

from site_builder.corpus.source.articles import Fences
from site_builder.corpus.source.nodes import (
    LOADER,
    Items,
    Node,
    Pair,
    Pairs,
    Scalar,
    is_absent,
    read_nodes,
    start_of,
)
from site_builder.corpus.source.text import BOM, decode
from site_builder.model.problems import Checked, Location, Problem, quoted

Mark = tuple[int, int]
"""Line and column of a file, from 1; columns count code points."""

FORMERLY = "formerly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What to change in one file.

    `marks` are the places of the old id, as a value or as the key of its entry. With `moved`, the
    entry of that key, or the whole mapping of an article, gets the old id under `formerly:`. With `once`,
    the new id is there already: of a list that would have it twice, the later one goes. `dropped` are the
    places of such items.
    """

    old: str
    new: str
    marks: frozenset[Mark]
    moved: bool = False
    once: bool = False
    dropped: frozenset[Mark] = frozenset()


def renamed(data: bytes, path: str, renaming: Renaming, limit: int) -> Checked[bytes | None]:
    """Rename an id in the bytes of a file; none, and why, where that would change anything else."""
    text, problems = decode(data, path, limit)
    if text is None:
        return None, problems
    source, below = _divided(text, path)
    node, problems = read_nodes(source, path)
    if node is None:
        return None, problems
    if renaming.once:
        dropped = frozenset(_repeated(node, renaming))
        renaming = replace(renaming, marks=renaming.marks - dropped, dropped=dropped)
    edits = list(_edits(text, source, node, renaming))
    if len(edits) < len(renaming.marks) + renaming.moved:
        return None, (_refusal(path, renaming),)
    new = text
    for start, length, replacement in sorted(edits, reverse=True):
        new = new[:start] + replacement + new[start + length :]
    new_source, new_below = _divided(new, path)
    after, problems = read_nodes(new_source, path)
    is_same = after is not None and _plain(after, None) == _plain(node, renaming)
    if problems or not is_same or new_below != below:
        return None, (_refusal(path, renaming),)
    return (BOM if data.startswith(BOM.encode()) else "").encode() + new.encode(), ()


def _refusal(path: str, renaming: Renaming) -> Problem:
    line, column = min(renaming.marks, default=(0, 0))
    return Problem(
        Location(path, line, column),
        "cannot-rename",
        f"{quoted(renaming.old)} written in a way that cannot be changed on its own",
        "ids as plain or quoted text on one line, and entries in block style or within braces",
        "write it that way, then rename",
    )


def _divided(text: str, path: str) -> tuple[str, str]:
    """The file's YAML, on the lines that it has there, and what stands below: an article has a digest."""
    return Fences().split(text) if path.endswith(".md") else (text, "")


# ------------------------------------------------------------------ the tree


def _plain(node: Node, renaming: Renaming | None, *, top: bool = True) -> object:
    """The tree without its places, with the id renamed and the old one noted, where asked."""
    if isinstance(node, Scalar):
        return _text(node, renaming), node.plain, is_absent(node)
    if isinstance(node, Items):
        gone = renaming.dropped if renaming else frozenset()
        return [_plain(one, renaming, top=False) for one in node.items if (one.line, one.column) not in gone]
    pairs = [(_text(p.key, renaming), _plain(p.value, renaming, top=False)) for p in node.pairs.values()]
    if renaming and renaming.moved and top:
        entry = _renamed_entry(node, renaming)
        if entry is None:
            return _noted(pairs, renaming)
        return [
            (key, _noted(value, renaming) if key == renaming.new and isinstance(value, list) else value)
            for key, value in pairs
        ]
    return pairs


def _text(scalar: Scalar, renaming: Renaming | None) -> str:
    if renaming and (scalar.line, scalar.column) in renaming.marks:
        return renaming.new
    return scalar.text


def _noted(pairs: list[tuple[str, object]], renaming: Renaming) -> list[tuple[str, object]]:
    """Add the old id to a mapping's `formerly:`."""
    old = renaming.old, True, False
    known = dict(pairs).get(FORMERLY)
    noted = [*known, old] if isinstance(known, list) else [old]
    return list({**dict(pairs), FORMERLY: noted}.items())


def _repeated(node: Node, renaming: Renaming) -> Iterator[Mark]:
    """Places of items that would say the new id again in a list that holds the old one."""
    if isinstance(node, Scalar):
        return
    if isinstance(node, Pairs):
        for pair in node.pairs.values():
            yield from _repeated(pair.value, renaming)
        return
    ids = [item for item in node.items if isinstance(item, Scalar) and _text(item, renaming) == renaming.new]
    if any((one.line, one.column) in renaming.marks for one in ids):
        yield from ((one.line, one.column) for one in ids[1:])
    for item in node.items:
        yield from _repeated(item, renaming)


def _renamed_entry(node: Pairs, renaming: Renaming) -> Pair | None:
    """The entry whose key is renamed; none in an article, whose mapping is the entry itself."""
    pair = node.pairs.get(renaming.old)
    return pair if pair and (pair.key.line, pair.key.column) in renaming.marks else None


# ------------------------------------------------------------------ the edits

Edit = tuple[int, int, str]
"""Where in the text, how many characters go, and what stands there instead."""


def _edits(text: str, source: str, node: Node, renaming: Renaming) -> Iterator[Edit]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for line, column in renaming.marks:
        index = starts[line - 1] + column - 1
        for sign in ("", '"', "'"):
            if text.startswith(f"{sign}{renaming.old}{sign}", index):
                yield index + len(sign), len(renaming.old), renaming.new
    if renaming.moved and isinstance(node, Pairs):
        entry = _renamed_entry(node, renaming)
        mapping = entry.value if entry else node
        if isinstance(mapping, Pairs):
            yield from _note(text, starts, _ends(source), mapping, renaming.old)
    if renaming.dropped:
        yield from _removals(text, starts, node, renaming.dropped)


def _removals(text: str, starts: list[int], node: Node, dropped: frozenset[Mark]) -> Iterator[Edit]:
    """Take items out of their lists: with their lines, or with a comma where they stand in brackets."""
    if isinstance(node, Scalar):
        return
    parts = node.items if isinstance(node, Items) else [pair.value for pair in node.pairs.values()]
    places = [starts[part.line - 1] + part.column - 1 for part in parts]
    for number, part in enumerate(parts):
        if (part.line, part.column) not in dropped or not isinstance(part, Scalar):
            yield from _removals(text, starts, part, dropped)
        elif text[starts[node.line - 1] + node.column - 1] != "[":
            start = starts[part.line - 1]
            stop = starts[part.line] if part.line < len(starts) else len(text)
            yield start, stop - start, ""
        elif number + 1 < len(parts):
            yield places[number], places[number + 1] - places[number], ""
        else:
            above = parts[number - 1]
            alone = (above.line, above.column) not in dropped
            yield _last_in_brackets(text, places[number], part, alone=alone)


def _last_in_brackets(text: str, at: int, item: Scalar, *, alone: bool) -> Edit:
    """Take the last item out of brackets with the comma before it; one that a run ends leaves its comma."""
    stop = at + len(item.text) + (0 if item.plain else 2)
    before = text[:at].rstrip()
    start = len(before) - 1 if alone and before.endswith(",") else at
    return start, stop - start, ""


class _End(NamedTuple):
    """Where the content of a mapping or list ends (line from 0, column), and whether it has brackets."""

    line: int
    column: int
    flow: bool


def _ends(source: str) -> Mapping[Mark, _End]:
    """Ends by the mark of each mapping's and list's beginning; a bracket's is that of the closing one."""
    ends: dict[Mark, _End] = {}
    waiting: list[tuple[Mark, bool]] = []
    line = column = 0
    for event in yaml.parse(source, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            waiting.append((start_of(event), bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            mark, flow = waiting.pop()
            if flow:
                line, column = _end_of(event, -1)
            ends.setdefault(mark, _End(line, column, flow))
        elif isinstance(event, yaml.ScalarEvent):
            line, column = _end_of(event)
    return ends


def _end_of(event: yaml.Event, shift: int = 0) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line, mark.column + shift) if mark else (0, 0)


def _note(
    text: str, starts: list[int], ends: Mapping[Mark, _End], mapping: Pairs, old: str
) -> Iterator[Edit]:
    """Write the old id into a mapping: at the end of its `formerly:`, else in a new one at its end."""
    known = mapping.pairs.get(FORMERLY)
    if known is None:
        yield _appended(text, starts, ends[mapping.line, mapping.column], mapping, f"{FORMERLY}: [{old}]")
    elif isinstance(known.value, Items):
        at = known.value.line, known.value.column
        written = old if ends[at].flow else f"- {old}"
        yield _appended(text, starts, ends[at], known.value, written)
    elif isinstance(known.value, Scalar) and not known.value.text:
        yield starts[known.value.line - 1] + known.value.column - 1, 0, f" [{old}]"


def _appended(text: str, starts: list[int], end: _End, within: Pairs | Items, written: str) -> Edit:
    """Add to the end of a mapping or list: before its closing bracket, else on a line of its own."""
    index = starts[end.line] + end.column
    if end.flow:
        comma = "" if text[:index].rstrip()[-1:] in ",[{" else ", "
        return index, 0, comma + written
    if end.column:  # else it is that of a block of text, which ends where the next line begins
        index = text.find("\n", index) + 1 or len(text)
    line, newline = " " * (within.column - 1) + written, "\r\n" if "\r\n" in text else "\n"
    return index, 0, line + newline if text[:index].endswith("\n") else newline + line
