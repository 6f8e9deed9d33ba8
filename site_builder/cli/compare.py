"""The command `compare`."""

import sys
from pathlib import Path
from typing import Literal

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import FINE, PROBLEMS, WRONG_USE, show
from site_builder.corpus.project import SETTINGS
from site_builder.reviewing.agreement import Asked, agreement, as_json, as_markdown


@click.command()
@click.argument("base")
@click.argument("other")
@texts_option
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ID",
    help="Compare only this article; can be given more than once.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="For people, or for programs.",
)
@click.pass_obj
def compare(  # noqa: PLR0917 - click hands over by name
    folder: Path,
    base: str,
    other: str,
    texts: tuple[Path, ...],
    articles: tuple[str, ...],
    style: Literal["markdown", "json"],
) -> None:
    """Say how far two annotators agree.

    BASE and OTHER are commits or branches of the project, or folders that hold a project each.
    """
    found, problems = agreement(asked(folder, base), asked(folder, other), texts, articles)
    if found is None:
        show(problems, to_stderr=True)
        sys.exit(WRONG_USE)
    click.echo(as_json(found) if style == "json" else as_markdown(found), nl=False)
    sys.exit(FINE if found.complete else PROBLEMS)


def asked(folder: Path, name: str) -> Asked:
    """Tell a folder that holds a project from a commit of this one."""
    if (Path(name) / SETTINGS).exists():
        return Asked(name, project_in(Path(name)), None)
    return Asked(name, project_in(folder), name)
