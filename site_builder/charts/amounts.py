"""Amounts as pictures show them: how far they reach, which end is open, and on which scale they stand."""

import math
from dataclasses import dataclass
from typing import Literal

from site_builder.merging.amounts import range_of
from site_builder.model.quantities import Value
from site_builder.model.value_types import Sense
from site_builder.translation.messages import number, pgettext

Open = Literal["", "below", "above"]
"""The end at which an amount is open: it is less than is said, or more."""

SIGNS: dict[Sense, str] = {"exact": "", "about": "≈ ", "below": "< ", "above": "> "}
LEAST = 1e-9
"""Amounts have nine decimals at most."""


@dataclass(frozen=True, slots=True)
class AmountReach:
    """An amount to draw, from the least to the most that it may be, with `words` as its own number.

    `middle` is what the number says, or half-way between the two of a range.
    """

    low: float
    high: float
    middle: float
    open: Open
    words: str


def amount_of(value: Value) -> AmountReach | None:
    """What to draw of a value; None where it has no number."""
    reach = range_of(value)
    if value.amount is None or reach is None:
        return None
    first, last = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    said = short(float(first)) if first == last else f"{short(float(first))} – {short(float(last))}"
    return AmountReach(
        low=float(first if value.sense in ("below", "above") else reach.low),
        high=float(last if value.sense in ("below", "above") else reach.high),
        middle=float(first + last) / 2,
        open=value.sense if value.sense in ("below", "above") else "",
        words=SIGNS[value.sense] + said,
    )


def short(amount: float) -> str:
    """An amount in few signs.

    >>> short(1.67e9), short(22), short(0)
    ('1.67 bn', '22', '0')
    """
    large = abs(amount)
    if large >= 1e12:
        return pgettext("1,000,000,000,000", "{amount} tn", amount=_digits(f"{amount / 1e12:.3g}"))
    if large >= 1e9:
        return pgettext("1,000,000,000", "{amount} bn", amount=_digits(f"{amount / 1e9:.3g}"))
    if large >= 1e6:
        return pgettext("1,000,000", "{amount} m", amount=_digits(f"{amount / 1e6:.3g}"))
    if large >= 1e3:
        return pgettext("1,000", "{amount} k", amount=_digits(f"{amount / 1e3:.3g}"))
    return _digits(f"{amount:.4g}")


def _digits(text: str) -> str:
    """A number with the language's sign before its decimals, however many they are."""
    return text.replace(".", number(0.5).strip("05"))


# ------------------------------------------------------------------ scales


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts from `low` to `high` between two places of a picture; `start` may lie below `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, amount: float) -> float:
        """Where an amount stands; what lies outside, at the edge."""
        part = (amount - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * min(max(part, 0), 1)


def round_scale(low: float, high: float, most: int, start: float, end: float) -> tuple[Scale, list[float]]:
    """A scale from nothing, or from `low` where that is less, to `high`; with its ticks at round amounts.

    There are about `most` steps, and at least one.
    """
    low, high = min(low, 0), max(high, 0)
    step = round_step(max((high - low) / most, LEAST) if high > low else 1)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    steps = [number * step for number in range(first, max(last, first + 1) + 1)]
    return Scale(steps[0], steps[-1], start, end), steps


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50, ... that is not below `least`.

    >>> round_step(3e8), round_step(0.7)
    (500000000.0, 1.0)
    """
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))
