"""What a table of the published data is: its columns, what these mean, and who gives it rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from site_builder.linking.site import Site

Cell = str | int | float | bool | None
"""What stands in a cell; None is an empty one."""
Row = tuple[Cell, ...]
RowsOf = Callable[[Site, Any], Iterable[Row]]
"""Gives the rows of one thing, by its id."""
CellType = Literal["string", "integer", "number", "boolean", "date", "edtf", "uri"]
"""`date` is a day of ISO 8601-1; `edtf` a date as it is known, of ISO 8601-2."""
SINCE = "2"
"""The version of the published data in which the tables came."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `to` is the table whose key stands here, `unit` what a number counts.

    `required` says that no row is without it; `example` is what may stand there.
    """

    name: str
    type: CellType
    meaning: str
    unit: str = ""
    example: str = ""
    to: str = ""
    required: bool = False
    since: str = SINCE


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `meaning` says what a row of it is, `key` names the columns that tell rows apart.

    `rows` has the folders of the units that give it rows, in order (`output/exports/data_units`); events
    come by date, others by id.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Mapping[str, RowsOf]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its columns, in order."""
        return tuple(column.name for column in self.columns)


def ident(name: str, meaning: str, to: str = "", *, required: bool = True) -> Column:
    """A column of ids, or of the keys of the table `to`."""
    return Column(name, "string", meaning, to=to, required=required)


def text(name: str, meaning: str, example: str = "", *, required: bool = False) -> Column:
    """A column of words."""
    return Column(name, "string", meaning, example=example, required=required)


def uri(name: str, meaning: str, *, required: bool = False) -> Column:
    """A column of addresses."""
    return Column(name, "uri", meaning, example="https://example.org/", required=required)


def whole(name: str, meaning: str, unit: str = "", example: str = "2", *, required: bool = True) -> Column:
    """A column of whole numbers."""
    return Column(name, "integer", meaning, unit, example, required=required)


def flag(name: str, meaning: str) -> Column:
    """A column of yes and no."""
    return Column(name, "boolean", meaning, example="true", required=True)


def optional(column: Column) -> Column:
    """The same column, which may be empty."""
    return replace(column, required=False)
