"""What the markup of a page says of each block of its text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from site_builder.editing.add.markup_parts import MarkedRun, PageMarkup, PartRole
from site_builder.proving.blocks import TextBlock

_MOST_OF_IT = 0.4
"""A part that holds so much of what is taken for the article is the article's, whatever it is called."""


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """Marks of a block: the roles of the parts that it stands in, its container, and how much is links."""

    roles: frozenset[PartRole] = frozenset()
    container: int = -1
    linked: float = 0.0

    def has(self, *roles: PartRole) -> bool:
        """Tell whether the block stands in a part of one of these roles."""
        return not self.roles.isdisjoint(roles)


def marks_of(
    text: str, blocks: Sequence[TextBlock], markup: PageMarkup, article: Collection[int]
) -> tuple[BlockMarks, ...]:
    """Give the marks of each block of a page; `article` are the blocks that others take for the article."""
    if not markup.runs:
        return (BlockMarks(),) * len(blocks)
    runs = [tuple(found) for found in _runs_of(text, blocks, markup.runs)]
    own = _own_parts(runs, markup, article)
    return tuple(_marks(found, markup, own) for found in runs)


def _runs_of(
    text: str, blocks: Sequence[TextBlock], runs: Sequence[MarkedRun]
) -> Iterator[list[tuple[MarkedRun, int]]]:
    """Give the runs of each block, each with how many of its letters stand there."""
    before = at = 0
    ends = [run.end for run in runs]
    for block in blocks:
        before += sum(c.isalnum() for c in text[at : block.start])
        end = before + sum(c.isalnum() for c in text[block.start : block.end])
        found = []
        i = bisect_right(ends, before)
        start = before
        while i < len(runs) and start < end:
            until = min(end, runs[i].end)
            found.append((runs[i], until - start))
            start = until
            i += 1
        yield found
        before, at = end, block.end


def _own_parts(
    runs: Sequence[Sequence[tuple[MarkedRun, int]]], markup: PageMarkup, article: Collection[int]
) -> frozenset[int]:
    """Find the parts that hold so much of the article that their names say nothing of what is in them."""
    held: Counter[int] = Counter()
    total = 0
    for i in article:
        for run, letters in runs[i]:
            total += letters
            part = run.part
            while part >= 0:
                held[part] += letters
                part = markup.parts[part].within
    return frozenset(part for part, letters in held.items() if letters > _MOST_OF_IT * total)


def _marks(runs: Sequence[tuple[MarkedRun, int]], markup: PageMarkup, own: frozenset[int]) -> BlockMarks:
    if not runs:
        return BlockMarks()
    total = sum(letters for _, letters in runs)
    roles: Counter[PartRole] = Counter()
    for run, letters in runs:
        found = set()
        part = run.part
        while part >= 0:
            if part not in own:
                found.add(markup.parts[part].role)
            part = markup.parts[part].within
        roles.update(dict.fromkeys(found, letters))
    longest = max(runs, key=lambda found: found[1])[0]
    linked = sum(letters for run, letters in runs if run.linked) / total
    return BlockMarks(
        frozenset(role for role, n in roles.items() if 2 * n > total), longest.container, linked
    )
