"""How a list of problems is written: for people, for GitHub's annotations, for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Literal

from site_builder.model.problems import Problem, Severity, by_cause, more, summary
from site_builder.reviewing.github_output import command, neutral

Style = Literal["text", "github", "json"]

MOST_ANNOTATIONS = 10
"""Annotations of one severity that GitHub shows of a step; it drops the others without a word.

See "Limitations" in docs/problem-matchers.md of github.com/actions/toolkit.
"""


def listed(problems: Sequence[Problem], style: Style, *, everything: bool = False) -> Iterator[str]:
    """Write problems as lines; those that follow from others are counted, and listed with `everything`.

    `json` is one array of all, empty where there are none; an item has `location` (`path`, `line`,
    `column`; 0 where the file as a whole is meant), `rule`, `found`, `expected`, `fix`, `severity`
    (`error` or `warning`) and `follows` (null, or `location` and `rule` of the problem that it follows from).
    """
    if style == "json":
        yield json.dumps([_json(problem) for problem in problems], indent=1, ensure_ascii=False)
    elif style == "github":
        yield from _annotations(problems, "error")
        yield from _annotations(problems, "warning")
    else:
        for problem, following in by_cause(problems).items():
            yield str(problem)
            if following and not everything:
                yield f"    {more(following)} (`site-builder check --all` lists them)"
            elif following:
                yield f"    {more(following)}:"
                yield from (f"    {line}" for one in following for line in str(one).split("\n"))


def _json(problem: Problem) -> dict[str, object]:
    location, follows = problem.location._asdict(), problem.follows
    cause = follows and {"location": follows.location._asdict(), "rule": follows.rule}
    return {**asdict(problem), "location": location, "follows": cause}


def _annotations(problems: Sequence[Problem], severity: Severity) -> Iterator[str]:
    """Annotate as many problems as GitHub shows; where there are more, the last one sums up the rest.

    The rest is written to the step's log, and so is what follows from others.
    """
    causes = by_cause(problems)
    own = [problem for problem in causes if problem.severity == severity]
    shown = own if len(own) <= MOST_ANNOTATIONS else own[: MOST_ANNOTATIONS - 1]
    yield from (github(problem, more(causes[problem])) for problem in shown)
    if rest := own[len(shown) :]:
        paths = dict.fromkeys(problem.location.path for problem in rest)
        where = ", ".join(list(paths)[:5]) + (", ..." if len(paths) > 5 else "")
        said = f"{summary(rest)} more, in {where}: see this step's log, or run `site-builder check`"
        yield command(severity, {"title": "more problems"}, said)
        yield from map(logged, rest)
    yield from (logged(following) for problem in own for following in causes[problem])


def github(problem: Problem, besides: str = "") -> str:
    """Write a problem as a workflow command, which GitHub shows at the line of the change; `besides` ends it.

    Where a problem ends is not known, so that `endLine` and `endColumn` are left out.

    >>> from site_builder.model.problems import Location
    >>> github(Problem(Location("a.yml", 2, 3), "unknown-actor", "'x,y'", "an actor id", "100 %"))
    "::error file=a.yml,line=2,col=3,title=unknown-actor::found 'x,y', expected an actor id%0Afix: 100 %25"
    """
    place = problem.location
    values = {"file": place.path, "line": place.line, "col": place.column, "title": problem.rule}
    fix = f"\nfix: {problem.fix}" if problem.fix else ""
    fix += f"\n{besides}" if besides else ""
    return command(problem.severity, values, f"found {problem.found}, expected {problem.expected}{fix}")


def logged(problem: Problem) -> str:
    """Write a problem as one line of a step's log that the runner takes for no command."""
    return "- " + neutral(" ".join(str(problem).replace("\n", ";").split()))
