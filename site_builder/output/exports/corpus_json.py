"""The published data: the whole site as one JSON file, with its schema beside it.

The keys are a public interface: `schema` says what each means. A key is left out only within
`fields`, which holds what a record says; elsewhere an absent value is null or an empty list.
Lists are sorted, except where the order itself says something (`IN_WRITTEN_ORDER`).
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from site_builder.linking.site import Evidence, Site, records_of
from site_builder.model.records import (
    ActorId,
    Article,
    ArticleId,
    DateRecord,
    DealRecord,
    Entry,
    FigureRecord,
    OrganisationRecord,
    PersonRecord,
    Record,
    StatementRecord,
    TopicId,
    Unnamed,
)
from site_builder.model.rights import Licence
from site_builder.output.exports.corpus_schema import corpus_schema
from site_builder.output.exports.disagreement_data import disagreements_data
from site_builder.output.exports.event_data import events_data
from site_builder.output.exports.hover_cards import CARDS, cards
from site_builder.output.exports.json_and_csv import json_bytes, table_files
from site_builder.output.exports.page_excerpts import excerpts
from site_builder.output.exports.published_corpus import (
    ActorData,
    ActorEntryData,
    ArticleData,
    CapturedTextData,
    CorpusData,
    FrontMatterData,
)
from site_builder.output.exports.published_records import DateData, SupplyData, UnnamedRoleData
from site_builder.output.exports.record_data import entry_data, json_of, quote_spans, record_data, source_line
from site_builder.output.exports.record_tables import all_tables
from site_builder.proving.layers import Layer
from site_builder.proving.quoted_share import quoted_share

CORPUS = "data/corpus.json"
SCHEMA = "data/corpus.schema.json"


def export(
    site: Site, version: str, commit: str | None, licence: Licence | None = None
) -> Mapping[str, bytes]:
    """Give the data files of a site by path.

    `commit` is what they are generated from, if known, `licence` what others may do with them, if anything.
    """
    data = corpus_data(site, version, commit, licence)
    return {
        CORPUS: json_bytes(data),
        SCHEMA: json_bytes(corpus_schema()),
        CARDS: json_bytes(cards(site)),
        **table_files(all_tables(site)),
        **excerpts(data),
    }


def corpus_data(site: Site, version: str, commit: str | None, licence: Licence | None = None) -> CorpusData:
    """Give the whole site as plain data."""
    registry = site.corpus.registry
    return {
        "version": version,
        "generated_from": commit,
        "licence": {"id": licence.id, "name": licence.name, "url": licence.url} if licence else None,
        "articles": _articles_data(site),
        "actors": [_actor_data(site, name) for name in sorted(registry.actors)],
        "places": _entries_data(registry.places),
        "equipment": _entries_data(registry.equipment),
        "topics": _entries_data(registry.topics),
        "events": events_data(site),
        "disagreements": disagreements_data(site),
        "statements": _records(site, StatementRecord),
        "figures": _records(site, FigureRecord),
        "supplies": _supplies_data(site),
        "measures": _entries_data(registry.measures),
        "dates": _dates_data(site),
        "unnamed": _unnamed_roles(site),
    }


def _records(site: Site, kind: type[Record]) -> list[Any]:
    """All records of a kind, in the order of articles and within them as written."""
    return [record_data(site, *one) for one in records_of(site, sorted(site.evidence), kind)]


def _supplies_data(site: Site) -> list[SupplyData]:
    deals = records_of(site, sorted(site.evidence), DealRecord)
    return [record_data(site, key, deal, "event", "kind") for key, deal in deals if deal.kind == "supply"]


def _unnamed_roles(site: Site) -> list[UnnamedRoleData]:
    people = records_of(site, sorted(site.evidence), PersonRecord)
    return [record_data(site, key, person) for key, person in people if isinstance(person.actor, Unnamed)]


def _dates_data(site: Site) -> list[DateData]:
    found = (site.evidence[key] for key in sorted(site.evidence))
    return [_date_data(site, one, one.record) for one in found if isinstance(one.record, DateRecord)]


def _date_data(site: Site, found: Evidence, date: DateRecord) -> DateData:
    spans = quote_spans(site, found.key)
    return {
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


# ------------------------------------------------------------------ articles and the registry


def _articles_data(site: Site) -> list[ArticleData]:
    topics: dict[ArticleId, set[TopicId]] = defaultdict(set)
    for event in site.events.values():
        for report in event.reports:
            topics[report.article].update(event.frame.topics)
    return [
        _article_data(site, name, article, sorted(topics[name]))
        for name, article in sorted(site.corpus.articles.items())
    ]


def _article_data(site: Site, name: ArticleId, article: Article, topics: list[TopicId]) -> ArticleData:
    layer = site.layers.get(name)
    front: FrontMatterData = json_of(article)
    text: CapturedTextData | None = {
        "sha256": article.text.sha256,
        "chars": article.text.chars,
        "body": [list(span) for span in layer.body] if layer else None,
    } if article.text else None  # fmt: skip
    return {
        "id": name,
        **front,
        "text": text,
        "quoted_share": _quoted_share_of(site, name, layer) if layer else None,
        "source": source_line(article),
        "topics": [*topics],
    }


def _quoted_share_of(site: Site, article: ArticleId, layer: Layer) -> float:
    keys = (quote.key for name in site.by_article[article] for quote in site.evidence[name].quotes)
    return round(quoted_share(layer, keys), 4)


def _actor_data(site: Site, name: ActorId) -> ActorData:
    known: ActorEntryData = entry_data(name, site.corpus.registry.actors[name])
    keys = sorted(site.refers.get(name, ()))
    roles = (one for one in records_of(site, keys, PersonRecord) if one[1].actor == name)
    bodies = (one for one in records_of(site, keys, OrganisationRecord) if one[1].actor == name)
    return {
        **known,
        "roles": [record_data(site, *one, "actor") for one in roles],
        "descriptions": [record_data(site, *one, "actor") for one in bodies],
        "mentions": [
            {"article": article, "count": number, "basis": "article"}
            for article, number in site.naming.counts.get(name, {}).items()
        ],
    }


def _entries_data(entries: Mapping[Any, Entry]) -> list[Any]:
    return [entry_data(name, entries[name]) for name in sorted(entries)]
