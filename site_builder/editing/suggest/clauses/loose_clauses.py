"""The clause of a sentence that a deal is read in where no closer frame tells its words apart."""

from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

_LEADING: Final = frozenset(("and", "while", "but", "after", "whereas", "although", "though", "having"))
"""Behind a comma they begin a clause if a verb follows."""
_REACH: Final = 12
"""So many words behind its beginning a clause has its verb."""
_VERBS: Final = lexicon.words(
    "being and having", "modal verbs", "buying verbs", "selling verbs", "ordering verbs"
)


def clause_around(s: Sentence, at: int) -> tuple[int, int]:
    """Give where the clause of a token begins and ends: "tanks came, and jets were ordered" has two."""
    starts = _starts(s)
    first = max(k for k in starts if k <= at)
    return first, min((k for k in starts if k > at), default=len(s))


@lru_cache(maxsize=16)
def _starts(s: Sentence) -> tuple[int, ...]:
    return (0, *(k for k in range(1, len(s)) if _begins(s, k)))


def _begins(s: Sentence, k: int) -> bool:
    if ";" in s.gap(k):
        return True
    leads = "," in s.gap(k) and s.word(k) in _LEADING
    return leads and not _VERBS.isdisjoint(s.words(k + 1, k + _REACH))
