"""Records of all sections: who says so, with which words, where these stand; their own fields are beside."""

from collections.abc import Iterator
from typing import Any, Final

from site_builder.linking.once import once
from site_builder.linking.origins import saying_of
from site_builder.linking.record_ids import record_anchor, record_id
from site_builder.linking.site import Evidence, RecordKey, Site
from site_builder.model.records import Record, Source
from site_builder.model.value_types import ArticleId
from site_builder.output.exports.record_data import source_line
from site_builder.output.tables.article_tables import ARTICLE
from site_builder.output.tables.columns import actor_cells, actor_columns, date_cells, date_columns
from site_builder.output.tables.event_tables import ORIGIN, origin_cells, report_id
from site_builder.output.tables.model import Row, Table, flag, ident, optional, text, whole
from site_builder.output.tables.subject_tables import NOTE, SOURCE

RECORD: Final = ident("record", "Id of the record.", "records")


@once
def records_of_article(site: Site, article: ArticleId) -> tuple[tuple[RecordKey, str, Evidence], ...]:
    """The records of an article with their ids, in the order of its file."""
    return tuple((key, record_id(site, key), site.evidence[key]) for key in sorted(site.by_article[article]))


def _record_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for key, name, found in records_of_article(site, article):
        record = found.record
        event = getattr(record, "event", None)
        report = _report_of(site, event, key) if event in site.events else None
        yield (
            name,
            article,
            key.section,
            key.index,
            getattr(record, "id", None),
            event,
            report,
            saying_of(record) if report and isinstance(record, Record) else None,
            *actor_cells(getattr(record, "by", None)),
            getattr(record, "mode", None),
            *origin_cells(found.origin),
            found.verified,
            getattr(record, "date_why", None),
            getattr(record, "brief", None),
            getattr(record, "note", None),
            record.prefix,
            record.suffix,
            f"articles/{article}/#{record_anchor(site, key)}",
            source_line(record),
        )


def _report_of(site: Site, event: Any, key: RecordKey) -> str | None:
    found = site.events[event]
    numbers = (number for number, report in enumerate(found.reports, start=1) if key in report.records)
    return next((report_id(found.id, number) for number in numbers), None)


def _carrier_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for _, name, found in records_of_article(site, article):
        for position, one in enumerate(getattr(found.record, "sources", ())):
            carrier = one if isinstance(one, Source) else Source(source=one)
            yield name, position, carrier.source, *date_cells(carrier.date)


def _quote_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for _, name, found in records_of_article(site, article):
        for position, quote in enumerate(found.quotes):
            yield f"{name}#{position}", name, position, quote.words, quote.verified, quote.anchor


def _span_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    for _, name, found in records_of_article(site, article):
        for number, quote in enumerate(found.quotes):
            for position, (start, end) in enumerate(quote.spans):
                yield f"{name}#{number}", position, start, end


RECORD_TABLES: Final = (
    Table(
        "records",
        "A record: one thing that one article says.",
        (
            ident("id", "Its article, section and name, divided by slashes."),
            ARTICLE,
            ident("section", "Id of its section; the table of that section has its own fields.", "sections"),
            whole("position", "Its place in the section of the file, from 0.", example="0"),
            text("name", "The name that the annotator gave it.", "lund-on-trade"),
            optional(ident("event", "Id of the event that it reports.", "events")),
            optional(ident("report", "Id of the report that it is part of.", "reports")),
            text(
                "says",
                "What it says of the event: `happened`, `claimed`, `expected`, `cancelled`, `denied`, "
                "`wanted`.",
                "happened",
            ),
            *actor_columns("by", "Id of whom the article credits; empty for its own voice."),
            text("mode", "The verb by which it is credited.", "said"),
            *ORIGIN,
            flag(
                "verified",
                "Whether a program found every quote, word for word, in the article's captured text; it "
                "says nothing on whether what is quoted is true.",
            ),
            text(
                "date_why",
                "How the date was worked out, where it is not in the quote.",
                "Wednesday before Saturday 15 July 2023",
            ),
            text("brief", "Why few quoted words are enough.", "the headline says no more"),
            NOTE,
            text("prefix", "Words right before the quote, where it stands in the text several times."),
            text("suffix", "Words right after it.", "on Tuesday"),
            text(
                "path",
                "Its address, below that of the site.",
                "articles/norland-post/#r-visits-b1f852f165",
                required=True,
            ),
            SOURCE,
        ),
        ("id",),
        {"articles": _record_rows},
    ),
    Table(
        "carriers",
        "An outlet or body that an article has a record from.",
        (
            RECORD,
            whole(
                "position",
                "Its place on the way, from 0: the nearest to the article comes first.",
                example="0",
            ),
            ident("actor", "Id of the outlet or body.", "actors"),
            *date_columns("date", "The date of what is cited."),
        ),
        ("record", "position"),
        {"articles": _carrier_rows},
    ),
    Table(
        "quotes",
        "Words of an article that carry a record.",
        (
            ident("id", "The record's id, `#`, and its place."),
            RECORD,
            whole("position", "Its place among the quotes of the record, from 0.", example="0"),
            text(
                "words",
                "The exact words; ` ... ` stands for a gap.",
                "met his counterpart in Haldane",
                required=True,
            ),
            flag("verified", "Whether a program found it in the captured text."),
            text("anchor", "Its anchor on the page of the article.", "q-1f3a9c2e", required=True),
        ),
        ("id",),
        {"articles": _quote_rows},
    ),
    Table(
        "spans",
        "A stretch of the captured text that a quote holds: two of one with a gap.",
        (
            ident("quote", "Id of the quote.", "quotes"),
            whole("position", "Its place, from 0.", example="0"),
            whole("start", "Where it starts in the captured text.", "code points", "1204"),
            whole("end", "Where it ends, which no longer belongs to it.", "code points", "1260"),
        ),
        ("quote", "position"),
        {"articles": _span_rows},
    ),
)
