"""Which records a second origin says too, and which figures cannot both be right.

Two outlets that give one figure, each in its own voice, are two origins, as everywhere: no record could tell
whether they have it from one place.
"""

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator
from dataclasses import dataclass

from site_builder.linking.once import once
from site_builder.linking.same_claims import all_figure_claims
from site_builder.linking.site import Event, Origin, RecordKey, Site, records_of
from site_builder.merging.amounts import Figure, clashing, seconded
from site_builder.model import edtf
from site_builder.model.own_sections import fields_of, in_field
from site_builder.model.records import FigureRecord, Record, StatementRecord
from site_builder.model.value_types import EventId, RecordId
from site_builder.model.vocabulary import Field
from site_builder.model.written import Unnamed

ToldFigure = tuple[RecordKey, FigureRecord]
FigureRecords = tuple[ToldFigure, ...]


def alone(site: Site) -> Iterator[RecordKey]:
    """Statements and figures that no second origin supports or says, in the order of articles.

    Of a figure that one origin gives in several articles there is the first record: it is one claim.
    """
    seconded = {*_supported(site), *_said_twice(site)}
    for claim in all_figure_claims(site):
        first, *others = claim.records
        seconded |= {first, *others} if seconded & {*claim.records} else {*others}
    for key in site.evidence:
        if key.section in ("statements", "figures") and key not in seconded:
            yield key


@dataclass(frozen=True, slots=True)
class FieldsOfOne:
    """Fields of an event of several origins that one of them alone fills."""

    event: EventId
    origin: Origin
    fields: tuple[Field, ...]


BARE = frozenset(("event", "kind", "status", "announced", "says"))
"""Fields that hold nothing of what happened, or that any report gives in its way."""


def fields_of_one(site: Site, event: Event) -> tuple[FieldsOfOne, ...]:
    """What of an event that rests on several origins one of these alone says, in the order of the reports.

    Where several fill a field they may still differ in it, which the page of the event tells.
    """
    counted = {origin.key for origin in event.rests_on}
    if len(counted) < 2:
        return ()
    givers: dict[str, dict[str, Origin]] = defaultdict(dict)
    fields: dict[str, Field] = {}
    for key, record in records_of(site, event.records, Record):
        origin = site.evidence[key].origin
        for own in fields_of(site.corpus.registry, type(record)) if origin.key in counted else ():
            if own.key not in BARE and in_field(record, own):
                givers[own.key][origin.key] = origin
                fields.setdefault(own.key, own)
    found: dict[str, list[Field]] = defaultdict(list)
    for name, own in fields.items():
        if len(givers[name]) == 1:
            found[next(iter(givers[name]))].append(own)
    return tuple(
        FieldsOfOne(event.id, origin, tuple(found[origin.key]))
        for origin in event.rests_on
        if origin.key in found
    )


def _supported(site: Site) -> Iterator[RecordKey]:
    """Both ends of every support between two origins."""
    for key, record in records_of(site, site.evidence, StatementRecord):
        own = site.evidence[key].origin.key
        for name in record.supports:
            if (other := site.named.get(RecordId(name))) and site.evidence[other].origin.key != own:
                yield from (key, other)
            event = site.events.get(EventId(name))
            if event and any(origin.key != own for origin in event.confirming):
                yield key


def _said_twice(site: Site) -> Iterator[RecordKey]:
    """Figures that another origin gives too: the same, more exactly, or so that both can be true.

    What counts as one claim where it is told who repeats whom does so here, whatever its periods in doubt.
    """
    for claim in all_figure_claims(site):
        if len({site.evidence[key].origin.key for key in claim.records}) > 1:
            yield from claim.records
    for _, figures in _comparable(records_of(site, site.evidence, FigureRecord)):
        # What one origin says in many articles is compared once.
        given = {
            (site.evidence[key].origin.key, record.value): _figure(record, site.corpus.registry.events)
            for key, record in figures
        }
        found = seconded(given, lambda one: one[0])
        for key, record in figures:
            if (site.evidence[key].origin.key, record.value) in found:
                yield key


@once
def clashing_figures(site: Site) -> tuple[FigureRecords, ...]:
    """Figures of one measure, subject, object and period of which two cannot both be right."""
    found = clashes_of_figures(records_of(site, site.evidence, FigureRecord), site.corpus.registry.events)
    return tuple(figures for _, figures in found)


def clashes_of_figures(
    records: Iterable[ToldFigure],
    events: Container[str],
) -> Iterator[tuple[RecordKey, FigureRecords]]:
    """The same of some figures, which come in order; each with the first that can be compared with them."""
    for first, figures in _comparable(records):
        clash = clashing({record.value: _figure(record, events) for _, record in figures})
        if clash:
            yield first, tuple(one for one in figures if one[1].value in clash)


def _comparable(
    records: Iterable[ToldFigure],
) -> Iterator[tuple[RecordKey, FigureRecords]]:
    """Figures of one measure, subject, object and period, where several are, with the first of them."""
    groups: dict[Hashable, list[ToldFigure]] = defaultdict(list)
    for key, record in records:
        if not isinstance(record.subject, Unnamed) and not isinstance(record.object, Unnamed):
            periods = frozenset(_days(edtf.parse(period)) for period in record.periods)
            groups[record.measure, record.subject, record.object, periods].append((key, record))
    return ((group[0][0], tuple(group)) for group in groups.values() if len(group) > 1)


def _days(date: edtf.Date) -> Hashable:
    return date.lasts, date.earliest, date.latest


def _figure(record: FigureRecord, events: Container[str]) -> Figure:
    return Figure(
        measure=record.measure,
        subject=str(record.subject),
        object=str(record.object) if record.object else None,
        periods=tuple(edtf.parse(period) for period in record.periods),
        of_event=record.subject in events,
        value=record.value,
    )
