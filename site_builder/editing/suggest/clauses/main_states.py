"""Of which state an article speaks most: what is told of no other is likely its own."""

from collections import Counter
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Story

_FEWEST: Final = 3
"""Less often named a state is not what an article is of."""
_MOST: Final = 0.6
"""So great a part of all that is named of states must be its own."""


@lru_cache(maxsize=4)
def main_state(story: Story) -> Entity | None:
    """Give the state that an article names, with its people, towns and bodies, far more often than others."""
    lines = (s.tokens[dateline_end(s) :] for s in story.sentences)
    told = Counter(token.who.state for line in lines for token in line if token.who and token.who.state)
    if not told:
        return None
    state, count = told.most_common(1)[0]
    return state_of(story, state) if count >= max(_FEWEST, _MOST * told.total()) else None
