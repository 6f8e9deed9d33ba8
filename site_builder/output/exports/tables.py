"""What a table for download is: its columns, and the rows that each thing gives to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.linking.site import Site
from site_builder.output.exports.json_and_csv import Row

RowsOf = Callable[[Site, Any], Iterable[Row]]
"""Gives the rows of one thing, by its id."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` is that of its files, without their ending. None is an empty cell.

    `rows` has the folders of what gives it rows, in order; events come by date, others by id.
    """

    name: str
    columns: tuple[str, ...]
    rows: Mapping[str, RowsOf]
