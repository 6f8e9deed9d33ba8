"""Merging two entries: every reference, what one adds to the other, no other byte, all files or none."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.corpus.loading import Memo, Project, Settings, load_draft
from site_builder.corpus.source import Renaming, renamed
from site_builder.editing.merge_entries import merge_entries, merging_edits
from site_builder.model.problems import Problem
from tests.conftest import project_at, read_at
from tests.small import cases
from tests.test_rename import files_of, unchanged

CASES = cases("merging_entries.yml")
BASE = {
    "annotations/actors/media.yml": "herald:\n  name: Herald\n  type: media\n",
    "articles/one.md": (
        '---\ntitle: One\npublisher: herald\npublished: "2031-01-01"\npublished_basis: printed\n'
        "language: en\nrights: CC0-1.0\n---\n\nThe digest of herald.\n"
    ),
    "annotations/articles/one.yml": "",
}
PAIRS = [
    ("tom-berg", "rui-castel"),
    ("sudria", "norland"),
    ("ann-haldane", "tom-berg"),
    ("kesh", "porto-sul"),
    ("kesh-crisis", "arms-trade"),
    ("2031-lance-deal", "2030-lance-order"),
]


def small(root: Path, files: Mapping[str, str]) -> Project:
    """A small project of these files beside an outlet and its article."""
    for path, text in {**BASE, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return Project(root, Settings())


def said(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


# ------------------------------------------------------------------ what is merged


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_two_entries_become_one(case: Mapping[str, Any], tmp_path: Path) -> None:
    project = small(tmp_path, case.get("files", {}))
    before = files_of(tmp_path)
    old, into = case["merge"]
    edits, problems = merging_edits(project, old, into)
    assert files_of(tmp_path) == before
    assert said(problems) == case.get("refused", case.get("told", ""))
    after = {edit.path: (edit.after or b"").decode() for edit in edits}
    assert after == case.get("after", {})
    assert all(edit.before == before[edit.path] for edit in edits)
    changes, again = merge_entries(project, old, into)
    assert again == problems
    assert {change.path for change in changes or ()} == set(after)
    assert files_of(tmp_path) == before | {path: text.encode() for path, text in after.items()}


def test_what_was_read_before_is_not_changed_by_planning(toy_project: Path) -> None:
    project, memo = project_at(toy_project), Memo()
    load_draft(project, memo)
    before = dict(memo.hashes), dict(memo.files)
    edits, _ = merging_edits(project, "tom-berg", "lena-voss", memo=memo)
    assert edits == merging_edits(project, "tom-berg", "lena-voss")[0]
    assert (memo.hashes, memo.files) == before


def errors(project: Project) -> list[Problem]:
    return [problem for problem in load_draft(project)[1] if problem.severity == "error"]


@pytest.mark.parametrize(("old", "into"), PAIRS)
def test_nothing_names_what_is_gone(toy_project: Path, old: str, into: str) -> None:
    project = project_at(toy_project)
    before = files_of(toy_project)
    changes, problems = merge_entries(project, old, into)
    if changes is None:
        pytest.fail(said(problems))
    assert all(problem.severity == "warning" for problem in problems)
    draft, _ = load_draft(project)
    assert errors(project) == []
    assert {leaf.key for leaf in draft.leaves if leaf.value == old} == {"formerly"}
    entries: Mapping[str, Any] = draft.corpus.registry.entries
    assert old in entries[into].formerly
    after = files_of(toy_project)
    assert {change.path for change in changes} == set(before) - unchanged(before, after)
    for path in before.keys() - {"annotations/actors/people.yml"}:
        kept = set(re.findall(r"#[^\r\n]*", before[path].decode()))
        assert kept <= set(re.findall(r"#[^\r\n]*", after[path].decode()))


def test_the_command(toy_project: Path) -> None:
    run = ["--project", str(toy_project), "rename", "actor", "tom-berg", "lena-voss"]
    refused = CliRunner().invoke(main, run)
    assert refused.exit_code == 1
    assert "`site-builder rename actor tom-berg lena-voss --merge` makes them one" in refused.stderr
    other = CliRunner().invoke(main, [*run[:3], "actor", "tom-berg", "kesh"])
    assert "--merge" not in other.stderr
    done = CliRunner().invoke(main, [*run, "--merge"])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "annotations/actors/people.yml: 1 place",
        "annotations/articles/sudria-herald-2031-06-missiles.yml: 2 places",
        "tom-berg is one with lena-voss now",
    ]
    assert "merged-otherwise: found 'country' of 'tom-berg'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["place", "tom-berg", "lena-voss"], 1, "it is an actor: name that kind"),
        (["topic", "arms-trade", "arms"], 1, "nothing was merged"),
        (["article", "a", "b"], 2, "article has none"),
        (["field", "a.b", "c"], 2, "field has none"),
        (["event-type", "visit", "meeting"], 2, "event-type has none"),
    ],
)
def test_what_the_command_refuses(toy_project: Path, arguments: list[str], code: int, text: str) -> None:
    before = files_of(toy_project)
    done = CliRunner().invoke(main, ["--project", str(toy_project), "rename", *arguments, "--merge"])
    assert (done.exit_code, text in done.stderr) == (code, True)
    assert files_of(toy_project) == before


def test_an_error_while_writing_leaves_everything_as_it_was(toy_project: Path) -> None:
    (toy_project / "annotations/actors/.people.yml.new").mkdir()
    before = files_of(toy_project)
    changes, problems = merge_entries(project_at(toy_project), "tom-berg", "lena-voss")
    assert (changes, problems[0].rule) == (None, "cannot-write")
    assert files_of(toy_project) == before
    read_at(toy_project)


# ------------------------------------------------------------------ lists in any layout

ITEMS = st.lists(st.sampled_from(["old-id", '"old-id"', "new-id", "'new-id'", "other", "more"]), max_size=6)


@given(ITEMS, st.sampled_from(["flow", "wide", "lines", "block"]), st.sampled_from(["\n", "\r\n"]))
def test_a_list_names_nothing_twice(items: list[str], layout: str, newline: str) -> None:
    plain = [item.strip("'\"") for item in items]
    rows = {
        "flow": "x: [" + ", ".join(items) + "]  # at its end\n",
        "wide": "x: [ " + " , ".join(items) + " ]\n",
        "lines": "x: [\n" + ",\n".join(f"  {item}" for item in items) + "\n]\n",
        "block": "x:\n" + "".join(f"- {item}\n" for item in items),
    }
    text = f"# {layout}: old-id, new-id\n{rows[layout]}y: old-id\n".replace("\n", newline)
    marks = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith(("#", "y")):
            marks |= {(number, found.start() + 1) for found in re.finditer(r"[\"']?old-id", line)}
    renaming = Renaming(old="old-id", new="new-id", marks=frozenset(marks), once=True)
    changed, problems = renamed(text.encode(), "x.yml", renaming, 1 << 20)
    assert problems == ()
    assert changed is not None
    new = changed.decode()
    said = re.findall(r"old-id|new-id|other|more", new.partition(newline)[2].partition(f"{newline}y:")[0])
    if "old-id" not in plain:
        assert new == text
        return
    ids = ["new-id" if item == "old-id" else item for item in plain]
    first = ids.index("new-id")
    assert said == [item for place, item in enumerate(ids) if item != "new-id" or place == first]
    assert new.endswith(f"y: old-id{newline}")
    assert new.startswith(f"# {layout}: old-id, new-id{newline}")


# ------------------------------------------------------------------ any registry

ALIASES = st.lists(st.sampled_from(["Ann", "Anna", "A. Berg", "Berg: Ann", "Änn"]), max_size=3, unique=True)
KEYS = ("aliases", "printed", "note", "description", "country")


@st.composite
def people(draw: st.DrawFn) -> str:
    """A file of two people that are one and a third, in any order, with comments, in braces or on lines."""
    entries = []
    for name in ("old-id", "new-id", "third"):
        fields = [f"name: {draw(st.sampled_from(['Ann', 'Anna B', 'Zoe']))}", "type: person"]
        aliases = draw(ALIASES)
        fields += [f"aliases: [{', '.join(repr(one) for one in aliases)}]"] if aliases else []
        fields += draw(st.sampled_from([[], ["note: Plain, words"], ['note: "Said: so"']]))
        fields += draw(st.sampled_from([[], [f"formerly: [first-{name}]"]]))
        other = draw(st.sampled_from(["old-id", "new-id"]))
        fields += [f"different_from: [{other}]"] if name != other and draw(st.booleans()) else []
        if draw(st.booleans()) and not any("Plain, words" in field for field in fields):
            entries.append(f"{name}: {{{', '.join(fields)}}}  # {name} in braces\n")
        else:
            entries.append(f"{name}:\n" + "".join(f"  {field}\n" for field in draw(st.permutations(fields))))
    gap = st.sampled_from(["", "\n", "# far\n\n"])
    return "".join(draw(gap) + entry for entry in draw(st.permutations(entries))) + draw(gap)


@given(people())
def test_any_two_entries_become_one(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("merge")
    project = small(root, {"annotations/actors/people.yml": text})
    before = load_draft(project)[0].corpus.registry.actors
    assert errors(project) == []
    changes, problems = merge_entries(project, "old-id", "new-id")
    assert changes is not None, said(problems)
    assert errors(project) == []
    draft, _ = load_draft(project)
    actors: Mapping[str, Any] = draft.corpus.registry.actors  # type: ignore[assignment]
    old, was, now = before["old-id"], before["new-id"], actors["new-id"]  # type: ignore[index]
    assert set(actors) == {"herald", "new-id", "third"}
    assert now.formerly == (*was.formerly, *old.formerly, "old-id")
    assert set(now.forms) == {*was.forms, *old.forms}
    assert len(now.forms) - len(set(now.forms)) == len(was.forms) - len(set(was.forms))
    assert (now.name, now.note) == (was.name, was.note or old.note)
    assert not {"old-id", "new-id"} & set(now.different_from)
    assert actors["third"].different_from in {(), ("new-id",)}
    new = (root / "annotations/actors/people.yml").read_bytes().decode()
    assert new.count("# far") == text.count("# far")
    for name in ("new-id", "third"):
        assert (f"# {name} in braces" in new) == (f"# {name} in braces" in text)
