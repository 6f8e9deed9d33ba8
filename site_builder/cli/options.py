"""Options that several commands have."""

from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
texts_option = click.option(
    "--texts", multiple=True, type=FOLDER, help="A folder with captured texts; can be given more than once."
)
strict_option = click.option("--strict", is_flag=True, help="Count warnings as errors.")
