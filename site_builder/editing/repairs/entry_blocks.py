"""The order of entries: a file of the registry lists them by their ids."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from site_builder.corpus.file_kinds import FileKind
from site_builder.corpus.source.nodes import Pairs
from site_builder.editing.repairs.change import RepairMade
from site_builder.editing.repairs.meaning import nodes_of
from site_builder.editing.repairs.schema_line import is_schema_line
from site_builder.model.problems import Location, quoted


@dataclass(frozen=True, slots=True)
class _EntryLines:
    """An entry with the comments directly above it: its lines, from `start` up to `stop`, from 0."""

    id: str
    key: int
    start: int
    stop: int


def entry_order(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """Put the entries of a file of the registry in the order of their ids.

    Safe: the order says nothing, and a fixed one keeps two people's additions apart. Comments
    directly above an entry go with it. Blank lines stay between the same positions. A comment that
    stands apart, with a blank line below it, is taken for a heading: nothing moves across it.
    """
    node = nodes_of(text, kind) if kind.is_sorted else None
    if not isinstance(node, Pairs) or not _in_block_style(node):
        return text, ()
    lines = text.split("\n")
    blocks = _blocks(lines, node)
    groups = list(_groups(lines, blocks))
    ordered = [block for group in groups for block in sorted(group, key=lambda block: block.id)]
    gaps = [lines[above.stop : below.start] for above, below in pairwise(blocks)]
    gaps.append(lines[blocks[-1].stop :])
    pieces = lines[: blocks[0].start]
    for block, gap in zip(ordered, gaps, strict=True):
        pieces += lines[block.start : block.stop] + gap
    return "\n".join(pieces), tuple(change for group in groups for change in _moves(group, path))


def without_entry(text: str, kind: FileKind, name: str) -> str | None:
    """Take an entry and the comments directly above it out of a file; None if that cannot be done alone."""
    node = nodes_of(text, kind) if kind.is_registry else None
    if not isinstance(node, Pairs) or not _in_block_style(node):
        return None
    lines = text.split("\n")
    block = next((block for block in _blocks(lines, node) if block.id == name), None)
    if block is None:
        return None
    after = "\n".join(lines[: block.start] + lines[block.stop :])
    rest = nodes_of(after, kind)
    left = rest.pairs.keys() if isinstance(rest, Pairs) else set()
    return after if left == node.pairs.keys() - {name} else None


def lines_of_entries(text: str, kind: FileKind) -> Mapping[str, tuple[int, int]]:
    """Give the first line of each entry, without the comments above, and the one after its last, from 0.

    None are given where the entries do not each begin a line.
    """
    node = nodes_of(text, kind) if kind.is_registry else None
    if not isinstance(node, Pairs) or not _in_block_style(node):
        return {}
    return {block.id: (block.key, block.stop) for block in _blocks(text.split("\n"), node)}


def with_entry(text: str, kind: FileKind, entry: Sequence[str]) -> str | None:
    """Put the lines of an entry into a file, where its id belongs, or last in a file that is in no order.

    It keeps as many blank lines to its neighbours as the first two have. None if it has no place there.
    """
    node = nodes_of(text, kind)
    lines, end = text.split("\n"), "\r" if "\r\n" in text else ""
    written = [f"{line}{end}" for line in entry]
    if not isinstance(node, Pairs) or not node.pairs:
        bare = [line for line in lines if line.strip()]
        return "\n".join([*bare, *written, ""]) if all(line.startswith("#") for line in bare) else None
    name = entry[0].rstrip(": ")
    if not _in_block_style(node) or name in node.pairs:
        return None
    blocks = _blocks(lines, node)
    at, gap = _place(name, blocks), lines[blocks[0].stop : blocks[1].start] if len(blocks) > 1 else []
    blank = [line for line in gap if not line.strip()]
    pieces = [*written, *blank] if at == blocks[0].start else [*blank, *written]
    if at == len(lines):  # the last line has no end
        pieces = ["", *pieces]
    after = "\n".join([*lines[:at], *pieces, *lines[at:]])
    rest = nodes_of(after, kind)
    return after if isinstance(rest, Pairs) and rest.pairs.keys() == node.pairs.keys() | {name} else None


def _place(name: str, blocks: Sequence[_EntryLines]) -> int:
    """The line before which a new entry comes, from 0."""
    ids = [block.id for block in blocks]
    before = [block for block in blocks if block.id < name] if ids == sorted(ids) else list(blocks)
    return before[-1].stop if before else blocks[0].start


def _in_block_style(node: Pairs) -> bool:
    keys = [pair.key for pair in node.pairs.values()]
    return bool(keys) and node.line == keys[0].line and all(key.column == 1 for key in keys)


def _blocks(lines: Sequence[str], node: Pairs) -> list[_EntryLines]:
    keys = [(pair.key.line - 1, name) for name, pair in node.pairs.items()]
    blocks: list[_EntryLines] = []
    for index, (key, name) in enumerate(keys):
        begin = blocks[-1].stop if blocks else 0
        start = key
        while start > begin and lines[start - 1].startswith("#") and not is_schema_line(lines[start - 1]):
            start -= 1
        end = keys[index + 1][0] if index + 1 < len(keys) else len(lines)
        stop = max(number for number in range(key, end) if number == key or lines[number][:1] in (" ", "\t"))
        while stop > key and not lines[stop].strip():
            stop -= 1
        blocks.append(_EntryLines(name, key, start, stop + 1))
    return blocks


def _groups(lines: Sequence[str], blocks: Sequence[_EntryLines]) -> Iterator[list[_EntryLines]]:
    """Divide the blocks where something besides blank lines stands between them."""
    group: list[_EntryLines] = []
    for block in blocks:
        if group and any(line.strip() for line in lines[group[-1].stop : block.start]):
            yield group
            group = []
        group.append(block)
    yield group


def _moves(group: Sequence[_EntryLines], path: str) -> Iterator[RepairMade]:
    """Tell of as few entries as can be said to have moved where they go."""
    settled = _longest_rising([block.id for block in group])
    above = {below: above for above, below in pairwise(sorted(block.id for block in group))}
    for block in group:
        if block.id not in settled:
            to = f"after {quoted(above[block.id])}" if block.id in above else "first"
            yield RepairMade(Location(path, block.key + 1), "entry-order", quoted(block.id), to)


def _longest_rising(ids: Sequence[str]) -> frozenset[str]:
    """The longest run of ids, not all next to each other, that is in order already (patience sorting)."""
    tops: list[str] = []
    before: dict[str, str | None] = {}
    for id_ in ids:
        pile = bisect_left(tops, id_)
        before[id_] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [id_]
    run: list[str] = []
    last = tops[-1] if tops else None
    while last is not None:
        run.append(last)
        last = before[last]
    return frozenset(run)
