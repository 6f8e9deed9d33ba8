"""The forms in which the data are published or exported: what they are for, and their files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from site_builder.output.formats.calendar_file import CALENDAR, calendar_file
from site_builder.output.formats.contents import Contents
from site_builder.output.formats.data_package import PACKAGE, csv_files
from site_builder.output.formats.follow_the_money import ENTITIES, STATEMENTS, entities_file, statements_file
from site_builder.output.formats.geojson_files import PLACES, VISITS, geojson_files
from site_builder.output.formats.networks import GEXF, GRAPHML, gexf_file, graphml_file
from site_builder.output.formats.parquet_files import parquet_files
from site_builder.output.formats.sqlite_file import DATABASE, sqlite_file
from site_builder.output.formats.workbook import WORKBOOK, workbook
from site_builder.translation.messages import N_

Made = Iterator[tuple[str, bytes]]
"""Files by their names."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form of the data; `main` is the file that pages lead to, `about` and `opened` say what it is for.

    `others` are further files that it always has.
    `make` gives its files. What is not `published` is made by `site-builder export` alone.
    """

    title: str
    main: str
    about: str
    opened: str
    make: Callable[[Contents], Made]
    published: bool = True
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its files but those that each table has one of."""
        return (self.main, *self.others) if self.main else ()


def _one(name: str, make: Callable[[Contents], bytes]) -> Callable[[Contents], Made]:
    def made(contents: Contents) -> Made:
        yield name, make(contents)

    return made


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format(
        "CSV",
        PACKAGE,
        N_("a file for each table, described as a Data Package: types, keys, meanings"),
        N_("pandas, R, DuckDB, OpenRefine, frictionless"),
        csv_files,
    ),
    "sqlite": Format(
        "SQLite",
        DATABASE,
        N_("all tables in one database, with keys, a full-text index and ready views"),
        N_("sqlite3, Datasette, DB Browser, DuckDB"),
        _one(DATABASE, sqlite_file),
    ),
    "xlsx": Format(
        "XLSX",
        WORKBOOK,
        N_("a workbook with a sheet for each table, and one that explains them"),
        N_("LibreOffice, Excel"),
        _one(WORKBOOK, workbook),
    ),
    "geojson": Format(
        "GeoJSON",
        PLACES,
        N_("places and states as points, and visits as lines between them, for maps"),
        N_("QGIS, Leaflet, geojson.io, GeoPandas"),
        geojson_files,
        others=(VISITS,),
    ),
    "gexf": Format(
        "GEXF",
        GEXF,
        N_("who took part in the same events, as a network"),
        N_("Gephi, Gephi Lite, networkx"),
        _one(GEXF, gexf_file),
    ),
    "graphml": Format(
        "GraphML",
        GRAPHML,
        N_("the same network in an older form that more programs read"),
        N_("Cytoscape, yEd, igraph, networkx"),
        _one(GRAPHML, graphml_file),
    ),
    "ftm": Format(
        "FollowTheMoney",
        ENTITIES,
        N_("actors, articles, events and positions as entities, each with the articles that it is from"),
        N_("Aleph, OpenSanctions' tools, followthemoney"),
        _one(ENTITIES, entities_file),
    ),
    "ics": Format(
        "iCalendar",
        CALENDAR,
        N_("events that are dated to a day or month, as a calendar"),
        N_("Thunderbird, Google Calendar, Apple Calendar"),
        _one(CALENDAR, calendar_file),
    ),
    "ftm-statements": Format(
        "FollowTheMoney statements",
        STATEMENTS,
        N_("the same, each single value with its source: much larger"),
        N_("OpenSanctions' tools, nomenklatura, followthemoney"),
        _one(STATEMENTS, statements_file),
        published=False,
    ),
    "parquet": Format(
        "Parquet",
        "",
        N_("a file for each table, by columns"),
        N_("DuckDB, Polars, Spark"),
        parquet_files,
        published=False,
    ),
}
"""All forms, by the names that `export` knows them under."""
