"""Dates and numbers as tables write them, and what they are in a record."""

import re
from dataclasses import dataclass
from decimal import Decimal

from site_builder.editing.tables.map_types import DateOrder
from site_builder.model import edtf
from site_builder.model.edtf.proposals import proposals

_IN_NUMBERS = re.compile(r"([0-9]{1,2})([./-])\s?([0-9]{1,2})\2\s?([0-9]{4})", re.ASCII)
_NAMED = re.compile(r"[^\W\d_]{3,}")
_EXAMPLE = re.compile(r"([0-9]{1,3})(?:([., '\u2019\u00a0\u202f])[0-9]{3})*(?:([.,])[0-9]+)?", re.ASCII)
_PLAIN = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", re.ASCII)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " ") | {"\u2019": "'", "\u2212": "-"})


class UnfitError(ValueError):
    """A text that is not what its field holds; the message says what to write."""


def date_of(text: str, order: DateOrder | None) -> str:
    """Give a date in EDTF: one that is written so, or with the day and month in the order of the table.

    Names of months are English, and tell the month in any order. What could be two dates is none.
    """
    if edtf.parse_or_none(text) is not None:
        return text
    if match := _IN_NUMBERS.fullmatch(text):
        if order in (None, "iso"):
            raise UnfitError("say with `dates: day-first` or `dates: month-first` what comes first")
        first, second = int(match[1]), int(match[3])
        day, month = (first, second) if order == "day-first" else (second, first)
        return _checked(
            f"{match[4]}-{month:02}-{day:02}", f"{text} is no date with the {order.replace('-', ' ')}"
        )
    if order != "iso" and _NAMED.search(text):
        meant = [one.text for one in proposals(text).proposals if edtf.parse_or_none(one.text)]
        if len(meant) == 1:
            return meant[0]
    try:
        return edtf.parse(text).text
    except edtf.EdtfError as error:
        raise UnfitError(str(error)) from None


def _checked(date: str, otherwise: str) -> str:
    if edtf.parse_or_none(date) is None:
        raise UnfitError(otherwise)
    return date


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How numbers are written: what divides thousands, if anything, and what stands before decimals."""

    thousands: str = ""
    decimals: str = "."


PLAIN = NumberForm()


def number_form(example: str) -> NumberForm | None:
    """Read how numbers are written from one of them; nothing where it does not tell.

    >>> number_form("1.234,5")
    NumberForm(thousands='.', decimals=',')
    """
    match = _EXAMPLE.fullmatch(example.translate(_SPACES))
    if match is None or match[2] == match[3] is not None:
        return None
    thousands, decimals = match[2] or "", match[3] or ("," if match[2] == "." else ".")
    if not match[2] and not match[3] and len(example) > 3:
        return None
    return NumberForm(thousands, decimals)


def number_of(text: str, form: NumberForm) -> Decimal:
    """Read a number, whole groups of thousands and all."""
    plain = text.translate(_SPACES).replace("- ", "-")
    if form.thousands and form.thousands in plain:
        whole, *rest = plain.split(form.decimals)
        if not re.fullmatch(rf"-?[0-9]{{1,3}}(?:{re.escape(form.thousands)}[0-9]{{3}})+", whole, re.ASCII):
            raise UnfitError("say with `numbers:` by an example how numbers are written, such as '1.234,5'")
        plain = form.decimals.join([whole.replace(form.thousands, ""), *rest])
    other = {".": ",", ",": "."}[form.decimals]
    plain = plain.replace(form.decimals, ".") if other not in plain else ""
    if not _PLAIN.fullmatch(plain):
        advice = "say with `numbers:` by an example how numbers are written, such as '1.234,5'"
        raise UnfitError(
            advice if any(c.isdigit() for c in text) else "write digits, or leave the cell empty"
        )
    return Decimal(plain)
