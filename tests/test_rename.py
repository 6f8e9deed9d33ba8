"""Renaming: every reference, no other byte, all files or none."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import BuildOptions, build
from site_builder.cli import main
from site_builder.corpus.loading import load
from site_builder.corpus.source import Renaming, read_entries, renamed
from site_builder.editing.rename import Kind, rename
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Problem
from site_builder.model.registry import Place
from tests.conftest import project_at, read_at

POST = "norland-post-2031-05-10-visit"
RENAMES: list[tuple[Kind, str, str]] = [
    ("actor", "sudria", "sudria-land"),
    ("actor", "rui-castel", "rui-c"),
    ("place", "kesh", "kesh-town"),
    ("equipment", "missile", "rocket"),
    ("topic", "arms-trade", "arms"),
    ("measure", "grain-share", "share-of-grain"),
    ("event", "2031-lance-deal", "lance-deal"),
    ("search", "kesh-dead", "kesh-losses"),
    ("article", POST, "norland-post-2031-05-10-haldane"),
]


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("articles", "annotations")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def plain(value: Any) -> Any:
    """What is read as plain data, without its places."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name != "at"}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def substituted(value: Any, old: str, new: str) -> Any:
    """Plain data with an id replaced; in an invented corpus no other text equals one."""
    if isinstance(value, dict):
        return {new if key == old else key: substituted(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [substituted(item, old, new) for item in value]
    return new if value == old else value


def corpus_of(root: Path) -> Any:
    corpus: Corpus = load(project_at(root))[0]
    read = plain(corpus)
    for digest in read["digests"].values():
        del digest["lines"]  # one line more of front matter moves them
    return read


def entries(read: Any) -> Iterator[tuple[str, Any]]:
    yield from read["articles"].items()
    for group in read["registry"].values():
        yield from group.items()


# ------------------------------------------------------------------ what is renamed


@pytest.mark.parametrize(("kind", "old", "new"), RENAMES)
def test_everything_reads_as_before_with_the_new_id(
    toy_project: Path, kind: Kind, old: str, new: str
) -> None:
    before, files = corpus_of(toy_project), files_of(toy_project)
    changes, problems = rename(project_at(toy_project), kind, old, new)
    assert problems == ()
    after = corpus_of(toy_project)
    entry = dict(entries(after))[new]
    assert entry["formerly"].pop() == old
    assert after == substituted(before, old, new)
    assert changes is not None
    assert {change.path for change in changes} == files.keys() - unchanged(files, files_of(toy_project))
    read_at(toy_project)  # which asserts that there are no problems


def unchanged(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    return {path for path in before if before[path] == after.get(path)}


@pytest.mark.parametrize(("kind", "old", "new"), RENAMES)
def test_every_other_line_stays(toy_project: Path, kind: Kind, old: str, new: str) -> None:
    before = files_of(toy_project)
    changes, _ = rename(project_at(toy_project), kind, old, new)
    assert changes is not None
    for change in changes:
        now = (toy_project / change.to).read_bytes().decode()
        back = re.sub(rf"(?<![\w-]){re.escape(new)}(?![\w-])", old, now)
        back = re.sub(rf"^ *formerly: \[{old}\]\n", "", back, flags=re.MULTILINE)
        assert re.sub(rf"(formerly: \[.*), {old}\]", r"\1]", back) == before[change.path].decode()


def test_old_addresses_lead_to_the_new_ones(toy_project: Path) -> None:
    for kind, old, new in RENAMES:
        rename(project_at(toy_project), kind, old, new)
    built, problems = build(project_at(toy_project), BuildOptions())
    assert problems == ()
    assert built is not None
    paths = {page.path for page in built.pages}
    folders = {
        "actor": "actors",
        "place": "places",
        "topic": "topics",
        "event": "events",
        "article": "articles",
    }
    for kind, old, new in RENAMES:
        if kind in folders:
            page = built.files[f"{folders[kind]}/{old}/index.html"].decode()
            assert f'href="../../{folders[kind]}/{new}/"' in page
            assert f"{folders[kind]}/{new}/" in paths
    assert b"../../actors/rui-c/" in built.files["actors/r-castel/index.html"]  # its first id, too


def test_the_command_says_what_it_changed(toy_project: Path) -> None:
    run, new = ["--project", str(toy_project), "rename"], "norland-post-2031-haldane"
    done = CliRunner().invoke(main, [*run, "article", POST, new])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"annotations/articles/{POST}.yml -> annotations/articles/{new}.yml",
        f"annotations/extracted/{POST}.json -> annotations/extracted/{new}.json: 1 place",
        "annotations/searched.yml: 1 place",
        f"articles/{POST}.md -> articles/{new}.md",
        f"{POST} is now {new}",
    ]
    done = CliRunner().invoke(main, [*run, "topic", "arms-trade", "arms"])
    assert "annotations/topics.yml: 1 place" in done.stdout
    assert "Nothing refers" not in done.stdout


def test_the_command_says_if_nothing_refers_to_it(toy_project: Path) -> None:
    with (toy_project / "annotations/topics.yml").open("a") as file:
        file.write("zz-weather:\n  name: Weather\n")
    done = CliRunner().invoke(
        main, ["--project", str(toy_project), "rename", "topic", "zz-weather", "zz-storms"]
    )
    assert done.stdout.splitlines() == [
        "annotations/topics.yml: 1 place",
        "zz-weather is now zz-storms",
        "Nothing refers to zz-storms; `site-builder delete topic zz-storms` deletes it",
    ]


# ------------------------------------------------------------------ what is refused


def refused(root: Path, kind: Kind, old: str, new: str) -> Problem:
    before = files_of(root)
    changes, problems = rename(project_at(root), kind, old, new)
    assert changes is None
    assert files_of(root) == before
    return problems[0]


@pytest.mark.parametrize(
    ("kind", "old", "new", "rule"),
    [
        ("actor", "nobody", "somebody", "unknown-actor"),
        ("place", "sudria", "sudria-land", "unknown-place"),
        ("actor", "r-castel", "rui-c", "unknown-actor"),
        ("actor", "tom-berg", "Tom Berg", "bad-id"),
        ("actor", "tom-berg", "con", "bad-id"),
        ("actor", "tom-berg", "tom-berg", "id-taken"),
        ("actor", "tom-berg", "kesh", "id-taken"),
        ("actor", "tom-berg", "contract-confirmed", "id-taken"),
        ("actor", "tom-berg", "r-castel", "id-taken"),
        ("actor", "tom-berg", "null", "cannot-rename"),
    ],
)
def test_refusals(toy_project: Path, kind: Kind, old: str, new: str, rule: str) -> None:
    assert refused(toy_project, kind, old, new).rule == rule


def test_an_id_of_another_kind_is_explained(toy_project: Path) -> None:
    assert refused(toy_project, "place", "sudria", "x").fix == "it is an actor: name that kind"
    assert "'tom-berg'" in refused(toy_project, "actor", "tom-breg", "x").fix


def test_a_corpus_with_errors_is_not_touched(toy_project: Path) -> None:
    with (toy_project / "annotations/topics.yml").open("a") as file:
        file.write("bad: [\n")
    assert refused(toy_project, "actor", "tom-berg", "tom").location.path == "annotations/topics.yml"


@pytest.mark.parametrize("written", ["actor: >-\n      tom-berg", 'actor: "tom\\x2dberg"'])
def test_an_id_in_an_unusual_form_is_not_guessed_at(toy_project: Path, written: str) -> None:
    path = toy_project / "annotations/articles/sudria-herald-2031-06-missiles.yml"
    path.write_text(path.read_text().replace("actor: tom-berg", written))
    problem = refused(toy_project, "actor", "tom-berg", "tom")
    assert (problem.rule, problem.location.line) == ("cannot-rename", 2)


def test_a_file_in_the_way_stays(toy_project: Path) -> None:
    (toy_project / "annotations/extracted/norland-post-2031-x.json").write_text("{}")
    assert refused(toy_project, "article", POST, "norland-post-2031-x").rule == "id-taken"


def test_an_error_while_writing_leaves_everything_as_it_was(toy_project: Path) -> None:
    """A folder lies where the last file is to be written beside its place."""
    (toy_project / f"annotations/extracted/.{POST}x.json.new/in").mkdir(parents=True)
    problem = refused(toy_project, "article", POST, f"{POST}x")
    assert (problem.rule, problem.fix[-19:]) == ("cannot-write", "nothing was renamed")
    assert [path for path in toy_project.rglob(".*.new") if path.is_file()] == []
    assert not (toy_project / ".cache/site-builder/change").exists()


def test_a_folder_where_a_half_written_file_should_stand_is_an_error(toy_project: Path) -> None:
    (toy_project / "annotations/.topics.yml.new").mkdir()
    assert refused(toy_project, "topic", "arms-trade", "arms").rule == "cannot-write"


# ------------------------------------------------------------------ the bytes of one file

CASES = yaml.load((Path(__file__).parent / "cases" / "renaming.yml").read_bytes(), yaml.CBaseLoader)  # noqa: S506


def marked(text: str) -> tuple[str, frozenset[tuple[int, int]]]:
    """A text without its marks `»`, and the line and column where each stood."""
    first, *parts = text.split("»")
    marks = []
    for part in parts:
        before = first.removeprefix("\ufeff")
        marks.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        first += part
    return first, frozenset(marks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_id_is_renamed_in_place(case: Mapping[str, str]) -> None:
    text, marks = marked(case["input"])
    renaming = Renaming(old="old-id", new=case.get("new", "new-id"), marks=marks, moved="moved" in case)
    limit = int(case.get("limit", 1 << 20))
    changed, problems = renamed(text.encode(), case.get("path", "x.yml"), renaming, limit)
    assert "".join(f"{problem}\n" for problem in problems) == case.get("refused", "")
    assert (changed.decode() if changed is not None else None) == case.get("output")


# ------------------------------------------------------------------ any layout

comment = st.sampled_from(["", "# a comment: with old-id\n", "\n", "   \n", "  # indented, [old-id]\n"])
styled = st.sampled_from(["old-id", '"old-id"', "'old-id'"])
formerly = st.sampled_from(
    [
        "",
        "formerly: [first]",
        "formerly: [ first , second ]  # two",
        "formerly:\n  - first",
        "formerly: []",
        "formerly:",
    ]
)


@st.composite
def registries(draw: st.DrawFn) -> str:
    """A file of places in which `old-id` is an entry and others lie within it, in any layout."""
    key, flow = draw(styled), draw(st.booleans())
    old = draw(formerly)
    if flow:
        inner = draw(
            st.sampled_from(
                ["name: Old", "name: Old ,", "formerly: [first], name: Old", "name: Old, formerly: []"]
            )
        )
        entry = f"{key}: {{{inner}}}" + draw(st.sampled_from(["", "  # at its end"])) + "\n"
    else:
        lines = ["  name: Old" + draw(st.sampled_from(["", "  # old-id, once"]))]
        lines += ["  " + line for line in old.split("\n")] if old else []
        lines += draw(st.sampled_from([[], ["  note: >-\n    folded # text\n    of two lines"]]))
        entry = f"{key}:\n" + "".join(draw(comment) + line + "\n" for line in lines)
    others = [
        f"other-{n}:\n  name: old-id\n  within: {draw(styled)}\n" for n in range(draw(st.integers(0, 2)))
    ]
    parts = draw(st.permutations([entry, *others]))
    text = "".join(draw(comment) + part for part in parts) + draw(comment)
    text = text if draw(st.booleans()) else text.rstrip("\n")
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return draw(st.sampled_from(["", "\ufeff"])) + text


@given(registries())
def test_comments_blank_lines_and_layout_survive(text: str) -> None:
    data = text.encode()
    before, problems = read_entries(data, "places.yml", Place, 1 << 20)
    assert problems == ()
    marks = {(leaf.location.line, leaf.location.column) for leaf in before.leaves if leaf.value == "old-id"
             and leaf.kind.endswith("Id")}  # fmt: skip
    place = before.keys["old-id"]
    renaming = Renaming(
        old="old-id", new="new-id", marks=frozenset({*marks, (place.line, place.column)}), moved=True
    )
    changed, problems = renamed(data, "places.yml", renaming, 1 << 20)
    assert problems == ()
    assert changed is not None
    after, problems = read_entries(changed, "places.yml", Place, 1 << 20)
    assert problems == ()
    expected = {
        "new-id" if name == "old-id" else name: {**plain(entry), "within": entry.within and "new-id"}
        for name, entry in before.value.items()
    }
    expected["new-id"]["formerly"].append("old-id")
    assert plain(after.value) == expected
    new = changed.decode()
    touched = re.compile("old-id|new-id|formerly")
    kept, was = ([line for line in t.splitlines() if not touched.search(line)] for t in (new, text))
    assert kept == was
    assert re.findall(r"#[^\r\n]*", new) == re.findall(r"#[^\r\n]*", text)
    assert ("\r\n" in text) == ("\r\n" in new)
    assert new.count("\n") == new.count("\r\n") or "\r\n" not in text
