"""`python -m scripts.commands`: write `docs/commands.md`, all commands with their arguments and options.

All of it is made of what `site-builder COMMAND --help` says. With `--check` nothing is written; the exit code
is 1 where the page is not as it would be.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from scripts.made_page import row, write_or_compare
from site_builder.cli import COMMANDS, main

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "commands.md"
COMMON: Final = ("quiet", "verbose", "help")
"""Options of every command."""
HEAD: Final = """\
---
title: Commands
description: Every command of site-builder, with its arguments and options
---

# Commands

Made by `python -m scripts.commands` of what the commands say of themselves with `--help`; not edited by hand.
Every command ends with 0 where all is well, 1 where there are problems, 2 where it was used wrongly.

## All commands

| option | does |
|---|---|
| `--project DIRECTORY` | The project is there or in a folder above; by default from here. |
| `-q`, `--quiet` | Prints problems and what was asked for, not what was done; no progress. |
| `-v`, `--verbose` | Tells on standard error what each stage took. |
| `-h`, `--help` | Says how it is used. |
| `--version` | Says which version this is. |

The first stands before the command, `-q`, `-v` and `-h` there or after it. On a terminal, work of more than a
second shows how far it has come, how fast, and how long it will take; elsewhere, and where `CI` is set, it
does not. Problems are coloured on a terminal: never with `NO_COLOR` set, always with `FORCE_COLOR`.

Shells complete commands, options and ids; in `zsh` and `fish` it is `zsh_source` and `fish_source`:

```console
$ eval "$(_SITE_BUILDER_COMPLETE=bash_source site-builder)"
```
"""


def page() -> str:
    """The page as it should be."""
    return "\n".join([HEAD, *(line for name in COMMANDS for line in _section(name))]).rstrip() + "\n"


def command(name: str) -> click.Command:
    """A command as it is once it is called."""
    with click.Context(main, info_name="site-builder") as context:
        made = main.commands[name].make_context(name, [], context, resilient_parsing=True)
    return made.command


def _section(name: str) -> Iterator[str]:
    one = command(name)
    context = click.Context(one, info_name=f"site-builder {name}")
    usage = " ".join([context.command_path, *one.collect_usage_pieces(context)])
    yield from (f"## {name}", "", "```console", f"$ {usage}", "```", "")
    yield from (inspect.cleandoc(one.help or ""), "")
    rows = list(_rows(one, context))
    if rows:
        yield from ("| option | does |", "|---|---|", *rows, "")


def _rows(one: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in one.params:
        said = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and parameter.name not in COMMON and said:
            yield row(f"`{said[0]}`", said[1].replace("<", "\\<"))


if __name__ == "__main__":
    sys.exit(write_or_compare(PAGE, page()))
