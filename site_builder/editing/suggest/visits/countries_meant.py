"""Which state "that country" is to which somebody goes, and "her country" to which she invites."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import acting
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.homes import home_states, ids_of_states
from site_builder.editing.suggest.people.referring import Who, owner_of
from site_builder.editing.suggest.people.states_before import latest_state
from site_builder.editing.suggest.sentences.story import Sentence

_INVITED: Final = 16
"""So many words before "her country" the verb of inviting stands."""


def that_country(c: Reading) -> Players:
    """As in "visited that country": the state named last."""
    return state_meant(c, c.after)


def state_meant(c: Reading, k: int) -> Players:
    """Give the state that "that country" stands for, or "her country"."""
    if is_own_country(c.s, k):
        return _own(c, k)
    noun = country_meant(c.s, k)
    state = latest_state(c.story, c.s, k) if noun is not None else None
    if state and c.s.word(noun or 0) == "kingdom" and state.id not in lexicon.words("kingdoms"):
        return ()
    return (Who(state, noun),) if state and noun is not None else ()


def country_meant(s: Sentence, k: int) -> int | None:
    """As in "the country", "the East African nation": where the noun stands for a state named before."""
    parts = lexicon.words("adjectives of parts of the world", "parts of continents")
    if s.word(k) not in lexicon.words("pointing words"):
        return None
    first = next((j for j in range(k + 1, min(len(s), k + 4)) if s[j].low not in parts), len(s))
    nouns = lexicon.words("definite states", "words for states")
    return first if first < len(s) and s.word(first) in nouns else None


def is_own_country(s: Sentence, k: int) -> bool:
    """As in "her country"."""
    nouns = lexicon.words("definite states", "words for states")
    return s.word(k) in lexicon.words("owning pronouns") and s.word(k + 1) in nouns


def _own(c: Reading, k: int) -> Players:
    """As in "invited John Berg to visit her country": the state of who invites, else of whose it is."""
    before = range(k - 1, max(-1, k - 1 - _INVITED), -1)
    verb = next((j for j in before if c.s.word(j) in lexicon.words("words of inviting")), None)
    hosts = acting(c.story, c.s, verb) if verb is not None else ()
    homes = (home_states(c.story).get(who.entity.id, "") for who in hosts or owner_of(c.story, c.s, k))
    home = next(homes, "")
    return (Who(state_of(c.story, home), k + 1, sure=False),) if home in ids_of_states() else ()
