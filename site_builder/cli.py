"""The command `site-builder`: reads arguments, calls one function each, prints, exits 0, 1 or 2."""

import io
import logging
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from site_builder import __version__
from site_builder.build import extracted, fatal, read
from site_builder.corpus import merge_conflicts
from site_builder.corpus.loading import Project, find_project, load
from site_builder.editing.delete import delete as delete_from
from site_builder.editing.delete import listed as what_is_left
from site_builder.editing.rename import KINDS, Kind
from site_builder.editing.rename import listed as changed_files
from site_builder.editing.rename import rename as rename_in
from site_builder.editing.repairs.command import repair
from site_builder.editing.scaffold import LICENCE, Made, unfinished
from site_builder.editing.scaffold import new as new_project
from site_builder.model.problems import Problem, in_order, summary
from site_builder.model.rights import DATA_LICENCES, RESERVED
from site_builder.output.schemas import write_schemas
from site_builder.proving.proofs import write_layers
from site_builder.publishing.preview import preview
from site_builder.publishing.publish import publish
from site_builder.reviewing.diff import COMMENT
from site_builder.reviewing.diff import diff as differences
from site_builder.reviewing.problem_output import Style, listed
from site_builder.storage.files import location
from site_builder.storage.history import epoch_problems, history_problems
from site_builder.storage.transaction import finish

FINE, PROBLEMS, WRONG_USE = 0, 1, 2

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
texts_option = click.option(
    "--texts", multiple=True, type=FOLDER, help="A folder with captured texts; can be given more than once."
)
strict_option = click.option("--strict", is_flag=True, help="Count warnings as errors.")


class Commands(click.Group):
    """The commands; where a file cannot be written they say so and end."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            found, fix = (
                error.strerror or str(error),
                "check the folder's permissions, and whether the disk is full",
            )
            show(
                [
                    Problem(
                        location(str(error.filename)),
                        "cannot-write",
                        found,
                        "a place that can be written to",
                        fix,
                    )
                ],
                to_stderr=True,
            )
            sys.exit(PROBLEMS)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--project", "folder", type=FOLDER, default=".", help="A folder of the project; by default this one."
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Build a cross-linked research website from an annotated corpus of news articles."""
    context.obj = folder
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of another encoding still shows the rest
            stream.reconfigure(errors="backslashreplace")


@main.command()
@strict_option
@texts_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="For people, for GitHub's annotations of a change, or for programs.",
)
@click.option("--fix", is_flag=True, help="First repair what can safely be repaired, and say what.")
@click.option("--all", "everything", is_flag=True, help="Also list the problems that follow from others.")
@click.pass_obj
def check(  # noqa: PLR0917 - click hands over by name
    folder: Path, strict: bool, texts: tuple[Path, ...], style: Style, fix: bool, everything: bool
) -> None:
    """List every problem in the files. Reads everything, and looks up every quote in its text."""
    project = project_in(folder)
    if fix:
        for change in repair(project):
            click.echo(change, err=style != "text")
        project = project_in(folder)
    _, problems = read(project, texts)
    problems = in_order((*problems, *history_problems(project.root)))
    show(problems, style, everything=everything)
    if style == "text":
        click.echo(summary(problems))
    end(problems, strict=strict)


@main.command()
@click.argument("to", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def schema(folder: Path, to: Path) -> None:
    """Write JSON Schemas for editors. DIR gets one for each kind of hand-written file."""
    known, problems = load(project_in(folder))
    problems = tuple(problem for problem in problems if problem.severity == "error")
    show(problems, to_stderr=True)
    touched = write_schemas(to, known)
    for name in touched:
        click.echo(to / name)
    click.echo(f"{len(touched)} files changed; {summary(problems)}")
    end(problems)


@main.command()
@texts_option
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to use.")
@click.pass_obj
def extract(folder: Path, texts: tuple[Path, ...], jobs: int) -> None:
    """Record where quotes stand in the texts.

    Writes that, with the names, times and amounts found in the texts at hand, to annotations/extracted/,
    to be committed.
    """
    project = project_in(folder)
    known, problems = read(project, texts)
    touched = write_layers(project, extracted(project, known, jobs=jobs).layers)
    problems = tuple(problem for problem in problems if problem.location.path not in touched)
    show(problems)
    for path in touched:
        click.echo(path)
    click.echo(f"{len(touched)} files changed; {summary(problems)}")
    end(problems)


@main.command()
@click.option(
    "--to", type=click.Path(path_type=Path), help="Where to put the site; by default site/ in the project."
)
@strict_option
@texts_option
@click.pass_obj
def build(folder: Path, to: Path | None, strict: bool, texts: tuple[Path, ...]) -> None:
    """Build the site, check it, put it in place. On any failure the last good site stays."""
    project = project_in(folder)
    site = (to or project.root / "site").absolute()
    release, problems = publish(project, site, texts=texts, strict=strict, on_wait=say_waiting)
    show(problems, to_stderr=True)
    if release is None:
        click.echo(f"{summary(problems)}; {site} is as it was", err=True)
        sys.exit(PROBLEMS)
    what = "is now" if release.changed else "already was"
    click.echo(f"{release.pages} pages; {release.site} {what} release {release.name}; {summary(problems)}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@texts_option
@click.option(
    "--private", is_flag=True, help="Also show every text at hand in full, which a build never does."
)
@click.pass_obj
def serve(folder: Path, host: str, port: int, texts: tuple[Path, ...], private: bool) -> None:
    """Preview the site while you edit. The browser reloads after each change."""
    project = project_in(folder)
    if wrong := (*epoch_problems(), *merge_conflicts.in_files(project.root, [merge_conflicts.MKDOCS])):
        show(wrong, to_stderr=True)
        sys.exit(PROBLEMS)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    try:
        preview(project, host=host, port=port, texts=texts, private=private, say=click.echo)
    except OSError as error:
        if error.filename is not None:
            raise
        click.echo(
            f"Cannot serve at {host}:{port}: {error.strerror}. Choose another port with --port.", err=True
        )
        sys.exit(PROBLEMS)


@main.command()
@click.argument("article")
@texts_option
@click.option("--write", is_flag=True, help="Insert the proposals into the article's annotation.")
@click.pass_obj
def suggest(folder: Path, article: str, texts: tuple[Path, ...], write: bool) -> None:
    """Propose records for an article. Prints what its annotation may lack, as YAML to check and use."""
    from site_builder.editing.suggest.command import suggest_for, write_suggestions  # noqa: PLC0415 - loads spaCy
    from site_builder.editing.suggest.writing import as_yaml  # noqa: PLC0415

    project = project_in(folder)
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
        click.echo(as_yaml(found.article, (), found.entries), nl=False)
        done = f"{len(found.proposals)} proposals written to {path}" if path else "nothing written"
        click.echo(done, err=True)
    else:
        click.echo(as_yaml(found.article, found.proposals, found.entries), nl=False)
    end(problems)


@main.command()
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


@main.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(folder: Path, kind: Kind, old: str, new: str) -> None:
    """Change an id wherever it is written. KIND is what has the id OLD: an actor, a place, ..."""
    changes, problems = rename_in(project_in(folder), kind, old, new)
    show(problems, to_stderr=True)
    if changes is None:
        click.echo("nothing was renamed", err=True)
        sys.exit(PROBLEMS)
    for line in changed_files(changes):
        click.echo(line)
    click.echo(f"{old} is now {new}")
    if kind != "article" and sum(change.places for change in changes) == 1:
        click.echo(f"Nothing refers to {new}; `site-builder delete {kind} {new}` deletes it")


@main.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar="ID")
@click.pass_obj
def delete(folder: Path, kind: Kind, name: str) -> None:
    """Delete an article, or an entry that nothing refers to. Lists what nothing refers to any more."""
    deleted, problems = delete_from(project_in(folder), kind, name)
    show(problems, to_stderr=True)
    if deleted is None:
        click.echo("nothing was deleted", err=True)
        sys.exit(PROBLEMS)
    for line in what_is_left(deleted, kind, name):
        click.echo(line)


@main.command()
@click.argument("source", metavar="FILE|URL|-")
@click.option("--url", help="The article's address, if SOURCE does not give it.")
@click.option("--publisher", metavar="ID", help="The outlet's actor id, if SOURCE does not give it.")
@click.option(
    "--republished", is_flag=True, help="Add it although another outlet's article has the same text."
)
@click.option(
    "--rights", metavar="ID", default=RESERVED, help="Rights to the text; open ones let it be published."
)
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
    dry_run: bool,
    texts: tuple[Path, ...],
) -> None:
    """Capture an article.

    Keeps its text, and starts its file and its annotation with what can be found. SOURCE is a text file,
    an HTML file, a web address, or - for standard input.
    """
    from site_builder.editing.add.command import add_article, place_article  # noqa: PLC0415 - loads spaCy
    from site_builder.editing.add.description import Given  # noqa: PLC0415
    from site_builder.editing.add.telling import told  # noqa: PLC0415

    project = project_in(folder)
    given = Given(url=url, publisher=publisher, republished=republished, rights=rights)
    added, problems = add_article(project, source, given, texts, sys.stdin.buffer)
    if added is not None and not dry_run:
        problems += place_article(project, added)
    show(problems, to_stderr=True)
    if added is None or problems:
        sys.exit(PROBLEMS)
    for line in told(added, dry_run=dry_run):
        click.echo(line)


@main.command()
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--licence",
    type=click.Choice([RESERVED, *DATA_LICENCES]),
    metavar="ID",
    help=f"What others may do with its records, digests and data; {LICENCE} if you are not asked.",
)
def new(to: Path, licence: str | None) -> None:
    """Write a project for another corpus. DIR gets an invented example, ready to build."""
    made, problems = new_project(to, licence or ask_licence())
    show(problems, to_stderr=True)
    if made is None:
        sys.exit(PROBLEMS)
    say_made(to, made)


# ------------------------------------------------------------------ printing and ending


def say_made(to: Path, made: Made) -> None:
    """Say what a new project has, what it is built with, and what to do next."""
    click.echo(f"{to} is a new project: {len(made.files)} files, with one invented article as an example.")
    if made.requirement.line:
        click.echo(f"requirements.txt says what it is built with: {made.requirement.line}")
    else:
        click.echo(
            "requirements.txt does not yet say what it is built with: this site-builder runs from a\n"
            "checkout. Until you fill that in, `make` needs an active environment that has site-builder."
        )
    click.echo(
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
    asked = "Licence of its records, digests and data"
    choice = click.Choice([RESERVED, *DATA_LICENCES])
    answer: str = click.prompt(asked, default=LICENCE, type=choice, show_choices=False)
    return answer


def has_reader() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def project_in(folder: Path) -> Project:
    """Find the project; without a good one, say so and end: as wrong use where there is none at all."""
    project, problems = find_project(folder)
    if project is None or fatal(problems, strict=False):
        show(problems, to_stderr=True)
        sys.exit(WRONG_USE if any(problem.rule == "no-project" for problem in problems) else PROBLEMS)
    finished, problems = finish(project.root)
    problems += unfinished(project.root)
    show(problems, to_stderr=True)
    if problems:
        sys.exit(PROBLEMS)
    if not finished:
        return project
    click.echo(finished, err=True)
    return project_in(folder)


def show(
    problems: Iterable[Problem], style: Style = "text", *, to_stderr: bool = False, everything: bool = False
) -> None:
    """Print problems."""
    for line in listed(tuple(problems), style, everything=everything):
        click.echo(line, err=to_stderr)


def say_waiting() -> None:
    """Say that another build holds the lock."""
    click.echo("Another build of this site is running; waiting for it ...", err=True)


def end(problems: Iterable[Problem], *, strict: bool = False) -> None:
    """Exit by what was found."""
    sys.exit(PROBLEMS if fatal(problems, strict=strict) else FINE)
