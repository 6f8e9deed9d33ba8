"""Columns that stand together: a date, an amount, a number, somebody who may be unnamed; and their cells."""

from decimal import Decimal

from site_builder.merging.amounts import range_of
from site_builder.merging.counts import whole as whole_count
from site_builder.model import edtf
from site_builder.model.quantities import Count, Value
from site_builder.model.records import Measured
from site_builder.model.value_types import Line
from site_builder.model.written import ActorRef, Unnamed
from site_builder.output.tables.model import Cell, Column, Row, ident, text

PRECISE = 2**53
"""Up to here every whole number is one of those that all tools can hold."""

# ------------------------------------------------------------------ dates


def date_columns(name: str, meaning: str, *, required: bool = False) -> tuple[Column, ...]:
    """A date as it is known, and as two days that ordinary tools can read."""
    return (
        Column(
            name,
            "edtf",
            f"{meaning} In EDTF (ISO 8601-2).",
            example="2023-07-12/2023-07-13",
            required=required,
        ),
        Column(
            f"{name}_from",
            "date",
            "The first day that it may be; empty where nothing limits it.",
            example="2023-07-12",
        ),
        Column(
            f"{name}_to",
            "date",
            "The last day that it may be; empty where nothing limits it.",
            example="2023-07-13",
        ),
        text(
            f"{name}_precision",
            "The coarsest unit in it: day, month, season, quarter, year, decade or century.",
            "day",
        ),
        text(
            f"{name}_extent",
            "`lasts` where it takes up all that time, `one-of` where it is one of the dates "
            "listed, `within` where it is one moment within; empty for a single date.",
            "lasts",
        ),
    )


def date_cells(written: str | edtf.Date | None) -> Row:
    """The cells of a date."""
    if not written:
        return (None,) * 5
    date = edtf.parse(written) if isinstance(written, str) else written
    ends = (end.isoformat() if end else None for end in (date.earliest, date.latest))
    return date.text, *ends, date.precision if date.points else None, _extent(date)


def _extent(date: edtf.Date) -> Cell:
    if date.lasts:
        return "lasts"
    if date.kind == "set":
        return "one-of"
    return None if date.earliest == date.latest else "within"


# ------------------------------------------------------------------ amounts and numbers

_OPEN = "empty where it is open, or nothing is known"


def value_columns(name: str, meaning: str, *, money: bool = True) -> tuple[Column, ...]:
    """An amount as reported, and the bounds that its sense leaves."""
    unit = f"of {name}_currency, or as the record says" if money else ""
    more = (
        text(f"{name}_currency", "Code of ISO 4217; empty for what is no money.", "USD"),
        text(
            f"{name}_basis",
            "What a sum counts: a contract, a trade, or SIPRI's trend-indicator values.",
            "contract",
        ),
        text(f"{name}_per", "What a rate is counted by; empty where it is none.", "year"),
        text(f"{name}_wording", "The words of the article.", "nearly $5 billion"),
    )
    return *_bounded(name, meaning, unit, "5000000000"), *(more if money else ())


def count_columns(name: str, meaning: str, unit: str = "") -> tuple[Column, ...]:
    """A number as reported, and the bounds that its sense leaves."""
    return _bounded(name, meaning, unit, "12")


def _bounded(name: str, meaning: str, unit: str, example: str) -> tuple[Column, ...]:
    def number(part: str, said: str) -> Column:
        return Column(f"{name}_{part}", "number", f"{meaning} {said}", unit, example)

    return (
        number("low", "The number as reported, or the lower end of a range."),
        number("high", "The same number, or the upper end."),
        number("min", f"The least that it can be by its sense; {_OPEN}."),
        number("max", f"The most that it can be by its sense; {_OPEN}."),
        text(
            f"{name}_sense",
            "How exact the reported number is: exact, about, below or above; empty without one.",
            "below",
        ),
    )


def value_cells(value: Value | None) -> Row:
    """The cells of an amount; one without a number has its words only."""
    if value is None:
        return (None,) * 9
    return *_bounds_cells(value), value.currency, value.basis, value.per, value.wording


def count_cells(given: int | Count | None) -> Row:
    """The cells of a number."""
    if given is None:
        return (None,) * 5
    count = whole_count(given)
    ends = count.amount if isinstance(count.amount, tuple) else (count.amount, count.amount)
    return _bounds_cells(
        Value(amount=(Decimal(ends[0]), Decimal(ends[1])), sense=count.sense, wording=Line(""))
    )


def _bounds_cells(value: Value) -> Row:
    bounds = range_of(value)
    if value.amount is None or bounds is None:
        return (None,) * 5
    low, high = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    least = None if value.sense == "below" else bounds.low
    most = None if value.sense == "above" else bounds.high
    return *(None if one is None else number_cell(one) for one in (low, high, least, most)), value.sense


def number_cell(amount: Decimal) -> int | float:
    """A number as every tool can hold it: whole where it is whole and not too large."""
    is_whole = abs(amount) <= PRECISE and amount == amount.to_integral_value()
    return int(amount) if is_whole else float(amount)


# ------------------------------------------------------------------ people


def actor_columns(name: str, meaning: str, *, required: bool = False) -> tuple[Column, ...]:
    """An actor, or somebody unnamed of one."""
    return _perhaps_unnamed(name, meaning, "actors", required=required)


def subject_columns(name: str, meaning: str, *, required: bool = False) -> tuple[Column, ...]:
    """Anything that has an id, or somebody unnamed of an actor."""
    return _perhaps_unnamed(name, meaning, "subjects", required=required)


def _perhaps_unnamed(name: str, meaning: str, to: str, *, required: bool) -> tuple[Column, ...]:
    as_what = "As what the article calls somebody whom it does not name; empty for what has the id itself."
    return (
        ident(name, f"{meaning} Of somebody unnamed, the state or body.", to, required=required),
        text(f"{name}_unnamed", as_what, "an official"),
    )


def actor_cells(ref: ActorRef | Measured | None) -> Row:
    """The cells of an actor, or of what a figure is about."""
    return (ref.of, ref.as_) if isinstance(ref, Unnamed) else (ref, None)
