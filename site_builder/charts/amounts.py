"""Amounts as pictures show them: how far they surely reach, how far they may, and which end is open."""

from dataclasses import dataclass
from typing import Literal

from site_builder.charts.scale import short
from site_builder.merging.amounts import range_of
from site_builder.model.quantities import Value
from site_builder.model.value_types import Sense

Open = Literal["", "below", "above"]
"""The end at which an amount is open: it is less than is said, or more."""

SIGNS: dict[Sense, str] = {"exact": "", "about": "≈ ", "below": "< ", "above": "> "}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount to draw, from the least to the most that it may be, with `said` as its own number.

    `middle` is what the number says, or half-way between the two of a range.
    """

    low: float
    high: float
    middle: float
    open: Open
    said: str


def amount_of(value: Value) -> Amount | None:
    """What to draw of a value; None where it has no number."""
    reach = range_of(value)
    if value.amount is None or reach is None:
        return None
    first, last = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    said = short(float(first)) if first == last else f"{short(float(first))} – {short(float(last))}"
    return Amount(
        low=float(first if value.sense in ("below", "above") else reach.low),
        high=float(last if value.sense in ("below", "above") else reach.high),
        middle=float(first + last) / 2,
        open=value.sense if value.sense in ("below", "above") else "",
        said=SIGNS[value.sense] + said,
    )
