"""Amounts: what is found, where it stands, its bounds and unit, and how long finding takes."""

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.extraction.amounts import find_amounts
from site_builder.model.extraction_results import Amount

# All scalars as text: YAML's own dates and numbers must not meddle.
WRITTEN = Path(__file__).with_name("cases").joinpath("extraction", "amounts.yml")
CASES = yaml.load(WRITTEN.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 - makes only text, lists, mappings
ROWS = [case for cases in CASES.values() for case in cases]


def find(text: str) -> tuple[Amount, ...]:
    return find_amounts(text, [(0, len(text))])


def said(amount: Amount) -> str:
    bounds = amount.low if amount.low == amount.high else f"{amount.low}..{amount.high}"
    per = f" per {amount.per}" if amount.per else ""
    return f"{amount.surface} = {bounds or '?'} {amount.unit}, {amount.sense} {amount.kind}{per}"


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


# ------------------------------------------------------------------ money as it is composed

PARTS = yaml.load(WRITTEN.with_name("money.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
NUMBERS, IN_WORDS, SCALED = (
    {words: Decimal(number) for words, number in PARTS[name].items()}
    for name in ("numbers", "words", "scales")
)
SIGNS, ENDINGS = PARTS["signs"], PARTS["endings"]
BEFORE, AFTER, UNKNOWN = (st.sampled_from(PARTS[name]) for name in ("before", "after", "unknown"))


def composed(number: Decimal, scale: str) -> Decimal:
    return number.scaleb(int(SCALED[scale]))


def money_in(text: str) -> list[tuple[Decimal, Decimal, str]]:
    """All money that is found: both bounds, the one for the other where that is open."""
    found = [one for one in find(text) if one.kind == "money" and (one.low or one.high)]
    return [(Decimal(one.low or one.high), Decimal(one.high or one.low), one.unit) for one in found]


def of(parts: Iterable[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(parts))


@given(BEFORE, of(SIGNS), of(NUMBERS), of(SCALED), AFTER)
@settings(max_examples=2000)
def test_what_is_read_after_a_sign_is_what_was_written(
    before: str, sign: str, number: str, scale: str, after: str
) -> None:
    value = composed(NUMBERS[number], scale)
    assert money_in(before + sign + number + scale + after) in ([], [(value, value, SIGNS[sign])])


@given(BEFORE, of(NUMBERS | IN_WORDS), of(SCALED), of(ENDINGS), AFTER)
@settings(max_examples=2000)
def test_what_is_read_before_a_currency_is_what_was_written(
    before: str, number: str, scale: str, ending: str, after: str
) -> None:
    value = composed((NUMBERS | IN_WORDS)[number], scale)
    assert money_in(before + number + scale + ending + after) in ([], [(value, value, ENDINGS[ending])])


@given(BEFORE, of(SIGNS), of(NUMBERS), UNKNOWN, of(["", *ENDINGS]), AFTER)
@settings(max_examples=2000)
def test_what_is_not_known_whole_is_not_read(  # noqa: PLR0917 - the parts of an amount
    before: str, sign: str, number: str, unknown: str, ending: str, after: str
) -> None:
    assert money_in(before + sign + number + unknown + ending + after) == []
    assert money_in(before + number + unknown + (ending or " dollars") + after) == []


@given(of(SIGNS), of(["5", "1.2", "40"]), of(["41.5", "55", "70"]), of(SCALED), of(["-", " to ", " - "]))
def test_both_ends_of_a_range_have_its_scale(sign: str, low: str, high: str, scale: str, joint: str) -> None:
    ends = composed(Decimal(low), scale), composed(Decimal(high), scale)
    assert money_in(f"It cost {sign}{low}{joint}{high}{scale} in all.") in ([], [(*ends, SIGNS[sign])])


@given(of(SIGNS), of(["5", "1.2", "700"]), of([" million", " billion", "bn", "m", "B", " crore"]))
def test_what_newspapers_write_is_found(sign: str, number: str, scale: str) -> None:
    value = composed(Decimal(number), scale)
    assert money_in(f"It cost {sign}{number}{scale} in all.") == [(value, value, SIGNS[sign])]


JOINTS = (" to ", "-", " and ", " or ", " ", ", ", "between ")
MONEY_PIECES = [*SIGNS, *NUMBERS, *IN_WORDS, *SCALED, *PARTS["unknown"], *ENDINGS, *JOINTS]
GOES_ON = re.compile(r"[\s-]{0,3}(?:thousand|[mbtr]+illion|milliard|crore|lakh)", re.IGNORECASE)


@given(st.lists(st.sampled_from(MONEY_PIECES), max_size=25).map("".join))
@settings(max_examples=2000)
def test_no_scale_follows_an_amount(text: str) -> None:
    assert not [
        one for one in find(text) if one.kind == "money" and one.low and GOES_ON.match(text[one.end :])
    ]


HOSTILE = [
    "5 million ",
    "$5 to ",
    "1 crore 20 lakh ",
    "1 234 ",
    "a million and a half ",
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
