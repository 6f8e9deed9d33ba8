"""What a page is about, in the words of schema.org, for programs that read pages (JSON-LD 1.1).

Whatever has a page is one thing on all pages: its `@id` is that page's path with `#it`, and where it is only
mentioned, its type and name stand beside. `page_foot` makes addresses of the paths.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from site_builder.linking.authors import authors_of, registered_author
from site_builder.linking.record_ids import record_anchor
from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import StatementRecord
from site_builder.model.rights import LICENCES, PUBLIC_DOMAIN, PUBLIC_DOMAIN_MARK
from site_builder.model.value_types import ActorId, ArticleId, EquipmentId, EventId, PlaceId, TopicId
from site_builder.model.written import Unnamed
from site_builder.pages.components import actor_type, event_type, plain_text
from site_builder.pages.page_subjects import Subject
from site_builder.pages.roles import roles_of
from site_builder.pages.rows import event_status, reported_as

Json = dict[str, Any]

IT: Final = "#it"
"""Behind a page's address: what the page is about, not the page."""
MOST: Final = 50
"""Of what a thing is linked with, so many of a kind are named.

Fifty claims, of which each takes most, are some six kilobytes of a packed page. The page itself has all that
it is linked with, and so has its data.
"""


def json_ld(site: Site, subject: Subject) -> Json:
    """Describe the thing that a page is about; what is unknown is left out.

    A page of two actors describes none: it has `about`, what it is about, and no `@type`.
    """
    describe: Mapping[str, Callable[[], Json]] = {
        "actors": lambda: _actor(site, ActorId(subject.id)),
        "events": lambda: _event(site, site.events[EventId(subject.id)]),
        "articles": lambda: _article(site, ArticleId(subject.id)),
        "topics": lambda: _mention(site, subject.id),
        "places": lambda: _place(site, PlaceId(subject.id)),
        "equipment": lambda: _mention(site, subject.id),
        "pairs": lambda: {"about": _mentions(site, subject.id.split("/"))},
    }
    return known(describe[subject.folder]())


def known(thing: Json) -> Json:
    """What is said of a thing, without what is empty."""
    return {key: value for key, value in thing.items() if value}


# ------------------------------------------------------------------ mentions


def _mention(site: Site, name: str) -> Json:
    """What has a page, by its id, where it is mentioned; nothing of an event that nobody reports."""
    registry = site.corpus.registry
    if name in registry.actors:
        actor = ActorId(name)
        return _named(actor_type(site, actor).schema_type, registry.actors[actor].name, "actors", actor)
    if name in site.events:
        event = site.events[EventId(name)]
        return _named(event_type(site, event).schema_type, event.frame.title, "events", name)
    if name in registry.places:
        return _named("Place", registry.places[PlaceId(name)].name, "places", name)
    if name in registry.topics:
        return _named("DefinedTerm", registry.topics[TopicId(name)].name, "topics", name)
    if name in registry.equipment:
        return _named("Thing", registry.equipment[EquipmentId(name)].name, "equipment", name)
    return {}


def _article_mention(site: Site, article: ArticleId) -> Json:
    return _named("NewsArticle", site.corpus.articles[article].title, "articles", article)


def _named(kind: str, name: str, folder: str, own: str) -> Json:
    return {"@type": kind, "@id": f"{folder}/{own}/{IT}", "name": name}


def _mentions(site: Site, names: Iterable[str]) -> list[Json]:
    """What some ids name, each once, and no more than so many."""
    found = (_mention(site, name) for name in dict.fromkeys(names))
    return list(islice(filter(None, found), MOST))


# ------------------------------------------------------------------ entries


def _actor(site: Site, actor: ActorId) -> Json:
    entry = site.corpus.registry.actors[actor]
    reported = reported_as(site, actor)
    about = {"description": reported.text if reported else ""}
    if entry.type == "person":
        about = {"jobTitle": next((plain_text(role.words) for role in roles_of(site, actor)), "")}
    parent = entry.part_of if entry.type != "person" else None
    return {
        **_mention(site, actor),
        "alternateName": list(entry.aliases),
        "sameAs": list(entry.same_as),
        "parentOrganization": _mention(site, parent) if parent else None,
        # The editors' words, to tell who is meant; what articles say stands above.
        "disambiguatingDescription": entry.description,
        **about,
    }


def _event(site: Site, event: Event) -> Json:
    stood = {"cancelled": "EventCancelled", "planned": "EventScheduled", "expected": "EventScheduled"}
    articles = dict.fromkeys(report.article for report in event.reports)
    larger = event.frame.part_of
    return {
        **_mention(site, event.id),
        "description": event_status(site, event),
        "startDate": _day(event.date.text.partition("/")[0]) if event.date else "",
        "endDate": _day(event.date.text.rpartition("/")[2]) if event.date else "",
        "location": _mention(site, event.place) if event.place else None,
        "contributor": _mentions(site, (part.who for part in event.parts if part.who)),
        "eventStatus": f"https://schema.org/{stood[event.status]}" if event.status in stood else "",
        "about": _mentions(site, event.frame.topics),
        "superEvent": _mention(site, larger) if larger else None,
        "subjectOf": [_article_mention(site, article) for article in islice(articles, MOST)],
    }


def _day(text: str) -> str:
    """A date that ISO 8601-1 has too; schema.org knows no doubt and no sets."""
    return text if edtf.is_plain(text) else ""


def _place(site: Site, place: PlaceId) -> Json:
    entry = site.corpus.registry.places[place]
    point = entry.coordinates
    return {
        **_mention(site, place),
        "sameAs": list(entry.same_as),
        "containedInPlace": _mention(site, entry.within) if entry.within else None,
        "geo": {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
    }


# ------------------------------------------------------------------ articles


def _article(site: Site, article: ArticleId) -> Json:
    entry = site.corpus.articles[article]
    return {
        **_article_mention(site, article),
        "headline": entry.title,
        "author": list(_authors(site, article)),
        "publisher": _mention(site, entry.publisher),
        "datePublished": _day(entry.published),
        "inLanguage": entry.language,
        "url": entry.url,
        "archivedAt": entry.archived,
        "license": _licence(entry.rights),
        "about": _reported(site, article),
        "mentions": list(_claims(site, article)),
    }


def _authors(site: Site, article: ArticleId) -> Iterator[Json | str]:
    """Who wrote an article: an actor, a person of this article, or a name alone that may be anybody's.

    That two articles have an author of one name does not make these one person.
    """
    for number, name in enumerate(authors_of(site, article), start=1):
        if actor := registered_author(site, name.printed):
            yield _mention(site, actor)
        elif name.family:
            own = {"@type": "Person", "@id": f"articles/{article}/#author-{number}", "name": name.printed}
            yield known({**own, "familyName": name.family, "givenName": name.given})
        else:
            yield name.printed


def _licence(rights: str) -> str:
    """Address of the terms of a text; a permission has none."""
    licence = LICENCES.get(rights)
    return licence.url if licence else PUBLIC_DOMAIN_MARK if rights == PUBLIC_DOMAIN else ""


def _reported(site: Site, article: ArticleId) -> list[Json]:
    """The events that an article reports with their topics, and who takes part in them."""
    events = [site.events[event] for event in site.events_of.get(article, ())]
    topics = (topic for event in events for topic in event.frame.topics)
    actors = (part.who for event in events for part in event.parts if part.who)
    kinds: tuple[Iterable[str], ...] = ((event.id for event in events), topics, actors)
    return [mention for names in kinds for mention in _mentions(site, names)]


# ------------------------------------------------------------------ claims


def _claims(site: Site, article: ArticleId) -> Iterator[Json]:
    """What somebody says in an article, in our words, in the order of its text."""
    statements = records_of(site, site.by_article[article], StatementRecord)
    for key, record in islice(statements, MOST):
        yield _claim(site, key, record)


def _claim(site: Site, key: RecordKey, record: StatementRecord) -> Json:
    """A statement, by the address of its record on the article's page."""
    day = record.date or site.corpus.articles[key.article].published
    return known(
        {
            "@type": "Claim",
            "@id": f"articles/{key.article}/#{record_anchor(site, key)}",
            "text": record.says,
            "author": _speaker(site, key),
            "datePublished": _day(day),
            "about": _mentions(site, record.about),
            "appearance": {"@id": f"articles/{key.article}/{IT}"},
        }
    )


def _speaker(site: Site, key: RecordKey) -> Json:
    """Who says something: an actor, the outlet whose voice it is, or somebody without a name.

    One without a name is nobody in particular and has no address: of whom it is one is all that is known,
    and to name that body as the author would make it say what perhaps it never said.
    """
    origin = site.evidence[key].origin
    if not isinstance(origin.by, Unnamed):
        return _mention(site, origin.by or origin.outlet)
    of = _mention(site, origin.by.of)
    return {"@type": "Person", "description": origin.by.as_, "affiliation": of}
