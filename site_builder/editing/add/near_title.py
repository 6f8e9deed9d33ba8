"""The lines in which an article says who wrote it and when: by its title, and at its end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.editing.add.block_marks import BlockMarks
from site_builder.editing.add.embedded_posts import without_posts
from site_builder.editing.add.layout import Layout
from site_builder.editing.add.markup_parts import PartRole
from site_builder.proving.blocks import BlockKind, TextBlock

_ABOVE, _BELOW, _AT_END = 3, 9, 4
"""Blocks above the article, from its title on, and at its end, among which bylines stand."""
_WIDE_ABOVE, _WIDE_BELOW = 8, 40
_LEADS = 2
"""So many paragraphs may stand above a byline."""
_LONGEST = 400
_CELLS = 2
"""With so many tabs a line is a row of a table."""

Line = tuple[TextBlock, str]


class Around(NamedTuple):
    """The lines right above an article, from its title on, and its last ones."""

    above: list[Line]
    below: list[Line]
    at_end: list[Line]


def around(layout: Layout) -> Around:
    """Give the lines among which bylines stand, without what others posted and other stories."""
    first = _first(layout)
    near = range(max(0, first - _ABOVE), min(len(layout.blocks), first + _BELOW))
    lines = [(i, _line(layout, i)) for i in near]
    above = [line for i, line in lines if i < first and _is_own(layout, i)]
    below = [line for i, line in lines if i >= first and _is_own(layout, i)]
    ends = {block.start: i for i, block in enumerate(layout.blocks)} if layout.marks else {}
    end = [
        (block, layout.words(block)[:_LONGEST])
        for block in layout.inside[-_AT_END:]
        if not ends or _is_own(layout, ends[block.start])
    ]
    return Around(without_posts(above), without_posts(below), without_posts(end, begun=True))


def head_lines(layout: Layout) -> Iterator[tuple[str, BlockMarks]]:
    """Give the lines by the title as far as any byline stands, with their marks: of paragraphs none.

    Wider than `around`, for what another source confirms.
    """
    first = _first(layout)
    paragraphs = 0
    lines = []
    for i in range(max(0, first - _WIDE_ABOVE), min(len(layout.blocks), first + _WIDE_BELOW)):
        block = layout.blocks[i]
        if block.kind is BlockKind.PROSE and i >= first:
            paragraphs += 1
            if paragraphs > _LEADS:
                break
        elif _is_own(layout, i) and not marks_at(layout, i).has(PartRole.CAPTION):
            lines.append((i, _line(layout, i)))
    posts = {id(line) for line in without_posts([line for _, line in lines])}
    yield from ((line[1], marks_at(layout, i)) for i, line in lines if id(line) in posts)


def marks_at(layout: Layout, i: int) -> BlockMarks:
    """Give the marks of a block; a text without markup has none."""
    return layout.marks[i] if layout.marks else BlockMarks()


def lines_only(lines: Sequence[Line]) -> list[str]:
    """Give the words of lines."""
    return [line for _, line in lines]


def _first(layout: Layout) -> int:
    start = layout.stretches[0][0]
    return next((i for i, block in enumerate(layout.blocks) if block.end > start), 0)


def _line(layout: Layout, i: int) -> Line:
    return layout.blocks[i], layout.words(layout.blocks[i])[:_LONGEST]


def _is_own(layout: Layout, i: int) -> bool:
    """Tell a line of the article's from one of a post, a table, a comment or another story."""
    if not layout.marks:
        return True
    marks = layout.marks[i]
    block = layout.blocks[i]
    row = layout.text.count("\t", block.start, min(block.end, block.start + _LONGEST))
    if row >= _CELLS or marks.has(PartRole.COMMENTS, PartRole.QUOTED):
        return False
    return not marks.has(PartRole.OTHERS, PartRole.DOUBTFUL) or marks.has(PartRole.BYLINE, PartRole.DATE)
