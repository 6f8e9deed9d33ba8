"""Tables in text files: values divided by commas, tabs or whatever is named; nothing is guessed."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from site_builder.corpus.source.text import decode
from site_builder.editing.tables.cells import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    TABLE_BYTES,
    Cell,
    Row,
    Table,
    table_of,
    too_big,
)
from site_builder.model.problems import Checked, Location, Problem, quoted

DELIMITERS: Mapping[str, str] = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
"""What divides cells, by the ending of the file's name."""
_OTHERS = (";", "\t", "|", ",")


def read_delimited(data: bytes, path: str, delimiter: str | None, header: int) -> Checked[Table | None]:
    """Read a table from text; its columns are named in the row that stands on the line `header`."""
    text, problem = _text(data, path)
    if text is None:
        return None, (problem,) if problem else ()
    divider = delimiter or DELIMITERS[PurePath(path).suffix.lower()]
    rows: list[Row] = []
    try:
        for row in _rows(text, divider):
            if len(rows) > MOST_ROWS:
                return None, (too_big(path, "more rows", f"{MOST_ROWS:,} rows", row.line),)
            if problem := _too_long(row, path):
                return None, (problem,)
            rows.append(row)
    except csv.Error as error:
        line = rows[-1].line + 1 if rows else 1
        fix = 'write a quotation mark within quotation marks twice (""), and close each that is opened'
        found = f"a row that cannot be divided ({error})"
        return None, (Problem(Location(path, line, 1), "table-form", found, "rows of cells", fix),)
    return _table(path, rows, header, divider)


def _text(data: bytes, path: str) -> tuple[str | None, Problem | None]:
    """Decode a table; characters that no record may hold are told cell by cell."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return text, None
    _, problems = decode(data, path, TABLE_BYTES)
    fix = "save the table in the encoding UTF-8, or as .xlsx"
    found = problems[0].found if problems else "characters that no text has"
    at = problems[0].location if problems else Location(path)
    return None, Problem(at, "not-utf-8", found, "text in UTF-8", fix)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Divide a text into rows, each with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for cells in reader:
        yield Row(begins, tuple(Cell(cell) for cell in cells))
        begins = reader.line_num + 1


def _too_long(row: Row, path: str) -> Problem | None:
    if len(row.cells) > MOST_COLUMNS:
        return too_big(path, f"{len(row.cells):,} columns", f"{MOST_COLUMNS} columns", row.line)
    if any(len(cell.text) > LONGEST_CELL for cell in row.cells):
        return too_big(path, "a cell that is longer", f"{LONGEST_CELL:,} characters in a cell", row.line)
    return None


def _table(path: str, rows: list[Row], header: int, divider: str) -> Checked[Table | None]:
    head = next(
        (row for row in rows if row.line >= header and any(cell.text.strip() for cell in row.cells)), None
    )
    if head is None:
        found = "no row" if header == 1 else f"no row on line {header} or below"
        return None, (Problem(Location(path), "table-form", found, "a row with the names of the columns"),)
    names = [cell.text for cell in head.cells]
    if len(names) == 1 and (other := next((one for one in _OTHERS if one in names[0]), "")):
        shown = "tab" if other == "\t" else other
        fix = f"if {quoted(shown)} divides the cells, add --delimiter {quoted(shown)}"
        found = f"one column, {quoted(names[0])}"
        return None, (Problem(Location(path, head.line, 1), "table-form", found, "several columns", fix),)
    below = rows[rows.index(head) + 1 :]
    uneven = tuple(_uneven(row, len(names), path, divider) for row in below if _is_uneven(row, len(names)))
    return (None, uneven) if uneven else (table_of(path, names, below), ())


def _is_uneven(row: Row, columns: int) -> bool:
    return len(row.cells) != columns and any(cell.text.strip() for cell in row.cells)


def _uneven(row: Row, columns: int, path: str, divider: str) -> Problem:
    count = len(row.cells)
    found, expected = f"{count} cell{'s' * (count != 1)}", f"{columns}, as many as the columns have names"
    fix = f"put a cell that has a {quoted(divider)} in it between quotation marks"
    return Problem(Location(path, row.line, 1), "table-form", found, expected, fix)
