"""What can be told of Windows here: the commands run without `fcntl`, links and POSIX's calls."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from site_builder.proving.proved_project import read_project
from site_builder.publishing.releases import digest_of
from tests.conftest import project_at
from tests.test_together import POST

ROOT = Path(__file__).parents[1]
NAMES = yaml.load((ROOT / "tests/cases/names_of_files.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.windows", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_every_module_can_be_imported() -> None:
    done = run("--modules")
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_a_project_is_checked_built_and_built_again(toy_project: Path) -> None:
    """The live site is a folder then; one that somebody changed is not replaced."""
    project = ("--project", str(toy_project))
    assert run(*project, "check").stdout == "no problems\n"
    site, releases = toy_project / "site", toy_project / ".releases"
    first = run(*project, "build")
    assert first.returncode == 0, first.stderr
    assert not site.is_symlink()
    assert (releases / "site.live").read_text() == digest_of(site)[:16]
    assert "already was release" in run(*project, "build").stdout
    before = digest_of(site)[:16]
    assert run(*project, "rename", "article", POST, "norland-post-2031-x").returncode == 0
    done = run(*project, "build")
    assert "is now release" in done.stdout, done.stderr
    assert (site / "articles/norland-post-2031-x/index.html").is_file()
    assert digest_of(releases / before)[:16] == before, "the one before is kept, for a way back"
    (site / "index.html").write_text("mine")
    done = run(*project, "build")
    assert done.returncode == 1
    assert "site-in-the-way: found an earlier build that somebody has changed since" in done.stderr
    assert (site / "index.html").read_text() == "mine"


@pytest.mark.parametrize(
    "arguments", [["extract"], ["check", "--fix"], ["add", str(ROOT / "tests/cases/add/menus.txt")]]
)
def test_commands_that_write(toy_project: Path, arguments: list[str]) -> None:
    done = run("--project", str(toy_project), *arguments)
    assert done.returncode == 0, done.stderr


def test_a_new_project(tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "new")).returncode == 0
    assert run("--project", str(tmp_path / "new"), "check").stdout == "no problems\n"


def test_a_swap_of_folders_killed_at_any_step_leaves_one_whole_site(tmp_path: Path) -> None:
    """Between two renamings there is none; the next build puts it there."""
    done = run("--swaps", str(tmp_path))
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    old, new = found[0]["then"], found[-1]["then"]
    assert (old[:3], new[:3], found[-1]["killed"]) == ("old", "new", False)
    assert len(found) > 5
    for swap in found:
        assert swap["then"] in {old, new, ""}
        assert swap["afterwards"] in {old, new}
    assert 0 < [swap["then"] for swap in found].count("") <= 4


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["files"][0])
def test_names_that_windows_refuses(toy_project: Path, case: Mapping[str, list[str]]) -> None:
    for name in case["files"]:
        path = toy_project / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# x\n")
    _, problems = read_project(project_at(toy_project))
    assert [str(problem).split("\n")[0] for problem in problems] == case["told"]
    assert {problem.fix for problem in problems} <= {"rename it"}
