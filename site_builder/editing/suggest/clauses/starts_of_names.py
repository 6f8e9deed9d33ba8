"""Where the words begin that belong to a name: an article, and the noun of a group that leads it."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

_DEFINITE: Final = lexicon.words("definite")
_HEADS: Final = lexicon.words("heads of groups")


def start_of_name(s: Sentence, i: int) -> int:
    """As in "the Norland army": where the article stands."""
    first = i
    while first > 0 and s[first].gap == " " and s.word(first - 1) in _DEFINITE:
        first -= 1
    return first


def start_of_group(s: Sentence, first: int) -> int:
    """As in "leaders of Kesh and Norland", "envoys of the Keshian government": where the noun begins."""
    of_group = s.word(first - 1) == "of" and s.word(first - 2) in _HEADS
    return start_of_name(s, first - 2) if of_group else first
