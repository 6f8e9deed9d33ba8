"""Proposals from the shape of words (rank 4): runs of capitals, acronyms, inner capitals."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.acronyms import is_acronym
from site_builder.extraction.rule_names import RuleName
from site_builder.extraction.shapes import CapitalRun, TextWords
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import COMMON, KNOWN, NO_BODIES, before, is_person

_ARTICLES: Final = lexicon.words("articles")
_INNER: Final = re.compile(r"[A-Za-z]?[a-z]+[A-Z][A-Za-z]*")
_NAME_PREFIX: Final = re.compile(r"(Mc|Mac|De|Di|La|Le|Van|O')[A-Z][a-z]+")


def find_candidates(words: TextWords, runs: Sequence[CapitalRun]) -> Iterator[RuleName]:
    """Find what may be names by their shape alone."""
    for run in runs:
        if words.heading[run.first]:
            continue
        count = run.end - run.first
        if 2 <= count <= 4 and is_person(words, run.first, run.end, sure=False) and _is_inner(words, run):
            yield RuleName(run.first, run.end, "person", "capitals", 4)
        elif count == 1:
            yield from _single(words, run.first)


def _is_inner(words: TextWords, run: CapitalRun) -> bool:
    return before(words, run.first) not in _ARTICLES


def _single(words: TextWords, i: int) -> Iterator[RuleName]:
    word = words.texts[i]
    if word in KNOWN or word in NO_BODIES or word in COMMON or word in TITLES:
        return
    if is_acronym(word) and len(word) <= 6 and len(word) > 2:
        yield RuleName(i, i + 1, "organisation", "capitals-only", 4)
    elif _INNER.fullmatch(word) and not _NAME_PREFIX.fullmatch(word):
        yield RuleName(i, i + 1, "organisation", "inner-capital", 4)
