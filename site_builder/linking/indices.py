"""What the pages look up by id: records, events, partners, and what lies under or beside what."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, TypeVar, cast

from site_builder.linking.link_memory import LinkMemory, by_key, entries_of, in_a_row
from site_builder.linking.site import Event, Evidence, RecordKey
from site_builder.model import edtf
from site_builder.model.corpus import Corpus
from site_builder.model.own_sections import in_field, record_fields
from site_builder.model.records import DateRecord, Equipped, Met, Record, Stop, Use, VisitRecord
from site_builder.model.registry import Entry, Frame, Registry
from site_builder.model.value_types import ActorId, ArticleId, EquipmentId, EventId, PlaceId, SearchId


def by_article(
    articles: Iterable[ArticleId], evidence: Mapping[ArticleId, tuple[Evidence, ...]], memory: LinkMemory
) -> dict[ArticleId, tuple[RecordKey, ...]]:
    """Records of each article, in the order of its text."""
    return {
        article: memory.of("in text", article, (found,), partial(_in_text, found))
        for article in articles
        for found in (evidence.get(article, ()),)
    }


def _in_text(found: tuple[Evidence, ...]) -> tuple[RecordKey, ...]:
    return tuple(one.key for one in sorted(found, key=lambda one: one.start))


def named_ids(value: object) -> Iterator[str]:
    """Every id that a record holds, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from named_ids(item)
    elif value is not None:
        for name in _id_fields(cast("Hashable", type(value))):
            yield from named_ids(getattr(value, name))


ID_FIELDS = frozenset((
    "actor", "of", "to", "by", "via", "source", "visitors", "met", "hosts", "place", "stops", "event",
    "suppliers", "recipients", "makers", "equipment", "item", "user", "participants", "about", "supports",
    "disputes", "measure", "subject", "object",
))  # fmt: skip
"""Fields that hold ids, or records that do."""


OF_IDS = frozenset(("actor", "actors", "place", "places", "equipment", "event", "ids"))
"""Types of a project's own fields that hold ids."""


@cache
def _id_fields(kind: Any) -> tuple[str, ...]:
    own = {one.key for one in getattr(kind, "OWN", ()) if one.type in OF_IDS}
    known = ID_FIELDS | own
    return tuple(one.name for one in fields(kind) if one.name in known) if is_dataclass(kind) else ()


def refers(
    evidence: Mapping[ArticleId, tuple[Evidence, ...]], memory: LinkMemory
) -> dict[str, tuple[RecordKey, ...]]:
    """Records by the ids that they name."""
    units = {
        article: memory.of("refers", article, (found,), partial(_named_in, found))
        for article, found in evidence.items()
    }
    return memory.gathered("refers", units, in_a_row)


def _named_in(found: tuple[Evidence, ...]) -> dict[str, tuple[RecordKey, ...]]:
    return by_key((name, one.key) for one in found for name in named_ids(one.record))


def events_of(
    corpus: Corpus,
    evidence: Mapping[RecordKey, Evidence],
    events: Mapping[EventId, Event],
    memory: LinkMemory,
) -> dict[str, tuple[EventId, ...]]:
    """Events by what they have to do with, by date."""
    entries = entries_of(corpus.registry, memory)

    def names(event: Event) -> dict[str, tuple[EventId, ...]]:
        return by_key((name, event.id) for name in _names_of(corpus, evidence, event))

    units = {
        event: memory.of("names of event", event, (found, entries), partial(names, found))
        for event, found in events.items()
    }
    return memory.gathered("events of", units, in_a_row)


def _names_of(corpus: Corpus, evidence: Mapping[RecordKey, Evidence], event: Event) -> Iterator[str]:
    """Who takes part, where, with what, on which topic, and which articles say so.

    A place brings what it lies within, an item its classes.
    """
    yield from event.frame.topics
    yield from (part.who for part in event.parts if part.who)
    for report in event.reports:
        yield report.article
        for key in report.records:
            record = evidence[key].record
            for place in places_of(record):
                yield from ancestors(corpus, place)
            for used in getattr(record, "equipment", ()):
                yield from classes(corpus, used.item if isinstance(used, Use | Equipped) else used)
            for own in record_fields(record, "equipment"):
                yield from (outer for item in in_field(record, own) for outer in classes(corpus, item))


def places_of(record: Record | DateRecord) -> Iterator[PlaceId]:
    """Where a record puts its event, and the places within where visitors stopped or met somebody."""
    if place := getattr(record, "place", None):
        yield place
    yield from (place for own in record_fields(record, "place", "places") for place in in_field(record, own))
    if isinstance(record, VisitRecord):
        yield from (stop.place if isinstance(stop, Stop) else stop for stop in record.stops)
        yield from (met.place for met in record.met if isinstance(met, Met) and met.place)


def ancestors(corpus: Corpus, place: PlaceId | None) -> Iterator[PlaceId]:
    """A place, and what it lies within, outwards."""
    while place:
        yield place
        known = corpus.registry.places.get(place)
        place = known.within if known else None


def classes(corpus: Corpus, item: EquipmentId | None) -> Iterator[EquipmentId]:
    """A piece of equipment, and the classes that it is in."""
    while item:
        yield item
        item = corpus.registry.equipment[item].class_


K = TypeVar("K", bound=str)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K | None, V]]) -> dict[K, tuple[V, ...]]:
    """What comes with each key, once each, in the order given; without a key it is left out."""
    found: dict[K, dict[V, None]] = defaultdict(dict)
    for key, value in pairs:
        if key:
            found[key][value] = None
    return {key: tuple(values) for key, values in sorted(found.items())}


def both_ways(frames: Mapping[EventId, Frame], field: str) -> dict[EventId, tuple[EventId, ...]]:
    """What a field of frames says of two events, whichever of them says it."""
    pairs = [(name, other) for name, frame in frames.items() for other in getattr(frame, field)]
    return grouped(sorted((*pairs, *((other, name) for name, other in pairs))))


def above(registry: Registry) -> Iterator[tuple[str | None, str]]:
    """Each entry with what it is directly under, where that is given."""
    for actor, known in registry.actors.items():
        yield known.country, actor
        yield known.part_of, actor
    yield from ((known.within, place) for place, known in registry.places.items())
    yield from ((known.class_, item) for item, known in registry.equipment.items())


def apart(registry: Registry) -> dict[str, tuple[str, ...]]:
    """Entries that the editors have told from others which look like them, whichever of them says it."""
    entries = ((name, entry) for name, entry in registry.entries.items() if isinstance(entry, Entry))
    pairs = [(str(name), str(other)) for name, entry in entries for other in entry.different_from]
    return grouped(sorted((*pairs, *((other, name) for name, other in pairs))))


def newest_searches(registry: Registry) -> list[SearchId]:
    """What the editors looked for, the newest first."""
    days = {name: edtf.sort_key(edtf.parse(one.when)) for name, one in registry.searched.items()}
    return sorted(days, key=days.__getitem__, reverse=True)


def searched(registry: Registry) -> dict[str, tuple[SearchId, ...]]:
    """What the editors looked for about what has an id, the newest first."""
    newest = newest_searches(registry)
    return grouped((str(about), name) for name in newest for about in registry.searched[name].about)


Partners = Mapping[ActorId, tuple[EventId, ...]]


def partners(events: Mapping[EventId, Event], memory: LinkMemory) -> dict[ActorId, Partners]:
    """Who took part in the same events, and in which."""
    units = {
        event: memory.of("partners", event, (found,), partial(_together_in, found))
        for event, found in events.items()
    }
    return memory.gathered("partners", units, _in_which)


def _together_in(event: Event) -> dict[ActorId, tuple[EventId, tuple[ActorId, ...]]]:
    """Each who took part with all others."""
    present = sorted({part.who for part in event.parts if part.who})
    others = ((one, tuple(other for other in present if other != one)) for one in present)
    return {one: (event.id, found) for one, found in others if found}


def _in_which(given: Iterator[tuple[EventId, tuple[ActorId, ...]]]) -> Partners:
    shared: dict[ActorId, list[EventId]] = defaultdict(list)
    for event, others in given:
        for other in others:
            shared[other].append(event)
    return {other: tuple(events) for other, events in sorted(shared.items())}


def printed(corpus: Corpus) -> Iterator[str]:
    """Forms of names that sources misprint."""
    registry = corpus.registry
    for entries in (registry.actors, registry.places, registry.equipment):
        for entry in entries.values():
            yield from entry.printed
