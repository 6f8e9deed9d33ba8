"""The tables as CSV with their description as a Data Package, version 2 (datapackage.org)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from site_builder.output.exports.json_and_csv import csv_lines, json_bytes
from site_builder.output.formats.contents import Contents
from site_builder.output.tables.model import Column, Table

PACKAGE: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
_DIALECT: Final = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}
NO_FORMULA: Final = (
    "A text that a spreadsheet would take for a formula has an apostrophe before it, and so has one that "
    "begins with an apostrophe: without the first one every text is as it was."
)


def csv_files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """Each table as a file of CSV, and their description last."""
    described: list[dict[str, Any]] = []
    for table in contents.tables:
        data = (csv_lines([table.names]) + csv_lines(contents.rows(table.name))).encode()
        described.append(_resource(table, data))
        yield f"{table.name}.csv", data
    yield PACKAGE, json_bytes(_package(contents, described))


def _package(contents: Contents, resources: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    about = contents.about
    licence = about.licence
    said = {
        "$schema": _PROFILE,
        "name": "corpus",
        "id": about.url("data/datapackage.json") if about.address else None,
        "title": about.name,
        "description": f"What a corpus of annotated articles says, as tables that join. {NO_FORMULA}",
        "homepage": about.address,
        "version": about.version,
        "created": f"{about.day}T00:00:00Z" if about.day else None,
        "licenses": [{"name": licence.id, "title": licence.name, "path": licence.url}] if licence else None,
        "resources": list(resources),
    }
    return {key: value for key, value in said.items() if value}


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": _DIALECT,
        "schema": {
            "$schema": _SCHEMA,
            "fields": [*map(_field, table.columns)],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [*_foreign_keys(table)],
        },
    }


_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    "edtf": {"type": "string"},
    "uri": {"type": "string", "format": "uri"},
}


def _field(column: Column) -> dict[str, Any]:
    said = {
        "name": column.name,
        **_TYPES.get(column.type, {"type": column.type}),
        "description": column.meaning,
        "unit": column.unit,
        "example": column.example,
        "constraints": {"required": True} if column.required else None,
    }
    return {key: value for key, value in said.items() if value}


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        if column.to:
            yield {
                "fields": [column.name],
                "reference": {"resource": column.to, "fields": [key_of(column.to)]},
            }


def key_of(table: str) -> str:
    """The column of a table that others refer to."""
    return "name" if table == "tables" else "id"
