"""Repairs of line ends and white space, which the reader does not look at."""

import re
from collections.abc import Callable

from site_builder.corpus.file_kinds import FileKind
from site_builder.corpus.source.spans import lines_within_scalars
from site_builder.editing.repairs.change import RepairMade
from site_builder.editing.repairs.meaning import meaning, yaml_of
from site_builder.model.problems import Location, quoted

Repair = Callable[[str, FileKind, str], tuple[str, tuple[RepairMade, ...]]]
"""Text, kind and path in; the text repaired, and what was changed."""

_ODD_INDENT = re.compile(r"^ *[^\S \r\n][^\S\r\n]*", re.MULTILINE)
_TRAILING = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)
_WIDTHS = (2, 4, 8, 1, 3, 5, 6, 7)
"""Widths that a tab may be meant to have, the usual ones first."""


def mixed_line_ends(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """Give every line the end LF, where some have CRLF and some LF.

    Safe: YAML and the digest take both for the same. A file with CRLF throughout stays: git on
    Windows makes such files, and turns them back when it commits.
    """
    del kind
    crlf = text.find("\r\n")
    if crlf < 0 or not re.search(r"(?<!\r)\n", text):
        return text, ()
    at = Location(path, text.count("\n", 0, crlf) + 1)
    return text.replace("\r\n", "\n"), (RepairMade(at, "line-ends", "CRLF and LF", "LF"),)


def indentation(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """Put spaces for tabs and no-break spaces that lines of YAML begin with, which YAML refuses.

    Safe where the file cannot be read with them, and says the same with every width of a tab with
    which it can be read: then nobody can have meant anything else. Else only its author knows.
    """
    written = yaml_of(text, kind)
    if written is None or not _ODD_INDENT.search(written) or meaning(text, kind) is not None:
        return text, ()
    last = written.count("\n") + 1
    widened = [_widened(text, width, last) for width in _WIDTHS]
    readable = [(said, new) for new in widened if (said := meaning(new, kind)) is not None]
    if not readable or any(said != readable[0][0] for said, _ in readable):
        return text, ()
    new = readable[0][1]
    return new, _changed_lines(text, new, path, "indentation")


def _widened(text: str, width: int, last: int) -> str:
    """Give the odd white space before the first `last` lines these widths: `width` a tab, 1 all others."""
    lines = text.split("\n")
    yaml = [_ODD_INDENT.sub(lambda found: _spaces(found[0], width), line) for line in lines[:last]]
    return "\n".join(yaml + lines[last:])


def _spaces(odd: str, width: int) -> str:
    return "".join(" " * (width if sign == "\t" else 1) for sign in odd)


def trailing_space(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """Take white space from the ends of lines.

    Safe outside texts that go on over several lines; within them it is left, as it may count.
    """
    written = yaml_of(text, kind)
    if written is None or not _TRAILING.search(text):
        return text, ()
    within = lines_within_scalars(written)
    numbered = enumerate(text.split("\n"), 1)
    new = "\n".join(line if number in within else _TRAILING.sub("", line) for number, line in numbered)
    return new, _changed_lines(text, new, path, "trailing-space")


def final_newline(text: str, kind: FileKind, path: str) -> tuple[str, tuple[RepairMade, ...]]:
    """End the last line.

    Safe unless it belongs to a text in a block (`|`), whose value would end in a line break then.
    """
    del kind
    if not text or text.endswith("\n"):
        return text, ()
    end = "\r\n" if "\r\n" in text else "\n"
    at = Location(path, text.count("\n") + 1)
    return text + end, (RepairMade(at, "final-newline", "a last line without a line end", "an ended line"),)


def _changed_lines(before: str, after: str, path: str, rule: str) -> tuple[RepairMade, ...]:
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return tuple(
        RepairMade(Location(path, number), rule, quoted(old.rstrip("\r")), quoted(new.rstrip("\r")))
        for number, (old, new) in enumerate(pairs, 1)
        if old != new
    )
