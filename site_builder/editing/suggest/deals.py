"""Arms deals: who bought what of whom, for how much; also supplies, gifts and upgrades."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.parties import is_firm, its_state
from site_builder.editing.suggest.reading import Reading
from site_builder.editing.suggest.sentences import Sentence, is_title
from site_builder.editing.suggest.sides_told_before import with_sides
from site_builder.model.extraction_results import Amount

_BESIDE = 8
"""Two readings that give one buyer and stand so near each other are of one deal."""
_CONTRACT = 14
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

    @property
    def pair(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who sold to whom."""
        suppliers, recipients = (
            frozenset(e.id for e in self.reading.all(r)) for r in ("suppliers", "recipients")
        )
        return suppliers, recipients

    @property
    def is_priced(self) -> bool:
        """Whether it is told by no more than what arms cost."""
        return self.reading.pattern.name == "worth"

    @property
    def general(self) -> bool:
        """Whether a state is only called a buyer or supplier of another's arms."""
        return self.reading.pattern.name in {"buyer", "supplier"}


def find_deals(readings: Iterable[Reading]) -> tuple[Deal, ...]:
    """Find the deals of an article; what tells of one deal in several sentences is joined."""
    sentences = groupby(with_sides(readings), key=lambda one: one.s.index)
    return tuple(_merged(deal for _, group in sentences for deal in _deals(group)))


def _deals(readings: Iterable[Reading]) -> list[Deal]:
    """All deals of a sentence, the surest pattern for each pair of parties."""
    found: list[Deal] = []
    for one in sorted(readings, key=lambda one: one.pattern.order):
        turned = _without_others(_turned(one))
        if turned is None:
            continue
        deal = _deal(_of_states(turned))
        if deal.pair[0] & deal.pair[1] or _is_within_state(turned):
            continue
        if not _is_share(one.s) and not _of_airline(deal) and not any(_alike(deal, other) for other in found):
            found.append(deal)
    return [_without_priced(deal, found) for deal in found]


def _turned(reading: Reading) -> Reading:
    """Tell who sells where a frame does not: a company signs or announces its contract with a state."""
    sides = reading.all("suppliers"), reading.all("recipients")
    labelled = any(who.label for role in ("suppliers", "recipients") for who in reading.roles[role])
    if not reading.pattern.name.startswith(_SIGNED) or not all(sides) or labelled:
        return reading
    if any(map(is_firm, sides[0])) or not all(map(is_firm, sides[1])):
        return reading
    suppliers, recipients = reading.roles["recipients"], reading.roles["suppliers"]
    return replace(reading, roles={**reading.roles, "suppliers": suppliers, "recipients": recipients})


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
        role: tuple(replace(who, entity=its_state(reading.story, reading.s, who)) for who in found)
        for role, found in reading.roles.items()
    }
    return replace(reading, roles=roles)


def _is_share(s: Sentence) -> bool:
    """A share of trade is a figure, not a deal."""
    return any(token.amount and token.amount.kind == "percent" for token in s.tokens)


def _of_airline(deal: Deal) -> bool:
    """What airlines buy are no arms, though they may be called jets."""
    parties = (*deal.reading.all("suppliers"), *deal.reading.all("recipients"))
    return any(word in lexicon.words("airline words") for one in parties for word in one.name.lower().split())


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
    contract = _is_contract(reading)
    status = _status(reading, contract=contract)
    if status == "contracted" and _is_intended(reading):
        status = "planned"
    if name.startswith("upgraded"):
        kind, status = "upgrade", "completed" if status == "delivered" else status
    elif name in {"buyer", "supplier"}:
        kind, status = "supply", "delivered" if amount else ""
    elif reading.word in lexicon.words("gift words"):
        kind = "aid"
    else:
        kind = "sale" if contract or _names_item(reading) else "supply"
    return Deal(reading, kind, status, amount, money, _speaker(s, at))


def _is_contract(reading: Reading) -> bool:
    words = reading.s.words(reading.at - _CONTRACT, reading.at + 3)
    signs = lexicon.words("signing words") | lexicon.words("contract nouns")
    return reading.word == "ordered" or any(word in signs for word in words)


def _is_intended(reading: Reading) -> bool:
    """As in "signed a letter of intent to buy"."""
    intended = lexicon.words("words of what is only intended")
    return any(word in intended for word in reading.s.words(reading.at - _CONTRACT, reading.at + 3))


def _status(reading: Reading, *, contract: bool) -> str:
    if reading.status != "happened":
        return "planned" if reading.status == "expected" else reading.status
    return "contracted" if contract else "delivered" if reading.word in lexicon.words("done") else ""


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
