"""The command `export`."""

import sys
from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import strict_option, texts_option
from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.model.problems import summary
from site_builder.publishing.data_export import NAMES, export_data


@click.command()
@click.argument("to", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORM",
    type=click.Choice(NAMES),
    help=f"One of {', '.join(NAMES)}; can be given more than once. By default all that this machine can "
    "write.",
)
@strict_option
@texts_option
@click.pass_obj
def export(folder: Path, to: Path, formats: tuple[str, ...], strict: bool, texts: tuple[Path, ...]) -> None:
    """Write the data as files. DIR gets corpus.json, and the same as tables in other forms.

    What an earlier export wrote there, and this one does not, goes.
    """
    number, problems = export_data(project_in(folder), to.absolute(), formats, texts=texts, strict=strict)
    show(problems, to_stderr=True)
    if number is None:
        sys.exit(PROBLEMS)
    say(f"{number} files in {to}; {summary(problems)}")
