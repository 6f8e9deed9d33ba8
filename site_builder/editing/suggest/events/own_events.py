"""Events of a project's own sections: which fields those fill who play the roles of a pattern."""

from collections.abc import Mapping

from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.events.triggers import Kind
from site_builder.editing.suggest.proposals.dating import dated
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.model.own_sections import LISTS
from site_builder.model.vocabulary import Field


def own_fields(reading: Reading, kind: Kind) -> Mapping[str, Value]:
    """Fill the fields of actors whose role is that of a pattern's label; all others take part without one."""
    labels = dict(reading.pattern.labels)
    fields: dict[str, Value] = {}
    others: list[Value] = []
    for role, players in reading.roles.items():
        if role in {"place", "item"} or not players:
            continue
        field = next((one for one in kind.fields if labels.get(role) in _names(one)), None)
        if field is None:
            others += [one.value for one in players]
        else:
            fields[field.key] = _value(field, players)
    if others:
        fields["participants"] = tuple(others)
    if place := reading.one("place"):
        fields["place"] = place.id
    return {**fields, **dated(reading.time, reading.status)}


def _names(field: Field) -> tuple[str, ...]:
    """What a field of actors is known by: their role, else its key."""
    return (field.role or field.key,) if field.type in {"actor", "actors"} else ()


def _value(field: Field, players: Players) -> Value:
    values = tuple(one.value for one in players)
    return values if field.type in LISTS else values[0]
