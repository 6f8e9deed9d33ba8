"""The command `schema`."""

from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.printing import end, say, show
from site_builder.corpus.loading import load
from site_builder.model.problems import summary
from site_builder.output.schemas import write_schemas


@click.command()
@click.argument("to", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def schema(folder: Path, to: Path) -> None:
    """Write JSON Schemas for editors. DIR gets one for each kind of hand-written file."""
    known, problems = load(project_in(folder))
    problems = tuple(problem for problem in problems if problem.severity == "error")
    show(problems, to_stderr=True)
    touched = write_schemas(to, known)
    for name in touched:
        say(to / name)
    say(f"{len(touched)} files changed; {summary(problems)}")
    end(problems)
