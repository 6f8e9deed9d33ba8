"""Whom "him" and "her" mean behind a verb of meeting: whoever was told of before."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.looking_back import sentences_before
from site_builder.editing.suggest.players import whoever
from site_builder.editing.suggest.reading import Players, Reading
from site_builder.editing.suggest.referring import Who, may_be_people, person_at
from site_builder.editing.suggest.roles import np_start
from site_builder.editing.suggest.sentences import Sentence

_LEADING: Final = 6
"""So many words behind somebody "and" may join another."""


def him_or_her(c: Reading) -> Players:
    """As in "John Berg telephoned her on Monday": whom the sentences before tell of first."""
    s, at = c.s, c.after
    goes_on = at + 1 < len(s) and s.gap(at + 1) == " " and not s[at + 1].time
    ends = lexicon.words("prepositions") | {"and", "again", "there", "here", "twice", "before"}
    if s.word(at) not in {"him", "her"} or (goes_on and s.word(at + 1) not in ends):
        return ()  # "met her aides"
    taken = {who.entity.id for who in c.roles.get("one", ())}
    if within := _before_where(c, taken):
        return (within,)
    for one in sentences_before(c.story, s):
        first = next(iter(may_be_people(one)), None)
        if first is not None and one.word(first) in lexicon.words("pronouns"):
            meant = person_at(c.story, one, first)
            return (Who(meant.entity, at, sure=False),) if meant and meant.entity.id not in taken else ()
        people = (k for k, token in enumerate(one.tokens) if token.kind == "person" and not token.aside)
        first = next(people, None)
        who = one[first].who if first is not None else None
        if who and first is not None:
            return () if who.id in taken or _is_one_of_two(one, first) else (Who(who, at, sure=False),)
    return ()


def him_or_her_here(c: Reading) -> Players:
    """As in "Ann Hale was in Kesh, where John Berg thanked her": of those whom the sentence names before."""
    if c.s.word(c.after) not in {"him", "her"} or (
        c.after + 1 < len(c.s) and c.s[c.after + 1].text[0].isupper()
    ):
        return ()
    return whoever(_before_where(c, {who.entity.id for who in c.roles.get("one", ())}))


def _before_where(c: Reading, taken: set[str]) -> Who | None:
    """As in "Ann Hale came from Kesh, where John Berg received her": the first of the sentence."""
    where = next((k for k in range(c.at) if c.s.word(k) == "where" and "," in c.s.gap(k)), 0)
    first = next((k for k in range(where) if c.s[k].kind == "person" and not c.s[k].aside), None)
    who = c.s[first].who if first is not None else None
    led = first is not None and c.s.word(np_start(c.s, first) - 1) in lexicon.words("prepositions")
    return Who(who, c.after, sure=False) if who and not led and who.id not in taken else None


def _is_one_of_two(s: Sentence, first: int) -> bool:
    """As in "John Berg and Ann Hale argued", behind which "her" may be either."""
    near = range(first + 2, min(len(s), first + 2 + _LEADING))
    return s.word(first + 1) == "and" and any(s[k].kind == "person" for k in near)
