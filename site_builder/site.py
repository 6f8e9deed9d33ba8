"""A corpus with its links, as the pages and data files need it; `linking` makes it.

Everything here is held by id and sorted; pages look things up and nothing points back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from site_builder import edtf, quotes
from site_builder.extracted import Layer
from site_builder.merge import Verdict
from site_builder.model import (
    ActorId,
    ActorRef,
    ArticleId,
    Corpus,
    DateRecord,
    EventId,
    Frame,
    PlaceId,
    Record,
    Section,
    Unnamed,
)
from site_builder.naming import Naming
from site_builder.showing import ShownTexts


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

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Distinct origins of the reports, in the order of the reports."""
        return tuple({report.origin.key: report.origin for report in self.reports}.values())

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Fields on which reports cannot both be right."""
        return self._judged("conflicts")

    @property
    def unlike(self) -> tuple[str, ...]:
        """Fields that reports tell differently, and on which all can be right."""
        return self._judged("compatible")

    @property
    def disputed(self) -> bool:
        """Whether reports conflict, or somebody disputes what they say."""
        return bool(self.conflicts or self.disputed_by)

    def _judged(self, wanted: Verdict) -> tuple[str, ...]:
        return tuple(name for name, verdict in self.verdicts.items() if verdict == wanted)


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
