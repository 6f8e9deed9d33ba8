"""Sums of which it is open whose money they are: "$5 billion" in an article about Canada.

Extraction reads a sign or a word as the money of the state that it mostly means; where an article or a
sentence is about a state that calls its own money so, the currency is left to be filled in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.named_in_clauses import home_state, led_by, title_of
from site_builder.editing.suggest.people.datelines import dateline_end
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.sentences.tokens import Token


class _Shared(NamedTuple):
    """How a sum is written that may be of several states, and the states that call their own money so."""

    written: re.Pattern[str]
    states: tuple[str, ...]


def with_open_currencies(story: Story) -> Story:
    """Give an article in which the sums have no currency that may be another state's."""
    if not any(_may_be_open(token) for s in story.sentences for token in s.tokens):
        return story
    about = frozenset(_whose(story))
    return replace(story, sentences=tuple(_opened(story, s, about) for s in story.sentences))


def _opened(story: Story, s: Sentence, about: frozenset[str]) -> Sentence:
    if not any(map(_may_be_open, s.tokens)):
        return s
    here = about | frozenset(_first_state(s))
    return replace(s, tokens=tuple(_open(story, token, here) for token in s.tokens))


def _may_be_open(token: Token) -> bool:
    amount = token.amount
    shared = _table().get(amount.unit) if amount and amount.kind == "money" else None
    return shared is not None and amount is not None and bool(shared.written.search(amount.surface))


def _open(story: Story, token: Token, about: frozenset[str]) -> Token:
    """Give a sum without its currency if a state that is spoken of calls its own money so."""
    if token.amount is None or not _may_be_open(token):
        return token
    others = {story.directory.state(name).id for name in _table()[token.amount.unit].states}
    return token if others.isdisjoint(about) else replace(token, amount=replace(token.amount, unit=TO_FILL))


def _whose(story: Story) -> Iterator[str]:
    """The state in which an article was written, and the first that its title or its beginning names."""
    if home := home_state(story):
        yield home.id
    first = next((s for s in story.sentences if s is not title_of(story)), None)
    for line in filter(None, (title_of(story), first)):
        if told := tuple(_first_state(line)):
            yield from told
            return


def _first_state(s: Sentence) -> Iterator[str]:
    """The first state of a sentence, behind its dateline, that is not one to which something is done."""
    others = lexicon.words("words before others than subjects")
    head = dateline_end(s)
    named = (s[k].who for k in range(head, len(s)) if led_by(s, k, head) not in others)
    yield from islice((who.state for who in named if who and who.state), 1)


@cache
def _table() -> Mapping[str, _Shared]:
    return {
        code: _Shared(re.compile(entry["written"]), tuple(entry["states"]))
        for code, entry in lexicon.table("currencies").items()
    }
