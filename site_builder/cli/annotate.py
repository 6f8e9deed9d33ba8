"""The command `annotate`."""

import sys
import webbrowser
from pathlib import Path

import click

from site_builder.cli.completion import articles
from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import PROBLEMS, show
from site_builder.model.problems import Location, Problem, did_you_mean, quoted
from site_builder.storage.history import commit_of


@click.command()
@click.argument("article", default="", shell_complete=articles)
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="By default one that is free.")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.", show_default=True)
@click.option(
    "--review",
    metavar="BASE",
    default="",
    help="Walk through what has changed since the commit BASE, record by record.",
)
@texts_option
@click.pass_obj
def annotate(  # noqa: PLR0917 - click hands over by name
    folder: Path, article: str, port: int, browser: bool, review: str, texts: tuple[Path, ...]
) -> None:
    """Annotate in the browser.

    The text stands on the left, its records on the right. The page writes the same files as you would by
    hand, checks them as `check` does, and is open to this machine alone.
    """
    project = project_in(folder)
    articles = sorted(file.stem for file in (project.root / "articles").glob("*.md"))
    if article and article not in articles:
        fix = did_you_mean(article, articles, "without an id the page lists all articles")
        found = Problem(Location("articles"), "unknown-article", quoted(article), "the id of an article", fix)
        show([found], to_stderr=True)
        sys.exit(PROBLEMS)
    if review and (problems := commit_of(project.root, review)[1]):
        show(problems, to_stderr=True)
        sys.exit(PROBLEMS)
    from site_builder.annotating import serving  # noqa: PLC0415 - takes long to load

    show_page = webbrowser.open if browser else lambda _: None
    try:
        serving.annotate(
            project, article=article, review=review, port=port, texts=texts, say=click.echo, show=show_page
        )
    except OSError as error:
        if error.filename is not None or isinstance(error, BrokenPipeError):
            raise
        where = f"{serving.HOST}:{port}"
        click.echo(f"Cannot serve at {where}: {error.strerror}. Choose another port with --port.", err=True)
        sys.exit(PROBLEMS)
