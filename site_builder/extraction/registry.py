"""The registry's names as patterns: names, aliases and printed forms, each with its label and id."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from site_builder.findings import Label
from site_builder.model import ActorType, Registry

_LABELS: Final[dict[ActorType, Label]] = {
    "person": "person",
    "state": "place",
    "government-body": "organisation",
    "armed-force": "organisation",
    "company": "organisation",
    "organisation": "organisation",
    "media": "organisation",
}


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A form of a name, what it names, and the id of its entry."""

    surface: str
    label: Label
    id: str


def registry_names(registry: Registry) -> tuple[Named, ...]:
    """List every form under which the registry's actors, places and equipment are named, sorted."""
    return tuple(sorted(set(_named(registry))))


def _named(registry: Registry) -> Iterator[Named]:
    for actor_id, actor in registry.actors.items():
        for form in actor.forms:
            yield Named(form, _LABELS[actor.type], actor_id)
    for place_id, place in registry.places.items():
        for form in place.forms:
            yield Named(form, "place", place_id)
    for item_id, item in registry.equipment.items():
        for form in item.forms:
            yield Named(form, "equipment", item_id)
