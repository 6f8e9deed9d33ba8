"""How many arms a deal is of, by which deals in the same goods are told apart."""

from collections.abc import Iterator

from site_builder.editing.suggest.deals.deal import Deal
from site_builder.editing.suggest.sentences.counts_of_arms import number_of


def of_other_number(a: Deal, b: Deal) -> bool:
    """As in "30 vehicles" and "40 vehicles", which are not told twice."""
    first, second = set(_numbers(a)), set(_numbers(b))
    return bool(first and second) and first.isdisjoint(second)


def is_numbered(deal: Deal) -> bool:
    """Tell whether it is told how many arms a deal is of."""
    return any(_numbers(deal))


def _numbers(deal: Deal) -> Iterator[str]:
    return (number for k in deal.reading.arms if (number := number_of(deal.reading.s, k)))
