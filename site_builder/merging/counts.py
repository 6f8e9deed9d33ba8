"""How many of an item a deal is about, as its reports say: compared as amounts are, item by item."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal, TypedDict, get_args

from site_builder.merging.amounts import INFINITY, AmountVerdict, Range, compare_values, range_of
from site_builder.merging.verdicts import (
    FROM_BEST_TO_WORST,
    Merged,
    Opinion,
    Verdict,
    reported,
    uncontradicted,
    worst,
)
from site_builder.model.edtf import Date
from site_builder.model.quantities import Count, Numbers, Value
from site_builder.model.records import DealRecord, Described, Equipped
from site_builder.model.value_types import EquipmentId, Line, Sense
from site_builder.model.written import Written
from site_builder.translation.messages import N_, gettext, number

Stage = Literal["ordered", "delivered"]
STAGES: tuple[Stage, ...] = get_args(Stage)
FIELDS: dict[str, Stage] = {"ordered_number": "ordered", "delivered_number": "delivered"}
"""Fields of a merged deal, each with the key of `number` that it merges."""

_SAID: dict[Sense, str] = {
    "exact": "{number}",
    "about": N_("about {number}"),
    "below": N_("fewer than {number}"),
    "above": N_("more than {number}"),
}
_STAGES: dict[Stage, str] = {"ordered": N_("{number} ordered"), "delivered": N_("{number} delivered")}


class ItemName(TypedDict):
    """What is counted; one of the two is None."""

    item: EquipmentId | None
    goods: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Count):
    """So many of an item: a piece of equipment by its id, else goods in our own words."""

    item: EquipmentId | None = None
    goods: Line | None = None

    @property
    def name(self) -> str:
        """The id, or the words."""
        return self.item or self.goods or ""


def numbered(record: Written, field: str) -> Iterator[Numbered]:
    """What a deal's record gives for one of `FIELDS`, by item; nothing for other records and fields."""
    stage = FIELDS.get(field)
    if stage and isinstance(record, DealRecord):
        for one, numbers in record.numbers:
            if (given := getattr(numbers, stage)) is not None:
                count = whole(given)
                yield Numbered(**named(one), amount=count.amount, sense=count.sense)


def named(one: Equipped | Described) -> ItemName:
    """What is counted, as data have it: an id, or our own words."""
    return (
        {"item": one.item, "goods": None} if isinstance(one, Equipped) else {"item": None, "goods": one.item}
    )


def whole(given: int | Count) -> Count:
    """Bring a number that stands alone into its long form."""
    return given if isinstance(given, Count) else Count(amount=given)


def count_words(count: Count) -> str:
    """A number in words: `12`, `about 12`, `10 to 12`."""
    low, high = ends(count)
    said = number(low) if low == high else gettext("{low} to {high}", low=low, high=high)
    return gettext(_SAID[count.sense], number=said)


def numbers_words(numbers: Numbers) -> str:
    """How many of an item were ordered and delivered, in words: `12 ordered, about 8 delivered`."""
    given = ((stage, getattr(numbers, stage)) for stage in STAGES)
    return ", ".join(
        stage_words(stage, count_words(whole(count))) for stage, count in given if count is not None
    )


def stage_words(stage: Stage, number: str) -> str:
    """A number in words with what became of so many: `12 ordered`."""
    return gettext(_STAGES[stage], number=number)


def ends(count: Count) -> tuple[int, int]:
    """The least and the greatest number of a range; of one number, twice the same."""
    return count.amount if isinstance(count.amount, tuple) else (count.amount, count.amount)


def is_exact(count: Count) -> bool:
    """Whether it is one number, and no other."""
    return count.sense == "exact" and not isinstance(count.amount, tuple)


# ------------------------------------------------------------------ merging


def merge_numbers(opinions: Iterable[Opinion[Numbered]], *, grows: bool) -> dict[str, Merged[Numbered]]:
    """Merge how many reports give of each item, by item: numbers of different items are not compared.

    Where the number `grows`, as what has been delivered does, a larger one in a later article develops
    the matter, and is best.
    """
    held: dict[str, list[Opinion[Numbered]]] = defaultdict(list)
    for opinion in opinions:
        held[opinion.value.name].append(opinion)
    return {item: _merge(held[item], grows=grows) for item in sorted(held)}


def worst_verdict(merged: Mapping[str, Merged[Numbered]]) -> Verdict | None:
    """The verdict on all items together; None without any."""
    verdicts = (one.verdict for one in merged.values())
    return max(verdicts, key=FROM_BEST_TO_WORST.index, default=None)


_Dated = tuple[Numbered, Date | None]


def _merge(opinions: Sequence[Opinion[Numbered]], *, grows: bool) -> Merged[Numbered]:
    values = tuple(sorted(reported(opinions), key=lambda item: _narrowness(item[0])))
    dated = {(opinion.value, opinion.published): None for opinion in opinions}
    verdict = worst(values, (_compare(a, b, grows=grows) for a, b in combinations(dated, 2)))
    numbers = [number for number, _ in values]
    found = uncontradicted(numbers, compare_counts)
    best = max(numbers, key=_least) if verdict == "develops" else next(iter(found), None)
    return Merged(verdict, values, best, disputed=best is None)


def compare_counts(a: Count, b: Count) -> AmountVerdict | None:
    """Compare two numbers of one item."""
    return compare_values(_amount(a), _amount(b))


def _compare(a: _Dated, b: _Dated, *, grows: bool) -> Verdict | None:
    verdict = compare_counts(a[0], b[0])
    fewer, more = sorted((a, b), key=lambda one: _least(one[0]))
    return "develops" if grows and verdict == "conflicts" and _is_later(more[1], fewer[1]) else verdict


def _is_later(date: Date | None, other: Date | None) -> bool:
    """Whether an article appeared surely after another."""
    return bool(date and other and date.earliest and other.latest and date.earliest > other.latest)


def _narrowness(number: Numbered) -> tuple[Decimal, Decimal]:
    reach = _reach(number)
    return reach.width, reach.low


def _least(number: Numbered) -> Decimal:
    return _reach(number).low


def _reach(count: Count) -> Range:
    return range_of(_amount(count)) or Range(Decimal(0), INFINITY)


def _amount(count: Count) -> Value:
    """The same as an amount without a unit."""
    low, high = (Decimal(end) for end in ends(count))
    return Value(amount=low if low == high else (low, high), sense=count.sense, wording=Line(""))
