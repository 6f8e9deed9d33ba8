"""What GitHub's runner prints, so that nothing of it is taken for a command to the runner.

The runner reads each line of a step's output (ActionCommand.cs of github.com/actions/runner): a command is
`::name values::data` at the start of a line, after blanks, and `##[name values]data` anywhere in it. Both are
looked for by the rules of a language, which pass over signs that are not seen. Lines end at line feeds and
carriage returns.

    something 2>&1 | python -I -m site_builder.reviewing.github_output
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

_LINE_END = re.compile("\r\n|\r|\n")
_OPENING = re.compile(r"#(?=[^ -\"$-Z\\-~]|\Z)")
"""A number sign before another, a bracket, what might not be seen, or whatever comes next."""


def neutral(text: str) -> str:
    """Write a line so that no command begins in it, wherever in a line it is put but at the start.

    >>> neutral("title: ##[add-path]/tmp #1")
    'title: # # [add-path]/tmp #1'
    """
    shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
    return _OPENING.sub("# ", shown)


def lines(text: str) -> Iterator[str]:
    """Split a text into lines as the runner does, each neutral and behind a bar."""
    return (f"| {neutral(line)}" for line in _LINE_END.split(text))


def command(name: str, values: Mapping[str, object], message: str) -> str:
    """Write a command of ours, which its values and its message cannot end; empty values are left out."""
    given = {key: _escaped(neutral(str(value)), "%:,") for key, value in values.items() if value}
    shown = ",".join(f"{key}={value}" for key, value in given.items())
    said = "\n".join(map(neutral, _LINE_END.split(message)))
    return f"::{name} {shown}::{_escaped(said, '%')}"


def _escaped(text: str, signs: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in signs or sign == "\n" else sign for sign in text)


def passed_on(source: Iterable[bytes], to: BinaryIO) -> None:
    """Pass output on, line by line as it comes."""
    for line in source:
        shown = lines(line.decode("utf-8", "replace").rstrip("\r\n"))
        to.writelines(f"{one}\n".encode() for one in shown)
        to.flush()


if __name__ == "__main__":
    passed_on(sys.stdin.buffer, sys.stdout.buffer)
