"""Numbers that stand for arms: "Norland ordered two more", "a contract for a sixth", "18 bought by Kesh"."""

from collections.abc import Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.sentences.story import Sentence

_PAST: Final = frozenset(
    ("ordered", "bought", "purchased", "acquired", "sold", "delivered", "supplied", "donated")
)
_BEHIND_PAST: Final = frozenset(("by", "from", "to", "in", "for"))
_DEALING: Final = lexicon.words(
    "buying verbs", "selecting verbs", "forms of giving", "nouns of buying", "words before bare numbers"
)
_CONTRACTS: Final = lexicon.words("contract nouns", "nouns of buying", "option nouns")
_MANNER: Final = lexicon.words("words between dealing and numbers")
_GETTING: Final = lexicon.words("receiving of goods")
_RANKED: Final = frozenset(("first", "last", "other", "remaining", "next", "final"))
_REACH: Final = 6
"""So many words behind a verb of dealing the number stands."""
_ORDINALS: Final = frozenset(
    ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
)
_OF_THEM: Final = frozenset(("them", "these", "those"))
_ENDS: Final = lexicon.words("prepositions", "being and having") - {"of", "per"} | {
    "and",
    "but",
    "while",
    "when",
}


def numbers_for_arms(s: Sentence) -> Iterator[int]:
    """Give the tokens of numbers behind words of dealing that count nothing that is named."""
    for k in range(len(s)):
        if _is_number(s, k) and (_is_dealt_in(s, k) or _was_dealt_in(s, k)):
            yield k


def _is_number(s: Sentence, k: int) -> bool:
    if s[k].time or s[k].who or (s[k].amount and " " in s[k].text):
        return False
    ordinal = s.word(k) in _ORDINALS and s.word(k - 1) in {"a", "the"}
    return ordinal or s[k].text.replace(",", "").isdigit() or s.word(k) in lexicon.words("small numbers")


def _is_dealt_in(s: Sentence, k: int) -> bool:
    """As in "ordered two more", "sold Kesh 12 of them", "an order for up to 30"."""
    if not _stands_alone(s, k + 1):
        return False
    part = s.word(k - 1) in _RANKED
    for j in range(k - 1, max(-1, k - _REACH), -1):
        if part and s.word(j) in _GETTING:
            return False  # "received the first five" of what was told before
        if s.word(j) in _DEALING or " ".join(s.words(j - 1, j + 1)) in _DEALING:
            return True
        if s.word(j) == "for" and s.word(j - 1) in _CONTRACTS:
            return True
        if s.gap(j + 1).strip() or (s.word(j) not in _MANNER and s[j].kind != "state"):
            return False
    return False


def _stands_alone(s: Sentence, after: int) -> bool:
    """Tell whether what is counted is not named behind a number: "two more", "12 of them", "a sixth"."""
    if s.word(after) == "of" and s.gap(after) == " ":
        named = s.word(after + 1) == "the" and s.word(after + 2) in {"latter", "former"}
        return named or s.word(after + 1) in _OF_THEM
    after += s.word(after) in {"more", "others"}
    return (
        after >= len(s) or bool(s.gap(after).strip()) or s.word(after) in _ENDS or s[after].time is not None
    )


def _was_dealt_in(s: Sentence, k: int) -> bool:
    """As in "after the 18 ordered by Kesh"."""
    past = s.word(k + 1) in _PAST and s.gap(k + 1) == " "
    return past and s.word(k - 1) in {"the", "those"} and s.word(k + 2) in _BEHIND_PAST
