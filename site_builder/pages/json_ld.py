"""What a page is about, in the words of schema.org, for programs that read pages (JSON-LD 1.1)."""

from collections.abc import Callable, Mapping
from typing import Any

from site_builder.linking.site import Event, Site
from site_builder.model import edtf
from site_builder.model.rights import LICENCES, PUBLIC_DOMAIN, PUBLIC_DOMAIN_MARK
from site_builder.model.value_types import ActorId, ArticleId, EquipmentId, EventId, PlaceId, TopicId
from site_builder.pages.components import actor_type, event_type, plain_text
from site_builder.pages.page_subjects import Subject
from site_builder.pages.roles import roles_of
from site_builder.pages.rows import event_status, reported_as

Json = dict[str, Any]


def json_ld(site: Site, subject: Subject) -> Json:
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
    entry = site.corpus.registry.actors[actor]
    reported = reported_as(site, actor)
    about = {"description": reported.text if reported else ""}
    if entry.type == "person":
        about = {"jobTitle": next((plain_text(role.words) for role in roles_of(site, actor)), "")}
    parent = entry.part_of if entry.type != "person" else None
    return _entry(
        actor_type(site, actor).schema_type,
        entry.name,
        alternateName=list(entry.aliases),
        sameAs=list(entry.same_as),
        parentOrganization=_actor_name(site, parent) if parent else None,
        # The editors' words, to tell who is meant; what articles say stands above.
        disambiguatingDescription=entry.description,
        **about,
    )


def _actor_name(site: Site, actor: ActorId) -> Json:
    return _entry(actor_type(site, actor).schema_type, site.corpus.registry.actors[actor].name)


def _event(site: Site, event: Event) -> Json:
    parts = dict.fromkeys(part.who for part in event.parts if part.who)
    stood = {"cancelled": "EventCancelled", "planned": "EventScheduled", "expected": "EventScheduled"}
    return _entry(
        event_type(site, event).schema_type,
        event.frame.title,
        description=event_status(site, event),
        startDate=_day(event.date.text.partition("/")[0]) if event.date else "",
        endDate=_day(event.date.text.rpartition("/")[2]) if event.date else "",
        location=_place(site, event.place) if event.place else None,
        contributor=[_actor_name(site, who) for who in parts],
        eventStatus=f"https://schema.org/{stood[event.status]}" if event.status in stood else "",
    )


def _day(text: str) -> str:
    """A date that ISO 8601-1 has too; schema.org knows no doubt and no sets."""
    return text if edtf.is_plain(text) else ""


def _place(site: Site, place: PlaceId) -> Json:
    entry = site.corpus.registry.places.get(place)
    if entry is None:
        return _actor_name(site, ActorId(place))
    point = entry.coordinates
    geo = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None
    return {key: value for key, value in _entry("Place", entry.name, geo=geo).items() if value}


def _article(site: Site, article: ArticleId) -> Json:
    entry = site.corpus.articles[article]
    return _entry(
        "NewsArticle",
        entry.title,
        headline=entry.title,
        author=[_entry("Person", name) for name in entry.authors],
        publisher=_actor_name(site, entry.publisher),
        datePublished=_day(entry.published),
        inLanguage=entry.language,
        url=entry.url,
        archivedAt=entry.archived,
        license=_licence(entry.rights),
    )


def _licence(rights: str) -> str:
    """Address of the terms of a text; a permission has none."""
    licence = LICENCES.get(rights)
    return licence.url if licence else PUBLIC_DOMAIN_MARK if rights == PUBLIC_DOMAIN else ""
