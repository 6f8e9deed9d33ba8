"""How a list of problems is written: for people, for GitHub's annotations, for programs."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import Literal

from site_builder.problems import Problem

Style = Literal["text", "github", "json"]


def listed(problems: Sequence[Problem], style: Style) -> Iterator[str]:
    """Write problems as lines."""
    if style == "json":
        yield json.dumps([dataclasses.asdict(problem) for problem in problems], indent=1, ensure_ascii=False)
    else:
        yield from map(str if style == "text" else github, problems)


def github(problem: Problem) -> str:
    """Write a problem as a workflow command, which GitHub shows at the line of the change.

    >>> from site_builder.problems import Location
    >>> github(Problem(Location("a.yml", 2, 3), "unknown-actor", "'x,y'", "an actor id", "100 %"))
    "::error file=a.yml,line=2,col=3,title=unknown-actor::found 'x,y', expected an actor id%0Afix: 100 %25"
    """
    place = problem.location
    values = {"file": place.path, "line": place.line, "col": place.column, "title": problem.rule}
    shown = ",".join(f"{key}={escaped(str(value), in_value=True)}" for key, value in values.items() if value)
    fix = f"\nfix: {problem.fix}" if problem.fix else ""
    return f"::{problem.severity} {shown}::" + escaped(
        f"found {problem.found}, expected {problem.expected}{fix}"
    )


def escaped(text: str, *, in_value: bool = False) -> str:
    """Write text so that it cannot end a workflow command or begin another."""
    signs = "%\r\n:," if in_value else "%\r\n"
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)
