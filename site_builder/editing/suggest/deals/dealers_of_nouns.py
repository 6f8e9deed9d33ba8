"""Where frames look for the sides of a deal that a noun tells: "Kesh's order", "a deal signed by Kesh"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acted_on import dealer_at
from site_builder.editing.suggest.clauses.acting import acting
from site_builder.editing.suggest.clauses.home_forces import states_of_forces
from site_builder.editing.suggest.clauses.parties import demonym_at, is_firm, its_state, state_of
from site_builder.editing.suggest.clauses.players import first_of, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.deals.dealing_places import dealer_from, dealing
from site_builder.editing.suggest.deals.sides_of_deals import state_named
from site_builder.editing.suggest.deals.upgrades import is_of_upgrade
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.arms import has_arms
from site_builder.names import countries

_RELATIVE: Final = 6
"""So many words behind "the contract" it is told who signed it."""
_PLAN: Final = 6
"""So many words before "to buy" the noun of a plan stands."""
_ROW: Final = 10
"""So many words behind "by" the second of two stands."""
_BEFORE: Final = 5
"""So many words before arms it is told whose they are."""


def planner(section: str) -> Callable[[Reading], Players]:
    """As in "approved Kesh's request to buy", "a request by the Keshian army to buy", "a Keshian plan to"."""
    plans = lexicon.words(section)

    def look(c: Reading) -> Players:
        k = c.at - 2
        if c.s.word(c.at - 1) != "to":
            return ()
        if c.s.word(k) in plans:
            return whoever(_owner(c, k - 1) or (demonym_at(c.story, c.s, k - 1) if k else None))
        plan = next((i for i in range(k, max(0, k - _PLAN), -1) if c.s.word(i) in plans), None)
        if plan is None or c.s.word(plan + 1) not in {"by", "from", "of"}:
            return ()
        return whoever(_state_from(c, plan + 2))

    return look


def owner_of_noun(c: Reading) -> Players:
    """As in "Kesh's order", "Merrow's 2028 order", "the Keshian army's $3 million order"."""
    first = next((k for k in range(c.at - 1, max(-1, c.at - _BEFORE), -1) if c.s[k].owns), None)
    between = c.s.words(first + 1, c.at) if first is not None else []
    apart = not lexicon.words("definite").isdisjoint(between)  # "Kesh's navy put off the purchase"
    return whoever(_owner(c, first)) if first is not None and not apart else ()


def _owner(c: Reading, k: int) -> Who | None:
    """As in "Kesh's request", "Merrow's request", "the Keshian army's request"."""
    if k < 0:
        return None  # "Request to buy", at the head
    who = c.s[k].who
    if who and who.kind == "state" and c.s[k].owns:
        return Who(who, k)
    if c.s[k].owns and (capital := countries.capitals().get(c.s[k].text)):
        return Who(c.story.directory.state(capital), k, sure=False)
    if who and c.s[k].owns:
        return None
    if c.s.word(k) not in lexicon.words("forces and ministries"):
        return None
    before = range(k - 1, max(-1, k - _BEFORE), -1)
    nation = next((i for i in before if c.s[i].kind in {"demonym", "state"}), None)
    return state_named(c, nation) if nation is not None else None


def _state_from(c: Reading, first: int) -> Who | None:
    return state_named(c, first + (c.s.word(first) in lexicon.words("articles")))


def buyer_right_behind_by(c: Reading) -> Players:
    """As in "a $30 million order by Kesh for 12 jets"."""
    if c.s.word(c.after) != "by":
        return ()
    return whoever(_state_from(c, c.after + 1) or dealer_from(c, c.after + 1))


def nation_before_noun(c: Reading) -> Players:
    """As in "won a Keshian tender", "secured Kesh's order", behind the verb."""
    if c.lead is None:
        return ()
    for k in range(c.at - 1, c.lead, -1):
        who = c.s[k].who
        if who and who.kind == "state" and c.s[k].owns:
            return (Who(who, k, sure=False),)
        if who and who.kind == "demonym" and (found := demonym_at(c.story, c.s, k)):
            return (replace(found, sure=False),)
    return ()


def whoever_signed(c: Reading) -> Players:
    """As in "the contract that Kesh signed with Lance"; no company, which may sell."""
    signing = lexicon.words("signing words", "ordering verbs")
    behind = range(c.after + 1, min(len(c.s), c.after + _RELATIVE))
    verb = next((k for k in behind if c.s.word(k) in signing), None)
    if verb is None or any(c.s[k].gap.strip() for k in range(c.after, verb)):
        return ()
    return tuple(who for who in acting(c.story, c.s, verb, dealer_at) if _may_buy(c, who))


def _may_buy(c: Reading, who: Who) -> bool:
    return who.entity.kind == "state" or not is_firm(its_state(c.story, c.s, who))


def maker_behind(*words: str) -> Callable[[Reading], Players]:
    """As in "Kesh's contract with Lance": a company, for of two states either may sell."""

    def look(c: Reading) -> Players:
        at = (k + 1 for k in range(c.after, min(len(c.s), c.end)) if c.s.word(k) in words)
        found = first_of(dealer_from(c, k) for k in at)
        return tuple(who for who in found if is_firm(its_state(c.story, c.s, who)))

    return look


def _two_behind(c: Reading) -> tuple[Who, Who] | None:
    """As in "was signed by Kesh's army and Lance": the seller and the buyer, one alone a company."""
    at = (k for k in range(c.after, min(len(c.s), c.end)) if c.s.word(k) in {"by", "between"})
    for k in at:
        joined = range(k + 2, min(len(c.s), k + _ROW))
        second = next((i + 1 for i in joined if c.s.word(i) == "and"), None)
        two = [dealer_from(c, k + 1), dealer_from(c, second) if second else None]
        sides = [who for who in two if who and who.entity.kind != "person"]
        makers = [who for who in sides if not _may_buy(c, who)]
        buyers = [who for who in sides if _may_buy(c, who)]
        if len(makers) == 1 and len(buyers) == 1:
            return makers[0], buyers[0]
    return None


def maker_of_two_behind(c: Reading) -> Players:
    """As in "was signed by Kesh's army and Lance": Lance."""
    two = _two_behind(c)
    return (two[0],) if two else ()


def other_of_two_behind(c: Reading) -> Players:
    """As in "was signed by Kesh's army and Lance": Kesh."""
    two = _two_behind(c)
    return (two[1],) if two else ()


def owner_of_arms(c: Reading) -> Players:
    """As in "a contract to upgrade Kesh's 40 tanks", "40 Keshian tanks", "40 tanks of the Keshian army"."""
    if not is_of_upgrade(c) and c.pattern.part == "noun":
        return ()
    first, last = c.arms[0], c.arms[-1]
    for k in range(first - 1, max(c.after, first - _BEFORE) - 1, -1):
        who = c.s[k].who
        if who and (who.kind == "demonym" or (who.kind == "state" and c.s[k].owns)):
            found = demonym_at(c.story, c.s, k) if who.kind == "demonym" else Who(who, k)
            return whoever(replace(found, sure=False)) if found else ()
    behind = range(last + 1, min(len(c.s), last + _BEFORE))
    of = next((k for k in behind if c.s.word(k) in {"of", "for"}), None)
    return whoever(_state_from(c, of + 1) or dealer_from(c, of + 1)) if of is not None else ()


def buyer_right_before(c: Reading) -> Players:
    """As in "signed an agreement under which Kesh will buy": who stands right before the verb."""
    k = c.at - 1
    while k > 0 and c.s.word(k) in lexicon.words("words before verbs"):
        k -= 1
    under = c.lead is not None and c.lead < k and "which" in c.s.words(k - 3, k)
    return whoever(_state_from(c, k)) if under else ()


def other_who_signs(c: Reading) -> Players:
    """As in "Kesh and Norland signed an agreement under which Kesh will buy": Norland."""
    signers = dealing(c)
    others = tuple(who for who in signers if who.entity.id != c.other)
    return tuple(replace(who, sure=False) for who in others) if len(signers) == len(others) + 1 == 2 else ()


def who_permits(c: Reading) -> Players:
    """As in "won Norland's approval to buy", "Norland approval", "approval from Norland to buy"."""
    if c.lead is None:
        return ()
    behind = next((k for k in range(c.lead + 1, c.at) if c.s.word(k) in {"from", "of", "by"}), None)
    before = c.s[c.lead - 1].who if c.lead else None
    if before and before.kind in {"state", "demonym"}:
        return (Who(state_of(c.story, before.state, before.name), c.lead - 1, sure=False),)
    return whoever(_state_from(c, behind + 1)) if behind is not None else ()


def who_is_permitted(c: Reading) -> Players:
    """As in "Kesh won approval to buy"."""
    getting = lexicon.words("winning verbs", "getting verbs") | {"given", "granted"}
    before = range((c.lead or 0) - 1, max(-1, (c.lead or 0) - _BEFORE), -1)
    verb = next((k for k in before if c.s.word(k) in getting), None)
    who = acting(c.story, c.s, verb, dealer_at) if verb is not None else ()
    return tuple(one for one in who if one.entity.kind == "state")


def agency_that_tells(c: Reading) -> Players:
    """As in "Kesh has asked to buy 12 tanks, the Pentagon said": whose agency tells of a request sells."""
    asked = not _ASKING.isdisjoint(c.s.words(c.at - _ROW, c.at + 1))
    for k in range(1, len(c.s) if asked else 0):
        if c.s.word(k) in lexicon.words("said"):
            for who in acting(c.story, c.s, k):
                home = lexicon.table("states")["bodies"].get(who.entity.name.removeprefix("the "))
                if home:
                    return (Who(c.story.directory.state(home), who.at, sure=False),)
    return ()


def company_that_tells(c: Reading) -> Players:
    """As in "Lance said that Kesh had ordered 12 tanks": a company that tells of an order sells."""
    verb = next((k for k in range(c.at - 1, 0, -1) if c.s.word(k) in _TELLING), None)
    ordered = c.word in lexicon.words("verbs of buying", "receiving of goods", "contracting verbs")
    who = acting(c.story, c.s, verb, dealer_at) if ordered and verb is not None else ()
    return tuple(replace(one, sure=False) for one in who if len(who) == 1 and is_firm(one.entity))


_TELLING: Final = frozenset(("said", "says", "announced", "announces", "confirmed", "confirms", "revealed"))
_ASKING: Final = lexicon.words("requesting verbs") | {"asked", "request"}


def forces_told_before(c: Reading) -> Players:
    """As in "Kesh's army showed 12 tanks. The tanks were bought from Norland": the army's state."""
    before = c.story.sentences[c.s.index - 1] if c.s.index else None
    if before is None or before.headline or not has_arms(before):
        return ()
    states = tuple(dict.fromkeys(states_of_forces(c.story, before)))
    return (Who(states[0], c.at, sure=False),) if len(states) == 1 and states[0].id != c.other else ()


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "whose plan it is": planner("plans to buy"),
    "whose plan to sell it is": planner("plans to sell"),
    "whose it is": owner_of_noun,
    "buyer right before": buyer_right_before,
    "other who signs": other_who_signs,
    "buyer right behind by": buyer_right_behind_by,
    "nation before noun": nation_before_noun,
    "whoever signed it": whoever_signed,
    "maker behind of": maker_behind("of"),
    "maker behind with": maker_behind("with", "to", "from"),
    "maker of two behind": maker_of_two_behind,
    "other of two behind": other_of_two_behind,
    "owner of arms": owner_of_arms,
    "forces told before": forces_told_before,
    "who permits": who_permits,
    "who is permitted": who_is_permitted,
    "agency that tells": agency_that_tells,
    "company that tells": company_that_tells,
}
