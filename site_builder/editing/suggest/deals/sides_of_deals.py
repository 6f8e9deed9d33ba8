"""Where frames look for sides of a deal that the words around tell: by a people, a speaker, a place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import acting, end_of_actors, end_of_subject
from site_builder.editing.suggest.clauses.home_forces import state_with_forces
from site_builder.editing.suggest.clauses.parties import party_at, state_of
from site_builder.editing.suggest.clauses.players import first_of, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.people_described import described_people
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start, role_after, role_before
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.names import countries

_FORCES: Final = lexicon.words("forces and ministries")
_SAID: Final = lexicon.words("said")
_PREPOSITIONS: Final = lexicon.words("prepositions")
_PEOPLES: Final = lexicon.words("peoples without an ending")
_NEAR: Final = 5
"""So many words from a name it is told what it is a name of: "the Norland air force"."""
_CHAIN: Final = 8
"""So many words before a verb its subject ends: "his country would consider sending"."""
_TALKS: Final = 14
"""So many words before the talks it is told where they are."""
_ORDERED: Final = 8
"""So many words behind arms it is told who ordered them."""


def state_named(c: Reading, i: int) -> Who | None:
    """Give the state that a token names by itself, by its capital, its people, or its forces behind it."""
    if not 0 <= i < len(c.s) or (who := c.s[i].who) is None:
        return _capital(c, i)
    if who.kind == "state":
        plain = not c.s[i].owns or _are_forces_behind(c.s, i)
        return replace(Who(who, i), sure=not c.s[i].owns) if plain else None
    if who.kind == "demonym":
        told = _is_people(c.s, i) or _are_forces_behind(c.s, i)
        return Who(state_of(c.story, who.state, who.name), i, sure=False) if told else None
    return _capital(c, i) if who.kind == "place" else None


def _capital(c: Reading, i: int) -> Who | None:
    if not 0 <= i < len(c.s):
        return None
    state = "" if c.s[i].owns else countries.capitals().get(c.s[i].text)
    return Who(c.story.directory.state(state), i, sure=False) if state else None


def _is_people(s: Sentence, i: int) -> bool:
    """As in "the Afghans": several of a people, with an article, and nothing that they describe."""
    alone = i + 1 >= len(s) or s[i + 1].gap != " " or s.word(i + 1) in _PREPOSITIONS
    alone = alone or s[i + 1].amount is not None or s[i + 1].text.isdigit()  # "gave the Afghans 20 tanks"
    several = s[i].text.endswith("s") or s[i].low in _PEOPLES
    return alone and s.word(i - 1) == "the" and several


def _are_forces_behind(s: Sentence, i: int) -> bool:
    for k in range(i + 1, min(len(s), i + _NEAR)):
        if s[k].gap.strip() not in {"", "'s", "'"} or s[k].who or s.word(k) in _PREPOSITIONS:
            return False
        if s.word(k) in _FORCES:
            return True
    return False


def nation_right_behind(c: Reading) -> Players:
    """As in "provided the Afghans with", "equipped Norland's air force with"."""
    return _nation_at(c, c.after)


def nation_behind(*words: str) -> Callable[[Reading], Players]:
    """As in "supplied howitzers to Merrow", "to the Afghans"; the last before the clause ends."""

    def look(c: Reading) -> Players:
        no_side = lexicon.words("words before who is no side")
        behind = range(c.after, min(c.end, len(c.s)))
        at = (k + 1 for k in behind if c.s.word(k) in words and c.s.word(k - 1) not in no_side)
        found = next((found for k in at if (found := _nation_at(c, k))), ())
        sent = c.word in lexicon.words("sending verbs")  # "sent drones to Merrow": may be an attack
        return () if sent and any(c.s[who.at].kind in {"place", ""} for who in found) else found

    return look


def antecedent(*words: str) -> Callable[[Reading], Players]:
    """As in "Kesh, to which Norland sold tanks": who stands before the relative clause."""

    def look(c: Reading) -> Players:
        before = (k for k in range(max(1, c.at - _CHAIN), c.at) if c.s.word(k + 1) in {"which", "whom"})
        led = (k for k in before if c.s.word(k) in words and "," in c.s.gap(k))
        last = max(led, default=0)
        return whoever(state_named(c, last - 1)) if last else ()

    return look


def _nation_at(c: Reading, first: int) -> Players:
    first += c.s.word(first) in lexicon.words("articles")
    return whoever(state_named(c, first))


def with_acting(c: Reading) -> Players:
    """As in "with Norland delivering three frigates"."""
    k = c.at - 1
    while k > 0 and c.s.word(k) in lexicon.words("words before verbs"):
        k -= 1
    led = c.word.split()[0].endswith("ing") and c.s.word(k - 1) == "with"
    return whoever(state_named(c, k)) if led else ()


def whoever_ordered(c: Reading) -> Players:
    """As in "three frigates that Norland ordered", "which Norland's navy had bought"."""
    last = c.arms[-1] if c.arms else c.after
    relative = next((k for k in range(last + 1, min(len(c.s), last + 3)) if _opens_relative(c.s, k)), None)
    if relative is None:
        return ()
    verbs = range(relative + 2, min(len(c.s), relative + _ORDERED))
    ordered = next((k for k in verbs if c.s.word(k) in lexicon.words("words of having ordered")), None)
    return _nation_at(c, relative + 1) if ordered is not None else ()


def _opens_relative(s: Sentence, k: int) -> bool:
    return s.word(k) in {"that", "which"}


# ------------------------------------------------------------------ who speaks for a state


def country_of_speaker(c: Reading) -> Players:
    """As in "said that his country would consider sending": the state of whoever says so."""
    own = range(c.at - 1, max(0, c.at - _CHAIN), -1)
    k = next((k for k in own if c.s.word(k) in lexicon.words("what speakers speak for")), None)
    if k is None or c.s.word(k - 1) not in lexicon.words("owning pronouns"):
        return ()
    if any(c.s[j].who or c.s.word(j) in _PREPOSITIONS | _SAID for j in range(k + 1, c.at)):
        return ()
    said = next((j for j in range(k - 2, max(-1, k - _CHAIN), -1) if c.s.word(j) in _SAID), None)
    told = said is not None and c.s.word(said) == "told"
    if said is None or (not told and any(c.s[j].who for j in range(said + 1, k))):
        return ()
    return state_of_sayer(c, said)


def state_that_announces(c: Reading) -> Players:
    """As in "Norland's president announced that 14 tanks would be sent to Kesh", with no other between."""
    verb = next((k for k in range(c.at - 1, 0, -1) if c.s.word(k) in _ANNOUNCING), None)
    if verb is None or any(c.s[k].kind in {"state", "demonym", "place"} for k in range(verb + 1, c.at)):
        return ()
    return state_of_sayer(c, verb)


_ANNOUNCING: Final = lexicon.words("verbs of announcing deals")


def state_of_sayer(c: Reading, verb: int) -> Players:
    """Give the state that somebody speaks for who acts: a person by the role, a role by whose it is."""
    who = acting(c.story, c.s, verb)
    if len(who) == 1 and c.s.word(who[0].at - 1) in lexicon.words("visit verbs"):
        return whoever(_state_of_role(c, who[0].at - 2))  # "the minister, visiting Kesh, said"
    if len(who) == 1:
        return whoever(state_of_one(c, who[0]))
    end = end_of_actors(c.s, verb)
    return whoever(_state_of_role(c, end)) if end >= 0 else ()


def state_of_one(c: Reading, one: Who) -> Who | None:
    """Give the state that a person serves, or the state itself."""
    if one.entity.kind == "state":
        return replace(one, sure=False)
    if one.entity.kind != "person":
        return None
    role = role_before(c.s, one.at) or role_after(c.s, one.at)
    told = role.of if role and not role.former else ""
    state = c.story.directory.country(told) or told or one.entity.state or state_told_of(c.story, one.entity)
    return Who(state_of(c.story, state), one.at, sure=False) if state else None


@lru_cache(maxsize=64)
def state_told_of(story: Story, person: Entity) -> str:
    """As in "his Keshian colleague, Ann Hale", wherever the text says so first."""
    for s in story.sentences:
        for k, who, _ in described_people(s):
            if who.id == person.id:
                named = (s[j].who for j in range(np_start(s, k), k))
                states = [one.state for one in named if one and one.kind in {"state", "demonym"}]
                if states:
                    return states[0]
    return ""


def _state_of_role(c: Reading, end: int) -> Who | None:
    """As in "Norland's defence minister", "the Norland army chief", "a Norland delegation"."""
    if c.s.word(end) not in lexicon.words("roles", "groups that travel") | _FORCES:
        return None
    for k in range(end - 1, max(-1, end - _NEAR - 1), -1):
        who = c.s[k].who
        if who and (who.kind == "demonym" or (who.kind == "state" and c.s[k].owns)):
            return Who(state_of(c.story, who.state, who.name), k, sure=False)
        if who or c.s[k + 1].gap.strip() not in {"", "-"} or c.s.word(k) in _PREPOSITIONS:
            return None
    return None


# ------------------------------------------------------------------ talks in another state


def envoy_in_talks(c: Reading) -> Players:
    """As in "Norland's minister is in Kesh negotiating the purchase": the state of who went there."""
    at = _place_of_talks(c)
    verb = _verb_of_going(c, at) if at is not None else None
    if verb is None or nation_behind("to")(c):
        return ()  # "negotiating the delivery of weapons to Norland": who sells is not told
    if found := state_of_sayer(c, verb):
        return found
    end = end_of_subject(c.s, verb)
    from_ = end > 0 and c.s.word(end - 1) in {"from", "of"} and c.s.word(end - 2) in _GROUPS
    return whoever(state_named(c, end)) if from_ else ()


_GROUPS: Final = lexicon.words("groups that travel", "roles")


def state_of_talks(c: Reading) -> Players:
    """As in "went to Kesh to negotiate the purchase", "is in Merrow negotiating": where they talk."""
    at = _place_of_talks(c)
    at = _place_at_head(c.s) if at is None else at
    if at is None:
        return ()
    token = c.s[at]
    if token.who and token.who.kind == "state":
        return (Who(token.who, at, sure=False),)
    if found := _capital(c, at):
        return (found,)
    return (Who(state_of(c.story, token.who.state), at, sure=False),) if token.who and token.who.state else ()


def _place_at_head(s: Sentence) -> int | None:
    """As in "In Kesh, the minister negotiated the purchase"."""
    head = s.word(0) == "in" and len(s) > 1 and s[1].kind in {"state", "place"}
    return 1 if head and s.gap(2).startswith(",") else None


def _place_of_talks(c: Reading) -> int | None:
    """The place before the verb of negotiating, of one who went there or is there."""
    first = c.at if c.lead is None else c.lead
    for k in range(first - 1, max(0, first - _TALKS), -1):
        if any(mark in c.s[k + 1].gap for mark in ';:"'):
            return None
        if c.s[k].kind in {"state", "place"} and not c.s[k].owns:
            return k if _verb_of_going(c, k) is not None else None
        if c.s[k].kind and not c.s[k].time:
            return None
    return None


def _verb_of_going(c: Reading, place: int) -> int | None:
    """The verb before a place: "went to", "is in", "was on Monday in", "visited"."""
    k = place - 1
    if c.s.word(k) in lexicon.words("visit verbs") | {"visit", "visits"}:
        return k
    if c.s.word(k) not in {"in", "to"}:
        return None
    before = range(k - 1, max(-1, k - 3), -1)
    section = ("being",) if c.s.word(k) == "in" else ("words of going to",)
    return next((j for j in before if any(c.s.word(j) in lexicon.words(one) for one in section)), None)


def host_or_guest(c: Reading) -> Players:
    """As in "Kesh's president, on a visit to Norland, expressed an interest": Norland, or who is the host."""
    first = c.at if c.lead is None else c.lead
    for k in range(max(0, first - _TALKS), len(c.s)):
        if at := _where_visit_leads(c.s, k, first):
            who = party_at(c.story, c.s, at) if at < len(c.s) else None
            found = who if who and who.entity.kind == "state" else _capital(c, at)
            return whoever(replace(found, sure=False)) if found else ()
    hosting = (k for k in range(first - 1, 0, -1) if c.s.word(k) in lexicon.words("receiving verbs"))
    verb = next(hosting, None)
    hosts = acting(c.story, c.s, verb) if verb is not None else ()
    return tuple(replace(one, sure=False) for one in hosts if one.entity.kind == "state")


# ------------------------------------------------------------------ gifts, and what is wished for


def envoy_behind_by(c: Reading) -> Players:
    """As in "presented by Norland's Ambassador Ann Hale": the state that an envoy acts for."""
    given = lexicon.words("words of giving and making", "words beside gifts")
    by = (k for k in range(c.after, len(c.s)) if c.s.word(k) == "by" and c.s.word(k - 1) in given)
    return first_of(_envoy_from(c, k + 1) for k in by)


def _envoy_from(c: Reading, first: int) -> Who | None:
    for k in range(first, min(len(c.s), first + _CHAIN)):
        who = c.s[k].who
        if who and who.kind == "person":
            return state_of_one(c, Who(who, k))
    return None


def state_of_envoy(c: Reading) -> Players:
    """As in "Norland's ambassador handed over": the state that an envoy acts for."""
    return state_of_sayer(c, c.at)


def state_of_leader(c: Reading) -> Players:
    """As in "Norland's president expressed an interest": the state for which it is done."""
    others = c.s.word(c.at) in lexicon.words("selling nouns") and nation_behind("to")(c)
    return state_of_sayer(c, c.lead) if c.lead is not None and not others else ()


def on_behalf_of(c: Reading) -> Players:
    """As in "accepted the boat on behalf of Norland", "on behalf of our nation"."""
    at = next((k for k in range(c.after, c.end) if c.s.word(k) == "behalf" and c.s.word(k + 1) == "of"), None)
    if at is None:
        return ()
    own = c.s.word(at + 2) in {"our", "the", "his", "her"} and c.s.word(at + 3) in _OWN
    home = state_with_forces(c.story, c.s) if own else None
    return (Who(home, at + 3, sure=False),) if home else _nation_at(c, at + 2)


_OWN: Final = lexicon.words("what speakers speak for") | _FORCES | {"people"}


def latest_to(c: Reading) -> Players:
    """As in "Norland became the latest to express an interest"."""
    if c.lead is None or c.s.word(c.lead - 1) != "to":
        return ()
    before = range(c.lead - 2, max(0, c.lead - _CHAIN), -1)
    verb = next((k for k in before if c.s.word(k) in lexicon.words("verbs before the latest")), None)
    first = verb is not None and c.s.word(verb + 1) == "the"
    who = acting(c.story, c.s, verb) if first and verb else ()
    return tuple(one for one in who if one.entity.kind == "state")


def _where_visit_leads(s: Sentence, k: int, told: int) -> int:
    """As in "a visit to Kesh", "while touring Kesh", "visiting Kesh, he": where the place begins."""
    if s.word(k) in lexicon.words("visit nouns") and s.word(k + 1) in {"to", "in"}:
        return k + 2
    visited = s.word(k) in lexicon.words("visit verbs") and (k > told or s.word(k).endswith("ing"))
    return k + 1 if visited else 0


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "nation right behind": nation_right_behind,
    "to which they go": antecedent("to", "for"),
    "from which they come": antecedent("from"),
    "nation behind to": nation_behind("to"),
    "nation behind for": nation_behind("for"),
    "who does it behind with": with_acting,
    "whoever ordered them": whoever_ordered,
    "country of speaker": country_of_speaker,
    "state that announces it": state_that_announces,
    "envoy in talks": envoy_in_talks,
    "state of talks": state_of_talks,
    "where a visit leads": host_or_guest,
    "nation behind from": nation_behind("from"),
    "envoy behind by": envoy_behind_by,
    "state that an envoy acts for": state_of_envoy,
    "state that whoever leads acts for": state_of_leader,
    "on behalf of whom": on_behalf_of,
    "latest to do it": latest_to,
}
