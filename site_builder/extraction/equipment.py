"""Rules for pieces of equipment: designations, and names before a kind of weapon (rank 3)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import PLAIN, CapitalRun, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import BODY_HEADS, COMMON, DEMONYMS, KNOWN, TITLE_PARTS

_DESIGNATION: Final = re.compile(r"[A-Z][A-Za-z]{0,9}-\d{1,4}[A-Z]{0,3}\d?")
_NO_DESIGNATION: Final = re.compile(rf"(?i)(?:{'|'.join(sorted(lexicon.words('no designations')))})-")
_NO_WEAPONS: Final = lexicon.words("nothing after a designation")
_KINDS: Final = lexicon.words("equipment kinds")
_PARTS: Final = lexicon.words("equipment parts")
_ENDS: Final = lexicon.words("equipment ends")


def find_equipment(words: TextWords, runs: Sequence[CapitalRun]) -> Iterator[RuleName]:
    """Find the pieces of equipment that a rule is sure of."""
    for i, word in enumerate(words.texts):
        if (
            "-" in word
            and _DESIGNATION.fullmatch(word)
            and not _NO_DESIGNATION.match(word)
            and _is_designation(words, i)
        ):
            yield RuleName(i, i + 1, "equipment", "designation")
    for run in runs:
        first = run.first
        while first < run.end and (
            words.texts[first] in DEMONYMS or words.texts[first].partition("-")[0] in DEMONYMS
        ):
            first += 1
        if (
            first < run.end
            and not words.heading[first]
            and not (words.opens(first) and run.end - first == 1)
            and not words.owns[run.end - 1]
            and _is_kind(words, run.end)
            and _is_named(words, first, run.end)
        ):
            yield RuleName(first, run.end, "equipment", "kind-of-weapon")


def _is_designation(words: TextWords, i: int) -> bool:
    """Not "F-1 visa", not "Section A-3"; letters of a real one are few, or there is a weapon about."""
    after = words.texts[i + 1] if i + 1 < len(words) and words.gaps[i + 1] == PLAIN else ""
    return after not in _NO_WEAPONS


def _is_kind(words: TextWords, k: int) -> bool:
    """Tell whether a kind of weapon begins at word `k`: "missiles", "air defence system"."""
    parts = 0
    while k < len(words) and words.gaps[k] == PLAIN and parts < 6:
        word = words.texts[k]
        if (word in _ENDS and parts) or (word in _KINDS and word not in _PARTS):
            return True
        if word not in _PARTS:
            return False
        if word in _KINDS and (
            k + 1 >= len(words) or words.gaps[k + 1] != PLAIN or words.texts[k + 1] not in _PARTS | _ENDS
        ):
            return True
        parts += 1
        k += 1
    return False


def _is_named(words: TextWords, first: int, end: int) -> bool:
    texts = words.texts[first:end]
    if len(texts) > 3 or " ".join(texts) in KNOWN:
        return False
    known = [word for word in texts if word in KNOWN]
    if texts[-1] in known or not all(map(_is_maker, known)):
        return False
    return not any(
        word in COMMON or word in TITLES or word in TITLE_PARTS or word in BODY_HEADS for word in texts
    )


def _is_maker(word: str) -> bool:
    """Whether a known name may be that of who makes a weapon, as in "Sukhoi Su-25": "NATO" makes none."""
    return KNOWN[word] == "organisation" and not word.isupper()
