"""Arms deals: who bought what of whom, for how much; also supplies, gifts and upgrades."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.deal_status import is_contract, status_of
from site_builder.editing.suggest.home_forces import home_state
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.parties import is_firm, is_public, its_state
from site_builder.editing.suggest.proposals import Span
from site_builder.editing.suggest.reading import Reading
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.sentences import Sentence, is_title
from site_builder.editing.suggest.sides_told_before import with_sides
from site_builder.model.extraction_results import Amount

_BESIDE = 8
"""Two readings that give one buyer and stand so near each other are of one deal."""
_CONTRACT = 14
_COUNT = 2
"""So many words before arms their number stands."""
_BACK = 2
"""So many sentences further on it is told what a deal cost."""
_AGAIN = 3
"""So many sentences further on a deal may be told again."""
_SIGNED = ("signed", "to-sell", "contract-to-supply")
"""Frames of what two sides sign, of whom the text does not always say who sells."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as one sentence tells it, with its money, and who says so."""

    reading: Reading
    kind: str
    status: str
    amount: Amount | None
    amount_at: int | None
    by: Entity | None
    later: Span | None = None
    """Where a later sentence tells what it cost."""

    @property
    def pair(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who sold to whom."""
        suppliers, recipients = (
            frozenset(e.id for e in self.reading.all(r)) for r in ("suppliers", "recipients")
        )
        return suppliers, recipients

    @property
    def is_half(self) -> bool:
        """Whether one of the sides is not told."""
        return not all(self.pair)

    @property
    def is_open(self) -> bool:
        """Whether it is read by frames in which a side may be open."""
        return self.reading.pattern.family == "open_deals"

    @property
    def is_priced(self) -> bool:
        """Whether it is told by no more than what arms cost."""
        return self.reading.pattern.name == "worth"

    @property
    def general(self) -> bool:
        """Whether a state is only called a buyer or supplier of another's arms."""
        return self.reading.pattern.name in {"buyer", "supplier"}


def find_deals(readings: Iterable[Reading], open_: Iterable[Reading] = ()) -> tuple[Deal, ...]:
    """Find the deals of an article; what tells of one deal in several sentences is joined.

    `open_` are readings in which a side may be open; they come after the others of a sentence.
    """
    told = sorted((*readings, *open_), key=lambda one: one.s.index)
    sentences = groupby(with_sides(told), key=lambda one: one.s.index)
    found = _merged(deal for _, group in sentences for deal in _deals(group))
    return tuple(_with_later_sum(deal, found) for deal in found)


def _with_later_sum(deal: Deal, found: Iterable[Deal]) -> Deal:
    """As in "Lance will deliver 50 tanks. The contract is worth $2 billion"."""
    index = deal.reading.s.index
    others = {other.reading.s.index for other in found}
    for s in deal.reading.story.sentences[index + 1 : index + 1 + _BACK]:
        if deal.amount or s.index in others:
            return deal
        at = _sum_of_contract(s)
        if at is not None:
            kind = "sale" if deal.kind == "supply" else deal.kind
            return replace(deal, amount=s[at].amount, later=(s[at].start, s[at].end), kind=kind)
    return deal


def _sum_of_contract(s: Sentence) -> int | None:
    """The only sum of a sentence that says what the contract is worth."""
    sums = [k for k, token in enumerate(s.tokens) if token.amount and token.amount.kind == "money"]
    contracts = lexicon.words("contract nouns") - {"tender"}
    told = any(s.word(k) in contracts and _points(s, k) for k in range(len(s)))
    worth = not lexicon.words("words of what contracts are worth").isdisjoint(s.vocabulary)
    return sums[0] if len(sums) == 1 and told and worth else None


def _points(s: Sentence, k: int) -> bool:
    return not lexicon.words("pointing words").isdisjoint(s.words(k - 3, k))


def _deals(readings: Iterable[Reading]) -> list[Deal]:
    """All deals of a sentence, the surest pattern for each pair of parties."""
    found: list[Deal] = []
    for one in sorted(readings, key=lambda one: (one.pattern.family != "deals", one.pattern.order)):
        turned = _without_others(_turned(one))
        if turned is None:
            continue
        deal = _deal(_of_states(turned))
        if deal.pair[0] & deal.pair[1] or not any(deal.pair) or _is_within_state(turned):
            continue
        if _is_deployed(turned):
            continue
        if deal.is_half and (found or not _is_counted(deal) or _is_of_several(deal)):
            continue
        if not _is_share(one.s) and not _of_airline(deal) and not any(_alike(deal, other) for other in found):
            found.append(deal)
    return [_without_priced(deal, found) for deal in found]


def _is_deployed(reading: Reading) -> bool:
    """As in "sent two frigates for an exercise", which stay its own."""
    sent = reading.word in lexicon.words("sending verbs")
    return sent and not lexicon.words("words of deployments").isdisjoint(reading.s.vocabulary)


def _is_of_several(deal: Deal) -> bool:
    """As in "Kesh and Norland signed a contract for tanks": who of them sells is not told."""
    return any(len(side) > 1 for side in deal.pair) and deal.reading.pattern.part == "noun"


def _is_counted(deal: Deal) -> bool:
    """Tell whether a deal of which a side is open has a number, a price or a contract."""
    s = deal.reading.s
    counts = (token for k in deal.reading.arms for token in s.tokens[max(0, k - _COUNT) : k + 1])
    numbered = any(token.amount or token.text.isdigit() for token in counts)
    told = deal.reading.pattern.part == "noun" or deal.reading.pattern.name in {"arrived", "contract-covers"}
    given = deal.kind == "aid"
    return numbered or told or given or deal.amount is not None or is_contract(deal.reading)


def _turned(reading: Reading) -> Reading:
    """Tell who sells where a frame does not: a company signs or announces its contract with a state."""
    sides = reading.all("suppliers"), reading.all("recipients")
    labelled = any(who.label for role in ("suppliers", "recipients") for who in reading.roles[role])
    if not reading.pattern.name.startswith(_SIGNED) or not all(sides) or labelled:
        return reading
    between_states = not any(map(is_firm, (*sides[0], *sides[1]))) and _is_for_supply(reading)
    if not between_states and (any(map(is_firm, sides[0])) or not all(map(is_firm, sides[1]))):
        return reading
    suppliers, recipients = reading.roles["recipients"], reading.roles["suppliers"]
    return replace(reading, roles={**reading.roles, "suppliers": suppliers, "recipients": recipients})


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


def _without_others(reading: Reading) -> Reading | None:
    """As in "missiles from Norland and drones": what stands behind the seller is of somebody else.

    No deal where something else was bought: "bought houses from Norland near a tank range".
    """
    s = reading.s
    at = (who.at for who in reading.roles["suppliers"] if s.word(_before_article(s, who.at)) == "from")
    end = next(at, len(s))
    own = tuple(k for k in reading.arms if k < end)
    apart = end < len(s) and _before_article(s, end) > reading.after
    if not own and apart and reading.pattern.arms == "after":
        return None
    return replace(reading, arms=own or reading.arms)


def _before_article(s: Sentence, i: int) -> int:
    return i - 2 if s.word(i - 1) in lexicon.words("articles") else i - 1


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
    return (_of_state(reading, who) for who in _without_acronym(reading.s, found))


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
    home = home_state(reading.story, reading.s) if unknown else None
    return replace(who, entity=home, sure=False) if home else replace(who, entity=state)


def _is_share(s: Sentence) -> bool:
    """A share of trade is a figure, not a deal."""
    return any(token.amount and token.amount.kind == "percent" for token in s.tokens)


def _of_airline(deal: Deal) -> bool:
    """What airlines buy are no arms, though they may be called jets."""
    parties = (*deal.reading.all("suppliers"), *deal.reading.all("recipients"))
    firms = (one for one in parties if one.kind != "state")  # the Emirates are one
    return any(word in lexicon.words("airline words") for one in firms for word in one.name.lower().split())


def _without_priced(deal: Deal, found: Iterable[Deal]) -> Deal:
    """As in "sold 500 bombs for $86 million and 30 missiles worth $88 million", which are two deals."""
    others = {k for other in found if other.is_priced and other is not deal for k in other.reading.arms}
    own = tuple(k for k in deal.reading.arms if k not in others)
    return replace(deal, reading=replace(deal.reading, arms=own)) if own else deal


def _alike(a: Deal, b: Deal) -> bool:
    if (a.is_priced or b.is_priced) and a.amount and b.amount and _sum(a.amount) != _sum(b.amount):
        return False
    apart = abs(a.reading.at - b.reading.at)
    beside = a.pair[1] == b.pair[1] and apart < _BESIDE
    one = a.pair[0] == b.pair[0] and bool(a.pair[1] & b.pair[1]) and apart < _CONTRACT
    again = a.pair[0] == b.pair[0] and a.reading.arms[:1] == b.reading.arms[:1] and apart < _CONTRACT
    return beside or one or again or a.pair in (b.pair, b.pair[::-1])


def _merged(found: Iterable[Deal]) -> list[Deal]:
    """Join general supplies between the same two sides, and repetitions of one value."""
    merged: list[Deal] = []
    for deal in found:
        same = next((k for k, m in enumerate(merged) if _one_deal(m, deal)), None)
        if same is None:
            merged.append(deal)
        elif _is_of_title(merged[same]):
            merged[same] = replace(deal, amount=deal.amount or merged[same].amount)
        else:
            merged[same] = replace(merged[same], amount=merged[same].amount or deal.amount)
    return merged


def _one_deal(a: Deal, b: Deal) -> bool:
    if a.pair != b.pair:
        return False
    if _is_of_title(a):
        return True
    if a.general and b.general and not a.amount and not b.amount:
        return True
    same = bool(a.amount and b.amount and _sum(a.amount) == _sum(b.amount))
    return same or _tells_again(a, b)


def _is_of_title(deal: Deal) -> bool:
    """Tell whether only the title tells of it, which the text tells in full."""
    return deal.reading.s.headline or is_title(deal.reading.story, deal.reading.s)


def _tells_again(a: Deal, b: Deal) -> bool:
    """Tell whether a later sentence says no more than that the same was delivered or ordered."""
    things = [
        {w for k in one.reading.arms for w in one.reading.s[k].low.split() if w.isalpha()} for one in (a, b)
    ]
    times = [one.reading.time for one in (a, b)]
    dated = times[0] and times[1] and times[0].edtf != times[1].edtf
    again = a.status == b.status and bool(things[0] & things[1]) and not dated
    return again and b.amount is None and b.reading.s.index - a.reading.s.index <= _AGAIN


def _sum(amount: Amount) -> tuple[str, str, str]:
    return amount.low, amount.unit, amount.per


# ------------------------------------------------------------------ what a reading comes to


def _deal(reading: Reading) -> Deal:
    """Say of what kind a deal is, how far it came, what it cost and who tells of it."""
    s, at = reading.s, reading.at
    money = _money(s, at)
    amount = s[money].amount if money is not None else None
    name = reading.pattern.name
    contract = is_contract(reading)
    status = status_of(reading, contract=contract)
    if name.startswith("upgraded"):
        kind, status = "upgrade", "completed" if status == "delivered" else status
    elif name in {"buyer", "supplier"}:
        kind, status = "supply", "delivered" if amount else ""
    elif reading.word in lexicon.words("gift words"):
        kind = "aid"
    else:
        kind = "sale" if contract or _names_item(reading) else "supply"
    return Deal(reading, kind, status, amount, money, _speaker(s, at))


def _names_item(reading: Reading) -> bool:
    """Tell whether something of a name was bought or sold: then it was a deal of its own."""
    by = reading.s.word(reading.at + 1) == "by"
    verb = reading.pattern.name.startswith(("bought", "sold"))
    return verb and not by and reading.status == "happened" and any(reading.s[k].who for k in reading.arms)


def _money(s: Sentence, at: int) -> int | None:
    """The amount of money nearest to a word, in the same part of the sentence."""
    money = (k for k, token in enumerate(s.tokens) if token.amount and token.amount.kind == "money")
    best = min(money, key=lambda k: (s[k].aside and not s[at].aside, abs(k - at)), default=None)
    if best is None or any(";" in s[k].gap for k in range(min(at, best) + 1, max(at, best) + 1)):
        return None
    return best


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
