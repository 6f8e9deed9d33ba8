"""Whether something rose or fell by a number: a figure has no sign, so its measure says it."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences import Sentence

_BEFORE: Final = 5
"""So many words before a number stands what rose or fell by it."""
_BEHIND: Final = 2
"""So many words behind it stands "lower", "more than"."""


def change_told(s: Sentence, i: int) -> str:
    """Give "Rise" or "Fall" by the word nearest to a number, else "Change": so a measure begins."""
    before = (k for k in range(i - 1, max(-1, i - 1 - _BEFORE), -1))
    behind = (k for k in range(i + 1, min(len(s), i + 1 + _BEHIND)) if s.gap(k) == " ")
    for k in (*behind, *before):
        if s.word(k) in lexicon.words("words of falling"):
            return "Fall"
        if s.word(k) in lexicon.words("words of rising"):
            return "Rise"
    return "Change"
