"""The sections of an annotation's file: where each record stands, with the comments that are its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.corpus.placeholders import SUGGESTED
from site_builder.corpus.source.nodes import Items, Node
from site_builder.editing.records.source import Extent, Source
from site_builder.editing.suggest.proposals.proposal import RANKS

_RANKED = re.compile(rf"# (?:{'|'.join(RANKS)}): ")


@dataclass(frozen=True, slots=True)
class Section:
    """A section in block style: the line of its key, the one after its content, and its items.

    `starts` are the first lines of the items, or of the comments directly above that are theirs.
    """

    key: int
    stop: int
    items: Sequence[Node]
    at: Sequence[Extent]
    starts: Sequence[int]
    indent: int


def section_of(source: Source, name: str) -> Section | None:
    """Find a section's items; None where it has none, or not on lines of their own."""
    pair = source.root.pairs.get(name)
    sections = source.fields(source.root, source.stop) or {}
    if pair is None or not isinstance(pair.value, Items) or name not in sections:
        return None
    key = sections[name]
    at = source.items(pair.value, key.stop)
    if at is None:
        return None
    indent = pair.value.column - 1
    above = [key.first + 1, *(one.stop for one in at)]
    starts = [_own_start(source, one.first, stop, indent) for one, stop in zip(at, above, strict=False)]
    return Section(key.first, key.stop, pair.value.items, at, starts, indent)


def _own_start(source: Source, first: int, limit: int, indent: int) -> int:
    """The first of the comments directly above a record, at its indent; the mark of suggestions is none."""
    start = first
    while start > limit and source.is_comment(start - 1):
        line = source.lines[start - 1]
        if len(line) - len(line.lstrip()) != indent or line.strip() == SUGGESTED:
            break
        start -= 1
    return start


def is_mark(source: Source, line: int) -> bool:
    """Tell whether a line marks the records below it as suggested."""
    return source.is_comment(line) and source.lines[line].strip() == SUGGESTED


def marks_of(source: Source, section: Section, index: int) -> frozenset[int]:
    """The lines that mark a record as suggested: its rank, and the mark above if no other is under that."""
    ranked = _ranks(source, section, index)
    if not ranked:
        return frozenset()
    marks = [n for n in range(section.key, section.stop) if is_mark(source, n)]
    mark = max((n for n in marks if n < section.starts[index]), default=None)
    after = min((n for n in marks if n > section.starts[index]), default=section.stop)
    others = (
        number
        for number, start in enumerate(section.starts)
        if number != index and mark is not None and mark < start < after and _ranks(source, section, number)
    )
    if mark is None or any(True for _ in others):
        return frozenset(ranked)
    return frozenset((*ranked, mark))


def _ranks(source: Source, section: Section, index: int) -> list[int]:
    lines = range(section.starts[index], section.at[index].first)
    return [line for line in lines if _RANKED.match(source.lines[line].lstrip())]
