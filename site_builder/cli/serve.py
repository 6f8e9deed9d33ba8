"""The command `serve`."""

import logging
import sys
from pathlib import Path

import click

from site_builder.cli.opening import project_in
from site_builder.cli.options import texts_option
from site_builder.cli.printing import PROBLEMS, show
from site_builder.corpus import merge_conflicts
from site_builder.publishing.preview import preview
from site_builder.storage.history import epoch_problems


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Where this machine is to answer.",
)
@texts_option
@click.option(
    "--private", is_flag=True, help="Also show every text at hand in full, which a build never does."
)
@click.option(
    "--polling",
    is_flag=True,
    help="Look for changes, where the system does not tell of them (network drives).",
)
@click.pass_obj
def serve(  # noqa: PLR0917 - click hands its options over by name
    folder: Path, host: str, port: int, texts: tuple[Path, ...], private: bool, polling: bool
) -> None:
    """Preview the site while you edit. The browser reloads after each change."""
    project = project_in(folder)
    if wrong := (*epoch_problems(), *merge_conflicts.in_files(project.root, [merge_conflicts.MKDOCS])):
        show(wrong, to_stderr=True)
        sys.exit(PROBLEMS)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    try:
        preview(project, host=host, port=port, texts=texts, private=private, polling=polling, say=click.echo)
    except OSError as error:
        if error.filename is not None or isinstance(error, BrokenPipeError):
            raise
        click.echo(
            f"Cannot serve at {host}:{port}: {error.strerror}. Choose another port with --port.", err=True
        )
        sys.exit(PROBLEMS)
