"""Where the clause of a word ends."""

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.arms import is_arms
from site_builder.editing.suggest.sentences.story import Sentence

_REACH: Final = 60
"""So many words behind a word the rest of its clause is looked for."""


def clause_end(s: Sentence, at: int) -> int:
    """Find the token after which another clause starts, or what is too far away starts."""
    starts = _clause_starts(s)
    after = bisect_right(starts, at)
    return min(len(s), at + 1 + _REACH, *starts[after : after + 1])


@lru_cache(maxsize=16)
def _clause_starts(s: Sentence) -> tuple[int, ...]:
    return tuple(i for i in range(1, len(s)) if _starts_clause(s, i))


def _starts_clause(s: Sentence, i: int) -> bool:
    if ";" in s[i].gap or ":" in s[i].gap:
        return True
    opens = s[i].gap.startswith(",") and s.word(i) in lexicon.words("clause openers")
    return opens and not is_arms(s, min(i + 1, len(s) - 1))
