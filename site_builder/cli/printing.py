"""How every command prints problems and notes, and ends."""

import os
import re
import sys
from collections.abc import Iterable

import click

from site_builder.model.problems import Problem, fatal
from site_builder.reviewing.problem_output import Style, listed

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
QUIET = "site_builder.quiet"
"""Whether somebody wants to be told of nothing but problems, in what the contexts of a command share."""
_PLACE = re.compile(r"(?P<place>[^\s:]+(?::\d+){0,2}:) (?P<mark>warning: )?(?P<rule>[a-z][a-z-]+:)")
_FIX = re.compile(r"(?m)^(\s+fix:)")


def colour_wanted() -> bool | None:
    """Whether there is to be colour: no-color.org, force-color.org; else None, and a terminal has it."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def say(line: object, *, err: bool = False) -> None:
    """Print what was done: not with `--quiet`."""
    if not click.get_current_context().meta.get(QUIET):
        click.echo(line, err=err)


def show(
    problems: Iterable[Problem], style: Style = "text", *, to_stderr: bool = False, everything: bool = False
) -> None:
    """Print problems."""
    for line in listed(tuple(problems), style, everything=everything):
        click.echo(coloured(line) if style == "text" else line, err=to_stderr)


def coloured(line: str) -> str:
    """Give a problem's place, rule and fix their colours, which only a terminal gets to see."""
    line = _FIX.sub(lambda match: click.style(match[1], fg="green"), line)
    return _PLACE.sub(_coloured_rule, line, count=1) if _PLACE.match(line) else line


def _coloured_rule(match: re.Match[str]) -> str:
    rule = click.style((match["mark"] or "") + match["rule"], fg="yellow" if match["mark"] else "red")
    return f"{click.style(match['place'], bold=True)} {rule}"


def end(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit by what was found."""
    sys.exit(PROBLEMS if fatal(problems, strict=strict) else FINE)
