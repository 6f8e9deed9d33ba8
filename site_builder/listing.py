"""How a list of problems is written: for people, for GitHub's annotations, for programs."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import Literal

from site_builder.problems import Problem, Severity, summary
from site_builder.runner import command, neutral

Style = Literal["text", "github", "json"]

MOST_ANNOTATIONS = 10
"""Annotations of one severity that GitHub shows of a step; it drops the others without a word.

See "Limitations" in docs/problem-matchers.md of github.com/actions/toolkit.
"""


def listed(problems: Sequence[Problem], style: Style) -> Iterator[str]:
    """Write problems as lines.

    `json` is one array, empty where there are none; an item has `location` (`path`, `line`,
    `column`; 0 where the file as a whole is meant), `rule`, `found`, `expected`, `fix` and
    `severity` (`error` or `warning`).
    """
    if style == "json":
        yield json.dumps([dataclasses.asdict(problem) for problem in problems], indent=1, ensure_ascii=False)
    elif style == "github":
        yield from _annotations(problems, "error")
        yield from _annotations(problems, "warning")
    else:
        yield from map(str, problems)


def _annotations(problems: Sequence[Problem], severity: Severity) -> Iterator[str]:
    """Annotate as many problems as GitHub shows; where there are more, the last one sums up the rest.

    The rest is written to the step's log.
    """
    own = [problem for problem in problems if problem.severity == severity]
    shown = own if len(own) <= MOST_ANNOTATIONS else own[: MOST_ANNOTATIONS - 1]
    yield from map(github, shown)
    if rest := own[len(shown) :]:
        paths = dict.fromkeys(problem.location.path for problem in rest)
        where = ", ".join(list(paths)[:5]) + (", ..." if len(paths) > 5 else "")
        said = f"{summary(rest)} more, in {where}: see this step's log, or run `site-builder check`"
        yield command(severity, {"title": "more problems"}, said)
        yield from map(logged, rest)


def github(problem: Problem) -> str:
    """Write a problem as a workflow command, which GitHub shows at the line of the change.

    Where a problem ends is not known, so that `endLine` and `endColumn` are left out.

    >>> from site_builder.problems import Location
    >>> github(Problem(Location("a.yml", 2, 3), "unknown-actor", "'x,y'", "an actor id", "100 %"))
    "::error file=a.yml,line=2,col=3,title=unknown-actor::found 'x,y', expected an actor id%0Afix: 100 %25"
    """
    place = problem.location
    values = {"file": place.path, "line": place.line, "col": place.column, "title": problem.rule}
    fix = f"\nfix: {problem.fix}" if problem.fix else ""
    return command(problem.severity, values, f"found {problem.found}, expected {problem.expected}{fix}")


def logged(problem: Problem) -> str:
    """Write a problem as one line of a step's log that the runner takes for no command."""
    return "- " + neutral(" ".join(str(problem).replace("\n", ";").split()))
