"""The page of all events in time, and the small timelines of other pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from site_builder.charts.shapes import TypeMark
from site_builder.charts.timeline import Room, Timeline, small_timeline, whole_timeline
from site_builder.charts.timeline_events import UNSETTLED, TimelineEvent
from site_builder.charts.timeline_key import signs
from site_builder.charts.timeline_marks import EventMark
from site_builder.linking.once import once
from site_builder.linking.site import Event, Site
from site_builder.model.registry import Entry
from site_builder.model.value_types import EventId
from site_builder.pages.components import Link, event_type
from site_builder.pages.counts import events as counted_events
from site_builder.pages.heads import Head, page_head
from site_builder.pages.parts import Bounds, Division, Part, PartLink, in_parts, in_year, part_head
from site_builder.pages.rows import EventRow, YearGroup, actors_in, by_year, event_date, event_status
from site_builder.pages.taking import Taken, timeline_taken
from site_builder.translation.messages import N_, gettext, ngettext, number


@dataclass(frozen=True, slots=True)
class KeyType:
    """A type of event in the key."""

    type: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline with what explains it; `more` leads to that of all events.

    It is `taken` along from pages on which it is no aside.
    """

    picture: Timeline
    label: str
    kinds: tuple[KeyType, ...]
    signs: tuple[EventMark, ...]
    notes: tuple[str, ...]
    more: Link | None
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """Something to filter by: its id, and its name with the number of its events."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class KindCell:
    """How many events of a group of types a year has; empty where it has none."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year with its page, and how many events of each group it has."""

    year: Link
    cells: tuple[KindCell, ...]
    number: int


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Events in time: the picture, what it can be filtered by, and the same events as a list.

    Where they are too many for a page, `counts` has how many of which `groups` there are, by year.
    """

    head: Head
    timeline: TimelineView | None
    actors: tuple[FilterChoice, ...]
    topics: tuple[FilterChoice, ...]
    years: tuple[YearGroup, ...]
    groups: tuple[str, ...] = ()
    counts: tuple[YearCount, ...] = ()
    pages: tuple[PartLink, ...] = ()
    around: tuple[Link, ...] = ()
    note: str = ""


PATH = "timeline/"
MOST_CHOICES = 200
"""How many actors a part of the timeline can be filtered by."""
MOST_DRAWN, MOST_IN_YEAR = 40, 80
"""How many events the timeline draws where there are too many for one page: all together, and of one year."""


def events_divided() -> Division[EventRow]:
    """How the events of the timeline are divided: by year."""
    return Division(
        base=PATH,
        rows=counted_events,
        by=N_("by year"),
        group=lambda row: in_year(row.when.sort if row.when else ""),
        weight=lambda _: 20,  # a row of the list, and its marks in both pictures
    )


def is_cut(site: Site, bounds: Bounds) -> bool:
    """Whether there are too many events for one page of the timeline."""
    return len(site.events) * 20 > bounds.nodes


def timeline_page(site: Site) -> TimelinePage:
    """The page of all events in time, as one page."""
    return next(page for _, page in timeline_pages(site))


def timeline_pages(site: Site, bounds: Bounds | None = None) -> Iterator[tuple[str, TimelinePage]]:
    """The page of all events in time; where they are too many, the most reported, and a page a year."""
    page = _whole_page(site)
    if bounds is None or not is_cut(site, bounds):
        yield "timeline", page
        return
    rows = [row for group in page.years for row in group.events]
    parts = in_parts(rows, events_divided(), replace(bounds, nodes=bounds.nodes * 3 // 4)).parts
    often = sorted(rows, key=lambda row: -len(site.events[_event_of(row)].reports))[:MOST_DRAWN]
    shown = {row.title.to for row in often}
    most = [row for row in rows if row.title.to in shown]
    drawn = _of_some(site, most, page.head, gettext("Timeline of the most reported events"))
    counts, groups = tuple(_counts(site, rows, parts)), _groups(site)
    said = gettext(
        "The picture shows the {n} most widely reported; each year has a page with all of its own.",
        n=len(most),
    )
    yield "timeline", replace(drawn, years=_grouped(most), groups=groups, counts=counts, note=said)
    for part in parts:
        yield "timeline", _of_part(site, page.head, part)


def _grouped(rows: Iterable[EventRow]) -> tuple[YearGroup, ...]:
    """Events, which come by year, in groups of a year."""
    return tuple(YearGroup(year, tuple(held)) for year, held in groupby(rows, key=lambda row: row.year))


def _event_of(row: EventRow) -> EventId:
    return EventId(row.title.to.split("/")[1])


def _of_part(site: Site, owner: Head, part: Part[EventRow]) -> TimelinePage:
    """A year's page, or one of several that it has."""
    head = part_head(owner, "", part)
    page = _of_some(site, part.rows, head, head.title)
    year = (YearGroup(part.title, part.rows),)
    return replace(page, years=year, pages=part.pages, around=(*part.around, Link(owner.title, owner.path)))


def _of_some(site: Site, rows: Sequence[EventRow], head: Head, label: str) -> TimelinePage:
    """A page of some events, with what these can be filtered by."""
    events = [site.events[_event_of(row)] for row in reversed(rows)]
    picture = whole_timeline(_item(site, event) for event in events[-MOST_IN_YEAR:])
    registry = site.corpus.registry
    return TimelinePage(
        head=head,
        timeline=_whole_view(picture, label, head) if picture else None,
        actors=_choices(registry.actors, (actor for event in events for actor in actors_in(event)))[
            :MOST_CHOICES
        ],
        topics=_choices(registry.topics, (topic for event in events for topic in event.frame.topics)),
        years=(),
    )


def _counts(site: Site, rows: Iterable[EventRow], parts: Iterable[Part[EventRow]]) -> Iterator[YearCount]:
    """How many events of each group each year has, the newest first, with the year's page."""
    at = {part.group: part.path for part in reversed(tuple(parts))}
    groups: dict[str, Counter[str]] = {}
    for row in rows:
        groups.setdefault(row.year, Counter())[event_type(site, site.events[_event_of(row)]).group] += 1
    for year, held in groups.items():
        cells = [(name, held[name]) for name in _groups(site)]
        yield YearCount(
            Link(year, at[year]),
            tuple(KindCell(name, number(found) if found else "") for name, found in cells),
            held.total(),
        )


def _groups(site: Site) -> tuple[str, ...]:
    """The groups of types that any event is of, in the order of the vocabulary."""
    present = {event.frame.type for event in site.events.values()}
    types = site.corpus.registry.event_types.items()
    return tuple(dict.fromkeys(kind.group for name, kind in types if name in present))


def _whole_page(site: Site) -> TimelinePage:
    """The page of all events in time, however many."""
    events = list(site.events.values())
    dated = sum(event.date is not None for event in events)
    answer = gettext(
        "When what is reported happened: {events}, {n} of them with a date.",
        events=counted_events(len(events)),
        n=dated,
    )
    picture = whole_timeline(_item(site, event) for event in events)
    registry = site.corpus.registry
    head = page_head(PATH, answer)
    return TimelinePage(
        head=head,
        timeline=_whole_view(picture, gettext("Timeline of all dated events"), head) if picture else None,
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
    *,
    page: str = "",
) -> TimelineView | None:
    """A small timeline of some events; None where fewer than two have a date.

    `name` is that of what they have in common, `more` the link to the whole timeline. From the `page` at a
    site path, if one is given, it can be taken along.
    """
    picture = small_timeline((_item(site, site.events[event]) for event in events), room)
    if picture is None:
        return None
    view = _view(picture, gettext("Timeline: {name}", name=name), more)
    said = gettext("When what is reported happened.")
    says = " ".join((said, *view.notes))
    return replace(view, taken=timeline_taken(picture, page, view.label, says)) if page else view


def on_whole_timeline(field: str = "", value: str = "") -> Link:
    """A link to the timeline of all events, showing only those of an actor or topic where given."""
    query = f"?{field}={value}" if field else ""
    return Link(gettext("See the timeline of all events, with filters"), f"timeline/{query}")


def _item(site: Site, event: Event) -> TimelineEvent:
    title = event.frame.title
    when = event_date(event)
    words = when.words if when else gettext("no date")
    standing = event_status(site, event) if event.status in UNSETTLED else ""
    doubt = gettext("date disputed") if event.date_disputed else ""
    details = ", ".join(filter(None, (event_type(site, event).name, words, doubt, standing)))
    return TimelineEvent(
        id=event.id,
        mark=type_marks(site)[event.frame.type],
        title=event.frame.short or title,
        to=f"events/{event.id}/",
        tooltip=f"{title}. {details}",
        date=event.date,
        disputed=event.date_disputed,
        status=event.status,
        weight=len(event.reports),
    )


@once
def type_marks(site: Site) -> Mapping[str, TypeMark]:
    """How events of each type are drawn."""
    return {
        name: TypeMark(name, kind.name, kind.group, kind.outline, kind.colour, order)
        for order, (name, kind) in enumerate(site.corpus.registry.event_types.items())
    }


def _view(picture: Timeline, label: str, more: Link | None) -> TimelineView:
    kinds = tuple(KeyType(shape.type, shape.mark.name, shape.mark.colour) for shape in picture.shapes)
    return TimelineView(picture, label, kinds, tuple(signs(picture)), tuple(_notes(picture)), more)


def _whole_view(picture: Timeline, label: str, head: Head) -> TimelineView:
    """The timeline of a page of its own."""
    view = _view(picture, label, None)
    says = " ".join((head.description, *view.notes))
    return replace(view, taken=timeline_taken(picture, head.path, label, says))


def _notes(picture: Timeline) -> Iterator[str]:
    if picture.left_out:
        drawn = len(picture.drawn)
        yield gettext(
            "The picture shows the {n} most widely reported of {all} dated events.",
            n=drawn,
            all=drawn + picture.left_out,
        )
    if picture.undated:
        undated = picture.undated
        yield ngettext(
            "Not shown: {n} event without a date.", "Not shown: {n} events without a date.", undated
        )


def _choices(entries: Mapping[Any, Entry], names: Iterable[str]) -> tuple[FilterChoice, ...]:
    """What some events name, by name, each with the number of events."""
    choices = [
        FilterChoice(name, f"{entries[name].name} ({number})") for name, number in Counter(names).items()
    ]
    return tuple(sorted(choices, key=lambda choice: (choice.words.casefold(), choice.value)))
