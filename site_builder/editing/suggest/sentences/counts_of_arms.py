"""How many arms a sentence tells of: "six more transport helicopters", "24 of the tanks"."""

import re
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.extraction.numbers import SMALL, plain, value

_POINTING: Final = lexicon.words("pointing words") | {"these", "those", "its"}
_BEFORE: Final = 4
"""So many words before arms their number stands: "six more transport helicopters"."""
_DIGITS: Final = re.compile(r"[0-9]{1,3}(?:,?[0-9]{3})*", re.ASCII)


def number_of(s: Sentence, k: int) -> str:
    """Give the number of the arms that a token names; nothing where there is none."""
    at = number_at(s, k)
    if at is None:
        return ""
    amount = s[at].amount
    return amount.low if amount and at == k else plain(value(s[at].text))


def number_at(s: Sentence, k: int) -> int | None:
    """Give the token of the number of the arms that a token names, which may be the same."""
    if (amount := s[k].amount) and amount.kind == "quantity":
        return k
    of = next((j for j in range(k - 1, max(0, k - _BEFORE), -1) if s.word(j) == "of"), k)
    if of < k:
        k = of if s.words(of + 1, of + 2) and s.word(of + 1) in _POINTING else -1  # "24 of the tanks"
    for j in range(k - 1, max(-1, k - _BEFORE), -1):
        if any(mark in s.gap(j + 1) for mark in ",;:") or s.word(j) == "and":
            return None
        if _DIGITS.fullmatch(s[j].text) or s.word(j) in SMALL:
            return j
    return None
