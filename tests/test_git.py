"""Git: what a repository brings along never runs, and what git cannot tell is said."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.build import BuildOptions, build
from site_builder.cli import main
from site_builder.model.problems import Problem
from site_builder.storage.history import UNKNOWN, clean_commit, history
from tests.conftest import project_at
from tests.test_history import PEOPLE, committed, days, git, repository

HOOKS = ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman")
CONFIG = """
[core]
    fsmonitor = {evil}
    hooksPath = {hooks}
    pager = {evil}
    editor = {evil}
    sshCommand = {evil}
    gitProxy = {evil}
    askPass = {evil}
    alternateRefsCommand = {evil}
[filter "evil"]
    clean = {evil}
    smudge = {evil}
    process = {evil}
    required = true
[diff]
    external = {evil}
[diff "evil"]
    textconv = {evil}
    command = {evil}
[merge "evil"]
    driver = {evil}
[pager]
    log = {evil}
    diff = {evil}
    blame = {evil}
[alias]
    log = !{evil}
    blame = !{evil}
    diff = !{evil}
    rev-parse = !{evil}
[log]
    showSignature = true
[gpg]
    program = {evil}
[credential]
    helper = !{evil}
[uploadpack]
    packObjectsHook = {evil}
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[remote "origin"]
    url = ext::{evil}
    promisor = true
    partialclonefilter = blob:none
    uploadpack = {evil}
    vcs = evil
[extensions]
    partialClone = origin
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """A project as a hostile archive might bring it; whatever its configuration names writes a file."""
    root = committed(tmp_path)
    inner = root / "docs" / "inner"
    git(root, "init", "-q", str(inner))
    git(inner, "commit", "-q", "--allow-empty", "-m", "inner")
    (root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two", day="2031-02-01")
    path = root / PEOPLE
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    evil = tmp_path / "evil"
    marker = tmp_path / "ran"
    evil.write_text(f'#!/bin/sh\necho "$0 $*" >> "{marker}"\ncat\n')
    evil.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in HOOKS:
        shutil.copy(evil, hooks / hook)
        shutil.copy(evil, root / ".git/hooks" / hook)
    for folder in (root / ".git", inner / ".git"):
        with (folder / "config").open("a") as config:
            config.write(CONFIG.format(evil=evil, hooks=hooks))
        (folder / "info").mkdir(exist_ok=True)
        (folder / "info/attributes").write_text("* filter=evil diff=evil\n")
    for file in (root / "annotations").rglob("*.yml"):
        os.utime(file)  # git has to look into each to tell whether it changed
    yield root
    assert not marker.exists(), marker.read_text()


def run(project: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--project", str(project), *arguments])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done.output


@pytest.mark.parametrize("words", [("diff", "HEAD"), ("blame", PEOPLE), ("status",), ("log", "-p")])
def test_plain_git_would_run_it(hostile: Path, words: tuple[str, ...]) -> None:
    marker = hostile.parent / "ran"
    subprocess.run(["git", "-C", hostile, *words], capture_output=True, check=False, timeout=60)
    assert marker.exists()
    marker.unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["build"], ["diff", "HEAD~1"], ["diff", "HEAD~1", "HEAD"], ["diff", "nowhere"],
        ["extract"], ["check", "--fix"], ["rename", "topic", "arms-trade", "arms"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_runs_what_a_repository_names(hostile: Path, arguments: list[str]) -> None:
    assert "raceback" not in run(hostile, *arguments)


def test_dates_are_read_all_the_same(hostile: Path) -> None:
    known = history(hostile, (PEOPLE,))
    assert {change.day for change in known.files.values()} == {"2031-01-02"}
    assert {change.day for change in known.lines[PEOPLE][:-1]} == {"2031-01-02"}
    assert known.lines[PEOPLE][-1] == UNKNOWN
    assert clean_commit(hostile) is None


def test_a_commit_that_is_not_whole_is_not_fetched(hostile: Path) -> None:
    blob = git(hostile, "rev-parse", f"HEAD:{PEOPLE}")
    (hostile / ".git/objects" / blob[:2] / blob[2:]).unlink()
    said = run(hostile, "diff", "HEAD~1", "HEAD")
    assert "`a file that this clone lacks`" in said, said


def test_variables_that_point_git_elsewhere_are_not_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = committed(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert {change.day for change in history(root, ()).files.values()} == {"2031-01-02"}
    assert clean_commit(root) is not None


# ------------------------------------------------------------------ what git cannot tell


def told(root: Path) -> list[str]:
    _, problems = build(project_at(root), BuildOptions())
    return [str(problem) for problem in problems]


def test_a_shallow_clone_says_so_once_and_dates_only_what_it_knows(tmp_path: Path) -> None:
    root = committed(tmp_path)
    path = root / PEOPLE
    path.write_text(path.read_text("utf-8").replace("name: Nell Orme", "name: Nell M. Orme"), "utf-8")
    git(root, "commit", "-qam", "two", day="2031-03-01")
    clone = tmp_path / "clone"
    git(root, "clone", "-q", "--depth", "2", root.as_uri(), str(clone))
    assert len(told(clone)) == 1, "its second commit is where the history is cut off"
    known = days(clone)
    assert known["actors/nell-orme/"] == "2031-03-02"
    assert known["actors/lena-voss/"] == ""
    assert known["articles/estmark-review-2032-clash/"] == ""
    git(root, "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "shallow"))
    assert set(days(tmp_path / "shallow").values()) == {""}
    warned = (
        ".git: warning: shallow-history: found a shallow clone: git does not know when older files last "
        "changed, expected the whole history: pages say from it when what stands on them last changed\n"
        "    fix: run `git fetch --unshallow`; in a workflow, give the checkout `fetch-depth: 0`"
    )
    assert told(tmp_path / "shallow") == [warned]
    assert warned in run(tmp_path / "shallow", "check")


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        ("repositoryformatversion = 99", "fatal: Expected git repo version <= 1, found 99"),
        ("bare = maybe", "fatal: bad boolean config value 'maybe' for 'core.bare'"),
    ],
)
def test_where_git_cannot_tell_its_reason_is_given(tmp_path: Path, spoilt: str, reason: str) -> None:
    root = committed(tmp_path)
    (root / ".git/config").write_text(f"[core]\n\t{spoilt}\n")
    (problem,) = told(root)
    assert problem.startswith(f".git: warning: no-history: found no history ({reason}), expected ")
    assert set(days(root).values()) == {""}
    assert reason in run(root, "check")


def test_git_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = committed(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    (problem,) = told(root)
    assert "no-history: found no history (git cannot be run " in problem


def test_a_repository_without_a_commit_has_nothing_to_tell(tmp_path: Path) -> None:
    root = repository(tmp_path)
    assert told(root) == []
    assert "no problems" in run(root, "check")


# ------------------------------------------------------------------ SOURCE_DATE_EPOCH


@pytest.mark.parametrize("given", ["abc", "-1", "1.5", "1" * 12, "١٢", " 1"])
@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_a_time_that_is_none_is_a_problem(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch, given: str, command: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    done = CliRunner().invoke(main, ["--project", str(toy_project), command])
    assert done.exit_code == 1
    assert (
        f"SOURCE_DATE_EPOCH: bad-time: found '{given}', expected seconds since 1970, in digits\n"
        "    fix: write a number such as 1700000000 (`git log -1 --format=%ct` prints one), or unset it"
    ) in done.output


def test_no_time_is_no_problem(toy_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    problems: tuple[Problem, ...] = build(project_at(toy_project), BuildOptions())[1]
    assert problems == ()
