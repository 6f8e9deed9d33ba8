"""What the page is told of the registry: names to complete, what may stand where, uses, near doubles."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.annotating.registry_state import (
    MOST_PAIRS,
    MOST_PLACES,
    completion_state,
    label_of_file,
    registry_view,
)
from site_builder.corpus.checks.unused import references, unused
from site_builder.corpus.loading import load_draft
from tests.conftest import TOY, project_at
from tests.small import write
from tests.test_merging_entries import small


def completion_of(root: Path) -> dict[str, Any]:
    state = completion_state(load_draft(project_at(root))[0].corpus)
    return json.loads(json.dumps(state))  # type: ignore[no-any-return]


def view_of(root: Path, files: dict[str, str] | None = None) -> dict[str, Any]:
    draft, problems = load_draft(project_at(root) if files is None else small(root, files))
    view = registry_view(draft, problems)
    assert json.loads(json.dumps(view)) == view
    return view


# ------------------------------------------------------------------ for completion


def test_entries_of_all_kinds_with_their_names() -> None:
    state = completion_of(TOY)
    entries = {entry["id"]: entry for entry in state["entries"]}
    assert {entry["kind"] for entry in entries.values()} == {
        "actor", "place", "equipment", "topic", "measure", "event"
    }  # fmt: skip
    assert entries["rui-castel"] == {
        "id": "rui-castel",
        "kind": "actor",
        "type": "person",
        "name": "Rui Castel",
        "names": ["Rui Castel", "Rui Cas?el"],
        "note": "Sudria",
    }
    assert entries["kesh"]["note"] == "Sudria"
    assert (entries["nell-orme"]["note"], entries["nell-orme"]["name"]) == ("Person", "Nell Orme")
    assert entries["2031-lance-deal"]["kind"] == "event"
    assert entries["2031-lance-deal"]["note"] == "Arms deal"
    assert {record["id"] for record in state["records"]} >= {"contract-confirmed", "border-guards"}
    assert all(record["name"] for record in state["records"])


def test_names_in_other_languages_and_plain_spellings(tmp_path: Path) -> None:
    text = "sheki: {name: Şəki, names: {ru: [Шеки, Нуха]}, aliases: [Nukha]}\n"
    draft, problems = load_draft(small(tmp_path, {"annotations/places.yml": text}))
    assert problems == ()
    entries = completion_state(draft.corpus)["entries"]
    (place,) = (entry for entry in entries if entry["kind"] == "place")
    assert {"Şəki", "Шеки", "Нуха", "Nukha", "Seki", "Shaki"} <= set(place["names"])
    assert len(set(place["names"])) == len(place["names"])


@pytest.mark.parametrize(
    ("kind", "accepted"),
    [
        ("ActorId", ["actor"]),
        ("StateId", ["actor:state"]),
        ("PlaceId", ["place", "actor:state"]),
        ("SubjectId", ["event", "actor", "topic", "place", "equipment"]),
        ("ClaimId", ["event", "record"]),
    ],
)
def test_what_may_stand_where(kind: str, accepted: list[str]) -> None:
    assert completion_of(TOY)["accepts"][kind] == accepted


def test_a_corpus_with_errors_has_its_entries(tmp_path: Path) -> None:
    text = "kesh: {name: Kesh, within: nowhere}\nport: {name: Port, colour: red}\n"
    draft, problems = load_draft(small(tmp_path, {"annotations/places.yml": text}))
    assert problems
    assert "kesh" in {entry["id"] for entry in completion_state(draft.corpus)["entries"]}
    groups = {group["file"]: group for group in registry_view(draft, problems)["groups"]}
    rows = {row["id"]: row for row in groups["annotations/places.yml"]["entries"]}
    assert rows.keys() == {"kesh", "port"}
    assert rows["port"]["problems"] == 1


# ------------------------------------------------------------------ for looking at it


def test_all_entries_are_there_with_all_their_uses() -> None:
    draft, _ = load_draft(project_at(TOY))
    view = view_of(TOY)
    rows = {row["id"]: row for group in view["groups"] for row in group["entries"]}
    written = {one.id: one for one in draft.ids if one.kind in {row["kind"] for row in rows.values()}}
    assert rows.keys() == written.keys()
    for name, row in rows.items():
        places = [leaf.location for leaf in references(draft, written[name])]
        assert row["uses"] == len(places)
        listed = [(use["path"], use["line"]) for use in row["used_in"]]
        assert listed == [(at.path, at.line) for at in places][:MOST_PLACES]
    assert {name for name, row in rows.items() if not row["uses"]} <= {one.id for one in unused(draft)}
    assert [group["file"] for group in view["groups"]] == sorted(group["file"] for group in view["groups"])


def test_a_use_is_called_by_the_article_or_entry_that_it_stands_in(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        {
            "annotations/places.yml": "kesh: {name: Kesh}\nport:\n  name: The Port\n  within: kesh\n",
            "annotations/articles/one.yml": "people:\n  - actor: herald\n    role: x\n    quote: a b c d\n",
        },
    )
    rows = {row["id"]: row for group in view["groups"] for row in group["entries"]}
    assert rows["kesh"]["used_in"] == [{"path": "annotations/places.yml", "line": 4, "label": "The Port"}]
    assert [(use["path"], use["label"]) for use in rows["herald"]["used_in"]] == [
        ("annotations/articles/one.yml", "One"),
        ("articles/one.md", "One"),
    ]
    assert rows["port"]["uses"] == 0


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("annotations/actors/people.yml", "People"),
        ("annotations/actors/armed-forces.yml", "Armed forces"),
        ("annotations/places.yml", "Places"),
        ("annotations/events/2031.yml", "Events of 2031"),
        ("annotations/events/undated.yml", "Events without a year"),
    ],
)
def test_a_file_has_a_heading(path: str, label: str) -> None:
    assert label_of_file(path) == label


PEOPLE = [
    ("a letter apart", "Jorn Haldane", "Jorn Haldene", "one letter apart: “Jorn Haldane” and “Jorn Haldene”"),
    ("the same name", "Jorn Haldane", "Jorn Haldane", "both are called “Jorn Haldane”"),
    (
        "one name in two spellings",
        "Jorn Hal-Dane",
        "Jörn Haldane",
        "one name in two spellings: “Jorn Hal-Dane” and “Jörn Haldane”",
    ),
    ("two names", "Jorn Haldane", "Mia Lund", None),
]


@pytest.mark.parametrize(("case", "one", "other", "why"), PEOPLE, ids=[row[0] for row in PEOPLE])
def test_entries_that_may_be_one(tmp_path: Path, case: str, one: str, other: str, why: str | None) -> None:
    del case
    text = f"b: {{name: {one}, type: person}}\na: {{name: {other}, type: person}}\n"
    view = view_of(tmp_path, {"annotations/actors/people.yml": text})
    assert view["pairs"] == ([{"a": "a", "b": "b", "why": why}] if why else [])
    rows = {row["id"]: row for group in view["groups"] for row in group["entries"]}
    assert (rows["a"]["near"], rows["b"]["near"]) == ((["b"], ["a"]) if why else ([], []))


def test_no_pairs_of_two_kinds_or_of_what_is_said_to_differ(tmp_path: Path) -> None:
    people = (
        "a: {name: Jorn Haldane, type: person}\nb: {name: Jorn Haldane, type: person, different_from: [a]}\n"
    )
    places = "port: {name: Haldane, aliases: [Jorn Haldane]}\n"
    files = {"annotations/actors/people.yml": people, "annotations/places.yml": places}
    assert view_of(tmp_path, files)["pairs"] == []


def test_so_many_pairs_at_most(tmp_path: Path) -> None:
    names = {
        f"p{i}": {"name": f"Jorn Haldane{'abcdefghij'[i // 2 % 10]}{i // 20}", "type": "person"}
        for i in range(600)
    }
    small(tmp_path, {})
    write(tmp_path, "annotations/actors/people.yml", names)
    assert len(view_of(tmp_path, {})["pairs"]) == MOST_PAIRS
