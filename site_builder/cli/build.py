"""The command `build`."""

import sys
from pathlib import Path
from typing import TypedDict

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import strict_option, texts_option
from site_builder.cli.printing import PROBLEMS, say, show
from site_builder.corpus.loading import Project
from site_builder.model.problems import summary
from site_builder.proving.executors import ClusterError, usable_cores
from site_builder.publishing.stand_in import ENGINES, MKDOCS, NotInstalledError, stand_in

MOST = 2
"""Processes at most that nobody asked for: each takes memory, and pages are a quarter of a build."""


class How(TypedDict):
    """What is asked of a build, wherever it goes."""

    texts: tuple[Path, ...]
    strict: bool
    jobs: int
    scheduler: str


@click.command()
@click.option(
    "--to", type=click.Path(path_type=Path), help="Where to put the site; by default site/ in the project."
)
@strict_option
@texts_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    help="Processes that make pages, where many are to be made; by default one for each core, two at most.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Address of a Dask scheduler on whose cluster pages are made."
)
@click.option(
    "--with",
    "engine",
    type=click.Choice(ENGINES),
    default=MKDOCS,
    show_default=True,
    help="What publishes the pages: ProperDocs goes on with MkDocs 1.x.",
)
@click.option(
    "--tree",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write the site as plain pages that Zensical, Hugo or Eleventy can publish; the live site stays.",
)
@click.pass_obj
def build(
    folder: Path,
    to: Path | None,
    *,
    tree: Path | None,
    strict: bool,
    texts: tuple[Path, ...],
    jobs: int | None,
    scheduler: str | None,
    engine: str,
) -> None:
    """Build the site, check it, put it in place. On any failure the last good site stays."""
    if tree is not None and to is not None:
        raise click.UsageError("--tree and --to are two ways to publish: name one of them")
    try:
        stand_in(engine)
    except NotInstalledError as error:
        raise click.UsageError(str(error)) from None
    from site_builder.publishing.browser_sqlite import absent  # noqa: PLC0415 - these load MkDocs, or what
    from site_builder.publishing.publish import publish  # noqa: PLC0415 - stands in for it

    project = project_in(folder)
    site = (to or project.root / "site").absolute()
    jobs = jobs or min(usable_cores(), MOST)
    how: How = {"texts": texts, "strict": strict, "jobs": jobs, "scheduler": scheduler or ""}
    try:
        if tree is not None:
            build_tree(project, tree.absolute(), how)
            return
        release, problems = publish(project, site, **how, on_wait=say_waiting)
    except ClusterError as error:
        raise click.UsageError(str(error)) from None
    show(problems, to_stderr=True)
    if release is None:
        click.echo(f"{summary(problems)}; {site} is as it was", err=True)
        sys.exit(PROBLEMS)
    if said := absent(project.root):
        say(said, err=True)
    what = "is now" if release.changed else "already was"
    say(f"{release.pages} pages; {release.site} {what} release {release.name}; {summary(problems)}")


def build_tree(project: Project, to: Path, how: How) -> None:
    """Write the site as a tree, and say so."""
    from site_builder.publishing.tree import write_tree  # noqa: PLC0415 - as above

    tree, problems = write_tree(project, to, **how)
    show(problems, to_stderr=True)
    if tree is None:
        click.echo(f"{summary(problems)}; {to} is as it was", err=True)
        sys.exit(PROBLEMS)
    say(f"{tree.pages} pages; {tree.folder} is the tree; {summary(problems)}")


def say_waiting() -> None:
    """Say that another build holds the lock."""
    say("Another build of this site is running; waiting for it ...", err=True)
