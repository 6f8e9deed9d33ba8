"""The command `extract`."""

from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import end, say, show
from site_builder.corpus.loading import Memo
from site_builder.model.problems import in_order, summary
from site_builder.proving.early_work import begun_early
from site_builder.proving.executors import Cluster, ClusterError, Processes, usable_cores
from site_builder.proving.extracting import load_pipeline
from site_builder.proving.outcome import Made, outcome_of
from site_builder.proving.proved_project import (
    extract_missing,
    read_project,
    unread_texts,
    write_extracted,
)
from site_builder.storage.progress import stage
from site_builder.storage.store import opened


@click.command()
@texts_option
@click.option(
    "--jobs", type=click.IntRange(1, 256), help="Processes to use; by default as many as there are cores."
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Address of a Dask scheduler on whose cluster texts are read."
)
@click.pass_obj
def extract(folder: Path, texts: tuple[Path, ...], jobs: int | None, scheduler: str | None) -> None:
    """Record where quotes stand in the texts.

    Writes that, with the names, times and amounts found in the texts at hand, to annotations/extracted/,
    to be committed.
    """
    project = project_in(folder)
    touched: list[str] = []
    here = Processes(jobs or usable_cores(), load_pipeline)
    executor = Cluster(scheduler) if scheduler else here

    def written() -> Made:
        memo = Memo(store)
        with begun_early(project, texts, memo, executor) as work:
            known, problems = read_project(project, texts, memo, work)
        read = extract_missing(project, known, executor)
        touched.extend(write_extracted(project, read, memo))
        left = (problem for problem in problems if problem.location.path not in touched)
        return in_order((*left, *unread_texts(read))), not touched

    with opened(project.root) as store:
        try:
            with stage("texts read"):
                problems = outcome_of(project, texts, store, "extract", written)
        except ClusterError as error:
            raise click.UsageError(str(error)) from None
    show(problems)
    for path in touched:
        say(path)
    say(f"{len(touched)} files changed; {summary(problems)}")
    end(problems)
