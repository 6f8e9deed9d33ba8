"""The command `diff`."""

import sys
from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import FINE, PROBLEMS, WRONG_USE, show
from site_builder.reviewing.diff import COMMENT
from site_builder.reviewing.diff import diff as differences


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@texts_option
@click.option("--most", default=COMMENT, show_default=True, type=click.IntRange(4096), help="Bytes at most.")
@click.pass_obj
def diff(folder: Path, base: str, head: str | None, texts: tuple[Path, ...], most: int) -> None:
    """Say in Markdown what a change does. From the commit BASE to HEAD, or to the files as they are."""
    report, problems = differences(project_in(folder), base, head, texts=texts, most=most)
    if report is None:
        show(problems, to_stderr=True)
        sys.exit(WRONG_USE)
    click.echo(report.markdown, nl=False)
    sys.exit(FINE if report.complete else PROBLEMS)
