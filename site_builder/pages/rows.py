"""Rows of the lists and registers: events, articles, actors, deals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from site_builder.linking.once import once
from site_builder.linking.site import Event, Origin, RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.annotation import is_claim
from site_builder.model.records import OrganisationRecord
from site_builder.model.value_types import ActorId, ArticleId, EventId
from site_builder.pages import counts
from site_builder.pages.choices import HAPPENING, happening, role_words, status_words
from site_builder.pages.components import (
    DateView,
    Link,
    actor_link,
    actor_type,
    article_link,
    begin_year,
    dated,
    event_link,
    event_type,
    joined,
    place_link,
    plain_text,
    published,
    registry_link,
    short_link,
    who_link,
)
from site_builder.pages.evidence import AnswerView, denials, happened_on, proof_link
from site_builder.pages.origin_counts import support_words
from site_builder.pages.roles import latest_role
from site_builder.translation.messages import gettext, ngettext

T = TypeVar("T", bound=str)
Row = TypeVar("Row")

DEAL_DATES = ("ordered", "delivered", "disclosed")
"""Dates of a deal; the first that anybody gives is that of the event."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list; `roles` says what the page's own actor is in it, `short` is its title in tables.

    `actors` and `topics` are what it is filtered by: ids, divided by spaces; `denials` say who disputes or
    denies it.
    """

    title: Link
    short: Link
    type: str
    type_name: str
    colour: str
    when: DateView | None
    year: str
    place: Link | None
    parts: tuple[Link, ...]
    roles: str
    status: str
    reports: str
    disputed: bool
    actors: str
    topics: str
    denials: tuple[AnswerView, ...] = ()


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Events of one year."""

    year: str
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    title: Link
    publisher: Link
    authors: str
    published: DateView
    records: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in a list: what articles say it is, and where they do not, what the editors do."""

    name: Link
    type_name: str
    colour: str
    country: Link | None
    role: Link | None
    description: str
    events: int
    articles: int
    search: str


def event_row(site: Site, event: EventId, actor: ActorId | None = None) -> EventRow:
    """An event as a row, with what an actor is in it."""
    row = _event_row(site, event)
    mine = {part.role for part in site.events[event].parts if part.who == actor} if actor else None
    return replace(row, roles=", ".join(sorted(map(role_words, mine)))) if mine else row


@once
def _event_row(site: Site, event: EventId) -> EventRow:
    found = site.events[event]
    kind = event_type(site, found)
    return EventRow(
        title=event_link(site, event),
        short=short_link(site, event),
        type=found.frame.type,
        type_name=kind.name,
        colour=kind.colour,
        when=event_date(found),
        year=begin_year(found.date, gettext("Undated")),
        place=place_link(site, found.place) if found.place else None,
        parts=event_parts(site, found),
        roles="",
        status=event_status(site, found),
        reports=counted_reports(found),
        disputed=found.disputed,
        actors=" ".join(actors_in(found)),
        topics=" ".join(found.frame.topics),
        denials=denials(site, found),
    )


def actors_in(event: Event) -> list[ActorId]:
    """Those who take part and have a name, by id."""
    return sorted({part.who for part in event.parts if part.who})


def event_parts(site: Site, event: Event, *roles: str) -> tuple[Link, ...]:
    """Everyone who takes part, or does so in some roles, each once, as a run of links."""
    found = (who_link(site, part.ref) for part in event.parts if not roles or part.role in roles)
    return joined(dict.fromkeys(found))


def event_date(event: Event) -> DateView | None:
    """When an event was, in words; of a deal with what happened then: `disclosed December 2016`."""
    if event.date is None:
        return None
    when = dated(event.date)
    field = next((name for name in ("date", *DEAL_DATES) if name in event.verdicts), "date")
    return when if field == "date" else happened_on(field, when)


def event_status(site: Site, event: Event) -> str:
    """How an event stands, in words; nothing where it simply happened."""
    if event.status == "claimed":
        return gettext("claimed by {who}", who=plain_text(credited(site, event, event.claimed_by)))
    return event_status_words(event)


def event_status_words(event: Event) -> str:
    """How an event stands that is not only claimed; a deal, how far it has come."""
    return happening(event.status) if event.status in HAPPENING else status_words(event.status)


def standing_link(site: Site, event: EventId) -> Link:
    """Link to an event by its title for tables and, where it did not simply happen, how it stands."""
    link = short_link(site, event)
    status = event_status(site, site.events[event]) if event in site.events else ""
    return replace(link, text=f"{link.text} ({status})") if status else link


def credited(site: Site, event: Event, origins: Iterable[Origin]) -> tuple[Link, ...]:
    """Some origins of an event as a run of links; the unnamed of one body under all that they are called."""
    wanted = {origin.key for origin in origins}
    found = (who_link(site, r.origin.who) for r in event.reports if r.origin.key in wanted)
    return joined(dict.fromkeys(found))


def counted_reports(event: Event) -> str:
    """How many articles and origins an event rests on, in words; forecasts and denials are told apart.

    Where all only claim it, or only expect it, that is said.
    """
    confirmed = [report for report in event.reports if {*report.sayings} & {"happened", "claimed"}]
    articles = counts.articles(len({report.article for report in confirmed or event.reports}))
    first, *others = support_words(event)
    return "; ".join((f"{articles}, {first}", *others))


def counted_records(keys: Collection[RecordKey]) -> str:
    """How many records there are, in words: what they say about the world apart from the rest."""
    claims, others = split_records(keys)
    if not keys:
        return gettext("no records")
    said = (claim_count(claims) if claims else "", other_count(others) if others else "")
    return counts.listed(filter(None, said))


def split_records(keys: Iterable[RecordKey]) -> tuple[int, int]:
    """How many records say something about the world, and how many only name, describe or date."""
    claims = [is_claim(key.section) for key in keys]
    return sum(claims), len(claims) - sum(claims)


def claim_count(number: int) -> str:
    """So many records that say something about the world."""
    return ngettext("{n} statement about the world", "{n} statements about the world", number)


def other_count(number: int) -> str:
    """So many of the other records."""
    return ngettext(
        "{n} role, description or date reading", "{n} roles, descriptions and date readings", number
    )


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """Rows, and which columns any of them fills: the others are left out."""

    rows: tuple[Row, ...]
    filled: Mapping[str, bool]


def table(rows: Iterable[Row], columns: Iterable[str]) -> Table[Row]:
    """Rows as a table, of which some columns may be left out."""
    held = tuple(rows)
    return Table(held, filled_columns(held, columns))


def filled_columns(rows: Iterable[object], columns: Iterable[str]) -> Mapping[str, bool]:
    """Which columns of a table any of its rows fills: the others are left out of it."""
    held = list(rows)
    return {column: any(getattr(row, column) for row in held) for column in columns}


def most_first(numbers: Mapping[T, int]) -> list[tuple[T, int]]:
    """What is counted, the most frequent first and equals by name."""
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))


def events_of_type(site: Site, kind: str) -> list[Event]:
    """The events of one type, by date."""
    return [event for event in site.events.values() if event.frame.type == kind]


def newest_events(site: Site) -> list[EventId]:
    """All events, newest first; the undated ones last."""
    return newest_of(site, site.events)


def newest_of(site: Site, events: Iterable[EventId]) -> list[EventId]:
    """Turn the order of events that come by date, the undated ones last; these stay last."""
    groups: dict[bool, list[EventId]] = {True: [], False: []}
    for event in events:
        groups[site.events[event].date is not None].append(event)
    return [*reversed(groups[True]), *groups[False]]


def by_year(site: Site, events: Iterable[EventId], actor: ActorId | None = None) -> tuple[YearGroup, ...]:
    """Events, which come by date, in groups of a year, newest first, the undated ones last."""
    groups: dict[str, list[EventRow]] = defaultdict(list)
    for event in newest_of(site, events):
        row = event_row(site, event, actor)
        groups[row.year].append(row)
    years = sorted(groups, key=lambda year: int(year) if year.isdigit() else -1, reverse=True)
    return tuple(YearGroup(year, tuple(groups[year])) for year in years)


def article_row(
    site: Site, article: ArticleId, records: Collection[RecordKey] | None = None, note: str = ""
) -> ArticleRow:
    """An article as a row, with the number of its records, or of those given."""
    entry = site.corpus.articles[article]
    return ArticleRow(
        title=article_link(site, article),
        publisher=actor_link(site, entry.publisher),
        authors=", ".join(entry.printed_authors),
        published=published(site, article),
        records=counted_records(site.by_article[article] if records is None else records),
        note=note,
    )


def all_articles(site: Site) -> tuple[ArticleRow, ...]:
    """All articles as rows, newest first."""
    return tuple(article_row(site, article) for article in newest_first(site, site.corpus.articles))


def articles_of(site: Site, keys: Iterable[RecordKey], name: str = "") -> tuple[ArticleRow, ...]:
    """The articles that records stand in or whose texts hold a name, newest first, with how often."""
    held: dict[ArticleId, list[RecordKey]] = defaultdict(list)
    for key in keys:
        held[key.article].append(key)
    named = site.naming.counts.get(name, {})
    return tuple(
        article_row(site, article, held.get(article, ()), named_words(named.get(article, 0)))
        for article in newest_first(site, {*held, *named})
    )


def named_words(number: int) -> str:
    """How often a text names something, in words; nothing where it does not."""
    if number == 2:
        return gettext("named twice in the text")
    return ngettext("named once in the text", "named {n} times in the text", number) if number else ""


def newest_first(site: Site, articles: Iterable[ArticleId]) -> list[ArticleId]:
    """Articles by date of publication, newest first."""
    return sorted(
        sorted(articles),
        key=lambda a: edtf.sort_key(edtf.parse(site.corpus.articles[a].published)),
        reverse=True,
    )


def actor_row(site: Site, actor: ActorId) -> ActorRow:
    """An actor as a row."""
    entry = site.corpus.registry.actors[actor]
    keys = site.refers.get(actor, ())
    names, kind = entry.forms, actor_type(site, actor)
    role = reported_as(site, actor)
    return ActorRow(
        name=actor_link(site, actor),
        type_name=kind.name,
        colour=kind.colour,
        country=actor_link(site, ActorId(entry.country)) if entry.country else None,
        role=role,
        description="" if role else entry.description or "",
        events=len(site.events_of.get(actor, ())),
        articles=len({key.article for key in keys}),
        search=" ".join(names),
    )


@once
def reported_as(site: Site, actor: ActorId) -> Link | None:
    """What the newest article says that somebody or a body is, linked to its words; a role with its years."""
    if role := latest_role(site, actor):
        return role
    records = records_of(site, site.refers.get(actor, ()), OrganisationRecord)
    said = {key.article: (key, record) for key, record in records if record.actor == actor}
    if not said:
        return None
    key, description = said[newest_first(site, said)[0]]
    return replace(proof_link(site, key), text=description.says)


def description_link(site: Site, actor: ActorId) -> Link | None:
    """What articles say that an actor is, else what the editors do."""
    description = site.corpus.registry.actors[actor].description
    return reported_as(site, actor) or (registry_link(description) if description else None)
