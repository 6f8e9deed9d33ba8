"""Shares in words, as in "nearly two thirds of the voters", "half its oil", "fell by a third"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.extraction.amounts import sense_before
from site_builder.extraction.lexicon import alternatives, meanings
from site_builder.extraction.numbers import SMALL, SMALL_WORDS, plain
from site_builder.model.extraction_results import Amount
from site_builder.model.normal_form import Span

_WHOLE: Final = Decimal(100)
_FEW: Final = 10
"""Of more than so many, and no round number, what is told is how many they are."""
_TENTH: Final = Decimal("0.1")
_BEFORE: Final = 50
"""So many characters before a share are looked at."""
_WORD: Final = re.compile(r"[a-z]+")


def worded_shares(text: str, body: Sequence[Span]) -> Iterator[Amount]:
    """Give the shares in words within stretches of a text as percentages, with offsets in its code points.

    What has more decimal places than one is rounded, and is "about".
    """
    for start, end in body:
        done = start
        for found in _shares().finditer(text, start, end):
            value = _percent(found)
            before = _WORD.findall(text[max(done, found.start() - _BEFORE) : found.start()].lower())
            if value is None or _is_other(found, before):
                continue
            first, sense = sense_before(text, done, found.start())
            rounded = value.quantize(_TENTH)
            sense = "about" if sense == "exact" and rounded != value else sense
            low, high = (plain(rounded) if sense != other else "" for other in ("below", "above"))
            done = found.end()
            yield Amount(first, done, text[first:done], "percent", low, high, "percent", sense, "share")


def scaled_numbers(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """Give where numbers of several words stand, as in "1.9 billion Muslims", in code points of a text."""
    for start, end in body:
        for found in _scaled().finditer(text, start, end):
            yield found.span()


@cache
def _scaled() -> re.Pattern[str]:
    scales = alternatives(lexicon.words("scales of bare numbers"))
    return re.compile(
        rf"(?<![A-Za-z0-9.,])(?:[0-9]{{1,3}}(?:[.,][0-9]{{1,3}})?|{SMALL_WORDS}) (?:{scales})\b(?!-)"
    )


def _is_other(found: re.Match[str], before: Sequence[str]) -> bool:
    """As in "the other half of the town", "the first half of"; "by a third" must be told of a change."""
    if found["by"]:
        return (lexicon.words("words of change", "words that change something")).isdisjoint(before)
    if found["many"]:
        return before[-1:] == ["and"] and not SMALL.keys().isdisjoint(before[-2:-1])  # "one and a half"
    return not lexicon.words("words before parts that are no shares").isdisjoint(before[-1:])


def _percent(found: re.Match[str]) -> Decimal | None:
    """Give a share as a percentage; nothing where the part is as much as the whole."""
    part = found["part"] or found["by"] or found["every"]
    whole = Decimal(meanings("parts of a whole")[part.lower()]) if part else _number(found["whole"])
    if found["whole"] and whole > _FEW and whole % _FEW:
        return None  # "17 out of 18 districts": they are counted
    share = _WHOLE * _number(found["many"] or found["times"] or found["some"] or "one") / whole
    return share if share < _WHOLE else None


def _number(word: str) -> Decimal:
    return Decimal(word) if word.isdigit() else Decimal(SMALL.get(word.lower(), 1))


@cache
def _shares() -> re.Pattern[str]:
    """Give the shape of a share, with what must follow it."""
    part, small = alternatives(meanings("parts of a whole")), SMALL_WORDS
    definite = alternatives(lexicon.words("definite") | {"all"})
    others = alternatives(lexicon.words("words that are no wholes"))
    whole = rf"(?! (?:of )?(?:(?:{definite}) )?(?:{others})\b) (?:of |(?:all|the|its|their) )[A-Za-z]"
    more = r" (?:more|less|fewer|higher|lower) than"
    people = alternatives(lexicon.words("units of people", "peoples and believers"))
    number, name = rf"(?:{small}|[1-9][0-9]?0?)", r"(?-i:[A-Z][a-z]+)"
    one = alternatives(lexicon.words("one of people"))
    return re.compile(
        rf"\b(?:(?:(?P<many>an?|{small})[ -])?(?P<part>{part})\b(?={whole}|{more})"
        rf"|(?<=by )(?:(?P<times>an?|{small})[ -])?(?P<by>{part})\b(?! of| an?\b|-)"
        rf"|every (?P<every>{part})(?= (?:{name}|{one}) )"
        rf"|(?P<some>{number}) (?:in|out of)(?: every)? (?P<whole>{number})"
        rf"(?= (?:of |(?:[a-z]+ )?(?:{people})\b|{name}s\b)))",
        re.IGNORECASE,
    )
