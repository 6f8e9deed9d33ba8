"""What the editors looked for, and what came of it: no article says so."""

from collections.abc import Iterator
from typing import Final

from site_builder.linking.site import Site
from site_builder.model.meaning import OUTCOME
from site_builder.model.value_types import SearchId
from site_builder.output.exports.record_data import source_line
from site_builder.output.tables.columns import date_cells, date_columns
from site_builder.output.tables.model import Row, Table, ident, text, uri, whole
from site_builder.output.tables.subject_tables import SOURCE

_SEARCH: Final = ident("search", "Id of the search.", "searches")


def _search_rows(site: Site, name: SearchId) -> Iterator[Row]:
    one = site.corpus.registry.searched[name]
    yield name, one.question, *date_cells(one.when), one.by, one.result, one.found, source_line(one)


def _where_rows(site: Site, name: SearchId) -> Iterator[Row]:
    for position, place in enumerate(site.corpus.registry.searched[name].where):
        yield name, position, place.name, place.url


def _subject_rows(site: Site, name: SearchId) -> Iterator[Row]:
    yield from ((name, subject) for subject in dict.fromkeys(site.corpus.registry.searched[name].about))


SEARCH_TABLES: Final = (
    Table(
        "searches",
        "Something that the editors looked for, and what came of it; it rests on the registry.",
        (
            ident("id", "Its id."),
            text("question", "What was asked.", "Who built the radar station?", required=True),
            *date_columns("when", "When it was looked through.", required=True),
            text("by", "Who looked.", "Ada Lund"),
            text(
                "result",
                "What was found instead, or that nothing was.",
                "Nothing: no article names a builder.",
                required=True,
            ),
            text(
                "found",
                OUTCOME.text,
                "nothing",
                required=True,
            ),
            SOURCE,
        ),
        ("id",),
        {"searched": _search_rows},
    ),
    Table(
        "searched_in",
        "Where the editors looked for something.",
        (
            _SEARCH,
            whole("position", "Its place among those of the search, from 0.", example="0"),
            text("name", "What was looked through.", "the four articles of this site", required=True),
            uri("url", "Its address."),
        ),
        ("search", "position"),
        {"searched": _where_rows},
    ),
    Table(
        "searched_subjects",
        "What something that the editors looked for is about.",
        (_SEARCH, ident("subject", "Id of what it is about.", "subjects")),
        ("search", "subject"),
        {"searched": _subject_rows},
    ),
)
