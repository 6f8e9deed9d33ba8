"""Merges two people's changes of one text by whole lines."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_MOST = 4_000_000
"""Lines of one text times lines of another that are compared, without those that both begin and end with."""
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class _Change(NamedTuple):
    """The lines of the base from `start` up to `stop`, from 0, and what stands there instead."""

    start: int
    stop: int
    lines: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Give the base with both sides' changes; None where they change the same lines, or lines that touch.

    What both sides change in the same way is taken once. Texts that differ nearly everywhere are not merged.
    """
    if base in (mine, theirs) or mine == theirs:
        return mine if theirs in (base, mine) else theirs
    old = _LINES.findall(base)
    ours, others = _changes(old, _LINES.findall(mine)), _changes(old, _LINES.findall(theirs))
    if ours is None or others is None:
        return None
    changes = sorted({*ours, *others})
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


def _changes(old: Sequence[str], new: Sequence[str]) -> list[_Change] | None:
    """Give what was changed, in as small stretches as difflib finds; None where that would take long."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    low, high = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(low) * len(high) > _MOST:
        return None
    codes = SequenceMatcher(None, low, high, autojunk=False).get_opcodes()
    return [
        _Change(head + start, head + stop, tuple(high[first:last]))
        for tag, start, stop, first, last in codes
        if tag != "equal"
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts begin alike with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
