"""Of which state a ministry or an army is whose state is not told: "the ministry", "the Navy"."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.named_in_clauses import home_state
from site_builder.editing.suggest.clauses.parties import is_public, public_state, state_of
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_LEAD: Final = 2
"""So many sentences behind the title tell what an article is about."""
_BEHIND: Final = 4
"""So many words behind an adjective of a state the noun of its forces stands."""


def state_with_forces(story: Story, s: Sentence) -> Entity | None:
    """Give the state whose forces a sentence names, else that of the dateline, else that of the article."""
    here = dict.fromkeys(states_of_forces(story, s))
    if here:
        return next(iter(here)) if len(here) == 1 else None
    return _of_lead(story) or home_state(story) or _told_most(story)


@lru_cache(maxsize=4)
def _of_lead(story: Story) -> Entity | None:
    """As in "MOSCOW: The Kesh air force would like tanks", where no forces of the dateline are named."""
    home = home_state(story)
    named = {state.id: state for s in story.sentences[: _LEAD + 1] for state in states_of_forces(story, s)}
    others = {state.id for s in story.sentences for state in states_of_forces(story, s)}
    return next(iter(named.values())) if home and len(named) == 1 and home.id not in others else None


@lru_cache(maxsize=4)
def _told_most(story: Story) -> Entity | None:
    """The state whose forces the article names most often, and none as often."""
    found = Counter(state for s in story.sentences for state in states_of_forces(story, s))
    most = found.most_common(2)
    alone = len(most) == 1 or (len(most) > 1 and most[0][1] > most[1][1])
    return most[0][0] if alone else None


def states_of_forces(story: Story, s: Sentence) -> Iterator[Entity]:
    """Give the states whose forces or ministries a sentence names."""
    return (state for _, state in forces_named(story, s))


def forces_named(story: Story, s: Sentence) -> Iterator[tuple[int, Entity]]:
    """Give the states whose forces or ministries a sentence names, each with its token."""
    for k, token in enumerate(s.tokens):
        who = token.who
        if who and who.kind == "body" and is_public(who.name):
            if state := public_state(story, who):
                yield k, state
        elif who and (who.kind == "demonym" or (who.kind == "state" and token.owns)) and _leads_forces(s, k):
            yield k, state_of(story, who.state, who.name)


def _leads_forces(s: Sentence, k: int) -> bool:
    """As in "the Norland defence ministry", "Norland's armed forces"."""
    forces = lexicon.words("forces and ministries")
    for i in range(k + 1, min(len(s), k + _BEHIND)):
        if s[i].gap.strip() or s.word(i) in lexicon.words("prepositions"):
            return False
        if s[i].low.split()[-1] in forces:
            return True
    return False
