"""Offices that words for two people tell: "the two top diplomats" are no president and his guest."""

from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.people_described import described_people
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_NEAR: Final = 3
"""So many words before the noun "two" stands: "the two top diplomats"."""


def office_of_pair(s: Sentence, end: int) -> frozenset[str]:
    """Give the words by one of which each of a pair is described; none where any two may be meant."""
    of_pairs = lexicon.table("roles")["pairs"]
    before = s.words(end - _NEAR, end)
    foreign = s.word(end) == "ministers" and "foreign" in before
    return frozenset(of_pairs.get("diplomats" if foreign else s.word(end), ()))


def office_told(s: Sentence) -> frozenset[str]:
    """As in "it was the third meeting of the two top diplomats", behind which "the two" are these."""
    for k in range(len(s)):
        two = not lexicon.words("words for two").isdisjoint(s.words(k - _NEAR, k))
        if two and (office := office_of_pair(s, k)):
            return office
    return frozenset()


def may_hold_office(story: Story, who: Entity, office: frozenset[str]) -> bool:
    """Tell whether somebody's words of office fit, or none are told."""
    told = _told(story).get(who.id, frozenset())
    offices = told & _offices()
    return not office or not offices or bool(office & offices)


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(word for words in lexicon.table("roles")["pairs"].values() for word in words)


@lru_cache(maxsize=4)
def _told(story: Story) -> dict[str, frozenset[str]]:
    """Give all words of the roles that an article gives to each person."""
    found: dict[str, frozenset[str]] = {}
    for s in story.sentences:
        for _, who, words in described_people(s):
            found[who.id] = found.get(who.id, frozenset()) | words
    return found
