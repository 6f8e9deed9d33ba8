"""A table as it was read: its columns, and rows of cells that know their places; how large one may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from site_builder.model.problems import Location, Problem, quoted

TABLE_BYTES = 16 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 10_000
_SMALLER = "keep the rows and columns that you need, in a file of their own"


class Cell(NamedTuple):
    """What stands in a cell; `number` where the file says that it is one, `fault` where it holds nothing."""

    text: str = ""
    number: Decimal | None = None
    fault: str = ""


NO_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header; `line` is where it begins in the file."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the file's name, the names of its columns, and its rows."""

    path: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: Mapping[str, int]
    """The columns that can be named, by their names: a name that several have is none's."""
    unread: tuple[str, ...] = ()
    """Other sheets of the workbook, as they are told."""

    def cell(self, row: Row, column: str) -> Cell:
        """Give the cell of a row in a column."""
        return row.cells[self.columns[column]]

    def place(self, row: Row, column: str = "") -> Location:
        """Where a cell stands: the line of its row, and the number of its column."""
        return Location(self.path, row.line, self.columns[column] + 1 if column else 1)


def table_of(path: str, header: Sequence[str], rows: Sequence[Row]) -> Table:
    """Make a table of its parts; white space in names of columns is one space."""
    names = tuple(" ".join(name.split()) for name in header)
    columns = {name: i for i, name in enumerate(names) if name and names.count(name) == 1}
    return Table(path, names, tuple(row for row in rows if any(map(_says, row.cells))), columns)


def _says(cell: Cell) -> bool:
    return bool(cell.text.strip() or cell.fault)


def too_big(path: str, found: str, most: str, line: int = 0) -> Problem:
    """Tell of a table that is larger than is read."""
    return Problem(
        Location(path, line, 1 if line else 0), "table-too-big", found, f"at most {most}", _SMALLER
    )


def in_column(text: str, column: str) -> str:
    """Say what stands in which column."""
    return f"{quoted(text)} in the column {quoted(column)}"
