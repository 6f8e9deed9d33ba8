"""How every command prints problems, and ends."""

import sys
from collections.abc import Iterable

import click

from site_builder.model.problems import Problem, fatal
from site_builder.reviewing.problem_output import Style, listed

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


def show(
    problems: Iterable[Problem], style: Style = "text", *, to_stderr: bool = False, everything: bool = False
) -> None:
    """Print problems."""
    for line in listed(tuple(problems), style, everything=everything):
        click.echo(line, err=to_stderr)


def end(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit by what was found."""
    sys.exit(PROBLEMS if fatal(problems, strict=strict) else FINE)
