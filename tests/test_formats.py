"""The published data as other people's tools read it: each form is opened by a program that we did not write.

All forms are made of one corpus, so that they must agree with each other, and with the annotations.
"""

import csv
import datetime as dt
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.linking.site import Site
from site_builder.model.annotation import SECTIONS
from site_builder.model.value_types import SectionId
from site_builder.output.exports.data_files import contents_of
from site_builder.output.exports.data_making import all_parts
from site_builder.output.formats.all_formats import FORMATS
from site_builder.output.formats.calendar_file import is_shown
from site_builder.output.formats.contents import Contents, DataSet
from site_builder.output.formats.ftm_schemas import LANGUAGES, LEGAL, ORGANISATIONS, THINGS
from site_builder.output.tables.columns import date_cells, date_columns
from site_builder.pages.registers import table_of_section
from tests import ftm_model
from tests.conftest import ROOT, TOY, site_at

RIVER = Path(__file__).parent / "river"
ROOTS = {"toy": TOY, "shipped": ROOT, "river": RIVER}
ABOUT = DataSet(name="A <Record>", address="https://record.example/here/", day="2031-01-01", commit="0" * 40)


@dataclass(frozen=True)
class Made:
    """All forms of the data of a project, in a folder; and the tables that they are made of."""

    root: Path
    folder: Path
    site: Site
    contents: Contents

    def bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def json(self, name: str) -> Any:
        return json.loads(self.bytes(name))

    @cached_property
    def tables(self) -> Mapping[str, list[dict[str, Any]]]:
        """Rows of all tables."""
        return {table.name: list(self.contents.records(table.name)) for table in self.contents.tables}


def made_of(site: Site) -> Iterator[tuple[str, bytes]]:
    contents = contents_of(site, all_parts(site), ABOUT)
    for one in FORMATS.values():
        yield from one.make(contents)


@pytest.fixture(scope="session", params=ROOTS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = ROOTS[request.param]
    known = {"toy": "toy_site", "shipped": "shipped_site"}
    site = request.getfixturevalue(known[request.param]) if request.param in known else site_at(root)
    folder = tmp_path_factory.mktemp(request.param)
    contents = contents_of(site, all_parts(site), ABOUT)
    for one in FORMATS.values():
        for name, data in one.make(contents):
            (folder / name).write_bytes(data)
    return Made(root, folder, site, contents)


def opened(made: Made) -> Any:
    return closing(sqlite3.connect(f"file:{made.folder / 'corpus.sqlite'}?mode=ro&immutable=1", uri=True))


# ------------------------------------------------------------------ what was annotated is there


def test_there_are_as_many_records_as_in_the_files(made: Made) -> None:
    written: Counter[tuple[str, str]] = Counter()
    quotes = 0
    for path in (made.root / "annotations/articles").glob("*.yml"):
        for section, records in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items():
            if section != "rejected":
                written[path.stem, section] = len(records)
                quoted = (record["quote"] for record in records)
                quotes += sum(len(one) if isinstance(one, list) else 1 for one in quoted)
    assert written
    assert Counter((one["article"], one["section"]) for one in made.tables["records"]) == written
    assert len(made.tables["quotes"]) == quotes
    of_sections = {one["id"]: one["table"] for one in made.tables["sections"]}
    for section, table in of_sections.items():
        assert len(made.tables[table]) == sum(n for (_, other), n in written.items() if other == section)


@pytest.mark.parametrize(
    "kind", ["actors", "places", "equipment", "topics", "measures", "events", "articles"]
)
def test_there_are_as_many_entries_as_in_the_files(made: Made, kind: str) -> None:
    if kind == "articles":
        names = {path.stem for path in (made.root / "articles").glob("*.md")}
    else:
        folder = made.root / "annotations"
        files = [*folder.glob(f"{kind}.yml"), *(folder / kind).glob("*.yml")]
        names = {name for file in files for name in yaml.safe_load(file.read_text("utf-8"))}
    assert {one["id"] for one in made.tables[kind]} == names


def test_every_form_is_there_with_its_main_file(made: Made) -> None:
    for name, one in FORMATS.items():
        for file in one.names:
            assert (made.folder / file).stat().st_size, name
    assert (
        {one.name for one in made.contents.tables}
        == {path.stem for path in made.folder.glob("*.csv")}
        == {path.stem for path in made.folder.glob("*.parquet")}
    )


@pytest.mark.parametrize("made", ["toy"], indirect=True)
def test_no_section_takes_the_name_of_a_table_or_view(made: Made) -> None:
    with opened(made) as database:
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type != 'index'")}
    free = {SectionId(name) for name in there} - {SectionId(name) for name in SECTIONS}
    assert {"evidence", "columns", "roles", "journey_visitors", "search", "search_data"} <= free
    assert {name for name in free if table_of_section(name) == name} == set()
    assert [name for name in there if name.startswith("own_")] == []


# ------------------------------------------------------------------ CSV and its description


@pytest.mark.parametrize("made", ["toy", "shipped"], indirect=True)  # it takes seconds
def test_frictionless_finds_nothing_wrong(made: Made) -> None:
    """It looks at types, required cells, keys, foreign keys, sizes and hashes."""
    import frictionless  # noqa: PLC0415 - takes seconds to load

    report = frictionless.validate(str(made.folder / "datapackage.json"))
    assert report.flatten(["type", "title", "fieldName", "rowNumber", "note"]) == []
    assert len(report.tasks) == len(made.contents.tables)


def test_duckdb_reads_all_types_and_joins_all_keys(made: Made) -> None:
    import duckdb  # noqa: PLC0415

    types = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    with closing(duckdb.connect()) as database:
        for table in made.contents.tables:
            columns = {one.name: types.get(one.type, "VARCHAR") for one in table.columns}
            path = str(made.folder / f"{table.name}.csv")
            database.read_csv(path, header=True, columns=columns, strict_mode=True).create(table.name)
            rows = database.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608 - our own names
            assert [*map(plain, rows)] == [*map(list, made.contents.rows(table.name))], table.name
        for table in made.contents.tables:
            for column in (one for one in table.columns if one.to):
                key = "name" if column.to == "tables" else "id"
                lost = database.execute(
                    f'SELECT count(*) FROM "{table.name}" a LEFT JOIN "{column.to}" b '  # noqa: S608
                    f'ON a."{column.name}" = b."{key}" '
                    f'WHERE a."{column.name}" IS NOT NULL AND b."{key}" IS NULL'
                ).fetchone()
                assert lost == (0,), (table.name, column.name)


def plain(row: Any) -> list[Any]:
    """Cells as JSON has them, without the apostrophe before what a spreadsheet would take for a formula."""
    return [_plain(cell) for cell in row]


def _plain(cell: Any) -> Any:
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[:10]
    return cell.removeprefix("'") if isinstance(cell, str) else cell


def test_pandas_reads_dates_as_dates_and_numbers_as_numbers(made: Made) -> None:
    import pandas as pd  # noqa: PLC0415

    kinds = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
    for table in made.contents.tables:
        days = [one.name for one in table.columns if one.type == "date"]
        frame = pd.read_csv(
            made.folder / f"{table.name}.csv",
            dtype={one.name: kinds.get(one.type, "string") for one in table.columns if one.name not in days},
            parse_dates=days, date_format="%Y-%m-%d", keep_default_na=False, na_values=[""],
        )  # fmt: skip
        assert len(frame) == len(made.contents.rows(table.name))
        assert not frame.duplicated(list(table.key)).any(), table.name
        if len(frame):
            assert {one: str(frame[one].dtype)[:10] for one in days if frame[one].notna().any()} == {
                one: "datetime64" for one in days if frame[one].notna().any()
            }, table.name


def test_no_cell_of_any_csv_is_a_formula(made: Made) -> None:
    for path in made.folder.glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_bytes().decode(), newline="")):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), (path.name, cell)
                assert not cell.startswith("-") or float(cell) < 0


# ------------------------------------------------------------------ SQLite


def test_the_database_is_whole_and_all_its_views_run(made: Made) -> None:
    with opened(made) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in made.contents.tables:
            (rows,) = database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608
            assert rows == len(made.contents.rows(table.name)), table.name
        for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            database.execute(f'SELECT * FROM "{view}"').fetchall()  # noqa: S608
        evidence = database.execute("SELECT count(*), count(quotes) FROM evidence").fetchone()
    assert evidence == (len(made.tables["records"]),) * 2


def test_its_search_finds_words_without_their_accents(made: Made) -> None:
    words = {word for one in made.tables["names"] for word in one["name"].split() if word.isalpha()}
    plain_words = {
        word: unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() for word in words
    }
    accented = {
        word: plain for word, plain in plain_words.items() if plain != word and len(plain) == len(word)
    }
    assert accented or made.root != ROOT
    with opened(made) as database:
        for word, plain in accented.items():
            asked = "SELECT words FROM search WHERE search MATCH ? AND kind = 'actor'"
            found = database.execute(asked, (f'"{plain.lower()}"',)).fetchall()
            assert any(word in name for (name,) in found), word
        (count,) = database.execute("SELECT count(*) FROM search WHERE kind = 'quote'").fetchone()
    assert count == len(made.tables["quotes"])


@pytest.mark.parametrize("made", ["shipped"], indirect=True)
def test_datasette_serves_it(made: Made) -> None:
    asked = [sys.executable, "-m", "datasette", str(made.folder / "corpus.sqlite")]
    done = subprocess.run(
        [*asked, "--get", "/corpus/records.json?_size=1&_shape=array"], capture_output=True, check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    (row,) = json.loads(done.stdout)
    assert row["id"] in {one["id"] for one in made.tables["records"]}


# ------------------------------------------------------------------ workbook, Parquet


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")
def test_openpyxl_reads_a_sheet_for_each_table(made: Made) -> None:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(made.folder / "corpus.xlsx")
    sheets = {table.name[:31]: table for table in made.contents.tables}
    assert book.sheetnames == ["explanations", *sheets]
    for name, table in sheets.items():
        sheet, expected = book[name], made.contents.rows(table.name)
        assert (sheet.max_row, sheet.freeze_panes) == (len(expected) + 1, "B2"), name
        for cells, row in zip(sheet.iter_rows(), [table.names, *expected], strict=True):
            assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}  # and no "f", a formula
            assert [cell.hyperlink for cell in cells] == [None] * len(cells)
            there = [_plain_of_sheet(cell.value) for cell in cells]
            assert there == [None if cell == "" else cell for cell in row], name


def _plain_of_sheet(cell: Any) -> Any:
    return cell.isoformat()[:10] if isinstance(cell, dt.datetime) else cell


def test_pyarrow_reads_every_table_to_its_types(made: Made) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {"integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    for table in made.contents.tables:
        read = pq.read_table(made.folder / f"{table.name}.parquet")
        assert [str(one.type) for one in read.schema] == [types.get(c.type, "string") for c in table.columns]
        assert [one.nullable for one in read.schema] == [not column.required for column in table.columns]
        rows = [[_plain_of_day(cell) for cell in row.values()] for row in read.to_pylist()]
        assert rows == [list(row) for row in made.contents.rows(table.name)], table.name


def _plain_of_day(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


# ------------------------------------------------------------------ maps, networks, calendars


@pytest.mark.parametrize("name", ["places.geojson", "visits.geojson"])
def test_geojson_is_valid_and_has_all_there_is(made: Made, name: str) -> None:
    import geojson  # noqa: PLC0415

    read = geojson.loads(made.bytes(name).decode())
    located = [feature for feature in read.features if feature.geometry]
    assert [geojson.GeoJSON.to_instance(one["geometry"]).is_valid for one in located] == [True] * len(located)
    assert len({feature["id"] for feature in read.features}) == len(read.features)
    if name == "visits.geojson":
        journeys = [f"{one['event']}/{one['position']}" for one in made.tables["journeys"]]
        assert [feature["id"] for feature in read.features] == journeys
        met = sum(len(feature.properties["visitors"]) for feature in read.features)
        assert (
            met == len(made.tables["journey_visitors"]) == sum(j["visitors"] for j in made.tables["journeys"])
        )
        return
    of_place = {feature["id"]: feature for feature in read.features}
    states = {one["id"] for one in made.tables["actors"] if one["type"] == "state"}
    assert of_place.keys() == {one["id"] for one in made.tables["places"]} | states
    for place in made.tables["places"]:
        known = None if place["east"] is None else [place["east"], place["north"]]
        geometry = of_place[place["id"]]["geometry"]
        assert (geometry and list(geometry["coordinates"])) == known
    assert sum(one.properties["events"] for one in read.features) == sum(
        event["place"] is not None for event in made.tables["events"]
    )


@pytest.mark.parametrize(
    ("name", "read"), [("network.gexf", "read_gexf"), ("network.graphml", "read_graphml")]
)
def test_networkx_reads_the_network_back(made: Made, name: str, read: str) -> None:
    import networkx as nx  # noqa: PLC0415

    graph = getattr(nx, read)(made.folder / name)
    links = {(one["actor"], one["other"]): one["events"] for one in made.tables["links"]}
    assert not graph.is_directed()
    assert {tuple(sorted(pair)): data["weight"] for *pair, data in graph.edges(data=True)} == links
    assert set(graph) == {end for pair in links for end in pair}
    actors = {one["id"]: one for one in made.tables["actors"]}
    for node, data in graph.nodes(data=True):
        known = actors[node]
        assert (data["label"], data["type"], data.get("country")) == (
            known["name"], known["type"], known["country"],
        )  # fmt: skip
    common = Counter((one["actor"], one["other"]) for one in made.tables["link_events"])
    for *pair, data in graph.edges(data=True):
        assert len(data["events"].split(";")) == data["weight"] == common[tuple(sorted(pair))]


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2031-05-03", True), ("2031-05-03?", True), ("2031-05-03/2031-05-09", True), ("2031-05", True),
        ("2031-05/2031-09", True), ("2031-05-03/2034-01-01", True), ("[2031-05-03,2031-05-20]", True),
        ("[2031-05-03,2031-07-20]", False), ("2031", False), ("2031-21", False), ("203X", False),
        ("2031-05-03/..", False), ("../2031-05-03", False), ("2031/2032", False), (None, False),
    ],
)  # fmt: skip
def test_what_is_coarser_than_a_month_is_in_no_calendar(date: str | None, shown: bool) -> None:
    cells = date_cells(date)
    names = (one.name for one in date_columns("date", "When."))
    assert is_shown(dict(zip(names, cells, strict=True))) == shown


def test_icalendar_reads_the_days_of_all_events_that_have_some(made: Made) -> None:
    from icalendar import Calendar  # noqa: PLC0415

    data = made.bytes("events.ics")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    calendar: Any = Calendar.from_ical(data)
    entries: dict[str, Any] = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    events = {f"{one['id']}@record.example": one for one in made.tables["events"]}
    known = {
        uid
        for uid, one in events.items()
        if one["date_precision"] in ("day", "month") and one["date_from"] and one["date_to"]
    }
    assert entries.keys() <= known
    assert {uid for uid in known if events[uid]["date_extent"] in (None, "lasts")} <= entries.keys()
    for uid, entry in entries.items():
        assert str(entry["SUMMARY"]) == events[uid]["title"]
        first, last = entry["DTSTART"].dt, entry["DTEND"].dt - dt.timedelta(days=1)
        assert (str(first), str(last)) == (events[uid]["date_from"], events[uid]["date_to"])
        assert str(entry["DTSTAMP"].dt) == "2031-01-01 00:00:00+00:00"
        firm = events[uid]["status"] in ("happened", "contracted", "delivered", "completed")
        assert (str(entry.get("STATUS")) == "CONFIRMED") == firm
        assert entry.errors == []


# ------------------------------------------------------------------ FollowTheMoney


def entities_of(made: Made) -> dict[str, Any]:
    read = [json.loads(line) for line in made.bytes("entities.ftm.json").splitlines()]
    entities = {entity["id"]: entity for entity in read}
    assert len(entities) == len(read)
    return entities


def test_entities_are_as_the_schemas_of_followthemoney_have_them(made: Made) -> None:
    entities = entities_of(made)
    assert [*ftm_model.faults(entities)] == []
    schemas = Counter(entity["schema"] for entity in entities.values())
    assert schemas["Event"] == len(made.tables["events"])
    assert schemas["Article"] == len(made.tables["articles"])
    actors = {one["id"] for one in made.tables["actors"]}
    assert entities.keys() >= actors
    assert schemas["Documentation"] == sum(one["subject"] in actors for one in made.tables["mentions"])


def test_what_the_schemas_do_not_have_would_be_found(made: Made) -> None:
    entities = entities_of(made)
    name, event = next((name, one) for name, one in entities.items() if one["schema"] == "Event")
    spoilt = [{"sailedBy": ["x"]}, {"startDate": ["12 July"]}, {"involved": ["nobody"]}, {"involved": [name]}]
    for more in spoilt:
        wrong = {**entities, name: {**event, "properties": {**event["properties"], **more}}}
        assert [fault.split(":")[0] for fault in ftm_model.faults(wrong)] == [name], more


@ftm_model.with_library
def test_followthemoney_takes_every_value_as_it_is(made: Made) -> None:
    from followthemoney import model  # noqa: PLC0415

    for entity in entities_of(made).values():
        proxy = model.get_proxy(entity, cleaned=False)
        given = {prop: sorted(known) for prop, known in entity["properties"].items()}
        assert {one: sorted(known) for one, known in proxy.to_dict()["properties"].items()} == given
        assert not proxy.schema.validate(entity), entity


def test_statements_say_the_same_of_each_entity(made: Made) -> None:
    entities, articles = entities_of(made), {one["id"] for one in made.tables["articles"]}
    found: dict[str, dict[str, set[str]]] = {name: {} for name in entities}
    for line in map(json.loads, made.bytes("statements.ftm.json").splitlines()):
        assert line["dataset"] in {*articles, "registry", "combined"}
        assert line["schema"] == entities[line["entity_id"]]["schema"]
        if line["prop"] != "id":
            found[line["entity_id"]].setdefault(line["prop"], set()).add(line["value"])
    assert found == {
        name: {prop: set(known) for prop, known in one["properties"].items()}
        for name, one in entities.items()
    }


@ftm_model.with_library
def test_followthemoney_reads_the_statements_and_names_them_so(made: Made) -> None:
    from followthemoney.statement import Statement  # noqa: PLC0415

    for line in map(json.loads, made.bytes("statements.ftm.json").splitlines()):
        statement = Statement.from_dict(line)
        assert statement.to_dict() == line
        assert statement.generate_key() == line["id"]


def test_what_we_know_of_its_schemas_is_right() -> None:
    for name in THINGS:
        schema = ftm_model.schema(name)
        assert "Thing" in schema.kinds
        assert not schema.abstract
        assert schema.required <= {"name"}, name
        written = {"name", "country", "summary", "notes", "sourceUrl", "publisher", "proof"}
        assert written <= schema.properties.keys()
        assert ("LegalEntity" in schema.kinds) == (name in LEGAL)
        assert ("Organization" in schema.kinds) == (name in ORGANISATIONS)


@ftm_model.with_library
def test_what_we_know_of_its_languages_is_right() -> None:
    from followthemoney.types import registry  # noqa: PLC0415

    assert {code: registry.language.clean(code) for code in LANGUAGES} == LANGUAGES


# ------------------------------------------------------------------ the same every time

AGAIN = """
import hashlib, sys
from pathlib import Path
from tests.conftest import site_at
from tests.test_formats import made_of
for name, data in made_of(site_at(Path(sys.argv[1]))):
    print(hashlib.sha256(data).hexdigest(), name)
"""


@pytest.mark.parametrize("made", ["toy"], indirect=True)
def test_another_process_with_another_order_of_hashes_makes_the_same_bytes(made: Made) -> None:
    other = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", AGAIN, str(made.root)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **other},
    )
    there = {name: sum_ for sum_, name in (line.split(" ", 1) for line in done.stdout.splitlines())}
    assert there == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made.folder.iterdir()
    }
