"""Who used which weapon against whom, in words."""

from collections.abc import Iterable, Iterator

from site_builder.linking.indices import classes
from site_builder.linking.site import Event, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import EventRecord, Use
from site_builder.model.value_types import EquipmentId
from site_builder.pages.parts import (
    Fact,
    Link,
    equipment_link,
    item_in_text,
    joined,
    known_link,
    place_link,
    who_link,
)
from site_builder.pages.rows import event_parts

USER = "user"
AGAINST = ("target", "opponent")
"""Roles of those whom a weapon was used against."""
TOLD = frozenset({USER, *AGAINST})
"""Roles that the facts of a use name in their own way."""


def use_lede(site: Site, use: Event, status: str) -> tuple[Link, ...]:
    """Who used what against whom, where and when: without a full stop.

    With a status, that of what is not told as having happened, no verb says that it did.
    """
    users, weapons = event_parts(site, use, USER), _weapons_run(site, use)
    against = event_parts(site, use, *AGAINST)
    around = (*((Link(" against "), *against) if against else ()), *_around(site, use))
    if users and not status:
        return (*users, Link(" used "), *weapons, *around)
    leading = f"{status[:1].upper()}{status[1:]}: use of " if status else "Use of "
    return (Link(leading), *weapons, Link(" by "), *(users or (Link("an unnamed user"),)), *around)


def _weapons_run(site: Site, use: Event) -> tuple[Link, ...]:
    """The weapons: each system with its class, and classes of which no system is named."""
    named = weapons(site, use)
    around = {outer for item in named for outer in list(classes(site.corpus, item))[1:]}
    shown = sorted((_weapon(site, item) for item in named if item not in around), key=len, reverse=True)
    run = [link for number, links in enumerate(shown) for link in (_comma(number, len(shown)), *links)]
    return tuple(run[1:]) or (Link("an unnamed weapon"),)


def _comma(number: int, of: int) -> Link:
    return Link(" and " if number == of - 1 else ", ")


def _weapon(site: Site, item: EquipmentId) -> tuple[Link, ...]:
    link, kind = item_in_text(site, item), site.corpus.registry.equipment[item].class_
    is_system = link == equipment_link(site, item)
    return (link, known_link(f" ({item_in_text(site, kind).text})")) if kind and is_system else (link,)


def _around(site: Site, use: Event) -> tuple[Link, ...]:
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
    yield Fact("Weapon", _links(site, used) or (Link("not named"),))
    yield Fact("Target", _targets(site, use) or (Link("not reported"),))
    if others := [item for item in _equipment(site, use) if item not in used]:
        yield Fact("Equipment also named", _links(site, others))


def weapons(site: Site, use: Event) -> list[EquipmentId]:
    """What was used: equipment with a user, or all of it where no record names one."""
    return _equipment(site, use, with_user=True) or _equipment(site, use)


def _equipment(site: Site, use: Event, *, with_user: bool = False) -> list[EquipmentId]:
    """The equipment that records name, each piece once, in the order of the reports."""
    keys = (key for report in use.reports for key in report.records)
    named = (item for _, record in records_of(site, keys, EventRecord) for item in record.equipment)
    used = (item if isinstance(item, Use) else Use(item=item) for item in named)
    return list(dict.fromkeys(one.item for one in used if one.user or not with_user))


def _links(site: Site, items: Iterable[EquipmentId]) -> tuple[Link, ...]:
    return joined(equipment_link(site, item) for item in items)


def _targets(site: Site, use: Event) -> tuple[Link, ...]:
    """Whom it was used against; an opponent is called so."""
    run: list[Link] = []
    for part in (part for role in AGAINST for part in use.parts if part.role == role):
        called = [] if part.role == "target" else [Link(f" ({part.role})")]
        run += [Link(", "), who_link(site, part.ref), *called]
    return tuple(run[1:])
