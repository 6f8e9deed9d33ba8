"""Where the article lies in a capture, and how its bounds are written: by its first and last words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise

from site_builder.corpus.source.invisible import seen
from site_builder.corpus.source.text import FORBIDDEN
from site_builder.model.lengths import QUOTE
from site_builder.model.normal_form import Normalised, Span, find_whole, normal, normalise
from site_builder.proving.blocks import BlockKind, TextBlock, first_blocks, united
from site_builder.proving.bounds import bounds_among

_FEWEST, _MOST = 5, 20
"""Words that a bound is written with; the repository keeps no more than 25 in a row."""
_ENOUGH = 40
"""With so many words trafilatura has found an article and not a remnant."""
_SKIPS = 30


@dataclass(frozen=True, slots=True)
class BoundWords:
    """A stretch of a text as its first and its last words, each standing there once."""

    first: str
    last: str


@dataclass(frozen=True)
class Layout:
    """A captured text in blocks; the stretches of it that are the article, the gaps between them are not."""

    text: str
    blocks: tuple[TextBlock, ...]
    stretches: tuple[Span, ...]

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


def refined(layout: Layout, main: Sequence[str], title: str) -> Layout:
    """Find the article of a page anew, by what trafilatura took for it (`main`) as well.

    `title` is the page's own; where it stands above the article as a line, the article begins there.
    """
    chosen = _chosen(layout, frozenset(map(letters_of, main)), letters_of(title))
    return replace(layout, stretches=united(layout.blocks, chosen)) if chosen else layout


def _lies_in(block: TextBlock, stretches: Sequence[Span]) -> bool:
    i = bisect_left(stretches, block.end, key=lambda stretch: stretch[0]) - 1
    return i >= 0 and block.start < stretches[i][1]


def letters_of(line: str) -> str:
    """Reduce a line to what two ways of reading a page agree on: letters and digits."""
    return "".join(islice((c for c in line.casefold() if c.isalnum()), 400))


def _chosen(layout: Layout, main: frozenset[str], title: str) -> list[int]:
    """Choose the blocks from the title down to the last of trafilatura's that it or the rules take."""
    keys = [letters_of(layout.words(block)) for block in layout.blocks]
    taken = [i for i, key in enumerate(keys) if key and key in main and not _is_furniture(layout.blocks[i])]
    if sum(layout.blocks[i].words for i in taken) < _ENOUGH:
        return []
    prose = [i for i in taken if layout.blocks[i].kind is BlockKind.PROSE]
    first = prose[0] if prose else taken[0]
    titles = [i for i in range(first + 1) if title and keys[i] == title]
    begin = titles[-1] if titles else min(taken)
    by_rules = {i for i, block in enumerate(layout.blocks) if _lies_in(block, layout.stretches)}
    return [i for i in range(begin, max(taken) + 1) if i in by_rules or i in taken]


def _is_furniture(block: TextBlock) -> bool:
    """Tell what trafilatura keeps and no article has: "Page 1 of 3", "Subscribe to continue"."""
    return block.kind is BlockKind.JUNK


# ------------------------------------------------------------------ bounds in words


def in_words(layout: Layout) -> tuple[BoundWords, tuple[BoundWords, ...]] | None:
    """Write the bounds of the article, and of each gap to be skipped, in words that stand there once.

    None where some bound has no such words: then the rules find the body each time it is read.
    """
    form = normalise(layout.text)
    spans = layout.stretches
    whole = form.index(spans[0][0]), form.index(spans[-1][1])
    body = _in_words(form, whole, (0, len(form.text)))
    gaps = [(form.index(a), form.index(b)) for (_, a), (b, _) in pairwise(spans)]
    skips = [_in_words(form, gap, whole) for gap in gaps[: _SKIPS + 1]]
    if body is None or None in skips or len(skips) > _SKIPS:
        return None
    return body, tuple(skip for skip in skips if skip)


def _in_words(form: Normalised, span: Span, inside: Span) -> BoundWords | None:
    piece = form.text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip(" \ufeff"))
    end = span[1] - (len(piece) - len(piece.rstrip(" ")))
    if start >= end:
        return None
    first = next((w for w in _heads(form.text[start:end]) if _once(form.text, w, inside, start)), None)
    if first is None:
        return None
    rest = start, inside[1]
    last = next(
        (w for w in _tails(form.text[start:end]) if _once(form.text, w, rest, end - len(w))),
        None,
    )
    return BoundWords(first, last) if last else None


def _heads(piece: str) -> Iterator[str]:
    words = piece[:2000].split(" ")
    yield from (
        normal(" ".join(words[:n])) for n in range(min(_FEWEST, len(words)), min(_MOST, len(words)) + 1)
    )


def _tails(piece: str) -> Iterator[str]:
    words = piece[-2000:].split(" ")
    yield from (
        normal(" ".join(words[-n:])) for n in range(min(_FEWEST, len(words)), min(_MOST, len(words)) + 1)
    )


def _once(text: str, words: str, inside: Span, at: int) -> bool:
    """Tell whether words that a file may hold stand in a stretch once, and there."""
    is_writable = not FORBIDDEN.search(words) and seen(words) == words and len(words) <= QUOTE
    return is_writable and [start for start, _ in islice(find_whole(text, words, *inside), 2)] == [at]
