"""How data is written: JSON that may stand anywhere, and tables as CSV (RFC 4180, UTF-8) and JSON."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Cell = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Rows under named columns; `name` is the file's, without its ending. None is an empty cell."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def joined_cell(names: Iterable[str]) -> Cell:
    """Several names in one cell, each once; none is an empty cell."""
    return "; ".join(dict.fromkeys(names)) or None


def table_files(tables: Iterable[CsvTable]) -> Mapping[str, bytes]:
    """Each table as `data/<name>.csv` and `data/<name>.json`."""
    files: dict[str, bytes] = {}
    for table in tables:
        files[f"data/{table.name}.csv"] = csv_bytes(table)
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        files[f"data/{table.name}.json"] = json_bytes({"columns": list(table.columns), "rows": rows})
    return files


def csv_bytes(table: CsvTable) -> bytes:
    """Write a table as CSV.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one
    that begins with an apostrophe: whoever removes the first apostrophe has every text as it was.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def json_bytes(data: Mapping[str, object]) -> bytes:
    """Write data as JSON, one item a line, that may also stand within HTML or a script: it holds no `<`."""
    return _object_bytes({key: _one_item_a_line(value) for key, value in data.items()})


def lists_bytes(top: Mapping[str, object], lists: Mapping[str, list[str]]) -> bytes:
    """Write lists of items that are JSON already, after some plain values, in the same form."""
    return _object_bytes(
        {key: compact_json(value) for key, value in top.items()}
        | {k: _list_lines(items) for k, items in lists.items()}
    )


def _object_bytes(members: Mapping[str, str]) -> bytes:
    lines = ",\n".join(f"{json.dumps(key)}: {value}" for key, value in members.items())
    return f"{{\n{lines}\n}}\n".encode()


def _one_item_a_line(value: object) -> str:
    if isinstance(value, list):
        return _list_lines([compact_json(item) for item in value])
    if isinstance(value, dict):
        members = ",".join(f"\n {compact_json(key)}: {compact_json(item)}" for key, item in value.items())
        return f"{{{members}\n}}"
    return compact_json(value)


def _list_lines(items: list[str]) -> str:
    return "[" + ",".join(f"\n {item}" for item in items) + "\n]"


_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<\u2028\u2029"})
"""These stand only within strings, where an escape means the same."""


def compact_json(value: object) -> str:
    """Write a value as JSON on one line, without any `<`."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_ESCAPED)
