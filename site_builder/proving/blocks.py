"""The blocks of a captured page, a paragraph or a line each, and what each looks like by itself.

Only form and stock words count here, never what an article is about.
Everything looks at a bounded part of a block, so that the time is linear whatever the text.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from site_builder.model.lazy_pattern import lazy_pattern
from site_builder.model.normal_form import WORD, Span
from site_builder.proving.stock_words import (
    COPYRIGHT,
    HEADING,
    is_byline,
    is_heading_of_comments,
    is_heading_of_others,
    is_junk,
)

_LOOK = 400
"""So many code points of a block are looked at, from its beginning."""
_COUNTED = 60
"""Words are counted so far; a paragraph with more is no more a paragraph."""
_WRAPPED = range(35, 121)
"""Lengths of a line that may go on in the next one."""
_GROUP = 1_000
"""So many lines without a blank one between them are looked at together."""
MOST_BLOCKS = 20_000
"""No page has so many."""


class BlockKind(Enum):
    """What a block looks like."""

    PROSE = auto()
    LINE = auto()
    BYLINE = auto()
    """Who and when, in few words."""
    MENU = auto()
    """A bullet, a row of links, a ticker."""
    JUNK = auto()
    """What pages put anywhere: share buttons, adverts, sign-ups, copyright."""
    ASIDE = auto()
    """A heading over other stories."""
    COMMENTS = auto()
    """A heading over what readers write."""


class TextBlock(NamedTuple):
    """A block of a text; `words` are counted up to a limit, `ended` tells that it ends as a sentence does."""

    start: int
    end: int
    kind: BlockKind
    words: int
    ended: bool


def blocks(text: str) -> Iterator[TextBlock]:
    """Cut a text into blocks, without the blank ones."""
    return (TextBlock(start, end, *_look(text, start, end)) for start, end in _pieces(text))


def first_blocks(text: str) -> Iterator[TextBlock]:
    """Cut a text into as many blocks as a page may have."""
    return islice(blocks(text), MOST_BLOCKS)


def united(found: Sequence[TextBlock], chosen: Sequence[int]) -> tuple[Span, ...]:
    """Give the stretches of a text that some of its blocks make up: those that follow each other are one."""
    breaks = [0, *(k + 1 for k, (a, b) in enumerate(pairwise(chosen)) if b > a + 1), len(chosen)]
    return tuple((found[chosen[a]].start, found[chosen[b - 1]].end) for a, b in pairwise(breaks))


def lines_of(text: str, stretch: Span) -> Iterator[Span]:
    """Give the lines of a stretch without white space at their ends; a blank line is empty.

    U+2028, which pages carry along from text processors, ends a line on no screen, and none here.
    """
    at = stretch[0]
    for line in text[at : stretch[1]].replace("\u2028", " ").splitlines(keepends=True):
        words = line.strip()
        start = at + line.find(words)
        yield start, start + len(words)
        at += len(line)


# ------------------------------------------------------------------ lines that go on


def _pieces(text: str) -> Iterator[Span]:
    """Lines, joined where a paragraph is wrapped over several."""
    group: list[Span] = []
    for line in lines_of(text, (0, len(text))):
        if line[0] < line[1]:
            group.append(line)
        if group and (line[0] == line[1] or len(group) == _GROUP):
            yield from _joined(text, group)
            group = []
    yield from _joined(text, group)


def _joined(text: str, group: Sequence[Span]) -> Iterator[Span]:
    goes_on = [_goes_on(text, *pair) for pair in pairwise(group)]
    width = max((end - start for start, end in group), default=0)
    wrapped = width in _WRAPPED and 2 * sum(goes_on) > len(goes_on)
    open_: Span | None = None
    for i, (start, end) in enumerate(group):
        before = group[i - 1]
        full = wrapped and before[1] - before[0] > 0.6 * width and not _BULLET.match(text, start, end)
        if open_ is not None and (goes_on[i - 1] or full):
            open_ = open_[0], end
            continue
        if open_ is not None:
            yield open_
        open_ = start, end
    if open_ is not None:
        yield open_


def _goes_on(text: str, line: Span, following: Span) -> bool:
    return (
        line[1] - line[0] in _WRAPPED
        and text[following[0]].islower()
        and not _END.search(text, line[1] - 1, line[1])
    )


# ------------------------------------------------------------------ what a block looks like

_CLOSING = "\"'”’»)] "
_END = lazy_pattern(r"[.!?:;…。？！؟۔।]\Z")
_SENTENCE_END = ".!?。？！؟۔।"
_CUT = ("…", "...", "[…]", "[...]")
_PROSE = 10
"""With so many words, what ends as a sentence is a paragraph; a bullet needs fewer."""
_PROSE_OF_LIST = 8
_LONG = 40
"""With so many words it is a paragraph however it ends."""


def _look(text: str, start: int, end: int) -> tuple[BlockKind, int, bool]:
    if end - start <= _LOOK:
        return _looked(text[start:end])
    words = sum(1 for _ in islice(WORD.finditer(text, start, min(end, start + 8 * _LOOK)), _COUNTED))
    ended = _ended(text[end - 8 : end])
    kind = BlockKind.PROSE if ended or words >= _LONG else BlockKind.LINE
    return (BlockKind.JUNK if COPYRIGHT.search(text, start, start + 60) else kind), words, ended


@lru_cache(maxsize=4096)  # menus repeat themselves
def _looked(block: str) -> tuple[BlockKind, int, bool]:
    found = WORD.findall(block)
    ended = _ended(block[-8:])
    return _kind_of_block(block.replace("’", "'"), found, ended=ended), min(len(found), _COUNTED), ended


def _ended(tail: str) -> bool:
    tail = tail.rstrip(_CLOSING)
    return tail.endswith(tuple(_SENTENCE_END)) and not tail.endswith("...")


def _kind_of_block(block: str, words: Sequence[str], *, ended: bool) -> BlockKind:
    bullet = _BULLET.match(block)
    plain = block[bullet.end() :] if bullet else block
    stock = _stock(plain, words, ended=ended)
    if stock is not None and (stock is not BlockKind.BYLINE or not bullet):
        return stock
    if (ended or block.endswith(":")) and len(words) >= (_PROSE_OF_LIST if bullet else _PROSE):
        return BlockKind.PROSE
    if len(words) >= _LONG and not block.rstrip(_CLOSING).endswith(_CUT):
        return BlockKind.PROSE
    return BlockKind.MENU if bullet or (not ended and _is_row(block, words)) else BlockKind.LINE


def _stock(block: str, words: Sequence[str], *, ended: bool) -> BlockKind | None:
    if is_heading_of_comments(block, words):
        return BlockKind.COMMENTS
    if is_heading_of_others(block, words):
        return BlockKind.ASIDE
    if is_junk(block, words, ended=ended):
        return BlockKind.JUNK
    return BlockKind.BYLINE if is_byline(block, words, ended=ended) else None


def _is_row(block: str, words: Sequence[str]) -> bool:
    """Tell a row of links or the figures of a ticker."""
    separators = len(_SEPARATOR.findall(block))
    numbers = sum(word[0].isdigit() for word in words)
    row = separators >= 2 and len(words) <= 5 * (separators + 1)
    return row or (len(words) <= HEADING and 3 * numbers >= len(words) and _TICKER.search(block) is not None)


_BULLET = lazy_pattern(r"[•‣▪◦·●■▸►»*–—-]\s+")
_SEPARATOR = lazy_pattern(r"\s[|•·›»/]\s")
_TICKER = lazy_pattern(r"[-+]?\d+[.,]\d|\d\s?%|[▲▼]")
