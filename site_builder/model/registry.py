"""The registry: everything that has an id and a page of its own, with its name and other names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from site_builder.model.meaning import FORMERLY, NOTE, OUTCOME, Meaning
from site_builder.model.names_in import NamesIn
from site_builder.model.value_types import (
    ActorId,
    ActorTypeId,
    Edtf,
    EquipmentId,
    EventId,
    EventTypeId,
    Line,
    MeasureId,
    Outcome,
    PageId,
    PlaceId,
    SearchId,
    SectionId,
    StateId,
    SubjectId,
    TopicId,
    Url,
)
from site_builder.model.vocabulary import ActorType, EventType, SectionType
from site_builder.model.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Written):
    """What every entry of the registry has; `different_from` names entries that look like it, and are not."""

    name: Annotated[Line, Meaning("The name shown.")]
    aliases: Annotated[
        tuple[Line, ...], Meaning("Other correct spellings: looked for in texts, searched, shown.")
    ] = ()
    names: Annotated[
        NamesIn | None,
        Meaning("Names in other languages: looked for in texts, searched, shown with their language."),
    ] = None
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
        return (self.name, *self.aliases, *(name for _, name in self.in_languages), *self.printed)

    @property
    def in_languages(self) -> tuple[tuple[str, Line], ...]:
        """Its names in other languages, each with the code of the language."""
        return tuple(self.names.names) if self.names else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Entry):
    """A person, state, body, company or outlet."""

    type: Annotated[ActorTypeId, Meaning("What kind of actor.")]
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


MeasuredKind = Literal["actor", "event", "place", "equipment", "topic"]
"""Kinds of entries that a figure may be about."""


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
    subjects: Annotated[
        tuple[MeasuredKind, ...],
        Meaning(
            "What may stand for {subject}: `[event]` where the number is of one event.",
            ("[event]", "[place]"),
        ),
    ] = ("actor",)
    objects: Annotated[tuple[MeasuredKind, ...], Meaning("What may stand for {object}.")] = ("actor",)
    formerly: Annotated[tuple[MeasureId, ...], FORMERLY] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Written):
    """Editorial frame of an event; what happened comes from the reports. `short` is the title in tables.

    `after` names events that it came after, where the dates do not say so.
    """

    type: Annotated[
        EventTypeId, Meaning("What happened. It decides the section: `visits`, `arms_deals`, else `events`.")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedIn(Written):
    """Where somebody looked: a collection, a register, a catalogue."""

    name: Annotated[
        Line,
        Meaning(
            "What was looked through, in words that say how far.",
            ("the five articles of this site, read whole", "the register of ports, its volume of 2031"),
        ),
    ]
    url: Annotated[Url | None, Meaning("Its address.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Written):
    """Something that somebody looked for, and what came of it: no article says so, no quote carries it."""

    question: Annotated[
        Line,
        Meaning(
            "What was asked, as a sentence that ends with a question mark.",
            ("Who built the port?", "How many died near Kesh?"),
        ),
    ]
    where: Annotated[tuple[LookedIn, ...], Meaning("All that was looked through.")]
    when: Annotated[Edtf, Meaning("When it was looked through.")]
    by: Annotated[Line | None, Meaning("Who looked.")] = None
    result: Annotated[Line, Meaning("What was found instead, or that nothing was, in one or two sentences.")]
    found: Annotated[Outcome, OUTCOME]
    about: Annotated[
        tuple[PageId, ...],
        Meaning(
            "Actors, events, topics, places, equipment or articles that the question is about: their pages "
            "show it."
        ),
    ]
    formerly: Annotated[tuple[SearchId, ...], Meaning("Its earlier ids.")] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything that has an id and a page of its own, sorted by id; what was searched; the types."""

    actors: Mapping[ActorId, Actor]
    places: Mapping[PlaceId, Place]
    equipment: Mapping[EquipmentId, Equipment]
    topics: Mapping[TopicId, Topic]
    measures: Mapping[MeasureId, Measure]
    events: Mapping[EventId, Frame]
    searched: Mapping[SearchId, Search]
    event_types: Mapping[EventTypeId, EventType]
    actor_types: Mapping[ActorTypeId, ActorType]
    sections: Mapping[SectionId, SectionType]

    @property
    def entries(self) -> Mapping[str, Entry | Frame]:
        """Everything in it that has a page, by id, which is unique among them all."""
        groups: tuple[Mapping[Any, Entry | Frame], ...] = (
            self.actors, self.places, self.equipment, self.topics, self.measures, self.events
        )  # fmt: skip
        return {name: entry for group in groups for name, entry in group.items()}

    def kind_of(self, actor: Actor) -> str:
        """Give the type of the builder's own that an actor may stand in place of: its own, or `like`."""
        known = self.actor_types.get(actor.type)
        return (known.like if known else None) or actor.type
