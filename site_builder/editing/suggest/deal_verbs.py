"""Deals told by verbs: bought, sold, upgraded."""

from dataclasses import replace

from site_builder.editing.suggest.arms import arms_between, demonym_at, party_at
from site_builder.editing.suggest.deal_found import Deal, make_deal
from site_builder.editing.suggest.deal_sides import (
    as_side,
    clause_end,
    nearest_owner,
    parties_after,
    parties_at,
    subject_party,
    topic,
)
from site_builder.editing.suggest.deal_words import BUYING, PASSIVE, SELLING, SIGNED, UPGRADES
from site_builder.editing.suggest.story import Sentence, Story


def bought(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "X bought arms from Y", "X signed a deal with Y to buy arms", "arms bought from Y by X"."""
    taken = s.word(i) == "delivery" and s.word(i - 1) in {"took", "take", "takes", "taken", "taking"}
    if (
        not (s.word(i) in BUYING or taken)
        or s.word(i - 1) in {"the", "a", "for", "of", "an"}
        or _accused(s, i)
    ):
        return None
    end = clause_end(s, i)
    objects = arms_between(s, i + 1, end)
    passive = s.word(i + 1) in {"from", "by"} or (s.word(i - 1) in PASSIVE and not objects)
    arms = objects if not passive else arms_between(s, i - 12, i)
    if not arms:
        return None
    suppliers = parties_after(story, s, i + 1, "from", end=end)
    if passive:
        recipients = parties_after(story, s, i + 1, "by", end=end) or as_side(
            nearest_owner(story, s, arms[0])
        )
    else:
        signed = next((k for k in range(i - 1, max(-1, i - 14), -1) if s.word(k) in SIGNED), None)
        recipients = as_side(subject_party(story, s, signed if signed is not None else i))
        if not suppliers and signed is not None:
            suppliers = parties_after(story, s, signed, "with", end=i)
        if not suppliers:
            suppliers = as_side(
                next((p for k in range(i + 1, arms[0] + 1) if (p := demonym_at(story, s, k))), None)
            )
    return make_deal(
        s, i, suppliers, recipients, arms=arms, reason="a verb of buying with buyer, seller and arms"
    )


def sold(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "Y sold X arms", "Y supplied arms to X", "arms were sold to X by Y"."""
    if s.word(i) not in SELLING or s.word(i - 1) in {"the", "a", "of", "an"} or _accused(s, i):
        return None
    end = clause_end(s, i)
    objects = arms_between(s, i + 1, end)
    by = s.word(i + 1) == "by"
    passive = by or s.word(i - 1) in PASSIVE
    arms = arms_between(s, i - 14, i) if passive else objects
    if by and not arms:
        arms = objects
    if not arms:
        return None
    if passive:
        suppliers = parties_after(story, s, i + 1, "by", end=end)
        recipients = parties_after(story, s, i + 1, "to", end=end)
        if by and suppliers and not recipients:
            recipients = topic(story, s, suppliers)
    else:
        suppliers = as_side(subject_party(story, s, i))
        if not suppliers:
            return None
        seller = suppliers[0].entity.id
        recipients = (
            parties_at(story, s, i + 1, seller) if s[i + 1 if i + 1 < len(s) else i].gap == " " else ()
        )
        recipients = (
            tuple(p for p in recipients if p.at < arms[0])
            or parties_after(story, s, i + 1, "to", end=end, other=seller)
            or parties_after(story, s, i + 1, "with", end=end, other=seller)
        )
    return make_deal(
        s,
        i,
        suppliers,
        recipients,
        arms=arms,
        reason="a verb of selling or supplying with both sides and arms",
    )


def upgraded(story: Story, s: Sentence, i: int) -> Deal | None:
    """As in "X's jets were modernised by Y", "Y upgraded X's tanks"."""
    if s.word(i) not in UPGRADES:
        return None
    end = clause_end(s, i)
    by = parties_after(story, s, i + 1, "by", end=end)
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
        by = as_side(subject_party(story, s, i))
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
    deal = make_deal(
        s, i, by, as_side(owner), arms=arms, reason="a verb of upgrading with both sides and arms"
    )
    return (
        replace(deal, kind="upgrade", status="completed" if deal.status == "delivered" else deal.status)
        if deal
        else None
    )


def _accused(s: Sentence, i: int) -> bool:
    return any(
        word in {"accused", "accuses", "accusing", "alleged", "allegedly", "suspected"}
        for word in s.words(i - 10, i)
    )
