"""Numbers that follow another of the same: "4,000 in May and 5,000 in June", "the 2030 total of 5,000"."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences import Sentence

_TIMED: Final = frozenset(("in", "on", "during", "for"))
_REFERRING: Final = 3
"""So many words at most stand before the noun of "the 2030 figure"."""


def in_row(s: Sentence, i: int, after: int = 0) -> bool:
    """As in "1,120 crossings in 2028, 6,340 in 2029 and 15,870 in 2030": of the same, at another time."""
    after = after or i + 1
    joined = s.word(i - 1) == "and" or (i > 0 and s.gap(i).strip() == ",")
    timed = s.word(after) in _TIMED and after + 1 < len(s) and s.gap(after) == " "
    first = max((k for k in range(i) if s[k].amount or (s[k].text[0].isdigit() and not s[k].time)), default=i)
    before = any(s[k].time for k in range(first, i))
    return joined and timed and before and s[after + 1].time is not None


def is_of_total(s: Sentence, i: int) -> bool:
    """As in "a drop from the 2030 total of 5,000"."""
    noun = s.word(i - 2) if s.word(i - 1) == "of" else ""
    dated = i > 2 and s[i - 3].time is not None
    return dated and (noun in lexicon.words("words that stand for the last figure"))


def refers_back(s: Sentence) -> bool:
    """As in "That included 5,000 tonnes", "The 2030 figure was 5,000": of what the sentence before told."""
    if s.word(0) in lexicon.words("words that refer back"):
        return True
    return not lexicon.words("words that stand for the last figure").isdisjoint(s.words(1, _REFERRING + 1))
