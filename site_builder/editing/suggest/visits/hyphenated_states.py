"""States that one word joins: "Keshian-Norland talks", "the Kesh-Norland commission"."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.players import whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import state_called
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.names import countries

_JOINED: Final = re.compile(r"[-\u2010-\u2013]")
_REACH: Final = 8
"""So many words from the noun of a meeting the states stand at most."""
_COMMISSIONS: Final = lexicon.words("commissions of states")


def states_joined(c: Reading) -> Players:
    """Give the states of one word before the noun of a meeting, or behind "of the": who held it."""
    for k in (*_before(c.s, c.at), *_behind(c.s, c.after)):
        found = tuple(_states(c.story, c.s, k))
        if found:
            return found
    return ()


def first_of_joined(c: Reading) -> Players:
    """The first of them."""
    return whoever(next(iter(states_joined(c)), None))


def _before(s: Sentence, at: int) -> Iterator[int]:
    for k in range(at - 1, max(-1, at - 1 - _REACH), -1):
        apart = s.gap(k + 1) != " " or s[k].time or s.word(k) in lexicon.words("prepositions") - {"of"}
        if apart or (s[k].who and s[k].kind != "body" and not _JOINED.fullmatch(s.gap(k))):
            return
        yield k


def _behind(s: Sentence, after: int) -> Iterator[int]:
    """As in "the third session of the Kesh-Norland commission"."""
    if s.word(after) != "of":
        return
    for k in range(after + 1, min(len(s), after + 1 + _REACH)):
        if (
            not (s.gap(k) == " " or _JOINED.fullmatch(s.gap(k)))
            or s[k].time
            or s.word(k) in lexicon.words("prepositions")
        ):
            return
        if s[k].kind == "body" or not _COMMISSIONS.isdisjoint(s.words(k + 1, k + 1 + _REACH)):
            yield k  # not "the session of the Kesh-Norland case"


def _states(story: Story, s: Sentence, k: int) -> Iterator[Who]:
    """Read the states that a word joins; a name with more words is that of a commission of theirs."""
    if row := _named(story, s, k):
        yield from row
        return
    words = s[k].text.split()
    lower = frozenset(word.lower() for word in words)
    private = not lexicon.words("words of business and clubs").isdisjoint(lower)
    if s[k].who and (len(words) == 1 or _COMMISSIONS.isdisjoint(lower) or private):
        return
    parts = _JOINED.split(words[0])
    names = [countries.states_of().get(part) or state_called(part) or _by_prefix(part) for part in parts]
    if len(parts) > 1 and all(names) and len(set(names)) == len(parts):
        yield from (Who(story.directory.state(name), k) for name in names)


def _named(story: Story, s: Sentence, last: int) -> Players:
    """Read states that are tokens of their own, up to the last of them."""
    first = last
    while first > 0 and _JOINED.fullmatch(s.gap(first)):
        first -= 1
    row = [(k, who) for k in range(first, last + 1) if (who := s[k].who) and who.kind in {"state", "demonym"}]
    found = tuple(Who(state_of(story, who.state, who.name), k) for k, who in row)
    return found if len(row) == last + 1 - first > 1 else ()


def _by_prefix(part: str) -> str:
    return str(lexicon.table("states")["prefixes"].get(part, ""))
