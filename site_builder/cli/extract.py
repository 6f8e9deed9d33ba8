"""The command `extract`."""

from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import end, show
from site_builder.model.problems import in_order, summary
from site_builder.proving.extracting import unread
from site_builder.proving.proofs import write_layers
from site_builder.proving.proved_project import extract_missing, read_project


@click.command()
@texts_option
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to use.")
@click.pass_obj
def extract(folder: Path, texts: tuple[Path, ...], jobs: int) -> None:
    """Record where quotes stand in the texts.

    Writes that, with the names, times and amounts found in the texts at hand, to annotations/extracted/,
    to be committed.
    """
    project = project_in(folder)
    known, problems = read_project(project, texts)
    read = extract_missing(project, known, jobs=jobs).layers
    touched = write_layers(project, read)
    told = (problem for problem in problems if problem.location.path not in touched)
    problems = in_order((*told, *unread(known.corpus, read)))
    show(problems)
    for path in touched:
        click.echo(path)
    click.echo(f"{len(touched)} files changed; {summary(problems)}")
    end(problems)
