"""Who repeats whom: the steps by which records came to their articles, and figures that are the same."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from site_builder.linking.record_ids import record_id
from site_builder.linking.same_claims import figure_claims
from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.linking.ways import cited_on, steps_of, voice_of
from site_builder.model.records import FigureRecord, Record
from site_builder.model.value_types import ArticleId, MeasureId
from site_builder.output.tables.columns import date_cells, date_columns
from site_builder.output.tables.model import Row, Table, flag, ident, text, whole
from site_builder.output.tables.record_tables import RECORD, records_of_article

_FIGURE: Final = "norland-post-2031-05-10-visit/figures/border-guards"
_OUTSIDE: Final = {"named": "origin", "unnamed": "origin", "own": "voice"}


def _way_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for key, name, found in records_of_article(site, article):
        if isinstance(found.record, Record):
            for position, step in enumerate(_steps(site, key)):
                yield name, position, *step


def _steps(site: Site, key: RecordKey) -> Iterator[Row]:
    """The origin, those between, and the outlet, which is left out where it speaks itself."""
    found, article = site.evidence[key], site.corpus.articles[key.article]
    who = found.origin.key.partition(" ")[2]
    voice = voice_of(found)
    yield _OUTSIDE[voice], who, found.origin.unnamed, *date_cells(cited_on(found))
    for step in steps_of(site, key):
        yield "between", step.actor, False, *date_cells(step.date)
    if voice != "own" or who != article.publisher:
        yield "outlet", article.publisher, False, *date_cells(article.published)


def _same_rows(site: Site, measure: MeasureId) -> Iterator[Row]:
    """Figures of a measure that several records give, by the record that comes first."""
    keys = sorted(key for key in site.refers.get(measure, ()) if key.section == "figures")
    records = (one for one in records_of(site, keys, FigureRecord) if one[1].measure == measure)
    for claim in figure_claims(records):
        if len(claim.records) > 1:
            first = record_id(site, claim.records[0])
            yield from ((first, record_id(site, key)) for key in claim.records)


WAY_TABLES: Final = (
    Table(
        "ways",
        "A step on the way by which a record came to its article.",
        (
            RECORD,
            whole("position", "Its place on the way, from 0, which is the origin.", example="0"),
            text(
                "part",
                "What stands there: the `origin` whom the article credits or cites, or the `voice` of an "
                "outlet that names nobody; somebody `between`; the `outlet` of the article, where it is not "
                "itself the voice.",
                "origin",
                required=True,
            ),
            ident("actor", "Id of who it is, or of the state or body of somebody unnamed.", "actors"),
            flag("unnamed", "Whether it is somebody unnamed."),
            *date_columns("date", "The date of what is cited, or of the article."),
        ),
        ("record", "position"),
        {"articles": _way_rows},
    ),
    Table(
        "same_figures",
        "A record of a figure that other records give, too: the same number, in the same unit, for the same "
        "measure, subject, object and period; a period in doubt counts as none.",
        (
            replace(
                ident("figure", "Id of the record that is first of those that are the same.", "records"),
                example=_FIGURE,
            ),
            replace(RECORD, example=_FIGURE),
        ),
        ("figure", "record"),
        {"measures": _same_rows},
    ),
)
