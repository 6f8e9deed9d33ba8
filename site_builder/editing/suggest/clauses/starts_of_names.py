"""Where the words begin that belong to a name: an article, the noun of a group; and who joins a name."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

_DEFINITE: Final = lexicon.words("definite")
_HEADS: Final = lexicon.words("heads of groups")
_OTHERS: Final = lexicon.words("owning pronouns") | {"other", "others", "several", "some", "many", "its"}
_UNNAMED: Final = 5
"""So many words those have who join somebody and are not named."""


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


def before_unnamed(s: Sentence, end: int) -> int | None:
    """As in "Ann Hale and three senior officers", "Norland and its allies": the name that others join."""
    for k in range(end, max(0, end - _UNNAMED), -1):
        if s.word(k) == "and" and k < end:
            others = s[k + 1].amount is not None or s.word(k + 1) in _OTHERS
            named = s[k - 1].kind in {"person", "state", "body"} and s.gap(k) == " "
            return k - 1 if others and named and s[end].text.endswith("s") else None
        if s[k].who or s[k].time or not s[k].text.islower() or s.gap(k + 1).strip():
            return None
    return None
