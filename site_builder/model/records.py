"""The corpus as typed, frozen records: what the hand-written files may say.

Every class here mirrors a mapping of the files; every field is a key (a trailing underscore
stands for a Python keyword). Absent and empty are the same. The reader in `source` fills the
classes, attaches `at` (where each was written) and collects the leaves whose type is one of
the distinct types below, so that ids, dates and quotes are checked in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NewType, Protocol, get_args

from site_builder.model import rights
from site_builder.model.problems import Location

ArticleId = NewType("ArticleId", str)
ActorId = NewType("ActorId", str)
StateId = NewType("StateId", str)
"""An actor of type state."""
PlaceId = NewType("PlaceId", str)
"""An entry of the places, or an actor of type state."""
EquipmentId = NewType("EquipmentId", str)
TopicId = NewType("TopicId", str)
MeasureId = NewType("MeasureId", str)
EventId = NewType("EventId", str)
RecordId = NewType("RecordId", str)
"""A name that an annotator gives to a record, unique in the corpus."""
SubjectId = NewType("SubjectId", str)
"""What a statement is about: an event, actor, topic, place or piece of equipment."""
ClaimId = NewType("ClaimId", str)
"""What a statement supports or disputes: an event or a record's id."""

Edtf = NewType("Edtf", str)
"""A date of EDTF (ISO 8601-2), as written; `edtf.parse` reads it."""
Quote = NewType("Quote", str)
"""An exact fragment of an article's text, with at most one gap, written ` ... `."""
Url = NewType("Url", str)
Currency = NewType("Currency", str)
"""An ISO 4217 code."""
Line = NewType("Line", str)
"""One line of display text."""
Rights = NewType("Rights", str)
"""An entry of the closed list in `rights`, or a permission."""
LicenceId = NewType("LicenceId", str)
"""A licence of data, or `all-rights-reserved`."""

ActorType = Literal["person", "state", "government-body", "armed-force", "company", "organisation", "media"]
EventType = Literal[
    "visit", "meeting", "arms-deal", "agreement", "facility-opening", "weapon-use",
    "conflict", "protest", "exercise", "mission", "trade", "other",
]  # fmt: skip
Happening = Literal["happened", "planned", "expected", "possible", "cancelled", "denied"]
DealStatus = Literal["possible", "planned", "contracted", "delivered", "completed", "cancelled"]
DealKind = Literal["sale", "upgrade", "aid", "supply"]
VisitKind = Literal[
    "state", "official", "official-working", "working", "guest-of-government", "unofficial", "private",
    "transit",
]  # fmt: skip
RoleEvent = Literal[
    "nominated", "appointed", "elected", "took-office", "presented-credentials", "resigned", "dismissed",
    "recalled", "left-post", "died",
]  # fmt: skip
Mode = Literal[
    "stated", "claimed", "confirmed", "denied", "accused", "promised", "urged", "asked", "assessed"
]  # fmt: skip
Sense = Literal["exact", "about", "below", "above"]
Basis = Literal["contract", "trade", "tiv", "unclear"]
DateBasis = Literal["printed", "inferred", "external"]
Publish = Literal["digest", "text"]
Section = Literal[
    "people", "organisations", "visits", "arms_deals", "events", "statements", "figures", "dates"
]  # fmt: skip


SECTIONS: tuple[Section, ...] = get_args(Section)
"""The sections that hold records, in the order of the files."""
CLAIMS: tuple[Section, ...] = ("visits", "arms_deals", "events", "statements", "figures")
"""The sections whose records say something about the world; those of the others name, describe or date."""


class Places(Protocol):
    """Where a mapping and what it holds were written."""

    @property
    def location(self) -> Location: ...

    def of(self, *path: str | int) -> Location:
        """Place of the value at `path` (keys and list positions), or of its nearest parent."""
        ...


def yaml_key(name: str) -> str:
    """Name of the YAML key that a field mirrors."""
    return name.rstrip("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Anything that was written as a mapping in a file; `at` knows where."""

    __pydantic_config__ = {"extra": "forbid", "alias_generator": yaml_key}  # noqa: RUF012 - read by the validator's protocol as a plain dict

    at: Places = field(init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed(Written):
    """Somebody an article does not name: "an official" of a state or body."""

    of: ActorId
    as_: Line


ActorRef = ActorId | Unnamed


# ------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Written):
    """A stretch of the text, named by its first and its last words."""

    from_: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInfo(Written):
    """What identifies the captured text: sha256 of the file's bytes, length in code points.

    Without `body` the article's bounds in it are found by rules.
    """

    sha256: str
    chars: int
    body: Bounds | None = None
    skip: tuple[Bounds, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Written):
    """Front matter of `articles/<id>.md`."""

    title: Line
    authors: tuple[Line, ...] = ()
    publisher: ActorId
    publisher_basis: DateBasis = "printed"
    republished_from: ActorId | None = None
    published: Edtf
    published_basis: DateBasis
    published_why: Line | None = None
    url: Url | None = None
    archived: Url | None = None
    language: str
    rights: Rights
    publish: Publish = "digest"
    text: TextInfo | None = None
    formerly: tuple[ArticleId, ...] = ()

    @property
    def reserved(self) -> bool:
        """Whether the rights keep the text from being published, so that quotes are all there is to show."""
        return not rights.opens(self.rights)

    @property
    def publishes_text(self) -> bool:
        """Whether pages may show the whole text: it is asked for, and the rights allow it."""
        return self.publish == "text" and not self.reserved


# ------------------------------------------------------------------ registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Written):
    """What every entry of the registry has; `different_from` names entries that look like it, and are not."""

    name: Line
    aliases: tuple[Line, ...] = ()
    printed: tuple[Line, ...] = ()
    different_from: tuple[SubjectId, ...] = ()
    same_as: tuple[Url, ...] = ()
    description: Line | None = None
    note: Line | None = None

    @property
    def forms(self) -> tuple[Line, ...]:
        """Every form under which texts name it."""
        return (self.name, *self.aliases, *self.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Entry):
    """A person, state, body, company or outlet."""

    type: ActorType
    country: StateId | None = None
    part_of: ActorId | None = None
    website: Url | None = None
    formerly: tuple[ActorId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A place; `coordinates` are degrees north and east."""

    within: PlaceId | None = None
    coordinates: tuple[float, float] | None = None
    formerly: tuple[PlaceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment(Entry):
    """A weapon system, aircraft, or a class of them."""

    class_: EquipmentId | None = None
    makers: tuple[ActorId, ...] = ()
    made_in: StateId | None = None
    formerly: tuple[EquipmentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """A subject that events are filed under."""

    formerly: tuple[TopicId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    """What a figure measures; `sentence` holds `{subject}` and, where there is one, `{object}`."""

    sentence: Line
    unit: Line
    formerly: tuple[MeasureId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Written):
    """Editorial frame of an event; what happened comes from the reports. `short` is the title in tables.

    `after` names events that it came after, where the dates do not say so.
    """

    type: EventType
    title: Line
    short: Line | None = None
    topics: tuple[TopicId, ...] = ()
    may_overlap: tuple[EventId, ...] = ()
    related: tuple[EventId, ...] = ()
    part_of: EventId | None = None
    after: tuple[EventId, ...] = ()
    note: Line | None = None
    formerly: tuple[EventId, ...] = ()


# ------------------------------------------------------------------ annotation of an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Written):
    """An outlet or body through which the article has a record, with the date of what it cites."""

    source: ActorId
    date: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Written):
    """An amount as reported. A range is a pair; "billions" has no amount, only its wording."""

    amount: Decimal | tuple[Decimal, Decimal] | None = None
    currency: Currency | None = None
    sense: Sense = "exact"
    basis: Basis | None = None
    wording: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Written):
    """What every record of an annotation may say; `brief` says why so few quoted words are enough."""

    quote: Quote | tuple[Quote, ...]
    brief: Line | None = None
    id: RecordId | None = None
    date_why: Line | None = None
    by: ActorRef | None = None
    via: ActorId | Source | tuple[ActorId | Source, ...] = ()
    mode: Mode | None = None
    note: Line | None = None
    prefix: str | None = None
    suffix: str | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The record's quotes, in the order written."""
        return self.quote if isinstance(self.quote, tuple) else (self.quote,)

    @property
    def sources(self) -> tuple[ActorId | Source, ...]:
        """What stands under `via`, nearest first."""
        return self.via if isinstance(self.via, tuple) else (self.via,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord(Record):
    """Who appears, and as what: the role, `of` a body or state, `to` for envoys.

    With `event_`, which stands for the key `event`, it tells how the role began or ended, and `date` when.
    It is no event with an entry of its own, as `event` is in other records.
    """

    actor: ActorRef
    role: Line
    of: ActorId | None = None
    to: ActorId | None = None
    rank: Line | None = None
    former: bool = False
    event_: RoleEvent | None = None
    date: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord(Record):
    """What the article says a body is."""

    actor: ActorId
    says: Line
    date: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met(Written):
    """A meeting during a visit, with its own day or place."""

    actor: ActorRef
    date: Edtf | None = None
    place: PlaceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Written):
    """A place within the one visited, with its own day."""

    place: PlaceId
    date: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord(Record):
    """A visit as the article reports it; meetings stand under `met`, places within under `stops`."""

    event: EventId
    kind: VisitKind | None = None
    visitors: tuple[ActorRef, ...]
    met: tuple[ActorRef | Met, ...] = ()
    hosts: tuple[ActorRef, ...] = ()
    place: PlaceId | None = None
    stops: tuple[PlaceId | Stop, ...] = ()
    date: Edtf | None = None
    status: Happening = "happened"
    announced: Edtf | None = None
    says: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Written):
    """How many, as reported. A range is a pair."""

    amount: int | tuple[int, int]
    sense: Sense = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Written):
    """How many of an item were ordered, and how many of them delivered."""

    ordered: int | Count | None = None
    delivered: int | Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipped(Written):
    """A piece of equipment that a deal is about, and how many."""

    item: EquipmentId
    number: Numbers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Written):
    """Goods of a deal that have no entry, in our own words, and how many."""

    item: Line
    number: Numbers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRecord(Record):
    """A sale, upgrade, gift or supply of arms; `supply` has no event of its own."""

    event: EventId | None = None
    kind: DealKind
    suppliers: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    makers: tuple[ActorRef, ...] = ()
    disclosed: Edtf | None = None
    ordered: Edtf | None = None
    delivered: Edtf | None = None
    status: DealStatus | None = None
    equipment: tuple[EquipmentId | Equipped, ...] = ()
    items: tuple[Line | Described, ...] = ()
    value: Value | None = None
    says: Line | None = None

    @property
    def systems(self) -> tuple[EquipmentId, ...]:
        """The equipment by its ids."""
        return tuple(one.item if isinstance(one, Equipped) else one for one in self.equipment)

    @property
    def goods(self) -> tuple[Line, ...]:
        """The goods that have no entry."""
        return tuple(one.item if isinstance(one, Described) else one for one in self.items)

    @property
    def numbers(self) -> tuple[tuple[Equipped | Described, Numbers], ...]:
        """How many of what: of equipment, then of other goods."""
        listed = (one for one in (*self.equipment, *self.items) if isinstance(one, Equipped | Described))
        return tuple((one, one.number) for one in listed if one.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Written):
    """Who takes part in an event, and as what."""

    actor: ActorRef
    role: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Written):
    """A piece of equipment and who used it."""

    item: EquipmentId
    user: ActorRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Record):
    """Any other datable happening."""

    event: EventId
    participants: tuple[ActorRef | Participant, ...] = ()
    place: PlaceId | None = None
    date: Edtf | None = None
    status: Happening = "happened"
    announced: Edtf | None = None
    equipment: tuple[EquipmentId | Use, ...] = ()
    says: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord(Record):
    """Somebody's words, forecast or judgement, or a state of affairs; without `by` the article's own."""

    about: tuple[SubjectId, ...] = ()
    supports: tuple[ClaimId, ...] = ()
    disputes: tuple[ClaimId, ...] = ()
    date: Edtf | None = None
    says: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Record):
    """A number with a meaning that is no deal's value."""

    measure: MeasureId
    subject: ActorRef
    object: ActorRef | None = None
    value: Value
    period: Edtf | tuple[Edtf, ...] = ()
    about: tuple[SubjectId, ...] = ()

    @property
    def periods(self) -> tuple[Edtf, ...]:
        """The years or spans that the figure is for; empty where the article gives none."""
        return self.period if isinstance(self.period, tuple) else (self.period,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRecord(Written):
    """A time expression that no record carries."""

    quote: Quote
    date: Edtf
    why: Line
    prefix: str | None = None
    suffix: str | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The time expression, as other records have their quotes."""
        return (self.quote,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Written):
    """A suggestion that an annotator refused."""

    kind: Section
    surface: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Written):
    """What one article says: `annotations/articles/<id>.yml`."""

    people: tuple[PersonRecord, ...] = ()
    organisations: tuple[OrganisationRecord, ...] = ()
    visits: tuple[VisitRecord, ...] = ()
    arms_deals: tuple[DealRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    statements: tuple[StatementRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    dates: tuple[DateRecord, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Our own-words account of an article: paragraphs of plain text, with the line each starts on."""

    paragraphs: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that has an id and a page of its own, sorted by id."""

    actors: Mapping[ActorId, Actor]
    places: Mapping[PlaceId, Place]
    equipment: Mapping[EquipmentId, Equipment]
    topics: Mapping[TopicId, Topic]
    measures: Mapping[MeasureId, Measure]
    events: Mapping[EventId, Frame]

    @property
    def entries(self) -> Mapping[str, Entry | Frame]:
        """Everything in it by id, which is unique among them all."""
        groups: tuple[Mapping[Any, Entry | Frame], ...] = (
            self.actors, self.places, self.equipment, self.topics, self.measures, self.events
        )  # fmt: skip
        return {name: entry for group in groups for name, entry in group.items()}


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that people wrote, read and typed; ids refer to existing entries."""

    registry: Registry
    articles: Mapping[ArticleId, Article]
    digests: Mapping[ArticleId, Digest]
    annotations: Mapping[ArticleId, Annotation]
