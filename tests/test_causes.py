"""Which problems follow from others: the first of them is never buried."""

from pathlib import Path
from typing import Any

import pytest

from site_builder.corpus.causes import rooted
from site_builder.corpus.loading import Project, Settings, load
from site_builder.model.problems import Location, Problem, by_cause, summary
from site_builder.reviewing.problem_output import listed
from tests.test_corpus import FOLDER, changed_toy, read_cases


def folded(case: dict[str, Any], root: Path) -> str:
    """The listing of the problems of the toy corpus with a case's changes, with its last line."""
    changed_toy(case, root)
    for old, new in case.get("rename", {}).items():
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)
    problems = load(Project(root, Settings()))[1]
    lines = (*listed(problems, "text", everything="every" in case), summary(problems))
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("case", read_cases(FOLDER.with_name("causes.yml")), ids=lambda case: case["name"])
def test_root_causes_come_first(case: dict[str, Any], tmp_path: Path) -> None:
    assert folded(case, tmp_path) == case["expected"]


def problem(rule: str, path: str, found: str = "x", severity: str = "error", line: int = 1) -> Problem:
    return Problem(
        Location(path, line, 1), rule, found, "y", "", "warning" if severity == "warning" else "error"
    )


def test_quotes_follow_from_a_layer_that_cannot_be_used() -> None:
    quotes = [
        problem("unverified-quote", "annotations/articles/a.yml", f"q{n}", "warning", n) for n in (1, 2, 3)
    ]
    for rule in ("layer-form", "stale-layer", "merge-conflict"):
        layer = problem(rule, "annotations/extracted/a.json", line=0)
        other = problem("unverified-quote", "annotations/articles/b.yml", "q", "warning")
        causes = by_cause(rooted([*quotes, layer, other]))
        assert {root.rule: len(below) for root, below in causes.items()} == {rule: 3, "unverified-quote": 0}
        assert next(iter(causes)) == layer


@pytest.mark.parametrize("rule", ["quoted-share", "quoted-run", "text-exposed"])
def test_how_much_is_quoted_follows_from_rights_that_are_wrong(rule: str) -> None:
    rights = problem("bad-rights", "articles/a.md")
    below, other = (problem(rule, f"annotations/articles/{name}.yml") for name in "ab")
    causes = by_cause(rooted([below, rights, other]))
    assert {root: [one.rule for one in following] for root, following in causes.items()} == {
        rights: [rule],
        other: [],
    }


def test_a_copied_file_is_told_once() -> None:
    def twice(number: int) -> Problem:
        return problem(
            "duplicate-id",
            "b.yml",
            f"'id-{number}', which is the id of an actor in a.yml:{number}:1",
            line=number,
        )

    assert [len(below) for below in by_cause(rooted(map(twice, range(1, 31)))).values()] == [29]
    assert [len(below) for below in by_cause(rooted(map(twice, range(1, 4)))).values()] == [0, 0, 0]


def test_a_follow_up_without_its_cause_stands_for_itself() -> None:
    first, second = (problem("unknown-actor", "a.yml", "'x'", line=line) for line in (1, 2))
    _, alone = rooted([first, second])
    assert alone.follows == first.cause
    assert by_cause([alone]) == {alone: ()}
    assert summary([alone]) == "1 error"
    assert summary([first, alone]) == "1 error, and 1 that follows from it"


def test_those_with_the_most_that_follow_come_first() -> None:
    problems = [
        problem("other", "a.yml"),
        *(problem("unknown-actor", "b.yml", "'x'", line=line) for line in (1, 2)),
        *(problem("unknown-actor", "c.yml", "'y'", line=line) for line in (1, 2, 3)),
        *(problem("layer-outdated", f"{name}.json", severity="warning") for name in "defgh"),
    ]
    assert [root.rule + root.found for root in by_cause(rooted(problems))] == [
        "unknown-actor'y'", "unknown-actor'x'", "layer-outdatedx", "otherx",
    ]  # fmt: skip
