"""Entries that are proposed for the registry, in the comments of an annotation, for people to check.

`site-builder add` writes them there, below the name of the file that each belongs to. What somebody has
changed in them since is part of the proposal.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

FILE_LINE = "# ---- {path}"
"""Stands above the entries of a file."""
INTRODUCTION = (
    "# Proposed by site-builder for the registry. Check each, move it without its # into the file",
    "# that is named above it, and delete it here: `site-builder suggest ARTICLE --accept ID` does so.",
)
_FILE = re.compile(r"#\s*---- (?:new in )?(annotations/\S+\.yml)\s*")
_ID = re.compile(r"# ([a-z0-9]+(?:-[a-z0-9]+)*):\s*")
_WITHIN = re.compile(r"#(?: {3,}\S.*|\s*)")
_NOTE = re.compile(r"# #.*")


@dataclass(frozen=True, slots=True)
class ProposedEntry:
    """An entry in comments: the file it is for, its id, its lines without their `#`, and where these stand.

    `start` and `stop` count lines from 0; the notes above it are among them.
    """

    file: str
    id: str
    lines: tuple[str, ...]
    start: int
    stop: int


def proposed_entries(text: str) -> tuple[ProposedEntry, ...]:
    """Find the entries that an annotation's comments propose."""
    return tuple(_found(text.splitlines()))


def _found(lines: Sequence[str]) -> Iterator[ProposedEntry]:
    file, at = "", 0
    while at < len(lines):
        if not lines[at].startswith("#"):
            file = ""
        elif match := _FILE.fullmatch(lines[at]):
            file = match[1]
        elif file and (match := _ID.fullmatch(lines[at])):
            stop = _end(lines, at)
            start = _beginning(lines, at)
            written = tuple(line[2:].rstrip() for line in lines[at:stop])
            yield ProposedEntry(file, match[1], written, start, stop)
            at = stop
            continue
        at += 1


def _end(lines: Sequence[str], key: int) -> int:
    """Where the lines of an entry end, without blank ones after it."""
    stop = key + 1
    while stop < len(lines) and _WITHIN.fullmatch(lines[stop]):
        stop += 1
    while not lines[stop - 1].strip("# \t"):
        stop -= 1
    return stop


def _beginning(lines: Sequence[str], key: int) -> int:
    start = key
    while start and _NOTE.fullmatch(lines[start - 1]):
        start -= 1
    return start


def with_those_needed(ids: Collection[str], proposed: Iterable[ProposedEntry]) -> frozenset[str]:
    """Some proposed entries, and those that they name, and so on."""
    said = {entry.id: set(re.findall(r"[a-z0-9-]+", "\n".join(entry.lines[1:]))) for entry in proposed}
    wanted, new = set(ids), set(ids)
    while new:
        new = {other for name in new for other in said.get(name, ()) if other in said} - wanted
        wanted |= new
    return frozenset(wanted)


def without(text: str, accepted: Collection[ProposedEntry]) -> str:
    """An annotation without the comments of some entries, and without headings that nothing stands below."""
    lines = text.splitlines(keepends=True)
    gone = {number for entry in accepted for number in range(entry.start, entry.stop)}
    bare = [line.rstrip("\r\n") for line in lines]
    left = [entry for entry in proposed_entries(text) if entry not in accepted]
    for number, line in enumerate(bare):
        if (match := _FILE.fullmatch(line)) and not any(
            _stands_below(entry, match[1], number) for entry in left
        ):
            gone |= _heading(bare, number)
    if not left:
        gone |= {number for number, line in enumerate(bare) if line in _INTRODUCTIONS}
        gone |= _blank_before(bare, gone)
    return "".join(line for number, line in enumerate(lines) if number not in gone)


_INTRODUCTIONS = frozenset(
    (*INTRODUCTION, "# that is named above it, and delete it here.")  # as earlier versions wrote it
)


def _stands_below(entry: ProposedEntry, file: str, number: int) -> bool:
    return entry.file == file and entry.start > number


def _heading(lines: Sequence[str], number: int) -> set[int]:
    """The line of a file, and the empty comment above it."""
    return {number, number - 1} if number and lines[number - 1].rstrip() == "#" else {number}


def _blank_before(lines: Sequence[str], gone: Collection[int]) -> set[int]:
    """Empty comments right before what goes."""
    return {number - 1 for number in gone if number and lines[number - 1].rstrip() == "#"}
