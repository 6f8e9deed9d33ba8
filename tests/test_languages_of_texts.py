"""Texts of other languages than English: by their word lists, or what reads the same in all."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.extraction.extract import extract
from site_builder.model.extraction_results import Amount, TimeExpression

CASES = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("languages", "ru.yml").read_text(encoding="utf-8")
)
PIECES = [
    "12", "мая", "2024", "года", "г.", "в", "с", "до", "к", "концу", "среду", "прошлом", "году", "$", "1,5",
    "млрд", "долларов", "США", "-", "–", "по", "и", "30", "февраля", "9999", "1000", "назад", "век", "İ", "ё",
    "сто", "двадцать", "процентов", "%", "около", "\n", ".", "31.12.9999", "0", "00.00.1000", "следующем",
]  # fmt: skip


def said_time(one: TimeExpression) -> str:
    return f"{one.surface} = {one.edtf}{one.anchor and ', ' + one.anchor}{' ?' if one.ambiguous else ''}"


def said_amount(one: Amount) -> str:
    bounds = one.low if one.low == one.high and one.low else f"{one.low}..{one.high}"
    return f"{one.surface} = {bounds} {one.unit}, {one.sense}{one.per and ' per ' + one.per}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_finds(case: dict[str, Any]) -> None:
    text = case["text"]
    found = extract(text, [(0, len(text))], "2024-05-15", language=case.get("language", "ru"))
    assert [said_time(one) for one in found.times] == case.get("times", [])
    assert [said_amount(one) for one in found.amounts] == case.get("amounts", [])


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
def test_all_stands_where_it_is_said_to(text: str) -> None:
    found = extract(text, [(0, len(text))], "2024-05-15", language="ru")
    both: list[TimeExpression | Amount] = [*found.times, *found.amounts]
    for one in both:
        assert one.surface.split() == text[one.start : one.end].split()
