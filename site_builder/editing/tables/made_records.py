"""Records of rows, each read back as `check` would read it: what is wrong is told at the row's cells."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from operator import itemgetter
from typing import Any

from site_builder.corpus.file_reading import FileName, made_of
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.writing import item_lines, lines_of_field
from site_builder.editing.tables.cells import Row, Table
from site_builder.model.problems import Location, Problem, quoted


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A record of a row: its fields as they are written, what they read back as, its event if that is new.

    `columns` name the column that each field is made of; `any_event` tells that the map leaves it open which.
    """

    row: Row
    fields: Mapping[str, Value]
    columns: Mapping[str, str]
    record: Any
    any_event: bool = False
    frame: NewEntry | None = None

    def lines(self, source: str, indent: str = "  ") -> list[str]:
        """Write it as an item of its section, below a comment that says where it is from."""
        known = ", of an event that the registry has" if self.any_event and self.frame is None else ""
        return [f"{indent}# {source}:{self.row.line}{known}", *item_lines(self.fields, indent)]

    def is_as(self, other: Any) -> bool:
        """Tell whether another record says the same."""
        if type(other) is not type(self.record):
            return False
        return bool(
            _without_event(other) == _without_event(self.record) if self.any_event else other == self.record
        )


def _without_event(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, one.name) for one in fields(record) if one.init and one.name != "event")


def read_back(
    section: str, made: Mapping[str, Value], file: FileName
) -> tuple[Any, tuple[tuple[str, Problem], ...]]:
    """Read a record as a file of its own; give it, and what is wrong with it by its keys."""
    text = "\n".join([f"{section}:", *item_lines(made), ""])
    read, problems = made_of(text.encode("utf-8", "surrogatepass"), file)
    records = getattr(read.value, section) if read.value else ()
    told = tuple((key_at(problem.location.line - 2, made), problem) for problem in problems)
    return (records[0] if records else None), told


def key_at(line: int, made: Mapping[str, Value]) -> str:
    """Name the field that a line of an item belongs to; lines count from 0."""
    for key, value in made.items():
        line -= lines_of_field(key, value)
        if line < 0:
            return key
    return ""


def at_row(table: Table, row: Row, columns: Mapping[str, str], key: str, problem: Problem) -> Problem:
    """Tell a problem of a record at the cell that it comes from."""
    column = columns.get(key, "")
    found = f"{problem.found}, from the column {quoted(column)}" if column else problem.found
    return replace(problem, location=table.place(row, column), found=found, follows=None)


def of_rows(
    problems: Iterable[Problem],
    records: Iterable[MadeRecord],
    written: Iterable[Any],
    table: Table,
    path: str,
) -> Iterator[tuple[MadeRecord | None, Problem]]:
    """Give the problems of a file that come from records made of rows, and those of the file as a whole."""
    held = sorted(zip((one.at.location.line for one in written), records, strict=True), key=itemgetter(0))
    for problem in problems:
        if problem.location == Location(path):
            yield None, problem
            continue
        line = problem.location.line
        at = bisect_right(held, line, key=itemgetter(0)) - 1
        if problem.location.path != path or at < 0:
            continue
        begins, made = held[at]
        if line - begins < len(item_lines(made.fields)):
            key = key_at(line - begins, made.fields)
            yield made, at_row(table, made.row, made.columns, key, problem)
