"""Amounts of money and numbers of things, as reported."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from site_builder.model.meaning import Meaning
from site_builder.model.value_types import Basis, Currency, Line, Sense
from site_builder.model.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Written):
    """An amount as reported. A range is a pair; "billions" has no amount, only its wording."""

    amount: Annotated[
        Decimal | tuple[Decimal, Decimal] | None,
        Meaning("A number in plain digits, or [lower, upper]; left out where only words are printed."),
    ] = None
    currency: Annotated[
        Currency | None,
        Meaning("Its ISO 4217 code; left out if it is not money, as SIPRI's trend-indicator values are not."),
    ] = None
    sense: Annotated[Sense, Meaning("How exact the amount is; `exact` if left out.")] = "exact"
    basis: Annotated[
        Basis | None,
        Meaning("What it counts: a contract's or a trade's money; `tiv` for SIPRI's trend-indicator values."),
    ] = None
    per: Annotated[
        Line | None,
        Meaning("What a rate is counted by; left out where the amount is no rate.", ("year", "barrel")),
    ] = None
    wording: Annotated[Line, Meaning("The words of the article.", ("nearly $5 billion", "40 percent"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Written):
    """How many, as reported. A range is a pair."""

    amount: Annotated[
        int | tuple[int, int],
        Meaning("A whole number in plain digits, or [lower, upper]; a quote of the record prints it."),
    ]
    sense: Annotated[Sense, Meaning("How exact the number is; `exact` if left out.")] = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Written):
    """How many of an item were ordered, and how many of them delivered."""

    ordered: Annotated[
        int | Count | None,
        Meaning("How many were ordered; `{amount: 12, sense: about}` if the number is not exact."),
    ] = None
    delivered: Annotated[
        int | Count | None, Meaning("How many of them were delivered; `{amount: 8, sense: about}` likewise.")
    ] = None
