"""Whether something rose or fell by a number: a figure has no sign, so its measure says it."""

from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

_BEFORE: Final = 7
"""So many words before a number stands what rose or fell by it."""
_BEHIND: Final = 2
"""So many words behind it stands "lower", "more than"."""


def change_told(s: Sentence, i: int) -> str:
    """Give "Rise" or "Fall" by the word nearest to a number, else "Change": so a measure begins.

    A verb right before it tells more than what it is compared with: "fell 5 percent more than in May".
    """
    verb = i - 2 if s.word(i - 1) == "by" else i - 1
    right = (verb,) if s.word(verb) in lexicon.words("words of change") else ()
    before = range(i - 1, max(-1, i - 1 - _BEFORE), -1)
    behind = takewhile(lambda k: s.gap(k) == " ", range(i + 1, min(len(s), i + 1 + _BEHIND)))
    for k in (*right, *behind, *before):
        if s.word(k) in lexicon.words("words of falling"):
            return "Fall"
        if s.word(k) in lexicon.words("words of rising"):
            return "Rise"
    return "Change"
