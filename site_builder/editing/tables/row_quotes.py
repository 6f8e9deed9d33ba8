"""The quote of a row: the words of the captured text that print its cells, found exactly, never alike.

A text prints a row in its own way, `12 March | Baku | ...`: between two cells may stand marks and spaces.
Cells that stand together are one stretch; two stretches in one paragraph are joined by a gap. The quote is
what the text has, and it is looked up as every quote is.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from site_builder.model.normal_form import UNSEEN, WORD, Span, find_whole, normal
from site_builder.model.problems import quoted
from site_builder.model.quotation import GAP, Failure
from site_builder.proving.body import Body
from site_builder.proving.quotes import GAP_WORDS, Proof, prove

_BETWEEN = 12
"""So many marks and spaces may stand between two cells."""
_MARKS = re.compile(rf"\W{{1,{_BETWEEN}}}")
_MOST_PLACES = 20_000


class RowQuote(NamedTuple):
    """A quote that is proved, and what stands before it where that alone tells it from others."""

    quote: str
    prefix: str = ""


class CapturedText(NamedTuple):
    """A captured text and its body; `rows` are the cells that quotes begin with, by their first words."""

    text: str
    body: Body
    rows: Mapping[str, frozenset[str]] = {}

    def with_rows(self, firsts: Iterable[str]) -> "CapturedText":
        """Give the same text, with the first cells of the quotes of all rows."""
        rows: dict[str, set[str]] = defaultdict(set)
        for cell in map(normal, firsts):
            if word := WORD.search(cell):
                rows[word[0]].add(cell)
        return self._replace(rows={word: frozenset(cells) for word, cells in rows.items()})

    def is_one_row(self, first: str, end: int, start: int) -> bool:
        """Tell whether two stretches may be of one row: no other row begins on a line between them."""
        low, high = self.body.normal.span(end, start)
        _, _, lines = self.text[low:high].partition("\n")
        between = normal(lines)
        near = {cell for word in set(WORD.findall(between)) for cell in self.rows.get(word, ())}
        return not any(any(find_whole(between, cell)) for cell in near - {first})

    def words(self, start: int, end: int) -> str:
        """Give the words of a stretch of the normal form as they were captured, on one line."""
        low, high = self.body.normal.span(start, end)
        return " ".join(UNSEEN.sub("", self.text[low:high]).split())


_FIXES: Mapping[str, str] = {
    "quote-ambiguous": "name more columns under `quote:`",
    "quote-split": "name columns that stand in one paragraph of the text",
    "quote-too-long": "name fewer columns under `quote:`",
}
"""What a map can do about a failure."""


def row_quote(
    captured: CapturedText, cells: Sequence[str], before: Sequence[str], joined: str | None
) -> RowQuote | Failure:
    """Find the quote of a row: `cells` make it, and `before` are the cells left of them in the table."""
    result = _row_quote(captured, cells, before, joined)
    if isinstance(result, Failure) and result.rule in _FIXES:
        _, _, where = result.fix.partition("; it stands ")
        return result._replace(fix=_FIXES[result.rule] + (f"; it stands {where}" if where else ""))
    return result


def _row_quote(
    captured: CapturedText, cells: Sequence[str], before: Sequence[str], joined: str | None
) -> RowQuote | Failure:
    wanted = [words for cell in cells if (words := normal(cell))]
    if not any(WORD.search(words) for words in wanted):
        return Failure("quote-form", "empty cells", "words of the text", "name columns that are filled")
    if joined is not None:
        return _proved(captured, joined.join(cell.strip() for cell in cells if cell.strip()), before)
    places = _places(captured, wanted)
    if not places:
        return _not_found(captured.body, wanted)
    quotes = {GAP.join(captured.words(*span) for span in place) for place in places}
    found = [_proved(captured, quote, before) for quote in sorted(quotes)]
    good = [one for one in found if isinstance(one, RowQuote)]
    if len(good) == 1 and len(found) == 1:
        return good[0]
    if len(good) > 1:
        looked = quoted(" | ".join(wanted))
        fix = "name more columns, or say with `joined:` what the text prints between them"
        return Failure("quote-ambiguous", f"{looked} in {len(good)} places", "one place", fix)
    return good[0] if good else next(one for one in found if isinstance(one, Failure))


def _proved(captured: CapturedText, quote: str, before: Sequence[str]) -> RowQuote | Failure:
    """Prove a quote, with the cells before it where it stands several times."""
    result = prove(captured.body, quote)
    if isinstance(result, Proof):
        return RowQuote(quote)
    if result.rule == "quote-ambiguous":
        for prefix in _prefixes(captured, quote, before):
            if isinstance(prove(captured.body, quote, prefix, hints=False), Proof):
                return RowQuote(quote, prefix)
    return result


def _prefixes(captured: CapturedText, quote: str, before: Sequence[str]) -> Iterator[str]:
    """Give what the text prints before the quote from each of the cells before it on, nearest first."""
    text = captured.body.normal.text
    head = normal(quote.partition(GAP)[0])
    reached = [start for start, _ in _first(find_whole(text, head))]
    for cell in map(normal, reversed(before)):
        reached_now = [(at, start) for at in reached for start in _ending_before(text, cell, at)]
        prefixes = {captured.words(start, text.find(head, at)) for at, start in reached_now}
        yield from sorted(prefixes)
        reached = [start for _, start in reached_now] if cell else reached


def _ending_before(text: str, words: str, at: int) -> Iterator[int]:
    """Find where a cell begins that ends before a position, with nothing but marks between."""
    end = at
    while end > 0 and at - end < _BETWEEN and not text[end - 1].isalnum():
        end -= 1
    for stop in range(end, min(at, end + _BETWEEN) + 1):
        if words and text.endswith(words, 0, stop):
            yield stop - len(words)
            return


def _first(found: Iterator[Span]) -> list[Span]:
    return [span for span, _ in zip(found, range(_MOST_PLACES), strict=False)]


# ------------------------------------------------------------------ where the cells stand


def _places(captured: CapturedText, cells: Sequence[str]) -> list[tuple[Span, ...]]:
    """Find the places of cells one after another: one stretch, else two with words between them."""
    text = captured.body.normal.text
    together = _stretches(text, cells)
    if together:
        return [(span,) for span in together]
    found: list[tuple[Span, ...]] = []
    for cut in range(len(cells) - 1, 0, -1):
        heads, tails = _stretches(text, cells[:cut]), _stretches(text, cells[cut:])
        starts = [start for start, _ in tails]
        for head in heads:
            at = bisect_left(starts, head[1])
            tail = tails[at] if at < len(tails) else None
            near = tail is not None and _is_near(text[head[1] : tail[0]])
            if tail and near and captured.is_one_row(cells[0], head[1], tail[0]):
                found.append((head, tail))
        if found:
            return found
    return found


def _is_near(between: str) -> bool:
    return len(between) < GAP_WORDS * 40 and len(WORD.findall(between)) <= GAP_WORDS


def _stretches(text: str, cells: Sequence[str]) -> list[Span]:
    """Find where cells stand right after one another, with marks and spaces between them at most."""
    stretches = _first(find_whole(text, cells[0]))
    for cell in cells[1:]:
        stretches = [(start, end) for start, at in stretches for end in _next(text, cell, at)]
    return stretches


def _next(text: str, cell: str, at: int) -> Iterator[int]:
    gap = _MARKS.match(text, at)
    for start in range(at, (gap.end() if gap else at) + 1):
        if start > at and text.startswith(cell, start):
            yield start + len(cell)
            return


def _not_found(body: Body, cells: Sequence[str]) -> Failure:
    """Say which cell the text lacks, else that the cells do not stand in one row."""
    for cell in cells:
        result = prove(body, cell)
        if isinstance(result, Failure) and result.rule in ("quote-not-found", "quote-outside-body"):
            return result
    looked = quoted(" | ".join(cells), 120)
    fix = "name only columns that stand in the text one after another, in two places of a paragraph at most"
    return Failure(
        "quote-not-found", f"{looked}, which the text has apart", "the cells of a row together", fix
    )
