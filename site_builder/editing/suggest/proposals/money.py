"""Amounts as values of records."""

from decimal import Decimal, InvalidOperation
from typing import Final

from site_builder.corpus.placeholders import TO_FILL
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.model.extraction_results import Amount

_CODE: Final = 3


def money(amount: Amount, basis: str) -> dict[str, Value]:
    """Give an amount of money as a value."""
    value: dict[str, Value] = {}
    bounds = [number for text in (amount.low, amount.high) if (number := _number(text)) is not None]
    if bounds:
        value["amount"] = bounds[0] if len(set(bounds)) == 1 else tuple(bounds)
    if amount.kind == "money" and amount.unit:
        value["currency"] = amount.unit
    if amount.sense != "exact":
        value["sense"] = amount.sense
    if amount.kind == "money":
        value["basis"] = basis
    if amount.per:
        value["per"] = amount.per
    value["wording"] = " ".join(amount.surface.split())
    return value


def is_money(unit: str) -> bool:
    """Tell a unit that is a currency's code, or that of a sum of which it is open whose money it is."""
    return unit == TO_FILL or (len(unit) == _CODE and unit.isupper())


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
