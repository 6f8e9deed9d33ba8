"""The command `delete`."""

import sys
from pathlib import Path

import click

from site_builder.cli.completion import entries
from site_builder.cli.opening import project_in
from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.editing.delete import delete as delete_from
from site_builder.editing.delete import report_lines as what_is_left
from site_builder.editing.rename import KINDS, Kind


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar="ID", shell_complete=entries)
@click.pass_obj
def delete(folder: Path, kind: Kind, name: str) -> None:
    """Delete an article, or an entry that nothing refers to. Lists what nothing refers to any more."""
    deleted, problems = delete_from(project_in(folder), kind, name)
    show(problems, to_stderr=True)
    if deleted is None:
        click.echo("nothing was deleted", err=True)
        sys.exit(PROBLEMS)
    for line in what_is_left(deleted, kind, name):
        say(line)
