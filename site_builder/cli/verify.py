"""The command `verify`."""

import sys
from pathlib import Path
from typing import Literal

import click

from site_builder.cli.options import texts_option
from site_builder.cli.printing import FINE, PROBLEMS, WRONG_USE, show
from site_builder.reviewing.verifying import (
    all_stand,
    as_json,
    as_text,
    packets_in,
    several_lack,
    texts_for,
    verified,
)


@click.command()
@click.argument(
    "packets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PACKET..."
)
@texts_option
@click.option(
    "--text",
    "own",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own copy of an article, as plain text, for packets whose own text is not at hand.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def verify(
    packets: tuple[Path, ...], texts: tuple[Path, ...], own: Path | None, style: Literal["text", "json"]
) -> None:
    """Say whether the quotes of packets of evidence stand in their texts.

    PACKET is a packet of a record, or a folder of packets, as a site publishes them under data/records/. It
    needs no project, and nothing leaves this machine.
    """
    asked = packets_in(packets)
    if not asked:
        wrong("there is no packet in that folder")
    at_hand, problems = texts_for(asked, texts, own)
    show(problems, to_stderr=True)
    if own and several_lack(asked, at_hand):
        wrong("--text is a copy of one article, and the texts of several are not at hand")
    found = verified(asked, at_hand)
    click.echo(as_json(found) if style == "json" else "\n".join(as_text(found)))
    sys.exit(FINE if all_stand(found) else PROBLEMS)


def wrong(said: str) -> None:
    """Say what is wrong with how the command was called, and end."""
    click.echo(f"Error: {said}", err=True)
    sys.exit(WRONG_USE)
