"""The forms in which the data are published or exported: what they are for, and their files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from site_builder.corpus.citation import CITATION
from site_builder.model.problems import Location, Problem
from site_builder.output.bibliography import BIBTEX, CSL, RIS
from site_builder.output.formats.calendar_file import CALENDAR, calendar_file
from site_builder.output.formats.citation_file import citation_file
from site_builder.output.formats.contents import Contents
from site_builder.output.formats.data_package import PACKAGE, csv_files
from site_builder.output.formats.datasette import METADATA, datasette_metadata
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
    """A form of the data, with the file that pages lead to, what it is (a message), and names of tools.

    `others` are further files that it always has. `make` gives its files, among them one for each table where
    it is `of_tables`. What is not `published`, or takes too long for a build of more than `most` records, is
    made by `site-builder export` alone. `needs` is a package that is not always installed; an extra of the
    form's name has it.
    """

    title: str
    main: str
    about: str
    opened: str
    make: Callable[[Contents], Made]
    published: bool = True
    most: int = 0
    needs: str = ""
    of_tables: bool = False
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its files but those that each table has one of."""
        return (self.main, *self.others) if self.main else ()


def _one(name: str, make: Callable[[Contents], bytes]) -> Callable[[Contents], Made]:
    def made(contents: Contents) -> Made:
        yield name, make(contents)

    return made


def _references(name: str) -> Callable[[Contents], Made]:
    return _one(name, lambda contents: contents.references()[name])


def _sqlite_files(contents: Contents) -> Made:
    """The database, and what Datasette is to show beside it."""
    yield DATABASE, sqlite_file(contents)
    yield METADATA, datasette_metadata(contents)


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format(
        "CSV",
        PACKAGE,
        N_("a file for each table, described as a Data Package: types, keys, meanings"),
        "pandas, R, DuckDB, OpenRefine, frictionless",
        csv_files,
        of_tables=True,
    ),
    "sqlite": Format(
        "SQLite",
        DATABASE,
        N_("all tables in one database, with keys, a full-text index and ready views"),
        "sqlite3, Datasette, DB Browser, DuckDB",
        _sqlite_files,
        others=(METADATA,),
    ),
    "xlsx": Format(
        "XLSX",
        WORKBOOK,
        N_("a workbook with a sheet for each table, and one that explains them"),
        "LibreOffice, Excel",
        _one(WORKBOOK, workbook),
        most=4_000,
    ),
    "geojson": Format(
        "GeoJSON",
        PLACES,
        N_("places and states as points, and journeys as lines between them, for maps"),
        "QGIS, Leaflet, geojson.io, GeoPandas",
        geojson_files,
        others=(VISITS,),
    ),
    "gexf": Format(
        "GEXF",
        GEXF,
        N_("who took part in the same events, as a network"),
        "Gephi, Gephi Lite, networkx",
        _one(GEXF, gexf_file),
    ),
    "graphml": Format(
        "GraphML",
        GRAPHML,
        N_("the same network in an older form that more programs read"),
        "Cytoscape, yEd, igraph, networkx",
        _one(GRAPHML, graphml_file),
    ),
    "ftm": Format(
        "FollowTheMoney",
        ENTITIES,
        N_("actors, articles, events and positions as entities, each with the articles that it is from"),
        "Aleph, OpenSanctions' tools, followthemoney",
        _one(ENTITIES, entities_file),
    ),
    "ics": Format(
        "iCalendar",
        CALENDAR,
        N_("events that are dated to a day or month, as a calendar"),
        "Thunderbird, Google Calendar, Apple Calendar",
        _one(CALENDAR, calendar_file),
    ),
    "ftm-statements": Format(
        "FollowTheMoney statements",
        STATEMENTS,
        N_("the same, each single value with its source: much larger"),
        "OpenSanctions' tools, nomenklatura, followthemoney",
        _one(STATEMENTS, statements_file),
        published=False,
    ),
    "bibtex": Format(
        "BibTeX",
        BIBTEX,
        N_("the articles, to be cited"),
        "Zotero, JabRef, BibLaTeX",
        _references(BIBTEX),
    ),
    "ris": Format("RIS", RIS, N_("the articles, to be cited"), "Zotero, EndNote, Mendeley", _references(RIS)),
    "csl": Format("CSL-JSON", CSL, N_("the articles, to be cited"), "Zotero, Pandoc", _references(CSL)),
    "cff": Format(
        "CFF",
        CITATION,
        N_("how the whole is cited"),
        "GitHub, Zenodo, Zotero",
        _one(CITATION, citation_file),
    ),
    "parquet": Format(
        "Parquet",
        "",
        N_("a file for each table, by columns"),
        "DuckDB, Polars, Spark",
        parquet_files,
        published=False,
        needs="pyarrow",
        of_tables=True,
    ),
}
"""All forms, by the names that `export` knows them under."""


def missing_package(form: Format) -> Problem | None:
    """Say which package a form needs that is not installed, if one is not."""
    if not form.needs or find_spec(form.needs):
        return None
    extra = next(name for name, one in FORMATS.items() if one is form)
    return Problem(
        Location("site-builder export"),
        "missing-package",
        f"no package {form.needs}",
        f"what {form.title} is written with",
        f"python -m pip install 'site-builder[{extra}]'",
    )
