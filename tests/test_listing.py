"""How problems are listed: for people, for GitHub, for programs; on a project with every severity."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.model.problems import Location, Problem, Severity
from site_builder.reviewing.problem_output import MOST_ANNOTATIONS, listed
from tests.conftest import keep_open_texts
from tests.test_runner import obeyed_in

TOPICS = "annotations/topics.yml"


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project), "check", *arguments])


@pytest.fixture
def spoilt(toy_project: Path) -> Path:
    """A project with an error and with warnings."""
    topics = toy_project / TOPICS
    topics.write_text(topics.read_text() + "zz-new:\n  name: New\n  descripton: x\n")
    for layer in (toy_project / "annotations/extracted").glob("[ns]*.json"):
        layer.unlink()
    keep_open_texts(toy_project)
    return toy_project


def problem(number: int = 1, severity: Severity = "error", path: str = "a.yml") -> Problem:
    return Problem(Location(path, number, 2), "a-rule", "'x'", "y", "do z", severity)


# ------------------------------------------------------------------ the command


@pytest.mark.parametrize("style", ["text", "github", "json"])
def test_exit_codes_are_those_of_what_was_found(spoilt: Path, style: str) -> None:
    assert run(spoilt, "--format", style).exit_code == 1
    topics = spoilt / TOPICS
    topics.write_text(topics.read_text().replace("descripton", "description"))
    assert run(spoilt, "--format", style).exit_code == 0
    assert run(spoilt, "--format", style, "--strict").exit_code == 1


def test_text_ends_with_a_summary(spoilt: Path) -> None:
    lines = run(spoilt).stdout.splitlines()
    assert re.fullmatch(r"1 error, 2 warnings, and \d+ that follow from them", lines[-1])
    assert f"{TOPICS}:8:3: unknown-key: found 'descripton', expected a key that belongs here" in lines
    assert "    fix: did you mean 'description'?" in lines
    assert any(": warning: unverified-quote: " in line for line in lines)


def test_github_annotates_lines(spoilt: Path) -> None:
    lines = run(spoilt, "--format", "github").stdout.splitlines()
    assert lines[0] == (
        f"::error file={TOPICS},line=8,col=3,title=unknown-key::found 'descripton', "
        "expected a key that belongs here%0Afix: did you mean 'description'?"
    )
    warnings = [line for line in lines if line.startswith("::warning ")]
    following = [re.search(r"%0Aand (\d+) that follow from it$", warning) for warning in warnings]
    assert len(following) == 2
    counts = [int(found[1]) for found in following if found]
    assert len([line for line in lines if line.startswith("- ")]) == sum(counts)


def test_what_follows_is_listed_under_its_cause_where_asked(spoilt: Path) -> None:
    folded = run(spoilt).stdout.splitlines()
    count = next(
        line for line in folded if "that follow from it (`site-builder check --all` lists them)" in line
    )
    lines = run(spoilt, "--all").stdout.splitlines()
    first = next(number for number, line in enumerate(lines) if ": warning: unverified-quote: " in line)
    assert lines[first + 2] == count.partition(" (")[0] + ":"
    assert lines[first + 3].startswith("    annotations/articles/")
    path = lines[first].partition(":")[0]
    told = sum(line.lstrip().startswith(path) and ": unverified-quote: " in line for line in lines)
    assert f"and {told - 1} that" in count


def test_json_is_one_array_of_what_the_documentation_says(spoilt: Path) -> None:
    problems = json.loads(run(spoilt, "--format", "json").stdout)
    keys = ["location", "rule", "found", "expected", "fix", "severity", "follows"]
    assert all(list(problem) == keys for problem in problems)
    assert all(list(problem["location"]) == ["path", "line", "column"] for problem in problems)
    assert {problem["severity"] for problem in problems} == {"error", "warning"}
    assert {
        "location": {"path": TOPICS, "line": 8, "column": 3},
        "rule": "unknown-key",
        "found": "'descripton'",
        "expected": "a key that belongs here",
        "fix": "did you mean 'description'?",
        "severity": "error",
        "follows": None,
    } in problems
    causes = [problem["follows"] for problem in problems if problem["follows"]]
    assert all(list(cause) == ["location", "rule"] for cause in causes)
    assert {cause["rule"] for cause in causes} == {"unverified-quote"}
    assert all({"location": problem["location"], "rule": problem["rule"]} not in causes
               for problem in problems if problem["follows"])  # fmt: skip


# ------------------------------------------------------------------ what GitHub shows


def test_as_many_as_github_shows_are_annotated() -> None:
    problems = [problem(number) for number in range(1, MOST_ANNOTATIONS + 1)]
    lines = list(listed(problems, "github"))
    assert len(lines) == MOST_ANNOTATIONS
    assert all(line.startswith("::error file=a.yml,line=") for line in lines)


def test_the_last_annotation_sums_up_the_rest_and_the_log_has_it() -> None:
    errors = [problem(number, path=f"{number % 8}.yml") for number in range(1, 31)]
    warnings = [problem(number, "warning") for number in range(1, 13)]
    lines = list(listed([*errors, *warnings], "github"))
    commands = [line for line in lines if line.startswith("::")]
    for severity in get_args(Severity):
        assert sum(line.startswith(f"::{severity} ") for line in commands) == MOST_ANNOTATIONS
    assert commands[MOST_ANNOTATIONS - 1] == (
        "::error title=more problems::21 errors more, in 2.yml, 3.yml, 4.yml, 5.yml, 6.yml, ...: "
        "see this step's log, or run `site-builder check`"
    )
    logged = [line for line in lines if not line.startswith("::")]
    assert len(logged) == 21 + 3
    assert logged[0] == "- 2.yml:10:2: a-rule: found 'x', expected y; fix: do z"


def test_nothing_that_was_written_becomes_a_command() -> None:
    hostile = ["'x'\n::error::y", "::add-mask::e", "##[error]y", "a\r::stop-commands::z", "%0A::error::"]
    problems = [
        Problem(Location("a:b,c.yml", number, 1), "a-rule", text, text, text)
        for number in range(1, 9)
        for text in hostile
    ]
    lines = list(listed(problems, "github"))
    obeyed = [command for line in lines for command in obeyed_in(line)]
    assert [command.name for command in obeyed] == ["error"] * MOST_ANNOTATIONS
    assert obeyed[0].values["file"] == "a:b,c.yml"
    assert "file=a%3Ab%2Cc.yml,line=1,col=1" in lines[0]
    assert lines[4].endswith("%250A::error::")
