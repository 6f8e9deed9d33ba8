"""Amounts of money and numbers of things, as reported."""

from dataclasses import dataclass
from decimal import Decimal

from site_builder.model.value_types import Basis, Currency, Line, Sense
from site_builder.model.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Written):
    """An amount as reported. A range is a pair; "billions" has no amount, only its wording."""

    amount: Decimal | tuple[Decimal, Decimal] | None = None
    currency: Currency | None = None
    sense: Sense = "exact"
    basis: Basis | None = None
    wording: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Written):
    """How many, as reported. A range is a pair."""

    amount: int | tuple[int, int]
    sense: Sense = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Written):
    """How many of an item were ordered, and how many of them delivered."""

    ordered: int | Count | None = None
    delivered: int | Count | None = None
