"""Whom "the visiting president" means: the only one of whom it was told that they came."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_BACK: Final = 12
"""So many sentences back the guest came."""
_COMING: Final = frozenset[str]().union(
    *map(
        lexicon.words,
        ("visit nouns", "visit verbs", "visit verbs or nouns", "arriving verbs", "bare going verbs"),
    ),
    {"visiting", "arrival"},
)
_HERE: Final = lexicon.words("prepositions") - lexicon.words("clause prepositions")


def is_called_guest(s: Sentence, i: int) -> bool:
    """As in "the visiting president", "the visiting Keshian head of state"."""
    first = np_start(s, min(i + 1, len(s)))
    return s.words(first - 2, first) == ["the", "visiting"] or s.words(i - 2, i) == ["the", "visiting"]


def guest_told(story: Story, s: Sentence, i: int) -> Entity | None:
    """Give the guest whom a role means, of the state that is named before it; nobody where there are two."""
    owner = next((who for k in range(np_start(s, i + 1), i) if (who := s[k].who)), None)
    came: dict[str, Entity] = {}
    for one in story.sentences[max(0, s.index - _BACK) : s.index]:
        who = _first(one) if _tells_of_coming(one) else None
        if who and not (owner and who.state and who.state != owner.state):
            came[who.id] = who
    return next(iter(came.values())) if len(came) == 1 else None


def _tells_of_coming(s: Sentence) -> bool:
    return any(s.word(k) in _COMING and not is_called_guest(s, k + 1) for k in range(len(s)))


def _first(s: Sentence) -> Entity | None:
    """Give the first person of a sentence, whom no preposition leads to, and whose nothing is but a visit."""
    k = next((k for k in range(len(s)) if s[k].kind == "person" and not s[k].aside), None)
    if k is None or s.word(np_start(s, k) - 1) in _HERE - {"of", "by"}:
        return None
    visit = not lexicon.words("visit nouns").isdisjoint(s.words(k + 1, k + 6))
    return s[k].who if visit or not s[k].owns else None
