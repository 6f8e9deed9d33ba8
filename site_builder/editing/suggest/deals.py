"""Arms deals: who bought what of whom, for how much; also supplies, gifts and upgrades."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from site_builder.editing.suggest.deal_found import Deal
from site_builder.editing.suggest.deal_nouns import contracted, sale, trades
from site_builder.editing.suggest.deal_proposals import deal_proposal
from site_builder.editing.suggest.deal_verbs import bought, sold, upgraded
from site_builder.editing.suggest.proposals import Proposal
from site_builder.editing.suggest.story import Sentence, Story
from site_builder.editing.suggest.visits import MOST

_RULES: tuple[Callable[[Story, Sentence, int], Deal | None], ...] = (
    bought,
    sold,
    contracted,
    sale,
    upgraded,
    trades,
)
_GENERAL = frozenset(
    ("a state is called a buyer of another's arms", "a state is called a supplier of another's arms")
)


def find_deals(story: Story) -> tuple[Proposal, ...]:
    """Propose the deals of an article; what tells of one deal in several sentences is joined."""
    found = list(islice((deal for s in story.sentences for deal in _deals(story, s)), MOST))
    return tuple(deal_proposal(deal) for deal in _merged(found))


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
