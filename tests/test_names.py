"""Names in texts: the cases of `names.yml`, exact places, hostile texts, and a model of the test's own."""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.training import Example

from site_builder.corpus import loading
from site_builder.editing.suggest.writing.writing import as_yaml
from site_builder.extraction.composed_text import compose, one_line
from site_builder.extraction.extract import extract, publishable
from site_builder.extraction.prepared import prepare
from site_builder.extraction.statistical import Model, is_installed
from site_builder.linking.name_resolution import name_text
from site_builder.model.extraction_results import PROPOSING, Extraction, Mention, Rank, Stretch, found_by
from site_builder.model.value_types import Line
from site_builder.names.matching import NO_NAMES, NameForm, NameIndex, compile_names, registry_names
from site_builder.names.overlaps import settle
from tests.conftest import TOY, project_at
from tests.test_suggest import proposed

WRITTEN = Path(__file__).with_name("cases").joinpath("extraction", "names.yml").read_text(encoding="utf-8")
CASES: list[dict[str, Any]] = yaml.load(WRITTEN, yaml.CBaseLoader)  # noqa: S506 - makes only text, lists, mappings


def whole(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


def candidates(
    text: str, body: list[tuple[int, int]], names: NameIndex = NO_NAMES, model: Model | None = None
) -> tuple[Mention, ...]:
    return tuple(linked.mention for linked in name_text(extract(text, body, model=model), names))


def named(written: list[str]) -> list[NameForm]:
    pairs = [entry.rsplit(" = ", 1) for entry in written]
    return [NameForm(form, label, f"id-{i}") for i, (form, label) in enumerate(pairs)]  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60].strip())
def test_names_are_found(case: dict[str, Any]) -> None:
    names = compile_names(named(case["registry"])) if "registry" in case else NO_NAMES
    ranks = {int(rank) for rank in case.get("only", ["1", "2", "3"])}
    everything = candidates(case["text"], whole(case["text"]), names)
    found = [m for m in everything if m.rank in ranks or (m.rule, m.label) in PROPOSING]
    if "names" in case:
        shown = [f"{m.surface} = {m.label}, {m.rule}, {m.rank}" for m in found]
        wanted = case["names"]
        if "absent" in case:
            shown = [name for name in shown if name in wanted]
        assert shown == wanted
    assert not {m.surface for m in found} & set(case.get("absent", ()))


def test_only_the_body_is_read() -> None:
    text = "Menu: President Otto Menu\nPresident Rui Castel came.\nPresident Ada Foot left."
    found = candidates(text, [(26, 52)])
    assert [m.surface for m in found] == ["Rui Castel"]


def test_a_surface_is_that_of_the_text_with_plain_spaces() -> None:
    text = "President Rui\u00a0Castel’s plan; President Rui\u00a0O`Dell agreed."
    found = candidates(text, whole(text))
    assert [m.surface for m in found] == ["Rui Castel", "Rui O`Dell"]


def test_the_registry_gives_every_form_with_its_label() -> None:
    registry = loading.load(project_at(TOY))[0].registry
    names = registry_names(registry)
    labels = {name.surface: name.label for name in names}
    assert labels["Ann Haldane"] == "person"
    assert list(names) == sorted(set(names))
    found = candidates("They saw Ann Haldane.", whole("They saw Ann Haldane."), compile_names(registry))
    assert [(m.surface, m.rank) for m in found] == [("Ann Haldane", 1)]


def test_everything_is_extracted_at_once() -> None:
    text = "President Rui Castel paid $5 million on 3 May 2031."
    found = extract(text, whole(text), "2031-05-04")
    assert [m.surface for m in found.mentions] == ["Rui Castel"]
    assert [t.edtf for t in found.times] == ["2031-05-03"]
    assert [a.unit for a in found.amounts] == ["USD"]
    assert isinstance(extract(text, whole(text), "no date"), Extraction)


def test_candidates_are_not_published() -> None:
    every: tuple[Rank, ...] = (1, 2, 3, 4, 5)
    ranks = [Mention(i, i + 1, "person", "x", "r", rank) for i, rank in enumerate(every)]
    assert [m.rank for m in publishable(ranks)] == [1, 2, 3]


def test_the_order_of_what_is_found_decides_nothing() -> None:
    names = [
        Mention(0, 5, "person", "A", "r", 3),
        Mention(2, 9, "place", "B", "s", 3),
        Mention(0, 5, "place", "A", "r", 4),
    ]
    assert settle(names) == settle(reversed(names))


# ------------------------------------------------------------------ any text

_PIECES = (
    "President Ann Haldane Haldane's of the The Ministry Iran and & ( ) , . Su-25 NASA in said By July 15 45 "
    "U.S. al-Orm É ’ $ ` - who minister"
)
_WORDS = st.sampled_from([*_PIECES.split(), "\n", "\u00a0"])
_TEXTS = st.one_of(
    st.lists(_WORDS, max_size=60).map(" ".join),
    st.lists(_WORDS, max_size=40).map("".join),
    st.text(max_size=200),
)
_TOY = compile_names(named(["Ann Haldane = person", "Haldane & = organisation", "Iran = place", "( = other"]))


@given(_TEXTS, st.integers(0, 30), st.integers(0, 200))
def test_places_are_exact_and_apart(text: str, low: int, size: int) -> None:
    start, end = min(low, len(text)), min(low + size, len(text))
    done = start
    for mention in candidates(text, [(start, end)], _TOY):
        assert mention.surface == one_line(compose(text[mention.start : mention.end]).text)
        assert mention.surface.strip() == mention.surface != ""
        assert "\n" not in mention.surface
        assert done <= mention.start < mention.end <= end
        done = mention.end


@given(_TEXTS)
def test_the_same_text_gives_the_same_names(text: str) -> None:
    assert candidates(text, whole(text)) == candidates(text, whole(text))


@given(st.text())
def test_a_prepared_text_keeps_every_place(text: str) -> None:
    assert len(prepare(text, whole(text))) == len(text)


_ENDLESS = (
    "(|=|a(|A.|A|A |A & |Mr. |'s |A-|A's|\n|X of |By A B\n|Ann Orme (AO) |, |President |"
    "University of |é|\u0301|said Ann Orme, "
)


@pytest.mark.parametrize("piece", _ENDLESS.split("|"))
def test_endless_texts_take_no_endless_time(piece: str) -> None:
    size = 200_000 if len(piece) == 1 else 100_000
    text = (piece * size)[:size]
    candidates(text, whole(text), _TOY)


def test_endlessly_many_names_take_no_endless_time() -> None:
    text = " ".join(
        f"President {chr(65 + i % 26)}n{'abcdefghij'[i % 10] * (i % 30)} Orme met." for i in range(4_000)
    )
    text += " ".join("Police" for _ in range(5_000)) + " President"
    candidates(text, whole(text), _TOY)


def test_a_text_over_two_megabytes_is_refused() -> None:
    text = "a " * (1024 * 1024 + 1)
    with pytest.raises(ValueError, match="bytes"):
        candidates(text, whole(text))


# ------------------------------------------------------------------ a statistical model

_TRAINED = [
    ("Yesterday zork smiled.", [(10, 14, "PERSON")]),
    ("They saw zork today.", [(9, 13, "PERSON")]),
    ("Then zork left.", [(5, 9, "PERSON")]),
]


def install(nlp: Language, name: str, folder: Path) -> None:
    """Lay out a pipeline as an installed package is."""
    package = folder / f"en_{name}"
    package.mkdir()
    nlp.meta["name"] = name
    nlp.to_disk(package / f"en_{name}-1.0")
    (package / "meta.json").write_text(json.dumps({**nlp.meta, "lang": "en", "name": name, "version": "1.0"}))
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(Path(__file__), **overrides)\n"
    )
    installed = folder / f"en_{name}-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: en_{name}\nVersion: 1.0\n")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A model trained on three sentences, installed as a package is."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in _TRAINED]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    install(nlp, "toy_names", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield "en_toy_names"
    sys.modules.pop("en_toy_names", None)


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A model that knows three names, articles before them included, installed as a package is."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    named = [("zork", "PERSON"), ("the Quib Works", "ORG"), ("Orme", "ORG")]
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in named])  # type: ignore[attr-defined]
    install(nlp, "toy_lexicon", tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield "en_toy_lexicon"
    sys.modules.pop("en_toy_lexicon", None)


def test_a_model_proposes_and_nothing_more(model: str) -> None:
    text = "Yesterday zork smiled."
    found = candidates(text, whole(text), NO_NAMES, Model(model))
    assert [(m.surface, m.label, m.rule, m.rank) for m in found] == [("zork", "person", "model:PERSON", 5)]
    assert publishable(found) == ()


def test_what_a_model_said_is_kept(model: str, tmp_path: Path) -> None:
    text, kept = "Yesterday zork smiled.", Model(model, tmp_path / "kept")
    first = candidates(text, whole(text), NO_NAMES, kept)
    (path,) = (tmp_path / "kept").iterdir()
    path.write_text(json.dumps([[0, 9, "ORG", "Yesterday"], [0, 999, "ORG", "x"], [0, 9, "?", "y"]]))
    again = candidates(text, whole(text), NO_NAMES, kept)
    assert [m.surface for m in first] == ["zork"]
    assert [(m.surface, m.label) for m in again] == [("Yesterday", "organisation")]


def test_what_is_found_otherwise_comes_before_the_model(model: str) -> None:
    text = "Yesterday zork smiled."
    names = compile_names([NameForm("zork", "equipment", "zork")])
    found = name_text(extract(text, whole(text), model=Model(model)), names, [Stretch(0, len(text), text)])
    assert [(one.mention.label, one.mention.rank, one.id) for one in found] == [("equipment", 1, "zork")]


def test_a_candidate_says_whether_rules_or_a_model_found_it(lexicon: str) -> None:
    text = "Yesterday zork smiled. We saw Xandor Orme and the Quib Works there."
    found = candidates(text, whole(text), NO_NAMES, Model(lexicon))
    assert [(m.surface, m.rank, found_by(m)) for m in found] == [
        ("zork", 5, "model"),
        ("Xandor Orme", 4, "rules"),
        ("Quib Works", 4, "rules and model"),
    ]


def test_suggestions_say_that_a_model_found_a_name(lexicon: str) -> None:
    text = "The council met on Monday. President zork visited Oslo on Tuesday, said the board."
    found = proposed(text, model=Line(lexicon))
    written = as_yaml("toy", found.proposals, found.entries)
    assert "# perhaps no name: found by model\nzork:" in written
    assert "found by" not in as_yaml("toy", (), proposed(text).entries)


@pytest.mark.parametrize("name", ["en_no_such_model", "../model", "/etc", "os", "spacy", ""])
def test_a_model_that_is_not_installed_is_left_out(name: str) -> None:
    assert not is_installed(name)
    assert candidates("Yesterday zork smiled.", [(0, 22)], NO_NAMES, Model(name)) == ()
