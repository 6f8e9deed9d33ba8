"""Records as plain values: as annotations have them, and as they come back from the published database alone.

Both are lists and mappings of what is there: what is absent, empty or false has no key, and what may be
written short or long is short. An amount that has no number has no sense.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields
from typing import Any, Final

from site_builder.model.corpus import Corpus

Plain = dict[str, dict[str, list[Any]]]
"""Records by article and section."""
MAIN: Final = ("actor", "place", "item", "source", "amount")
"""What alone stands for a whole mapping, where nothing else is said."""
ALWAYS_LISTS: Final = ("quote", "via", "period")


# ------------------------------------------------------------------ as annotations have them


def written(corpus: Corpus) -> Plain:
    """All records of a corpus, as its annotations have them."""
    found: Plain = {}
    for name, annotation in corpus.annotations.items():
        sections = {section: [_written(one) for one in records] for section, records in annotation.sections}
        found[name] = {section: records for section, records in sections.items() if records}
    return {name: sections for name, sections in found.items() if sections}


def _written(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_written(one) for one in value]
    if value is None or isinstance(value, str | bool):
        return value
    if not hasattr(value, "at"):
        return float(value)
    said = {one.name.rstrip("_"): _written(getattr(value, one.name)) for one in fields(value) if one.init}
    for key in ALWAYS_LISTS:
        if key in said and not isinstance(said[key], list):
            said[key] = [said[key]]
    return short(said)


def short(said: dict[str, Any]) -> Any:
    """A mapping without what is not there, or what stands for it."""
    if "sense" in said and (said.get("amount") is None or said["sense"] == "exact"):
        said.pop("sense")
    amount = said.get("amount")
    if isinstance(amount, list) and amount[0] == amount[1]:
        said["amount"] = amount[0]
    said = {key: value for key, value in said.items() if value not in (None, False, [], {}, "")}
    return next(iter(said.values())) if len(said) == 1 and next(iter(said)) in MAIN else said


# ------------------------------------------------------------------ as the database has them


def rebuilt(database: bytes) -> Plain:
    """All records, as nothing but the database has them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        connection.row_factory = sqlite3.Row
        return _Rebuilding(connection).all()


class _Rebuilding:
    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.own = {row["id"] for row in self.rows("sections") if not row["built_in"]}
        self.types: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.rows("fields"):
            if row["kind"] == "section":
                self.types[row["id"]][row["key"]] = row["type"]
        self.quotes, self.carriers = self.grouped("quotes"), self.grouped("carriers")
        self.lists = self._lists()

    def rows(self, table: str) -> list[sqlite3.Row]:
        return self.database.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - its own names

    def grouped(self, table: str) -> Mapping[str, list[sqlite3.Row]]:
        found: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in sorted(self.rows(table), key=lambda row: row["position"]):
            found[row["record"]].append(row)
        return found

    def all(self) -> Plain:
        found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        single = {row["id"]: self._section(row["id"], row["table"]) for row in self.rows("sections")}
        for row in sorted(self.rows("records"), key=lambda row: (row["article"], row["position"])):
            said = {**self._common(row), **single[row["section"]][row["id"]], **self.lists[row["id"]]}
            found[row["article"]][row["section"]].append(short(said))
        return {name: dict(sections) for name, sections in found.items()}

    def _common(self, row: sqlite3.Row) -> dict[str, Any]:
        """What all records may say."""
        return {
            "quote": [quote["words"] for quote in self.quotes[row["id"]]],
            "via": [short({"source": one["actor"], "date": one["date"]}) for one in self.carriers[row["id"]]],
            "id": row["name"],
            "by": _ref(row, "by"),
            **{key: row[key] for key in ("brief", "date_why", "mode", "note", "prefix", "suffix")},
        }

    def _section(self, section: str, table: str) -> Mapping[str, dict[str, Any]]:
        """What stands in the table of a section, by record."""
        return {row["record"]: dict(self._fields(section, row)) for row in self.rows(table)}

    def _fields(self, section: str, row: sqlite3.Row) -> Iterator[tuple[str, Any]]:
        columns = row.keys()[1:]
        of_own: set[str] = set()
        for key, kind in self.types[section].items() if section in self.own else ():
            name = (
                f"{key}_" if any(one.startswith(f"{key}__") or one == f"{key}_" for one in columns) else key
            )
            parts = {"actor": ("", "_unnamed"), "date": _DATE, "number": _COUNT, "value": _VALUE}.get(
                kind, ("",)
            )
            if held := {f"{name}{part}" for part in parts} & set(columns):
                of_own |= held
                yield key, _of_type(row, name, kind)
        left = [one for one in columns if one not in of_own]
        for name in left:
            kind = next((kind for kind, ending in _ENDINGS.items() if f"{name}{ending}" in left), "")
            if name.endswith("_low") and name.replace("_low", "_sense") in left:
                key = name.removesuffix("_low")
                yield key, _of_type(row, key, "value" if f"{key}_wording" in left else "number")
            elif not name.endswith(_DERIVED):
                yield name, _of_type(row, name, kind)

    def _lists(self) -> Mapping[str, dict[str, list[Any]]]:
        """Fields that hold several, by record."""
        names = {row["id"]: row["name"] for row in self.rows("records")}
        found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for table, plain in _LISTS.items():
            for row in (one for rows in self.grouped(table).values() for one in rows):
                found[row["record"]][row["field"]].append(plain(row))
        for row in (one for rows in self.grouped("claims").values() for one in rows):
            found[row["record"]][row["field"]].append(row["event"] or names[row["target"]])
        return found


_DATE: Final = ("", "_from", "_to", "_precision", "_extent")
_COUNT: Final = ("_low", "_high", "_min", "_max", "_sense")
_VALUE: Final = (*_COUNT, "_currency", "_basis", "_per", "_wording")
_ENDINGS: Final = {"actor": "_unnamed", "date": "_precision"}
_DERIVED: Final = ("_unnamed", *_DATE[1:], *_VALUE)


def _of_type(row: sqlite3.Row, name: str, kind: str) -> Any:
    if kind == "actor":
        return _ref(row, name)
    if kind == "number":
        return _count(row, name)
    if kind == "value":
        said = {"amount": _amount(row, name), "sense": row[f"{name}_sense"]}
        value = short(said | {key: row[f"{name}_{key}"] for key in ("currency", "basis", "per", "wording")})
        return value or None
    return bool(row[name]) if isinstance(row[name], int) else row[name]


def _ref(row: sqlite3.Row, name: str) -> Any:
    unnamed = row[f"{name}_unnamed"]
    return {"of": row[name], "as": unnamed} if unnamed else row[name]


def _amount(row: sqlite3.Row, name: str) -> Any:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return low if low == high else [low, high]


def _count(row: sqlite3.Row, name: str) -> Any:
    found = short({"amount": _amount(row, name), "sense": row[f"{name}_sense"]})
    return None if found == {} else found


def _counted(row: sqlite3.Row) -> Any:
    number = {key: _count(row, key) for key in ("ordered", "delivered")}
    return short({"item": row["equipment"] or row["goods"], "number": short(number)})


_LISTS: Final = {
    "record_actors": lambda row: short(
        {"actor": _ref(row, "actor"), "role": row["role"], "date": row["date"], "place": row["place"]}
    ),
    "record_places": lambda row: short({"place": row["place"], "date": row["date"]}),
    "record_subjects": lambda row: row["subject"],
    "record_equipment": lambda row: short({"item": row["equipment"], "user": _ref(row, "user")}),
    "record_texts": lambda row: row["text"],
    "record_dates": lambda row: row["date"],
    "deal_items": _counted,
}
