"""From the corpus to the site: what refers to what, who says it, and what all reports of an event add up to.

Everything here is held by id and sorted; pages look things up and nothing points back.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from site_builder import edtf, quotes
from site_builder.extracted import Layer
from site_builder.merge import Verdict
from site_builder.model import (
    SECTIONS,
    ActorId,
    ActorRef,
    ArticleId,
    Corpus,
    DateRecord,
    DealRecord,
    EquipmentId,
    EventId,
    EventRecord,
    Frame,
    Met,
    Participant,
    PlaceId,
    Record,
    RecordId,
    Registry,
    Section,
    Source,
    StatementRecord,
    Unnamed,
    Use,
    VisitRecord,
)
from site_builder.naming import InDigests, Naming, name_everything
from site_builder.reports import Told, account
from site_builder.showing import NO_TEXTS, ShownTexts


@dataclass(frozen=True, slots=True, order=True)
class RecordKey:
    """Names one record: its article, section and position there."""

    article: ArticleId
    section: Section
    index: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a report credits. Reports with equal `key` are one origin, whichever articles carry them."""

    key: str
    by: ActorRef | None
    outlet: ActorId


@dataclass(frozen=True, slots=True)
class Shown:
    """One quote of a record: its words, its key among the proofs, whether it is proved, and where it starts.

    `start` is in code points of the captured text, or None where no proof is at hand.
    """

    words: str
    key: str
    verified: bool
    start: int | None

    @property
    def anchor(self) -> str:
        """Anchor of the quote on pages."""
        return quotes.anchor(self.key)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record with what proves it."""

    key: RecordKey
    record: Record | DateRecord
    origin: Origin
    quotes: tuple[Shown, ...]

    @property
    def verified(self) -> bool:
        """Whether every quote was found in the text."""
        return all(q.verified for q in self.quotes)

    @property
    def start(self) -> int:
        """Where in the text the record's first quote stands; 0 where that is not known."""
        return min((q.start for q in self.quotes if q.start is not None), default=0)


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of one event, from one origin."""

    article: ArticleId
    origin: Origin
    records: tuple[RecordKey, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in an event."""

    ref: ActorRef
    role: str

    @property
    def who(self) -> ActorId | None:
        """The actor, if it is named."""
        return None if isinstance(self.ref, Unnamed) else self.ref

    @property
    def of(self) -> ActorId:
        """The actor, or whom an unnamed one belongs to."""
        return self.ref.of if isinstance(self.ref, Unnamed) else self.ref


@dataclass(frozen=True, slots=True)
class Event:
    """An event as all its reports tell it."""

    id: EventId
    frame: Frame
    reports: tuple[Report, ...]
    verdicts: Mapping[str, Verdict]
    date: edtf.Date | None
    date_disputed: bool
    place: PlaceId | None
    status: str
    parts: tuple[Part, ...]
    statements: tuple[RecordKey, ...]
    disputed_by: tuple[RecordKey, ...]
    supported_by: tuple[RecordKey, ...]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Distinct origins of the reports, in the order of the reports."""
        return tuple({report.origin.key: report.origin for report in self.reports}.values())

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Fields on which reports cannot both be right."""
        return tuple(name for name, verdict in self.verdicts.items() if verdict == "conflicts")


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages need; all mappings are sorted."""

    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    evidence: Mapping[RecordKey, Evidence]
    events: Mapping[EventId, Event]
    by_article: Mapping[ArticleId, tuple[RecordKey, ...]]
    """Records of an article in the order of its text."""
    refers: Mapping[str, tuple[RecordKey, ...]]
    """Records that name an id: of an actor, place, piece of equipment, topic, event or measure."""
    events_of: Mapping[str, tuple[EventId, ...]]
    """Events of an actor, place, piece of equipment or topic, or that an article reports, by date."""
    overlaps: Mapping[EventId, tuple[EventId, ...]]
    related: Mapping[EventId, tuple[EventId, ...]]
    """What the frames of events say of two, whichever of them says it."""
    contains: Mapping[EventId, tuple[EventId, ...]]
    """Reported events that are part of a larger one, by date."""
    under: Mapping[str, tuple[str, ...]]
    """Entries directly under another: of a state or body, within a place, in a class of equipment."""
    partners: Mapping[ActorId, Mapping[ActorId, tuple[EventId, ...]]]
    """Who took part in the same events, and in which."""
    printed: tuple[str, ...]
    """Forms of names that sources misprint."""
    naming: Naming
    """Names found in the texts and digests, apart from what records say."""
    shown: ShownTexts
    """The texts that pages may show; no other text is anywhere in here."""


R = TypeVar("R", bound=Record)


def records_of(site: Site, keys: Iterable[RecordKey], kind: type[R]) -> Iterator[tuple[RecordKey, R]]:
    """Those of some records that are of one kind, typed."""
    for key in keys:
        record = site.evidence[key].record
        if isinstance(record, kind):
            yield key, record


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
        by_article=_by_article(corpus, evidence),
        refers=_refers(evidence),
        events_of=_events_of(corpus, evidence, events),
        overlaps=_both_ways(corpus.registry.events, "may_overlap"),
        related=_both_ways(corpus.registry.events, "related"),
        contains=_grouped((event.frame.part_of, event.id) for event in events.values()),
        under=_grouped(_above(corpus.registry)),
        partners=_partners(events),
        printed=tuple(sorted(_printed(corpus))),
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
        supported_by=supports,
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


# ------------------------------------------------------------------ indices


def _by_article(
    corpus: Corpus, evidence: Mapping[RecordKey, Evidence]
) -> dict[ArticleId, tuple[RecordKey, ...]]:
    found: dict[ArticleId, list[Evidence]] = {article: [] for article in corpus.articles}
    for one in evidence.values():
        found[one.key.article].append(one)
    return {
        article: tuple(e.key for e in sorted(group, key=lambda e: e.start))
        for article, group in found.items()
    }


def named_ids(value: object) -> Iterator[str]:
    """Every id that a record holds, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from named_ids(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in ID_FIELDS & {f.name for f in dataclasses.fields(value)}:
            yield from named_ids(getattr(value, name))


ID_FIELDS = frozenset((
    "actor", "of", "to", "by", "via", "source", "visitors", "met", "hosts", "place", "event", "suppliers",
    "recipients", "makers", "equipment", "item", "user", "participants", "about", "supports", "disputes",
    "measure", "subject", "object",
))  # fmt: skip
"""Fields that hold ids, or records that do."""


def _refers(evidence: Mapping[RecordKey, Evidence]) -> dict[str, tuple[RecordKey, ...]]:
    return _grouped((name, found.key) for found in evidence.values() for name in named_ids(found.record))


def _events_of(
    corpus: Corpus, evidence: Mapping[RecordKey, Evidence], events: Mapping[EventId, Event]
) -> dict[str, tuple[EventId, ...]]:
    return _grouped(
        (name, event.id) for event in events.values() for name in _names_of(corpus, evidence, event)
    )


def _names_of(corpus: Corpus, evidence: Mapping[RecordKey, Evidence], event: Event) -> Iterator[str]:
    """Who takes part, where, with what, on which topic, and which articles say so.

    A place brings what it lies within, an item its classes.
    """
    yield from event.frame.topics
    yield from (part.who for part in event.parts if part.who)
    for report in event.reports:
        yield report.article
        for key in report.records:
            record = evidence[key].record
            yield from ancestors(corpus, getattr(record, "place", None))
            for used in getattr(record, "equipment", ()):
                yield from _classes(corpus, used.item if isinstance(used, Use) else used)


def ancestors(corpus: Corpus, place: PlaceId | None) -> Iterator[PlaceId]:
    """A place, and what it lies within, outwards."""
    while place:
        yield place
        known = corpus.registry.places.get(place)
        place = known.within if known else None


def _classes(corpus: Corpus, item: EquipmentId | None) -> Iterator[EquipmentId]:
    """A piece of equipment, and the classes that it is in."""
    while item:
        yield item
        item = corpus.registry.equipment[item].class_


K = TypeVar("K", bound=str)
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K | None, V]]) -> dict[K, tuple[V, ...]]:
    """What comes with each key, once each, in the order given; without a key it is left out."""
    found: dict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        if key:
            found[key][value] = None
    return {key: tuple(values) for key, values in sorted(found.items())}


def _both_ways(frames: Mapping[EventId, Frame], field: str) -> dict[EventId, tuple[EventId, ...]]:
    pairs = [(name, other) for name, frame in frames.items() for other in getattr(frame, field)]
    return _grouped(sorted((*pairs, *((other, name) for name, other in pairs))))


def _above(registry: Registry) -> Iterator[tuple[str | None, str]]:
    """Each entry with what it is directly under, where that is given."""
    for actor, known in registry.actors.items():
        yield known.country, actor
        yield known.part_of, actor
    yield from ((known.within, place) for place, known in registry.places.items())
    yield from ((known.class_, item) for item, known in registry.equipment.items())


def _partners(events: Mapping[EventId, Event]) -> dict[ActorId, dict[ActorId, tuple[EventId, ...]]]:
    shared: dict[ActorId, dict[ActorId, list[EventId]]] = defaultdict(lambda: defaultdict(list))
    for event in events.values():
        present = sorted({part.who for part in event.parts if part.who})
        for one in present:
            for other in present:
                if one != other:
                    shared[one][other].append(event.id)
    return {
        one: {other: tuple(ids) for other, ids in sorted(others.items())}
        for one, others in sorted(shared.items())
    }


def _printed(corpus: Corpus) -> Iterator[str]:
    registry = corpus.registry
    for entries in (registry.actors, registry.places, registry.equipment):
        for entry in entries.values():
            yield from entry.printed
