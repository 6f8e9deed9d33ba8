"""The tables that describe the tables: each with its meaning, and every column of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from site_builder.output.tables.model import Cell, Row, Table, flag, ident, text, whole

_TABLE: Final = ident("table", "Name of the table.", "tables")

DICTIONARY_TABLES: Final = (
    Table(
        "tables",
        "A table of the data.",
        (
            text("name", "Its name.", "events", required=True),
            text("meaning", "What a row of it is.", "A source document.", required=True),
            text(
                "key",
                "The columns that tell its rows apart, divided by commas.",
                "event, position",
                required=True,
            ),
            whole("rows", "How many rows it has.", "rows"),
        ),
        ("name",),
        {},
    ),
    Table(
        "columns",
        "A column of a table.",
        (
            _TABLE,
            text("name", "Its name.", "published", required=True),
            whole("position", "Its place among the columns, from 0.", example="0"),
            text(
                "type",
                "What stands there: string, integer, number, boolean, uri, `date` for a day, `edtf` for one "
                "as it is known (ISO 8601-2).",
                "string",
                required=True,
            ),
            text("meaning", "What it means.", "As printed.", required=True),
            text("unit", "What a number counts.", "code points"),
            text("to", "The table whose key stands there.", "actors"),
            flag("required", "Whether every row has it."),
            text("example", "What stands there in the first row that has it; else what may.", "Ada Lund"),
            text("since", "The version of the data in which it came.", "2", required=True),
        ),
        ("table", "name"),
        {},
    ),
)
LONGEST: Final = 80
"""So many characters of an example are shown."""


def dictionary_rows(
    tables: Iterable[Table], rows: Callable[[str], Sequence[Row]]
) -> Iterator[tuple[Table, Iterator[Row]]]:
    """The rows of the tables that describe `tables` and themselves."""
    described = (*tables, *DICTIONARY_TABLES)
    of_tables, of_columns = DICTIONARY_TABLES
    first = {table.name: dict(zip(table.names, _first(table, rows), strict=True)) for table in described}
    columns = [row for table in described for row in _columns(table, first)]
    counted = {table.name: len(rows(table.name)) for table in tables}
    counted |= {of_tables.name: len(described), of_columns.name: len(columns)}
    yield (
        of_tables,
        ((one.name, one.meaning, ", ".join(one.key), counted[one.name]) for one in described),
    )
    yield of_columns, iter(columns)


def _first(table: Table, rows: Callable[[str], Sequence[Row]]) -> Row:
    """What stands in each column of a table where something first does."""
    found: list[object] = [None] * len(table.columns)
    for row in rows(table.name) if table not in DICTIONARY_TABLES else ():
        for number, cell in enumerate(row):
            if found[number] is None and cell is not None:
                found[number] = cell
        if None not in found:
            break
    return tuple(_shown(cell) for cell in found)


def _shown(cell: object) -> str | None:
    if cell is None:
        return None
    said = str(cell).lower() if isinstance(cell, bool) else str(cell)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _columns(table: Table, first: Mapping[str, Mapping[str, Cell]]) -> Iterator[Row]:
    """The columns of a table with what stands there first; of keys, what stands in the table referred to."""
    for position, one in enumerate(table.columns):
        key = first[one.to].get("id") or one.to if one.to else None
        yield (
            table.name,
            one.name,
            position,
            one.type,
            one.meaning,
            one.unit or None,
            one.to or None,
            one.required,
            first[table.name][one.name] or one.example or key,
            one.since,
        )
