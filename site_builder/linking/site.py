"""A corpus with its links, as the pages and data files need it; `linking` makes it.

Everything here is held by id and sorted; pages look things up and nothing points back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from site_builder.corpus.text_rights import ShownTexts
from site_builder.linking.naming import Naming
from site_builder.linking.once import Made
from site_builder.linking.open_findings import OpenFindings
from site_builder.merging.fields import Verdict
from site_builder.model import edtf
from site_builder.model.annotation import Section
from site_builder.model.changes import PageLog, ToldLog
from site_builder.model.corpus import Corpus
from site_builder.model.normal_form import Span
from site_builder.model.records import DateRecord, Record
from site_builder.model.registry import Frame
from site_builder.model.value_types import ActorId, ArticleId, EventId, PlaceId, RecordId, SearchId, VisitKind
from site_builder.model.written import ActorRef, Unnamed
from site_builder.proving import quotes
from site_builder.proving.layers import Layer

Saying = Literal["happened", "claimed", "expected", "possible", "cancelled", "denied", "wanted"]
"""What a record says of its event: that it happened, or somebody claims so; that it is to come, or may;
that it was called off, or did not happen; that somebody wants it."""


@dataclass(frozen=True, slots=True, order=True)
class RecordKey:
    """Names one record: its article, section and position there."""

    article: ArticleId
    section: Section
    index: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom a report credits. Reports with equal `key` are one origin, whichever articles carry them.

    The unnamed of one state or body share a key, whatever they are called: who knows if they are several.
    """

    key: str
    by: ActorRef | None
    outlet: ActorId

    @property
    def unnamed(self) -> bool:
        """Whether nobody says who it is."""
        return isinstance(self.by, Unnamed)

    @property
    def who(self) -> ActorRef:
        """The actor, or somebody unnamed."""
        return self.by or self.outlet


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """One quote of a record: its words, its key among the proofs, and the stretches where it stands.

    These are in code points of the captured text; there are none where no proof is at hand.
    """

    words: str
    key: str
    spans: tuple[Span, ...]

    @property
    def verified(self) -> bool:
        """Whether it is proved."""
        return bool(self.spans)

    @property
    def start(self) -> int | None:
        """Where it starts, if that is known."""
        return self.spans[0][0] if self.spans else None

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
    quotes: tuple[ShownQuote, ...]

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
    """What one article says of one event with one credit; `sayings` go with the records."""

    article: ArticleId
    origin: Origin
    records: tuple[RecordKey, ...]
    sayings: tuple[Saying, ...]


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
    """An event as all its reports tell it.

    `status` is `claimed` where all that say it happened only claim so, `kind` that of a visit.
    `disputed_by` are statements that dispute it or a report of it, and `contradicted` the records that
    these speak against.
    """

    id: EventId
    frame: Frame
    reports: tuple[Report, ...]
    verdicts: Mapping[str, Verdict]
    date: edtf.Date | None
    date_disputed: bool
    place: PlaceId | None
    status: str
    kind: VisitKind | None
    parts: tuple[Part, ...]
    statements: tuple[RecordKey, ...]
    disputed_by: tuple[RecordKey, ...]
    contradicted: tuple[RecordKey, ...]

    @property
    def records(self) -> tuple[RecordKey, ...]:
        """All its records, in the order of its reports."""
        return tuple(key for report in self.reports for key in report.records)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Distinct origins of the reports, in the order of the reports, whatever they say."""
        return distinct(report.origin for report in self.reports)

    @property
    def confirming(self) -> tuple[Origin, ...]:
        """Those who say that it happened, or claim so."""
        return self.who_say("happened", "claimed")

    @property
    def expecting(self) -> tuple[Origin, ...]:
        """Those who announce, plan, promise or forecast it, or call it possible."""
        return self.who_say("expected", "possible")

    @property
    def denying(self) -> tuple[Origin, ...]:
        """Those who say that it did not happen, or was called off."""
        return self.who_say("denied", "cancelled")

    @property
    def claimed_by(self) -> tuple[Origin, ...]:
        """Those who claim that it happened, where nobody says so in another way."""
        return () if self.who_say("happened") else self.who_say("claimed")

    @property
    def rests_on(self) -> tuple[Origin, ...]:
        """Those whom it rests on: who confirm it, else who give it its status, else all who speak of it."""
        undone = self.denying if self.status in {"denied", "cancelled"} else ()
        return self.confirming or undone or self.expecting or self.origins

    def who_say(self, *wanted: Saying) -> tuple[Origin, ...]:
        """Distinct origins of the records that say one of some things."""
        return distinct(report.origin for report in self.reports if {*report.sayings} & {*wanted})

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Fields on which reports cannot both be right."""
        return tuple(name for name, verdict in self.verdicts.items() if verdict == "conflicts")

    @property
    def disputed(self) -> bool:
        """Whether reports conflict, or somebody disputes what they say."""
        return bool(self.conflicts or self.disputed_by)


@dataclass(frozen=True, slots=True)
class Contest:
    """A record without an event of its own, such as a figure, that statements dispute or support.

    `told_at` are events that it is about and that the same statements dispute: their pages tell it.
    """

    record: RecordKey
    disputed_by: tuple[RecordKey, ...]
    supported_by: tuple[RecordKey, ...]
    told_at: tuple[EventId, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages need; all mappings are sorted."""

    corpus: Corpus
    layers: Mapping[ArticleId, Layer]
    evidence: Mapping[RecordKey, Evidence]
    events: Mapping[EventId, Event]
    published: Mapping[ArticleId, str]
    """When articles appeared: who needs no more of an article does not depend on its text."""
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
    named: Mapping[RecordId, RecordKey]
    """Records by the names that annotators gave them."""
    answers: Mapping[RecordKey, tuple[RecordKey, ...]]
    """Statements that dispute or support a record by its name."""
    contests: Mapping[RecordKey, Contest]
    """What statements dispute or support besides events and reports of them."""
    under: Mapping[str, tuple[str, ...]]
    """Entries directly under another: of a state or body, within a place, in a class of equipment."""
    searched: Mapping[str, tuple[SearchId, ...]]
    """What the editors looked for about what has an id, the newest first."""
    apart: Mapping[str, tuple[str, ...]]
    """Entries that look like one another by their names, and are not."""
    partners: Mapping[ActorId, Mapping[ActorId, tuple[EventId, ...]]]
    """Who took part in the same events, and in which."""
    printed: tuple[str, ...]
    """Forms of names that sources misprint."""
    naming: Naming
    """Names found in the texts and digests, apart from what records say."""
    open: Mapping[ArticleId, OpenFindings]
    """How much is found in the text of each article and in no record, and how many quotes are not."""
    shown: ShownTexts
    """The texts that pages may show; no other text is anywhere in here."""
    changes: Mapping[str, ToldLog] = field(default_factory=dict)
    """Under an empty key what changed in the data, where that is known and told."""
    told_on: Mapping[str, PageLog] = field(default_factory=dict)
    """By the paths of pages what the same history knows of each; nothing of pages that are as they were."""
    feeds: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By the paths of actors and topics: positions of the changes that concern them, in what changed."""
    made: Made = field(init=False, default_factory=Made, compare=False, repr=False)
    """What pages have in common, made once; another version of a site begins without."""


def distinct(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """The origins, each key once, as first met."""
    found: dict[str, Origin] = {}
    for origin in origins:
        found.setdefault(origin.key, origin)
    return tuple(found.values())


R = TypeVar("R", bound=Record)


def records_of(site: Site, keys: Iterable[RecordKey], kind: type[R]) -> Iterator[tuple[RecordKey, R]]:
    """Those of some records that are of one kind, typed."""
    for key in keys:
        record = site.evidence[key].record
        if isinstance(record, kind):
            yield key, record
