"""The published data: the whole site as one JSON file, with its schema beside it.

The keys are a public interface: `schema` says what each means. A key is left out only within
`fields`, which holds what a record says; elsewhere an absent value is null or an empty list.
Lists are sorted, except where the order itself says something (`records.KEPT`).
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from site_builder.linking.site import Evidence, Site
from site_builder.model.article import Article
from site_builder.model.records import DealRecord, Section
from site_builder.model.registry import Entry
from site_builder.model.rights import Licence
from site_builder.model.value_types import ActorId, ArticleId, TopicId
from site_builder.model.written import Unnamed
from site_builder.output.exports.cards import CARDS, cards
from site_builder.output.exports.disagreements import disagreements
from site_builder.output.exports.events import events
from site_builder.output.exports.excerpts import excerpts
from site_builder.output.exports.records import Json, entry, plain, record, source
from site_builder.output.exports.registers import registers
from site_builder.output.exports.schema import schema
from site_builder.output.exports.written import json_bytes, table_files
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
        SCHEMA: json_bytes(schema()),
        CARDS: json_bytes(cards(site)),
        **table_files(registers(site)),
        **excerpts(data),
    }


def corpus_data(site: Site, version: str, commit: str | None, licence: Licence | None = None) -> Json:
    """Give the whole site as plain data."""
    registry = site.corpus.registry
    sections = _sections(site)
    return {
        "version": version,
        "generated_from": commit,
        "licence": {"id": licence.id, "name": licence.name, "url": licence.url} if licence else None,
        "articles": _articles(site),
        "actors": [_actor(site, name) for name in sorted(registry.actors)],
        "places": _entries(registry.places),
        "equipment": _entries(registry.equipment),
        "topics": _entries(registry.topics),
        "events": events(site),
        "disagreements": disagreements(site),
        "statements": [record(site, found) for found in sections["statements"]],
        "figures": [record(site, found) for found in sections["figures"]],
        "supplies": _supplies(site, sections["arms_deals"]),
        "measures": _entries(registry.measures),
        "dates": [_date(site, found) for found in sections["dates"]],
        "unnamed": _unnamed(site, sections["people"]),
    }


def _sections(site: Site) -> dict[Section, list[Evidence]]:
    """All records by section, in the order of articles and within them as written."""
    sections: dict[Section, list[Evidence]] = defaultdict(list)
    for key in sorted(site.evidence):
        sections[key.section].append(site.evidence[key])
    return sections


def _supplies(site: Site, deals: list[Evidence]) -> list[Json]:
    return [
        record(site, found, "event", "kind")
        for found in deals
        if isinstance(found.record, DealRecord) and found.record.kind == "supply"
    ]


def _unnamed(site: Site, people: list[Evidence]) -> list[Json]:
    return [
        record(site, found) for found in people if isinstance(getattr(found.record, "actor", None), Unnamed)
    ]


def _date(site: Site, found: Evidence) -> Json:
    date = record(site, found)
    spans = date.pop("spans")
    start = spans[0][0] if spans else None
    return {**date, "start": start}


# ------------------------------------------------------------------ articles and the registry


def _articles(site: Site) -> list[Json]:
    topics: dict[ArticleId, set[TopicId]] = defaultdict(set)
    for event in site.events.values():
        for report in event.reports:
            topics[report.article].update(event.frame.topics)
    return [
        {**_article(site, name, article), "topics": sorted(topics[name])}
        for name, article in sorted(site.corpus.articles.items())
    ]


def _article(site: Site, name: ArticleId, article: Article) -> Json:
    layer = site.layers.get(name)
    text = {
        "sha256": article.text.sha256,
        "chars": article.text.chars,
        "body": [list(span) for span in layer.body] if layer else None,
    } if article.text else None  # fmt: skip
    return {
        "id": name,
        **plain(article),
        "text": text,
        "quoted_share": _share(site, name, layer) if layer else None,
        "source": source(article),
    }


def _share(site: Site, article: ArticleId, layer: Layer) -> float:
    keys = (quote.key for name in site.by_article[article] for quote in site.evidence[name].quotes)
    return round(quoted_share(layer, keys), 4)


def _actor(site: Site, name: ActorId) -> Json:
    found = [
        site.evidence[key]
        for key in sorted(site.refers.get(name, ()))
        if getattr(site.evidence[key].record, "actor", None) == name
    ]
    return {
        **entry(name, site.corpus.registry.actors[name]),
        "roles": [record(site, one, "actor") for one in found if one.key.section == "people"],
        "descriptions": [record(site, one, "actor") for one in found if one.key.section == "organisations"],
        "mentions": [
            {"article": article, "count": number, "basis": "article"}
            for article, number in site.naming.counts.get(name, {}).items()
        ],
    }


def _entries(entries: Mapping[Any, Entry]) -> list[Json]:
    return [entry(name, entries[name]) for name in sorted(entries)]
