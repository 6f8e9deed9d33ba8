"""Tables in workbooks of Excel (.xlsx), read by `python-calamine`: values as they are kept, never evaluated.

Why this library and not `openpyxl` (compared in November 2026): it is kept up (0.9.1 is of this month,
openpyxl's last release of June 2024), has no dependencies and 2 MB, and expands no entities; openpyxl
leaves that to `defusedxml`, whose last release is of 2021. Neither bounds what a file unpacks to or how
far apart its cells may stand: `workbook_parts` does, before the library sees anything.
"""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from site_builder.editing.tables.cells import (
    LONGEST_CELL,
    MOST_ROWS,
    Cell,
    Row,
    Table,
    table_of,
    too_big,
)
from site_builder.editing.tables.workbook_parts import WorkbookParts, workbook_parts
from site_builder.model.problems import Checked, Location, Problem, did_you_mean, quoted

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

EXTRA = "import"
"""The extra of the package that has the library."""


def read_workbook(data: bytes, path: str, sheet: str | None, header: int) -> Checked[Table | None]:
    """Read a sheet of a workbook; without a name there must be only one that is not hidden."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - an extra
    except ImportError:
        return None, (_no_library(path),)
    parts, problems = workbook_parts(data, path)
    if parts is None:
        return None, problems
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(parts.data))
        name, problem = _chosen(book.sheets_metadata, sheet, path)
        if problem:
            return None, (problem,)
        table, problems = _table(_cells_of(book, name), parts, name, path, header)
        others = tuple(told for one, told in _told(book.sheets_metadata).items() if one != name)
        return (replace(table, unread=others) if table else None), problems
    except CalamineError as error:
        fix = "save it anew as an Excel workbook (.xlsx), or as CSV in UTF-8"
        found = f"a file that cannot be read ({quoted(str(error))})"
        return None, (Problem(Location(path), "table-form", found, "a workbook (.xlsx)", fix),)


def _no_library(path: str) -> Problem:
    fix = f"`pip install 'site-builder[{EXTRA}]'` installs it; or save the sheet as CSV in UTF-8"
    found, expected = "no library that reads workbooks", "the package python-calamine"
    return Problem(Location(path), "no-workbooks", found, expected, fix)


def _chosen(sheets: "Sequence[SheetMetadata]", wanted: str | None, path: str) -> tuple[str, Problem | None]:
    """Choose a sheet by its name, else the only one that is shown."""
    names = [one.name for one in sheets]
    if wanted is not None and wanted in names:
        return wanted, None
    shown = [one.name for one in sheets if _is_shown(one)]
    if wanted is None and len(shown) == 1:
        return shown[0], None
    said = ", ".join(_told(sheets).values())
    found = f"no sheet {quoted(wanted)}" if wanted else f"{len(shown)} sheets that are shown"
    fix = did_you_mean(wanted or "", names, f"name one with --sheet: {said}")
    return "", Problem(Location(path), "unknown-sheet", found, "the name of a sheet", fix)


def _is_shown(sheet: "SheetMetadata") -> bool:
    return str(sheet.visible).endswith(".Visible")


def _told(sheets: "Iterable[SheetMetadata]") -> dict[str, str]:
    """Tell each sheet by its name, and whether it is hidden."""
    return {one.name: quoted(one.name) + ("" if _is_shown(one) else " (hidden)") for one in sheets}


def _cells_of(book: "CalamineWorkbook", name: str) -> list[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    return sheet.to_python(skip_empty_area=False)


def _table(
    values: Sequence[Sequence[Any]], parts: WorkbookParts, sheet: str, path: str, header: int
) -> Checked[Table | None]:
    faults = parts.faults.get(sheet, {})
    rows = [
        Row(i + 1, tuple(_cell(value, faults.get((i, k), "")) for k, value in enumerate(row)))
        for i, row in enumerate(values)
    ]
    rows = [row for row in rows if row.line >= header and any(cell.text or cell.fault for cell in row.cells)]
    if len(rows) > MOST_ROWS:
        return None, (too_big(path, f"{len(rows):,} rows", f"{MOST_ROWS:,} rows"),)
    if long := tuple(_long_cells(rows, path)):
        return None, long[:1]
    if not rows:
        found = f"an empty sheet, {quoted(sheet)}"
        return None, (Problem(Location(path), "table-form", found, "a row with the names of the columns"),)
    width = max(i for i, cell in enumerate(rows[0].cells, 1) if cell.text or cell.fault)
    beyond = tuple(_beyond(row, width, path) for row in rows[1:] if any(c.text for c in row.cells[width:]))
    below = [Row(row.line, row.cells[:width]) for row in rows[1:]]
    return (None, beyond) if beyond else (table_of(path, [c.text for c in rows[0].cells[:width]], below), ())


def _long_cells(rows: Iterable[Row], path: str) -> Iterator[Problem]:
    for row in rows:
        if any(len(cell.text) > LONGEST_CELL for cell in row.cells):
            yield too_big(path, "a cell that is longer", f"{LONGEST_CELL:,} characters in a cell", row.line)


def _beyond(row: Row, width: int, path: str) -> Problem:
    column = next(i for i, cell in enumerate(row.cells, 1) if i > width and cell.text)
    fix = "give the column a name, or say with `header:` on which row the names stand"
    found, expected = "a cell right of the last column that has a name", "cells below the names of columns"
    return Problem(Location(path, row.line, column), "table-form", found, expected, fix)


def _cell(value: object, fault: str) -> Cell:
    """Give a value as it is kept: a number in plain digits, a day in the form of ISO."""
    if fault:
        return Cell("", None, fault)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return Cell(f"{number.normalize():f}", number) if number.is_finite() else Cell(str(value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return Cell(value.date().isoformat() if midnight else value.isoformat(sep=" "))
    if isinstance(value, dt.date | dt.time):
        return Cell(value.isoformat())
    return Cell(str(value))
