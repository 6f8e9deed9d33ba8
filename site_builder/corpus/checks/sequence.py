"""Checks of `after`: events come one after another, in no ring, and not against their dates."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from site_builder.model import edtf
from site_builder.model.annotation import Annotation
from site_builder.model.problems import Problem, quoted
from site_builder.model.records import DealRecord, EventRecord, VisitRecord
from site_builder.model.registry import Frame
from site_builder.model.value_types import EventId

DATES = ("date", "ordered", "delivered")
"""Fields that say when an event was; a deal is disclosed later."""


def dates_told(annotation: Annotation) -> Iterator[list[Any]]:
    """List the reports of an annotation that date an event: the event, and its dates."""
    records: tuple[VisitRecord | DealRecord | EventRecord, ...] = (
        *annotation.visits, *annotation.arms_deals, *annotation.of(EventRecord),
    )  # fmt: skip
    for record in records:
        texts = [text for field in DATES if (text := getattr(record, field, None))]
        if texts and record.event:
            yield [record.event, texts]


def validate_sequence(frames: Mapping[EventId, Frame], told: Iterable[list[Any]]) -> Iterator[Problem]:
    """No event comes after itself over any number of steps, and no report's date makes `after` impossible.

    `told` is what `dates_told` says of all annotations.
    """
    yield from _rings(frames)
    compared = {one for name, frame in frames.items() if frame.after for one in (name, *frame.after)}
    first, last = _edges(told, compared)
    for name, frame in frames.items():
        for position, other in enumerate(frame.after):
            if name in last and other in first and last[name] < first[other]:
                found = f"{quoted(other)}, which every report dates later than {quoted(name)}"
                fix = "take it out, or correct the dates"
                place = frame.at.of("after", position)
                yield Problem(place, "after-dates", found, "an event that came before", fix, "warning")


def _rings(frames: Mapping[EventId, Frame]) -> Iterator[Problem]:
    """Take away, again and again, what comes after nothing; what is left runs in a ring, or hangs on one."""
    left = {name: {other for other in frame.after if other in frames} for name, frame in frames.items()}
    while free := {name for name, firsts in left.items() if not firsts}:
        left = {name: firsts - free for name, firsts in left.items() if name not in free}
    while left:
        ring = _ring(left)
        found = " after ".join(quoted(name) for name in (*ring, ring[0]))
        place = frames[ring[0]].at.of("after", frames[ring[0]].after.index(ring[1 % len(ring)]))
        yield Problem(place, "cycle", found, "'after' that ends", "take 'after' away from one of them")
        left = {name: firsts for name, firsts in left.items() if not _leads_to(left, name, ring[0])}


def _ring(left: Mapping[EventId, set[EventId]]) -> list[EventId]:
    """Follow the first of each until one comes again; begin with the first by id."""
    path = [min(left)]
    while (following := min(left[path[-1]])) not in path:
        path.append(following)
    ring = path[path.index(following) :]
    start = ring.index(min(ring))
    return ring[start:] + ring[:start]


def _leads_to(left: Mapping[EventId, set[EventId]], name: EventId, goal: EventId) -> bool:
    seen, look = {name}, [name]
    while look:
        following = {other for other in left.get(look.pop(), ()) if other not in seen}
        seen |= following
        look += following
    return goal in seen


def _edges(
    told: Iterable[list[Any]], compared: Collection[EventId]
) -> tuple[Mapping[EventId, dt.date], Mapping[EventId, dt.date]]:
    """The first and the last day that any report gives of each event; where an end is open, there is none."""
    held: dict[EventId, list[edtf.Date]] = defaultdict(list)
    for event, texts in told:
        if event in compared:
            held[event] += [date for text in texts if (date := edtf.parse_or_none(text))]
    first, last = {}, {}
    for name, dates in held.items():
        opening, closing = [date.earliest for date in dates], [date.latest for date in dates]
        if dates and None not in opening:
            first[name] = min(day for day in opening if day)
        if dates and None not in closing:
            last[name] = max(day for day in closing if day)
    return first, last
