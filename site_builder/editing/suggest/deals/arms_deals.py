"""Arms deals: who bought what of whom, for how much; also supplies, gifts and upgrades."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.home_forces import state_with_forces
from site_builder.editing.suggest.clauses.loose_clauses import clause_around
from site_builder.editing.suggest.clauses.parties import is_firm, is_public, its_state, public_state
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.deals.counted_goods import counted_goods
from site_builder.editing.suggest.deals.deal import Deal, sum_of
from site_builder.editing.suggest.deals.deal_status import is_contract, status_of
from site_builder.editing.suggest.deals.deals_carried_on import with_carried_on
from site_builder.editing.suggest.deals.deals_in_passing import is_in_passing, readings_in_passing
from site_builder.editing.suggest.deals.deals_told_again import told_once
from site_builder.editing.suggest.deals.goods_of_others import without_others, without_seller_of_others
from site_builder.editing.suggest.deals.how_deals_are_told import (
    is_another,
    is_counted,
    is_counted_or_priced,
    is_direct,
    is_of_one,
    is_of_several,
    is_of_verb,
    is_plain,
    is_told_before,
    lists_goods,
)
from site_builder.editing.suggest.deals.listed_deals import each_listed
from site_builder.editing.suggest.deals.makers_of_arms import (
    is_of_other_maker,
    signed_with_buyer,
    sold_by_one_of_two,
    unsure_of_two_states,
)
from site_builder.editing.suggest.deals.sides_told_before import with_sides
from site_builder.editing.suggest.deals.sums_of_deals import money_near, with_own_sums, without_priced
from site_builder.editing.suggest.deals.upgrades import is_of_upgrade
from site_builder.editing.suggest.deals.what_is_no_deal import tells_no_deal
from site_builder.editing.suggest.patterns import FAMILIES
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity
from site_builder.editing.suggest.sentences.story import Sentence, Story

_BESIDE = 8
"""Two readings that give one buyer and stand so near each other are of one deal."""
_CONTRACT = 14
_COUNT = 3
"""So many words behind a contract it is told that whoever won it wants to buy."""
_PACKAGE = 2
"""So many sentences back it is told what a package is."""
_FIRMS = lexicon.words("nouns of companies")
_PLACE = attrgetter("reading.s.index")
_SIDES = ("suppliers", "recipients")
_SIGNED = ("signed", "to-sell", "contract-to-supply")
"""Frames of what two sides sign, of whom the text does not always say who sells."""


def find_deals(story: Story, readings: Iterable[Reading]) -> tuple[Deal, ...]:
    """Find the deals of an article; what tells of one deal in several sentences is joined.

    Of a sentence readings in which a side may be open come after the others, and loose ones last.
    """
    dealing: list[Reading] = []
    refused: set[tuple[int, int]] = set()
    for one in readings:
        if one.pattern.loose and tells_no_deal(one):
            refused.add((one.s.index, one.at))
        else:
            dealing.append(one)
    told = sorted(dealing, key=lambda one: (one.s.index, FAMILIES.index(one.pattern.family)))
    sentences = groupby(with_sides(told), key=lambda one: one.s.index)
    found = [deal for _, group in sentences for deal in _deals(group)]
    found += counted_goods(found, {index for index, _ in refused})
    kept = told_once(sorted(found, key=_PLACE))
    passing = map(_deal, map(_of_states, readings_in_passing(story, found, refused)))
    more = told_once(sorted((*kept, *filter(_is_possible, passing)), key=_PLACE))
    return tuple(sorted((*kept, *filter(is_in_passing, more)), key=_PLACE))


def _deals(readings: Iterable[Reading]) -> list[Deal]:
    """All deals of a sentence, the surest pattern for each pair of parties."""
    found: list[Deal] = []
    all_ = [
        each
        for one in readings
        for item in each_listed(without_seller_of_others(one))
        for each in with_carried_on(item)
    ]
    for one in sorted(all_, key=_in_order):
        turned = without_others(_turned(signed_with_buyer(sold_by_one_of_two(one))))
        if turned is None:
            continue
        deal = _deal(_of_states(_without_voters(turned)))
        if not any(deal.pair) or _is_within_state(deal.reading):
            continue
        if tells_no_deal(turned):
            continue
        next_ = _is_next_item(one, found)
        again = not next_ and one.pattern.loose and is_told_before(deal, found)
        plain = next_ or is_plain(deal)
        told = plain or is_counted_or_priced(deal) or is_of_one(deal) or lists_goods(deal) or is_direct(deal)
        if again or (one.pattern.loose and not told):
            continue
        met = any(set(deal.reading.arms) & set(other.reading.arms) for other in found)
        if deal.is_open and met and not next_:
            continue
        if deal.is_half and (
            (found and not next_ and not is_another(deal, found))
            or not (plain or is_counted(deal))
            or (is_of_several(deal) and one.pattern.name != "buyers-listed")
        ):
            continue
        if _is_possible(deal) and not any(_alike(deal, other) for other in found):
            found.append(deal)
    return [without_priced(deal, found) for deal in with_own_sums(found)]


def _in_order(reading: Reading) -> tuple[int, int, int]:
    """The surest pattern first; of loose readings those that tell of both sides."""
    open_ = sum(not reading.all(role) for role in _SIDES) if reading.pattern.loose else 0
    return FAMILIES.index(reading.pattern.family), open_, reading.pattern.order


def _is_next_item(reading: Reading, found: Iterable[Deal]) -> bool:
    """Tell whether a verb of which a deal was found tells of one more in another part of the sentence."""
    others = [one.reading for one in found if one.reading.at == reading.at]
    apart = all(one.item and one.item != reading.item for one in others)
    return bool(others) and reading.item is not None and apart


def _turned(reading: Reading) -> Reading:
    """Tell who sells where a frame does not: a company signs or announces its contract with a state."""
    sides = reading.all("suppliers"), reading.all("recipients")
    labelled = any(who.label for role in ("suppliers", "recipients") for who in reading.roles[role])
    if reading.pattern.name == "contract":
        other_way = (_sells(reading) if sides[1] else _is_won_from(reading)) and not all(sides)
        return replace(reading, roles=_swapped(reading)) if other_way else reading
    of_other = reading.pattern.name.startswith(_SIGNED) and is_of_other_maker(reading)
    if of_other or _is_signed_by_makers(reading):
        return replace(reading, roles=_swapped(reading, sure=not of_other))
    if not reading.pattern.name.startswith(_SIGNED) or not all(sides) or labelled:
        return reading
    if all(map(is_firm, (*sides[0], *sides[1]))) and _buys_for_state(reading, "recipients", "suppliers"):
        return replace(reading, roles=_swapped(reading, sure=False))
    between_states = not any(map(is_firm, (*sides[0], *sides[1]))) and _is_for_supply(reading)
    if not between_states and (any(map(is_firm, sides[0])) or not all(map(is_firm, sides[1]))):
        return unsure_of_two_states(reading)
    return replace(reading, roles=_swapped(reading, sure=not between_states))


def _is_signed_by_makers(reading: Reading) -> bool:
    """As in "Norland firms signed contracts for tanks with Kesh": the firms sell."""
    suppliers, recipients = (reading.roles.get(role, ()) for role in _SIDES)
    firms = bool(recipients) and all(who.label for who in recipients)
    states = bool(suppliers) and all(who.entity.kind == "state" and not who.label for who in suppliers)
    return reading.pattern.name.startswith(_SIGNED) and firms and states


def _sells(reading: Reading) -> bool:
    """As in "Lance announced a contract for tanks", "Norland secured a contract for tanks": who gets it."""
    won = reading.lead is not None and reading.s.word(reading.lead) in lexicon.words("winning verbs")
    wanted = lexicon.words("words of getting") & {*reading.s.words(reading.after, reading.after + _COUNT)}
    called = (who.label.lower().split()[-1:] for who in reading.roles["recipients"])
    firms = all(word and word[0] in _FIRMS for word in called)  # "a Keshian firm was awarded"
    return all(map(is_firm, reading.all("recipients"))) or firms or (won and not wanted)


def _is_won_from(reading: Reading) -> bool:
    """As in "secured a contract for 12 jets from Norland", which buys them."""
    s = reading.s
    won = reading.lead is not None and s.word(reading.lead) in lexicon.words("winning verbs", "getting verbs")
    states = all(who.entity.kind == "state" for who in reading.roles["suppliers"])
    return won and states and all("from" in s.words(who.at - 2, who.at) for who in reading.roles["suppliers"])


def _swapped(reading: Reading, *, sure: bool = True) -> Mapping[str, tuple[Who, ...]]:
    """Let those who were read as buyers sell."""
    suppliers = tuple(replace(who, sure=who.sure and sure) for who in reading.roles["recipients"])
    return {**reading.roles, "suppliers": suppliers, "recipients": reading.roles["suppliers"]}


def _buys_for_state(reading: Reading, seller: str, buyer: str) -> bool:
    """As in "with the Keshian procurement agency KPA", by what the words before a name call it."""
    public = lexicon.words("last words of public buyers", "public bodies")
    called = [
        {reading.s.word(who.at - 1) for who in reading.roles[role]} & public for role in (seller, buyer)
    ]
    return bool(called[1]) and not called[0]


def _is_for_supply(reading: Reading) -> bool:
    """As in "Kesh signed a contract with Norland for the supply of tanks": Norland supplies."""
    s = reading.s
    nouns = lexicon.words("selling nouns")
    after = range(reading.after, min(reading.end, len(s)))
    named = reading.pattern.name.startswith(("to-sell", "contract-to-supply"))
    signs = s.words((reading.lead or 0) - _CONTRACT, reading.lead or 0)
    buys = not lexicon.words("words of ministries").isdisjoint(signs)
    return (
        named
        and buys
        and any(s.word(k) in nouns and s.word(k - 1) == "the" and s.word(k + 1) == "of" for k in after)
    )


def _without_voters(reading: Reading) -> Reading:
    """As in "Congress was notified of a sale to Kesh", which does not sell; who does may stay open."""
    told = reading.lead is not None and reading.s.word(reading.lead) in lexicon.words("telling of sales")
    if not told or reading.pattern.family == "deals":
        return reading
    voting = lexicon.words("voting bodies")
    sellers = reading.roles.get("suppliers", ())
    kept = tuple(who for who in sellers if who.entity.name.lower() not in voting or who.entity.state)
    return replace(reading, roles={**reading.roles, "suppliers": kept})


def _is_within_state(reading: Reading) -> bool:
    """As in "the Kesh ministry announced the delivery of tanks to the Land Force": both act for one state."""
    voting = lexicon.words("voting bodies")
    if any(who.name.lower() in voting and not who.state for who in reading.all("suppliers")):
        return True  # "Congress authorised arms"
    named = (reading.s[who.at].who for who in reading.roles["suppliers"])
    public = all(who is not None and who.kind == "body" and not is_firm(who) for who in named)
    others = reading.all("recipients")
    theirs = all(who.kind == "body" and not (is_firm(who) or who.state or who.known) for who in others)
    return public and theirs


def _of_states(reading: Reading) -> Reading:
    """Give for a state's ministry or force the state."""
    roles = {
        role: tuple({who.entity.id: who for who in _states_of(reading, found)}.values())
        for role, found in reading.roles.items()
    }
    return replace(reading, roles=roles)


def _states_of(reading: Reading, found: tuple[Who, ...]) -> Iterator[Who]:
    told = _without_acronym(reading.s, found)
    return (_of_state(reading, _apposed(reading.s, who)) for who in told)


def _apposed(s: Sentence, who: Who) -> Who:
    """As in "Lance, a Keshian company, sold": the name rather than what it is called."""
    first = who.at - (s.word(who.at - 1) in lexicon.words("articles"))
    name = s[first - 1].who if who.label and first > 0 and s.gap(first).startswith(",") else None
    return Who(name, first - 1) if name and name.kind == "body" else who


def _without_acronym(s: Sentence, found: tuple[Who, ...]) -> tuple[Who, ...]:
    """As in "from KDA, the Keshian Defence Agency": the same twice, of which the longer tells more."""
    others = {who.at for who in found}
    return tuple(
        who
        for who in found
        if not (
            who.entity.kind == "body"
            and who.entity.name.isupper()
            and s.gap(who.at + 1).startswith(",")
            and others & {who.at + 1, who.at + 2}
        )
    )


def _of_state(reading: Reading, who: Who) -> Who:
    """As in "the Ministry of Defence signed", be it told elsewhere whose it is."""
    state = its_state(reading.story, reading.s, who)
    unknown = state.kind == "body" and not state.known and is_public(state.name)
    home = state_with_forces(reading.story, reading.s) if unknown else None
    voting = state.kind == "body" and state.name.lower().split()[-1] in lexicon.words("voting bodies")
    home = home or (_state_voting(reading, state) if voting else None)
    return replace(who, entity=home, sure=False) if home else replace(who, entity=state)


def _state_voting(reading: Reading, body: Entity) -> Entity | None:
    """As in "the US Congress", and in "Congress" where only one of a state is named so at length."""
    last = body.name.split()[-1]
    named = {
        token.who.name: token.who
        for s in reading.story.sentences
        for token in s.tokens
        if token.who and token.who.kind == "body" and token.who.name.endswith(last)
    }
    states = {
        state.id: state for who in (body, *named.values()) if (state := public_state(reading.story, who))
    }
    return next(iter(states.values())) if len(states) == 1 else None


def _is_possible(deal: Deal) -> bool:
    """Tell what may be a deal in arms: nobody sells to themselves, and a share of trade is a figure."""
    share = any(token.amount and token.amount.kind == "percent" for token in deal.reading.s.tokens)
    return not (deal.pair[0] & deal.pair[1] or share or _of_airline(deal))


def _of_airline(deal: Deal) -> bool:
    """What airlines buy are no arms, though they may be called jets."""
    parties = (*deal.reading.all("suppliers"), *deal.reading.all("recipients"))
    firms = (one for one in parties if one.kind != "state")  # the Emirates are one
    return any(word in lexicon.words("airline words") for one in firms for word in one.name.lower().split())


def _alike(a: Deal, b: Deal) -> bool:
    if a.reading.item and b.reading.item and a.reading.at == b.reading.at:
        return a.reading.item == b.reading.item
    if (a.is_priced or b.is_priced) and a.amount and b.amount and sum_of(a.amount) != sum_of(b.amount):
        return False
    other_goods = set(a.reading.arms).isdisjoint(b.reading.arms)
    if other_goods and a.kind != b.kind and "upgrade" in {a.kind, b.kind}:
        return False  # "drones were bought from Lance, which upgrades its jets"
    if other_goods and a.reading.at != b.reading.at and is_of_verb(a) and is_of_verb(b):
        return False  # "bought 18 jets from Norland, which also sold it four frigates"
    if other_goods and a.pair[0] and b.pair[0] and not a.pair[0] & b.pair[0]:
        return False  # "missiles from Norland and howitzers from Kesh"
    apart = abs(a.reading.at - b.reading.at)
    beside = a.pair[1] == b.pair[1] and apart < _BESIDE
    one = a.pair[0] == b.pair[0] and bool(a.pair[1] & b.pair[1]) and apart < _CONTRACT
    again = a.pair[0] == b.pair[0] and a.reading.arms[:1] == b.reading.arms[:1] and apart < _CONTRACT
    return beside or one or again or a.pair in (b.pair, b.pair[::-1])


# ------------------------------------------------------------------ what a reading comes to


def _deal(reading: Reading) -> Deal:
    """Say of what kind a deal is, how far it came, what it cost and who tells of it."""
    s, at = reading.s, reading.at
    first, end = clause_around(s, at)
    bounded = reading.pattern.loose or s.word(first) == "having"
    money = money_near(s, at, reading.item or ((first, end) if bounded else None))
    amount = s[money].amount if money is not None else None
    name = reading.pattern.name
    contract = is_contract(reading)
    status = status_of(reading, contract=contract)
    if name.startswith("upgraded"):
        kind, status = "upgrade", "completed" if status == "delivered" else status
    elif is_of_upgrade(reading):
        kind = "upgrade"
    elif name in {"buyer", "supplier"}:
        kind, status = "supply", "delivered" if amount else ""
    elif _is_given(reading, priced=contract and amount is not None):
        kind, status = "aid", "" if reading.pattern.loose and status == "contracted" else status
    else:
        kind = "sale" if contract or _names_item(reading) else "supply"
    by = None if reading.pattern.loose else _speaker(s, at)
    return Deal(reading, kind, status, amount, money, by)


def _is_given(reading: Reading, *, priced: bool) -> bool:
    """As in "donated", "transferred. It was made free of charge"; what a contract gives is paid for."""
    s = reading.s
    behind = (b for b in reading.story.sentences[s.index + 1 : s.index + 2] if b.paragraph == s.paragraph)
    back = lexicon.words("words that refer back") | {"the", "both", "all"}
    free = any(map(_is_free, (s, *(b for b in behind if b.word(0) in back))))
    ordered = reading.word in lexicon.words("forms of giving") and "ordered" in s.vocabulary
    paid = ordered or (priced and reading.word in lexicon.words("words that also contracts do"))
    sold = reading.pattern.loose and reading.word == "package" and _is_sold_before(reading)
    return free or (reading.word in lexicon.words("gift words") and not paid and not sold)


def _is_sold_before(reading: Reading) -> bool:
    """As in "intends to sell missiles. The package consists of": what is sold is no gift."""
    sold = lexicon.words("buying verbs") | {"sell", "sells", "sold", "selling", "sale", "sales"}
    near = reading.story.sentences[max(0, reading.s.index - _PACKAGE) : reading.s.index + 1]
    given = any(not lexicon.words("words of gifts").isdisjoint(s.vocabulary) for s in near)
    return not given and any(not sold.isdisjoint(s.vocabulary) for s in near)


def _is_free(s: Sentence) -> bool:
    """As in "free of charge", "at no cost", "gratis"."""
    words = s.words(0, len(s))
    said = {" ".join(words[k : k + n]) for n in (1, 2, 3) for k in range(len(words))}
    return not lexicon.words("words of costing nothing").isdisjoint(said)


def _names_item(reading: Reading) -> bool:
    """Tell whether something of a name was bought or sold: then it was a deal of its own."""
    by = reading.s.word(reading.at + 1) == "by"
    verb = reading.pattern.name.startswith(("bought", "sold"))
    return verb and not by and reading.status == "happened" and any(reading.s[k].who for k in reading.arms)


def _speaker(s: Sentence, at: int) -> Entity | None:
    """Who "revealed that", before the deal in the sentence."""
    for k in range(at - 1, 1, -1):
        if s.word(k) == "that" and s.word(k - 1) in lexicon.words("said"):
            before = (
                j
                for j in range(k - 2, -1, -1)
                if s[j].kind in {"person", "media"} and s.word(j - 1) != "with"
            )
            return next((s[j].who for j in before), None)
    if s.words(0, 2) == ["according", "to"]:
        return next((t.who for t in s.tokens[2:8] if t.kind in {"person", "media", "body"}), None)
    return None
