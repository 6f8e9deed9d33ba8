"""What changed in the data, by git's history: told commit by commit, so that a mirror can follow."""

import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.changes.commits import Line, Touching, line_between
from site_builder.changes.fates import with_fates
from site_builder.changes.for_site import within
from site_builder.changes.walk import told
from site_builder.cli import main
from site_builder.model.changes import Commit
from site_builder.output.exports.changes_data import changes_data
from site_builder.output.exports.data_schema import changes_schema
from site_builder.storage.git import Repository, opened
from tests.histories import Made, State, git, history_in

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "changes.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
BEGIN: State = CASES["begin"]


def after(state: State, edits: Mapping[str, str | None]) -> State:
    """A state with some files put in its place, or taken away."""
    return {path: text for path, text in {**state, **edits}.items() if text is not None}


def states_of(case: Mapping[str, Any]) -> Iterator[State]:
    state: State = {**BEGIN, **case.get("begin", {})}
    yield state
    for edits in case["then"]:
        state = after(state, edits)
        yield state


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All cases, each on a branch of its own with the first state tagged; and more branches for questions."""
    branches = {f"case-{number}": [*map(Made, states_of(case))] for number, case in enumerate(CASES["cases"])}
    place = "annotations/places.yml"
    kesh = [after(BEGIN, {place: f"kesh: {{name: Kesh {number}}}\n"}) for number in range(4)]
    days = ("2031-01-01", "2031-01-31", "2031-02-02", "2031-01-05")
    branches["main"] = [Made(state, day, f"Kesh {day}") for state, day in zip(kesh, days, strict=True)]
    branches["side"] = [Made(BEGIN), Made(after(BEGIN, {place: "kesh: {name: Side}\n"}), why="On the side")]
    branches["merged"] = [Made(kesh[0]), Made(kesh[3], why="Merge branch 'of-alice'", merges="side")]
    root = history_in(tmp_path_factory.mktemp("changes") / "project", branches)
    (root / "site.yml").write_text("")
    return root


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(root), "changes", *words])


def data(root: Path, *words: str) -> Any:
    done = run(root, *words)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_what_is_told(repository: Path) -> None:
    for number, case in enumerate(CASES["cases"]):
        branch = f"case-{number}"
        first = git(repository, "rev-list", "--max-parents=0", branch)
        done = run(repository, first, "--until", branch, "--format", "text")
        assert plain(done.stdout) == case["says"], case["name"]


def plain(text: str) -> str:
    """A text without days and commits, and with letters for names that are made of quotes."""
    names: dict[str, str] = {}
    text = re.sub(r"^2031-01-01 [0-9a-f]{8}( A change\n|: )", "", text, flags=re.MULTILINE)
    text = re.sub(r"\b[0-9a-f]{10}\b", lambda m: f"<{names.setdefault(m[0], 'abcdef'[len(names)])}>", text)
    return text.removesuffix("\n\n") + "\n" if text.endswith("\n\n") else text


def test_a_change_has_its_commit_and_nobody_s_name(repository: Path) -> None:
    told = data(repository)
    assert [one["day"] for one in told["changes"]][-3:] == ["2031-01-31", "2031-02-02", "2031-02-02"]
    assert told["changes"][-3]["why"] == "Kesh 2031-01-31"
    assert told["changes"][-1]["time"] == "2031-02-02T12:00:02Z"  # told in order, whatever its own clock said
    assert told["complete"]
    assert told["until"]["commit"] == git(repository, "rev-parse", "main")
    assert "Onymous" not in json.dumps(told)
    assert "private.example" not in json.dumps(told)


def test_what_is_printed_is_what_the_schema_says(repository: Path) -> None:
    schema = changes_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for number in range(len(CASES["cases"])):
        assert [*validator.iter_errors(data(repository, "--until", f"case-{number}"))] == []
    told = data(repository)
    spoilt = {**told, "changes": [{**told["changes"][0], "change": "improved"}]}
    assert not validator.is_valid(spoilt)


def test_what_a_merge_brought_came_with_the_merge(repository: Path) -> None:
    merge = data(repository, "merged~1", "--until", "merged")
    names = [field for one in merge["changes"] for field in one["fields"]]
    assert names == [{"field": "name", "before": "Kesh 0", "after": "Kesh 3"}]
    assert merge["changes"][0]["why"] is None  # it names an account
    assert not merge["at_once"]


def test_what_lies_on_another_line_is_compared_at_once(repository: Path) -> None:
    told = data(repository, "side", "--until", "main~1")
    assert told["at_once"]
    assert [field for one in told["changes"] for field in one["fields"]] == [
        {"field": "name", "before": "Side", "after": "Kesh 2"}
    ]
    assert data(repository, "main", "--until", "main~1")["changes"][0]["fields"][0]["before"] == "Kesh 3"


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("main~1", ["Kesh 3"]),
        ("main", []),
        ("2031-01-31", ["Kesh 1", "Kesh 2", "Kesh 3"]),
        ("2031-02-01", ["Kesh 2", "Kesh 3"]),
        ("2031-02-03", []),
    ],
)
def test_since_when(repository: Path, since: str, told: Sequence[str]) -> None:
    found = data(repository, since)
    assert [one["after"] for change in found["changes"] for one in change["fields"]] == told
    assert found["since"] is not None


def test_a_day_before_all_is_the_whole_history(repository: Path) -> None:
    assert data(repository, "2001-01-01") == data(repository)


@pytest.mark.parametrize("words", ["nope", "2031-02-30", "main --until nope", "--until=--all"])
def test_a_commit_that_is_not_there(repository: Path, words: str) -> None:
    done = run(repository, *words.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "unknown-revision" in done.stderr


def test_what_became_of_things_since_then(repository: Path) -> None:
    """In the whole history of a rename the first id leads to the last one."""
    names = [case["name"] for case in CASES["cases"]]
    number = names.index("an entry gets another id, and what names it follows")
    told = data(repository, "--until", f"case-{number}")["changes"]
    found = {(one["change"], one["id"]): one for one in told if one["kind"] == "actor"}
    assert found["added", "bob"]["now"] == "robert"
    assert found["added", "bob"]["address"] == "actors/robert/"
    assert found["renamed", "robert"]["was"] == "bob"


def test_a_clone_that_is_shallow_tells_what_it_has(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", "--branch", "main", repository.as_uri(), "clone")
    clone = tmp_path / "clone"
    (clone / "site.yml").write_text("")
    done = run(clone)
    told = json.loads(done.stdout)
    assert "shallow-history" in done.stderr
    assert [field["after"] for one in told["changes"] for field in one["fields"]] == ["Kesh 3"]
    assert not told["complete"]


def test_a_folder_without_a_history(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("")
    assert "no-history" in run(tmp_path).stderr
    git(tmp_path, "init", "-q")
    done = run(tmp_path)
    assert "no commit yet" in done.stderr
    assert done.exit_code == 2


def test_what_is_not_committed_is_not_told(repository: Path) -> None:
    place = repository / "annotations/places.yml"
    before, known = place.read_text(), data(repository)
    assert "uncommitted" not in run(repository).stderr
    place.write_text("kesh: {name: Another}\n")
    try:
        done = run(repository)
        assert "uncommitted-changes" in done.stderr
        assert json.loads(done.stdout) == known
    finally:
        place.write_text(before)


def test_a_commit_is_read_once(tmp_path: Path) -> None:
    """What is kept of commits is taken as it is, unless somebody else wrote it."""
    states = (BEGIN, after(BEGIN, {"articles/visit.md": None}))
    root = history_in(tmp_path / "project", {"main": map(Made, states)})
    (root / "site.yml").write_text("")
    first = data(root)
    in_store(root, "replace(value, 'Kesh', 'KEPT')")
    assert "KEPT" in json.dumps(data(root))
    in_store(root, "'[{]'")
    assert data(root) == first


def in_store(root: Path, value: str) -> None:
    with closing(sqlite3.connect(root / ".cache/site-builder/kept.sqlite")) as kept, kept:
        kept.execute(f"UPDATE kept SET value = {value} WHERE stage = 'changes'")  # noqa: S608 - our own


# ------------------------------------------------------------------ a mirror


BROKEN = "broken: [\n"


@st.composite
def entries(draw: st.DrawFn) -> dict[str, str]:
    """Files of actors, who may have had other ids, and move from file to file."""
    files: dict[str, str] = {}
    for name in draw(st.lists(st.sampled_from(["ann", "bob", "carl"]), unique=True, max_size=3)):
        path = f"annotations/actors/{draw(st.sampled_from(['people', 'states']))}.yml"
        formerly = draw(st.sampled_from(["", "dora", "ann", "bob"]))
        entry = {"name": draw(st.sampled_from("xy")), "type": "person"}
        more = {"formerly": [formerly]} if formerly else {}
        files[path] = f"{files.get(path, '')}{name}: {json.dumps({**entry, **more})}\n"
    return files


@st.composite
def records(draw: st.DrawFn) -> str:
    """An annotation: records with few different quotes, some with names of their own."""
    own = draw(st.lists(st.sampled_from(["p", "q"]), unique=True, max_size=2))
    names = draw(st.permutations(own + [""] * draw(st.integers(0, 2))))
    told = [
        {"about": ["ann"], "says": f"S{number}", "quote": draw(st.sampled_from("abc")), "id": name}
        for number, name in enumerate(names)
    ]
    return json.dumps({"statements": [{key: one[key] for key in one if one[key]} for one in told]})


@st.composite
def histories(draw: st.DrawFn) -> list[State]:
    """States in which entries and records come, go, change, move and get other ids; some cannot be read."""
    states: list[State] = []
    for _ in range(draw(st.integers(2, 5))):
        files = draw(entries())
        for article in draw(st.lists(st.sampled_from(["one", "two"]), unique=True, max_size=2)):
            files[f"annotations/articles/{article}.yml"] = draw(records())
            if draw(st.booleans()):
                files[f"articles/{article}.md"] = BEGIN["articles/visit.md"].replace("A visit", article)
        if draw(st.integers(0, 3)) == 0 and files:
            files[draw(st.sampled_from(sorted(files)))] = BROKEN
        states.append(files)
    # What cannot be read at the end is told by nobody.
    return [*states, {path: text for path, text in states[-1].items() if text != BROKEN}]


Mirror = dict[tuple[str, str], dict[str, Any]]
"""Fields of things by kind and id."""


def followed(mirror: Mirror, told: Any) -> Mirror:
    """Do what changes say, all of a commit at once, as the description of the format has it."""
    mirror = dict(mirror)
    commits = dict.fromkeys(one["commit"] for one in told["changes"])
    for commit in commits:
        changes = [one for one in told["changes"] if one["commit"] == commit]
        taken = {}
        for one in changes:
            if one["change"] != "added":
                gone = mirror.pop((one["kind"], one["was"] or one["id"]))
                if one["change"] != "removed":
                    taken[one["kind"], one["id"]] = gone
        for one in changes:
            if one["change"] != "removed":
                fields = taken.get((one["kind"], one["id"]), {}) | {
                    field["field"]: field["after"] for field in one["fields"]
                }
                assert (one["kind"], one["id"]) not in mirror
                mirror[one["kind"], one["id"]] = {key: v for key, v in fields.items() if v is not None}
            else:
                assert all(field["after"] is None for field in one["fields"])
    return mirror


@given(histories(), st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_a_mirror_that_follows_has_the_last_state(states: list[State], number: int) -> None:
    branches = {"main": map(Made, states), "last": [Made(states[-1])]}
    with tempfile.TemporaryDirectory() as name, opened(history_in(Path(name), branches)) as repository:
        heads = git(Path(name), "rev-parse", "last", *(f"main~{back}" for back in range(len(states))))
        end, main, *earlier = heads.split()
        last = followed({}, log(repository, None, end))
        whole = log(repository, None, main)
        assert followed({}, whole) == last
        # In two steps, too: from any state that could be read.
        if not whole["unread"] and number <= len(earlier):
            middle = followed({}, log(repository, None, earlier[number - 1]))
            assert followed(middle, log(repository, earlier[number - 1], main)) == last


def log(repository: Repository, since: str | None, until: str) -> Any:
    return changes_data(with_fates(told(repository, line_between(repository, since, until))))


# ------------------------------------------------------------------ long histories


def touching(*sizes: int) -> tuple[Touching, ...]:
    return tuple(
        Touching(Commit(str(number), number, ""), {str(file): "" for file in range(size)})
        for number, size in enumerate(sizes)
    )


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([], 0),
        ([3], 1),
        ([5, 5], 2),
        ([20], 0),  # one that touched too many
        ([20, 1, 1], 2),
        ([1] * 10, 10),
        ([1] * 11, 6),
        ([1] * 15, 10),
        ([4, 4, 4, 4], 2),
    ],
)
def test_a_long_history_is_cut(sizes: Sequence[int], kept: int) -> None:
    every = touching(*sizes)
    line = Line(None, Commit("end", 0, ""), every)
    short = within(line, 10)
    assert len(short.touching) == kept
    assert short.touching == every[len(every) - kept :]
    assert short.base == (every[len(every) - kept - 1].commit if kept < len(every) else None)


def test_what_is_kept_of_commits_stays_good_while_a_history_grows() -> None:
    every = touching(*[1] * 100)
    lines = [Line(None, Commit("end", 0, ""), every[:number]) for number in range(1, 101)]
    assert len({within(line, 10).base for line in lines}) <= 100 / 5
