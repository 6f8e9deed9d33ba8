"""The tables as a database of SQLite: with keys that are enforced, a full-text index and ready views."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from typing import Final

from site_builder.output.formats.contents import Contents
from site_builder.output.formats.data_package import key_of
from site_builder.output.tables.model import Column, Table

DATABASE: Final = "corpus.sqlite"
_TYPES: Final = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_ASKED: Final = frozenset((
    ("records", "article"), ("records", "event"), ("quotes", "record"), ("reports", "event"),
    ("reports", "article"), ("participants", "actor"), ("record_actors", "actor"),
    ("record_subjects", "subject"), ("event_topics", "topic"), ("mentions", "subject"),
    ("deal_items", "equipment"), ("meetings", "event"), ("links", "other"), ("claims", "event"),
    ("claims", "target"), ("visits", "event"), ("arms_deals", "event"), ("happenings", "event"),
    ("disagreement_records", "record"), ("searched_subjects", "subject"),
    ("ways", "actor"), ("same_figures", "record"),
))  # fmt: skip
"""Columns that have an index, besides those that a table's key begins with."""
_PAGE: Final = 4096
"""Bytes of a page of the file, whatever the machine's version of SQLite would choose."""


def sqlite_file(contents: Contents) -> bytes:
    """Make the database; the same tables make the same bytes with the same version of SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA page_size = {_PAGE}")
        for table in contents.tables:
            database.execute(_created(table))
            database.executemany(_insertion(table), contents.rows(table.name))
        for statement in _indexed(contents):
            database.execute(statement)
        database.executescript(_script("search.sql"))
        database.executescript(_script("views.sql"))
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def quoted(name: str) -> str:
    """A name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _created(table: Table) -> str:
    parts = [*map(_column, table.columns), f"PRIMARY KEY ({', '.join(map(quoted, table.key))})"]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(parts)}) STRICT, WITHOUT ROWID"


def _column(column: Column) -> str:
    name = quoted(column.name)
    parts = [name, _TYPES.get(column.type, "TEXT")]
    if column.required:
        parts.append("NOT NULL")
    if column.type == "boolean":
        parts.append(f"CHECK ({name} IN (0, 1))")
    if column.to:
        parts.append(f"REFERENCES {quoted(column.to)} ({quoted(key_of(column.to))})")
    return " ".join(parts)


def _insertion(table: Table) -> str:
    places = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {quoted(table.name)} VALUES ({places})"  # noqa: S608 - the name is quoted, values are bound


def _indexed(contents: Contents) -> Iterator[str]:
    """Indexes of the columns that questions begin with; one for each key would double the file."""
    for table in contents.tables:
        for column in table.columns:
            if (table.name, column.name) in _ASKED:
                name = quoted(f"{table.name}_{column.name}")
                yield f"CREATE INDEX {name} ON {quoted(table.name)} ({quoted(column.name)})"


def _script(name: str) -> str:
    return (files("site_builder.output.formats") / name).read_text("utf-8")
