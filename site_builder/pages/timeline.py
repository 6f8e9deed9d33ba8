"""The page of all events in time, and the small timelines of other pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.charts.timeline import Room, Timeline, small_timeline, whole_timeline
from site_builder.charts.timeline_events import UNSETTLED, TimelineEvent
from site_builder.charts.timeline_key import signs
from site_builder.charts.timeline_marks import EventMark
from site_builder.linking.site import Event, Site
from site_builder.model.registry import Entry
from site_builder.model.value_types import EventId, EventType
from site_builder.pages.components import KIND_NAMES, Link
from site_builder.pages.heads import Head, page_head
from site_builder.pages.rows import YearGroup, actors_in, by_year, count, event_date, event_status


@dataclass(frozen=True, slots=True)
class KeyType:
    """A type of event in the key."""

    type: EventType
    name: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline with what explains it; `more` leads to that of all events."""

    picture: Timeline
    label: str
    kinds: tuple[KeyType, ...]
    signs: tuple[EventMark, ...]
    notes: tuple[str, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """Something to filter by: its id, and its name with the number of its events."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """All events in time: the picture, what it can be filtered by, and the same events as a list."""

    head: Head
    timeline: TimelineView | None
    actors: tuple[FilterChoice, ...]
    topics: tuple[FilterChoice, ...]
    years: tuple[YearGroup, ...]


def timeline_page(site: Site) -> TimelinePage:
    """The page of all events in time."""
    events = list(site.events.values())
    dated = sum(event.date is not None for event in events)
    answer = (
        f"When what is reported happened: {count(len(events), 'event')}, {dated} of them with a date. "
        "Each mark leads to the event with its sources."
    )
    picture = whole_timeline(_item(site, event) for event in events)
    registry = site.corpus.registry
    return TimelinePage(
        head=page_head("timeline/", answer),
        timeline=_view(picture, "Timeline of all dated events", None) if picture else None,
        actors=_choices(registry.actors, (actor for event in events for actor in actors_in(event))),
        topics=_choices(registry.topics, (topic for event in events for topic in event.frame.topics)),
        years=by_year(site, site.events),
    )


def small_view(
    site: Site,
    events: Iterable[EventId],
    name: str,
    more: Link,
    room: Room = "beside",
) -> TimelineView | None:
    """A small timeline of some events; None where fewer than two have a date.

    `name` is that of what they have in common, `more` the link to the whole timeline.
    """
    picture = small_timeline((_item(site, site.events[event]) for event in events), room)
    return _view(picture, f"Timeline: {name}", more) if picture else None


def on_whole_timeline(field: str = "", value: str = "") -> Link:
    """A link to the timeline of all events, showing only those of an actor or topic where given."""
    query = f"?{field}={value}" if field else ""
    return Link("See the timeline of all events, with filters", f"timeline/{query}")


def _item(site: Site, event: Event) -> TimelineEvent:
    title = event.frame.title
    when = event_date(event)
    words = when.words if when else "no date"
    standing = event_status(site, event) if event.status in UNSETTLED else ""
    details = ", ".join(filter(None, (
        KIND_NAMES[event.frame.type], words, "date disputed" if event.date_disputed else "", standing,
    )))  # fmt: skip
    return TimelineEvent(
        id=event.id,
        type=event.frame.type,
        title=event.frame.short or title,
        to=f"events/{event.id}/",
        tooltip=f"{title}. {details}",
        date=event.date,
        disputed=event.date_disputed,
        status=event.status,
        weight=len(event.reports),
    )


def _view(picture: Timeline, label: str, more: Link | None) -> TimelineView:
    kinds = tuple(KeyType(shape.type, KIND_NAMES[shape.type]) for shape in picture.shapes)
    return TimelineView(picture, label, kinds, tuple(signs(picture)), tuple(_notes(picture)), more)


def _notes(picture: Timeline) -> Iterator[str]:
    if picture.left_out:
        drawn = len(picture.drawn)
        dated = f"{drawn + picture.left_out:,} dated events"
        yield f"The picture shows the {drawn} most widely reported of {dated}."
    if picture.undated:
        yield f"Not shown: {count(picture.undated, 'event')} without a date."


def _choices(entries: Mapping[Any, Entry], names: Iterable[str]) -> tuple[FilterChoice, ...]:
    """What some events name, by name, each with the number of events."""
    choices = [
        FilterChoice(name, f"{entries[name].name} ({number})") for name, number in Counter(names).items()
    ]
    return tuple(sorted(choices, key=lambda choice: (choice.words.casefold(), choice.value)))
