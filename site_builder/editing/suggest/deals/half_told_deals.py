"""Where frames look for the sides of a deal of which a sentence tells one alone, or in passing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import dealer_at
from site_builder.editing.suggest.clauses.acting import end_of_actors
from site_builder.editing.suggest.clauses.home_forces import state_with_forces, states_of_forces
from site_builder.editing.suggest.clauses.parties import (
    demonym_at,
    is_firm,
    is_public,
    party_at,
    state_of,
)
from site_builder.editing.suggest.clauses.players import first_of, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.carried_subjects import subject_before
from site_builder.editing.suggest.deals.dealing_places import dealer_from, dealing
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence
from site_builder.names import countries

_LED: Final = frozenset(("with", "from", "by"))
_FORCES: Final = lexicon.words("forces and ministries")
_FOUGHT: Final = 3
"""So many words before a name "against" says that somebody fights it."""
_NEAR: Final = 5
"""So many words behind "for" the noun of forces stands."""
_BATCH: Final = 7
"""So many words before arms it stands whose they are: "Norland's first batch of new tanks"."""
_HEAD: Final = 7
"""So many words from the beginning "it" stands: "In the same year it ordered"."""
_APART: Final = (lexicon.words("prepositions", "being and having", "relatives") | {"it", "its"}) - {
    "of",
    "including",
}
"""Words by which arms further on are of another clause."""


def force_acting(c: Reading) -> Players:
    """As in "the ministry signed", whose state is told elsewhere."""
    at = c.at if c.lead is None else c.lead
    end = end_of_actors(c.s, at)
    if (
        0 <= end < _HEAD
        and not _names_anybody(c.s, end)
        and c.s.word(end) in lexicon.words("words for whom the sentence before tells of")
    ):
        return subject_before(c.story, c.s, end)
    if end > 0 and c.s.word(end) == "it" and c.s.word(end - 1) in lexicon.words("said"):
        end = end_of_actors(c.s, end - 1)  # "the government said it had approved"
    if end >= 0 and (named := _by_role(c, end)):
        return (named,)
    if end < 0 or c.s[end].who or c.s.word(end) not in _FORCES:
        return ()
    whose = _whose_forces(c, end)
    return whoever(whose) or (_state_of_forces(c, end) if _is_definite(c.s, end) else ())


def _state_of_forces(c: Reading, end: int) -> Players:
    """As in "Norland wants tanks. The government will buy": the state that acts before."""
    before = () if any(states_of_forces(c.story, c.s)) else subject_before(c.story, c.s, end)
    if before and before[0].entity.kind == "state" and end < _HEAD:
        return before
    state = state_with_forces(c.story, c.s)
    return (Who(state, end, sure=False),) if state else ()


def _whose_forces(c: Reading, end: int) -> Who | None:
    """As in "the inspectorate of the Norland armed forces"."""
    of = range(end - 1, max(0, end - _NEAR), -1)
    nation = next((k for k in of if c.s[k].kind == "demonym"), None)
    plain = nation is not None and all(not c.s[k].gap.strip() for k in range(nation + 1, end + 1))
    who = c.s[nation].who if nation is not None and plain else None
    return Who(state_of(c.story, who.state, who.name), nation, sure=False) if who and nation else None


def buyer_of_company(c: Reading) -> Players:
    """As in "In May it signed an agreement with Norland for jets from Lance": "it" buys, not Norland."""
    end = end_of_actors(c.s, c.at if c.lead is None else c.lead)
    firms = any(is_firm(who.entity) for who in c.roles.get("suppliers", ()))
    found = force_acting(c) if firms and end >= 0 and c.s.word(end) == "it" else ()
    return tuple(who for who in found if who.entity.kind == "state")


def council_acting(c: Reading) -> Players:
    """As in "the cabinet approved the purchase", whose state is told elsewhere."""
    end = end_of_actors(c.s, c.at if c.lead is None else c.lead)
    councils = lexicon.words("councils that act")
    if end < 0 or c.s.word(end) not in councils or not _is_definite(c.s, end):
        return ()
    state = state_with_forces(c.story, c.s)
    return (Who(state, end, sure=False),) if state else ()


def _names_anybody(s: Sentence, end: int) -> bool:
    """Tell "In 2020 it" and "It" from "Norland said it"."""
    return any(s[k].who for k in range(end))


def _by_role(c: Reading, end: int) -> Who | None:
    """As in "Norland's emir", "the Norland premier", and in "the Bundeswehr", which the tables know."""
    home = lexicon.table("states")["bodies"].get(c.s[end].text)
    if home:
        return Who(c.story.directory.state(home), end, sure=False)
    if c.s.word(end) not in lexicon.words("roles"):
        return None
    for k in range(end - 1, max(-1, end - _NEAR), -1):
        who = c.s[k].who
        if who and (who.kind == "demonym" or (who.kind == "state" and c.s[k].owns)):
            return Who(state_of(c.story, who.state, who.name), k, sure=False)
        if who or c.s[k + 1].gap.strip() or c.s.word(k) in lexicon.words("prepositions"):
            return None
    return None


def _is_definite(s: Sentence, end: int) -> bool:
    """As in "the defence ministry", "its army", before which no name stands."""
    for k in range(end - 1, max(-1, end - _NEAR), -1):
        if s[k].who or s[k + 1].gap.strip():
            return False
        if s.word(k) in lexicon.words("definite"):
            return True
    return False


def other_signer(c: Reading) -> Players:
    """As in "Kesh and Norland signed a contract for tanks for the Keshian army": Norland."""
    two = dealing(c)
    buyers = {who.entity.id for who in forces_behind("for", "to")(c)}
    others = tuple(who for who in two if who.entity.id not in buyers)
    return others if len(two) == len(others) + 1 else ()


def forces_behind(*words: str) -> Callable[[Reading], Players]:
    """As in "for the Norland army", "to the navy", behind the arms or before them."""

    def look(c: Reading) -> Players:
        first = c.at if c.lead is None else min(c.at, c.lead)
        no_side = lexicon.words("words before who is no side")
        for k in range(first, min(len(c.s), c.end)):
            if c.s.word(k - 1) in no_side:
                continue  # "according to the Norland army"
            if c.s.word(k) in words and (who := _forces_from(c, k + 1)):
                return (who,)
        return ()

    return look


def owner_behind(section: str) -> Callable[[Reading], Players]:
    """As in "Norland's plan to buy", "Norland's agreement to buy", by a list of such nouns."""

    def look(c: Reading) -> Players:
        k = c.at - 2
        plans = c.s.word(c.at - 1) == "to" and c.s.word(k) in lexicon.words(section)
        owner = c.s[k - 1].who if plans and k and c.s[k - 1].owns else None
        return (Who(owner, k - 1),) if owner and owner.kind == "state" else ()

    return look


def _forces_from(c: Reading, first: int) -> Who | None:
    """The forces, or the state, that stand behind "for" or "to"."""
    if c.s.word(first) in {"which", "whom"}:
        return None
    for k in range(first, min(len(c.s), first + _NEAR)):
        if k > first and c.s[k].gap.strip():
            return None
        if c.s[k].who:
            return _named_forces(c, k, first)
        if c.s.word(k) in lexicon.words("prepositions"):
            return None
        if c.s.word(k) in _FORCES and _is_definite(c.s, k):
            state = state_with_forces(c.story, c.s)
            return Who(state, k, sure=False) if state else None
    return None


def _named_forces(c: Reading, k: int, first: int) -> Who | None:
    """As in "the Norland army", "Norland's army", "Norland", and "Merrow" for its state."""
    token = c.s[k]
    who = token.who
    if who is None:
        return None
    if who.kind == "place":
        capital = token.text in countries.capitals() and k == first
        return Who(state_of(c.story, who.state), k, sure=False) if capital and who.state else None
    if who.kind in {"state", "demonym"}:
        led = who.kind == "state" and not token.owns
        behind = c.s.words(k + 1, k + _NEAR - 1)
        its_arms = token.owns and c.pattern.part == "noun" and any(k < one < k + _NEAR for one in c.arms)
        forces = led or its_arms or any(w in _FORCES for w in behind)
        return Who(state_of(c.story, who.state, who.name), k, sure=led) if forces else None
    return Who(who, k) if who.kind == "body" and is_public(who.name) else None


def whoever_by(section: str, preposition: str = "by") -> Callable[[Reading], Players]:
    """As in "received boats donated by Norland": who stands behind a verb of some list and "by"."""

    def look(c: Reading) -> Players:
        words = lexicon.words(section)
        at = range(1, len(c.s))
        by = (k for k in at if c.s.word(k) == preposition and c.s.word(k - 1) in words)
        return first_of(_named_from(c, k + 1) for k in by)

    return look


def from_anywhere(c: Reading) -> Players:
    """As in "40 tanks ordered from Norland arrived", where the seller stands before the verb."""
    at = (k + 1 for k in range(len(c.s)) if c.s.word(k) == "from" and not c.s[k].aside)
    return first_of(_named_from(c, k) for k in at)


def _named_from(c: Reading, first: int) -> Who | None:
    """Who is named behind a preposition; not a town, as in "flew from Merrow"."""
    found = dealer_from(c, first)
    return found if found and c.s[found.at].kind != "place" else None


def only_company(c: Reading) -> Players:
    """The only company that a sentence names, but for one of which it is a part."""
    found = {who.entity.id: who for k in range(len(c.s)) if (who := _company_at(c, k))}
    one = next(iter(found.values()), None)
    if one is None or len(found) > 1:
        return ()
    states = tuple(who for who in dealing(c) if who.entity.kind == "state")
    led = not _LED.isdisjoint(c.s.words(one.at - _NEAR, one.at))
    return (one,) if len(states) < 2 or led else ()  # "Kesh and Norland signed a contract that helps Lance"


def _company_at(c: Reading, k: int) -> Who | None:
    who = c.s[k].who
    parent = c.s.word(k - 1) == "of" and c.s.word(k - 2) in lexicon.words("parts of companies")
    exchange = who is not None and who.name.endswith("Exchange")
    says = c.s.word(k + 1) in lexicon.words("said") | {"reports", "quoted"} and c.s[k].gap.startswith(",")
    fought = "against" in c.s.words(max(0, k - _FOUGHT), k)
    firm = who is not None and is_firm(who) and not (parent or says or exchange or fought or c.s[k].aside)
    found = dealer_at(c.story, c.s, k) if firm else None
    return replace(found, sure=False) if found else None


def adjective_of_goods(c: Reading) -> Players:
    """As in "a batch of Norland tanks", "Norland-made drones": whose arms they are."""
    return first_of(_maker_before(c, arms) for arms in c.arms if _is_in_row(c, arms))


def _is_in_row(c: Reading, arms: int) -> bool:
    """Tell "tanks and Norland jets" from "tanks, in the week in which it lost Norland jets"."""
    return c.pattern.loose or _APART.isdisjoint(c.s.words(c.arms[0] + 1, arms))


def _maker_before(c: Reading, arms: int) -> Who | None:
    for k in range(arms, max(-1, arms - _BATCH), -1):
        token = c.s[k]
        made = _made_word(token.text)
        if made:
            return Who(c.story.directory.state(made), k, sure=False)
        if k == arms:
            continue
        if token.kind == "state" and token.owns and token.who:
            return Who(token.who, k, sure=False)  # "Norland's first batch of tanks"
        if token.kind == "demonym" and not (_FORCES & {*c.s.words(k + 1, arms)}):
            found = demonym_at(c.story, c.s, k)
            return replace(found, sure=False) if found else None
        batch = c.s.word(k) == "of" and c.s.word(k - 1) in lexicon.words("words of what is delivered")
        if (
            token.who
            or (c.s.word(k) in lexicon.words("prepositions") and not batch)
            or c.s[k + 1].gap.strip(" -/")  # "American F/A-18s"
        ):
            return None
    return None


def _made_word(text: str) -> str:
    """The state of "Norland-made", also in "two Norland-made corvettes"."""
    for word in text.split():
        adjective, _, made = word.rpartition("-")
        if made in lexicon.words("words of making"):
            return countries.states_of().get(adjective, "")
    return ""


def where_they_arrive(c: Reading) -> Players:
    """As in "arrived in Norland", "landed at Merrow", of which the state is known."""
    for k in range(c.after, min(len(c.s), c.after + _NEAR)):
        token = c.s[k]
        if c.s.words(k, k + 3) == ["by", "way", "of"]:
            return ()
        if token.who and token.kind == "state":
            return whoever(party_at(c.story, c.s, k) or Who(token.who, k))
        if token.who and token.kind == "place" and token.who.state:
            return (Who(state_of(c.story, token.who.state), k, sure=False),)
        if c.s.word(k) in lexicon.words("definite states"):
            state = state_with_forces(c.story, c.s)
            home = Who(state, k, sure=False) if state and state.id != c.other else None
            return whoever(party_at(c.story, c.s, k, c.other) or home)
        if token.who or token.time or c.s[k].gap.strip():
            return ()
    return ()


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "other signer": other_signer,
    "forces that act": force_acting,
    "council that acts": council_acting,
    "state that buys of a company": buyer_of_company,
    "forces they are for": forces_behind("for", "to"),
    "forces they sign with": forces_behind("with", "from", "by"),
    "owner of plan": owner_behind("plans to buy"),
    "owner of plan to sell": owner_behind("plans to sell"),
    "owner of agreement": owner_behind("contract nouns"),
    "giver or maker behind by": whoever_by("words of giving and making"),
    "winner behind to": whoever_by("awarding verbs", "to"),
    "signer behind with": whoever_by("contract nouns", "with"),
    "buyer behind by": whoever_by("words of having ordered"),
    "from anywhere": from_anywhere,
    "only company": only_company,
    "adjective of goods": adjective_of_goods,
    "where they arrive": where_they_arrive,
}
