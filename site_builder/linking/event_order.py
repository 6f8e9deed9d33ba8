"""The order of events: by date, and within one time as their frames say.

Where the dates of two events leave their order open, `after` decides, then `part_of`: what is larger comes
before its parts. Nothing else is read into a date.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping

from site_builder.linking.site import Event
from site_builder.model import edtf
from site_builder.model.registry import Frame
from site_builder.model.value_types import EventId


def in_order(events: Mapping[EventId, Event]) -> dict[EventId, Event]:
    """Sort events by date and id, each after those that its frame puts before it."""
    by_date = sorted(events, key=lambda name: (edtf.sort_key(events[name].date), name))
    return {name: events[name] for name in _placed(by_date, _waits(events))}


_Waits = Mapping[EventId, dict[EventId, str]]
"""For each event those that come before it, with the key of the frame that says so."""


def _waits(events: Mapping[EventId, Event]) -> _Waits:
    return {
        name: {
            first: key
            for key, first in _firsts(event.frame)
            if first in events and _open(events[first], event)
        }
        for name, event in events.items()
    }


def _firsts(frame: Frame) -> Iterator[tuple[str, EventId]]:
    """What a frame puts before its event; where both keys name one, `after` counts."""
    if frame.part_of:
        yield "part_of", frame.part_of
    yield from (("after", first) for first in frame.after)


def _open(one: Event, other: Event) -> bool:
    """Whether the dates of two events leave it open which came first."""
    if one.date is None or other.date is None:
        return one.date is other.date
    return edtf.relation(one.date, other.date) != "conflicts"


def _placed(by_date: list[EventId], waits: _Waits) -> Iterator[EventId]:
    """Give the first by date of those that wait for none, again and again.

    Frames that contradict each other hold up nothing: `part_of` gives way, and then any ring is opened.
    """
    place = {name: number for number, name in enumerate(by_date)}
    followers: dict[EventId, list[EventId]] = defaultdict(list)
    for name, firsts in waits.items():
        for first in firsts:
            followers[first].append(name)
    left = dict.fromkeys(by_date)
    ready = [place[name] for name in by_date if not waits[name]]
    while left:
        name = by_date[heapq.heappop(ready)] if ready else _freed(left, waits)
        del left[name]
        yield name
        for follower in followers[name]:
            if waits[follower].pop(name, None) and not waits[follower] and follower in left:
                heapq.heappush(ready, place[follower])


def _freed(left: Mapping[EventId, None], waits: _Waits) -> EventId:
    """The first by date that only a larger event holds up, else the first."""
    free = (name for name in left if "after" not in waits[name].values())
    return next(free, next(iter(left)))


def is_told(frames: Mapping[EventId, Frame], first: EventId, second: EventId) -> bool:
    """Whether frames say, over any number of steps, that one event comes before another."""
    seen, look = {second}, [second]
    while look:
        frame = frames.get(look.pop())
        found = [name for _, name in _firsts(frame) if name not in seen] if frame else []
        if first in found:
            return True
        seen.update(found)
        look += found
    return False
