"""Amounts: what is found, where it stands, its bounds and unit, and how long finding takes."""

import itertools
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.extraction.amounts import find_amounts
from site_builder.model.extraction_results import Amount

# All scalars as text: YAML's own dates and numbers must not meddle.
WRITTEN = Path(__file__).with_name("cases").joinpath("extraction", "amounts.yml").read_text(encoding="utf-8")
CASES = yaml.load(WRITTEN, yaml.CBaseLoader)  # noqa: S506 - makes only text, lists, mappings
ROWS = [case for cases in CASES.values() for case in cases]


def find(text: str) -> tuple[Amount, ...]:
    return find_amounts(text, [(0, len(text))])


def said(amount: Amount) -> str:
    bounds = amount.low if amount.low == amount.high else f"{amount.low}..{amount.high}"
    return f"{amount.surface} = {bounds or '?'} {amount.unit}, {amount.sense} {amount.kind}"


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case["text"][:60])
def test_finds(case: dict[str, str]) -> None:
    assert [said(one) for one in find(case["text"])] == list(case["amounts"])


def test_only_the_body_is_read() -> None:
    text = "Ads for $5 only\nIt cost $6 million.\nRead 7 comments"
    start, end = text.index("It"), text.index("Read")
    assert [one.surface for one in find_amounts(text, [(start, end)])] == ["$6 million"]


def test_an_amount_ends_with_its_span() -> None:
    assert [one.low for one in find_amounts("It cost $6 million.", [(0, 10)])] == ["6"]


PIECES = [
    "$", "USD", "5", "1,000", "1.5", "billion", "million", "m.", "%", "percent", "per cent", "between",
    "and", "to", "-", "from", "two", "twenty-five", "hundred", "half a", "a dozen", "tons", "people",
    "Harop", "drones", "nearly", "over", "more than", "some", "second", "largest", "top", "ten",
    "ranked", "billions of", "dollars", "pounds", "2016", ",", ".", "\n", "\u00a0", "\u20ac", "\u00a3",
    "9" * 15, "999,999,999,999,999", "or more", "\U0001f600",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


@given(TEXTS)
def test_offsets_and_bounds_hold_for_any_text(text: str) -> None:
    found = find(text)
    assert all(text[one.start : one.end] == one.surface for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for one in found:
        bounds = [Decimal(bound) for bound in (one.low, one.high) if bound]
        assert bounds == sorted(bounds)
        assert all(set(bound) <= set("0123456789.") for bound in (one.low, one.high))


HOSTILE = [
    "(",
    "=",
    "1",
    "1,",
    "9,999",
    "$",
    "a ",
    "two ",
    "hundred and ",
    "between 5 ",
    "5 x ",
    "over ",
    " ",
    "the top ",
    "US",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    find(piece * (200_000 // len(piece)))
