"""Options that several commands have."""

from pathlib import Path

import click

from site_builder.cli.printing import QUIET
from site_builder.storage.progress import hide, tell_stages

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
texts_option = click.option(
    "--texts", multiple=True, type=FOLDER, help="A folder with captured texts; can be given more than once."
)
strict_option = click.option("--strict", is_flag=True, help="Count warnings as errors.")


def _quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.meta[QUIET] = True
        hide()


def _verbose(_: click.Context, __: click.Parameter, value: bool) -> None:
    if value:
        tell_stages()


def loudness() -> list[click.Parameter]:
    """Options of every command, before its name or after it: how much it tells of what it does."""
    return [
        click.Option(
            ["-q", "--quiet"], is_flag=True, expose_value=False, callback=_quiet, help="Print only problems."
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_verbose,
            help="Tell what each stage takes.",
        ),
    ]
