"""The stretches of a text that may hold a name, whatever a registry has: all that linking needs of it.

A stretch is a run of words with capitals, with the small words within ("of the", "van der") and the
kind of thing after ("Lance missiles", "Kesh airport"), or a weapon in small letters ("loitering
munitions"). It is short by its nature; a paragraph that is nearly all stretches (capitals only,
a title of a title) gives none, so that no running text comes out piece by piece.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.composed_text import Composed, one_line
from site_builder.extraction.shapes import AMPERSAND, LINE, MOST_WORDS, PLAIN, CapitalRun, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import (
    BODY_HEADS,
    COMMON,
    KNOWN,
    MEDIA_HEADS,
    PARTICLES,
    PLACE_HEADS,
    after_title,
    before,
)
from site_builder.model.extraction_results import Stretch

_SMALL: Final = lexicon.words("small words in names")
_MORE_SMALL: Final = lexicon.words("more small words in names")
_HEADS: Final = BODY_HEADS | MEDIA_HEADS | PLACE_HEADS
_WEAPON_WORDS: Final = lexicon.words("equipment parts")
_WEAPONS: Final = lexicon.words("equipment kinds")
_WEAPON_ENDS: Final = lexicon.words("equipment ends") | _WEAPONS
_OF_WEAPONS: Final = _WEAPON_WORDS | _WEAPON_ENDS
_KINDS: Final = (
    frozenset(head.lower() for head in _HEADS)
    | lexicon.words("kinds of place")
    | lexicon.words("kinds after")
    | lexicon.words("kinds of thing")
    | _WEAPON_WORDS
    | _WEAPON_ENDS
)
_DATES: Final = lexicon.words("weekdays") | lexicon.words("months")
_DETERMINERS: Final = lexicon.words("determiners")
_BEFORE_PLACES: Final = lexicon.words("strong prepositions") | lexicon.words("place prepositions")
_SMALL_AT_MOST: Final = 3
_KINDS_AT_MOST: Final = 3
_SMALL_WORDS_AT_MOST: Final = 5
_AGAIN_AT_MOST: Final = 4
_CROWDED: Final = 0.8
_LONG: Final = 25


@dataclass(frozen=True, slots=True)
class Grammar:
    """What small words may stand in a name, and whether a kind of thing after it belongs to it."""

    small: frozenset[str]
    english: bool
    heads: frozenset[str] = frozenset()
    """Words of bodies, in small letters: behind them small words `within` or with one of `ends` go on."""
    within: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    """What somebody is, in small letters: no part of a name that is referred back to."""


ENGLISH: Final = Grammar(_SMALL | PARTICLES, english=True)
ANY_LANGUAGE: Final = Grammar(PARTICLES, english=False)


def find_stretches(
    composed: Composed, words: TextWords, runs: Sequence[CapitalRun], grammar: Grammar
) -> Iterator[Stretch]:
    """Find the stretches of a text, in its order, with the runs in them that may refer back to a name."""
    again = list(_again(words, runs, grammar))
    at = 0
    for run in _uncrowded(words, list(_stretches(words, grammar))):
        low, high = words.starts[run.first], words.ends[run.end - 1]
        while at < len(again) and again[at][0] < low:
            at += 1
        spans = []
        while at < len(again) and again[at][1] <= high:
            spans.append(again[at])
            at += 1
        yield _stretch(composed, low, high, spans)


def _stretch(composed: Composed, low: int, high: int, again: Sequence[tuple[int, int]]) -> Stretch:
    start, end = composed.raw(low, high)
    surface = one_line(composed.text[low:high])
    spans = tuple(composed.raw(*span) for span in again)
    return Stretch(start, end, surface, spans, tuple(composed.shifts(low, high)))


def _again(words: TextWords, runs: Sequence[CapitalRun], grammar: Grammar) -> Iterator[tuple[int, int]]:
    """What may refer back: a run without its title, but not "the Haldane report", and not in a heading."""
    for run in runs:
        first = run.first
        if words.heading[first]:
            continue
        if grammar.english and words.texts[first] in TITLES:
            first = after_title(words, run) or first
        while first < run.end and words.texts[first].lower() in grammar.roles:
            first += 1
        if not first < run.end <= first + _AGAIN_AT_MOST:
            continue
        prior = before(words, first)
        # "in Jordan", in an article on somebody of that name
        is_place = words.texts[first] in KNOWN and prior.lower() in _BEFORE_PLACES
        if not is_place and prior not in _DETERMINERS:
            yield words.starts[first], words.ends[run.end - 1]


def _uncrowded(words: TextWords, found: Sequence[CapitalRun]) -> Iterator[CapitalRun]:
    """Leave out those of long lines that are hardly anything else."""
    lines = [i for i, gap in enumerate(words.gaps) if gap == LINE]
    at = 0
    for first, end in pairwise(lines):
        inside = []
        while at < len(found) and found[at].first < end:
            inside.append(found[at])
            at += 1
        size = end - first
        if size < _LONG or sum(run.end - run.first for run in inside) <= _CROWDED * size:
            yield from inside


def _stretches(words: TextWords, grammar: Grammar) -> Iterator[CapitalRun]:
    done = 0
    weapons = _OF_WEAPONS if grammar.english else frozenset()
    texts = words.texts
    # Most words begin nothing, so nothing may come before this.
    for i in [i for i, word in enumerate(texts) if not word.islower() or word in weapons]:
        word = texts[i]
        if i < done:
            continue
        if _is_capital(word):
            done = _capitals_end(words, i, grammar)
            if done > i + 1 or not _says_nothing(words, i):
                yield CapitalRun(i, done)
        elif word in weapons:
            done = _weapon_end(words, i)
            if done > i:
                yield CapitalRun(i, done)


def _is_capital(word: str) -> bool:
    """Tell a word with a capital: "Lance", "al-Orm", "eLand", "9K720"."""
    return not word.islower() and (word[0].isupper() or any(c.isupper() for c in word[1:6]))


def _says_nothing(words: TextWords, i: int) -> bool:
    word = words.texts[i]
    return word in _DATES or word == "I" or (word in COMMON and words.opens(i))


def _capitals_end(words: TextWords, first: int, grammar: Grammar) -> int:
    texts, gaps = words.texts, words.gaps
    end = first + 1
    small = grammar.small
    while end < len(words) and end - first < MOST_WORDS:
        if grammar.english and texts[end - 1] in _HEADS:
            small |= _MORE_SMALL
        if not _joins(words, end):
            break
        if _is_capital(texts[end]) or (texts[end].isdigit() and len(texts[end]) <= 4) or _damaged(words, end):
            end += 1
            continue
        k = end
        while k < end + _SMALL_AT_MOST and k < len(words) and texts[k] in small and gaps[k] == PLAIN:
            k += 1
        goes_on = end < k < len(words) and gaps[k] == PLAIN and _is_capital(texts[k])
        if not goes_on or k - first >= MOST_WORDS:
            break
        end = k + 1
    if grammar.english:
        last = min(end + _KINDS_AT_MOST, len(words))
        while end < last and gaps[end] == PLAIN and texts[end] in _KINDS:
            end += 1
    elif grammar.heads.intersection(word.lower() for word in texts[first:end]):
        end = _with_small_words(words, end, grammar)
    return end


def _with_small_words(words: TextWords, end: int, grammar: Grammar) -> int:
    """Take in the small words that follow the head of a body, and the capitals behind them."""
    last = min(end + _SMALL_WORDS_AT_MOST, len(words))
    while end < last and words.gaps[end] == PLAIN and _may_follow(words.texts[end], grammar):
        end += 1
    while end < len(words) and words.gaps[end] == PLAIN and _is_capital(words.texts[end]):
        end += 1
    return end


def _may_follow(word: str, grammar: Grammar) -> bool:
    return word in grammar.within or (word.islower() and word.endswith(grammar.ends))


def _joins(words: TextWords, i: int) -> bool:
    return words.gaps[i] in (PLAIN, AMPERSAND) or words.gap_text(i) in ("/", "-") or _damaged(words, i)


def _damaged(words: TextWords, i: int) -> bool:
    """Tell whether letters that an encoding lost stand before a word: "Erdo?an"."""
    return words.gap_text(i) in ("?", "??", "\ufffd", "\ufffd\ufffd")


def _weapon_end(words: TextWords, first: int) -> int:
    end = last = first
    while end < len(words) and end - first < MOST_WORDS and (end == first or words.gaps[end] == PLAIN):
        if words.texts[end] not in _OF_WEAPONS:
            break
        end += 1
        if words.texts[end - 1] in (_WEAPON_ENDS if end - 1 > first else _WEAPONS):
            last = end
    return last
