"""A text as words with what stands between them, and its runs of capitalised words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from site_builder.extraction import lexicon

_WORDS: Final = re.compile(
    r"((?:[^\W\d_]\.(?=[^\W_]|\W|$))+(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:(?:\.(?=[a-z0-9])|['&-])[^\W_]+)*)"
)
_OWNED_BY_MANY: Final = ("' ", "'\n")
_ABBREVIATIONS: Final = lexicon.words("abbreviations")
_LAST: Final = lexicon.words("with a full stop")
_WEEKDAYS: Final = lexicon.words("weekdays")
_MONTHS: Final = lexicon.words("months")
_PARTICLES: Final = lexicon.words("particles")
_COMMON: Final = lexicon.words("common")
_LATER_CAPITAL: Final = re.compile(
    r"[a-z][A-Z].{2}|(?:a[ldnrstz]|el|ul|o|d|l)[-'][A-Z]"
)  # "eLand", "al-Assad"
_SMALL_LETTERED: Final = 4  # words of a heading up to this length may be "with", "from"

MOST_WORDS: Final = 12
"""A longer run of capitals is no name."""

PLAIN, COMMA, LINE, STOP, QUOTE, OPEN, AMPERSAND, OTHER = ' ,\n."(&;'
"""What stands before a word: a space; comma; line end; full stop and the like; quote; bracket; &; else."""


_GAPS: Final = {", ": COMMA, ",": COMMA, ". ": STOP, " & ": AMPERSAND}
_MARKS: Final = ((QUOTE, "\"'"), (OPEN, "(["), (STOP, ".!?…"), (COMMA, ","))


@dataclass(frozen=True, slots=True)
class TextWords:
    """Words of a text, in parallel lists; `texts` lack a possessive `'s`, which `owns` tells of.

    `gaps[i]` is what stands before word `i`; there is one gap more than words. `capital` is true of
    words that may belong to a name; `heading` of those in a title-cased or all-capitals line.
    """

    text: str
    starts: list[int]
    ends: list[int]
    texts: list[str]
    gaps: list[str]
    owns: list[bool]
    capital: list[bool]
    heading: list[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Find the first word that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def opens(self, i: int) -> bool:
        """Tell whether a word begins a sentence, where any word has a capital."""
        return self.gaps[i] in '\n."(' or (self.gaps[i] == OTHER and self.text[self.starts[i] - 2] in ":;-")

    def gap_text(self, i: int) -> str:
        """Give what is written between a word and the one before."""
        start = self.ends[i - 1] if i else 0
        return self.text[start : self.starts[i] if i < len(self) else len(self.text)]


@dataclass(frozen=True, slots=True)
class CapitalRun:
    """Words `first` to `end` (exclusive) that are capitalised and divided by nothing but spaces."""

    first: int
    end: int


def read_words(text: str) -> TextWords:
    """Divide a prepared text into words."""
    pieces = _WORDS.split(text)
    texts, between = pieces[1::2], pieces[0::2]
    bounds = list(accumulate(map(len, pieces)))
    starts, ends = bounds[0:-1:2], bounds[1::2]
    owns = [False] * len(texts)
    gaps: list[str] = []
    before, cut = "", ""
    for i, word in enumerate(texts):
        gap = (
            PLAIN if between[i] == " " and before and not cut else _gap(between[i].removeprefix(cut), before)
        )
        # "in the U.S. The court", "of Lance Inc. The court": an abbreviation at the end of a sentence.
        if (
            gap == PLAIN
            and word in _COMMON
            and (before[-1] == "." or (before in _LAST and "." in between[i]))
        ):
            gap = STOP
        gaps.append(gap)
        before, cut = word, ""
        if word[-1] in "sS":
            if word.endswith(("'s", "'S")):
                owns[i] = True
                ends[i] -= 2
                texts[i] = before = word[:-2]
            elif word[-1] == "s" and between[i + 1][:2] in _OWNED_BY_MANY:
                owns[i] = True
                cut = "'"
    gaps.append(LINE)
    capital = _capitals(texts, gaps)
    return TextWords(text, starts, ends, texts, gaps, owns, capital, _headings(text, texts, gaps, ends))


def _gap(between: str, before: str) -> str:
    if between == " " and before:
        return PLAIN
    if not before or "\n" in between:
        return LINE
    mark = between.strip()
    if mark == "." and before in _ABBREVIATIONS:
        return PLAIN
    if between in _GAPS:
        return _GAPS[between]
    if not mark:
        return PLAIN if between else OTHER
    return next((gap for gap, marks in _MARKS if any(c in mark for c in marks)), OTHER)


def _capitals(texts: list[str], gaps: list[str]) -> list[bool]:
    """Words with a capital that are no weekday, no month of a date, no "I'm" and no "It's"."""
    last = len(texts) - 1
    return [
        not word.islower()
        and (word[0].isupper() or bool(_LATER_CAPITAL.match(word)))
        and not (word in _WEEKDAYS or word == "I")
        and not (word in _MONTHS and _is_date(texts, gaps, i, last))
        and not ("'" in word and (word[:2] == "I'" or word.partition("'")[0] in _COMMON))
        for i, word in enumerate(texts)
    ]


def _is_date(texts: list[str], gaps: list[str], i: int, last: int) -> bool:
    if i < last and texts[i + 1][0].isdigit():
        return True
    # "Theresa May said" has a first name before; anything else is the month.
    before = texts[i - 1] if i and gaps[i] == PLAIN else ""
    return not before or not before[0].isupper() or before in _WEEKDAYS or gaps[i - 1] in "\n."


def _headings(text: str, texts: list[str], gaps: list[str], ends: list[int]) -> list[bool]:
    """Words of lines without a full stop in which every longer word has a capital."""
    flags: list[bool] = []
    while len(flags) < len(texts):
        start = len(flags)
        end = start + 1
        while gaps[end] != LINE:
            end += 1
        longer = [word for word in texts[start:end] if len(word) > _SMALL_LETTERED and word[0].isalpha()]
        if longer and longer[0].islower():
            flags += [False] * (end - start)
            continue
        capitals = sum(word[0].isupper() for word in longer)
        is_heading = (end - start >= 4 and capitals == len(longer) >= 3) or (
            end - start >= 3 and all(word.isupper() for word in longer) and len(longer) >= 2
        )
        flags += [is_heading and text[ends[end - 1] : ends[end - 1] + 1] != "."] * (end - start)
    return flags


def find_runs(words: TextWords) -> Iterator[CapitalRun]:
    """Find the runs of capitalised words, small words of persons' names within them included."""
    i, count = 0, len(words)
    capital, gaps, owns, texts = words.capital, words.gaps, words.owns, words.texts
    while i < count:
        if not capital[i]:
            i += 1
            continue
        first = i
        i += 1
        while i < count and (gaps[i] == PLAIN or (gaps[i] == AMPERSAND and capital[i])) and not owns[i - 1]:
            if capital[i]:
                i += 1
                continue
            k = i
            while k < count and k < i + 3 and texts[k] in _PARTICLES and gaps[k] == PLAIN and not owns[k]:
                k += 1
            if not (i < k < count and capital[k] and gaps[k] == PLAIN):
                break
            i = k + 1
        yield CapitalRun(first, i)
