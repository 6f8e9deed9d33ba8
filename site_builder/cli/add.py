"""The command `add`."""

import sys
from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.editing.add.command import add_article, place_article
from site_builder.editing.add.console_report import report_lines
from site_builder.editing.add.description import AddOptions
from site_builder.model.rights import RESERVED


@click.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option("--url", help="The article's address, if SOURCE does not give it.")
@click.option("--publisher", metavar="ID", help="The outlet's actor id, if SOURCE does not give it.")
@click.option(
    "--republished", is_flag=True, help="Add it although another outlet's article has the same text."
)
@click.option(
    "--rights", metavar="ID", default=RESERVED, help="Rights to the text; open ones let it be published."
)
@click.option("--whole", is_flag=True, help="The whole text is the article, such as a table or a list.")
@click.option("--dry-run", is_flag=True, help="Print what would be written.")
@texts_option
@click.pass_obj
def add(  # noqa: PLR0917 - click hands over by name
    folder: Path,
    source: str,
    url: str | None,
    publisher: str | None,
    republished: bool,
    rights: str,
    whole: bool,
    dry_run: bool,
    texts: tuple[Path, ...],
) -> None:
    """Capture an article.

    Keeps its text, and starts its file and its annotation with what can be found. SOURCE is a text file,
    an HTML file, a web address, or - for standard input.
    """
    project = project_in(folder)
    given = AddOptions(url=url, publisher=publisher, republished=republished, rights=rights, whole=whole)
    added, problems = add_article(project, source, given, texts, sys.stdin.buffer)
    if added is not None and not dry_run:
        problems += place_article(project, added)
    show(problems, to_stderr=True)
    if added is None or problems:
        sys.exit(PROBLEMS)
    for line in report_lines(added, dry_run=dry_run):
        say(line)
