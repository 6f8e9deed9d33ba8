"""Whom states receive: "Kesh welcomed the Norland premier Ann Hale", "Merrow received Hale in May"."""

from collections.abc import Callable, Mapping
from typing import Final

from site_builder.editing.suggest.clauses.reading import Players, Reading
from site_builder.editing.suggest.people.homes import home_states
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.people.roles import np_start
from site_builder.editing.suggest.visits.objects import behind_verb
from site_builder.editing.suggest.visits.sides import people_right_behind


def guests_in_person(c: Reading) -> Players:
    """Those with a title right before the name, or of whom it is told that they serve another state."""
    named = (who for who in people_right_behind(c) if not c.s[who.at].owns)
    return tuple(who for who in named if np_start(c.s, who.at) < who.at or _is_foreign(c, who))


def _is_foreign(c: Reading, who: Who) -> bool:
    host = next((place.entity.id for place in c.roles.get("place", ())), "")
    return bool(host) and home_states(c.story).get(who.entity.id, "") not in {"", host}


def guests(c: Reading) -> Players:
    """Those right behind a verb of hosting."""
    return tuple(who for who in behind_verb(c) if not c.s[who.at].owns)


PLACES: Final[Mapping[str, Callable[[Reading], Players]]] = {
    "guests": guests,
    "guests in person": guests_in_person,
}
