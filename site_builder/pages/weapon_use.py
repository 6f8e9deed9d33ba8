"""Who used which weapon against whom, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_builder.linking.indices import classes
from site_builder.linking.site import Event, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import EventRecord, Use
from site_builder.model.value_types import EquipmentId
from site_builder.pages.choices import role_words
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
from site_builder.pages.sentences import linked
from site_builder.translation.messages import first_upper, first_within_sentence, gettext, pgettext

USER = "user"
AGAINST = ("target", "opponent")
"""Roles of those whom a weapon was used against."""
FACT_ROLES = frozenset({USER, *AGAINST})
"""Roles that the facts of a use name in their own way."""


def use_lede(site: Site, use: Event, status: str) -> tuple[Link, ...]:
    """Who used what against whom, where and when: without a full stop.

    With a status, that of what is not told as having happened, no verb says that it did.
    """
    users, against = event_parts(site, use, USER), event_parts(site, use, *AGAINST)
    said = linked(
        _form_of_use(told=bool(users) and not status, against=bool(against)),
        user=users or gettext("an unnamed user"),
        weapon=_weapons_run(site, use),
        target=against,
    )
    if status:
        said = linked(gettext("{status}: {event}"), status=first_upper(status), event=_in_sentence(said))
    return _where_and_when(site, use, said)


def _form_of_use(*, told: bool, against: bool) -> str:
    """A sentence for a use that is told as having happened, else a phrase."""
    if told and against:
        return gettext("{user} used {weapon} against {target}")
    if told:
        return gettext("{user} used {weapon}")
    if against:
        return gettext("Use of {weapon} by {user} against {target}")
    return gettext("Use of {weapon} by {user}")


def _in_sentence(said: tuple[Link, ...]) -> tuple[Link, ...]:
    """A phrase as it stands after a colon."""
    first, *others = said
    return (first if first.to else replace(first, text=first_within_sentence(first.text)), *others)


def _weapons_run(site: Site, use: Event) -> tuple[Link, ...]:
    """The weapons: each system with its class, and classes of which no system is named."""
    named = weapons(site, use)
    around = {outer for item in named for outer in list(classes(site.corpus, item))[1:]}
    shown = sorted((_weapon(site, item) for item in named if item not in around), key=len, reverse=True)
    return joined_runs(shown) or (Link(gettext("an unnamed weapon")),)


def _weapon(site: Site, item: EquipmentId) -> tuple[Link, ...]:
    link, kind = item_in_text(site, item), site.corpus.registry.equipment[item].class_
    is_system = link == equipment_link(site, item)
    return (link, registry_link(f" ({item_in_text(site, kind).text})")) if kind and is_system else (link,)


def _where_and_when(site: Site, use: Event, said: tuple[Link, ...]) -> tuple[Link, ...]:
    """What was used, with where and when: `..., Kesh, on 30 April 2031`, or `... in 2020`."""
    place = (Link(", "), place_link(site, use.place)) if use.place else ()
    if use.date is None:
        return (*said, *place)
    plain = None if use.place else _on_date(use.date)
    if plain:
        return linked(plain, event=said, date=date_of(use))
    led = _led_by_comma(use.date)
    return (*said, *place, Link(", "), *linked(led, date=date_of(use)))


def date_of(event: Event) -> str:
    """When an event was, in words, and whether that is disputed."""
    words = edtf.words(event.date) if event.date else ""
    return gettext("{date} (disputed)", date=words) if event.date_disputed else words


def _on_date(date: edtf.Date) -> str:
    """How one day, month or year follows an event; doubt and spans bring words of their own."""
    match _precision(date):
        case "day":
            return gettext("{event} on {date}")
        case "month":
            return pgettext("date is a month", "{event} in {date}")
        case "year":
            return pgettext("date is a year", "{event} in {date}")
    return ""


def _led_by_comma(date: edtf.Date) -> str:
    """The same after a comma."""
    match _precision(date):
        case "day":
            return gettext("on {date}")
        case "month":
            return pgettext("date is a month", "in {date}")
        case "year":
            return pgettext("date is a year", "in {date}")
    return "{date}"


def _precision(date: edtf.Date) -> str:
    if date.kind != "point" or date.uncertain or date.approximate or date.points[0].hidden:
        return ""
    return date.precision


# ------------------------------------------------------------------ facts


def use_facts(site: Site, use: Event) -> Iterator[Fact]:
    """The user, the weapon and the target, and equipment that is named otherwise."""
    used = weapons(site, use)
    yield Fact(gettext("User"), event_parts(site, use, USER) or (Link(gettext("not reported")),))
    yield Fact(gettext("Weapon"), _equipment_links(site, used) or (Link(gettext("not named")),))
    yield Fact(gettext("Target"), _targets(site, use) or (Link(gettext("not reported")),))
    if others := [item for item in _named_equipment(site, use) if item not in used]:
        yield Fact(gettext("Equipment also named"), _equipment_links(site, others))


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
    called = {"target": (), "opponent": (Link(f" ({role_words('opponent')})"),)}
    return separated(((who_link(site, part.ref), *called[part.role]) for part in against), ", ")
