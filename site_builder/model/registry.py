"""The registry: everything that has an id and a page of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.model.value_types import (
    ActorId,
    ActorType,
    EquipmentId,
    EventId,
    EventType,
    Line,
    MeasureId,
    PlaceId,
    StateId,
    SubjectId,
    TopicId,
    Url,
)
from site_builder.model.written import Written


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
