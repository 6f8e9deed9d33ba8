"""The command `check`."""

from functools import partial
from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import strict_option, texts_option
from site_builder.cli.printing import end, say, show
from site_builder.corpus.going_public import lacking_for_public
from site_builder.corpus.loading import Memo
from site_builder.corpus.project import Project
from site_builder.model.problems import in_order, summary
from site_builder.proving.outcome import outcome_of
from site_builder.proving.proved_project import read_project
from site_builder.reviewing.problem_output import Style
from site_builder.storage.history import history_problems
from site_builder.storage.progress import stage
from site_builder.storage.store import opened


@click.command()
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
        project = repaired(project, to_stderr=style != "text")
    with opened(project.root) as store:
        read = partial(read_project, project, texts, Memo(store))
        with stage("files read, quotes looked up"):
            problems = outcome_of(project, texts, store, "check", lambda: (read()[1], True))
    problems = in_order((*problems, *history_problems(project.root), *lacking_for_public(project)))
    show(problems, style, everything=everything)
    if style == "text":
        say(summary(problems))
    end(problems, strict=strict)


def repaired(project: Project, *, to_stderr: bool) -> Project:
    """Repair what can safely be repaired, say what, and open the project anew."""
    from site_builder.editing.repairs.command import repair  # noqa: PLC0415 - its schemas take long to load

    for change in repair(project):
        say(change, err=to_stderr)
    return project_in(project.root)
