"""The command `new`."""

import shlex
import sys
from pathlib import Path

import click

from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.editing.new_project import LICENCE, SUBJECT, NewProject, hosts, subjects
from site_builder.editing.new_project import new as new_project
from site_builder.model.rights import DATA_LICENCES, RESERVED


@click.command()
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--licence",
    type=click.Choice([RESERVED, *DATA_LICENCES]),
    metavar="ID",
    help=f"What others may do with its records, digests and data; {LICENCE} if you are not asked.",
)
@click.option(
    "--vocabulary",
    type=click.Choice(subjects()),
    default=SUBJECT,
    show_default=True,
    help="What it is about: this decides its types of events and actors, its sections and its example.",
)
@click.option(
    "--publish-on",
    "on",
    type=click.Choice(hosts()),
    multiple=True,
    help="Where it is to be published: adds the files for that. May be given more than once; those for "
    "GitHub are there in any case.",
)
def new(to: Path, licence: str | None, vocabulary: str, on: tuple[str, ...]) -> None:
    """Write a project for another corpus. DIR gets an invented example, ready to build."""
    made, problems = new_project(to, licence or ask_licence(), vocabulary, on)
    show(problems, to_stderr=True)
    if made is None:
        sys.exit(PROBLEMS)
    say_made(to, made)


def say_made(to: Path, made: NewProject) -> None:
    """Say what a new project has, what it is built with, and what to do next."""
    say(f"{to} is a new project: {len(made.files)} files, with an invented example.")
    if made.requirement.line:
        say(f"requirements.txt says what it is built with: {made.requirement.line}")
    else:
        say(
            "requirements.txt does not yet say what it is built with: this site-builder runs from a\n"
            "checkout. Until you fill that in, `make` needs an active environment that has site-builder."
        )
    say(
        f"""
Next:
  1. cd {shlex.quote(str(to))} && make site
     builds the example into site/, for a web server.
  2. make serve
     shows it here, at the address that it says: a folder opened from disk has no search.
     Change a name in annotations/actors/people.yml, and see it change.
  3. Read README.md
     for the gaps to fill, and how to put your own articles in the example's place."""
    )


def ask_licence() -> str:
    """Ask for the licence of the data, where somebody is there to answer."""
    if not has_reader():
        return LICENCE
    question = "Licence of its records, digests and data"
    choice = click.Choice([RESERVED, *DATA_LICENCES])
    answer: str = click.prompt(question, default=LICENCE, type=choice, show_choices=False)
    return answer


def has_reader() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()
