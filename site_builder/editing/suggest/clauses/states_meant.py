"""Which states "the three countries" are: those of the row that was named last."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Players
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_NUMBERS: Final = {
    "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8
}  # fmt: skip
_POINTING: Final = lexicon.words("pointing words") | {"these", "all"}
_BACK: Final = 3
"""So many sentences back the states were named."""
_REACH: Final = 3
"""So many words behind "the" the noun stands: "the three West African countries"."""


def states_counted(story: Story, s: Sentence, first: int) -> Players:
    """As in "will visit the three countries": as many states as one sentence names, here or before."""
    at = first + (s.word(first) in _POINTING)
    at += s.word(at) in {"these", "the"}
    number = _NUMBERS.get(s.word(at), 0)
    number = number or (_NUMBERS.get(s[at].low.split()[0], 0) if at < len(s) and s[at].amount else 0)
    if not number or (at == first and s.word(at) != "both") or not _is_of_states(s, at):
        return ()
    for one in reversed(story.sentences[max(0, s.index - _BACK) : s.index + 1]):
        states = _states(one, first if one is s else len(one))
        if states:
            return tuple(Who(state, at, sure=False) for state in states) if len(states) == number else ()
    return ()


def _is_of_states(s: Sentence, at: int) -> bool:
    nouns = lexicon.words("states that are two") - {"sides", "neighbouring"}
    words = (s[at].low.split()[-1], *s.words(at + 1, at + 1 + _REACH))
    return not nouns.isdisjoint(words)


def _states(s: Sentence, end: int) -> tuple[Entity, ...]:
    """Give the states that a sentence names by themselves, at least two."""
    found = {
        who.id: who
        for token in s.tokens[:end]
        if (who := token.who) and who.kind == "state" and not token.owns
    }
    return tuple(found.values()) if len(found) > 1 else ()
