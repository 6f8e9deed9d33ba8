"""What the records of an article say outside events, and the quotes of all of them, as JSON."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

from site_builder.linking.record_ids import record_id
from site_builder.linking.site import Evidence, RecordKey, Site, records_of
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    FigureRecord,
    PersonRecord,
    PlainRecord,
    Record,
    StatementRecord,
)
from site_builder.model.value_types import ArticleId
from site_builder.model.written import Unnamed
from site_builder.output.exports.corpus_json import QuotedWordsData
from site_builder.output.exports.published_records import (
    DateData,
    FigureData,
    OwnRecordData,
    StatementData,
    SupplyData,
    UnnamedRoleData,
)
from site_builder.output.exports.record_data import own_apart, quote_spans, record_data, source_line

R = TypeVar("R", bound=Record)


def records_in(site: Site, article: ArticleId, kind: type[R]) -> Iterator[tuple[RecordKey, R]]:
    """Records of a kind, in the order in which they are written in an article's file."""
    return records_of(site, sorted(site.by_article[article]), kind)


def statements_data(site: Site, article: ArticleId) -> list[StatementData]:
    """Its statements."""
    return [record_data(site, *one) for one in records_in(site, article, StatementRecord)]


def figures_data(site: Site, article: ArticleId) -> list[FigureData]:
    """Its figures."""
    return [record_data(site, *one) for one in records_in(site, article, FigureRecord)]


def supplies_data(site: Site, article: ArticleId) -> list[SupplyData]:
    """What it says of arms supplied outside any deal."""
    deals = records_in(site, article, DealRecord)
    return [record_data(site, key, deal, "event", "kind") for key, deal in deals if deal.kind == "supply"]


def own_records_data(site: Site, article: ArticleId) -> list[OwnRecordData]:
    """Its records under sections of the project's own that report no event."""
    return [_own_data(site, *one) for one in records_in(site, article, PlainRecord)]


def _own_data(site: Site, key: RecordKey, record: PlainRecord) -> Any:
    fields = own_apart(record, record_data(site, key, record))
    said = {name: value for name, value in fields.get("own", {}).items() if value not in (None, [])}
    return {**fields, "section": key.section, "own": said}


def unnamed_data(site: Site, article: ArticleId) -> list[UnnamedRoleData]:
    """Roles of those whom it does not name."""
    people = records_in(site, article, PersonRecord)
    return [record_data(site, key, person) for key, person in people if isinstance(person.actor, Unnamed)]


def dates_data(site: Site, article: ArticleId) -> list[DateData]:
    """Its time expressions that no other record carries."""
    found = (site.evidence[key] for key in sorted(site.by_article[article]))
    return [_date_data(site, one, one.record) for one in found if isinstance(one.record, DateRecord)]


def quotes_data(site: Site, article: ArticleId) -> list[QuotedWordsData]:
    """The quotes of its records, those of events too; equal ones, with equal words around them, are one."""
    resting: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key in sorted(site.by_article[article]):
        record = site.evidence[key].record
        for quote in site.evidence[key].quotes:
            resting[quote.words, record.prefix or "", record.suffix or ""].append(record_id(site, key))
    return [
        {"words": words, "prefix": prefix or None, "suffix": suffix or None, "records": records}
        for (words, prefix, suffix), records in sorted(resting.items())
    ]


def _date_data(site: Site, found: Evidence, date: DateRecord) -> DateData:
    spans = quote_spans(site, found.key)
    return {
        "record": record_id(site, found.key),
        "article": found.key.article,
        "date": date.date,
        "why": date.why,
        "prefix": date.prefix,
        "suffix": date.suffix,
        "basis": "article",
        "quote": date.quote,
        "verified": found.verified,
        "source": source_line(date),
        "start": spans[0][0] if spans else None,
    }
