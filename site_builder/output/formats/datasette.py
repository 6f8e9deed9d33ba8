"""What Datasette shows beside the database: what tables and columns mean, and questions that are ready."""

import json
from collections.abc import Mapping
from typing import Any, Final

from site_builder.output.formats.contents import Contents
from site_builder.output.formats.sqlite_file import DATABASE
from site_builder.pages.ask import questions

METADATA: Final = "datasette.json"


def datasette_metadata(contents: Contents) -> bytes:
    """The file that Datasette is given with `--metadata`."""
    about = contents.about
    said = {
        "title": about.name,
        "license": about.licence.name if about.licence else None,
        "license_url": about.licence.url if about.licence else None,
        "source": about.name,
        "source_url": about.address,
        "databases": {DATABASE.partition(".")[0]: {"tables": _tables(contents), "queries": _queries()}},
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _tables(contents: Contents) -> Mapping[str, Any]:
    return {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: _described(column.meaning, column.unit) for column in table.columns},
        }
        for table in contents.tables
    }


def _described(meaning: str, unit: str) -> str:
    return f"{meaning} ({unit})" if unit else meaning


def _queries() -> Mapping[str, Any]:
    return {one.name: {"title": one.title, "sql": one.sql} for one in questions()}
