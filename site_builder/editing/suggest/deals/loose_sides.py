"""Where the frames that come last look for the sides of a deal: anywhere in the sentence, and before it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.acting import end_of_actors
from site_builder.editing.suggest.clauses.home_forces import forces_named
from site_builder.editing.suggest.clauses.loose_clauses import clause_around
from site_builder.editing.suggest.clauses.named_in_clauses import only_firm
from site_builder.editing.suggest.clauses.parties import demonym_at, is_firm, its_state, party_at
from site_builder.editing.suggest.clauses.players import first_of, whoever
from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.clauses.verbs_and_nouns import is_passive
from site_builder.editing.suggest.deals.carried_subjects import (
    shared_subject,
    state_at_head,
    verb_behind_and,
)
from site_builder.editing.suggest.deals.dealing_places import dealer_from, dealing
from site_builder.editing.suggest.deals.half_told_deals import (
    adjective_of_goods,
    force_acting,
    forces_behind,
    where_they_arrive,
)
from site_builder.editing.suggest.deals.sides_of_deals import (
    country_of_speaker,
    nation_behind,
    state_named,
    state_of_leader,
)
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.sentences.story import Sentence, Story

_FORCES: Final = lexicon.words("forces and ministries")
_SELLING: Final = lexicon.words(
    "selling verbs", "verbs of pledging arms", "verbs of offering", "loose verbs of selling"
)
_GIVEN: Final = lexicon.words("words of giving and making") | {"presented", "shipped", "exported", "sent"}
_WITH: Final = frozenset(("told-of-wishes", "told-of-contracts", "told-of-talks"))
"""Frames in which whoever sells stands behind "with", too."""
_FIRMS: Final = lexicon.words("nouns of companies")
_GIFTS: Final = frozenset(("gift", "gifts", "donation", "donations"))
_REQUESTS: Final = frozenset(("request", "requests", "order", "orders", "inquiry"))
_SHIPS: Final = frozenset(
    ("carrier", "carriers", "ship", "ships", "frigate", "frigates", "destroyer", "vessel")
)
_FOR_WHICH: Final = (["for", "which"], ["to", "which"], ["for", "whom"], ["to", "whom"])
_WITH_GOODS: Final = frozenset(("supplied", "provided", "equipped", "furnished", "presented", "armed"))
"""As in "was supplied with tanks": whoever acts gets them."""
_SAID: Final = lexicon.words("said")
_MEDIA: Final = lexicon.words("words before who only tells of it")
_SALES: Final = lexicon.words("sales that are considered")
_SHOWS: Final = lexicon.words("words behind names of no sellers")
_AGENCIES: Final = lexicon.words("agencies that let arms be sold")
_LETTING: Final = lexicon.words("clearing verbs", "granting verbs")
_TOLD: Final = 3
"""So many words before a name it is told that it only tells of the deal."""
_FAR: Final = 12
"""So many words at most stand between arms and whoever gives them."""
_OWNED: Final = 6
"""So many words behind "Kesh's" stands what it has of a deal: its army, its order."""


def whoever_may_sell(c: Reading) -> Players:
    """Whoever sells: behind "from" or "by", by the goods, as who acts where the verb is of selling."""
    stopped = c.lead is not None and c.s.word(c.lead) in lexicon.words("cancelling verbs")
    first = (_behind_goods,) if stopped else ()  # "Kesh blocked the delivery of tanks from Norland"
    places = (
        *first,
        _agency_that_lets,
        _seller_acting,
        _maker_acting,
        _behind_goods,
        _of_adjective,
        _its_own,
        _firm,
    )
    told = (tuple(who for who in _unsure(c, place(c)) if _may_give(c, who)) for place in places)
    return next((found for found in told if found), ())


def whoever_may_buy(c: Reading) -> Players:
    """Whoever buys: as who acts, behind "to" or "for", whose forces are named, or whom it is all about."""
    places = (
        _asker,
        _antecedent,
        _bought_by,
        _wished_for,
        _to_whom,
        _buyer_acting,
        _state_with_maker,
        nation_behind("to", "for"),
        forces_behind("for", "to"),
        _where_they_come,
        _owner,
        _forces,
    )
    found = (_unsure(c, place(c)) for place in places)
    return next((some for some in found if some and not any(map(_is_maker(c), some))), ())


def _is_maker(c: Reading) -> Callable[[Who], bool]:
    return lambda who: is_firm(its_state(c.story, c.s, who))


def _unsure(c: Reading, found: Players) -> Players:
    taken = {who.entity.id for others in c.roles.values() for who in others}
    kinds = {"state", "body"}
    return tuple(
        replace(who, sure=False)
        for who in found
        if who.entity.kind in kinds and who.entity.id not in taken and not _is_thing(c, who)
    )


# ------------------------------------------------------------------ who sells


def _behind_goods(c: Reading) -> Players:
    """As in "tanks from Norland", "made by Lance", "supplied by Kesh": whoever stands nearest to the arms."""
    found: list[tuple[int, Who]] = []
    for k in _clause(c):
        given = c.s.word(k) == "by" and c.s.word(k - 1) in _GIVEN
        gift = c.s.word(k) == "of" and c.s.word(k - 1) in _GIFTS
        wished = c.s.word(k) == "with" and c.pattern.name in _WITH and not _company_acts(c)
        done = _is_given(c) or (0 < k - c.at < _FAR and _is_sold(c))
        given = given or (c.s.word(k) == "by" and done)
        if c.s.word(k) in _GIFTS and (nation := demonym_at(c.story, c.s, k - 1)):
            found.append((0, nation))  # "were a Keshian gift"
        stolen = c.s.word(k - 1) in lexicon.words("stealing verbs")
        led = (c.s.word(k) == "from" and not stolen and not _is_asked(c, k)) or given or gift or wished
        who = _nation_or_dealer(c, k + 1) if led and not c.s[k].aside else None
        if who and _may_give(c, who):
            found.append((min(abs(k - one) for one in c.arms), who))
    near, who = min(found, key=lambda one: one[0], default=(_FAR, None))
    return whoever(who) if near < _FAR else ()


def _is_asked(c: Reading, k: int) -> bool:
    """As in "the request for tanks came from Kesh": whoever stands behind "from" buys."""
    asked = not _REQUESTS.isdisjoint(c.s.words(0, k))
    won = not lexicon.words("winning verbs").isdisjoint(c.s.words(_clause_of(c)[0], k))
    return asked and (won or c.s.word(k - 1) in lexicon.words("verbs of coming") | {"received"})


def _agency_that_lets(c: Reading) -> Players:
    """As in "the State Department approved the sale of tanks": whose agency it is sells."""
    told = c.pattern.name == "told-of-contracts" and not _LETTING.isdisjoint(c.s.words(*_clause_of(c)))
    agencies = (k for k in _clause(c) if _is_agency(c.s, k)) if told else iter(())
    return first_of(party_at(c.story, c.s, k) for k in agencies)


def _clause_of(c: Reading) -> tuple[int, int]:
    return clause_around(c.s, c.at)


def _is_agency(s: Sentence, k: int) -> bool:
    """As in "the State Department", which lets others have arms and buys none."""
    return s[k].kind == "body" and s[k].low.removeprefix("the ") in _AGENCIES


def _asker(c: Reading) -> Players:
    """As in "the request for tanks came from Kesh"."""
    at = (k for k in _clause(c) if c.s.word(k) == "from" and _is_asked(c, k))
    return first_of(_nation_or_dealer(c, k + 1) for k in at)


def _is_sold(c: Reading) -> bool:
    """As in "were handed over by Kesh", not "were ordered by Kesh", who buys."""
    return is_passive(c.s, c.at, c.after) and c.word not in lexicon.words("buying verbs")


def _bought_by(c: Reading) -> Players:
    """As in "jets ordered by Kesh"."""
    if _is_sold(c) or not is_passive(c.s, c.at, c.after):
        return ()
    by = (k + 1 for k in range(c.after, min(len(c.s), c.after + _TOLD)) if c.s.word(k) == "by")
    return first_of(_nation_or_dealer(c, k) for k in by)


def _clause(c: Reading) -> range:
    return range(*_clause_of(c))


def _nation_or_dealer(c: Reading, first: int) -> Who | None:
    """As in "from Lance", "from the Keshians", "by the French"."""
    article = c.s.word(first) in lexicon.words("articles")
    found = state_named(c, first + article) or dealer_from(c, first)
    ship = found and found.entity.kind == "body" and not _SHIPS.isdisjoint(c.s.words(first, found.at))
    return None if ship else found  # "fly from the carriers Pike and Falk"


def _may_give(c: Reading, who: Who) -> bool:
    telling = lexicon.words("words in names of bodies that only tell of deals")
    place = c.s[who.at].kind == "place" and who.entity.kind != "state"
    counted = who.at > 0 and c.s[who.at - 1].text.isdigit()  # "30 KVA"
    named = who.entity.kind == "body"
    model = named and (counted or any(char.isdigit() for char in who.entity.name))
    return not (place or model) and telling.isdisjoint(who.entity.name.lower().split())


def _of_adjective(c: Reading) -> Players:
    """As in "Norland tanks"; of "Kesh's tanks were delivered" and "Kesh's arms purchases" Kesh buys."""
    found = adjective_of_goods(c)
    owns = any(c.s[who.at].owns for who in found)
    return () if owns and not nation_behind("to", "for")(c) else found


def _its_own(c: Reading) -> Players:
    """As in "Norland said that 24 of its jets were bound for Kesh"."""
    own = "its" in c.s.words(c.arms[0] - _OWNED, c.arms[0]) and c.word in _SELLING
    return tuple(who for who in state_at_head(c.s, c.at) if who.entity.kind == "state") if own else ()


def _sells(c: Reading) -> bool:
    """Tell a word of selling, but not "was given tanks", by which somebody gets them."""
    given = is_passive(c.s, c.at, c.after) and _is_given(c)
    wished = c.s.words(c.after, c.after + _TOLD) if c.pattern.name == "told-of-wishes" else []
    if not _SALES.isdisjoint(wished) or (wished[:1] == ["to"] and not _SELLING.isdisjoint(wished)):
        return True  # "is considering the sale of tanks", "wants to sell Kesh tanks"
    noun = c.pattern.part == "noun" and c.word in lexicon.words("nouns of giving", "selling nouns")
    return noun or (c.word in _SELLING and not given)


def _is_given(c: Reading) -> bool:
    """As in "the army was given six tanks": the goods stand behind it, and nobody behind "by" does."""
    if c.s.word(c.after) == "with" and c.word in _WITH_GOODS:
        return all(k > c.at for k in c.arms)
    told = c.word in lexicon.words("forms of giving") | {
        "offered",
        "promised",
        "granted",
        "sold",
        "lent",
        "leased",
    }
    return told and 0 <= c.arms[0] - c.after < _OWNED and all(k > c.at for k in c.arms)


def _seller_acting(c: Reading) -> Players:
    return _acting(c) if _sells(c) else ()


def _maker_acting(c: Reading) -> Players:
    """As in "The company is negotiating a contract for tanks": a company that acts sells."""
    beaten = lexicon.words("verbs of beating others")
    own = (who for who in dealing(c) if c.s.word(who.at - 1) not in beaten)
    named = (who for who in own if c.s[who.at].who or c.s.word(who.at) in _FIRMS)
    return tuple(filter(_is_maker(c), named))


def _company_acts(c: Reading) -> bool:
    """As in "the company is negotiating", be it told which or not."""
    end = end_of_actors(c.s, c.at if c.lead is None else c.lead)
    return end >= 0 and c.s.word(end) in _FIRMS


def _acting(c: Reading) -> Players:
    """Whoever acts, be it "it" or "the ministry"; nobody where the goods do, or a noun has no subject."""
    wishes = c.word == "interested"  # "is interested in tanks"
    passive = is_passive(c.s, c.at, c.after) and not _is_given(c) and not wishes
    if passive or end_of_actors(c.s, c.at if c.lead is None else c.lead) < 0:
        return () if passive or not verb_behind_and(c) else shared_subject(c)
    places = (shared_subject, dealing, force_acting, country_of_speaker, state_of_leader)
    return next((found for place in places if (found := place(c))), ())


def _firm(c: Reading) -> Players:
    """The one company that the sentence names, else the one that "the company" means."""
    firms = {who.entity.id: who for k in _clause(c) if (who := _firm_at(c, k))}
    if firms:
        return tuple(firms.values()) if len(firms) == 1 else ()
    meant = not lexicon.words("nouns of companies").isdisjoint(c.s.vocabulary)
    firm = only_firm(c.story, c.s) if meant else None
    return (Who(firm, c.at, sure=False),) if firm else ()


def _firm_at(c: Reading, k: int) -> Who | None:
    if (
        c.s[k].aside
        or c.s.word(k + 1) in _SAID | _SHOWS
        or c.s.word(k - 1) in {"at", "against", *_SHIPS}
        or c.s.word(k - 1) in lexicon.words("verbs of beating others")
        or (c.s.word(k - 1) == "by" and c.s.word(k - 2) in lexicon.words("verbs of challenging"))
        or c.s.word(k - 1) in _SAID
        or _is_told(c.s, k)
    ):
        return None
    who = party_at(c.story, c.s, k)
    return who if who and _is_maker(c)(who) and _may_give(c, who) else None


def _is_thing(c: Reading, who: Who) -> bool:
    """As in "the KNS Falk", "the system known as HALLA": what a ship or the arms themselves are called."""
    prefixes = lexicon.words("prefixes of ships")
    name, k = who.entity.name, who.at
    ship = name.split()[0] in prefixes or (k > 0 and c.s[k - 1].text in prefixes)
    called = c.s[k].who == who.entity and c.s.word(k - 1) in lexicon.words("words before what is called")
    surname = name in _surnames(c.story)
    return who.entity.kind == "body" and (
        ship or called or surname or (k in c.arms and c.s[k].who == who.entity)
    )


@lru_cache(maxsize=4)
def _surnames(story: Story) -> frozenset[str]:
    """The last names of the people of an article: a title may have one that looks like a company's."""
    people = (token.who for s in story.sentences for token in s.tokens if token.kind == "person")
    return frozenset(who.name.split()[-1] for who in people if who and who.name)


def _is_told(s: Sentence, k: int) -> bool:
    """As in "told the daily Lance", "according to Lance"."""
    before = {*s.words(max(0, k - _TOLD), k)}
    return s[k].kind == "media" or not before.isdisjoint(_MEDIA)


# ------------------------------------------------------------------ who buys


def _state_with_maker(c: Reading) -> Players:
    """As in "Lance is negotiating with Kesh": the state of the two."""
    makers = c.pattern.name in _WITH and (_company_acts(c) or _maker_acting(c) or _agency_that_lets(c))
    return nation_behind("with")(c) if makers else ()


def _wished_for(c: Reading) -> Players:
    """As in "the White House seeks 60 helicopters for Kesh", not "for its army"."""
    return nation_behind("for")(c) if c.pattern.name == "told-of-wishes" and not _sells(c) else ()


def _antecedent(c: Reading) -> Players:
    """As in "Kesh, for which Norland approved the purchase of tanks"."""
    led = (k for k in range(1, c.at) if c.s.words(k, k + 2) in _FOR_WHICH and "," in c.s.gap(k))
    return whoever(state_named(c, last - 1) if (last := max(led, default=0)) else None)


def _to_whom(c: Reading) -> Players:
    """As in "want to sell Kesh tanks": the state between a verb of selling and the arms."""
    if not _sells(c):
        return ()
    verb = next((k for k in range(c.at, c.arms[0]) if c.s.word(k) in _SELLING), c.arms[0])
    state = Who(who, verb + 1) if verb + 1 < c.arms[0] and (who := c.s[verb + 1].who) else None
    plain = state is not None and c.s[state.at].kind == "state" and not c.s[state.at].owns
    return (state,) if state and plain else ()


def _where_they_come(c: Reading) -> Players:
    return where_they_arrive(c) if c.word in lexicon.words("verbs of reaching") else ()


def _buyer_acting(c: Reading) -> Players:
    return () if _sells(c) else _acting(c)


def _owner(c: Reading) -> Players:
    """As in "Kesh's army", "Merrow's order", and in "Kesh's first missiles came from Norland"."""
    owners = [k for k in _clause(c) if c.s[k].owns and c.s[k].kind == "state"]
    gets = c.word in lexicon.words("verbs of coming") or not _sells(c) or is_passive(c.s, c.at, c.after)
    if gets and owners and 0 < c.arms[0] - owners[0] < _OWNED:
        return whoever(Who(who, owners[0]) if (who := c.s[owners[0]].who) else None)
    return first_of(
        Who(who, k)
        for k in owners
        if (who := c.s[k].who) and not _FORCES.isdisjoint(c.s.words(k + 1, _next_name(c.s, k)))
    )


def _next_name(s: Sentence, k: int) -> int:
    """As in "Norland's Lance and Kesh's army": the army is not Norland's."""
    behind = range(k + 1, min(len(s), k + _OWNED))
    return next((j for j in behind if s[j].who), k + _OWNED)


def _forces(c: Reading) -> Players:
    """The one state whose forces are named, but not in "jets that the Kesh army had"."""
    relative = (k for k in range(c.arms[0] + 1, len(c.s)) if c.s.word(k) in {"that", "which"})
    end = next(relative, len(c.s))
    speaking = lexicon.words("who speaks for forces")
    named = forces_named(c.story, c.s)
    own = ((k, who) for k, who in named if k < end and not _is_agency(c.s, k))
    told = (who for k, who in own if speaking.isdisjoint(c.s.words(k + 1, k + 1 + _TOLD)))
    states = dict.fromkeys(told)
    free = tuple(one for one in states if one.id != c.other)
    return (Who(free[0], c.at),) if len(free) == 1 else ()


PLACES: Mapping[str, Callable[[Reading], Players]] = {
    "whoever may sell": whoever_may_sell,
    "whoever may buy": whoever_may_buy,
}
