"""Sides of meetings who are told by their office: "the chief of the Norland navy, the Minister of Trade".

The state, or the body, stands for who holds the office. One in a row that is nobody's is of the first's.
"""

from collections.abc import Callable, Iterator
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import acted_on, is_of_title
from site_builder.editing.suggest.clauses.parties import demonym_at, its_state, public_state
from site_builder.editing.suggest.clauses.players import named_at
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.editing.suggest.visits.sides import (
    OFFICES,
    noun_behind,
    of_capital,
    people_right_behind,
    side_at,
    sides_as_object,
)

_NEAR: Final = 6
"""So many words behind a verb or noun a preposition still belongs to it."""
_BEHIND: Final = 9
"""So many words behind a verb a capital may stand for its state."""
_LONG: Final = 12
"""So many words an office has at most: "the deputy chief of the general staff of"."""
_FURTHER: Final = 8
"""So many words behind one of a row, which tell more of it, the next may begin."""
_LINKS: Final = lexicon.words("prepositions of roles") | {"of", "from"}
_WITHIN: Final = lexicon.words("role words", "roles") | OFFICES | {"staff", "fellow"}
_FORCES: Final = lexicon.words("forces of states").union(
    lexicon.words("government words"), lexicon.words("bodies of states that meet")
)
_FORCE: Final = 4
"""So many words behind an adjective the noun of a force stands."""
_MOST: Final = 8


def offices_behind(preposition: str) -> Callable[[Reading], Players]:
    """As in "held talks with the chief of the Norland navy and the Minister of Defence"."""

    def look(c: Reading) -> Players:
        behind = range(c.after, min(len(c.s), c.end, c.after + _NEAR))
        at = next((k for k in behind if c.s.word(k) == preposition), None)
        return _row(c.story, c.s, at + 1) if at is not None else ()

    return look


def capital_behind(preposition: str) -> Callable[[Reading], Players]:
    """As in "held talks with Merrow", where the capital stands for its state."""

    def look(c: Reading) -> Players:
        behind = range(c.after, min(len(c.s) - 1, c.end, c.after + _BEHIND))
        at = next((k for k in behind if c.s.word(k) == preposition), None)
        whole = at is not None and (at + 2 >= len(c.s) or not c.s[at + 2].text[0].isupper())
        return of_capital(c, at + 1) if at is not None and whole and not c.s[at + 1].owns else ()

    return look


def offices_as_object(c: Reading) -> Players:
    """As in "met the chief of the Norland navy"."""
    first = c.after
    while c.s.word(first) in lexicon.words("meeting particles"):
        first += 1
    return _row(c.story, c.s, first)


def called_on(c: Reading) -> Players:
    """As in "called on the Norland premier": nothing behind tells what was asked of her."""
    aims = lexicon.words("what somebody calls for")
    behind = (k for k in range(c.after, len(c.s)) if c.s.word(k) in lexicon.words("words of asking"))
    asked = any(c.s.word(k) != "to" or c.s.word(k + 1) not in aims for k in behind)
    return () if asked else people_right_behind(c) or offices_as_object(c) or sides_as_object(c)


def _row(story: Story, s: Sentence, first: int) -> Players:
    """Give those of a row: of one who holds an office, or of several by whose they are."""
    found = tuple(_members(story, s, first))
    if any(who.entity.kind == "state" for who in found):
        found = tuple(who for who in found if not _is_of_first(who))
    alone = len({who.entity.id for who in found}) == 1
    return () if alone and not _office(story, s, first) else found


def _is_of_first(who: Who) -> bool:
    """As in "the chief of the Joint Staff Department", which is of the state that the row names."""
    name, entity = who.entity.name.lower().split(), who.entity
    return entity.kind == "body" and not (entity.known or entity.state) and name[-1] in _FORCES


def _members(story: Story, s: Sentence, first: int) -> Iterator[Who]:
    k, told = first, 0
    while k < len(s) and told < _MOST:
        one = _office(story, s, k) or _one(story, s, k)
        if one:
            yield from one[0]
            k = one[1]
        elif told and (end := _end_of_bare(s, k)) is not None:
            k = end
        else:
            return
        told += 1
        following = _next(story, s, k)
        if following is None:
            return
        k = following


def _next(story: Story, s: Sentence, k: int) -> int | None:
    """Find where the next of a row begins: behind "and" or a comma, perhaps some words further on."""
    for j in range(k, min(len(s) - 1, k + _FURTHER)):
        if any(mark in s[j].gap for mark in ';:"') or s[j].time or s.word(j) in _ends():
            return None
        joined = s.word(j) == "and"
        described = s.word(j) in lexicon.words("articles") and s[j - 1].kind == "person"
        if "," in s.gap(j) and described:
            continue  # "with Ann Hale, the Norland premier", who is no other
        if joined or "," in s.gap(j):
            first = j + 1 if joined else j + (s.word(j) == "and")
            named = j <= k + 1 and (_one(story, s, first) or _end_of_bare(s, first) is not None)
            if _office(story, s, first) or named:
                return first
    return None


def _ends() -> frozenset[str]:
    return lexicon.words("openers") - {"and"} | lexicon.words("said", "past forms of verbs")


def _office(story: Story, s: Sentence, first: int) -> tuple[tuple[Who, ...], int] | None:
    """As in "the deputy chief of the Norland navy", "the ministers of defence of Norland and Kesh"."""
    seen = False
    for k in range(first, min(len(s), first + _LONG)):
        if k > first and s.gap(k).strip() not in {"", "-", "'s"}:
            return None
        who, word = s[k].who, s.word(k)
        if who:
            of = k - 1 - (s.word(k - 1) in lexicon.words("articles"))
            linked = seen and s.word(of) in _LINKS
            if linked and not s[k].owns and not is_of_title(s, k):
                return _whose(story, s, k)
            return None if seen else _of_force(story, s, k)
        if word not in _WITHIN | lexicon.words("definite"):
            return None
        seen = seen or word in OFFICES
    return None


def _whose(story: Story, s: Sentence, k: int) -> tuple[tuple[Who, ...], int] | None:
    """Whom the office is of: a state, a body, or the state that the body is of."""
    who = s[k].who
    if who and who.kind == "demonym":
        return _of_adjectives(story, s, k)
    if who and who.kind == "state":
        return _of_states(s, k)
    body = Who(who, k) if who and who.kind == "body" else None
    if body and all(word in _WITHIN | _FORCES for word in body.entity.name.lower().split()):
        return (), k + 1  # "the chief of the Defence Forces", of the first's state
    return ((Who(state_of_body(story, s, body), k),), k + 1) if body else None


def _of_states(s: Sentence, k: int) -> tuple[tuple[Who, ...], int]:
    """As in "the leaders of Norland, Kesh and Merrow"."""
    found: list[Who] = []
    while k < len(s) and (who := s[k].who) and who.kind == "state" and not s[k].owns:
        found.append(Who(who, k))
        k += 1
        joined = s.word(k) == "and" and k + 1 < len(s) and s[k + 1].kind == "state"
        k += joined
        if not joined and not (k < len(s) and s.gap(k).strip() == ","):
            break
    return tuple(found), k


def _of_adjectives(story: Story, s: Sentence, k: int) -> tuple[tuple[Who, ...], int] | None:
    """As in "the chiefs of the Norland and Keshian armies", not "the head of the Norland skiing club"."""
    found: list[Who] = []
    while side := demonym_at(story, s, k):
        found.append(side)
        k += 1 + (s.word(k + 1) == "and")
    near = range(k, min(len(s), k + _FORCE))
    end = next((j for j in near if s.word(j) in _FORCES), k if found and _is_proper(s, k) else None)
    plain = end is not None and all(s.gap(j) == " " for j in range(k, end + 1))
    return (tuple(found), end + 1) if end is not None and plain else None


def _is_proper(s: Sentence, k: int) -> bool:
    """As in "the leaders of the Norland Stortag", which nobody lists: one word with a capital."""
    one = k < len(s) and s[k].who is None and not s[k].time and s[k].text[:1].isupper()
    return one and (k + 1 == len(s) or not s[k + 1].text[:1].isupper()) and not s[k].owns


def _of_force(story: Story, s: Sentence, k: int) -> tuple[tuple[Who, ...], int] | None:
    """As in "the Norland Army chief", whom nobody names."""
    j = k + 1
    while s.word(j) in _WITHIN - {"and", "the"} and s.gap(j) == " ":
        j += 1
    who = s[k].who
    apart = s[k].owns or is_of_title(s, k) or (j < len(s) and s[j].kind == "person")
    if who is None or who.kind != "body" or apart or s.word(j - 1) not in OFFICES:
        return None
    return (Who(state_of_body(story, s, Who(who, k)), k),), j


def state_of_body(story: Story, s: Sentence, who: Who) -> Entity:
    """Give the state that a force, a ministry or a parliament is of, else the body."""
    words = who.name.lower().split()
    if not lexicon.words("bodies of many states").isdisjoint(words):
        return who.entity
    public = not who.entity.known and not _FORCES.isdisjoint((words[0], words[-1]))
    return (public_state(story, who.entity) if public else None) or its_state(story, s, who)


def _one(story: Story, s: Sentence, first: int) -> tuple[tuple[Who, ...], int] | None:
    """As in "Norland's envoy", "the Merrow Parliament": one more of a row, by whose it is."""
    k = first + (s.word(first) in lexicon.words("articles"))
    if k >= len(s):
        return None
    noun = noun_behind(s, k) if s[k].who else None
    if noun is not None and (side := side_at(story, s, k)):
        return (side,), noun + 1
    person = next((j for j in range(k, min(len(s), k + _FURTHER)) if s[j].kind == "person"), None)
    if person is not None and np_start(s, person) <= k:
        return named_at(s, person), person + 1
    who = acted_on(story, s, k) if s[k].who else None
    return ((who,), k + 1) if who and who.entity.kind == "body" else None


def _end_of_bare(s: Sentence, first: int) -> int | None:
    """As in "the Chief of Defence Staff", which is of the state of the first: where its words end."""
    k = first
    while k < len(s) and not s[k].who and s.word(k) in _WITHIN | lexicon.words("definite"):
        if k > first and s.gap(k).strip():
            break
        k += 1
    return k if not OFFICES.isdisjoint(s.words(first, k)) else None
