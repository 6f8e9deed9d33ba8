"""What stands between two actors, and which pairs have so much between them that they have a page.

Between two actors stand the events in which both take part, visits from the one state to the other, supplies
and figures that name both, what one says of the other, and what one disputes that the other says. A pair has
a page with at least `LEAST` of these, if it is among the `STRONGEST` of one of the two: so there are never
more than `STRONGEST` pages for each actor.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from site_builder.linking.indices import ancestors, places_of
from site_builder.linking.journeys import is_state, journeys
from site_builder.linking.once import once
from site_builder.linking.site import Event, RecordKey, Site
from site_builder.model.records import DealRecord, FigureRecord, PlainRecord, StatementRecord
from site_builder.model.value_types import ActorId, EventId, TopicId
from site_builder.model.written import ActorRef, Unnamed

LEAST = 3
"""So many things two actors need between them for a page."""
STRONGEST = 3
"""So many of its strongest pairs an actor brings a page."""

Ends = tuple[ActorId, ActorId]
"""Two actors, in the order of their ids."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors in the order of their ids, and what stands between them.

    `events` are those in which both take part, and visits from one of two states to the other, by date;
    of these `visits` are only visits from one to the other, in which not both take part themselves;
    `records` those that have no event of these: supplies, figures, what one says of the other.
    `disputes` are events, and `contests` records, about which the one says that the other is wrong.
    """

    ends: Ends
    events: tuple[EventId, ...] = ()
    visits: frozenset[EventId] = frozenset()
    records: tuple[RecordKey, ...] = ()
    disputes: tuple[EventId, ...] = ()
    contests: tuple[RecordKey, ...] = ()

    @property
    def path(self) -> str:
        """Where its page is."""
        return path_of_pair(self.ends)

    @property
    def number(self) -> int:
        """How many things stand between them, each counted once."""
        return len({*self.events, *self.disputes}) + len({*self.records, *self.contests})


@dataclass(frozen=True, slots=True)
class PairCount:
    """How much stands between an actor and another one, as it is counted on a link to their page.

    Of the events `visits` are only visits from one to the other.
    """

    other: ActorId
    path: str
    events: int
    visits: int
    number: int


@dataclass(frozen=True, slots=True)
class PairOnTopic:
    """Two actors in the order of their ids, a topic, and how many events of theirs stand under it."""

    ends: Ends
    topic: TopicId
    events: int


def pair_counts(pairs: Mapping[str, Pair]) -> Mapping[str, tuple[PairCount, ...]]:
    """The pairs of each actor that have a page, those with the most between them first."""
    found: dict[str, list[PairCount]] = defaultdict(list)
    for path, pair in pairs.items():
        for one, other in (pair.ends, pair.ends[::-1]):
            found[one].append(PairCount(other, path, len(pair.events), len(pair.visits), pair.number))
    return {
        actor: tuple(sorted(held, key=lambda one: (-one.number, one.other)))
        for actor, held in sorted(found.items())
    }


def topics_of(site: Site, pair: Pair) -> tuple[PairOnTopic, ...]:
    """The topics under which at least `LEAST` events of a pair stand, those with the most first."""
    counted = Counter(topic for event in pair.events for topic in site.events[event].frame.topics)
    found = (PairOnTopic(pair.ends, topic, number) for topic, number in counted.items() if number >= LEAST)
    return tuple(sorted(found, key=lambda one: (-one.events, one.topic)))


def pairs_by_topic(site: Site, pairs: Iterable[Pair]) -> Mapping[TopicId, tuple[PairOnTopic, ...]]:
    """The same by topic: the pairs of each, those with the most events under it first."""
    found: dict[TopicId, list[PairOnTopic]] = defaultdict(list)
    for pair in pairs:
        for one in topics_of(site, pair):
            found[one.topic].append(one)
    return {
        topic: tuple(sorted(held, key=lambda one: (-one.events, one.ends)))
        for topic, held in sorted(found.items())
    }


def path_of_pair(ends: Ends) -> str:
    """The path of the page of two actors."""
    return f"pairs/{ends[0]}/{ends[1]}/"


@once
def pairs_with_page(site: Site) -> Mapping[str, Pair]:
    """The pairs that have a page by its path, in the order of paths."""
    pairs = [pair for pair in _pairs(site) if pair.number >= LEAST]
    of_actor: dict[ActorId, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: (-pair.number, pair.ends)):
        for end in pair.ends:
            of_actor[end].append(pair)
    chosen = {pair.path: pair for held in of_actor.values() for pair in held[:STRONGEST]}
    return dict(sorted(chosen.items()))


def _pairs(site: Site) -> Iterator[Pair]:
    events, records = _gathered(_events(site)), _gathered(_records(site))
    disputes, contests = _gathered(_disputed_events(site)), _gathered(_disputed_records(site))
    place = {event: number for number, event in enumerate(site.events)}
    for ends in sorted({*events, *records, *disputes, *contests}):
        held, together = events.get(ends, {}), site.partners.get(ends[0], {}).get(ends[1], ())
        yield Pair(
            ends,
            tuple(sorted(held, key=place.__getitem__)),
            frozenset(held.keys() - {*together}),
            tuple(records.get(ends, ())),
            tuple(disputes.get(ends, ())),
            tuple(contests.get(ends, ())),
        )


def _gathered(pairs: Iterable[tuple[Ends, T]]) -> dict[Ends, dict[T, None]]:
    found: dict[Ends, dict[T, None]] = defaultdict(dict)
    for ends, thing in pairs:
        found[ends][thing] = None
    return found


def _each_with_each(some: Iterable[ActorId], others: Iterable[ActorId]) -> set[Ends]:
    return {(min(pair), max(pair)) for pair in product(some, others) if len({*pair}) > 1}


# ------------------------------------------------------------------ events


def _events(site: Site) -> Iterator[tuple[Ends, EventId]]:
    """Events in which both take part, and visits from one state to another."""
    for one, others in site.partners.items():
        for other, events in others.items():
            if one < other:
                yield from (((one, other), event) for event in events)
    for event in site.events.values():
        if event.frame.type == "visit":
            yield from ((ends, event.id) for ends in _led(site, event))


def _led(site: Site, visit: Event) -> set[Ends]:
    """The states from which a visit led, each with those to which it led; not within a state."""
    places = {place for key in visit.records for place in places_of(site.evidence[key].record)}
    around = {outer for place in places for outer in ancestors(site.corpus, place)}
    visited = {ActorId(place) for place in around if is_state(site, place)}
    homes = {ActorId(way.home) for way in journeys(site, visit) if way.home}
    return _each_with_each(homes - visited, visited)


def _disputed_events(site: Site) -> Iterator[tuple[Ends, EventId]]:
    """Events of which one disputes what the other reports."""
    for event in site.events.values():
        for ends in _each_with_each(_who(site, event.disputed_by), _who(site, event.contradicted)):
            yield ends, event.id


# ------------------------------------------------------------------ records


def _disputed_records(site: Site) -> Iterator[tuple[Ends, RecordKey]]:
    """Records without an event that one says and the other disputes."""
    for contest in site.contests.values():
        for ends in _each_with_each(_who(site, contest.disputed_by), _who(site, [contest.record])):
            yield ends, contest.record


def _who(site: Site, keys: Iterable[RecordKey]) -> set[ActorId]:
    """Whom records credit; somebody unnamed stands for the state or body."""
    return {_actor(site.evidence[key].origin.who) for key in keys}


def _actor(ref: ActorRef) -> ActorId:
    return ref.of if isinstance(ref, Unnamed) else ref


def _records(site: Site) -> Iterator[tuple[Ends, RecordKey]]:
    """Supplies, figures and sayings, with those whom they are between."""
    actors = site.corpus.registry.actors
    for key in site.evidence:
        if key.section not in WITHOUT_PAIRS:
            for ends in _ends(site, key):
                if {*ends} <= actors.keys():
                    yield ends, key


WITHOUT_PAIRS = frozenset(("people", "organisations", "visits", "events", "dates"))
"""Sections whose records say nothing of two actors but by their events."""


def _ends(site: Site, key: RecordKey) -> set[Ends]:
    match site.evidence[key].record:
        case DealRecord(event=None) as deal:
            return _each_with_each(map(_actor, deal.suppliers), [*map(_actor, deal.recipients)])
        case FigureRecord(object=str() | Unnamed() as other) as figure:
            named = (ActorId(one) for one in (_measured(figure.subject), _measured(other)))
            return {(min(pair), max(pair)) for pair in combinations(named, 2) if len({*pair}) > 1}
        case StatementRecord(by=str() | Unnamed() as by) | PlainRecord(by=str() | Unnamed() as by) as said:
            return _each_with_each([_actor(by)], [ActorId(name) for name in said.about])
    return set()


def _measured(one: str | Unnamed) -> str:
    return one.of if isinstance(one, Unnamed) else one
