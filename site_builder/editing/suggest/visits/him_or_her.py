"""Whom "him" and "her" mean behind a verb of meeting: whoever was told of before."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.players import whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.epithets import is_epithet
from site_builder.editing.suggest.people.looking_back import sentences_before
from site_builder.editing.suggest.people.referring import Who, may_be_people, person_at
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.sentences.story import Sentence

_BOTH: Final = 2
_LEADING: Final = 6
"""So many words behind somebody "and" may join another."""


def him_or_her(c: Reading) -> Players:
    """As in "John Berg telephoned her on Monday": whom the sentences before tell of first."""
    s, at = c.s, c.after
    goes_on = at + 1 < len(s) and s.gap(at + 1) == " " and not s[at + 1].time
    ends = lexicon.words("prepositions") | {
        "and", "again", "there", "here", "twice", "before", "once", "briefly", "later", "privately",
    }  # fmt: skip
    if s.word(at) not in {"him", "her"} or (goes_on and s.word(at + 1) not in ends):
        return ()  # "met her aides"
    taken = {who.entity.id for who in c.roles.get("one", ())}
    within = (
        _before_where(c, taken) or _he_before(c, taken) or _called(c, taken) or _other_of(c, s, taken, at)
    )
    if within or _epithets(c):
        return whoever(within)  # nobody where "the Keshian" may be meant, of whom nothing is known
    return _told_before(c, taken)


def _told_before(c: Reading, taken: set[str]) -> Players:
    s, at = c.s, c.after
    for one in sentences_before(c.story, s):
        first = next(iter(may_be_people(one)), None)
        if first is not None and one.word(first) in lexicon.words("pronouns"):
            meant = person_at(c.story, one, first)
            return (Who(meant.entity, at, sure=False),) if meant and meant.entity.id not in taken else ()
        people = (k for k, token in enumerate(one.tokens) if token.kind == "person" and not token.aside)
        first = next(people, None)
        who = one[first].who if first is not None else None
        if who and first is not None and who.id in taken:
            return whoever(_other_of(c, one, taken, len(one)))
        if who and first is not None:
            return () if _is_one_of_two(one, first) else (Who(who, at, sure=False),)
    return ()


def _he_before(c: Reading, taken: set[str]) -> Who | None:
    """As in "He said that Ann Hale had asked him to come": the one whom "he" means, if it is another."""
    he = next((k for k in range(c.at) if c.s.word(k) == {"him": "he", "her": "she"}[c.s.word(c.after)]), None)
    who = person_at(c.story, c.s, he) if he is not None else None
    return replace(who, at=c.after) if who and who.entity.id not in taken else None


def _epithets(c: Reading) -> list[int]:
    return [k for k in may_be_people(c.s) if k < c.at and is_epithet(c.s, k)]


def _called(c: Reading, taken: set[str]) -> Who | None:
    """As in "John Berg, who was the Keshian's guest in June, will receive her": who is called so before."""
    called = (person_at(c.story, c.s, k) for k in _epithets(c))
    return next((replace(who, at=c.after) for who in called if who and who.entity.id not in taken), None)


def _other_of(c: Reading, s: Sentence, taken: set[str], end: int) -> Who | None:
    """As in "Ann Hale dined with John Berg and saw him again": the only one named besides who acts."""
    people = {who.id: who for t in s.tokens[:end] if (who := t.who) and who.kind == "person" and not t.aside}
    others = [who for who in people.values() if who.id not in taken]
    return Who(others[0], c.after, sure=False) if len(others) == 1 and len(people) == _BOTH else None


def him_or_her_here(c: Reading) -> Players:
    """As in "Ann Hale was in Kesh, where John Berg thanked her": of those whom the sentence names before."""
    if c.s.word(c.after) not in {"him", "her"} or (
        c.after + 1 < len(c.s) and c.s[c.after + 1].text[0].isupper()
    ):
        return ()
    return whoever(_before_where(c, {who.entity.id for who in c.roles.get("one", ())}))


def him_or_her_behind(preposition: str) -> Callable[[Reading], Players]:
    """As in "sat down with her again on Thursday", "held talks with him"."""

    def look(c: Reading) -> Players:
        near = range(c.after, min(len(c.s), c.end, c.after + _LEADING))
        at = next((k for k in near if c.s.word(k) == preposition), len(c.s))
        return him_or_her(replace(c, after=at + 1)) if at + 1 < len(c.s) else ()

    return look


def _before_where(c: Reading, taken: set[str]) -> Who | None:
    """As in "Ann Hale came from Kesh, where John Berg received her": the first of the sentence.

    So it is in "Ann Hale went to Kesh, and John Berg received her", "rose when John Berg received her".
    """
    where = next((k for k in range(1, c.at) if _opens_clause(c, k)), 0)
    first = next((k for k in range(where) if c.s[k].kind == "person" and not c.s[k].aside), None)
    who = c.s[first].who if first is not None else None
    led = first is not None and c.s.word(np_start(c.s, first) - 1) in lexicon.words("prepositions")
    return Who(who, c.after, sure=False) if who and not led and who.id not in taken else None


def _opens_clause(c: Reading, k: int) -> bool:
    """Tell where a clause begins whose verb the reading is, of which another acts than before."""
    word, comma = c.s.word(k), "," in c.s.gap(k)
    opens = (comma and word in {"where", "and", "but"}) or word in {"when", "after", "before", "while"}
    acts = (who for role in ("one",) for who in c.roles.get(role, ()))
    return (
        opens
        and all(who.at > k for who in acts)
        and not any(_is_clause_mark(c, j) for j in range(k + 1, c.at))
    )


def _is_clause_mark(c: Reading, k: int) -> bool:
    return c.s.word(k) in {"who", "which", "that"} or any(mark in c.s.gap(k) for mark in ';:"')


def _is_one_of_two(s: Sentence, first: int) -> bool:
    """As in "John Berg and Ann Hale argued", behind which "her" may be either."""
    near = range(first + 2, min(len(s), first + 2 + _LEADING))
    return s.word(first + 1) == "and" and any(s[k].kind == "person" for k in near)


def _behind_for(c: Reading) -> Players:
    """As in "gave a dinner for her"."""
    return him_or_her(replace(c, after=c.after + 1)) if c.s.word(c.after) == "for" else ()


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "him or her": him_or_her,
    "him or her behind for": _behind_for,
    "him or her of the sentence": him_or_her_here,
    "him or her behind with": him_or_her_behind("with"),
}
"""Where they are looked for, by the names that tables give it."""
