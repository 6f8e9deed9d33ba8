"""Arms deals: who bought what of whom, for how much; also supplies, gifts and upgrades."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import islice

from site_builder.extraction.spans import Amount, TimeExpression
from site_builder.suggest import grammar, lexicon
from site_builder.suggest.arms import Party, arms_between, demonym_at, equipment_in, is_arms, party_at
from site_builder.suggest.grammar import PREPOSITIONS, Certainty
from site_builder.suggest.names import Entity
from site_builder.suggest.proposals import Proposal, Rank, Span, Value
from site_builder.suggest.story import Sentence, Story
from site_builder.suggest.visits import MOST, why_of

_BUYING = lexicon.words("buying verbs")
_SELLING = lexicon.words("selling verbs")
_GIFTS = lexicon.words("gift words")
_UPGRADES = lexicon.words("upgrade verbs")
_CONTRACTS = lexicon.words("contract nouns")
_BUYERS = lexicon.words("buyer nouns")
_SELLERS = lexicon.words("seller nouns")
_SIGNED = frozenset(
    (
        "signed",
        "signs",
        "sign",
        "concluded",
        "inked",
        "awarded",
        "won",
        "contracted",
        "reached",
        "struck",
        "sealed",
    )
)
_IS = frozenset(
    ("is", "was", "are", "were", "been", "became", "become", "becomes", "remains", "remained", "being")
)
_OPENERS = lexicon.words("openers") | grammar._SAID | {"to"}  # noqa: SLF001
_PASSIVE = frozenset(("was", "were", "been", "being", "is", "are", "be"))
_CLAUSE = 30


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as one sentence tells it."""

    suppliers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    sentence: Sentence
    at: int
    arms: tuple[int, ...]
    amount: Amount | None
    time: TimeExpression | None
    kind: str
    status: str
    reason: str
    by: Entity | None = None
    spans: tuple[Span, ...] = ()

    @property
    def pair(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who sold to whom."""
        return frozenset(p.entity.id for p in self.suppliers), frozenset(p.entity.id for p in self.recipients)

    @property
    def sure(self) -> bool:
        """Whether both sides are named in so many words."""
        return bool(self.suppliers and self.recipients) and all(
            p.sure for p in (*self.suppliers, *self.recipients)
        )


def find_deals(story: Story) -> tuple[Proposal, ...]:
    """Propose the deals of an article; what tells of one deal in several sentences is joined."""
    found = list(islice((deal for s in story.sentences for deal in _deals(story, s)), MOST))
    return tuple(_proposal(deal) for deal in _merged(found))


def _deals(story: Story, s: Sentence) -> Iterator[Deal]:
    """All deals of a sentence, the surest rule for each pair of parties."""
    found: list[Deal] = []
    if any(token.amount and token.amount.kind == "percent" for token in s.tokens):
        return  # a share of trade is a figure
    for rule in _RULES:
        for i in range(len(s)):
            if s[i].aside and not s[0].aside:
                continue
            deal = rule(story, s, i)
            if deal is None or not _holds(deal):
                continue
            if not any(_alike(deal, other) for other in found):
                found.append(deal)
    yield from found


def _holds(deal: Deal) -> bool:
    suppliers, recipients = deal.pair
    return bool(suppliers and recipients) and not suppliers & recipients


def _alike(a: Deal, b: Deal) -> bool:
    return (
        a.pair == b.pair
        or (a.pair[1] == b.pair[1] and abs(a.at - b.at) < 8)
        or (a.pair[0] == b.pair[1] and a.pair[1] == b.pair[0])
    )


# ------------------------------------------------------------------ the sides of a deal


def _subject_party(story: Story, s: Sentence, verb: int, other: str = "") -> Party | None:
    """Find the state, body or company that does what a verb says."""
    for i in range(verb - 1, max(-1, verb - _CLAUSE), -1):
        if any(c in s[i + 1].gap for c in ";:"):
            return None
        party = None if s[i].aside else party_at(story, s, i, other)
        if party is None or (s[i].owns and not _has_firms_or_troops(s, i, verb)):
            continue
        first = i
        while (
            first > 0
            and s[first].gap == " "
            and (
                s.word(first - 1)
                in {"the", "a", "an", "its", "strategic", "small", "neighboring", "neighbouring"}
                or _is_name(s, first - 1)
            )
        ):
            first -= 1
        before = s.word(first - 1)
        relative = any(s.word(k) in {"that", "which", "who"} for k in range(i + 1, min(i + 3, verb)))
        if (
            relative
            or first == 0
            or before in _OPENERS
            or (s[first].gap.strip() and before not in PREPOSITIONS)
            or s[first - 1].time
        ):
            return party
    return None


def _is_name(s: Sentence, i: int) -> bool:
    who = s[i].who
    return bool(who and who.kind == "demonym")


def _has_firms_or_troops(s: Sentence, i: int, verb: int) -> bool:
    return any(
        s.word(k) in lexicon.words("government words") | lexicon.words("company words")
        for k in range(i + 1, min(i + 4, verb))
    )


def _after(story: Story, s: Sentence, at: int, word: str, *, end: int, other: str = "") -> tuple[Party, ...]:
    """Find the parties after a preposition: "from Israel", "to the country"."""
    for i in range(at, min(end, len(s))):
        if s.word(i) == word:
            found = _parties(story, s, i + 1, other)
            if found:
                return found
    return ()


def _parties(story: Story, s: Sentence, at: int, other: str = "") -> tuple[Party, ...]:
    """Parties in a row: "Israel", "Israel and Turkey", "the Israeli company Elbit"."""
    found: list[Party] = []
    for i in range(at, min(len(s), at + 7)):
        party = party_at(story, s, i, other)
        follows = s[i].gap.strip() in {"", ","} or i == at
        if not follows:
            break
        if party and not (found and s[i].gap == " " and s.word(i - 1) != "and" and not _is_name(s, i - 1)):
            if (found and s.word(i - 1) == "and") or not found or s[i].gap.startswith(","):
                found.append(party)
            continue
        if found and s.word(i) != "and":
            break
        if s.word(i) in PREPOSITIONS | lexicon.words("said") or s[i].time or s[i].amount:
            break
        if not found and i > at + 3 and not s[i].who:
            break
    return tuple(found)


def _clause_end(s: Sentence, at: int) -> int:
    for i in range(at + 1, len(s)):
        if any(c in s[i].gap for c in ";:") or (
            s[i].gap.startswith(",")
            and s.word(i) in {"while", "but", "which", "who", "where", "although", "said", "and"}
            and not is_arms(s, i + 1 if i + 1 < len(s) else i)
        ):
            return i
    return len(s)


# ------------------------------------------------------------------ rules


def _bought(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "X bought arms from Y", "X signed a deal with Y to buy arms", "arms bought from Y by X"."""
    taken = s.word(i) == "delivery" and s.word(i - 1) in {"took", "take", "takes", "taken", "taking"}
    if (
        not (s.word(i) in _BUYING or taken)
        or s.word(i - 1) in {"the", "a", "for", "of", "an"}
        or _accused(s, i)
    ):
        return None
    end = _clause_end(s, i)
    objects = arms_between(s, i + 1, end)
    passive = s.word(i + 1) in {"from", "by"} or (s.word(i - 1) in _PASSIVE and not objects)
    arms = objects if not passive else arms_between(s, i - 12, i)
    if not arms:
        return None
    suppliers = _after(story, s, i + 1, "from", end=end)
    if passive:
        recipients = _after(story, s, i + 1, "by", end=end) or _one(_nearest_owner(story, s, arms[0]))
    else:
        signed = next((k for k in range(i - 1, max(-1, i - 14), -1) if s.word(k) in _SIGNED), None)
        recipients = _one(_subject_party(story, s, signed if signed is not None else i))
        if not suppliers and signed is not None:
            suppliers = _after(story, s, signed, "with", end=i)
        if not suppliers:
            suppliers = _one(
                next((p for k in range(i + 1, arms[0] + 1) if (p := demonym_at(story, s, k))), None)
            )
    return _deal(
        s, i, suppliers, recipients, arms=arms, reason="a verb of buying with buyer, seller and arms"
    )


def _sold(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "Y sold X arms", "Y supplied arms to X", "arms were sold to X by Y"."""
    if s.word(i) not in _SELLING or s.word(i - 1) in {"the", "a", "of", "an"} or _accused(s, i):
        return None
    end = _clause_end(s, i)
    objects = arms_between(s, i + 1, end)
    by = s.word(i + 1) == "by"
    passive = by or s.word(i - 1) in _PASSIVE
    arms = arms_between(s, i - 14, i) if passive else objects
    if by and not arms:
        arms = objects
    if not arms:
        return None
    if passive:
        suppliers = _after(story, s, i + 1, "by", end=end)
        recipients = _after(story, s, i + 1, "to", end=end)
        if by and suppliers and not recipients:
            recipients = _topic(story, s, suppliers)
    else:
        suppliers = _one(_subject_party(story, s, i))
        if not suppliers:
            return None
        seller = suppliers[0].entity.id
        recipients = _parties(story, s, i + 1, seller) if s[i + 1 if i + 1 < len(s) else i].gap == " " else ()
        recipients = (
            tuple(p for p in recipients if p.at < arms[0])
            or _after(story, s, i + 1, "to", end=end, other=seller)
            or _after(story, s, i + 1, "with", end=end, other=seller)
        )
    return _deal(
        s,
        i,
        suppliers,
        recipients,
        arms=arms,
        reason="a verb of selling or supplying with both sides and arms",
    )


def _topic(story: Story, s: Sentence, suppliers: Sequence[Party]) -> tuple[Party, ...]:
    """The buyer that the sentences before are about, where this one names none."""
    given = {p.entity.id for p in suppliers}
    for before in reversed(story.sentences[max(0, s.index - 2) : s.index]):
        states = [t.who for t in before.tokens if t.who and t.who.kind == "state" and t.who.id not in given]
        if states:
            return (Party(states[0], 0, sure=False),)
    return ()


def _nearest_owner(story: Story, s: Sentence, at: int) -> Party | None:
    """Who has the arms: the last state or force named before them."""
    for k in range(at - 1, -1, -1):
        party = party_at(story, s, k)
        if party:
            return party
    return None


def _contracted(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "contracts between X and Y for arms", "arms deal with Y", "X signed a contract with Y"."""
    if s.word(i) not in _CONTRACTS:
        return None
    end = _clause_end(s, i)
    arms = arms_between(s, max(0, i - 6), end)
    if not arms:
        return None
    reason = "a contract for arms between two sides"
    between = next((k for k in range(i + 1, min(end, i + 4)) if s.word(k) == "between"), None)
    if between is not None:
        sides = _parties(story, s, between + 1)
        buys = any(
            word in {"purchase", "buy", "acquisition", "procurement", "import", "purchases"}
            for word in s.words(i, end)
        )
        if len(sides) == 2 and buys:
            return _deal(s, i, (sides[1],), (sides[0],), arms=arms, reason=reason)
        return None
    verb = next((k for k in range(i - 1, max(-1, i - 9), -1) if s.word(k) in _SIGNED), None)
    if verb is None:
        return None
    one = _one(_subject_party(story, s, verb))
    other = _after(story, s, verb, "with", end=end) or _after(story, s, verb, "from", end=end)
    sells = any(word in _SELLING for word in s.words(i + 1, end)) or s.word(verb) == "won"
    if s.word(verb) == "awarded":
        other = other or _after(story, s, i, "to", end=end)
    return _deal(s, i, one if sells else other, other if sells else one, arms=arms, reason=reason)


def _sale(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "the sale of arms to X by Y", "arms sales to X", "military aid to X"."""
    words = {
        "sale",
        "sales",
        "delivery",
        "deliveries",
        "supply",
        "supplies",
        "transfer",
        "transfers",
        "shipment",
        "shipments",
        "export",
        "exports",
        "aid",
        "assistance",
        "donation",
        "package",
    }
    if s.word(i) not in words or (not (is_arms(s, i - 1) if i else False) and s.word(i + 1) != "of"):
        return None
    end = _clause_end(s, i)
    arms = arms_between(s, max(0, i - 4), min(end, i + 8))
    recipients = _after(story, s, i + 1, "to", end=min(end, i + 12))
    if not arms or not recipients:
        return None
    got = recipients[0].entity.id
    suppliers = _after(story, s, i + 1, "by", end=end) or _after(
        story, s, i + 1, "from", end=min(end, i + 10)
    )
    if not suppliers:
        suppliers = _one(
            next(
                (p for k in range(max(0, i - 5), i) if s[k].owns and (p := party_at(story, s, k, got))), None
            )
        )
        suppliers = suppliers or _one(
            next((p for k in range(max(0, i - 4), i) if (p := demonym_at(story, s, k))), None)
        )
    if not suppliers and any(
        s.word(k)
        in {
            "approved",
            "approves",
            "announced",
            "pledged",
            "promised",
            "suspended",
            "halted",
            "resumed",
            "authorized",
            "authorised",
        }
        for k in range(i)
    ):
        verb = next(
            k
            for k in range(i)
            if s.word(k)
            in {
                "approved",
                "approves",
                "announced",
                "pledged",
                "promised",
                "suspended",
                "halted",
                "resumed",
                "authorized",
                "authorised",
            }
        )
        suppliers = _one(_subject_party(story, s, verb, got))
    return _deal(
        s, i, suppliers, recipients, arms=arms, reason="a noun of selling or giving with both sides and arms"
    )


def _trades(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "X is a major importer of arms from Y", "Y is X's largest supplier of arms"."""
    word = s.word(i)
    if word not in _BUYERS | _SELLERS:
        return None
    is_ = next((k for k in range(i - 1, max(-1, i - 10), -1) if s.word(k) in _IS), None)
    end = _clause_end(s, i)
    arms = arms_between(s, max(0, i - 4), min(end, i + 12))
    if is_ is None or not arms:
        return None
    if word in _BUYERS:
        recipients = _one(_subject_party(story, s, is_))
        suppliers = _after(story, s, i + 1, "from", end=end)
        made = next(
            (k for k in range(i + 1, min(end, i + 6)) if (w := s[k].who) and w.kind == "demonym"), None
        )
        if not suppliers and made is not None:
            who = s[made].who
            suppliers = _one(
                party_at(story, s, made)
                or demonym_at(story, s, made)
                or (Party(Entity(who.state, "state", who.name, who.state, who.known), made) if who else None)
            )
        return _general(
            _deal(
                s, i, suppliers, recipients, arms=arms, reason="a state is called a buyer of another's arms"
            )
        )
    suppliers = _one(_subject_party(story, s, is_))
    recipients = _one(
        next((p for k in range(is_ + 1, i) if s[k].owns and (p := party_at(story, s, k))), None)
    ) or _after(story, s, i + 1, "to", end=end)
    return _general(
        _deal(s, i, suppliers, recipients, arms=arms, reason="a state is called a supplier of another's arms")
    )


def _upgraded(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "X's jets were modernised by Y", "Y upgraded X's tanks"."""
    if s.word(i) not in _UPGRADES:
        return None
    end = _clause_end(s, i)
    by = _after(story, s, i + 1, "by", end=end)
    if by:
        arms = arms_between(s, max(0, i - 16), i)
        owner = next(
            (
                p
                for k in range(i - 1, max(-1, i - 16), -1)
                if (p := party_at(story, s, k)) and p.entity.id != by[0].entity.id
            ),
            None,
        )
    else:
        arms = arms_between(s, i + 1, end)
        by = _one(_subject_party(story, s, i))
        owner = next(
            (
                p
                for k in range(i + 1, arms[-1] + 4 if arms else i)
                if k < len(s)
                and (p := party_at(story, s, k) or (demonym_at(story, s, k) if k < arms[0] else None))
            ),
            None,
        )
    if not arms or not by:
        return None
    deal = _deal(s, i, by, _one(owner), arms=arms, reason="a verb of upgrading with both sides and arms")
    return (
        replace(deal, kind="upgrade", status="completed" if deal.status == "delivered" else deal.status)
        if deal
        else None
    )


_RULES: tuple[Callable[[Story, Sentence, int], Deal | None], ...] = (
    _bought,
    _sold,
    _contracted,
    _sale,
    _upgraded,
    _trades,
)


def _one(party: Party | None) -> tuple[Party, ...]:
    return (party,) if party else ()


def _accused(s: Sentence, i: int) -> bool:
    return any(
        word in {"accused", "accuses", "accusing", "alleged", "allegedly", "suspected"}
        for word in s.words(i - 10, i)
    )


def _general(deal: Deal | None) -> Deal | None:
    return (
        replace(deal, kind="supply", status="delivered" if deal.amount else "", time=None) if deal else None
    )


def _deal(
    s: Sentence,
    at: int,
    suppliers: tuple[Party, ...],
    recipients: tuple[Party, ...],
    *,
    arms: tuple[int, ...],
    reason: str,
) -> Deal | None:
    certain = grammar.certainty(s, at)
    if certain == "not" or not suppliers or not recipients:
        return None
    money = sorted((abs(k - at), k) for k, t in enumerate(s.tokens) if t.amount and t.amount.kind == "money")
    amount = (
        s[money[0][1]].amount
        if money
        and not any(";" in s[k].gap for k in range(min(at, money[0][1]) + 1, max(at, money[0][1]) + 1))
        else None
    )
    word, kind = s.word(at), "supply"
    contract = any(w in _SIGNED | _CONTRACTS for w in s.words(max(0, at - 14), at + 3)) or word == "ordered"
    if word in _GIFTS:
        kind = "aid"
    elif contract or (
        word in _BUYING | _SELLING
        and any(s[k].who for k in arms)
        and s.word(at + 1) != "by"
        and certain == "happened"
    ):
        kind = "sale"
    status = _STATUS[certain] or ("contracted" if contract else "delivered" if word in _DONE else "")
    tokens = sorted(
        {
            at,
            *(p.at for p in (*suppliers, *recipients) if p.sure),
            *(arms[:1]),
            *((money[0][1],) if amount else ()),
        }
    )
    spans = _spans(s, tokens)
    return Deal(
        suppliers,
        recipients,
        s,
        at,
        arms,
        amount,
        grammar.time_of(s, at),
        kind,
        status,
        reason,
        _speaker(s, at),
        spans,
    )


_STATUS: dict[Certainty, str] = {
    "happened": "",
    "planned": "planned",
    "expected": "planned",
    "possible": "possible",
    "cancelled": "cancelled",
    "not": "",
}
_DONE = frozenset(
    (
        "bought",
        "received",
        "delivery",
        "purchased",
        "acquired",
        "sold",
        "supplied",
        "delivered",
        "exported",
        "provided",
        "shipped",
        "donated",
        "gave",
        "given",
        "transferred",
        "sent",
        "imported",
        "selling",
        "upgraded",
        "modernized",
        "modernised",
        "refurbished",
        "overhauled",
        "handed",
    )
)


def _spans(s: Sentence, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Stretches of the tokens that carry the deal, at most three."""
    kept: list[tuple[int, int]] = []
    for i in tokens:
        if kept and i - kept[-1][1] <= 3:
            kept[-1] = kept[-1][0], i
        else:
            kept.append((i, i))
    return tuple((s[first].start, s[last].end) for first, last in kept[:4])


def _speaker(s: Sentence, at: int) -> Entity | None:
    """Who "revealed that", before the deal in the sentence."""
    for k in range(at - 1, 1, -1):
        if s.word(k) == "that" and s.word(k - 1) in lexicon.words("said"):
            return next(
                (
                    w
                    for j in range(k - 2, -1, -1)
                    if (w := s[j].who) and w.kind in {"person", "media"} and s.word(j - 1) != "with"
                ),
                None,
            )
    if s.word(0) == "according" and s.word(1) == "to":
        return next(
            (w for t in s.tokens[2:8] if (w := t.who) and w.kind in {"person", "media", "body"}), None
        )
    return None


# ------------------------------------------------------------------ all of an article


def _merged(found: Sequence[Deal]) -> list[Deal]:
    """Join general supplies between the same two sides, and repetitions of one value."""
    merged: list[Deal] = []
    for deal in found:
        same = next((k for k, m in enumerate(merged) if _one_deal(m, deal)), None)
        if same is None:
            merged.append(deal)
        else:
            merged[same] = replace(merged[same], amount=merged[same].amount or deal.amount)
    return merged


def _one_deal(a: Deal, b: Deal) -> bool:
    if a.pair != b.pair:
        return False
    if a.kind == b.kind == "supply" and not a.amount and not b.amount and {a.reason, b.reason} & _GENERAL:
        return not ({a.reason, b.reason} - _GENERAL)
    return bool(a.amount and b.amount and a.amount.low == b.amount.low and a.amount.unit == b.amount.unit)


_GENERAL = frozenset(
    ("a state is called a buyer of another's arms", "a state is called a supplier of another's arms")
)


def _proposal(deal: Deal) -> Proposal:
    s = deal.sentence
    entities, items = equipment_in(s, deal.arms)
    fields: dict[str, Value] = {
        "kind": deal.kind,
        "suppliers": tuple(p.value for p in deal.suppliers),
        "recipients": tuple(p.value for p in deal.recipients),
    }
    if deal.time and deal.time.edtf and deal.kind != "supply":
        fields[
            "disclosed"
            if deal.by
            else "delivered"
            if deal.status in {"delivered", "completed"}
            else "ordered"
        ] = deal.time.edtf
        why = why_of(deal.time)
        if why:
            fields["date_why"] = why
    if deal.status:
        fields["status"] = deal.status
    if entities:
        fields["equipment"] = tuple(dict.fromkeys(e.id for e in entities))
    if items:
        fields["items"] = items
    if deal.amount:
        fields["value"] = money(deal.amount, "contract" if deal.kind == "sale" else "unclear")
    suppliers, recipients = _names(deal.suppliers), _names(deal.recipients)
    fields["says"] = f"It is about arms from {suppliers} for {recipients}."
    if deal.by:
        fields["by"] = deal.by.id
        fields["mode"] = "stated"
    rank: Rank = (
        "likely"
        if deal.sure and (deal.amount or deal.kind != "supply")
        else "possible"
        if deal.sure
        else "weak"
    )
    with_event = deal.kind != "supply"
    time = (deal.time.start, deal.time.end) if deal.time and with_event else None
    spans = tuple(span for span in (*deal.spans, *([time] if time else ())))
    by_span = [(t.start, t.end) for t in s.tokens[: deal.at] if deal.by and t.who == deal.by][:1]
    named = tuple(p.entity for p in (*deal.suppliers, *deal.recipients))
    return Proposal(
        section="arms_deals",
        rank=rank,
        reason=deal.reason,
        fields=fields,
        anchors=(*by_span, *spans),
        surface=f"{suppliers} {recipients}",
        entities=(*named, *entities, *([deal.by] if deal.by else ())),
        event="arms-deal" if with_event else None,
        title=f"Arms deal of {recipients} with {suppliers}",
        slug=f"{named[0].id}-{deal.recipients[0].entity.id}-arms",
    )


def _names(parties: Sequence[Party]) -> str:
    return " and ".join(f"{p.label} of {p.entity.name}" if p.label else p.entity.name for p in parties)


def money(amount: Amount, basis: str) -> dict[str, Value]:
    """Give an amount of money as a value."""
    value: dict[str, Value] = {}
    bounds = [number for text in (amount.low, amount.high) if (number := _number(text)) is not None]
    if bounds:
        value["amount"] = bounds[0] if len(set(bounds)) == 1 else tuple(bounds)
    if amount.kind == "money" and amount.unit:
        value["currency"] = amount.unit
    if amount.sense != "exact":
        value["sense"] = amount.sense
    if amount.kind == "money":
        value["basis"] = basis
    value["wording"] = " ".join(amount.surface.split())
    return value


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
