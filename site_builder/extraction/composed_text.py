"""A text with its letters composed and without characters that nobody sees, and the way back.

Names decompose (`o` and a mark, as macOS writes them), break (soft hyphens) and turn around (marks of
direction) in texts from elsewhere; the rules read letters. Spans found here are brought back to the
text as captured.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from site_builder.model.extraction_results import Amount, Mention, TimeExpression, UndatedTime
from site_builder.model.normal_form import Span

UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Soft hyphen, marks of direction, joiners, characters without width, as a class of a regular expression."""

# A letter with its marks, or an unseen character. Unicode's stream-safe format stops at 30 marks;
# sorting endless ones takes quadratic time.
_CLUSTER = re.compile(rf"[^\W_]?[\u0300-\u036f\u0653-\u0655\u3099\u309a]{{1,32}}|(?P<unseen>[{UNSEEN}])")

F = TypeVar("F", Mention, TimeExpression, UndatedTime, Amount)


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed text; `starts[i]` and `ends[i]` are where its character `i` stands in the captured one."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def raw(self, start: int, end: int) -> Span:
        """Turn a span of this text, not empty, into one of the text as captured."""
        return self.starts[start], self.ends[end - 1]

    def shifts(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Tell from which character of a span on those of the captured text stand further on, and how far."""
        last = 0
        for i in () if isinstance(self.starts, range) else range(high - low):
            shift = self.starts[low + i] - self.starts[low] - i
            if shift != last:
                yield i, shift
                last = shift

    def here(self, spans: Iterable[Span]) -> list[Span]:
        """Turn spans of the captured text into spans of this one."""
        if isinstance(self.starts, range):
            return [(max(0, start), min(len(self.text), end)) for start, end in spans]
        return [(bisect_left(self.starts, start), bisect_left(self.starts, end)) for start, end in spans]

    def back(self, item: F) -> F:
        """Give something found here its span in the text as captured, and a surface that fits in a line."""
        start, end = self.raw(item.start, item.end)
        return replace(item, start=start, end=end, surface=one_line(self.text[item.start : item.end]))


def one_line(text: str) -> str:
    """Write a stretch of text in one line, a space for each space of whatever kind.

    What has no look of its own, and no place in a file that people read, becomes a space too: so a
    surface has as many characters as its span.
    """
    return "".join(c if c.isprintable() else " " for c in text) if not text.isprintable() else text


def compose(text: str) -> Composed:
    """Compose the letters of a text; most texts stay as they are."""
    if text.isascii():
        return _as_it_is(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _CLUSTER.finditer(text):
        new = "" if match["unseen"] else unicodedata.normalize("NFC", match[0])
        if new == match[0]:
            continue
        pieces += (text[done : match.start()], new)
        starts += range(done, match.start())
        ends += range(done + 1, match.start() + 1)
        starts += [match.start()] * len(new)
        ends += [match.end()] * len(new)
        done = match.end()
    if not pieces:
        return _as_it_is(text)
    starts += range(done, len(text) + 1)
    ends += range(done + 1, len(text) + 2)
    return Composed("".join((*pieces, text[done:])), starts, ends)


def _as_it_is(text: str) -> Composed:
    return Composed(text, range(len(text) + 1), range(1, len(text) + 2))
