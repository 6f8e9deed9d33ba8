"""From the corpus to the site: who says what, what refers to what, what all reports of an event add up to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from site_builder import edtf, quotes
from site_builder.extracted import Layer
from site_builder.indices import above, both_ways, by_article, events_of, grouped, partners, printed, refers
from site_builder.model import (
    SECTIONS,
    ActorId,
    ArticleId,
    Corpus,
    DateRecord,
    DealRecord,
    EventId,
    EventRecord,
    Met,
    Participant,
    Record,
    RecordId,
    Source,
    StatementRecord,
    Unnamed,
    Use,
    VisitRecord,
)
from site_builder.naming import InDigests, name_everything
from site_builder.reports import Told, account
from site_builder.showing import NO_TEXTS, ShownTexts
from site_builder.site import Event, Evidence, Origin, Part, RecordKey, Report, Shown, Site


def link(
    corpus: Corpus,
    layers: Mapping[ArticleId, Layer],
    digests: InDigests = MappingProxyType({}),
    shown: ShownTexts = NO_TEXTS,
) -> Site:
    """Resolve a corpus without problems, with its proofs and findings, names in digests, texts to show."""
    evidence = {found.key: found for found in _all_evidence(corpus, layers)}
    events = _events(corpus, evidence)
    return Site(
        corpus=corpus,
        layers=layers,
        evidence=evidence,
        events=events,
        by_article=by_article(corpus, evidence),
        refers=refers(evidence),
        events_of=events_of(corpus, evidence, events),
        overlaps=both_ways(corpus.registry.events, "may_overlap"),
        related=both_ways(corpus.registry.events, "related"),
        contains=grouped((event.frame.part_of, event.id) for event in events.values()),
        under=grouped(above(corpus.registry)),
        partners=partners(events),
        printed=tuple(sorted(printed(corpus))),
        naming=name_everything(corpus, layers, digests),
        shown=shown,
    )


# ------------------------------------------------------------------ evidence


def _all_evidence(corpus: Corpus, layers: Mapping[ArticleId, Layer]) -> Iterator[Evidence]:
    for article in sorted(corpus.annotations):
        for section in SECTIONS:
            for index, record in enumerate(getattr(corpus.annotations[article], section)):
                key = RecordKey(article, section, index)
                yield Evidence(key, record, _origin(corpus, key, record), _shown(record, layers.get(article)))


def _shown(record: Record | DateRecord, layer: Layer | None) -> tuple[Shown, ...]:
    shown = []
    for quote in record.quotes:
        key = quotes.quote_key(quote, record.prefix, record.suffix)
        proof = layer.proofs.get(key) if layer else None
        start = proof.spans[0][0] if proof else None
        shown.append(Shown(quote, key, proof is not None, start))
    return tuple(shown)


def _origin(corpus: Corpus, key: RecordKey, record: Record | DateRecord) -> Origin:
    article = corpus.articles[key.article]
    outlet = article.republished_from or article.publisher
    own = f"outlet {article.republished_from}" if article.republished_from else f"article {key.article}"
    if not isinstance(record, Record):
        return Origin(own, None, outlet)
    via = source_id(record.sources[0]) if record.sources else None
    if isinstance(record.by, Unnamed):
        return Origin(f"unnamed {key.article} {record.by.of} {record.by.as_}", record.by, via or outlet)
    if record.by:
        return Origin(f"actor {record.by}", record.by, via or outlet)
    return Origin(f"actor {via}" if via else own, None, via or outlet)


def source_id(source: ActorId | Source) -> ActorId:
    """The outlet or body that an item of `via` names."""
    return source.source if isinstance(source, Source) else source


# ------------------------------------------------------------------ events


def _events(corpus: Corpus, evidence: Mapping[RecordKey, Evidence]) -> dict[EventId, Event]:
    records: dict[EventId, list[Evidence]] = defaultdict(list)
    for found in evidence.values():
        event = getattr(found.record, "event", None)
        if event:
            records[event].append(found)
    claims = _claims(evidence)
    events = [
        _event(corpus, event, records[event], claims) for event in corpus.registry.events if event in records
    ]
    return {event.id: event for event in sorted(events, key=lambda e: (edtf.sort_key(e.date), e.id))}


Claims = Mapping[tuple[str, EventId], tuple[RecordKey, ...]]


def _claims(evidence: Mapping[RecordKey, Evidence]) -> Claims:
    """Statements by what they do to which event; a record stands for its event."""
    events = {
        RecordId(found.record.id): found.record.event
        for found in evidence.values()
        if isinstance(found.record, VisitRecord | DealRecord | EventRecord) and found.record.id
    }
    claims: dict[tuple[str, EventId], list[RecordKey]] = defaultdict(list)
    for found in evidence.values():
        if isinstance(found.record, StatementRecord):
            for verb in ("about", "supports", "disputes"):
                for subject in getattr(found.record, verb):
                    event = events.get(subject) or EventId(subject)
                    claims[verb, event].append(found.key)
    return {key: tuple(dict.fromkeys(found)) for key, found in claims.items()}


def _event(corpus: Corpus, event: EventId, found: Sequence[Evidence], claims: Claims) -> Event:
    reports = _reports(corpus, found)
    by_key = {evidence.key: evidence.record for evidence in found if isinstance(evidence.record, Record)}
    told = [
        Told(
            tuple(by_key[key] for key in report.records),
            edtf.parse(corpus.articles[report.article].published),
        )
        for report in reports
    ]
    summary = account(corpus.registry, told)
    disputes = claims.get(("disputes", event), ())
    supports = claims.get(("supports", event), ())
    about = claims.get(("about", event), ())
    return Event(
        id=event,
        frame=corpus.registry.events[event],
        reports=reports,
        verdicts=summary.verdicts,
        date=summary.date,
        date_disputed=summary.date_disputed,
        place=summary.place,
        status=summary.status,
        parts=tuple(sorted({part for evidence in found for part in parts(evidence.record)}, key=_part_order)),
        statements=tuple(dict.fromkeys((*about, *supports, *disputes))),
        disputed_by=disputes,
    )


def _reports(corpus: Corpus, found: Sequence[Evidence]) -> tuple[Report, ...]:
    """Fold the records of one article with the same origin; earlier articles first."""
    folded: dict[tuple[ArticleId, str], list[Evidence]] = defaultdict(list)
    for evidence in found:
        folded[evidence.key.article, evidence.origin.key].append(evidence)
    reports = [
        Report(article, group[0].origin, tuple(e.key for e in group))
        for (article, _), group in folded.items()
    ]

    def order(report: Report) -> tuple[object, ...]:
        return (
            edtf.sort_key(edtf.parse(corpus.articles[report.article].published)),
            report.article,
            report.origin.key,
        )

    return tuple(sorted(reports, key=order))


def parts(record: Record | DateRecord) -> Iterator[Part]:
    """Everyone who takes part in the event that a record reports, and as what."""
    match record:
        case VisitRecord():
            yield from (Part(ref, "visitor") for ref in record.visitors)
            yield from (Part(ref, "host") for ref in record.hosts)
            yield from (Part(ref.actor if isinstance(ref, Met) else ref, "met") for ref in record.met)
        case DealRecord():
            yield from (Part(ref, "supplier") for ref in record.suppliers)
            yield from (Part(ref, "recipient") for ref in record.recipients)
            yield from (Part(ref, "maker") for ref in record.makers)
        case EventRecord():
            for ref in record.participants:
                named = ref if isinstance(ref, Participant) else Participant(actor=ref)
                yield Part(named.actor, named.role or "participant")
            for use in record.equipment:
                if isinstance(use, Use) and use.user:
                    yield Part(use.user, "user")
        case _:
            return


ROLE_ORDER = ("visitor", "supplier", "host", "recipient", "met", "maker")


def _part_order(part: Part) -> tuple[int, str, str, str, str]:
    rank = ROLE_ORDER.index(part.role) if part.role in ROLE_ORDER else len(ROLE_ORDER)
    label = part.ref.as_ if isinstance(part.ref, Unnamed) else ""
    return rank, part.role, part.who or "~", label, part.of
