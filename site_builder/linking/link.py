"""From the corpus to the site: who says what, what refers to what, what all reports of an event add up to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from site_builder.corpus.text_rights import NO_TEXTS, ShownTexts
from site_builder.linking.all_links import ArticleLinking
from site_builder.linking.article_links import NONE_KEPT, ArticleLinks, KeptLinks
from site_builder.linking.disputes import Claims, claims, contests, contradicted
from site_builder.linking.event_order import in_order
from site_builder.linking.indices import (
    above,
    apart,
    both_ways,
    by_article,
    events_of,
    grouped,
    partners,
    printed,
    refers,
    searched,
)
from site_builder.linking.link_memory import LinkMemory, entries_of, in_one, never
from site_builder.linking.naming import name_everything
from site_builder.linking.origins import origin_of, saying_of, source_id
from site_builder.linking.participants import all_parts
from site_builder.linking.site import Event, Evidence, Origin, RecordKey, Report, ShownQuote, Site
from site_builder.merging.reports import ReportToMerge, account
from site_builder.model import edtf
from site_builder.model.annotation import Annotation
from site_builder.model.article import Article
from site_builder.model.corpus import Corpus, whole
from site_builder.model.extraction_results import Extraction
from site_builder.model.records import (
    DateRecord,
    Record,
)
from site_builder.model.value_types import ArticleId, EventId
from site_builder.model.written import Unnamed
from site_builder.proving.layers import Layer

__all__ = ["link", "source_id"]


def link(
    corpus: Corpus,
    layers: Mapping[ArticleId, Layer],
    digests: Mapping[ArticleId, Extraction] = MappingProxyType({}),
    shown: ShownTexts = NO_TEXTS,
    memory: LinkMemory | None = None,
    *,
    kept: KeptLinks = NONE_KEPT,
) -> Site:
    """Resolve a corpus without problems, with its proofs and findings, names in digests, texts to show.

    With the `memory` of an earlier version, or what is `kept` of it, articles that are as they were cost
    little.
    """
    memory, corpus = memory or LinkMemory(), whole(corpus)
    links = dict(ArticleLinking(corpus, layers, digests, shown, memory, kept).all())
    found = _all_evidence(corpus, links, memory)
    evidence = {one.key: one for group in found.values() for one in group}
    known, registry = claims(evidence), corpus.registry
    everything = memory.equal("whole registry", registry)
    events = _events(corpus, found, evidence, known, memory)
    site = Site(
        corpus=corpus,
        layers=layers,
        evidence=evidence,
        events=events,
        published={name: article.published for name, article in sorted(corpus.articles.items())},
        by_article=by_article(corpus.articles, found, memory),
        refers=refers(found, memory),
        events_of=events_of(corpus, evidence, events, memory),
        overlaps=memory.of("overlaps", "", (everything,), lambda: both_ways(registry.events, "may_overlap")),
        related=memory.of("related", "", (everything,), lambda: both_ways(registry.events, "related")),
        contains=grouped((event.frame.part_of, event.id) for event in events.values()),
        named=known.named,
        answers=known.answers,
        contests=contests(evidence, known),
        under=memory.of("under", "", (everything,), lambda: grouped(above(registry))),
        apart=memory.of("apart", "", (everything,), lambda: apart(registry)),
        searched=memory.of("searched", "", (everything,), lambda: searched(registry)),
        partners=partners(events, memory),
        printed=memory.of("printed", "", (everything,), lambda: tuple(sorted(printed(corpus)))),
        naming=name_everything(registry, links, layers.keys(), digests, memory),
        open={article: memory.equal("open", one.open, article) for article, one in links.items()},
        shown=shown,
    )
    memory.forget_unused()
    return site


# ------------------------------------------------------------------ articles


ByArticle = Mapping[ArticleId, tuple[Evidence, ...]]


def _all_evidence(corpus: Corpus, links: Mapping[ArticleId, ArticleLinks], memory: LinkMemory) -> ByArticle:
    found = {}
    for name, annotation in sorted(corpus.annotations.items()):
        quotes = memory.equal("quotes", links[name].rows.quotes, name)
        inputs = (corpus.articles[name], annotation, quotes)
        found[name] = memory.of("evidence", name, inputs, partial(_evidence_of, name, *inputs))
    return found


def _evidence_of(
    name: ArticleId, article: Article, annotation: Annotation, quotes: Sequence[Sequence[Any]]
) -> tuple[Evidence, ...]:
    """The records of one article, with what proves them."""
    records = (
        (RecordKey(name, section, index), record)
        for section, listed in annotation.sections
        for index, record in enumerate(listed)
    )
    return tuple(
        Evidence(key, record, origin_of(article, record), _shown_quotes(record, found))
        for (key, record), found in zip(records, quotes, strict=True)
    )


def _shown_quotes(record: Record | DateRecord, found: Iterable[Sequence[Any]]) -> tuple[ShownQuote, ...]:
    return tuple(
        ShownQuote(quote, key, tuple((start, end) for start, end in spans))
        for quote, (key, spans) in zip(record.quotes, found, strict=True)
    )


# ------------------------------------------------------------------ events


def _events(
    corpus: Corpus,
    found: ByArticle,
    evidence: Mapping[RecordKey, Evidence],
    known: Claims,
    memory: LinkMemory,
) -> dict[EventId, Event]:
    entries = entries_of(corpus.registry, memory)
    told = {
        article: memory.of("told", article, (one,), partial(_told, one)) for article, one in found.items()
    }
    records = memory.gathered("told", told, in_one, never)
    events = {}
    for event in corpus.registry.events:
        if event not in records:
            continue
        articles = [corpus.articles[one] for one in dict.fromkeys(one.key.article for one in records[event])]
        inputs = (corpus.registry.events[event], records[event], entries, *articles)
        by_itself = memory.of("event", event, inputs, partial(_event, corpus, event, records[event]))
        events[event] = _answered(by_itself, evidence, known, memory)
    return in_order(events)


def _told(found: Sequence[Evidence]) -> dict[EventId, tuple[Evidence, ...]]:
    """The records of an article by the events that they tell of."""
    told: dict[EventId, list[Evidence]] = defaultdict(list)
    for one in found:
        event = getattr(one.record, "event", None)
        if event:
            told[event].append(one)
    return {event: tuple(ones) for event, ones in told.items()}


def _event(corpus: Corpus, event: EventId, found: Sequence[Evidence]) -> Event:
    """An event as its reports tell it, whatever is said of these."""
    reports = _reports(corpus, found)
    by_key = {evidence.key: evidence.record for evidence in found if isinstance(evidence.record, Record)}
    summary = account(
        corpus.registry,
        [
            ReportToMerge(
                tuple(by_key[key] for key in report.records),
                report.article,
                edtf.parse(corpus.articles[report.article].published),
            )
            for report in reports
        ],
    )
    merged = Event(
        id=event,
        frame=corpus.registry.events[event],
        reports=reports,
        verdicts=summary.verdicts,
        date=summary.date,
        date_disputed=summary.date_disputed,
        place=summary.place,
        status=summary.status,
        kind=summary.kind,
        parts=all_parts(corpus.registry, (one.record for one in found)),
        statements=(),
        disputed_by=(),
        contradicted=(),
    )
    return replace(merged, status="claimed") if _only_claimed(merged) else merged


def _answered(
    event: Event, evidence: Mapping[RecordKey, Evidence], known: Claims, memory: LinkMemory
) -> Event:
    """The same event with what statements say of it."""
    said, disputes = known.said_of.get(event.id, ()), known.disputes.get(event.id, ())
    if not said and not disputes:
        return event
    speaking = memory.equal(
        "said", (said, disputes, contradicted(evidence, known, event.id, event.reports)), event.id
    )

    def answered() -> Event:
        return replace(event, statements=said, disputed_by=disputes, contradicted=speaking[2])

    return memory.of("answered", event.id, (event, speaking), answered)


def _only_claimed(event: Event) -> bool:
    """Whether an event is said to have happened, or a deal to stand, only by those who claim so."""
    return bool(event.claimed_by) and event.status not in {"cancelled", "disputed"}


def _reports(corpus: Corpus, found: Sequence[Evidence]) -> tuple[Report, ...]:
    """Fold the records of one article with the same credit; earlier articles first."""
    folded: dict[tuple[ArticleId, str, str], list[Evidence]] = defaultdict(list)
    for evidence in found:
        folded[evidence.key.article, evidence.origin.key, _label(evidence.origin)].append(evidence)
    reports = [
        Report(
            article,
            group[0].origin,
            tuple(e.key for e in group),
            tuple(saying_of(e.record) for e in group if isinstance(e.record, Record)),
        )
        for (article, *_), group in folded.items()
    ]

    def order(report: Report) -> tuple[object, ...]:
        return (
            edtf.sort_key(edtf.parse(corpus.articles[report.article].published)),
            report.article,
            report.origin.key,
            _label(report.origin),
        )

    return tuple(sorted(reports, key=order))


def _label(origin: Origin) -> str:
    """What an article calls somebody whom it does not name."""
    return origin.by.as_ if isinstance(origin.by, Unnamed) else ""
