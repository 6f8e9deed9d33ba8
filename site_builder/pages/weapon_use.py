"""Who used which weapon against whom, in words."""

from collections.abc import Iterable, Iterator

from site_builder.linking.indices import classes
from site_builder.linking.site import Event, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import EventRecord, Use
from site_builder.model.value_types import EquipmentId
from site_builder.pages.components import (
    Fact,
    Link,
    equipment_link,
    item_in_text,
    joined,
    joined_runs,
    place_link,
    registry_link,
    separated,
    who_link,
)
from site_builder.pages.rows import event_parts

USER = "user"
AGAINST = ("target", "opponent")
"""Roles of those whom a weapon was used against."""
FACT_ROLES = frozenset({USER, *AGAINST})
"""Roles that the facts of a use name in their own way."""


def use_lede(site: Site, use: Event, status: str) -> tuple[Link, ...]:
    """Who used what against whom, where and when: without a full stop.

    With a status, that of what is not told as having happened, no verb says that it did.
    """
    users, weapons = event_parts(site, use, USER), _weapons_run(site, use)
    against = event_parts(site, use, *AGAINST)
    around = (*((Link(" against "), *against) if against else ()), *_where_and_when(site, use))
    if users and not status:
        return (*users, Link(" used "), *weapons, *around)
    leading = f"{status[:1].upper()}{status[1:]}: use of " if status else "Use of "
    return (Link(leading), *weapons, Link(" by "), *(users or (Link("an unnamed user"),)), *around)


def _weapons_run(site: Site, use: Event) -> tuple[Link, ...]:
    """The weapons: each system with its class, and classes of which no system is named."""
    named = weapons(site, use)
    around = {outer for item in named for outer in list(classes(site.corpus, item))[1:]}
    shown = sorted((_weapon(site, item) for item in named if item not in around), key=len, reverse=True)
    return joined_runs(shown) or (Link("an unnamed weapon"),)


def _weapon(site: Site, item: EquipmentId) -> tuple[Link, ...]:
    link, kind = item_in_text(site, item), site.corpus.registry.equipment[item].class_
    is_system = link == equipment_link(site, item)
    return (link, registry_link(f" ({item_in_text(site, kind).text})")) if kind and is_system else (link,)


def _where_and_when(site: Site, use: Event) -> tuple[Link, ...]:
    """Where and when: `, Kesh, on 30 April 2031`, or ` in 2020`."""
    place = (Link(", "), place_link(site, use.place)) if use.place else ()
    if use.date is None:
        return place
    leading = _preposition(use.date)
    words = f"{leading}{edtf.words(use.date)}{' (disputed)' if use.date_disputed else ''}"
    return (*place, Link(f" {words}" if leading and not place else f", {words}"))


def _preposition(date: edtf.Date) -> str:
    """What leads to one day, month or year; doubt and spans bring words of their own."""
    if date.kind != "point" or date.uncertain or date.approximate or date.points[0].hidden:
        return ""
    return {"day": "on ", "month": "in ", "year": "in "}.get(date.precision, "")


# ------------------------------------------------------------------ facts


def use_facts(site: Site, use: Event) -> Iterator[Fact]:
    """The user, the weapon and the target, and equipment that is named otherwise."""
    used = weapons(site, use)
    yield Fact("User", event_parts(site, use, USER) or (Link("not reported"),))
    yield Fact("Weapon", _equipment_links(site, used) or (Link("not named"),))
    yield Fact("Target", _targets(site, use) or (Link("not reported"),))
    if others := [item for item in _named_equipment(site, use) if item not in used]:
        yield Fact("Equipment also named", _equipment_links(site, others))


def weapons(site: Site, use: Event) -> list[EquipmentId]:
    """What was used: equipment with a user, or all of it where no record names one."""
    return _named_equipment(site, use, with_user=True) or _named_equipment(site, use)


def _named_equipment(site: Site, use: Event, *, with_user: bool = False) -> list[EquipmentId]:
    """The equipment that records name, each piece once, in the order of the reports."""
    records = records_of(site, use.records, EventRecord)
    named = (item for _, record in records for item in record.equipment)
    used = (item if isinstance(item, Use) else Use(item=item) for item in named)
    return list(dict.fromkeys(one.item for one in used if one.user or not with_user))


def _equipment_links(site: Site, items: Iterable[EquipmentId]) -> tuple[Link, ...]:
    return joined(equipment_link(site, item) for item in items)


def _targets(site: Site, use: Event) -> tuple[Link, ...]:
    """Whom it was used against; an opponent is called so."""
    against = (part for role in AGAINST for part in use.parts if part.role == role)
    called = {"target": (), "opponent": (Link(" (opponent)"),)}
    return separated(((who_link(site, part.ref), *called[part.role]) for part in against), ", ")
