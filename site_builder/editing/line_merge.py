"""Merges two people's changes of one text by whole lines."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class _Change(NamedTuple):
    """The lines of the base from `start` up to `stop`, from 0, and what stands there instead."""

    start: int
    stop: int
    lines: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Give the base with both sides' changes; None where they change the same lines, or lines that touch.

    What both sides change in the same way is taken once.
    """
    if base in (mine, theirs) or mine == theirs:
        return mine if theirs in (base, mine) else theirs
    old = _LINES.findall(base)
    changes = sorted({*_changes(old, _LINES.findall(mine)), *_changes(old, _LINES.findall(theirs))})
    out: list[str] = []
    at = 0
    touched = -1
    for change in changes:
        if change.start < at or touched == change.start:
            return None
        out += old[at : change.start]
        out += change.lines
        at = change.stop
        touched = at
    out += old[at:]
    whole = all(line.endswith("\n") for line in out[:-1])
    return "".join(out) if whole else None


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Give what was changed, as few and as small stretches as difflib finds."""
    for tag, start, stop, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Change(start, stop, tuple(new[low:high]))
