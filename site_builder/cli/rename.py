"""The command `rename`."""

import sys
from pathlib import Path

import click

from site_builder.cli.completion import entries
from site_builder.cli.opening import project_in
from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.editing.key_places import KeyKind
from site_builder.editing.merge_entries import merge_entries
from site_builder.editing.rename import KEYS, KINDS, Kind, may_merge
from site_builder.editing.rename import rename as rename_in
from site_builder.editing.rename import report_lines as changed_files


@click.command()
@click.argument("kind", type=click.Choice((*KINDS, *KEYS)))
@click.argument("old", shell_complete=entries)
@click.argument("new")
@click.option("--merge", is_flag=True, help="NEW is there already: make the two entries one.")
@click.pass_obj
def rename(folder: Path, kind: Kind | KeyKind, old: str, new: str, *, merge: bool) -> None:
    """Change an id wherever it is written. KIND is what has the id OLD: an actor, a place, ..."""
    if merge:
        _merge(folder, kind, old, new)
        return
    changes, problems = rename_in(project_in(folder), kind, old, new)
    show(problems, to_stderr=True)
    if changes is None:
        click.echo("nothing was renamed", err=True)
        sys.exit(PROBLEMS)
    for line in changed_files(changes):
        say(line)
    say(f"{old} is now {new}")
    if kind in KEYS:
        say("`site-builder check --fix` brings the schemas up to date")
    elif kind not in ("article", "search") and sum(change.places for change in changes) == 1:
        say(f"Nothing refers to {new}; `site-builder delete {kind} {new}` deletes it")


def _merge(folder: Path, kind: Kind | KeyKind, old: str, new: str) -> None:
    """Make two entries one, and print what was changed."""
    if kind == "field" or not may_merge(kind):
        raise click.UsageError(f"--merge makes two entries one: {kind} has none")
    changes, problems = merge_entries(project_in(folder), old, new, kind)
    show(problems, to_stderr=True)
    if changes is None:
        click.echo("nothing was merged", err=True)
        sys.exit(PROBLEMS)
    for line in changed_files(changes):
        say(line)
    say(f"{old} is one with {new} now")
