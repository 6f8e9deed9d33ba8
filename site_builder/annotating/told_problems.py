"""Problems as plain values for a page, each at the field that it is about."""

import re
from collections.abc import Mapping
from typing import Any

from site_builder.model.problems import Problem

_KEY = re.compile(r"'(\w+)'")
"""The key that a problem says is missing."""
Path = tuple[str | int, ...]


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem with its sentence."""
    place = problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "rule": problem.rule,
        "severity": problem.severity,
        "found": problem.found,
        "expected": problem.expected,
        "fix": problem.fix,
        "field": [],
        "message": sentence(problem),
    }


def sentence(problem: Problem) -> str:
    """What is wrong, as people read it; what to do about it is its `fix`."""
    return f"Found {problem.found}; expected {problem.expected}."


def field_of(problem: Problem, places: Mapping[Path, tuple[int, int]]) -> list[str | int]:
    """The path within a record of the value that a problem is about; empty where it is the record."""
    line, column = problem.location.line, problem.location.column
    if problem.rule == "missing-key" and (key := _KEY.match(problem.expected)):
        return [key[1]]
    on_line: dict[Path, int] = {path: at[1] for path, at in places.items() if path and at[0] == line}
    exact = [path for path, at in on_line.items() if at == column]
    near = exact or [path for path, at in on_line.items() if at <= column] or list(on_line)
    ranked = sorted(near, key=lambda path: (on_line[path], len(path)))
    return list(ranked[-1]) if ranked else []
