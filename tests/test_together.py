"""Several files as one change: whatever ends the command, the next one finds all of it or none."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from site_builder.cli import main
from site_builder.storage.transaction import FileEdit, finish, write_together
from tests.conftest import TOY

CASES = Path(__file__).parent / "cases" / "add"
POST = "norland-post-2031-05-10-visit"
JOURNAL = ".cache/site-builder/change"


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), *arguments])


# ------------------------------------------------------------------ killed at each step


def killed(template: Path, work: Path, every: int, *arguments: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.killing", str(template), str(work), str(every), "--", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return [json.loads(line) for line in done.stdout.splitlines()]


def spoilt(folder: Path) -> Path:
    """The toy project with what `check --fix` repairs in two files, and without two layers."""
    root = Path(shutil.copytree(TOY, folder / "spoilt"))
    for name in ("places", "topics"):
        path = root / f"annotations/{name}.yml"
        path.write_text(path.read_text("utf-8").replace("\n", " \n") + "\n\n", "utf-8")
    for layer in sorted((root / "annotations/extracted").iterdir())[:2]:
        layer.unlink()
    return root


COMMANDS: Sequence[tuple[list[str], int]] = [
    (["rename", "article", POST, "norland-post-2031-x"], 3),
    (["rename", "actor", "tom-berg", "tom-b"], 5),
    (["add", str(CASES / "menus.txt")], 7),
    (["delete", "article", "estmark-review-2032-02-07-year"], 1),
    (["extract"], 5),
]


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "every"), COMMANDS, ids=lambda value: str(value)[:30])
def test_a_command_killed_at_any_step_is_finished_or_has_not_begun(
    tmp_path: Path, arguments: list[str], every: int
) -> None:
    (tmp_path / "work").mkdir()
    whole, *others = killed(
        spoilt(tmp_path) if arguments == ["extract"] else TOY, tmp_path / "work", every, *arguments
    )
    assert whole["changed"]
    states = [found["state"] for found in others]
    assert states == sorted(states, key=["before", "after", "between"].index)
    assert {"before", "after"} == set(states)
    for found in others:
        assert ("which had been stopped half-way.\n" in found["said"]) == (found["state"] == "after")


@pytest.mark.slow
def test_a_new_project_that_was_begun_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    whole, *others = killed(tmp_path / "nothing", tmp_path / "work", 41, "new", "PROJECT")
    assert (whole["code"], whole["changed"]) == (0, True)
    assert len(others) > 3
    for found in others:
        assert (found["state"], found["differing"], found["code"]) == ("after", [], 0), found


def test_a_project_that_is_not_whole_says_so(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert run(tmp_path, "new", str(root)).exit_code == 0
    (root / ".site-builder-new").touch()
    done = run(root, "check")
    assert done.exit_code == 1
    assert done.stderr == (
        ".site-builder-new: unfinished-project: found a project that `new` has not finished, expected a "
        "whole project\n"
        "    fix: run `site-builder new new` again beside it: it goes on where it was stopped\n"
    )


# ------------------------------------------------------------------ what a journal may do


def noted(root: Path, *lines: tuple[str, bytes | None, bytes | None]) -> None:
    """Leave a journal as a killed command does."""
    written = [json.dumps("a change")]
    for path, before, after in lines:
        was = None if before is None else hashlib.sha256(before).hexdigest()
        to_be = None if after is None else base64.b64encode(after).decode()
        written.append(json.dumps([path, was, to_be, None]))
    (root / JOURNAL).parent.mkdir(parents=True, exist_ok=True)
    (root / JOURNAL).write_text("\n".join(written) + "\n")


def test_an_edit_made_in_between_is_kept(toy_project: Path) -> None:
    places = toy_project / "annotations/places.yml"
    before = places.read_bytes()
    noted(
        toy_project,
        ("annotations/places.yml", before, b"new: {name: New}\n"),
        ("annotations/x.yml", None, b"{}"),
    )
    places.write_bytes(before + b"# mine\n")
    for _ in range(2):
        done = run(toy_project, "check")
        assert done.exit_code == 1
        assert done.stderr == (
            "annotations/places.yml: half-done-change: found an edit made since a change was stopped "
            "half-way, expected the file as it was before\n"
            "    fix: take the edit back, and run this again; or delete .cache/site-builder/change, and do "
            "the rest by hand\n"
        )
    assert places.read_bytes() == before + b"# mine\n"
    assert not (toy_project / "annotations/x.yml").exists()
    places.write_bytes(before)
    assert finish(toy_project) == ("Finished a change, which had been stopped half-way.", ())
    assert places.read_bytes() == b"new: {name: New}\n"


@pytest.mark.parametrize(
    "path",
    ["../outside.txt", "/tmp/outside.txt", "annotations/../../outside.txt", "mkdocs.yml", ".git/config", ""],  # noqa: S108
)
def test_a_journal_of_somebody_writes_only_data(toy_project: Path, path: str) -> None:
    before = (toy_project / "mkdocs.yml").read_bytes()
    noted(toy_project, (path, before if path == "mkdocs.yml" else None, b"evil"))
    assert finish(toy_project) == ("", ())
    assert not (toy_project.parent / "outside.txt").exists()
    assert (toy_project / "mkdocs.yml").read_bytes() == before


@pytest.mark.parametrize(
    "data", [b"", b"{", b"1\n2\n", b'"x"\n["a"]\n', b"\xff", b'"x"\n["articles/a.md", null, "?", null]\n']
)
def test_a_journal_that_is_none_is_nothing(toy_project: Path, data: bytes) -> None:
    noted(toy_project)
    (toy_project / JOURNAL).write_bytes(data)
    assert finish(toy_project) == ("", ())
    assert "no problems" in run(toy_project, "check").output


def test_nothing_is_finished_through_a_link(toy_project: Path, tmp_path: Path) -> None:
    noted(toy_project, ("annotations/new/x.yml", None, b"x"))
    (toy_project / "annotations/new").symlink_to(tmp_path)
    _, (problem,) = finish(toy_project)
    assert (problem.rule, problem.location.path) == ("symlink", "annotations/new")
    assert not (tmp_path / "x.yml").exists()


# ------------------------------------------------------------------ errors, and others at work


def test_a_file_that_came_to_be_there_is_not_overwritten(toy_project: Path) -> None:
    edits = [FileEdit("articles/a.md", None, b"a"), FileEdit("annotations/places.yml", None, b"b")]
    before = (toy_project / "annotations/places.yml").read_bytes()
    failure = write_together(toy_project, "a change", edits)
    assert failure is not None
    assert (failure.path, type(failure.error)) == ("annotations/places.yml", FileExistsError)
    assert not (toy_project / "articles/a.md").exists()
    assert (toy_project / "annotations/places.yml").read_bytes() == before
    assert not (toy_project / JOURNAL).exists()


def test_a_full_disk_changes_nothing(toy_project: Path) -> None:
    """No file may grow over 4 KB: the journal does."""
    limited = (
        f"ulimit -f 4; exec '{sys.executable}' -m site_builder --project '{toy_project}' "
        f"rename article {POST} norland-post-2031-x"
    )
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot-write: found File too large" in done.stderr
    assert "nothing was renamed" in done.stderr
    assert run(toy_project, "check").output == "no problems\n"
    assert (toy_project / f"articles/{POST}.md").exists()


def test_who_writes_waits_for_whoever_does(toy_project: Path) -> None:
    noted(toy_project)
    done: list[object] = []
    with FileLock(toy_project / ".cache/site-builder/lock"):
        edit = FileEdit("annotations/x.yml", None, b"{}")
        other = threading.Thread(target=lambda: done.append(write_together(toy_project, "x", [edit])))
        other.start()
        other.join(0.5)
        assert done == []
    other.join(20)
    assert done == [None]


def test_leftovers_of_a_kill_are_ignored_by_git_and_cleared(toy_project: Path) -> None:
    left = toy_project / "annotations/.topics.yml.new"
    left.write_text("half")
    os.utime(left, (0, 0))
    assert run(toy_project, "rename", "topic", "arms-trade", "arms").exit_code == 0
    assert not left.exists()
    root = Path(__file__).parents[1]
    ignored = subprocess.run(
        ["git", "check-ignore", "annotations/.x.yml.new"], cwd=root, check=False, stdout=subprocess.DEVNULL
    )
    assert ignored.returncode == 0
