"""Meetings of which a clause tells who held them: "the talks that Ann Hale had with John Berg in Merrow"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses import event_places
from site_builder.editing.suggest.clauses.acted_on import actors_from
from site_builder.editing.suggest.clauses.acting import acting, end_of_actors
from site_builder.editing.suggest.clauses.grammar import PEOPLE, subject
from site_builder.editing.suggest.clauses.parties import state_of
from site_builder.editing.suggest.clauses.places_and_times import place_after
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import noun_start
from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.referring import Who, may_be_people, owner_of, person_at
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.visits.office_sides import offices_behind
from site_builder.editing.suggest.visits.sides import (
    OFFICES,
    actor_or_side,
    people_right_behind,
    sides_behind,
)
from site_builder.editing.suggest.visits.story_places import of_story

_BACK: Final = 2
"""So many sentences back "the talks" were told of."""
_BOTH: Final = 2
_SIDES: Final = frozenset(("person", "state", "demonym"))
_CLAUSE: Final = 14
"""So many words behind a meeting the verb stands that tells who held it."""
_TITLE: Final = 9
"""So many words those have who hold an office: "the defence ministers of Norland and"."""
_FEW: Final = 5
_NEAR: Final = 10
"""So many words behind that verb "with" stands."""


def _verb(c: Reading) -> int | None:
    """Find the verb of the clause behind a noun: nothing but those who act stands between."""
    for k in range(c.after, min(len(c.s), c.after + _CLAUSE)):
        if c.s.word(k) in lexicon.words("words of having held"):
            return k if k > c.after else None
        stops = c.s.word(k) in lexicon.words("being and having", "modal verbs") - {"had"}
        stops = stops and "hold" not in c.s.words(k, k + _FEW)  # "are due to hold"
        if stops or any(mark in c.s[k].gap for mark in ';:"') or ("," in c.s[k].gap and k == c.after):
            return None
    return None


def those_who_held(c: Reading) -> Players:
    """As in "the meeting that Ann Hale held": who acts there stands behind the noun."""
    verb = _verb(c)
    found = acting(c.story, c.s, verb, actor_or_side) if verb is not None else ()
    first = c.after + (c.s.word(c.after) in lexicon.words("relatives"))
    behind = bool(found) and all(who.at >= first for who in found)
    led = behind and c.s.word(first) in lexicon.words("prepositions")
    return found if behind and not led else ()


def several_who_held(c: Reading) -> Players:
    """As in "the meeting that Ann Hale and John Berg held"; nobody where one held it with others."""
    found = those_who_held(c)
    return found if len(found) > 1 else ()


def with_whom(c: Reading) -> Players:
    """As in "the talks she had early on Monday in Merrow with Keshian officials"."""
    verb = _verb(c)
    if verb is None:
        return ()
    near = range(verb + 1, min(len(c.s), verb + 1 + _NEAR))
    at = next((k for k in near if c.s.word(k) == "with"), None)
    if at is None or any("," in c.s[k].gap for k in range(verb + 1, at + 1)):
        return ()
    behind = replace(c, after=at)
    found = offices_behind("with")(behind) or actors_from(c.story, c.s, at + 1, len(c.s))
    return found or sides_behind("with")(behind)


def where_held(c: Reading) -> Players:
    """As in "the meeting that Ann Hale held with John Berg in Merrow"."""
    verb = _verb(c)
    return event_places.of_event(replace(c, at=verb, after=verb + 1)) if verb is not None else ()


def of_two_states(c: Reading) -> Players:
    """As in "Ann Hale and John Berg decided in Merrow": people of several states who do something together.

    That they met is not said, so none of them is sure. "They agreed to meet in Merrow" tells of another.
    """
    if c.s.word(c.after) == "to" and c.s.word(c.after + 1) in lexicon.words(
        "meeting verbs", "gathering verbs"
    ):
        return ()
    found = acting(c.story, c.s, c.at)
    homes = home_states(c.story)
    states = {homes.get(who.entity.id, "") for who in found}
    people = all(who.entity.kind == "person" for who in found)
    apart = people and len(found) > 1 and (_is_of_peers(c, found) or (len(states) > 1 and "" not in states))
    return tuple(replace(who, sure=False) for who in found) if apart else ()


def _is_of_peers(c: Reading, found: Players) -> bool:
    """As in "Presidents Ann Hale and John Berg", "Ann Hale and her Keshian colleague, John Berg"."""
    first, last = min(who.at for who in found), max(who.at for who in found)
    titled = c.s.word(first - 1) in lexicon.words("people who are two")
    colleague = not lexicon.words("counterparts").isdisjoint(c.s.words(first, last))
    return len(found) == _BOTH and (titled or colleague)


def offices_of_states(c: Reading) -> Players:
    """As in "the defence ministers of Norland and Kesh agreed in Merrow", of whom nobody is named."""
    end = end_of_actors(c.s, c.at)
    office = end > 0 and not OFFICES.isdisjoint(c.s.words(end - _TITLE, end + 1))
    found = acting(c.story, c.s, c.at, actor_or_side) if office else ()
    states = all(who.entity.kind == "state" for who in found) and len(found) > 1
    return tuple(replace(who, sure=False) for who in found) if states and event_places.of_event(c) else ()


def titled_right_behind(c: Reading) -> Players:
    """As in "promised President Ann Hale two ships": a name with a title right behind a verb."""
    found = people_right_behind(c)
    titled = all(np_start(c.s, who.at) < who.at and not c.s[who.at].owns for who in found)
    return found if titled else ()


def somebody_seen(c: Reading) -> Players:
    """As in "saw President Ann Hale on Monday": of whom nothing more is seen, or who is from elsewhere."""
    found = people_right_behind(c)
    last = found[-1].at + 1 if found else 0
    more = c.s.gap(last) == " " and (
        c.s.word(last) in lexicon.words("words behind what is seen") or c.s.word(last).endswith("ing")
    )
    homes = home_states(c.story)
    own = {homes.get(who.id, "") for who in c.all("one")} | {""}
    away = all(homes.get(who.entity.id, "") not in own for who in found)
    told = bool(titled_right_behind(c)) or (away and not any(c.s[who.at].owns for who in found))
    told = told and bool(found) and np_start(c.s, found[0].at) <= c.after + 1  # not "saw how Ann Hale went"
    return found if told and not more else ()


def called_at_time(c: Reading) -> Players:
    """As in "called President Ann Hale on Monday": of whom is told no more than when."""
    found = people_right_behind(c)
    at = found[-1].at + 1 if found else len(c.s)
    at += c.s.word(at) in lexicon.words("words before times")
    timed = at < len(c.s) and c.s[at].time is not None and not c.s.gap(at).startswith(",")
    return found if timed and titled_right_behind(c) else ()


def from_elsewhere(c: Reading) -> Players:
    """As in "told President Ann Hale": people of another state than whoever speaks to them."""
    found = people_right_behind(c)
    homes = home_states(c.story)
    told = {token.who.state for token in c.s.tokens[c.after : found[0].at] if token.who} if found else set()
    own = {homes.get(who.id, "") for who in c.all("one")} - (told and {""})
    others = {homes.get(who.entity.id, "") for who in found}
    apart = lexicon.words("those who ask questions").isdisjoint(c.s.words(c.after, c.end))
    away = apart and "" not in own | others and own.isdisjoint(others)
    return tuple(replace(who, sure=False) for who in found) if away else ()


def told_of_before(c: Reading) -> Players:
    """As in "Ann Hale landed in Kesh. Talks with John Berg were to follow": whom that was told of."""
    first = noun_start(c.s, c.at)
    opens = c.at < _BOTH + 1 and not any(c.s[k].who or c.s[k].time for k in range(c.at))
    before = c.story.sentences[c.s.index - 1] if opens and c.s.index else None
    if before is None or before.headline or c.s[c.at].quoted or before.paragraph < 0:
        return ()
    at = next((k for k in may_be_people(before) if person_at(c.story, before, k)), None)
    led = at is not None and before.word(np_start(before, at) - 1) in lexicon.words("prepositions")
    who = person_at(c.story, before, at) if at is not None and not led and not before[at].owns else None
    return (Who(who.entity, first, sure=False),) if who else ()


def with_that_follows(c: Reading) -> Players:
    """As in "talks with Ann Hale were to follow", "meetings are planned with Ann Hale"."""
    near = range(c.after, min(len(c.s), c.after + _NEAR))
    held = lexicon.words("words of being held or planned", "being", "being and having") | {"to"}
    at = next((k for k in near if c.s.word(k) == "with"), None)
    if at is None or any(c.s.word(k) not in held and not c.s[k].time for k in range(c.after, at)):
        return ()
    found = actors_from(c.story, c.s, at + 1, len(c.s))
    return found if all(who.entity.kind == "person" for who in found) else ()


def at_a_meal(c: Reading) -> Players:
    """As in "had President Ann Hale to lunch": who stands right behind, and a meal behind "to"."""
    found = people_right_behind(c)
    last = max((who.at for who in found), default=len(c.s))
    meal = c.s.word(last + 1) == "to" and c.s.word(last + 2) in lexicon.words("meals")
    return found if meal else ()


def their_ministers(c: Reading) -> Players:
    """As in "Their foreign ministers are to meet": those of the states of the two who were told before.

    They may be told in the same sentence: "Kesh and Norland agreed, and their ministers met".
    """
    end = end_of_actors(c.s, c.at if c.lead is None else c.lead)
    first = end
    while c.s.word(first - 1) in lexicon.words("role words"):
        first -= 1
    theirs = (
        end > 0 and c.s.word(end) in lexicon.words("people who are two") and c.s.word(first - 1) == "their"
    )
    before = c.story.sentences[c.s.index - 1].tokens if c.s.index else ()
    for tokens in (c.s.tokens[: first - 1], before) if theirs else ():
        homes = home_states(c.story)
        states = dict.fromkeys(
            homes.get(t.who.id, "") if t.kind == "person" else t.who.state
            for t in tokens
            if t.who and t.kind in _SIDES
        )
        found = [state for state in states if state]
        told = tuple(Who(state_of(c.story, state), end, sure=False) for state in found)
        if told:
            return told if len(told) == _BOTH else ()
    return ()


def who_was_there(c: Reading) -> Players:
    """As in "John Berg was at Merrow Airport to greet her": who was somewhere for that."""
    if c.s.word(c.at - 1) != "to":
        return ()
    near = range(c.at - 2, max(-1, c.at - 2 - _NEAR), -1)
    verb = next((k for k in near if c.s.word(k) in lexicon.words("words of waiting for guests")), None)
    divided = verb is None or any(mark in c.s[k].gap for k in range(verb + 1, c.at) for mark in ',;:"')
    return () if divided or verb is None else acting(c.story, c.s, verb)


def owner_of_programme(c: Reading) -> Players:
    """As in "Her programme includes meetings with": whose it is."""
    lead = c.lead or 0
    near = (k for k in range(lead - 1, max(0, lead - _FEW), -1) if c.s.word(k) in _programmes())
    k = next(near, 0)
    return owner_of(c.story, c.s, noun_start(c.s, k) - 1) if k else ()


@cache
def _programmes() -> frozenset[str]:
    return lexicon.words("what takes somebody", "programmes of visits")


def before_seeing(c: Reading) -> Players:
    """As in "he said after seeing Ann Hale": who acts in the clause before."""
    led = c.s.word(c.at).endswith("ing") and c.s.word(c.at - 1) in {"after", "before", "on", "upon"}
    return subject(c.story, c.s, c.at - 1, PEOPLE, c.other) if led else ()


def officials_of_host(c: Reading) -> Players:
    """As in "She met the foreign minister as well", "met local leaders": of where the story is set."""
    s = c.s
    lead = s.word(c.after) in lexicon.words("companions")
    first = c.after + lead
    noun = first
    while s.word(noun) in lexicon.words("words before officials") and s.gap(noun + 1) == " ":
        noun += 1
    several = s.word(noun) in lexicon.words("local officials")
    one = s.word(first) == "the" and s.word(noun) in lexicon.words("roles of those who travel")
    named = noun + 1 < len(s) and (s[noun + 1].who is not None or s.word(noun + 1) in {"of", "from", "to"})
    if named or not (one or several) or noun == first:
        return ()
    where = of_story(replace(c, roles={"visitors": c.roles.get("one", ())}, after=len(s)))
    state = state_of(c.story, where[0].entity.state) if where else None
    return (Who(state, noun, sure=False),) if state else ()


def local_officials(c: Reading) -> Players:
    """As in "flew to Kesh for talks with senior officials": those of the state it leads to."""
    s, near = c.s, range(c.after, min(len(c.s), c.after + _NEAR))
    at = next((k for k in near if s.word(k) == "with"), None)
    noun = (
        next(
            (
                k
                for k in range(at + 1, min(len(s), at + _FEW))
                if s.word(k) in lexicon.words("local officials")
            ),
            None,
        )
        if at is not None
        else None
    )
    described = noun is not None and at is not None and any(s[k].who for k in range(at, noun))
    if noun is None or described or s.word(noun + 1) in {"of", "from"}:
        return ()
    led = (k for k in range(c.at) if s.word(k) in lexicon.words("prepositions of visits") | {"in"})
    place = next((s[p].who for k in led if (p := place_after(s, k + 1, 5)) is not None), None)
    state = state_of(c.story, place.state) if place and place.state else None
    return (Who(state, noun, sure=False),) if state else ()


def two_of_their_talks(c: Reading) -> Players:
    """As in "In their talks he gave Ann Hale a plan": the only two people of the sentence, named or meant."""
    s = c.s
    if s.word(c.at - 1) != "their" or s.headline or s[c.at].quoted:
        return ()
    people: dict[str, Who] = {}
    for k in may_be_people(s):
        who = person_at(c.story, s, k) if not (s[k].aside or s[k].quoted) else None
        if who and s.word(np_start(s, k) - 1) != "of":
            people.setdefault(who.entity.id, replace(who, sure=False))
    return tuple(people.values()) if len(people) == _BOTH else ()


def _verb_of_going(c: Reading) -> int | None:
    """As in "flew to Kesh on Sunday for talks": the last verb before what it is for."""
    lead = c.lead or 0
    for k in range(lead - 1, max(0, lead - 1 - _CLAUSE), -1):
        if c.s.word(k) in lexicon.words("words of going", "being"):
            return k
        if any(mark in c.s[k].gap for mark in ';:"'):
            return None
    return None


def two_told_before(c: Reading) -> Players:
    """As in "The talks were held in Merrow": the only two people of whom was told right before."""
    pointed = c.at == 1 and c.s.word(0) in lexicon.words("pointing words")
    if c.s.headline or not (pointed or (c.s.word(0) == "their" and c.at <= _CLAUSE)):
        return ()
    before = reversed(c.story.sentences[max(0, c.s.index - _BACK) : c.s.index])
    s = next((s for s in before if any(token.kind == "person" for token in s.tokens)), None)
    at = [k for k, token in enumerate(s.tokens) if token.kind == "person" and not token.aside] if s else []
    if s is None or not at or {"and", "with", "by"}.isdisjoint(s.words(at[0], at[-1])):
        return ()
    people = {who.id: Who(who, c.at, sure=False) for k in at if (who := s[k].who)}
    homes = {home_states(c.story).get(who, "") for who in people}
    return tuple(people.values()) if len(people) == len(homes) == _BOTH else ()


def person_going(c: Reading) -> Players:
    """As in "Ann Hale went to Kesh for talks": whoever does so."""
    found = subject(c.story, c.s, c.at, PEOPLE, c.other)
    return found if _verb_of_going(c) is not None else ()


def group_going(c: Reading) -> Players:
    """As in "negotiators of Kesh flew to Merrow for talks": whose they are."""
    verb = _verb_of_going(c)
    return acting(c.story, c.s, verb, actor_or_side) if verb is not None else ()


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "who held it": lambda c: those_who_held(c)[:1],
    "those who held it": several_who_held,
    "first of those who held it": lambda c: several_who_held(c)[:1],
    "with whom it was held": with_whom,
    "place where they held it": where_held,
    "two told before": two_told_before,
    "two of their talks": two_of_their_talks,
    "first of two of their talks": lambda c: two_of_their_talks(c)[:1],
    "people of several states": of_two_states,
    "first of people of several states": lambda c: of_two_states(c)[:1],
    "offices of several states": offices_of_states,
    "first of offices of several states": lambda c: offices_of_states(c)[:1],
    "who was there for it": who_was_there,
    "owner of the programme": owner_of_programme,
    "local officials": local_officials,
    "subject behind a preposition": before_seeing,
    "officials of the host": officials_of_host,
    "somebody from elsewhere": from_elsewhere,
    "somebody seen": somebody_seen,
    "somebody called at a time": called_at_time,
    "somebody with a title": titled_right_behind,
    "their ministers": their_ministers,
    "somebody at a meal": at_a_meal,
    "whom the sentence before tells of": told_of_before,
    "behind with that follows": with_that_follows,
    "first of their ministers": lambda c: their_ministers(c)[:1],
    "first of two told before": lambda c: two_told_before(c)[:1],
    "person who goes for them": person_going,
    "group that goes for them": group_going,
}
"""Where those are looked for who held a meeting, by the names that tables give it."""
