"""A long name and its acronym, which stands in brackets after it (rank 3; the acronym rank 2)."""

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import OPEN, PLAIN, TextWords
from site_builder.extraction.vocabulary import BODY_HEADS, KNOWN, MEDIA_HEADS, NO_BODIES, PLACE_HEADS
from site_builder.model.extraction_results import Label

_BUILDINGS: Final = PLACE_HEADS | lexicon.words("buildings")
_OF_HEADS: Final = lexicon.words("heads with of")
_OF_HOUSES: Final = lexicon.words("words of buildings")
_NO_ACRONYM: Final = lexicon.words("no acronym for a body")
_HEADS: Final = (lexicon.words("acronym heads") | BODY_HEADS | _OF_HEADS | MEDIA_HEADS) - lexicon.words(
    "meetings"
)
_LINKS: Final = lexicon.words("links within bodies")
_SMALL: Final = lexicon.words("small words in bodies")


def find_acronyms(words: TextWords) -> Iterator[RuleName]:
    """Find long names before their acronyms, and these; the initials must agree.

    What a long name's words do not show to be a body or a house is only proposed: "Interview of the Month
    (IOTM)", and a centre, which is the one as often as the other.
    """
    for i in range(2, len(words)):
        acronym = words.texts[i]
        if words.gaps[i] != OPEN or not is_acronym(acronym) or not words.text.startswith(")", words.ends[i]):
            continue
        first = spelt_out(words, i, acronym)
        if first is None or words.texts[i - 1] in _NO_ACRONYM or acronym in NO_BODIES or words.owns[i - 1]:
            continue
        full = words.text[words.starts[first] : words.ends[i - 1]]
        label, sure = _kind(words.texts[first:i], full)
        if sure:
            yield RuleName(first, i, label, "acronym-defined")
            yield RuleName(i, i + 1, label, "acronym", 2, full)
        else:
            yield RuleName(first, i, label, "acronym-explained", 4)
            yield RuleName(i, i + 1, label, "acronym-explained", 4, full)


def _kind(long: Sequence[str], full: str) -> tuple[Label, bool]:
    """Tell what a long name names, and whether its words show it."""
    if KNOWN.get(full) == "organisation":
        return "organisation", True
    if long[-1] in _BUILDINGS:
        is_house = long[-1] not in _OF_HEADS or not _OF_HOUSES.isdisjoint(long)
        return "place" if is_house else "organisation", is_house
    heads = [word for k, word in enumerate(long) if k + 1 == len(long) or long[k + 1] in _LINKS]
    return "organisation", not _HEADS.isdisjoint(heads)


def is_acronym(word: str) -> bool:
    """Tell whether a word is made of capitals like an acronym: "SIPRI", "UNESCO", "A&E"."""
    return (
        2 <= len(word) <= 10
        and sum(c.isupper() for c in word) >= 2
        and word.replace(".", "").replace("&", "").isupper()
        and not any(c.isdigit() for c in word)
    )


def spelt_out(words: TextWords, end: int, acronym: str) -> int | None:
    """Find the first of the words before `end` whose initials make the acronym; small words may count."""
    letters = [c for c in acronym if c.isalpha()]
    rest = len(letters)
    for k in range(end - 1, max(end - 12, -1), -1):
        word = words.texts[k]
        if k < end - 1 and words.gaps[k + 1] != PLAIN and words.texts[k + 1] != "and":
            return None
        parts = [part for part in word.split("-") if part]
        if word[0].isupper():
            for part in reversed(parts):
                if rest and part[0].upper() == letters[rest - 1].upper():
                    rest -= 1
                elif part is parts[0]:
                    return None
        elif word in _SMALL:
            if (
                rest
                and word[0] == letters[rest - 1].lower()
                and words.texts[k - 1][0].upper() != letters[rest - 1]
            ):
                rest -= 1
        else:
            return None
        if rest == 0:
            return k if word[0].isupper() else None
    return None
