"""What a page is about, in the words of schema.org, for programs that read pages (JSON-LD 1.1)."""

from collections.abc import Callable, Mapping
from typing import Any

from site_builder.linking.site import Event, Site
from site_builder.model import edtf
from site_builder.model.registry import Actor
from site_builder.model.rights import LICENCES, PUBLIC_DOMAIN, PUBLIC_DOMAIN_MARK
from site_builder.model.value_types import ActorId, ArticleId, EquipmentId, EventId, PlaceId, TopicId
from site_builder.pages.parts import plain
from site_builder.pages.roles import roles_of
from site_builder.pages.rows import event_status, reported_as
from site_builder.pages.subjects import Subject

Json = dict[str, Any]

ACTOR_TYPES = {
    "person": "Person",
    "state": "Country",
    "government-body": "GovernmentOrganization",
    "armed-force": "Organization",
    "company": "Corporation",
    "organisation": "Organization",
    "media": "NewsMediaOrganization",
}


def linked_data(site: Site, subject: Subject) -> Json:
    """Describe the thing that a page is about; what is unknown is left out."""
    describe: Mapping[str, Callable[[], Json]] = {
        "actors": lambda: _actor(site, ActorId(subject.id)),
        "events": lambda: _event(site, site.events[EventId(subject.id)]),
        "articles": lambda: _article(site, ArticleId(subject.id)),
        "topics": lambda: _entry("DefinedTerm", site.corpus.registry.topics[TopicId(subject.id)].name),
        "places": lambda: _place(site, PlaceId(subject.id)),
        "equipment": lambda: _entry("Thing", site.corpus.registry.equipment[EquipmentId(subject.id)].name),
    }
    return {key: value for key, value in describe[subject.folder]().items() if value}


def _entry(kind: str, name: str, **more: object) -> Json:
    return {"@type": kind, "name": name, **more}


def _actor(site: Site, actor: ActorId) -> Json:
    known = site.corpus.registry.actors[actor]
    reported = reported_as(site, actor)
    about = {"description": reported.text if reported else ""}
    if known.type == "person":
        about = {"jobTitle": next((plain(role.said) for role in roles_of(site, actor)), "")}
    parent = site.corpus.registry.actors.get(known.part_of) if known.part_of else None
    return _entry(
        ACTOR_TYPES[known.type],
        known.name,
        alternateName=list(known.aliases),
        sameAs=list(known.same_as),
        parentOrganization=_named(parent) if parent and known.type != "person" else None,
        # The editors' words, to tell who is meant; what articles say stands above.
        disambiguatingDescription=known.description,
        **about,
    )


def _named(actor: Actor) -> Json:
    return _entry(ACTOR_TYPES[actor.type], actor.name)


def _event(site: Site, event: Event) -> Json:
    actors = site.corpus.registry.actors
    parts = dict.fromkeys(part.who for part in event.parts if part.who)
    stood = {"cancelled": "EventCancelled", "planned": "EventScheduled", "expected": "EventScheduled"}
    return _entry(
        "Event",
        event.frame.title,
        description=event_status(site, event),
        startDate=_day(event.date.text.partition("/")[0]) if event.date else "",
        endDate=_day(event.date.text.rpartition("/")[2]) if event.date else "",
        location=_place(site, event.place) if event.place else None,
        contributor=[_named(actors[who]) for who in parts],
        eventStatus=f"https://schema.org/{stood[event.status]}" if event.status in stood else "",
    )


def _day(text: str) -> str:
    """A date that ISO 8601-1 has too; schema.org knows no doubt and no sets."""
    return text if edtf.is_plain(text) else ""


def _place(site: Site, place: PlaceId) -> Json:
    known = site.corpus.registry.places.get(place)
    if known is None:
        return _named(site.corpus.registry.actors[ActorId(place)])
    point = known.coordinates
    geo = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None
    return {key: value for key, value in _entry("Place", known.name, geo=geo).items() if value}


def _article(site: Site, article: ArticleId) -> Json:
    known = site.corpus.articles[article]
    return _entry(
        "NewsArticle",
        known.title,
        headline=known.title,
        author=[_entry("Person", name) for name in known.authors],
        publisher=_named(site.corpus.registry.actors[known.publisher]),
        datePublished=_day(known.published),
        inLanguage=known.language,
        url=known.url,
        archivedAt=known.archived,
        license=_licence(known.rights),
    )


def _licence(rights: str) -> str:
    """Address of the terms of a text; a permission has none."""
    licence = LICENCES.get(rights)
    return licence.url if licence else PUBLIC_DOMAIN_MARK if rights == PUBLIC_DOMAIN else ""
