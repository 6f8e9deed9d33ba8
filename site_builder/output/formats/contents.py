"""What every format is made of: the tables with their rows, and what they are the data of."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from site_builder.model.rights import Licence
from site_builder.output.tables.dictionary_tables import DICTIONARY_TABLES, dictionary_rows
from site_builder.output.tables.model import Row, Table
from site_builder.pages.page_foot import OfPages

VERSION: Final = "2"
"""The version of the published data: of the keys of `corpus.json`, and of the tables and their columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """What the data are called and where they belong; what is not known is None or empty.

    `address` is the site's, `commit` that of the files that the data are made from, `day` that of the commit;
    `citation` is what people wrote of how the data are cited, as a file of the Citation File Format;
    `changed` has the days on which pages changed, by path, and `commits` those that changed them.
    """

    name: str = ""
    address: str | None = None
    commit: str | None = None
    day: str | None = None
    licence: Licence | None = None
    citation: bytes | None = None
    changed: OfPages = field(default_factory=dict[str, str])
    commits: OfPages = field(default_factory=dict[str, str])
    version: str = VERSION

    def url(self, path: str) -> str:
        """The address of a page or file of the site; its path where the site's address is not known."""
        return f"{self.address.rstrip('/')}/{path}" if self.address else path


@dataclass(frozen=True, slots=True)
class Contents:
    """The tables of a site, in their order; `read` gives the rows of one as lists of JSON, by its name.

    `references` gives its articles as bibliographies, which are no tables: files by name.
    """

    about: DataSet
    tables: tuple[Table, ...]
    read: Callable[[str], str]
    references: Callable[[], Mapping[str, bytes]] = dict
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    """Texts of cells: ids and names stand in many, and each is held once."""

    def __getitem__(self, name: str) -> Table:
        return next(table for table in self.tables if table.name == name)

    def rows(self, name: str) -> list[Row]:
        """The rows of a table."""
        if name not in self._rows:
            self._rows[name] = [self._row(row) for row in json.loads(self.read(name))]
        return self._rows[name]

    def _row(self, cells: list[Any]) -> Row:
        once = self._texts.setdefault
        return tuple(once(cell, cell) if cell.__class__ is str else cell for cell in cells)

    def records(self, name: str) -> Iterator[dict[str, Any]]:
        """The same, each with its cells by the names of their columns."""
        names = self[name].names
        return (dict(zip(names, row, strict=True)) for row in self.rows(name))

    def grouped(self, name: str, *columns: str) -> Mapping[Any, list[dict[str, Any]]]:
        """The same, in their order, by the cell in a column; by the tuple of the cells in several."""
        found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for record in self.records(name):
            cells = tuple(record[column] for column in columns)
            found[cells[0] if len(cells) == 1 else cells].append(record)
        return found

    def by_key(self, name: str) -> Mapping[Any, dict[str, Any]]:
        """The same, by the cell in the first column of the table's key."""
        key = self[name].key[0]
        return {record[key]: record for record in self.records(name)}


def with_dictionary(contents: Contents) -> Contents:
    """The same contents, with tables that say what the tables and their columns are."""
    known = {table.name: list(rows) for table, rows in dictionary_rows(contents.tables, contents.rows)}
    return Contents(
        contents.about,
        (*contents.tables, *DICTIONARY_TABLES),
        contents.read,
        contents.references,
        {**contents._rows, **known},  # noqa: SLF001 - its own class's
    )
