"""Trigger words of a vocabulary: what `suggest` proposes of them, for texts of `river/` and others."""

import dataclasses
import shutil
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.corpus.checks.triggers import validate_triggers
from site_builder.corpus.file_reading import Memo
from site_builder.corpus.loading import load
from site_builder.corpus.source import read_entries, read_yaml
from site_builder.corpus.vocabulary.own_fields import annotation_class
from site_builder.editing.suggest.suggesting import Suggestions, suggest
from site_builder.editing.suggest.writing.inserting import inserted
from site_builder.editing.suggest.writing.writing import as_yaml
from site_builder.model.corpus import Corpus
from site_builder.model.registry import Frame, Place, Registry
from site_builder.model.value_types import ArticleId, Edtf
from site_builder.model.vocabulary import EventType, SectionType
from site_builder.names.inflection import bases
from tests.conftest import project_at
from tests.written import article

RIVER = Path(__file__).parent / "river"
CASES: list[Mapping[str, Any]] = yaml.load(
    (Path(__file__).parent / "cases/suggest/triggers.yml").read_text("utf-8"), yaml.CSafeLoader
)
LIMIT = 1 << 20
TOY = ArticleId("toy")
PATH = "annotations/articles/toy.yml"
KINDS: Mapping[str, type[Any]] = {
    "event_types": EventType, "sections": SectionType, "places": Place, "events": Frame,
}  # fmt: skip


@cache
def river() -> Corpus:
    return load(project_at(RIVER), Memo())[0]


def read(kind: type[Any], written: Mapping[str, object]) -> dict[Any, Any] | None:
    """The entries of a file, unless one cannot be read."""
    data = yaml.safe_dump(written, sort_keys=False, allow_unicode=True).encode()
    parsed, problems = read_entries(data, "annotations/vocabulary/file.yml", kind, LIMIT)
    return None if problems else dict(parsed.value)


def registry_with(added: Mapping[str, Mapping[str, object]]) -> Registry | None:
    """The registry of the river, without its events, and with what a case adds."""
    known: Registry = dataclasses.replace(river().registry, events={})
    for name, kind in KINDS.items():
        entries = read(kind, added.get(name, {}))
        if entries is None:
            return None
        known = dataclasses.replace(known, **{name: {**getattr(known, name), **entries}})
    return known


def proposed(text: str, registry: Registry, annotated: str = "") -> Suggestions:
    """What is proposed for a text that is all body, printed on 20 March 2041."""
    words = text.split()
    found = dataclasses.replace(
        article(text, " ".join(words[:6]), " ".join(words[-5:]), "CC-BY-4.0"), published=Edtf("2041-03-20")
    )
    annotations = {}
    if annotated:
        parsed, problems = read_yaml(annotated.encode(), PATH, annotation_class(registry), LIMIT)
        assert parsed is not None, problems
        annotations = {TOY: parsed.value}
    suggestions, problems = suggest(Corpus(registry, {TOY: found}, {}, annotations), TOY, text)
    assert suggestions is not None, problems
    return suggestions


def text_of(case: Mapping[str, Any]) -> str:
    return (RIVER / case["file"]).read_text("utf-8") if "file" in case else str(case["text"])


def written(case: Mapping[str, Any]) -> str:
    """The YAML of what triggers propose, and of other proposals of the sections that a case names."""
    registry = registry_with(case.get("vocabulary", {}))
    assert registry is not None
    found = proposed(text_of(case).rstrip("\n"), registry, case.get("annotation", ""))
    kept = [one for one in found.proposals if one.sentence or one.section in case.get("also", ())]
    new = [entry for entry in found.entries if entry.file.startswith("annotations/events/")]
    return as_yaml("toy", kept, new).partition("\n")[2].lstrip("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_case(case: Mapping[str, Any]) -> None:
    assert written(case) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_what_is_proposed_can_be_read(case: Mapping[str, Any]) -> None:
    registry = registry_with(case.get("vocabulary", {}))
    assert registry is not None
    found = proposed(text_of(case).rstrip("\n"), registry)
    new, problems = inserted(b"", PATH, found.proposals, annotation_class(registry))
    assert problems == ()
    assert new is not None


# ------------------------------------------------------------------ the command


def test_what_is_written_is_right_and_is_not_proposed_again(tmp_path: Path) -> None:
    """All that is told of it is that somebody has to look at it."""
    root = Path(shutil.copytree(RIVER, tmp_path / "river"))
    path = "annotations/articles/varn-courier-2041-03-20-dead.yml"
    (root / path).unlink()
    shutil.rmtree(root / "annotations/extracted")
    command = ["--project", str(root), "suggest", Path(path).stem]
    done = CliRunner().invoke(main, [*command, "--write"])
    assert done.exit_code == 0, done.output
    said = (root / path).read_text("utf-8")
    assert "floods:" in said
    assert "killed:\n      amount: 15\n      sense: above" in said
    problems = [one for one in load(project_at(root))[1] if one.location.path == path]
    figures = said[: said.index("\nfigures:")].count("\n") + 1
    assert {one.rule for one in problems if one.location.line < figures} == {"unchecked-suggestion"}
    new = {one.rule for one in problems if one.location.line >= figures}
    assert new == {"unchecked-suggestion", "unknown-measure"}  # a measure to accept
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 0, again.output
    assert "floods:" not in again.stdout


# ------------------------------------------------------------------ whatever is written

WORDS = (
    "flooded", "The river", "Alder", "Aldmouth", "Varn", "Varnish Line", "Tern", "twelve people", "12 people",
    "drowned", "wave", "said", "not", "will be", "HC-118", "on March 12, 2041", "in 2040", "rain",
    "a broken lock", "$3 million", "fined", "burst its banks", "(", ")", ",", ";", "\u201c", "'s", "of", "in",
    "\u200b",
)  # fmt: skip
TRIGGERS = st.one_of(
    st.sampled_from(
        ["flooded", "wave", "burst its banks", "drowned", "the", "İ", "ß", "12", "people", "HC-118"]
    ),
    st.text(min_size=1, max_size=70),
)
FIELDS: Mapping[str, Mapping[str, object]] = {
    "who": {"type": "actor"}, "whom": {"type": "actors"}, "spot": {"type": "place"},
    "spots": {"type": "places"}, "over": {"type": "date"}, "cost": {"type": "value"},
    "dead": {"type": "number", "unit": "people"}, "lost": {"type": "number"}, "cause": {"type": "text"},
    "rivers": {"type": "texts"}, "kind": {"type": "choice", "options": ["rain", "a broken lock", "the"]},
    "means": {"type": "equipment"}, "after": {"type": "event"}, "page": {"type": "url"},
    "code": {"type": "identifier", "pattern": "1 to 50 capitals or digits, 0 to 50 capitals or digits"},
}  # fmt: skip


@st.composite
def vocabularies(draw: st.DrawFn) -> Mapping[str, Mapping[str, object]]:
    """Types and sections with all sorts of triggers and fields, some of them wrong."""
    keys = draw(st.lists(st.sampled_from(sorted(FIELDS)), unique=True, max_size=6))
    fields = [
        {"key": key, **FIELDS[key], "label": key, "meaning": key, "required": draw(st.booleans())}
        for key in keys
    ]
    term = {"meaning": "x", "triggers": draw(st.lists(TRIGGERS, max_size=4))}
    kinds = draw(st.lists(st.sampled_from(["storm", "flood", "ghost", "visit"]), unique=True, max_size=3))
    look = {"group": "Weather", "outline": "drop"}
    return {
        "event_types": {"storm": {"name": "Storm", "plural": "Storms", **term, **look}},
        "sections": {
            "storms": {"name": "Blow", "plural": "Blows", **term, "event_types": kinds, "fields": fields}
        },
    }


@given(
    vocabularies(), st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=5)
)
def test_nothing_in_a_text_or_a_vocabulary_ends_the_command(
    added: Mapping[str, Mapping[str, object]], sentences: list[list[str]]
) -> None:
    registry = registry_with(added)
    assume(registry is not None)
    assert registry is not None
    tuple(validate_triggers(registry))
    text = " ".join(" ".join(words).capitalize() + "." for words in sentences)
    whole = f"It began so, they say, in the town.\n{text}\nAnd that was all there is to tell."
    found = proposed(whole, registry)
    for one in found.proposals:
        assert one.sentence is None or all(quote for quote in one.quotes)
    inserted(b"", PATH, found.proposals, annotation_class(registry))
    as_yaml("toy", found.proposals, found.entries, found.unread)


@pytest.mark.parametrize(
    "piece", ["flooded ", "The Alder flooded Aldmouth. ", "flood 1 A1 ", "Tern drowned, "]
)
def test_a_long_text_is_bounded(piece: str) -> None:
    long = piece * (150_000 // len(piece))
    text = f"Begin here with five plain words. {long}\n\nEnd there with six other words."
    registry = registry_with({})
    assert registry is not None
    started = time.process_time()
    proposed(text, registry)
    assert time.process_time() - started < 10


def test_a_large_vocabulary_is_bounded() -> None:
    form = "1 to 50 capitals or digits, 0 to 50 capitals or digits"
    options = [f"{word} {number}" for number in range(300) for word in ("wave", "rain")]
    fields: list[Mapping[str, object]] = [
        *({"key": f"code_{i}", "type": "identifier", "pattern": form} for i in range(10)),
        *({"key": f"kind_{i}", "type": "choice", "options": [*options]} for i in range(10)),
        *({"key": f"dead_{i}", "type": "number", "unit": "people"} for i in range(10)),
    ]
    described = [{**one, "label": one["key"], "meaning": "x"} for one in fields]
    triggers = [f"wave of {i}a" for i in range(30)]
    term = {"name": "Wave", "plural": "Waves", "meaning": "x", "triggers": triggers, "fields": described}
    registry = registry_with({"sections": {"waves": term}})
    assert registry is not None
    told = "The wave of 7a near q{} took 12 people and 13 people in case A1B2C3D4E5F6G7H8 X1 Y2 Z3 of rain. "
    long = "".join(map(told.format, range(300)))
    started = time.process_time()
    found = proposed(f"Begin here with five plain words. {long}\n\nEnd there with six other words.", registry)
    assert time.process_time() - started < 10
    assert any(one.section == "waves" for one in found.proposals)


# ------------------------------------------------------------------ forms of a word


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("flooded", "floods", True), ("burst", "bursting", True), ("planned", "plan", True),
        ("planned", "planes", False), ("rated", "rats", False), ("raised", "raising", True),
        ("sank", "sinking", True), ("agreed", "agrees", True), ("seed", "sees", False),
        ("ruling", "ruled", True), ("city", "cities", True), ("watches", "watch", True),
        ("bus", "bu", False), ("string", "str", False), ("king", "k", False),
    ],
)  # fmt: skip
def test_which_words_are_forms_of_one(a: str, b: str, *, same: bool) -> None:
    assert (not bases(a).isdisjoint(bases(b))) == same


@given(st.text())
def test_any_word_has_itself_for_a_base(word: str) -> None:
    assert word in bases(word)
