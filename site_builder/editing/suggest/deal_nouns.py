"""Deals told by nouns: contracts, sales and aid, buyers and suppliers."""

from dataclasses import replace

from site_builder.editing.suggest.arms import Party, arms_between, demonym_at, is_arms, party_at
from site_builder.editing.suggest.deal_found import Deal, make_deal
from site_builder.editing.suggest.deal_sides import (
    as_side,
    clause_end,
    parties_after,
    parties_at,
    subject_party,
)
from site_builder.editing.suggest.deal_words import BUYERS, CONTRACTS, GRANTING, IS, SELLERS, SELLING, SIGNED
from site_builder.editing.suggest.names import Entity
from site_builder.editing.suggest.story import Sentence, Story


def contracted(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "contracts between X and Y for arms", "arms deal with Y", "X signed a contract with Y"."""
    if s.word(i) not in CONTRACTS:
        return None
    end = clause_end(s, i)
    arms = arms_between(s, max(0, i - 6), end)
    if not arms:
        return None
    reason = "a contract for arms between two sides"
    between = next((k for k in range(i + 1, min(end, i + 4)) if s.word(k) == "between"), None)
    if between is not None:
        sides = parties_at(story, s, between + 1)
        buys = any(
            word in {"purchase", "buy", "acquisition", "procurement", "import", "purchases"}
            for word in s.words(i, end)
        )
        if len(sides) == 2 and buys:
            return make_deal(s, i, (sides[1],), (sides[0],), arms=arms, reason=reason)
        return None
    verb = next((k for k in range(i - 1, max(-1, i - 9), -1) if s.word(k) in SIGNED), None)
    if verb is None:
        return None
    one = as_side(subject_party(story, s, verb))
    other = parties_after(story, s, verb, "with", end=end) or parties_after(story, s, verb, "from", end=end)
    sells = any(word in SELLING for word in s.words(i + 1, end)) or s.word(verb) == "won"
    if s.word(verb) == "awarded":
        other = other or parties_after(story, s, i, "to", end=end)
    return make_deal(s, i, one if sells else other, other if sells else one, arms=arms, reason=reason)


def sale(story: Story, s: Sentence, i: int) -> Deal | None:
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
    end = clause_end(s, i)
    arms = arms_between(s, max(0, i - 4), min(end, i + 8))
    recipients = parties_after(story, s, i + 1, "to", end=min(end, i + 12))
    if not arms or not recipients:
        return None
    got = recipients[0].entity.id
    suppliers = parties_after(story, s, i + 1, "by", end=end) or parties_after(
        story, s, i + 1, "from", end=min(end, i + 10)
    )
    if not suppliers:
        suppliers = as_side(
            next(
                (p for k in range(max(0, i - 5), i) if s[k].owns and (p := party_at(story, s, k, got))), None
            )
        )
        suppliers = suppliers or as_side(
            next((p for k in range(max(0, i - 4), i) if (p := demonym_at(story, s, k))), None)
        )
    verb = next((k for k in range(i) if s.word(k) in GRANTING), None)
    if not suppliers and verb is not None:
        suppliers = as_side(subject_party(story, s, verb, got))
    return make_deal(
        s, i, suppliers, recipients, arms=arms, reason="a noun of selling or giving with both sides and arms"
    )


def trades(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "X is a major importer of arms from Y", "Y is X's largest supplier of arms"."""
    word = s.word(i)
    if word not in BUYERS | SELLERS:
        return None
    is_ = next((k for k in range(i - 1, max(-1, i - 10), -1) if s.word(k) in IS), None)
    end = clause_end(s, i)
    arms = arms_between(s, max(0, i - 4), min(end, i + 12))
    if is_ is None or not arms:
        return None
    if word in BUYERS:
        recipients = as_side(subject_party(story, s, is_))
        suppliers = parties_after(story, s, i + 1, "from", end=end)
        made = next(
            (k for k in range(i + 1, min(end, i + 6)) if (w := s[k].who) and w.kind == "demonym"), None
        )
        if not suppliers and made is not None:
            who = s[made].who
            suppliers = as_side(
                party_at(story, s, made)
                or demonym_at(story, s, made)
                or (Party(Entity(who.state, "state", who.name, who.state, who.known), made) if who else None)
            )
        return _general(
            make_deal(
                s, i, suppliers, recipients, arms=arms, reason="a state is called a buyer of another's arms"
            )
        )
    suppliers = as_side(subject_party(story, s, is_))
    recipients = as_side(
        next((p for k in range(is_ + 1, i) if s[k].owns and (p := party_at(story, s, k))), None)
    ) or parties_after(story, s, i + 1, "to", end=end)
    return _general(
        make_deal(
            s, i, suppliers, recipients, arms=arms, reason="a state is called a supplier of another's arms"
        )
    )


def _general(deal: Deal | None) -> Deal | None:
    return (
        replace(deal, kind="supply", status="delivered" if deal.amount else "", time=None) if deal else None
    )
