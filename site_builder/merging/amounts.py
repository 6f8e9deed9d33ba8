"""How two reported amounts stand to each other: ranges of numbers, never sums.

An exact 5 is 5; "about 5" is 5 ± 10 %; "below 5" is more than nothing and less than 5; "above 5"
has no upper end. Amounts compare only where currency and basis are equal, and rates where they are counted
by the same.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, TypeVar

from site_builder.model.edtf import Date, named_days
from site_builder.model.quantities import Value

K = TypeVar("K", bound=Hashable)

AmountVerdict = Literal["agrees", "refines", "compatible", "conflicts"]

ABOUT = Decimal("0.1")
"""How far "about" reaches to either side, as a share of the amount."""

INFINITY = Decimal("Infinity")

TIV = "TIV"
"""What stands in place of a currency's code where the basis is SIPRI's trend-indicator value."""


class Range(NamedTuple):
    """All numbers from `low` to `high`; whether the ends themselves belong to it."""

    low: Decimal
    high: Decimal
    with_low: bool = True
    with_high: bool = True

    @property
    def width(self) -> Decimal:
        """How much the range leaves open."""
        return self.high - self.low


def range_of(value: Value) -> Range | None:
    """Give the numbers that a value may be; None where it has no amount ("billions of dollars")."""
    if value.amount is None:
        return None
    low, high = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    match value.sense:
        case "exact":
            return Range(low, high)
        case "about":
            return Range(low - abs(low) * ABOUT, high + abs(high) * ABOUT)
        case "below":
            return Range(Decimal(0) if high > 0 else -INFINITY, high, with_low=False, with_high=False)
        case "above":
            return Range(low, INFINITY, with_low=False, with_high=False)


def compare_values(a: Value, b: Value) -> AmountVerdict | None:
    """Compare two amounts; None where there is nothing to compare."""
    ours, theirs = range_of(a), range_of(b)
    if ours is None or theirs is None or unit_of(a) != unit_of(b):
        return None
    if ours == theirs:
        return "agrees"
    if _is_within(ours, theirs) or _is_within(theirs, ours):
        return "refines"
    return "compatible" if _meet(ours, theirs) else "conflicts"


def unit_of(value: Value) -> tuple[str | None, str, str | None]:
    """Give what must be equal for two amounts to compare; an amount whose basis nobody gives is unclear."""
    return value.currency, value.basis or "unclear", value.per


def unit_name(value: Value) -> str:
    """What an amount is counted in: a currency's code, or SIPRI's trend-indicator values; else nothing.

    A rate says by what it is counted, so that it stands beside no sum.
    """
    unit = value.currency or (TIV if value.basis == "tiv" else "")
    return f"{unit}/{value.per}" if unit and value.per else unit


def unit_path(unit: str) -> str:
    """Give what a unit's name adds to an address; another for each name."""
    plain = re.sub("[^a-z0-9]+", "-", unit.lower()).strip("-")
    is_plain = re.fullmatch("[a-z0-9]+(?:/[a-z0-9]+)?", unit.lower())
    return plain if is_plain else f"{plain}-{hashlib.sha256(unit.encode()).hexdigest()[:6]}"


def _is_within(a: Range, b: Range) -> bool:
    low = a.low > b.low or (a.low == b.low and (b.with_low or not a.with_low))
    high = a.high < b.high or (a.high == b.high and (b.with_high or not a.with_high))
    return low and high


def _meet(a: Range, b: Range) -> bool:
    """Say whether both may be true. "Nearly 5" and "5" meet: people who round say either."""
    first, last = (a, b) if (a.low, a.high) <= (b.low, b.high) else (b, a)
    if first.high == last.low:
        return first.with_high or last.with_low
    return first.high > last.low


# ------------------------------------------------------------------ figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure ready to be compared: its periods read, an unnamed subject or object made unique.

    One `of_event` is of the time of that event, whether or not it has a period.
    """

    measure: str
    subject: str
    object: str | None = None
    periods: tuple[Date, ...] = ()
    of_event: bool = False
    value: Value

    @property
    def measured(self) -> Hashable:
        """What two figures have in common that can be compared: what they measure, of when, in which unit.

        Whatever their order, each period of one is then a period of the other.
        """
        days = frozenset(map(named_days, self.periods))
        return self.measure, self.subject, self.object, days, unit_of(self.value)


def clashing(figures: Mapping[K, Figure]) -> frozenset[K]:
    """Those of some figures beside which another cannot be right.

    Two without a period may be of different years, so they can agree but not conflict; of one event they are
    of the same time.
    """
    with_periods = {key: figure for key, figure in figures.items() if figure.periods or figure.of_event}
    return frozenset(key for ranges in _comparable(with_periods) for key in _apart_from_others(ranges))


def seconded(figures: Mapping[K, Figure], origin: Callable[[K], str]) -> frozenset[K]:
    """Those that another origin gives too: the same, more exactly, or so that both can be true."""
    return frozenset(
        key
        for ranges in _comparable(figures)
        for key, one in ranges.items()
        if any(origin(key) != origin(other) and _meet(one, found) for other, found in ranges.items())
    )


def _comparable(figures: Mapping[K, Figure]) -> Iterable[Mapping[K, Range]]:
    """The numbers that figures may be, with those together that can be compared."""
    held: dict[Hashable, dict[K, Range]] = defaultdict(dict)
    for key, figure in figures.items():
        if (found := range_of(figure.value)) is not None:
            held[figure.measured][key] = found
    return held.values()


def _apart_from_others(ranges: Mapping[K, Range]) -> Iterator[K]:
    """Those that do not meet one of the others: if any, then the one that ends first or begins last."""
    first = min(ranges.values(), key=lambda one: (one.high, one.with_high))
    last = max(ranges.values(), key=lambda one: (one.low, not one.with_low))
    return (key for key, one in ranges.items() if not (_meet(one, first) and _meet(one, last)))
