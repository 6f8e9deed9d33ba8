"""The tables as a workbook for spreadsheets: a sheet each, and one that says what they mean."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any, Final

from site_builder.output.formats.contents import Contents
from site_builder.output.tables.model import Cell, Column, Row, Table

WORKBOOK: Final = "corpus.xlsx"
MADE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The day that the file gives as that of its making: the same tables make the same bytes."""
MOST_ROWS: Final = 1_048_576
"""So many rows a sheet can have, with its head."""
_LONGEST_NAME: Final = 31
_WIDEST: Final = 60
_LOOKED_AT: Final = 200
"""So many rows say how wide a column should be."""


def workbook(contents: Contents) -> bytes:
    """Make the workbook.

    Nothing in it is a formula or a link. Rows beyond what a sheet can have are left out, and the sheet of
    explanations says of which table.
    """
    import xlsxwriter  # noqa: PLC0415 - takes a while to load

    made = io.BytesIO()
    options = {
        "constant_memory": True,
        "in_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": contents.about.name, "created": MADE})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        _explain(book.add_worksheet("explanations"), contents, styles)
        for table, name in zip(contents.tables, _sheet_names(contents.tables), strict=True):
            _fill(book.add_worksheet(name), table, contents.rows(table.name), styles)
    return made.getvalue()


def _sheet_names(tables: Iterable[Table]) -> list[str]:
    """Names of sheets are short, and differ in more than case."""
    taken = {"explanations"}
    names = []
    for table in tables:
        name, number = table.name[:_LONGEST_NAME], 2
        while name.lower() in taken:
            name, number = f"{table.name[: _LONGEST_NAME - 3]}~{number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def _explain(sheet: Any, contents: Contents, styles: Any) -> None:
    """What each table and each of its columns means."""
    heads = ("table", "column", "type", "meaning", "unit", "refers to", "rows")
    sheet.freeze_panes(1, 0)
    for number, (head, width) in enumerate(zip(heads, (22, 24, 10, 90, 24, 16, 10), strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, head, styles["head"])
    line = 1
    for table in contents.tables:
        rows = len(contents.rows(table.name))
        said = (
            table.meaning
            if rows < MOST_ROWS
            else f"{table.meaning} Only the first {MOST_ROWS - 1} rows are here."
        )
        _write(sheet, line, (table.name, "", "", said, "", "", rows), ())
        line += 1
        for one in table.columns:
            _write(sheet, line, (table.name, one.name, one.type, one.meaning, one.unit, one.to), ())
            line += 1
    sheet.autofilter(0, 0, line - 1, len(heads) - 1)


def _fill(sheet: Any, table: Table, rows: list[Row], styles: Any) -> None:
    sheet.freeze_panes(1, 1)
    for number, column in enumerate(table.columns):
        sheet.set_column(
            number, number, _width(column, number, rows), styles["date"] if column.type == "date" else None
        )
        sheet.write_string(0, number, column.name, styles["head"])
    for line, row in enumerate(rows[: MOST_ROWS - 1], start=1):
        _write(sheet, line, row, table.columns)
    sheet.autofilter(0, 0, min(len(rows), MOST_ROWS - 1), len(table.columns) - 1)


def _width(column: Column, number: int, rows: list[Row]) -> int:
    longest = max((len(str(row[number])) for row in rows[:_LOOKED_AT] if row[number] is not None), default=0)
    return min(_WIDEST, max(len(column.name), longest) + 2)


def _write(sheet: Any, line: int, row: Iterable[Cell], columns: tuple[Column, ...]) -> None:
    for number, cell in enumerate(row):
        is_day = bool(columns) and columns[number].type == "date"
        if cell is None or cell == "":
            continue
        if isinstance(cell, bool):
            sheet.write_boolean(line, number, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(line, number, cell)
        elif is_day and cell >= "1900-03-01":  # spreadsheets know no earlier days, or know them wrong
            sheet.write_datetime(line, number, dt.datetime.fromisoformat(cell))
        else:
            sheet.write_string(line, number, cell)
