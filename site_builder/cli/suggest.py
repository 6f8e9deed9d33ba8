"""The command `suggest`."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from site_builder.cli.completion import articles
from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import PROBLEMS, end, say, show
from site_builder.corpus.project import Project


@click.command()
@click.argument("article", shell_complete=articles)
@texts_option
@click.option("--write", is_flag=True, help="Insert the proposals into the article's annotation.")
@click.option(
    "--accept",
    "accepted",
    metavar="ID",
    multiple=True,
    help="Only move an entry that the annotation's comments propose into the registry, with those it names.",
)
@click.pass_obj
def suggest(
    folder: Path, article: str, texts: tuple[Path, ...], write: bool, accepted: tuple[str, ...]
) -> None:
    """Propose records for an article. Prints what its annotation may lack, as YAML to check and use."""
    from site_builder.editing.suggest.command import suggest_for, write_suggestions  # noqa: PLC0415 - takes long
    from site_builder.editing.suggest.writing.writing import as_yaml  # noqa: PLC0415 - to load: a shell asks for ids

    project = project_in(folder)
    if accepted:
        _accept(project, article, accepted)
    found, problems = suggest_for(project, article, texts)
    show(problems, to_stderr=True)
    if found is None:
        sys.exit(PROBLEMS)
    if found.left_out:
        click.echo(
            f"{found.left_out} more are left out: their quotes would show too much of the text", err=True
        )
    if write:
        path, problems = write_suggestions(project, found.article, found.proposals)
        show(problems, to_stderr=True)
        click.echo(as_yaml(found.article, (), found.entries, found.unread, found.undated), nl=False)
        done = f"{len(found.proposals)} proposals written to {path}" if path else "nothing written"
        say(done, err=True)
    else:
        click.echo(
            as_yaml(found.article, found.proposals, found.entries, found.unread, found.undated), nl=False
        )
    end(problems)


def _accept(project: Project, article: str, ids: tuple[str, ...]) -> NoReturn:
    """Move entries into the registry, and end."""
    from site_builder.editing.suggest.writing.accepting import accept  # noqa: PLC0415 - as above

    done, problems = accept(project, article, ids)
    show(problems, to_stderr=True)
    for entry in done:
        say(f"{entry.id}: in {entry.file}" + (", as others name it" if entry.needed else ""))
    sys.exit(PROBLEMS if problems else 0)
