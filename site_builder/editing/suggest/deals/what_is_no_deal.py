"""What words of dealing tell that is no deal: a deployment, a wish, a ban that "arms sale" only describes."""

from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.reading import Reading
from site_builder.editing.suggest.deals.packages_told_before import tells_of_contract, tells_of_package

_WISHED: Final = 6
"""So many words before a verb "if" or "should" says that nobody deals."""
_CONTRACTS: Final = lexicon.words("contract nouns", "loose nouns of contracts")
_FLEETS: Final = frozenset(("navy", "fleet", "coastguard"))
"""What they send stays their own."""
_HELPED: Final = 3
"""So many words before "given" it has "has"."""
_SEVERAL: Final = 2
"""More words for arms than these tell of several goods: "30 armoured vehicles" may be two of them."""
_MOVING: Final = frozenset(("gone to", "went to", "go to", "goes to"))
_BOUND: Final = frozenset(("going to", "bound for", "destined for", "earmarked for", "way to"))
_TALKED: Final = 3
"""So many words before "talks" stand the goods that they are on: "helicopter talks"."""
_PAST: Final = lexicon.words("past forms of verbs") | {"to"}
_HAVING: Final = frozenset(("has", "have", "had", "having"))


def tells_no_deal(reading: Reading) -> bool:
    """Tell whether nobody deals, in spite of the words."""
    return (
        _is_deployed(reading)
        or _comes_to_serve(reading)
        or _is_wished(reading)
        or _only_describes(reading)
        or _gives_reason(reading)
        or _is_asked_about(reading)
        or _lends_money(reading)
        or _is_told_to_go(reading)
        or _is_paid_for_harm(reading)
        or _does_not_begin(reading)
        or _gives_up(reading)
        or _is_denied_behind(reading)
        or _gives_contract(reading)
        or _only_helps(reading)
        or _is_on_order(reading)
        or _is_of_treaty(reading)
        or _only_follows(reading)
        or _takes_out(reading)
        or _is_noun_of_row(reading)
        or _makes_into(reading)
        or _only_compares(reading)
        or _calls_off_other(reading)
        or _talks_of_other(reading)
        or _is_overhauled_there(reading)
        or _commits_to_buy(reading)
        or _only_moves(reading)
        or _comes_to_sum(reading)
        or _is_noun_before_to(reading)
        or _does_away_with(reading)
        or (reading.pattern.name == "package-continued" and not tells_of_package(reading))
        or (reading.pattern.name == "contract-is-for" and not tells_of_contract(reading))
        or (reading.pattern.name == "in-package" and reading.at > _WISHED)
    )


def _is_deployed(reading: Reading) -> bool:
    """As in "sent two frigates for an exercise", which stay its own."""
    sent = reading.word in lexicon.words("sending verbs")
    if sent and reading.pattern.arms == "relative":
        return True  # "the drones that Norland sent to Kesh" may have struck it
    if sent and not _FLEETS.isdisjoint(reading.s.words(reading.at - _HELPED, reading.at)):
        return True  # "the navy sent two frigates to Kesh"
    sent = sent or (
        reading.pattern.loose and not lexicon.words("sending verbs").isdisjoint(reading.s.vocabulary)
    )
    return sent and not lexicon.words("words of deployments").isdisjoint(reading.s.vocabulary)


def _comes_to_serve(reading: Reading) -> bool:
    """As in "a frigate arrived on a visit", "jets arrived to guard the airspace", with no word of dealing."""
    comes = reading.word.split()[0] in lexicon.words("verbs of reaching")
    dealt = lexicon.words("buying verbs", "selling verbs", "words of giving and making") | _DELIVERED
    serving = lexicon.words("words of deployments") | {"visit", "call"}
    told = reading.s.vocabulary
    return comes and dealt.isdisjoint(told) and not serving.isdisjoint(told)


_DELIVERED: Final = frozenset(
    ("batch", "delivery", "deliveries", "shipment", "consignment", "contract", "order", "deal")
)


def _is_wished(reading: Reading) -> bool:
    """As in "should buy", "if Kesh bought", where nobody deals."""
    at = reading.at if reading.lead is None else min(reading.at, reading.lead)
    first = next((k for k in range(at, max(0, at - _WISHED), -1) if "," in reading.s[k].gap), at - _WISHED)
    wished = lexicon.words("words of what is only wished for")
    return not wished.isdisjoint(reading.s.words(max(first, at - _WISHED), at))


def _only_describes(reading: Reading) -> bool:
    """As in "the arms sale freeze": the noun only describes another."""
    noun = reading.pattern.part == "noun" or reading.pattern.loose  # "an arms export agency said"
    noun = noun and reading.s.gap(reading.after) == " "
    return noun and reading.s.word(reading.after) in lexicon.words("nouns that sales describe")


def _gives_reason(reading: Reading) -> bool:
    """As in ", given the refusal of Kesh to sell": this form needs "has" to tell what was done."""
    alone = reading.word == "given" and reading.pattern.voice == "active"
    return alone and _HAVING.isdisjoint(reading.s.words(reading.at - _HELPED, reading.at))


def _is_asked_about(reading: Reading) -> bool:
    """As in "the arms will replace what was given to Kesh": not they were given."""
    before = reading.pattern.arms == "before" and reading.arms
    return bool(before) and not {"what", "whatever"}.isdisjoint(
        reading.s.words(reading.arms[-1] + 1, reading.at)
    )


def _lends_money(reading: Reading) -> bool:
    """As in "will lend Kesh $5 million for tanks"."""
    near = reading.s.tokens[reading.after : reading.after + _WISHED]
    money = any(token.amount and token.amount.kind == "money" for token in near)
    return money and reading.word.startswith(("lend", "lent"))


def _is_told_to_go(reading: Reading) -> bool:
    """As in "an order for the tanks to leave", by which nobody buys them."""
    s, last = reading.s, reading.arms[-1]
    going = s.word(last + 1) == "to" and s.word(last + 2) in lexicon.words("verbs of moving off")
    return going and reading.word.startswith("order")


def _is_paid_for_harm(reading: Reading) -> bool:
    """As in "paid Kesh $30 million for tanks damaged in the war"."""
    paid = reading.word in lexicon.words("verbs of paying")
    return paid and reading.s.word(reading.arms[-1] + 1) in lexicon.words("words of harm")


def _is_denied_behind(reading: Reading) -> bool:
    """As in "deliveries of tanks will not begin", by a noun that is read loosely."""
    noun = reading.pattern.loose and reading.pattern.part == "noun"
    last = max(reading.arms[-1], reading.at)
    return noun and not {"not", "never"}.isdisjoint(reading.s.words(last + 1, last + _WISHED))


def _gives_contract(reading: Reading) -> bool:
    """As in "was given a contract for tanks", by which no tanks are given yet."""
    behind = reading.s.words(reading.after, min(reading.arms[0], reading.after + _WISHED))
    loose = reading.pattern.loose and reading.pattern.part != "noun"
    words = lexicon.words("forms of giving", "receiving of goods")
    return loose and reading.word in words and not _CONTRACTS.isdisjoint(behind)


def _only_helps(reading: Reading) -> bool:
    """As in "has been", "had sold", where "has" tells of nothing that somebody holds."""
    if reading.pattern.loose and reading.word in _MOVING:
        return reading.arms[-1] > reading.at  # not "tanks went to Kesh"
    if reading.pattern.loose and reading.word == "follow":
        # not "tanks, jets and guns will follow"
        return len(reading.arms) <= _SEVERAL or reading.arms[-1] > reading.at or not _ends_clause(reading)
    holds = reading.word in _HAVING and reading.pattern.loose
    behind = reading.s.word(reading.after)
    return holds and (behind in lexicon.words("being") or behind.endswith("ed") or behind in _PAST)


def _ends_clause(reading: Reading) -> bool:
    """Tell whether nothing stands behind a verb that it could be done to: "would follow, and"."""
    s, after = reading.s, reading.after
    led = lexicon.words("prepositions") | {"and", "later", "soon", "next"}
    return after >= len(s) or bool(s.gap(after).strip()) or s.word(after) in led or s[after].time is not None


def _is_on_order(reading: Reading) -> bool:
    """As in "has 12 jets on order", where "order" is no verb."""
    on = reading.word == "order" and reading.s.word(reading.at - 1) == "on"
    if reading.pattern.loose:
        return on and all(k > reading.at for k in reading.arms)  # "has jets on order, and tanks"
    return on and reading.pattern.part != "noun"


def _gives_up(reading: Reading) -> bool:
    """As in "gave up its last tanks", "sent them back", but not "gave up to 20 tanks"."""
    s, after = reading.s, reading.after
    up = s.word(after) == "up" and s.word(after + 1) != "to"
    if reading.pattern.loose and s.words(after, after + 2) == ["over", "from"]:
        return True  # "new tanks take over from the old"
    sent = reading.word in lexicon.words("selling verbs")
    last = reading.arms[-1]
    back = sent and "back" in s.words(after, after + _HELPED)
    back = back or (sent and not {"there", "home", "abroad"}.isdisjoint(s.words(last + 1, last + _HELPED)))
    return back or (up and reading.word in lexicon.words("forms of giving"))


def _does_not_begin(reading: Reading) -> bool:
    """As in "deliveries of tanks will not begin in June"."""
    s = reading.s
    begin = (k for k in range(reading.after, len(s)) if s.word(k) in reading.pattern.then)
    first = next(begin, None) if reading.pattern.name == "deliveries-begin" else None
    return first is not None and "not" in s.words(first - 3, first)


def _is_of_treaty(reading: Reading) -> bool:
    """As in "has 900 warheads under the treaty", by which arms are limited rather than dealt in."""
    s = reading.s
    warheads = all(s[k].low.split()[-1] in {"warhead", "warheads"} for k in reading.arms)
    treaty = not {"treaty", "treaties"}.isdisjoint(s.vocabulary)
    return reading.pattern.loose and (treaty or (warheads and reading.pattern.part == "noun"))


def _only_follows(reading: Reading) -> bool:
    """As in "20 jets have become useless, giving Norland a reason": what is given stands behind."""
    s, at = reading.s, reading.at
    follows = reading.word.endswith("ing") and "," in s.gap(at) and reading.pattern.part != "noun"
    return reading.pattern.loose and follows and all(k < at for k in reading.arms)


def _takes_out(reading: Reading) -> bool:
    """As in "took 12 tanks out of service"."""
    s = reading.s
    out = any(s.words(k, k + 2) == ["out", "of"] for k in range(reading.after, len(s)))
    return reading.pattern.loose and out and reading.word in {"took", "take", "takes", "taking", "taken"}


def _is_noun_of_row(reading: Reading) -> bool:
    """As in "equipment for fighters, ships and stations", where "ships" is no verb."""
    s, at = reading.s, reading.at
    verb = reading.pattern.loose and reading.pattern.part != "noun" and reading.word.endswith("s")
    return verb and "," in s.gap(at) and s.word(reading.after) in {"and", "or"}


def _makes_into(reading: Reading) -> bool:
    """As in "made Kesh its first user", by which nothing is sold."""
    made = reading.pattern.loose and reading.word == "made"
    return made and reading.s.word(reading.after) not in {"by", "in", "for", "at"}


def _only_compares(reading: Reading) -> bool:
    """As in ", the largest arms export in its history", which says more of a deal that is told."""
    s, first = reading.s, reading.arms[0]
    general = all(s[k].low in {"arms", "weapons", "weapon"} for k in reading.arms)
    most = not _MOST.isdisjoint(s.words(first - _HELPED, first))
    return reading.pattern.loose and general and most


_MOST: Final = frozenset(("largest", "biggest", "top", "leading", "main", "single"))


def _calls_off_other(reading: Reading) -> bool:
    """As in "cancelled two flights of its jets", which were no order."""
    between = reading.s.words(reading.after, reading.arms[0])
    return reading.pattern.name == "order-called-off" and "of" in between


def _comes_to_sum(reading: Reading) -> bool:
    """As in "the jets would come to ten billion", which tells what they cost; "the talks came to an end"."""
    s, behind = reading.s, reading.s.tokens[reading.after : reading.after + _HELPED]
    money = any(token.amount is not None and token.amount.kind == "money" for token in behind)
    coming = reading.word in lexicon.words("verbs of coming") and s.word(reading.after) in {"to", "in"}
    ends = s.words(reading.after, reading.after + _HELPED)[:3] == ["to", "an", "end"]
    return reading.pattern.loose and coming and (money or ends)


def _is_noun_before_to(reading: Reading) -> bool:
    """As in "the first export to Kesh", where "export" is no verb: nothing stands behind it that is given."""
    noun = reading.word in lexicon.words("selling nouns") and reading.pattern.part != "noun"
    return noun and reading.s.word(reading.after) == "to" and all(k > reading.at for k in reading.arms)


def _does_away_with(reading: Reading) -> bool:
    """As in "signed a deal to destroy 500 missiles", "a deal that keeps the warships out"."""
    s, first = reading.s, reading.arms[0]
    contract = reading.word in _CONTRACTS | lexicon.words("signing words", "negotiation nouns")
    start = max(reading.at, first - _WISHED)
    return contract and not lexicon.words("what else is done to arms").isdisjoint(s.words(start, first))


def _only_moves(reading: Reading) -> bool:
    """As in "12 jets are going to Norland", "are going to land", where no words of dealing stand beside."""
    s, after = reading.s, reading.after
    if reading.word not in _BOUND:
        return False
    first = after + (s.word(after) in lexicon.words("articles"))
    named = first < len(s) and s[first].kind in {"state", "demonym", "place"}
    return not named or lexicon.words("words beside arms that are bound for others").isdisjoint(s.vocabulary)


def _talks_of_other(reading: Reading) -> bool:
    """As in "the 72 jets, whose removal was agreed after long negotiations": of the goods nobody talks."""
    talks = reading.pattern.loose and reading.word in lexicon.words("negotiation nouns")
    last = reading.arms[-1]
    apart = any("," in reading.s.gap(k) for k in range(last + 1, reading.at + 1))
    return talks and (last < reading.at - _TALKED or (last < reading.at and apart))


def _is_overhauled_there(reading: Reading) -> bool:
    """As in "six tanks went to Norland for repair", "were sent to Norland for an exercise"."""
    s = reading.s
    moved = reading.word in _MOVING | lexicon.words("sending verbs", "verbs of coming")
    behind = (k for k in range(reading.after, len(s)) if s.word(k) == "for")
    stays = lexicon.words("words of deployments")
    return (
        reading.pattern.loose and moved and any(not stays.isdisjoint(s.words(k, k + _HELPED)) for k in behind)
    )


def _commits_to_buy(reading: Reading) -> bool:
    """As in "committed to 100 jets", by which no jets are given."""
    s = reading.s
    return (
        reading.word == "committed"
        and s.word(reading.after) == "to"
        and reading.arms[0] - reading.after < _WISHED
    )
