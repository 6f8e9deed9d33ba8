"""Which sum of money of a sentence is that of a deal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.deals.deal import Deal
from site_builder.editing.suggest.sentences.story import Sentence

_TOTALS: Final = frozenset(
    ("exports", "imports", "sales", "spending", "trade", "turnover", "permits", "licences")
)
_BEFORE_TOTAL: Final = 6
"""So many words before a sum it is told that it is that of all exports."""
_COUNT: Final = 3
"""So many words before a sum it is told that it is lent."""


def money_near(s: Sentence, at: int, item: tuple[int, int] | None) -> int | None:
    """The amount of money nearest to a word, in the same part of the sentence, or in the item of a list."""
    within = (k for k in (range(*item) if item else range(len(s))) if not _is_of_other(s, k))
    money = (k for k in within if (amount := s[k].amount) and amount.kind == "money")
    best = min(money, key=lambda k: (s[k].aside and not s[at].aside, abs(k - at)), default=None)
    if best is None or item:
        return best
    if best > at and _is_of_whole(s, at, best):
        return None
    if any(";" in s[k].gap for k in range(min(at, best) + 1, max(at, best) + 1)):
        return None
    return best


def _is_of_whole(s: Sentence, at: int, sum_at: int) -> bool:
    """As in "four boats, part of what was promised in a $7 million grant": the sum of more than these."""
    return any("," in s.gap(k) and s.words(k, k + 2) == ["part", "of"] for k in range(at + 1, sum_at))


def _is_of_other(s: Sentence, k: int) -> bool:
    """Tell a loan, a fund that a deal is paid "from", and what all exports "topped"."""
    first = s.first_from(amount.start) if (amount := s[k].amount) else k
    fund = s.words(first - 2, first) in (["from", "a"], ["from", "an"])
    total = not _TOTALS.isdisjoint(s.words(first - _BEFORE_TOTAL, first))
    reached = not lexicon.words("words of change", "level verbs").isdisjoint(s.words(first - _COUNT, first))
    return _is_loan(s, k) or fund or (total and reached)


def _is_loan(s: Sentence, k: int) -> bool:
    """As in "with a $90 million loan", "loaned Kesh $90 million"."""
    lent = any(word.startswith("loan") for word in s.words(k - _COUNT, k))
    return lent or s.word(k + 1) in lexicon.words("loans beside sums")


def with_own_sums(found: Sequence[Deal]) -> Iterator[Deal]:
    """Give the only sum of a sentence to the deal whose goods stand nearest to it: the others have none."""
    for deal in found:
        same = [other for other in found if other.amount_at == deal.amount_at and not other.reading.item]
        apart = deal.amount_at is None or _far_from_sum(deal) == min(map(_far_from_sum, same), default=0)
        loose = len(same) > 1 and any(other.is_half or other.is_open for other in same)
        yield deal if apart or not loose else replace(deal, amount=None, amount_at=None)


def _far_from_sum(deal: Deal) -> int:
    return min((abs(k - (deal.amount_at or 0)) for k in deal.reading.arms), default=0)


def without_priced(deal: Deal, found: Iterable[Deal]) -> Deal:
    """As in "sold 500 bombs for $86 million and 30 missiles worth $88 million", which are two deals."""
    others = {k for other in found if other.is_priced and other is not deal for k in other.reading.arms}
    own = tuple(k for k in deal.reading.arms if k not in others)
    return replace(deal, reading=replace(deal.reading, arms=own)) if own else deal
