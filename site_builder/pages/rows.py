"""Rows of the lists and registers: events, articles, actors, deals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from site_builder import edtf
from site_builder.model import ActorId, ArticleId, EventId, EventType
from site_builder.pages.parts import (
    KIND_NAMES,
    DateView,
    Link,
    actor_link,
    article_link,
    dated,
    event_link,
    joined,
    place_link,
    published,
    short_link,
    who_link,
)
from site_builder.pages.roles import latest_role
from site_builder.site import Event, RecordKey, Site

T = TypeVar("T", bound=str)

DEAL_DATES = ("ordered", "delivered", "disclosed")
"""Dates of a deal; the first that anybody gives is that of the event."""

STATUS_WORDS = {
    "happened": "",
    "planned": "planned, as reported",
    "expected": "expected, as reported",
    "possible": "possible, as reported",
    "cancelled": "cancelled",
    "denied": "denied",
}


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list; `roles` says what the page's own actor is in it, `short` is its title in tables."""

    title: Link
    short: Link
    type: str
    type_name: str
    when: DateView | None
    year: str
    place: Link | None
    parts: tuple[Link, ...]
    roles: str
    status: str
    reports: str
    disputed: bool


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
    """An actor in a list."""

    name: Link
    type: str
    type_name: str
    country: Link | None
    role: str
    events: int
    articles: int
    search: str


def event_row(site: Site, event: EventId, actor: ActorId | None = None) -> EventRow:
    """An event as a row."""
    found = site.events[event]
    mine = sorted({part.role for part in found.parts if part.who == actor and actor})
    return EventRow(
        title=event_link(site, event),
        short=short_link(site, event),
        type=found.frame.type,
        type_name=KIND_NAMES[found.frame.type],
        when=event_date(found),
        year=year_of(found),
        place=place_link(site, found.place) if found.place else None,
        parts=event_parts(site, found),
        roles=", ".join(mine),
        status=event_status(found),
        reports=counted_reports(found),
        disputed=found.disputed,
    )


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
    return when if field == "date" else replace(when, words=f"{field} {when.words}")


def event_status(event: Event) -> str:
    """How an event stands, in words; nothing where it simply happened."""
    return STATUS_WORDS.get(event.status, event.status)


def counted_reports(event: Event) -> str:
    """How many articles and origins an event rests on, in words."""
    articles = len({report.article for report in event.reports})
    return f"{count(articles, 'article')}, {count(len(event.origins), 'origin')}"


def filled(rows: Iterable[object], columns: Iterable[str]) -> Mapping[str, bool]:
    """Which columns of a table any of its rows fills: the others are left out of it."""
    held = list(rows)
    return {column: any(getattr(row, column) for row in held) for column in columns}


def most_first(numbers: Mapping[T, int]) -> list[tuple[T, int]]:
    """What is counted, the most frequent first and equals by name."""
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 article`, `2 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def year_of(event: Event) -> str:
    """The year an event begins in, or `Undated`."""
    begin = event.date and (event.date.earliest or event.date.latest)
    return str(begin.year) if begin else "Undated"


def newest_events(site: Site, kind: EventType | None = None) -> list[EventId]:
    """Events, or those of one type, newest first; the undated ones last."""
    events = (event for event, found in site.events.items() if kind in (None, found.frame.type))
    return newest_of(site, events)


def newest_of(site: Site, events: Iterable[EventId]) -> list[EventId]:
    """Turn the order of events that come by date, the undated ones last; these stay last."""
    groups: dict[bool, list[EventId]] = {True: [], False: []}
    for event in events:
        groups[site.events[event].date is not None].append(event)
    return [*reversed(groups[True]), *groups[False]]


def by_year(site: Site, events: Iterable[EventId], actor: ActorId | None = None) -> tuple[YearGroup, ...]:
    """Events, which come by date, in groups of a year, newest first, the undated ones last."""
    rows = [event_row(site, event, actor) for event in newest_of(site, events)]
    return tuple(YearGroup(year, tuple(group)) for year, group in groupby(rows, key=lambda row: row.year))


def article_row(site: Site, article: ArticleId, records: int | None = None, note: str = "") -> ArticleRow:
    """An article as a row, with the number of its records, or of those given."""
    known = site.corpus.articles[article]
    held = len(site.by_article[article]) if records is None else records
    return ArticleRow(
        title=article_link(site, article),
        publisher=actor_link(site, known.publisher),
        authors=", ".join(known.authors),
        published=published(site, article),
        records=count(held, "record"),
        note=note,
    )


def articles_of(site: Site, keys: Iterable[RecordKey], name: str = "") -> tuple[ArticleRow, ...]:
    """The articles that records stand in or whose texts hold a name, newest first, with how often."""
    counts = Counter(key.article for key in keys)
    named = site.naming.counts.get(name, {})
    return tuple(
        article_row(site, article, counts[article], named_words(named.get(article, 0)))
        for article in newest_first(site, {*counts, *named})
    )


def named_words(number: int) -> str:
    """How often a text names something, in words; nothing where it does not."""
    return f"named {count(number, 'time')} in the text" if number else ""


def newest_first(site: Site, articles: Iterable[ArticleId]) -> list[ArticleId]:
    """Articles by date of publication, newest first."""
    return sorted(
        sorted(articles),
        key=lambda a: edtf.sort_key(edtf.parse(site.corpus.articles[a].published)),
        reverse=True,
    )


def actor_row(site: Site, actor: ActorId) -> ActorRow:
    """An actor as a row."""
    known = site.corpus.registry.actors[actor]
    keys = site.refers.get(actor, ())
    names = known.forms
    return ActorRow(
        name=actor_link(site, actor),
        type=known.type,
        type_name=KIND_NAMES[known.type],
        country=actor_link(site, ActorId(known.country)) if known.country else None,
        role=latest_role(site, actor),
        events=len(site.events_of.get(actor, ())),
        articles=len({key.article for key in keys}),
        search=" ".join(names),
    )
