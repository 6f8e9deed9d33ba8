"""One normal form for matching quotes with texts, with the way back to the text as captured.

NFC; curly quotes and backtick become straight ones; every dash becomes `-`; a run of white space
becomes one space; what nobody sees (soft hyphens, joiners, marks of direction) goes. Case, digits
and all other punctuation are kept. What counts as a word is defined here too, once for all limits.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

VERSION = 2
"""Of the normal form; raised whenever the same text would come out otherwise."""

Span = tuple[int, int]
"""First and end (exclusive) position; of code points or of words, as the place says."""

WORD = re.compile(r"[^\W_]+")
"""A word is a run of letters and digits: "Israeli-made" has two. The strictest count of those in use."""

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")

_QUOTES = {"'": "\u2018\u2019\u201a\u201b`", '"': "\u201c\u201d\u201e\u201f"}
_DASHES = {"-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"}
_SPACES = {" ": "".join(c for c in map(chr, range(0x3001)) if c.isspace())}
_FOLD = {ord(c): to for table in (_QUOTES, _DASHES, _SPACES) for to, froms in table.items() for c in froms}

_UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
UNSEEN = re.compile(f"[{_UNSEEN}]+")
"""Characters without a form of their own: they divide, join or turn others, and no reader can quote them."""

# Sorting a run of combining marks takes quadratic time in Python; no language stacks this many,
# and Unicode's own stream-safe format stops at 30.
_MARKS_AT_MOST = 32


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in normal form; `offsets[i]` is where its character `i` begins in the text as captured.

    There is one offset more than characters, so that `span` works up to the end. `ends` are the ends
    that have something unseen behind them, by where the next character begins in normal form.
    """

    text: str
    offsets: Sequence[int]
    ends: Mapping[int, int] = field(default_factory=dict)

    def span(self, start: int, end: int) -> Span:
        """Turn positions in the normal form into positions in the text as captured."""
        return self.offsets[start], self.ends.get(end, self.offsets[end])

    def spans(self, found: Sequence[Span]) -> Sequence[Span]:
        """Turn many at once."""
        if isinstance(self.offsets, range):
            return found
        if self.ends:
            return [self.span(start, end) for start, end in found]
        offsets = self.offsets
        return [(offsets[start], offsets[end]) for start, end in found]

    def index(self, offset: int) -> int:
        """Find the first character of the normal form at or after a position of the captured text."""
        return bisect_left(self.offsets, offset)


def normalise(text: str) -> Normalised:
    """Bring a text into normal form."""
    pieces: list[str] = []
    offsets = array("L")
    ends: dict[int, int] = {}
    done = 0
    for match in _changing(text).finditer(text):
        old, start = match[0], match.start()
        new = _replaced(match)
        if new == old:
            continue
        pieces += (text[done:start], new)
        offsets.extend(range(done, start))
        offsets.extend(repeat(start, len(new)))
        done = start + len(old)
        if new and new != " " and UNSEEN.match(old[-1]):
            ends[len(offsets)] = start + _seen(old)
    if not pieces:
        return Normalised(text.translate(_FOLD), range(len(text) + 1))
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return Normalised("".join(pieces).translate(_FOLD), offsets, ends)


def normal(text: str) -> str:
    """Bring a short fragment into normal form, without white space at its ends."""
    if text.isascii():
        return _SPACE_RUN.sub(" ", text).translate(_FOLD).strip()
    return _changing(text).sub(_replaced, text).translate(_FOLD).strip()


def count_words(text: str) -> int:
    """Count the words of a fragment."""
    return len(WORD.findall(text))


def find_whole(text: str, words: str, low: int = 0, high: int | None = None) -> Iterator[Span]:
    """Find every place of some words in a normal text where they cut nothing, see `is_whole`."""
    at = text.find(words, low, high) if words else -1
    while at >= 0:
        if is_whole(text, at, at + len(words)):
            yield at, at + len(words)
        # Inside a word nothing can begin: step over it, so that long words are read but once.
        inside = _ASCII_WORD.match(text, at + 1) if _ASCII_WORD.match(text, at) else None
        at = text.find(words, inside.end() if inside else at + 1, high)


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of normal text cuts no word, no number ("5" of "1.5") and no letter."""
    return not (_cuts(text, start) or _cuts(text, end))


def _cuts(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after):
        return True
    if before.isalnum() and after.isalnum():
        # Scripts without capitals often write words without spaces, or particles joined to them.
        return "Lo" not in (unicodedata.category(before), unicodedata.category(after))
    return (before in ".," and after.isdigit() and text[at - 2 : at - 1].isdigit()) or (
        after in ".," and before.isdigit() and text[at + 1 : at + 2].isdigit()
    )


def _replaced(piece: re.Match[str]) -> str:
    old = UNSEEN.sub("", piece[0]) if UNSEEN.search(piece[0]) else piece[0]
    if old.isspace():
        return " "
    return unicodedata.normalize("NFC", old) if len(old) <= _MARKS_AT_MOST else old


def _seen(piece: str) -> int:
    """Measure a piece up to the end of what is seen of it."""
    return max(i for i, c in enumerate(piece, 1) if not UNSEEN.match(c))


_SPACE_RUN = re.compile(r"\s{2,}")
_UNSEEN_SPACE = rf"[\s{_UNSEEN}]*\s[\s{_UNSEEN}]+|[{_UNSEEN}]+\s"


def _changing(text: str) -> re.Pattern[str]:
    """Match every piece of this text that may change its length: a letter with its marks, white space."""
    if text.isascii():
        return _SPACE_RUN
    high = {c for c in set(text) if c >= "\u0300"}
    marks = {c for c in high if unicodedata.combining(unicodedata.normalize("NFD", c)[0])}
    unseen = set("".join(UNSEEN.findall(text)))
    tails = marks | set(filter(_joins, high)) | unseen
    singles = {c for c in high - tails if unicodedata.normalize("NFC", c) != c}
    alternatives = [_UNSEEN_SPACE if unseen else _SPACE_RUN.pattern]
    if tails:
        alternatives.append(f"{_class(tails, negated=True)}?{_class(tails)}+")
    if singles:
        alternatives.append(_class(singles))
    return re.compile("|".join(alternatives))


def _class(characters: set[str], *, negated: bool = False) -> str:
    return f"[{'^' if negated else ''}{''.join(re.escape(c) for c in sorted(characters))}]"


def _joins(character: str) -> bool:
    """Tell one that is no combining mark and yet composes with what stands before it."""
    if "\u1161" <= character <= "\u11c2":  # Hangul
        return character <= "\u1175" or character >= "\u11a8"
    return unicodedata.category(character)[0] == "M" and character in _joining_marks()


@cache
def _joining_marks() -> frozenset[str]:
    """The second parts of characters that decompose into two: a look at most of Unicode, so not at once."""
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(0x0900, 0x17000))
    return frozenset(chr(int(two[1], 16)) for two in parts if len(two) == 2 and not two[0].startswith("<"))
