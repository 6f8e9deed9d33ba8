"""The extraction stage: what is run, what is kept, and what the names in texts and digests link to."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.linking.link import link
from site_builder.model.extraction_results import Extraction, Mention
from site_builder.model.value_types import ArticleId
from site_builder.proving.executors import Processes
from site_builder.proving.extracting import FoundInDigests, in_digests
from site_builder.proving.layer_reading import read_layer
from site_builder.proving.layers import layer_json
from site_builder.proving.proved_project import ProvedCorpus, extract_missing, read_project
from tests.conftest import project_at

FIRST = ArticleId("norland-post-2031-05-10-visit")


def known_of(root: Path) -> ProvedCorpus:
    read, _ = read_project(project_at(root))
    return read


def register(root: Path) -> None:
    """Add a body to the registry."""
    people = next((root / "annotations" / "actors").glob("*.yml"))
    with people.open("a", encoding="utf-8") as file:
        file.write("new-body: {name: Newly Named Body, type: organisation}\n")


@pytest.fixture
def bare(toy_project: Path) -> Path:
    """The toy project without layers, but with its texts."""
    shutil.rmtree(toy_project / "annotations" / "extracted")
    return toy_project


def test_processes_find_the_same(bare: Path) -> None:
    project, known = project_at(bare), known_of(bare)
    alone = extract_missing(project, known).layers
    assert extract_missing(project, known, Processes(2)).layers == alone
    assert all(layer.found.mentions and layer.found.times for layer in alone.values())


def test_nothing_is_read_again_while_nothing_changed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, known = project_at(bare), known_of(bare)
    once = extract_missing(project, known)
    monkeypatch.setattr("site_builder.extraction.extract", None)
    assert extract_missing(project, once).layers == once.layers


def test_an_edit_of_the_registry_changes_no_layer(bare: Path) -> None:
    """Names are added, renamed and taken out; what `extract` writes stays the same to the byte."""
    once = extract_missing(project_at(bare), known_of(bare)).layers
    register(bare)
    for path in (bare / "annotations" / "actors").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("name: Ann Haldane", "name: Nan Elhade"), "utf-8")
    again = extract_missing(project_at(bare), known_of(bare)).layers
    assert "nan elhade" in str(known_of(bare).corpus.registry.actors).lower()
    assert {name: layer_json(layer) for name, layer in again.items()} == {
        name: layer_json(layer) for name, layer in once.items()
    }


def test_a_layer_reads_as_it_was_written(bare: Path) -> None:
    for article, layer in extract_missing(project_at(bare), known_of(bare)).layers.items():
        read, problems = read_layer(layer_json(layer).encode(), "x.json", article)
        assert (read, problems) == (layer, ())


@pytest.mark.parametrize(
    ("written", "spoiled"),
    [
        ('"rank": 4', '"rank": 9'),
        ('"again": [[', '"again": [[9999999, 1], ['),
        ('"stretches": [', '"stretches": [{"start": 1, "end": 2, "surface": "x", "shifts": [[1, 1]]},'),
        ('"label": "person"', '"label": "ghost"'),
        ('"start": ', '"start": -'),
        ('"ambiguous": false', '"ambiguous": 0'),
        ('"surface": "', '"surface": "\\u202e'),
        ('"edtf": "2', '"edtf": "soon 2'),
    ],
)
def test_a_spoiled_layer_is_refused(bare: Path, written: str, spoiled: str) -> None:
    layer = extract_missing(project_at(bare), known_of(bare)).layers[FIRST]
    data = layer_json(layer)
    assert written in data
    read, problems = read_layer(data.replace(written, spoiled, 1).encode(), "x.json", FIRST)
    assert read is None
    assert [problem.rule for problem in problems] == ["layer-form"]


def test_names_in_texts_are_counted_apart_from_records(bare: Path) -> None:
    known = extract_missing(project_at(bare), known_of(bare))
    site = link(known.corpus, known.layers)
    named = site.naming.counts["ann-haldane"]
    assert named[FIRST] >= 1
    assert all(one != other for one, others in site.naming.together.items() for other in others)


def test_names_in_digests_lead_to_their_entries(bare: Path) -> None:
    known = known_of(bare)
    site = link(known.corpus, known.layers, in_digests(known.corpus, FoundInDigests()))
    for article, paragraphs in site.naming.digests.items():
        texts = known.corpus.digests[article].paragraphs
        for text, names in zip(texts, paragraphs, strict=True):
            assert all(0 <= name.start < name.end <= len(text) for name in names)
    assert any(names for paragraphs in site.naming.digests.values() for names in paragraphs)


def test_a_registry_edit_needs_no_text(bare: Path) -> None:
    """A name that was found by a rule links once the registry has it, from the layer alone."""
    known = extract_missing(project_at(bare), known_of(bare))
    mention = Mention(0, 4, "organisation", "Newly Named Body", "body-of", 4)
    layers = {FIRST: replace(known.layers[FIRST], found=Extraction((mention,)))}
    before = link(known.corpus, layers)
    assert before.naming.unlinked[FIRST] == (mention,)
    register(bare)
    after = link(known_of(bare).corpus, layers)
    assert after.naming.counts["new-body"] == {FIRST: 1}


def test_a_model_that_nobody_installed_is_a_problem(toy_project: Path) -> None:
    with (toy_project / "site.yml").open("a", encoding="utf-8") as file:
        file.write("model: en_no_such_model\n")
    _, problems = read_project(project_at(toy_project))
    assert [(problem.rule, str(problem.location)) for problem in problems] == [
        ("model-missing", "site.yml:5:8")
    ]
