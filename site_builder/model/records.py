"""The annotation of an article: records of what it says, by section."""

from dataclasses import dataclass
from typing import Literal, get_args

from site_builder.model.quantities import Numbers, Value
from site_builder.model.value_types import (
    ActorId,
    ClaimId,
    DealKind,
    DealStatus,
    Edtf,
    EquipmentId,
    EventId,
    Happening,
    Line,
    MeasureId,
    Mode,
    PlaceId,
    Quote,
    RecordId,
    RoleEvent,
    SubjectId,
    VisitKind,
)
from site_builder.model.written import ActorRef, Written

Section = Literal[
    "people", "organisations", "visits", "arms_deals", "events", "statements", "figures", "dates"
]  # fmt: skip

SECTIONS: tuple[Section, ...] = get_args(Section)
"""The sections that hold records, in the order of the files."""
CLAIMS: tuple[Section, ...] = ("visits", "arms_deals", "events", "statements", "figures")
"""The sections whose records say something about the world; those of the others name, describe or date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Written):
    """An outlet or body through which the article has a record, with the date of what it cites."""

    source: ActorId
    date: Edtf | None = None


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
