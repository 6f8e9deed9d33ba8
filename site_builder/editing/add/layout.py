"""Where the article lies in a capture."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from site_builder.editing.add.article_blocks import PageEvidence, weighed
from site_builder.editing.add.block_marks import BlockMarks
from site_builder.model.normal_form import Span
from site_builder.proving.blocks import TextBlock, first_blocks, united
from site_builder.proving.bounds import bounds_among


@dataclass(frozen=True)
class Layout:
    """A captured text in blocks; the stretches of it that are the article, the gaps between them are not.

    `marks` say of each block of a page what its markup does; of a text there are none.
    """

    text: str
    blocks: tuple[TextBlock, ...]
    stretches: tuple[Span, ...]
    marks: tuple[BlockMarks, ...] = ()

    def words(self, block: TextBlock) -> str:
        """Give a block on one line, without a bullet before it."""
        return " ".join(self.text[block.start : block.end].removeprefix("\ufeff").removeprefix("• ").split())

    @cached_property
    def inside(self) -> tuple[TextBlock, ...]:
        """The blocks of the article."""
        return tuple(block for block in self.blocks if _lies_in(block, self.stretches))

    @cached_property
    def outside(self) -> tuple[TextBlock, ...]:
        """The blocks around and within that are not the article's."""
        return tuple(block for block in self.blocks if not _lies_in(block, self.stretches))


def lay_out(text: str, *, whole: bool = False) -> Layout:
    """Find the article in a text by rules, or take the `whole` text for it."""
    found = tuple(first_blocks(text))
    return Layout(text, found, ((found[0].start, found[-1].end),) if whole else bounds_among(text, found))


def refined(layout: Layout, evidence: PageEvidence, title: str) -> Layout:
    """Find the article of a page anew, by what trafilatura took for it and by the markup as well.

    `title` is the page's own; where it stands above the article as a line, the article begins there.
    """
    lines = [layout.words(block) for block in layout.blocks]
    rules = [i for i, block in enumerate(layout.blocks) if _lies_in(block, layout.stretches)]
    found = weighed(layout.text, layout.blocks, lines, rules, evidence)
    chosen = found.chosen(title)
    stretches = united(layout.blocks, chosen) if chosen else layout.stretches
    return replace(layout, stretches=stretches, marks=found.marks)


def _lies_in(block: TextBlock, stretches: Sequence[Span]) -> bool:
    i = bisect_left(stretches, block.end, key=lambda stretch: stretch[0]) - 1
    return i >= 0 and block.start < stretches[i][1]
