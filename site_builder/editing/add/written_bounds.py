"""How the bounds of an article are written: by its first and last words, each standing there once.

Where an end has no such words, others nearby are its bound; where a gap within has none, it is left
in. Bounds that are written hold whatever rules come later.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from site_builder.corpus.source.invisible import seen
from site_builder.corpus.source.text import FORBIDDEN
from site_builder.editing.add.layout import Layout
from site_builder.model.lengths import QUOTE
from site_builder.model.normal_form import WORD, Normalised, Span, find_whole, normal, normalise

_FEWEST, _MOST = 5, 20
"""Words that a bound is written with; the repository keeps no more than 25 in a row."""
_LOOK = 2_000
_SKIPS = 30
_TRIES = 8
"""Blocks before and behind the article whose words may be a bound."""
_LEFT_IN = 4
"""Blocks at each end of a gap that are left in so that the rest can be skipped."""
_GIVEN_UP = ((0, 1), (1, 0), (1, 1), (0, 2))
"""Blocks at its beginning and end that are given up for bounds that can be written."""


@dataclass(frozen=True, slots=True)
class BoundWords:
    """A stretch of a text as its first and its last words, each standing there once."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class WrittenBounds:
    """The bounds of an article in words: of all of it, and of each gap to be skipped."""

    body: BoundWords
    skips: tuple[BoundWords, ...]


def with_bounds(layout: Layout) -> tuple[Layout, WrittenBounds | None]:
    """Write the bounds of the article, and give the layout that has just these.

    Where its last words stand elsewhere, too, the bounds go on to the next words that do not, and
    what lies between is skipped; likewise before its first ones. If that fails, a block or two are given up.
    None where no words near either end stand there once: then rules find the body each time it is read.
    """
    form = normalise(layout.text)
    for smaller in _smaller(layout):
        spans = smaller.stretches
        if not any(WORD.search(form.text, *_span(form, span)) for span in spans):
            continue
        starts = (spans[0][0], *_around(smaller, before=True))
        ends = (spans[-1][1], *_around(smaller, before=False))
        begin = next((at for at in starts if _begins_once(form, at, ends[0])), None)
        end = next((at for at in ends if begin is not None and _ends_once(form, begin, at)), None)
        if begin is not None and end is not None:
            found = _written(smaller, form, (begin, end))
            if found is not None:
                return found
    return layout, None


def _smaller(layout: Layout) -> Iterator[Layout]:
    """Give the layout, then without its last block, its first one, and both."""
    inside = layout.inside
    yield layout
    for first, last in _GIVEN_UP:
        if len(inside) > first + last + 1:
            begin, end = inside[first].start, inside[-1 - last].end
            spans = ((max(a, begin), min(b, end)) for a, b in layout.stretches if b > begin and a < end)
            yield replace(layout, stretches=tuple(spans))


def _around(layout: Layout, *, before: bool) -> list[int]:
    """Give the starts of the blocks right before the article, or the ends of those right behind it."""
    start, end = layout.stretches[0][0], layout.stretches[-1][1]
    if before:
        return [block.start for block in layout.blocks if block.end <= start][: -_TRIES - 1 : -1]
    return [block.end for block in layout.blocks if block.start >= end][:_TRIES]


def _written(layout: Layout, form: Normalised, outer: Span) -> tuple[Layout, WrittenBounds] | None:
    """Write the bounds, and each gap within them to be skipped.

    Of a gap that cannot be written a part is, or it is left in; of too many the least ones are. One at an end
    has to be written.
    """
    whole = _span(form, outer)
    body = _in_words(form, whole, (0, len(form.text)))
    gaps = list(_gaps(layout.stretches, outer))
    at_ends = [gap for gap in gaps if outer[0] == gap[0] or outer[1] == gap[1]]
    large = sorted(gaps, key=lambda gap: gap[0] - gap[1])[: 3 * _SKIPS]
    written: dict[Span, BoundWords] = {}
    for gap in dict.fromkeys((*at_ends, *large)):
        parts = [gap] if gap in at_ends else _parts(layout, gap)
        tried = ((part, _in_words(form, _span(form, part), whole)) for part in parts)
        written.update(islice(((part, words) for part, words in tried if words), 1))
    if body is None or any(gap not in written for gap in at_ends):
        return None
    largest = sorted(written, key=lambda gap: (gap not in at_ends, gap[0] - gap[1]))[:_SKIPS]
    skipped = sorted(largest)
    ends = [outer[0], *(place for gap in skipped for place in gap), outer[1]]
    pairs = [(ends[i], ends[i + 1]) for i in range(0, len(ends), 2)]
    stretches = tuple((a, b) for a, b in pairs if a < b)
    return replace(layout, stretches=stretches), WrittenBounds(body, tuple(written[gap] for gap in skipped))


def _parts(layout: Layout, gap: Span) -> list[Span]:
    """Give a gap, and what is left of it without some of its first and last blocks, the largest first."""
    blocks = layout.blocks
    first = bisect_left(blocks, gap[0], key=lambda block: block.start)
    last = bisect_left(blocks, gap[1], key=lambda block: block.start)
    starts = [gap[0], *(block.start for block in blocks[first + 1 : min(last, first + _LEFT_IN)])]
    ends = [gap[1], *(block.end for block in blocks[first:last][-2 : -_LEFT_IN - 1 : -1])]
    return sorted(((a, b) for a in starts for b in ends if a < b), key=lambda part: part[0] - part[1])


def _gaps(spans: Sequence[Span], outer: Span) -> Iterator[Span]:
    ends = [outer[0], *(place for span in spans for place in span), outer[1]]
    yield from ((a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)


def _span(form: Normalised, span: Span) -> Span:
    return form.index(span[0]), form.index(span[1])


def _in_words(form: Normalised, span: Span, inside: Span) -> BoundWords | None:
    """Write a stretch in words that stand once within another."""
    start, end = _trimmed(form, span)
    if start >= end:
        return None
    first = _first_words(form, start, inside)
    last = _last_words(form, (start, end), inside[1])
    return BoundWords(first, last) if first and last else None


def _begins_once(form: Normalised, at: int, end: int) -> bool:
    start, _ = _trimmed(form, _span(form, (at, end)))
    return bool(_first_words(form, start, (0, len(form.text))))


def _ends_once(form: Normalised, start: int, end: int) -> bool:
    return bool(_last_words(form, _trimmed(form, _span(form, (start, end))), len(form.text)))


def _trimmed(form: Normalised, span: Span) -> Span:
    """Take the white space at the ends off a stretch."""
    piece = form.text[span[0] : span[1]]
    start = span[0] + len(piece) - len(piece.lstrip(" \ufeff"))
    return start, span[1] - (len(piece) - len(piece.rstrip(" ")))


def _first_words(form: Normalised, start: int, inside: Span) -> str:
    """Give the words that begin a stretch; they may go on behind it, as those of a title do."""
    piece = form.text[start : min(inside[1], start + _LOOK)]
    return next((words for words in _heads(piece) if _once(form.text, words, inside, start)), "")


def _last_words(form: Normalised, span: Span, high: int) -> str:
    start, end = span
    tail = form.text[max(start, end - _LOOK) : end]
    return next(
        (words for words in _tails(tail) if _once(form.text, words, (start, high), end - len(words))), ""
    )


def _heads(piece: str) -> Iterator[str]:
    words = piece.split(" ")
    for n in _numbers(len(words)):
        yield normal(" ".join(words[:n]))
    for match in islice(WORD.finditer(piece), _MOST):
        yield piece[: match.end()]  # where words are not divided by spaces


def _tails(piece: str) -> Iterator[str]:
    words = piece.split(" ")
    for n in _numbers(len(words)):
        yield normal(" ".join(words[-n:]))
    for match in list(WORD.finditer(piece))[: -_MOST - 1 : -1]:
        yield piece[match.start() :]


def _numbers(words: int) -> Iterator[int]:
    """Give the numbers of words that are tried: the usual ones, then fewer."""
    yield from range(min(_FEWEST, words), min(_MOST, words) + 1)
    yield from range(min(_FEWEST - 1, words), 0, -1)


def _once(text: str, words: str, inside: Span, at: int) -> bool:
    """Tell whether words that a file may hold stand in a stretch once, and there."""
    is_writable = 0 < len(words) <= QUOTE and not FORBIDDEN.search(words) and seen(words) == words
    return is_writable and [start for start, _ in islice(find_whole(text, words, *inside), 2)] == [at]
