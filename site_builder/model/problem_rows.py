"""Problems as rows of JSON and back, exactly: for what is kept from run to run."""

from collections.abc import Iterable
from typing import Any

from site_builder.model.problems import Cause, Location, Problem


def rows_of(problems: Iterable[Problem]) -> list[list[Any]]:
    """Write problems as rows."""
    return [
        [*_place(one.location), one.rule, one.found, one.expected, one.fix, one.severity, _cause(one.follows)]
        for one in problems
    ]


def _place(at: Location) -> tuple[str, int, int]:
    return at.path, at.line, at.column


def _cause(cause: Cause | None) -> list[Any] | None:
    return [*_place(cause.location), cause.rule] if cause else None


def problems_of(rows: Iterable[list[Any]]) -> tuple[Problem, ...]:
    """Read the rows that `rows_of` wrote."""
    return tuple(
        Problem(
            Location(path, line, column), rule, found, expected, fix, severity,
            Cause(Location(*follows[:3]), follows[3]) if follows else None,
        )
        for path, line, column, rule, found, expected, fix, severity, follows in rows
    )  # fmt: skip
