"""Where events took place, and from where to where visits led.

A start rests on articles alone (`starts`); where a place lies, and its coordinates, the registry says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking.home_states import Start, start_of
from site_builder.linking.indices import ancestors
from site_builder.linking.site import Event, Part, Site
from site_builder.model.value_types import ActorId, EventId, PlaceId, StateId

NEAR = 0.3
"""A place within another one, and so near to it in degrees, is on a map the same spot."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Visitors from one state on their way to a place or a state; an end that is not known is None.

    `starts` say what the start rests on, or why it is not known, by visitor.
    """

    event: EventId
    home: StateId | None
    to: PlaceId | None
    visitors: tuple[Part, ...]
    starts: tuple[Start, ...]


def journeys(site: Site, event: Event) -> Iterator[Journey]:
    """A visit as one journey for each start of its visitors; the starts by id, those not known last."""
    visitors = [part for part in event.parts if part.role == "visitor"]
    starts = {part: start_of(site, event, part) for part in visitors}
    homes = {start.state for start in starts.values()}
    for home in sorted(homes, key=lambda home: (home is None, home or "")):
        together = tuple(part for part in visitors if starts[part].state == home)
        yield Journey(event.id, home, event.place, together, tuple(starts[part] for part in together))


def country_of(site: Site, actor: ActorId | None) -> StateId | None:
    """The state that the registry gives an actor, or the body it is part of; a state is its own.

    It belongs to the editors: pages that show it say so.
    """
    while actor and (known := site.corpus.registry.actors.get(actor)):
        if known.type == "state":
            return StateId(actor)
        if known.country:
            return known.country
        actor = known.part_of
    return None


def spot(site: Site, place: PlaceId | None) -> PlaceId | None:
    """The place or state at which an event in `place` is counted on a map.

    That is the place itself or, where its coordinates are not known, the first around it with
    coordinates, or the state; and a larger place around it that a map would show at the same spot.
    """
    around = list(ancestors(site.corpus, place))
    found = next((p for p in around if _coordinates(site, p) or is_state(site, p)), None)
    for outer in around[around.index(found) + 1 :] if found else ():
        if _are_near(site, found, outer):
            found = outer
    return found


def is_state(site: Site, place: PlaceId) -> bool:
    """Whether a place is a state as a whole."""
    return place not in site.corpus.registry.places


def _coordinates(site: Site, place: PlaceId) -> tuple[float, float] | None:
    known = site.corpus.registry.places.get(place)
    return known.coordinates if known else None


def _are_near(site: Site, one: PlaceId | None, other: PlaceId) -> bool:
    here, there = one and _coordinates(site, one), _coordinates(site, other)
    return bool(here and there and abs(here[0] - there[0]) <= NEAR and abs(here[1] - there[1]) <= NEAR)
