"""The workflows and forms for GitHub: their form, their rights, and what the check of a request does."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_diff import GIT, commit, edit, git
from tests.test_runner import obeyed_in

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
TOOLS = Path(sys.executable).parent

UNSAFE = """\
on: pull_request_target
jobs:
  x:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with: {ref: "${{ github.event.pull_request.head.sha }}"}
      - run: echo "${{ github.event.pull_request.title }}"
"""


PUBLISHES = "pypa/gh-action-pypi-publish"
"""What puts packages on the index without a password: the one action that is not GitHub's own."""
WRITING = {
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("release", "release"): {"id-token": "write", "attestations": "write"},
}
"""Jobs that may write something, by workflow and name."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def has_form(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    return run(TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


def audit(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(TOOLS / "zizmor", "--offline", "--no-progress", "--persona=auditor", folder)


def loaded(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes text only
    return read


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in loaded(path)["jobs"].values():
        yield from job["steps"]


# ------------------------------------------------------------------ form and rights


def test_workflows_and_forms_have_the_form_that_github_reads() -> None:
    forms = [path for path in FORMS if path.name != "config.yml"]
    for done in (
        has_form("github-workflows", *WORKFLOWS),
        has_form("github-issue-forms", *forms),
        has_form("github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml"),
    ):
        assert done.returncode == 0, done.stdout


def test_the_audit_finds_nothing() -> None:
    done = audit(GITHUB)
    assert done.returncode == 0, done.stdout


def test_both_tools_find_what_is_wrong(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "unsafe.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(UNSAFE)
    found = audit(tmp_path)
    assert found.returncode != 0
    for rule in ("dangerous-triggers", "template-injection", "unpinned-uses"):
        assert rule in found.stdout
    workflow.write_text(UNSAFE.replace("runs-on", "runs-in"))
    assert has_form("github-workflows", workflow).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_shell_gets_no_expression(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    for action in used:
        assert re.fullmatch(rf"(actions/[a-z-]+|{PUBLISHES})@[0-9a-f]{{40}} # v\d+\.\d+\.\d+", action)
        assert PUBLISHES not in action or path.stem == "release"
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_the_same_action_is_pinned_once() -> None:
    pins = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_jobs_have_no_more_rights_than_they_need(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {}
    assert "secrets" not in path.read_text(encoding="utf-8")
    assert "pull_request_target" not in str(workflow["on"])
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == WRITING.get((path.stem, name), {"contents": "read"})
        assert ("environment" in job) == ((path.stem, name) in WRITING)
        if (path.stem, name) in WRITING:  # what it may, it may with nothing of the repository at hand
            assert not [step for step in job["steps"] if "run" in step or "checkout" in step["uses"]]


def test_forms_ask_for_what_a_correction_and_a_removal_need() -> None:
    asked = {path.stem: {field.get("id") for field in loaded(path).get("body", ())} for path in FORMS}
    assert asked["correction"] >= {"page", "statement", "wrong", "source"}
    assert asked["removal"] >= {"pages", "ground", "reason"}
    for path in FORMS:
        for field in loaded(path).get("body", ()):
            assert field["type"] == "markdown" or field["validations"]["required"] == "true"


# ------------------------------------------------------------------ the check of a request, step by step


@pytest.fixture
def workspace(toy_project: Path, tmp_path: Path) -> Path:
    """What the runner has: a repository with a base and a request merged into it, and our command."""
    (toy_project / ".github").mkdir()
    without_network = toy_project / ".github" / "offline"
    without_network.write_text('#!/bin/sh\nexec "$@"\n')  # a test may not ask for other rights
    without_network.chmod(0o755)
    (toy_project / "Makefile").write_text(
        f"environment:\n\tmkdir -p .venv/bin\n\tln -s {TOOLS / 'site-builder'} .venv/bin/site-builder\n"
        f"\tprintf '#!/bin/sh\\nexec {sys.executable} \"$$@\"\\n' > .venv/bin/python\n"
        "\tchmod +x .venv/bin/python\n"
    )
    (toy_project / ".gitignore").write_text(".venv/\n.releases/\n")
    commit(toy_project)
    git(toy_project, "branch", "base")
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    return workspace


def checked(request_: Path, workspace: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """Run the steps of check.yml on what a request has committed; later ones only where GitHub would."""
    head = commit(request_)
    git(request_, "checkout", "--quiet", "base")
    git(request_, "merge", "--quiet", "--no-ff", "--message", "Merged", head)
    subprocess.run(["git", "clone", "--quiet", request_, workspace / "request"], check=True)
    summary = workspace / "summary.md"
    environment = os.environ | GIT | {
        "GITHUB_SHA": git(request_, "rev-parse", "HEAD"), "GITHUB_STEP_SUMMARY": str(summary),
    }  # fmt: skip
    done: dict[str, subprocess.CompletedProcess[str]] = {}
    reported = False
    for step in steps(GITHUB / "workflows" / "check.yml"):
        failed = any(result.returncode for result in done.values())
        if "run" not in step or (failed and not (reported and "if" in step)):
            continue
        done[step["name"]] = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=workspace / step.get("working-directory", "."),
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        reported = reported or step.get("id") == "report"
    return done


def test_a_request_is_reported_checked_and_built(toy_project: Path, workspace: Path) -> None:
    edit(toy_project, {"annotations/topics.yml": [("name: Crisis at Kesh", "name: Kesh crisis")]})
    (toy_project / "site.yml").write_text("title: Taken over\n")
    (toy_project / "templates").mkdir()
    shutil.copytree(ROOT / "templates" / "pages", toy_project / "templates" / "pages")
    edit(toy_project, {"templates/pages/home.html": [("{% block body %}", "{% block body %}TAKEN OVER")]})
    (toy_project / "Makefile").write_text("environment:\n\ttouch /taken-over\n")
    done = checked(toy_project, workspace)
    assert {name: result.returncode for name, result in done.items() if result.returncode} == {}, done
    report = (workspace / "summary.md").read_text()
    assert "  - Name: `Crisis at Kesh` → `Kesh crisis`" in report
    page = (workspace / "preview" / "topics" / "kesh-crisis" / "index.html").read_text()
    assert "Kesh crisis" in page
    home = (workspace / "preview" / "index.html").read_text()
    assert "The Toy Record" in home
    assert "taken over" not in home.lower()
    built = done["Build the site as it would be"].stdout.splitlines()
    assert built
    assert all(line.startswith("| ") for line in built)


def test_a_request_with_mistakes_has_a_report_and_its_problems(toy_project: Path, workspace: Path) -> None:
    (toy_project / "annotations/topics.yml").write_text("kesh-crisis:\n  nome: X\n")
    done = checked(toy_project, workspace)
    assert done["Report what changes on the site"].returncode == 1
    assert "cannot be built" in (workspace / "summary.md").read_text()
    problems = done["List the problems, each at its line"]
    assert problems.returncode == 1
    assert "::error file=annotations/topics.yml,line=2,col=3,title=unknown-key::" in problems.stdout
    assert "Build the site as it would be" not in done


def test_a_request_with_a_link_reads_nothing_outside(toy_project: Path, workspace: Path) -> None:
    secret = workspace / "secret"
    secret.mkdir()
    (secret / "topics.yml").write_text("stolen:\n  name: Stolen\n")
    shutil.rmtree(toy_project / "annotations")
    (toy_project / "annotations").symlink_to(secret)
    done = checked(toy_project, workspace)
    assert "symlink" in done["List the problems, each at its line"].stdout
    assert "Stolen" not in (workspace / "summary.md").read_text()
    assert "Build the site as it would be" not in done


def test_a_link_in_place_of_open_texts_is_not_followed(toy_project: Path, workspace: Path) -> None:
    outside = workspace / "outside"
    (toy_project / "texts").rename(outside)
    (toy_project / "texts").symlink_to(outside)
    done = checked(toy_project, workspace)
    assert (
        "title=text-not-committed::found no such text there"
        in done["List the problems, each at its line"].stdout
    )
    assert not (workspace / "base" / "texts").is_symlink()
    assert not (workspace / "base" / "texts").exists()


HOSTILE = "##[add-path]/tmp ##[error]x"


@pytest.mark.parametrize("what", ["titles", "mistakes", "names of files", "a broken file of settings"])
def test_nothing_that_a_request_says_is_a_command(what: str, toy_project: Path, workspace: Path) -> None:
    topics = toy_project / "annotations" / "topics.yml"
    if what == "titles":
        edit(toy_project, {"annotations/topics.yml": [("name: Crisis at Kesh", f'name: "Kesh {HOSTILE}"')]})
    elif what == "mistakes":
        topics.write_text(topics.read_text() + f'zz-new:\n  name: New\n  "{HOSTILE}": x\n')
    elif what == "names of files":
        for name in (f"{HOSTILE.replace('/', '-')}.md", "a\n::error::x.md", "b\r::add-mask::e.md"):
            (toy_project / "articles" / name).write_text("---\n")
    else:
        git(toy_project, "checkout", "--quiet", "base")
        (toy_project / "site.yml").write_text(f'"{HOSTILE}": x\n')
        commit(toy_project)
        topics.write_text(topics.read_text() + "# more\n")
    git(toy_project, "commit", "--quiet", "--allow-empty", "--message", f"::error::x\n\n{HOSTILE}")
    for name, step in checked(toy_project, workspace).items():
        said = {command.name for command in obeyed_in(step.stdout + step.stderr)}
        assert said <= ({"error", "warning"} if name == "List the problems, each at its line" else set()), (
            name
        )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_reads_data_speaks_through_the_neutral_filter(path: Path) -> None:
    reading = re.compile(r"bin/site-builder|make (site|test)\b|\bcp -R")
    for step in steps(path):
        for command in re.findall(r"^\{$.*?^\} .*$|^[^\n]+$", step.get("run", ""), re.DOTALL | re.MULTILINE):
            if reading.search(command):
                kept = re.search(r"2> \.\./said\.txt", command) and "< ../said.txt" in step["run"]
                piped = re.search(
                    r"2>&1 \| \S*\.venv/bin/python -I -m site_builder\.reviewing\.github_output$", command
                )
                assert kept or piped, command


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_pipe_fails_with_its_first_command(path: Path) -> None:
    for job in loaded(path)["jobs"].values():
        if any("|" in step.get("run", "").replace("||", "") for step in job["steps"]):
            assert (
                job["defaults"]["run"]["shell"] == "bash"
            )  # with pipefail; where none is named there is none


def test_a_request_with_a_captured_text_goes_no_further(toy_project: Path, workspace: Path) -> None:
    (toy_project / "articles/raw").mkdir()
    (toy_project / "articles/raw/text.txt").write_text("A captured text.\n")
    done = checked(toy_project, workspace)
    assert list(done) == ["Refuse captured texts"]
    assert done["Refuse captured texts"].returncode == 1
    assert "private" in done["Refuse captured texts"].stdout


def test_the_script_that_takes_the_network_away_may_run() -> None:
    script = GITHUB / "offline"
    assert os.access(script, os.X_OK)
    assert run("sh", "-n", script).returncode == 0
