"""How data is written: JSON that may stand anywhere, and tables as CSV (RFC 4180, UTF-8) and JSON.

Files are joined from items and rows that are text already, each on a line of its own.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping

from site_builder.output.tables.model import Cell, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_NEXT = ",\n "
"""Between two items of a list."""


# ------------------------------------------------------------------ CSV


def csv_lines(rows: Iterable[Row]) -> str:
    """Write rows as CSV.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, and so does one
    that begins with an apostrophe: whoever removes the first apostrophe has every text as it was.
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


# ------------------------------------------------------------------ JSON


def json_bytes(data: Mapping[str, object]) -> bytes:
    """Write data as JSON, one item a line, that may also stand within HTML or a script: it holds no `<`."""
    return object_bytes({key: one_item_a_line(value) for key, value in data.items()})


def object_bytes(members: Mapping[str, str]) -> bytes:
    """Write an object whose members are JSON already."""
    lines = ",\n".join(f"{json.dumps(key)}: {value}" for key, value in members.items())
    return f"{{\n{lines}\n}}\n".encode()


def tight_bytes(members: Mapping[str, str]) -> bytes:
    """Write an object whose members are JSON already, each on a line, without any other white space."""
    lines = ",\n".join(f"{json.dumps(key)}:{value}" for key, value in members.items())
    return _escaped(f"{{\n{lines}\n}}\n").encode()


def one_item_a_line(value: object) -> str:
    """Write a list or an object with each of its items on a line."""
    if isinstance(value, list):
        return joined_list([joined_items(value)])
    if isinstance(value, dict):
        members = ",".join(f"\n {compact_json(key)}: {compact_json(item)}" for key, item in value.items())
        return f"{{{members}\n}}"
    return compact_json(value)


def joined_items(items: Iterable[object]) -> str:
    """Write some items of a list, one a line."""
    return _NEXT.join(map(compact_json, items))


def joined_groups(groups: Iterable[str]) -> str:
    """Join groups of items that are written already; a group may be empty."""
    return _NEXT.join(filter(None, groups))


def joined_list(groups: Iterable[str]) -> str:
    """Write a list of such groups."""
    items = joined_groups(groups)
    return f"[\n {items}\n]" if items else "[\n]"


_ESCAPED = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<\u2028\u2029"})
"""These stand only within strings, where an escape means the same."""
_TO_ESCAPE = re.compile("[<\u2028\u2029]")


def compact_json(value: object) -> str:
    """Write a value as JSON on one line, without any `<`."""
    return _escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED) if _TO_ESCAPE.search(text) else text  # which takes ten times as long
