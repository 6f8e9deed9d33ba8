"""What names in a text lead to: the cases of `naming.yml`, and that what is found can be read again."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.editing.suggest.command import suggest_for
from site_builder.extraction.extract import extract
from site_builder.linking.name_resolution import name_text
from site_builder.model.extraction_results import Extraction, Stretch
from site_builder.model.value_types import ArticleId
from site_builder.names.matching import NameForm, NameIndex, compile_names
from site_builder.pages.coverage import coverage_page
from site_builder.proving.layer_reading import read_layer
from site_builder.proving.layers import Layer, layer_json
from tests.conftest import project_at
from tests.test_reading import site_of
from tests.test_suggest import proposed

CASES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("cases").joinpath("extraction", "naming.yml").read_text(encoding="utf-8"),
    yaml.CSafeLoader,
)


def names_of(case: Mapping[str, Any]) -> NameIndex:
    entries = case["registry"].items()
    named = [NameForm(form, label, id_) for id_, (label, *forms) in entries for form in forms]
    above = {place: frozenset([around]) for place, around in case.get("within", {}).items()}
    compiled = compile_names(named)
    return NameIndex(compiled.forms, compiled.lengths, above)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_names_lead_to_their_entries(case: dict[str, Any]) -> None:
    text = case["text"]
    found = extract(text, [(0, len(text))], "2031-05-10", language=case.get("language", "en"))
    public = [Stretch(0, len(text), text)] if case.get("public") else []
    linked = name_text(found, names_of(case), public)
    led = [f"{text[one.mention.start : one.mention.end]} = {one.id}" for one in linked if one.id]
    assert led == case["names"]
    if case.get("only"):
        assert (found.mentions, found.times) == ((), ())


# ------------------------------------------------------------------ what is written can be read

_PIECES = (
    "President Ann Haldane said Lance missiles loitering munitions $5 5,000 billion US€ percent 3 May 2031 "
    "on Monday in about Ekstro\u0308m Erdo?an Əliyev al-Orm of the and J.K. 马英九 وحیدی O’Dell 20% first km"
)
_SPACES = (
    " |\u00a0|\u2009|\u202f|\u3000|\t|\n|\r\n|\u2028|\u0085|\x0b|\x1f|-|–|—|‑|\u00ad|\u200b|\u200d|\u200f|"
    "\u2066|\ufeff|\ue000|\U000e0041|’|`|\u0301|."
)
_TEXTS = st.lists(
    st.tuples(st.sampled_from(_PIECES.split()), st.sampled_from(_SPACES.split("|"))), max_size=40
).map(lambda pairs: "".join(word + space for word, space in pairs))


def layer_of(text: str, found: Extraction) -> Layer:
    size = len(text)
    return Layer(
        article=ArticleId("x"), sha256="0" * 64, chars=size, normaliser=1, pipeline="2", body=((0, size),),
        body_words=9, paragraphs=((0, size),), proofs={}, inputs="", found=found,
    )  # fmt: skip


@given(st.one_of(_TEXTS, st.text()), st.sampled_from(["en", "de"]))
def test_what_extraction_writes_is_read_back(text: str, language: str) -> None:
    found = extract(text, [(0, len(text))], "2031-05-10", language=language)
    layer = layer_of(text, found)
    assert read_layer(layer_json(layer).encode(), "x.json", ArticleId("x")) == (layer, ())


@given(_TEXTS)
def test_a_name_stands_where_it_is_said_to(text: str) -> None:
    """Folded, the words of the text at a name's place are the name."""
    names = compile_names([NameForm("Ann Haldane", "person", "a"), NameForm("Rolf Ekström", "person", "b")])
    found = extract(text, [(0, len(text))])
    for one in name_text(found, names):
        if one.mention.rank == 1:
            assert names.find(text[one.mention.start : one.mention.end]) == one.ids


# ------------------------------------------------------------------ other languages


def test_coverage_says_what_is_not_looked_for(toy_project: Path) -> None:
    article = toy_project / "articles" / "norland-post-2031-05-10-visit.md"
    article.write_text(article.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    site = site_of(toy_project)
    rows = {found.id: found.facts for found in coverage_page(site).articles}
    said = {name: [fact.label for fact in facts] for name, facts in rows.items()}
    assert [name for name, labels in said.items() if "Not looked for" in labels] == [article.stem]
    (fact,) = [fact for fact in rows[ArticleId(article.stem)] if fact.label == "Not looked for"]
    assert fact.values[0].text == (
        "The rules read English, and this text is in German: other names and times, and numbers in words"
    )


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("de-AT", 'a text in German (Austria), "de-AT"'),
        ("az", 'a text in Azerbaijani, "az"'),
        ("zh-Hant", 'a text in Chinese (Traditional), "zh-Hant"'),
        ("tlh", "a text of the language tlh"),
    ],
)
def test_nothing_is_proposed_for_a_language_without_rules(toy_project: Path, code: str, found: str) -> None:
    article = toy_project / "articles" / "norland-post-2031-05-10-visit.md"
    article.write_text(article.read_text("utf-8").replace("language: en", f"language: {code}"), "utf-8")
    suggestions, problems = suggest_for(project_at(toy_project), article.stem, [toy_project / "texts"])
    assert suggestions is not None
    assert suggestions.proposals == ()
    assert "\n".join(map(str, problems)) == (
        f"articles/norland-post-2031-05-10-visit.md:9:11: warning: other-language: found {found}, "
        "expected English or Russian, whose sentences can be read here\n    fix: "
        "annotate by hand; names that the registry has are found in the text all the same"
    )


def test_decomposed_letters_cut_no_proposed_name() -> None:
    text = "President Rolf Ekström met Prime Minister José Muñoz in Kesh on 3 May 2031."
    found = proposed(unicodedata.normalize("NFD", text))
    names = [dict(entry.fields).get("name") for entry in found.entries]
    assert [name for name in names if name] == ["José Muñoz", "Rolf Ekström"]
