"""What the markup of a page says of each block of its text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from site_builder.editing.add.markup_parts import MarkedRun, PageMarkup, PartRole
from site_builder.proving.blocks import TextBlock

_MOST_OF_IT, _ALL_OF_IT = 0.5, 0.9
"""A part that holds so much of what is taken for the article is the article's, whatever it is called; one
called comments has to hold nearly all of it, for many comments are more than an article."""


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """Marks of a block: roles of the parts it stands in, container and its shape, and how much is links."""

    roles: frozenset[PartRole] = frozenset()
    container: int = -1
    shape: int = -1
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
    roles = _roles_by_part(markup, _own_parts(runs, markup, article))
    return tuple(_marks(found, roles) for found in runs)


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
    held = [0] * len(markup.parts)
    total = 0
    for i in article:
        for run, letters in runs[i]:
            total += letters
            if run.part >= 0:
                held[run.part] += letters
    for part in range(len(held) - 1, -1, -1):  # what a part stands in comes before it
        within = markup.parts[part].within
        if within >= 0:
            held[within] += held[part]
    least = {PartRole.COMMENTS: _ALL_OF_IT * total}
    return frozenset(
        part
        for part, letters in enumerate(held)
        if letters > least.get(markup.parts[part].role, _MOST_OF_IT * total)
    )


def _roles_by_part(markup: PageMarkup, own: frozenset[int]) -> list[frozenset[PartRole]]:
    """Give the roles of each part, with those of what it stands in."""
    roles: list[frozenset[PartRole]] = []
    for i, part in enumerate(markup.parts):
        outer = roles[part.within] if part.within >= 0 else frozenset[PartRole]()
        roles.append(outer if i in own else outer | {part.role})
    return roles


def _marks(runs: Sequence[tuple[MarkedRun, int]], by_part: Sequence[frozenset[PartRole]]) -> BlockMarks:
    if not runs:
        return BlockMarks()
    total = sum(letters for _, letters in runs)
    roles: Counter[PartRole] = Counter()
    for run, letters in runs:
        roles.update(dict.fromkeys(by_part[run.part] if run.part >= 0 else (), letters))
    longest = max(runs, key=lambda found: found[1])[0]
    linked = sum(letters for run, letters in runs if run.linked) / total
    most = frozenset(role for role, letters in roles.items() if 2 * letters > total)
    return BlockMarks(most, longest.container, longest.shape, linked)
