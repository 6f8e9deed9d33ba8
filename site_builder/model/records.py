"""What an article says, record by record.

What the keys of a section mean stands in its description (`corpus/vocabulary/sections.yml`), as with the
sections of a project.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from site_builder.model.meaning import (
    MAY_BE_UNNAMED,
    NOTE,
    PREFIX,
    REPORTED,
    SUFFIX,
    Meaning,
)
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
from site_builder.model.vocabulary import Field
from site_builder.model.written import ActorRef, Unnamed, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Written):
    """An outlet or body through which the article has a record, with the date of what it cites."""

    source: Annotated[ActorId, Meaning("The outlet or body.")]
    date: Annotated[Edtf | None, Meaning("The date of what is cited.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Written):
    """What every record of an annotation may say; `brief` says why so few quoted words are enough."""

    quote: Annotated[
        Quote | tuple[Quote, ...],
        Meaning("Exact words of the article that carry the record, best 4 to 12; one or a list."),
    ]
    brief: Annotated[
        Line | None, Meaning("Why so few quoted words are enough; it silences the warning `thin-quote`.")
    ] = None
    id: Annotated[RecordId | None, Meaning("A name for this record, so that others can refer to it.")] = None
    date_why: Annotated[
        Line | None,
        Meaning(
            "How the date follows, where the quote does not print it.",
            ("Wednesday before Saturday 15 July 2023", "the month before the article appeared"),
        ),
    ] = None
    by: Annotated[
        ActorRef | None,
        Meaning(f"Whom the article credits it to; {MAY_BE_UNNAMED}. If left out, its own voice."),
    ] = None
    via: Annotated[
        ActorId | Source | tuple[ActorId | Source, ...],
        Meaning(
            "Whom the article has it from, nearest first; `{source: ..., date: ...}` if it "
            "says of which date."
        ),
    ] = ()
    mode: Annotated[Mode | None, Meaning("The verb that the article uses.")] = None
    note: Annotated[Line | None, NOTE] = None
    correction: Annotated[
        Line | None,
        Meaning(
            "Why this record was corrected last: told with the correction, and no part of the data.",
            ("The article says Wednesday; we had counted from Sunday.", "It names no place."),
        ),
    ] = None
    prefix: Annotated[str | None, PREFIX] = None
    suffix: Annotated[str | None, SUFFIX] = None
    OWN: ClassVar[tuple[Field, ...]] = ()
    """The fields that the project's vocabulary gives it."""

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

    actor: Annotated[ActorRef, Meaning(f"Whom they met; {MAY_BE_UNNAMED}.")]
    date: Annotated[Edtf | None, Meaning("The day of the meeting.")] = None
    place: Annotated[PlaceId | None, Meaning("Where they met.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Written):
    """A place within the one visited, with its own day."""

    place: Annotated[PlaceId, Meaning("Where they were.")]
    date: Annotated[Edtf | None, Meaning("When they were there.")] = None


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

    item: Annotated[EquipmentId, Meaning("Which piece of equipment.")]
    number: Annotated[
        Numbers | None, Meaning("How many were `ordered` and `delivered`, as far as the article says.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Written):
    """Goods of a deal that have no entry, in our own words, and how many."""

    item: Annotated[
        Line, Meaning("What it is, in our own words, without its number.", ("patrol boats", "spare parts"))
    ]
    number: Annotated[
        Numbers | None, Meaning("How many were `ordered` and `delivered`, as far as the article says.")
    ] = None


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

    actor: Annotated[ActorRef, Meaning(f"Who takes part; {MAY_BE_UNNAMED}.")]
    role: Annotated[Line | None, Meaning("As what.", ("opener", "host", "accuser"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Written):
    """A piece of equipment and who used it."""

    item: Annotated[EquipmentId, Meaning("Which piece of equipment.")]
    user: Annotated[ActorRef | None, Meaning("Who used it.")] = None


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
class PlainRecord(Record):
    """What every record of a project's own section has that reports no event."""

    about: Annotated[
        tuple[SubjectId, ...], Meaning("Events, actors, topics, places or equipment that it bears on.")
    ] = ()
    date: Annotated[Edtf | None, Meaning("When, if it is not of the article's time.")] = None
    says: Annotated[Line, REPORTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord(Record):
    """Somebody's words, forecast or judgement, or a state of affairs; without `by` the article's own."""

    about: tuple[SubjectId, ...] = ()
    supports: tuple[ClaimId, ...] = ()
    disputes: tuple[ClaimId, ...] = ()
    date: Edtf | None = None
    says: Line


Measured = SubjectId | Unnamed
"""What a figure is about: what its measure accepts, or somebody unnamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Record):
    """A number with a meaning that is no deal's value."""

    measure: MeasureId
    subject: Measured
    object: Measured | None = None
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
    prefix: Annotated[str | None, PREFIX] = None
    suffix: Annotated[str | None, SUFFIX] = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The time expression, as other records have their quotes."""
        return (self.quote,)
