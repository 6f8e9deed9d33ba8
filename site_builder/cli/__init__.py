"""The command `site-builder`: reads arguments, calls one function each, prints, exits 0, 1 or 2.

Each command is a module of its own and is imported when it is asked for, so that each loads only what it
needs: `--version` and an editor's `check` must not wait for MkDocs, spaCy and the rest.
"""

import atexit
import gc
import io
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from site_builder import __version__
from site_builder.cli.options import FOLDER, loudness
from site_builder.cli.printing import PROBLEMS, colour_wanted, show
from site_builder.model.problems import Problem
from site_builder.storage.files import location
from site_builder.storage.progress import on_terminal

FEW_COLLECTIONS = (100_000, 20, 20)
"""How seldom Python looks for cycles: frozen values have none, and looking took a fifth of a build."""
atexit.register(gc.freeze)
"""Before it ends Python would look once more through all that is about to be let go: a second of a build."""
COMMANDS = {
    "add": "Capture an article.",
    "annotate": "Annotate in the browser.",
    "build": "Build the site, check it, put it in place.",
    "changes": "Tell what was added, corrected and removed.",
    "check": "List every problem in the files.",
    "compare": "Say how far two annotators agree.",
    "delete": "Delete an article, or an entry that nothing refers to.",
    "diff": "Say in Markdown what a change does.",
    "export": "Write the data as files.",
    "extract": "Record where quotes stand in the texts.",
    "import": "Make records of the rows of a table.",
    "new": "Write a project for another corpus.",
    "rename": "Change an id wherever it is written.",
    "schema": "Write JSON Schemas for editors.",
    "serve": "Preview the site while you edit.",
    "suggest": "Propose records for an article.",
    "verify": "Say whether the quotes of packets of evidence stand in their texts.",
}
"""What `--help` says of each command: its own help begins so. Each is a function in a module of its name.

Where that is a word of Python's, both names end in a line below.
"""


class Command(click.Command):
    """Stands for a command until it is called: only then its module is imported."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        name = f"{self.name}_" if iskeyword(str(self.name)) else str(self.name)
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        if not any(param.name == "quiet" for param in command.params):
            command.params += loudness()
        return command.make_context(info_name, args, parent, **extra)


class Commands(click.Group):
    """The commands; where a file cannot be written they say so and end."""

    def main(self, *args: Any, **extra: Any) -> Any:
        with on_terminal():  # before options are read, some of which say how much is shown
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            show([cannot_write(error)], to_stderr=True)
            sys.exit(PROBLEMS)


def cannot_write(error: OSError) -> Problem:
    """Make a problem of what the system says of a file."""
    found, expected = error.strerror or str(error), "a place that can be written to"
    fix = "check the folder's permissions, and whether the disk is full"
    return Problem(location(str(error.filename)), "cannot-write", found, expected, fix)


@click.group(
    cls=Commands,
    commands=[Command(name, short_help=summary) for name, summary in COMMANDS.items()],
    params=loudness(),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__)
@click.option(
    "--project", "folder", type=FOLDER, default=".", help="A folder of the project; by default this one."
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Build a cross-linked research website from an annotated corpus of news articles."""
    context.obj = folder
    context.color = colour_wanted()
    gc.set_threshold(*FEW_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of another encoding still shows the rest
            stream.reconfigure(errors="backslashreplace")
