"""Names in other languages than English: in all cases, by rules of a language's folder, and what they do."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.editing.suggest.proposals.proposal import Proposal
from site_builder.editing.suggest.suggesting import suggest
from site_builder.extraction.extract import extract
from site_builder.extraction.languages.recognised import language_of_words
from site_builder.linking.name_resolution import Linked, name_text
from site_builder.model.corpus import Corpus
from site_builder.model.extraction_results import PUBLISHED_RANK, Label, Mention
from site_builder.model.value_types import Edtf
from site_builder.names.declension import declined
from site_builder.names.matching import NO_NAMES, NameForm, NameIndex, compile_names
from tests.test_suggest import TOY, names, registry
from tests.written import article

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("languages", "ru_names.yml").read_text(encoding="utf-8")
)
RECOGNISED: list[dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("languages", "recognised.yml").read_text(encoding="utf-8")
)
NAMES: dict[str, tuple[str, Label]] = {
    "anar": ("Анар Ладов", "person"), "sona": ("Сона Ладова", "person"), "ilya": ("Илья Кешко", "person"),
    "ministry": ("Министерство обороны Кешии", "organisation"), "party": ("Новая партия", "organisation"),
    "kesh": ("Нагорный Кеш", "place"), "lada": ("Южная Ладия", "place"), "gory": ("Горы", "place"),
}  # fmt: skip
PIECES = [
    "Анар", "Анара", "Ладова", "Ладов", "министр", "Министерство", "обороны", "России", "«", "»", "(", ")",
    "ФСБ", "А.", "Б.", "-", ",", ".", "\n", "компания", "Lad", "и", "с", "посетил", "в", "Баку", "встретился",
    "45-летний", "ё",
]  # fmt: skip


def named(text: str, index: NameIndex) -> tuple[Linked, ...]:
    return name_text(extract(text, [(0, len(text))], "2024-05-15", language="ru"), index)


@pytest.mark.parametrize("case", CASES["registry"], ids=lambda case: case["case"])
def test_the_registry_is_found_in_all_cases(case: dict[str, Any]) -> None:
    index = compile_names([NameForm(form, label, entry) for entry, (label, form) in case["registry"].items()])
    found = [f"{one.mention.surface} = {one.id}" for one in named(case["text"], index) if one.id]
    assert found == case["names"]


@pytest.mark.parametrize("case", CASES["rules"], ids=lambda case: case["text"][:40])
def test_rules_find_names(case: dict[str, Any]) -> None:
    mentions = [one.mention for one in named(case["text"], NO_NAMES)]
    assert [said(one) for one in mentions if one.rank <= PUBLISHED_RANK] == case["names"]


def said(one: Mention) -> str:
    return f"{one.label}: {one.surface}{one.full and f' as {one.full}'}"


@pytest.mark.parametrize("case", CASES["suggestions"], ids=lambda case: case["text"][:40])
def test_visits_and_meetings_are_proposed(case: dict[str, Any]) -> None:
    found = [proposed(one) for one in suggested(case["text"]) if one.section != "dates"]
    assert found == case["proposed"]


def suggested(text: str) -> tuple[Proposal, ...]:
    words = text.split()
    found = dataclasses.replace(
        article(text, " ".join(words[:3]), " ".join(words[-3:]), "CC-BY-4.0"),
        published=Edtf("2024-05-15"),
        language="ru",
    )
    suggestions, problems = suggest(Corpus(registry(), {TOY: found}, {}, {}), TOY, text, names=names())
    assert suggestions is not None, problems
    return suggestions.proposals


def proposed(one: Proposal) -> str:
    by = {entity.id: entity.name for entity in one.entities}
    fields: dict[str, Any] = dict(one.fields)
    more = "".join(f", {fields[key]}" for key in ("date", "status") if key in fields)
    if one.section == "visits":
        met = "".join(f", met {by[who]}" for who in fields.get("met", ()))
        visitors = " + ".join(by[who] for who in fields["visitors"])
        return f"{one.rank} visit: {visitors} > {by[fields['place']]}{more}{met}"
    return f"{one.rank} meeting: {' + '.join(by[who] for who in fields['participants'])}{more}"


@given(st.sampled_from(sorted(NAMES)), st.data())
def test_a_form_leads_to_its_own_entry_alone(entry: str, data: st.DataObject) -> None:
    index = compile_names([NameForm(name, label, key) for key, (name, label) in NAMES.items()])
    name, label = NAMES[entry]
    form = data.draw(st.sampled_from([name, *(one.name for one in declined(name, label))]))
    ids = {found for one in named(f"Говорят, {form} и всё.", index) for found in one.ids}
    assert ids == {entry}


@given(st.text(alphabet="абвгдежзиклмнопрстуфхАБВГДЕЖ- ", max_size=30))
def test_no_other_word_is_taken_for_a_name(text: str) -> None:
    index = compile_names([NameForm("Анар Ладов", "person", "anar")])
    forms = {"Анар Ладов", *(one.name for one in declined("Анар Ладов", "person"))}
    found = [one.mention.surface for one in named(text, index) if one.ids]
    assert all(" ".join(surface.split()) in forms for surface in found)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
def test_all_names_stand_where_they_are_said_to(text: str) -> None:
    for one in extract(text, [(0, len(text))], "2024-05-15", language="ru").mentions:
        assert one.surface.split() == text[one.start : one.end].split()


@given(st.lists(st.sampled_from(PIECES), min_size=8, max_size=40).map(" ".join))
def test_what_is_proposed_is_quoted_from_the_text(text: str) -> None:
    whole = f"Начало статьи такое. {text} Конец статьи вот такой."
    for quote in (quote for one in suggested(whole) for quote in one.quotes):
        assert " ".join(quote.split()) in " ".join(whole.split())


@pytest.mark.parametrize("case", RECOGNISED, ids=lambda case: next(iter(case.values()))[:30])
def test_texts_are_known_by_their_language(case: dict[str, str]) -> None:
    ((code, text),) = case.items()
    assert language_of_words(text.casefold().replace(",", "").replace(".", "").split()) == code


def test_names_in_latin_letters_have_no_other_cases() -> None:
    assert [declined(name, "person") for name in ("Ann Hale", "İlham Ladov", "Rolf Ekström", "")] == [()] * 4
