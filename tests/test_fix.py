"""Repairs: what is changed and told, and that nothing that is read ever changes."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from site_builder.cli import main
from site_builder.corpus.file_kinds import KINDS, SETTINGS, FileKind, kind_of
from site_builder.corpus.source import read_article, read_entries, read_yaml
from site_builder.corpus.values import leaf_problems
from site_builder.editing.repairs import repaired
from site_builder.editing.repairs.meaning import meaning
from site_builder.model.problems import Problem
from tests.conftest import TOY

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "fix" / "repairs.yml"
LIMIT = 256 * 1024
TOPICS = "annotations/topics.yml"


def read_cases() -> list[dict[str, Any]]:
    """All cases: text, lists and mappings, nothing guessed."""
    cases: list[dict[str, Any]] = yaml.load(CASES.read_bytes(), yaml.CBaseLoader)  # noqa: S506
    return cases


def kind_at(path: str) -> FileKind:
    kind = kind_of(path)[0] or SETTINGS
    assert kind.pattern.fullmatch(path)
    return kind


def fix(text: str, path: str, *, schemas: bool = False) -> tuple[str, str]:
    """A file's text repaired, and what is told."""
    data, changes = repaired(text.encode(), path, kind_at(path), schemas=schemas)
    assert bool(changes) == (data != text.encode())
    return data.decode(), "".join(f"{change}\n" for change in changes)


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case["name"])
def test_repairs(case: dict[str, Any]) -> None:
    path, schemas = case.get("path", TOPICS), "schemas" in case
    new, told = fix(case["input"], path, schemas=schemas)
    assert (new, told) == (case.get("output", case["input"]), case.get("told", ""))
    assert fix(new, path, schemas=schemas) == (new, "")


def test_every_rule_has_a_case() -> None:
    package = ROOT / "site_builder/editing/repairs"
    source = "".join(path.read_text() for path in package.glob("*.py") if path.name != "command.py")
    rules = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source)) - {"utf-8"}
    told = "".join(case.get("told", "") for case in read_cases())
    assert rules | {"indentation"} == set(re.findall(r"^\S+: ([a-z-]+): ", told, re.MULTILINE))


# ------------------------------------------------------------------ nothing that is read changes


def read(text: str, path: str) -> tuple[object, tuple[Problem, ...]]:
    """What a file says to the reader, and what is wrong with it."""
    kind, data = kind_at(path), text.encode()
    if kind.name == "article":
        article, problems = read_article(data, path, LIMIT)
        value = article and (article.article.value, article.digest.paragraphs, article.digest.lines)
        return value, (*problems, *(leaf_problems(article.article.leaves) if article else ()))
    if kind.is_registry:
        entries, problems = read_entries(data, path, kind.record, LIMIT)
        return dict(entries.value), (*problems, *leaf_problems(entries.leaves))
    parsed, problems = read_yaml(data, path, kind.record, LIMIT)
    return parsed and parsed.value, (*problems, *(leaf_problems(parsed.leaves) if parsed else ()))


def comments(text: str) -> Counter[str]:
    """What may be comments: the rest of each line from a # on."""
    found = re.findall(r"(?:^|(?<=\s))#[^\n]*", text.removeprefix("\ufeff"), re.MULTILINE)
    return Counter(line.rstrip() for line in found)


def spoilt(text: str, draw: st.DrawFn) -> str:
    """Make a text untidy in ways that do not change what it says, as far as that goes."""
    lines = text.split("\n")
    for number in draw(st.lists(st.integers(0, len(lines) - 1), max_size=6)):
        what = draw(st.sampled_from(["  ", "\t", "  # why", "\n# above", "\n", "\r", "“", "”", "\u00a0"]))
        lines[number] = what[1:] + "\n" + lines[number] if what.startswith("\n") else lines[number] + what
    blocks = re.split(r"\n(?=[a-z0-9-]+:\n)", "\n".join(lines))
    text = "\n".join(draw(st.permutations(blocks)) if len(blocks) < 40 else blocks)
    return draw(st.sampled_from(["", "\ufeff"])) + (text.rstrip("\n") if draw(st.booleans()) else text)


FILES = [
    path.relative_to(root).as_posix() + "\0" + path.read_text(encoding="utf-8")
    for root in (ROOT, TOY)
    for pattern in ("site.yml", "articles/*.md", "annotations/**/*.yml")
    for path in sorted(root.glob(pattern))
    if path.stat().st_size < 8_000
]


@given(st.data())
def test_what_is_read_stays_and_so_do_comments(data: st.DataObject) -> None:
    path, _, text = data.draw(st.sampled_from(FILES)).partition("\0")
    before = data.draw(st.composite(lambda draw: spoilt(text, draw))())
    after, told = fix(before, path, schemas=data.draw(st.booleans()))
    said, problems = read(before, path)
    now, left = read(after, path)
    if meaning(before.removeprefix("\ufeff"), kind_at(path)) is None:
        assert bool(told) == (meaning(after, kind_at(path)) is not None)
    elif "typographic-quotes" in told:
        assert len(left) < len(problems)
    else:
        assert now == said
        assert Counter(problem.rule for problem in left) == Counter(problem.rule for problem in problems)
    added = comments(after) - comments(before)
    assert not comments(before) - comments(after)
    assert all(line.startswith("# yaml-language-server: $schema=") for line in added)
    assert fix(after, path, schemas="schema-line" in told) == (after, "")


PIECES = r"""a b-c name visits met quote { } [ ] ' " # | > & * ! ~ % “ ” ‘ ’ --- ... 2031"""
WORDS = st.sampled_from(
    [*PIECES.split(), "\n", "\n  ", "\t", "\n\t", ": ", ", ", "- ", " ", "\r\n", "\u00a0"]
)


@given(st.lists(WORDS, max_size=40).map("".join), st.sampled_from([kind.name for kind in KINDS]))
def test_any_text_keeps_what_is_read(text: str, name: str) -> None:
    path = {"article": "articles/x.md", "annotation": "annotations/articles/x.yml"}.get(name, TOPICS)
    after, told = fix(text, path, schemas=True)
    said, problems = read(text, path)
    now, left = read(after, path)
    if "typographic-quotes" in told or "indentation:" in told:
        assert problems
    else:
        assert now == said
        assert Counter(problem.rule for problem in left) == Counter(problem.rule for problem in problems)
    assert fix(after, path, schemas=True) == (after, "")


@given(st.binary(max_size=200))
def test_any_bytes_are_taken(data: bytes) -> None:
    for kind in (*KINDS, SETTINGS):
        new, changes = repaired(data, "x.yml", kind, schemas=True)
        assert bool(changes) == (new != data)


# ------------------------------------------------------------------ the command


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), "check", *arguments])


def test_the_shipped_files_need_no_repair() -> None:
    for path in (path for root in (ROOT, TOY) for path in root.glob("annotations/**/*.yml")):
        name = path.relative_to(ROOT if path.is_relative_to(ROOT / "annotations") else TOY).as_posix()
        schemas = path.is_relative_to(ROOT / "annotations")
        assert fix(path.read_text(encoding="utf-8"), name, schemas=schemas)[1] == ""


def test_fix_tells_repairs_and_what_is_left(toy_project: Path) -> None:
    topics = toy_project / TOPICS
    good = topics.read_bytes()
    topics.write_bytes(good + b"a-first: {name: First}  \n")
    done = run(toy_project, "--fix")
    assert done.exit_code == 0, done.output
    assert re.search(rf"(?m)^{TOPICS}:\d+: trailing-space: ", done.stdout)
    assert done.stdout.endswith("no problems\n")
    assert topics.read_bytes().startswith(b"a-first: {name: First}\n")
    assert run(toy_project, "--fix").stdout == "no problems\n"

    topics.write_bytes(good + b"a-first: {nom: First}  \n")
    done = run(toy_project, "--fix")
    assert done.exit_code == 1
    assert "trailing-space" in done.stdout
    assert "unknown-key" in done.stdout


def test_fix_keeps_the_output_of_other_formats_whole(toy_project: Path) -> None:
    topics = toy_project / TOPICS
    topics.write_bytes(topics.read_bytes() + b"a-first: {name: First}\n")
    done = run(toy_project, "--fix", "--format", "json")
    assert done.stdout == "[]\n"
    assert "entry-order" in done.stderr


def test_fix_follows_no_link_and_keeps_modes(toy_project: Path, tmp_path: Path) -> None:
    topics, outside = toy_project / TOPICS, tmp_path / "outside.yml"
    outside.write_bytes(b"b: {name: B}  \na: {name: A}\n")
    topics.chmod(0o600)
    topics.write_bytes(topics.read_bytes() + b"# end  \n")
    (toy_project / "annotations/places.yml").unlink()
    (toy_project / "annotations/places.yml").symlink_to(outside)
    assert run(toy_project, "--fix").exit_code == 1
    assert outside.read_bytes().startswith(b"b: {name: B}  \n")
    assert topics.read_bytes().endswith(b"# end\n")
    assert topics.stat().st_mode & 0o777 == 0o600


def test_fix_keeps_schemas_up_to_date_where_a_project_has_them(toy_project: Path) -> None:
    assert run(toy_project, "--fix").stdout == "no problems\n"
    schemas = toy_project / "schemas"
    assert not schemas.exists()
    assert CliRunner().invoke(main, ["--project", str(toy_project), "schema", str(schemas)]).exit_code == 0
    told = run(toy_project, "--fix").stdout.splitlines()
    assert all(": schema-line: " in line for line in told[:-1])
    topics = toy_project / TOPICS
    text = topics.read_text()
    topics.write_text(text + "zz-new: {name: New}\n")
    assert run(toy_project, "--fix").stdout.splitlines() == [
        "schemas/ids.json: schema: out of date -> as the registry has it",
        "no problems",
    ]
    assert '"zz-new"' in (schemas / "ids.json").read_text()
    topics.write_text(text + "zz-new: {nom: New}\n")
    assert run(toy_project, "--fix").exit_code == 1
    assert '"zz-new"' in (schemas / "ids.json").read_text()  # while the corpus has errors, they stay


# ------------------------------------------------------------------ before a commit


def test_the_hook_runs_in_a_repository(toy_project: Path) -> None:
    """What the hook runs mends a file that is to be committed, and fails on one that it cannot mend."""
    (hook,) = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(), yaml.CSafeLoader)
    config = {"repos": [{"repo": "local", "hooks": [hook | {"language": "system"}]}]}
    (toy_project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    program = f'#!/bin/sh\nexec "{sys.executable}" -m site_builder "$@"\n'
    folder = toy_project.parent / "bin"
    folder.mkdir()
    (folder / "site-builder").write_text(program)
    (folder / "site-builder").chmod(0o755)
    git(toy_project, "init", "-q")
    topics = toy_project / TOPICS
    topics.write_text(topics.read_text() + "# end  \n")
    assert "trailing-space" in pre_commit(toy_project, folder, 1)
    assert "Passed" in pre_commit(toy_project, folder, 0)
    topics.write_text(topics.read_text() + "zz: {nom: x}\n")
    assert "unknown-key" in pre_commit(toy_project, folder, 1)


def pre_commit(project: Path, programs: Path, code: int) -> str:
    """Run the hooks as a commit of everything would."""
    git(project, "add", "--all")
    home = {"PRE_COMMIT_HOME": str(programs / "home"), "PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"],
        cwd=project, env=os.environ | home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_the_hooks_are_well_formed() -> None:
    for command, name in (("config", ".pre-commit-config.yaml"), ("manifest", ".pre-commit-hooks.yaml")):
        check = [sys.executable, "-m", "pre_commit", f"validate-{command}", name]
        assert subprocess.run(check, cwd=ROOT, check=False).returncode == 0


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
