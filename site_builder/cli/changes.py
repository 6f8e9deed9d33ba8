"""The command `changes`."""

import sys
from pathlib import Path
from typing import Literal

import click

from site_builder.changes.as_text import as_text
from site_builder.changes.asked import changes_asked_for
from site_builder.changes.lines import with_lines
from site_builder.cli.opening import project_in
from site_builder.cli.printing import FINE, WRONG_USE, show
from site_builder.output.exports.changes_data import changes_data
from site_builder.output.exports.json_and_csv import json_bytes


@click.command()
@click.argument("since", required=False)
@click.option("--until", metavar="COMMIT", help="The last commit that is told of; by default HEAD.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="For programs, or for people.",
)
@click.pass_obj
def changes(folder: Path, since: str | None, until: str | None, style: Literal["json", "text"]) -> None:
    """Tell what was added, corrected and removed. After the commit or tag SINCE, or from the day SINCE on.

    Without SINCE all is told, from the first data that there was.
    """
    log, problems = changes_asked_for(project_in(folder).root, since, until)
    show(problems, to_stderr=True)
    if log is None:
        sys.exit(WRONG_USE)
    told = with_lines(log)
    click.echo(as_text(told) if style == "text" else json_bytes(dict(changes_data(told))), nl=False)
    sys.exit(FINE)
