"""Marks that git leaves in a file where it could not merge two versions of the same lines.

`<<<<<<< HEAD` begins our version, `||||||| 1a2b3c4` what both began with (where git is asked for it:
diff3), `=======` theirs, and `>>>>>>> branch` ends it. The first and the last decide. A line of seven
equals signs alone underlines a heading of Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.model.problems import Location, Problem, quoted

_MARK = re.compile(r"^(<{7}|>{7}|\|{7}|={7})(?:[ \t]+(?P<label>[^\r\n]*))?\r?$", re.MULTILINE)
_ALONE = {"<": "opening", ">": "closing"}


def merge_conflicts(text: str, path: str) -> Iterator[Problem]:
    """Tell of every conflict that a merge left in a text, and of opening and closing marks alone."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    is_open: _MergeConflict | None = None
    for mark in _marks(text):
        if mark.sign == "<":
            if is_open:
                yield _alone(is_open.marks[0], path)
            is_open = _MergeConflict([mark])
        elif is_open is None:
            if mark.sign == ">":
                yield _alone(mark, path)
        elif is_open.takes(mark):
            is_open.marks.append(mark)
            if mark.sign == ">":
                yield is_open.problem(path)
                is_open = None
    if is_open:
        yield _alone(is_open.marks[0], path)


class _ConflictMark(NamedTuple):
    sign: str
    label: str
    line: int


@dataclass(slots=True)
class _MergeConflict:
    marks: list[_ConflictMark] = field(default_factory=list)

    def takes(self, mark: _ConflictMark) -> bool:
        """A version may hold lines that look like a mark: only the first of each kind divides."""
        return mark.sign == ">" or mark.sign not in {known.sign for known in self.marks}

    def problem(self, path: str) -> Problem:
        first, *within, last = self.marks
        ends = {mark.sign: mark.line for mark in within}
        ours = first.line + 1, min([*ends.values(), last.line]) - 1
        theirs = ends.get("=", last.line - 1) + 1, last.line - 1
        found = (
            f"two versions that a merge left side by side: {_line_span(*ours)} {_side(first.label, 'ours')}, "
            f"{_line_span(*theirs)} {_side(last.label, 'theirs')}"
        )
        fix = f"keep what is right of both, and delete {_listed([mark.line for mark in self.marks])}"
        if "|" in ends:
            fix += f" and what stood there before ({_line_span(ends['|'] + 1, ends.get('=', last.line) - 1)})"
        fix += "; `git merge --abort` goes back to before the merge"
        return Problem(Location(path, first.line, 1), "merge-conflict", found, "one version", fix)


def _marks(text: str) -> Iterator[_ConflictMark]:
    line, counted = 1, 0
    for match in _MARK.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield _ConflictMark(match[1][0], (match["label"] or "").strip(), line)


def _alone(mark: _ConflictMark, path: str) -> Problem:
    found = f"the {_ALONE[mark.sign]} mark of a merge ({quoted(mark.sign * 7)}), left alone"
    fix = "keep what is right of both versions, and delete the line; in an example, indent it"
    return Problem(Location(path, mark.line, 1), "merge-conflict", found, "one version", fix)


def _line_span(first: int, last: int) -> str:
    if last < first:
        return "nothing"
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _side(label: str, otherwise: str) -> str:
    return f"({quoted(label, 40)})" if label else f"({otherwise})"


def _listed(lines: list[int]) -> str:
    *most, last = map(str, lines)
    return f"the marks in lines {', '.join(most)} and {last}"
