"""The corpus as typed, frozen records: what the hand-written files may say.

Every class here mirrors a mapping of the files; every field is a key (a trailing underscore
stands for a Python keyword). Absent and empty are the same. The reader in `source` fills the
classes, attaches `at` (where each was written) and collects the leaves whose type is one of
the distinct types below, so that ids, dates and quotes are checked in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType, Protocol, get_args

from site_builder.model import rights
from site_builder.model.meaning import (
    ANNOUNCED,
    FORMERLY,
    MAY_BE_UNNAMED,
    NOTE,
    PREFIX,
    REPORTED,
    STATUS,
    SUFFIX,
    Meaning,
)
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

    of: Annotated[ActorId, Meaning("The state or body that the unnamed person belongs to.")]
    as_: Annotated[Line, Meaning("What the article calls them.", ("an official", "a defence source"))]


ActorRef = ActorId | Unnamed


# ------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Written):
    """A stretch of the text, named by its first and its last words."""

    from_: Annotated[str, Meaning("The first words, exactly as captured.")]
    to: Annotated[str, Meaning("The last words, exactly as captured.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInfo(Written):
    """What identifies the captured text: sha256 of the file's bytes, length in code points.

    Without `body` the article's bounds in it are found by rules.
    """

    sha256: Annotated[str, Meaning("What `sha256sum` prints for the captured file.")]
    chars: Annotated[int, Meaning("Length of the captured text: what `wc -m` prints.")]
    body: Annotated[
        Bounds | None,
        Meaning("Where the article begins and ends in the capture; found by rules if left out."),
    ] = None
    skip: Annotated[
        tuple[Bounds, ...], Meaning("Stretches of junk within the body: menus, adverts, other stories.")
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Written):
    """Front matter of `articles/<id>.md`."""

    title: Annotated[Line, Meaning("As printed.")]
    authors: Annotated[tuple[Line, ...], Meaning("Names as printed, in that order.")] = ()
    publisher: Annotated[ActorId, Meaning("The outlet.")]
    publisher_basis: Annotated[
        DateBasis, Meaning("How it is known; `external` where the capture does not print it.")
    ] = "printed"
    republished_from: Annotated[ActorId | None, Meaning("The outlet that had it first.")] = None
    published: Annotated[Edtf, Meaning("Date of publication; with ? unless it is printed.")]
    published_basis: Annotated[
        DateBasis,
        Meaning("printed, inferred (from this text alone) or external; the last two need `published_why`."),
    ]
    published_why: Annotated[
        Line | None, Meaning("How the date of publication is known, where it is not printed.")
    ] = None
    url: Annotated[Url | None, Meaning("Where it stands; only if known.")] = None
    archived: Annotated[Url | None, Meaning("Where it is archived.")] = None
    language: Annotated[str, Meaning("Code of its language.", ("en", "az"))]
    rights: Annotated[
        Rights,
        Meaning(
            "`all-rights-reserved`, `public-domain`, a licence's SPDX id, or `permission: "
            "who gave it, when`.",
            ("all-rights-reserved", "CC-BY-4.0", "permission: The Norland Post, 2031-05-12"),
        ),
    ]
    publish: Annotated[
        Publish,
        Meaning(
            "What the site shows: our digest, or the text, where the rights allow it; it is then in texts/."
        ),
    ] = "digest"
    text: Annotated[
        TextInfo | None,
        Meaning("What identifies the captured text, which stays private."),
    ] = None
    formerly: Annotated[tuple[ArticleId, ...], FORMERLY] = ()

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

    name: Annotated[Line, Meaning("The name shown.")]
    aliases: Annotated[
        tuple[Line, ...], Meaning("Other correct spellings: looked for in texts, searched, shown.")
    ] = ()
    printed: Annotated[
        tuple[Line, ...],
        Meaning("Damaged or wrong forms found in a source: shown only inside quotes, with [sic]."),
    ] = ()
    different_from: Annotated[
        tuple[SubjectId, ...],
        Meaning("Entries that look like it by their names, but are others; silences `same-name`."),
    ] = ()
    same_as: Annotated[
        tuple[Url, ...], Meaning("Addresses that identify it elsewhere; only where verified.")
    ] = ()
    description: Annotated[Line | None, Meaning("One line.")] = None
    note: Annotated[Line | None, NOTE] = None

    @property
    def forms(self) -> tuple[Line, ...]:
        """Every form under which texts name it."""
        return (self.name, *self.aliases, *self.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Entry):
    """A person, state, body, company or outlet."""

    type: Annotated[ActorType, Meaning("What kind of actor.")]
    country: Annotated[StateId | None, Meaning("Its state.")] = None
    part_of: Annotated[ActorId | None, Meaning("The body that it belongs to.")] = None
    website: Annotated[
        Url | None, Meaning("An outlet's website, where readers can search for the title; only if certain.")
    ] = None
    formerly: Annotated[tuple[ActorId, ...], FORMERLY] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A place; `coordinates` are degrees north and east."""

    within: Annotated[PlaceId | None, Meaning("The place or state that it lies in.")] = None
    coordinates: Annotated[tuple[float, float] | None, Meaning("Degrees north, then degrees east.")] = None
    formerly: Annotated[tuple[PlaceId, ...], FORMERLY] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment(Entry):
    """A weapon system, aircraft, or a class of them."""

    class_: Annotated[EquipmentId | None, Meaning("The entry that is its class.")] = None
    makers: Annotated[tuple[ActorId, ...], Meaning("Who makes it.")] = ()
    made_in: Annotated[StateId | None, Meaning("The state it is made in.")] = None
    formerly: Annotated[tuple[EquipmentId, ...], FORMERLY] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """A subject that events are filed under."""

    formerly: Annotated[tuple[TopicId, ...], FORMERLY] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    """What a figure measures; `sentence` holds `{subject}` and, where there is one, `{object}`."""

    sentence: Annotated[
        Line,
        Meaning(
            "What it measures, as a sentence with {subject}, and {object} where there is one.",
            (
                "share of {object}'s oil imports that comes from {subject}",
                "members of the Jewish community in {subject}",
            ),
        ),
    ]
    unit: Annotated[
        Line, Meaning("What is counted; a currency's code for money.", ("percent", "people", "USD"))
    ]
    formerly: Annotated[tuple[MeasureId, ...], FORMERLY] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Written):
    """Editorial frame of an event; what happened comes from the reports. `short` is the title in tables.

    `after` names events that it came after, where the dates do not say so.
    """

    type: Annotated[
        EventType, Meaning("What happened. It decides the section: `visits`, `arms_deals`, else `events`.")
    ]
    title: Annotated[Line, Meaning("What the event's page is called.")]
    short: Annotated[
        Line | None, Meaning("A shorter title for tables.", ("Falk drones", "Lund in Estmark"))
    ] = None
    topics: Annotated[tuple[TopicId, ...], Meaning("Subjects it is filed under.")] = ()
    may_overlap: Annotated[
        tuple[EventId, ...], Meaning("Deals that may count the same money: they are never added up.")
    ] = ()
    related: Annotated[tuple[EventId, ...], Meaning("Other events worth reading with it.")] = ()
    part_of: Annotated[EventId | None, Meaning("The larger event that it belongs to.")] = None
    after: Annotated[
        tuple[EventId, ...],
        Meaning("Events that it came after, where the dates do not say so: it stands after them."),
    ] = ()
    note: Annotated[Line | None, NOTE] = None
    formerly: Annotated[tuple[EventId, ...], FORMERLY] = ()


# ------------------------------------------------------------------ annotation of an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Written):
    """An outlet or body through which the article has a record, with the date of what it cites."""

    source: Annotated[ActorId, Meaning("The outlet or body.")]
    date: Annotated[Edtf | None, Meaning("The date of what is cited.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Written):
    """An amount as reported. A range is a pair; "billions" has no amount, only its wording."""

    amount: Annotated[
        Decimal | tuple[Decimal, Decimal] | None,
        Meaning("A number in plain digits, or [lower, upper]; left out where only words are printed."),
    ] = None
    currency: Annotated[
        Currency | None,
        Meaning("Its ISO 4217 code; left out if it is not money, as SIPRI's trend-indicator values are not."),
    ] = None
    sense: Annotated[Sense, Meaning("How exact the amount is; `exact` if left out.")] = "exact"
    basis: Annotated[
        Basis | None,
        Meaning("What it counts: a contract's or a trade's money; `tiv` for SIPRI's trend-indicator values."),
    ] = None
    wording: Annotated[Line, Meaning("The words of the article.", ("nearly $5 billion", "40 percent"))]


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
    prefix: Annotated[str | None, PREFIX] = None
    suffix: Annotated[str | None, SUFFIX] = None

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

    actor: Annotated[ActorRef, Meaning(f"Who; {MAY_BE_UNNAMED}.")]
    role: Annotated[
        Line, Meaning("As what, in its usual form.", ("President", "Minister of Defence", "Ambassador"))
    ]
    of: Annotated[ActorId | None, Meaning("The state or body of the role.")] = None
    to: Annotated[ActorId | None, Meaning("The state or body that an envoy is sent to.")] = None
    rank: Annotated[Line | None, Meaning("A military rank.", ("Colonel General", "Major General"))] = None
    former: Annotated[bool, Meaning("Whether the role was over when the article appeared.")] = False
    event_: Annotated[
        RoleEvent | None,
        Meaning(
            "What began or ended the role, with its day under `date`; left out where somebody just holds it."
        ),
    ] = None
    date: Annotated[
        Edtf | None, Meaning("When, if the role is not of the article's time; with `event`, when that was.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord(Record):
    """What the article says a body is."""

    actor: Annotated[ActorId, Meaning("Which body.")]
    says: Annotated[Line, Meaning("What the article says it is, in our own words.")]
    date: Annotated[Edtf | None, Meaning("When, if it is not of the article's time.")] = None


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

    event: Annotated[EventId, Meaning("The visit: an event of type visit.")]
    kind: Annotated[
        VisitKind | None,
        Meaning(
            "What the article calls it: a state visit, an official, working, private one; "
            "left out if nothing."
        ),
    ] = None
    visitors: Annotated[tuple[ActorRef, ...], Meaning(f"Who came; {MAY_BE_UNNAMED}.")]
    met: Annotated[
        tuple[ActorRef | Met, ...],
        Meaning("Whom they met; `{actor: ..., date: ..., place: ...}` where it has its own day."),
    ] = ()
    hosts: Annotated[
        tuple[ActorRef, ...], Meaning("Who hosted, invited or received them, only where the article says so.")
    ] = ()
    place: Annotated[PlaceId | None, Meaning("A place or a state.")] = None
    stops: Annotated[
        tuple[PlaceId | Stop, ...],
        Meaning(
            "Places within it where the visitors were; `{place: ..., date: ...}` where one has its own day."
        ),
    ] = ()
    date: Annotated[Edtf | None, Meaning("When it was.")] = None
    status: Annotated[Happening, STATUS] = "happened"
    announced: Annotated[Edtf | None, ANNOUNCED] = None
    says: Annotated[Line, REPORTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Written):
    """How many, as reported. A range is a pair."""

    amount: Annotated[
        int | tuple[int, int],
        Meaning("A whole number in plain digits, or [lower, upper]; a quote of the record prints it."),
    ]
    sense: Annotated[Sense, Meaning("How exact the number is; `exact` if left out.")] = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Written):
    """How many of an item were ordered, and how many of them delivered."""

    ordered: Annotated[
        int | Count | None,
        Meaning("How many were ordered; `{amount: 12, sense: about}` if the number is not exact."),
    ] = None
    delivered: Annotated[
        int | Count | None, Meaning("How many of them were delivered; `{amount: 8, sense: about}` likewise.")
    ] = None


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

    event: Annotated[
        EventId | None, Meaning("The deal: an event of type arms-deal; left out for kind supply.")
    ] = None
    kind: Annotated[DealKind, Meaning("`supply` is supply in general, without a deal of its own.")]
    suppliers: Annotated[tuple[ActorRef, ...], Meaning("Who sells or gives, as the article names them.")] = ()
    recipients: Annotated[tuple[ActorRef, ...], Meaning("Who gets it.")] = ()
    makers: Annotated[tuple[ActorRef, ...], Meaning("Who makes it.")] = ()
    disclosed: Annotated[Edtf | None, Meaning("When it became known, according to the article.")] = None
    ordered: Annotated[Edtf | None, Meaning("When it was ordered.")] = None
    delivered: Annotated[Edtf | None, Meaning("When it was delivered.")] = None
    status: Annotated[DealStatus | None, Meaning("How far it has come, according to this article.")] = None
    equipment: Annotated[
        tuple[EquipmentId | Equipped, ...],
        Meaning(
            "What it is about: entries of the registry; `{item: ..., number: {ordered: 12}}` with how many."
        ),
    ] = ()
    items: Annotated[
        tuple[Line | Described, ...],
        Meaning(
            "Goods that have no entry, in our own words; `{item: ..., number: {ordered: 12}}` with how many."
        ),
    ] = ()
    value: Annotated[Value | None, Meaning("What it is worth.")] = None
    says: Annotated[Line | None, REPORTED] = None

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

    event: Annotated[EventId, Meaning("An event of any type but visit and arms-deal.")]
    participants: Annotated[
        tuple[ActorRef | Participant, ...],
        Meaning(f"Who takes part, perhaps `{{actor: ..., role: ...}}`; {MAY_BE_UNNAMED}."),
    ] = ()
    place: Annotated[PlaceId | None, Meaning("A place or a state.")] = None
    date: Annotated[Edtf | None, Meaning("When it was.")] = None
    status: Annotated[Happening, STATUS] = "happened"
    announced: Annotated[Edtf | None, ANNOUNCED] = None
    equipment: Annotated[
        tuple[EquipmentId | Use, ...],
        Meaning("What was used; `{item: ..., user: ...}` if the article says who used it."),
    ] = ()
    says: Annotated[Line, REPORTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord(Record):
    """Somebody's words, forecast or judgement, or a state of affairs; without `by` the article's own."""

    about: Annotated[
        tuple[SubjectId, ...], Meaning("Events, actors, topics, places or equipment that it is about.")
    ] = ()
    supports: Annotated[tuple[ClaimId, ...], Meaning("Events or records that it supports.")] = ()
    disputes: Annotated[tuple[ClaimId, ...], Meaning("Events or records that it disputes.")] = ()
    date: Annotated[Edtf | None, Meaning("When it was said.")] = None
    says: Annotated[Line, Meaning("What is said, in our own words.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Record):
    """A number with a meaning that is no deal's value."""

    measure: Annotated[MeasureId, Meaning("What is measured; its sentence fixes the direction.")]
    subject: Annotated[ActorRef, Meaning("Who or what stands for {subject} in the measure's sentence.")]
    object: Annotated[
        ActorRef | None, Meaning("Who or what stands for {object}, where the sentence has one.")
    ] = None
    value: Annotated[Value, Meaning("The number.")]
    period: Annotated[
        Edtf | tuple[Edtf, ...],
        Meaning("What it is for: one date or a list; left out where the article gives none."),
    ] = ()
    about: Annotated[
        tuple[SubjectId, ...], Meaning("Events, actors, topics, places or equipment that it bears on.")
    ] = ()

    @property
    def periods(self) -> tuple[Edtf, ...]:
        """The years or spans that the figure is for; empty where the article gives none."""
        return self.period if isinstance(self.period, tuple) else (self.period,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRecord(Written):
    """A time expression that no record carries."""

    quote: Annotated[
        Quote, Meaning("The words of the article that name the time.", ("Last week", "On Tuesday"))
    ]
    date: Annotated[Edtf, Meaning("The date that they mean.")]
    why: Annotated[
        Line,
        Meaning("How the date follows.", ("the week before Monday 12 March 2012", "printed in the caption")),
    ]
    prefix: Annotated[str | None, PREFIX] = None
    suffix: Annotated[str | None, SUFFIX] = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The time expression, as other records have their quotes."""
        return (self.quote,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Written):
    """A suggestion that an annotator refused."""

    kind: Annotated[Section, Meaning("The section that it was proposed for.")]
    surface: Annotated[Line, Meaning("The words that the proposal rests on.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Written):
    """What one article says: `annotations/articles/<id>.yml`."""

    people: Annotated[
        tuple[PersonRecord, ...], Meaning("Who appears, and as what, according to this article.")
    ] = ()
    organisations: Annotated[
        tuple[OrganisationRecord, ...], Meaning("What the article says that bodies are.")
    ] = ()
    visits: Annotated[tuple[VisitRecord, ...], Meaning("Who went where and met whom.")] = ()
    arms_deals: Annotated[tuple[DealRecord, ...], Meaning("Who sold, gave, upgraded or supplied what.")] = ()
    events: Annotated[tuple[EventRecord, ...], Meaning("Every other datable happening.")] = ()
    statements: Annotated[
        tuple[StatementRecord, ...], Meaning("Somebody's words, judgements and forecasts; states of affairs.")
    ] = ()
    figures: Annotated[tuple[FigureRecord, ...], Meaning("Every other number with a meaning.")] = ()
    dates: Annotated[
        tuple[DateRecord, ...],
        Meaning("Time expressions that no record carries, or that extraction reads wrongly."),
    ] = ()
    rejected: Annotated[
        tuple[Rejected, ...], Meaning("Suggestions that were refused, and are not proposed again.")
    ] = ()


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
