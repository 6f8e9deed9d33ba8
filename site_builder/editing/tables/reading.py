"""Reads a table from a file by the ending of its name, within bounds."""

from pathlib import Path, PurePath

from site_builder.editing.tables.cells import TABLE_BYTES, Table, too_big
from site_builder.editing.tables.delimited import DELIMITERS, read_delimited
from site_builder.editing.tables.workbooks import read_workbook
from site_builder.model.problems import Checked, Location, Problem, quoted
from site_builder.storage.files import location, read_file

_WORKBOOKS = (".xlsx", ".xlsm")


def read_table(
    file: Path, *, sheet: str | None = None, delimiter: str | None = None, header: int = 1
) -> Checked[Table | None]:
    """Read a table; `header` is the line or row with the names of its columns."""
    path, ending = location(file.as_posix()).path, PurePath(file.name).suffix.lower()
    if ending not in _WORKBOOKS and ending not in DELIMITERS and delimiter is None:
        return None, (_unknown_form(path, ending),)
    data, problems = read_file(file.parent, file.name, TABLE_BYTES)
    if data is None:
        return None, problems
    if len(data) > TABLE_BYTES:
        return None, (too_big(path, "a larger file", f"{TABLE_BYTES:,} bytes"),)
    if ending in _WORKBOOKS:
        return read_workbook(data, path, sheet, header)
    return read_delimited(data, path, delimiter, header)


def _unknown_form(path: str, ending: str) -> Problem:
    found = f"a file whose name ends in {quoted(ending)}" if ending else "a file without an ending"
    fix = "save the table so, or say with --delimiter what divides its cells"
    return Problem(Location(path), "table-form", found, "a table: .csv, .tsv or .xlsx", fix)
