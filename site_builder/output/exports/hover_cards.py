"""What the card of a name says, and of an article's words only those for a price.

All cards are one small file for the whole site, by site path, fetched when a card is first asked for.
"""

from textwrap import shorten

from site_builder.linking.site import Event, Site
from site_builder.model import edtf
from site_builder.model.registry import Place
from site_builder.model.value_types import ActorId, EquipmentId, EventId, PlaceId
from site_builder.output.exports.record_data import Json
from site_builder.pages import counts
from site_builder.pages.components import actor_type, event_type, name_link, place_link
from site_builder.pages.lead_sentences import brief
from site_builder.pages.rows import counted_reports, description_link, event_status
from site_builder.translation.messages import first_upper, gettext

CARDS = "data/cards.json"
LONGEST = 200
"""Characters of a card's line."""


def card_of_actor(site: Site, name: ActorId) -> Json:
    """The card of an actor."""
    actor, role = site.corpus.registry.actors[name], description_link(site, name)
    line, basis = (role.text, role.basis or "article") if role else ("", "")
    return _card(actor.name, actor_type(site, name).name, line, _counts_line(site, name), basis)


def card_of_place(site: Site, name: PlaceId) -> Json:
    """The card of a place."""
    place = site.corpus.registry.places[name]
    return _card(place.name, gettext("Place"), _place_line(site, place), _counts_line(site, name), "registry")


def card_of_equipment(site: Site, name: EquipmentId) -> Json:
    """The card of a piece of equipment, or a class."""
    item = site.corpus.registry.equipment[name]
    line = item.description or (name_link(site, item.class_).text if item.class_ else "")
    return _card(item.name, gettext("Equipment"), line, _counts_line(site, name), "registry")


def card_of_event(site: Site, name: EventId) -> Json | None:
    """The card of an event that an article reports."""
    event = site.events.get(name)
    if event is None:
        return None
    kind, line = event_type(site, event).name, _event_line(site, event)
    return _card(event.frame.title, kind, line, counted_reports(event), "article")


def _card(name: str, kind: str, line: str, counts: str, basis: str) -> Json:
    """A card; `basis` is that of its line, null without one."""
    line = shorten(first_upper(line), LONGEST, placeholder=" …")
    return {"name": name, "kind": kind, "line": line, "basis": basis if line else None, "counts": counts}


def _counts_line(site: Site, name: str) -> str:
    """How many events something has, and how many articles name it."""
    recorded = {key.article for key in site.refers.get(name, ())}
    articles = recorded | set(site.naming.counts.get(name, {}))
    return f"{counts.events(len(site.events_of.get(name, ())))} · {counts.articles(len(articles))}"


def _place_line(site: Site, place: Place) -> str:
    if place.description or not place.within:
        return place.description or ""
    return gettext("In {place}", place=place_link(site, place.within).text)


def _event_line(site: Site, event: Event) -> str:
    """What an event says of itself: an arms deal for how much, a use of weapons who used what."""
    return brief(site, event) or _when_and_where(site, event)


def _when_and_where(site: Site, event: Event) -> str:
    """When and where an event was, after how it stands where it did not simply happen."""
    when = edtf.words(event.date) if event.date else ""
    where = place_link(site, event.place).text if event.place else ""
    return ", ".join(filter(None, (event_status(site, event), when, where)))
