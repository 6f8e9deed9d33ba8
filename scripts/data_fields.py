"""`python -m scripts.data_fields`: write `docs/data-fields.md`, what each field of the published data means.

All of it is made of the classes and tables that write the data; examples are those of the invented corpus of
the tests. With `--check` nothing is written; the exit code is 1 where the page is not as it would be.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scripts.made_page import cell, row, write_or_compare
from site_builder.output.exports.data_files import CORPUS, SCHEMA, UNKNOWN, contents_of, export
from site_builder.output.exports.data_making import all_parts
from tests.conftest import TOY, site_at

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "data-fields.md"
HEAD: Final = """\
---
title: Data fields
description: Every table, file and field of the published data, what it holds, and an example
---

# Data fields

Made by `python -m scripts.data_fields` of the code that writes the data; not edited by hand. The examples are
invented. A project's own sections and fields are not here: `data/tables.csv` and `data/columns.csv` of its
site say what they mean. All tables have been there since version 2 of the data; of keys of `corpus.json` it
stands beside them.

Types: `date` is a day, `edtf` a date as it is known (ISO 8601-2), `uri` an address, `boolean` true or false
(1 and 0 in SQLite). An empty cell is empty in CSV and NULL elsewhere.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join((HEAD, *_tables(), *_schemas()))


# ------------------------------------------------------------------ tables


def _tables() -> Iterator[str]:
    site = site_at(TOY)
    contents = contents_of(site, all_parts(site), UNKNOWN)
    yield "## Tables\n"
    columns = [*contents.records("columns")]
    for table in contents.tables:
        yield f"### `{table.name}`\n"
        yield f"{cell(table.meaning)} Key: {', '.join(f'`{name}`' for name in table.key)}.\n"
        yield from _head("column", "type", "meaning", "example")
        for one in (column for column in columns if column["table"] == table.name):
            yield row(f"`{one['name']}`", _type(one), _meaning(one), _example(one["example"]))
        yield ""


def _type(column: Mapping[str, Any]) -> str:
    key = f", key of `{column['to']}`" if column["to"] else ""
    return f"{column['type']}{key}{'' if column['required'] else ', or empty'}"


def _meaning(column: Mapping[str, Any]) -> str:
    return f"{column['meaning']} Unit: {column['unit']}." if column["unit"] else str(column["meaning"])


# ------------------------------------------------------------------ files of JSON


def _schemas() -> Iterator[str]:
    files = export(site_at(TOY))
    schema = json.loads(next(data for path, data in files if path == SCHEMA))
    yield f"## `{CORPUS}`\n"
    yield f"{cell(schema['description'])} The data of one page have the same keys.\n"
    yield from _fields(schema, schema)
    for name, form in schema["$defs"].items():
        if "properties" in form:
            yield f"### `{name}` in `corpus.json`\n"
            yield f"{cell(form.get('description', ''))}\n"
            yield from _fields(form, schema)


def _fields(form: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    yield from _head("key", "type", "meaning", "example", "since")
    for key, field in form["properties"].items():
        shown = next(iter(field.get("examples", ())), None)
        example = None if shown is None else shown if isinstance(shown, str) else json.dumps(shown)
        said = field.get("description") or _said_of(field, schema)
        yield row(f"`{key}`", _kind(field), said, _example(example), field.get("since", "1"))
    yield ""


def _said_of(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """What the form that a field has says of itself."""
    for one in (field, field.get("items", {}), *field.get("anyOf", ())):
        if "$ref" in one:
            return str(schema["$defs"][one["$ref"].rpartition("/")[2]].get("description", ""))
    return ""


def _kind(field: Mapping[str, Any]) -> str:
    if "$ref" in field:
        return f"`{field['$ref'].rpartition('/')[2]}`"
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(one) for one in field["anyOf"]))
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}))}"
    if "enum" in field:
        return "one of " + ", ".join(f"`{word}`" for word in field["enum"])
    return f"`{field['const']}`" if "const" in field else str(field.get("type", "any"))


# ------------------------------------------------------------------ Markdown


def _head(*names: str) -> Iterator[str]:
    yield row(*names)
    yield row(*("---" for _ in names))


def _example(shown: str | None) -> str:
    return f"`` {shown} ``" if shown and "`" in shown else f"`{shown}`" if shown else ""


def main() -> int:
    """Write the page, or compare it."""
    return write_or_compare(PAGE, page())


if __name__ == "__main__":
    sys.exit(main())
