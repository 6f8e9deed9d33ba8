"""What several records say alike, as far as records themselves tell that it is the same.

Reports of an event say the same where they say that it happened, or, where none does, what its status rests
on. Figures are the same where they give one number, in one unit, for the same measure, subject, object and
period; how exactly ("about", "nearly") does not matter, and a period that is in doubt counts as none.
A statement goes with those that say that they support it. That two texts sound alike tells nothing here.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from site_builder.linking.once import once
from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.merging.amounts import unit_of
from site_builder.model import edtf
from site_builder.model.quantities import Value
from site_builder.model.records import FigureRecord
from site_builder.model.value_types import EventId
from site_builder.model.written import Unnamed

ClaimKind = Literal["figures", "events", "statements"]


@dataclass(frozen=True, slots=True)
class SameClaim:
    """Something that records say, with these records, the first of which names it; `event` if it is one."""

    kind: ClaimKind
    records: tuple[RecordKey, ...]
    event: EventId | None = None

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles that say it."""
        return frozenset(key.article for key in self.records)


@once
def same_claims(site: Site) -> tuple[SameClaim, ...]:
    """All of them, also what one record alone says; figures first, then events, then statements."""
    return (*all_figure_claims(site), *map(_of_event, site.events.values()), *_supported(site))


@once
def all_figure_claims(site: Site) -> tuple[SameClaim, ...]:
    """The figures of a site, those that are the same together, in the order of articles."""
    return tuple(figure_claims(records_of(site, site.evidence, FigureRecord)))


def figure_claims(records: Iterable[tuple[RecordKey, FigureRecord]]) -> Iterator[SameClaim]:
    """Figures, those that are the same together; one of somebody unnamed is the same as no other."""
    groups: dict[Hashable, list[RecordKey]] = defaultdict(list)
    for key, record in records:
        groups[_figure(key, record)].append(key)
    yield from (SameClaim("figures", tuple(keys)) for keys in groups.values())


def _figure(key: RecordKey, record: FigureRecord) -> Hashable:
    """What is equal of figures that are the same."""
    if isinstance(record.subject, Unnamed) or isinstance(record.object, Unnamed):
        return key
    number = _number(record.value)
    return record.measure, record.subject, record.object, _period(record), unit_of(record.value), number


def _number(value: Value) -> Hashable:
    """The number or the ends of a range; the words where there is none."""
    if value.amount is None:
        return value.wording.casefold()
    return value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)


def _period(record: FigureRecord) -> Hashable:
    """Of when a figure surely is; None where no period is given, or the one that is given is in doubt."""
    dates = [edtf.parse(period) for period in record.periods]
    if any(point.uncertain or point.approximate for date in dates for point in date.points):
        return None
    return frozenset(map(edtf.named_days, dates)) or None


def _of_event(event: Event) -> SameClaim:
    """What the status of an event rests on, with the records that say so."""
    wanted = {"happened", "claimed"} if event.confirming else None
    origins = {origin.key for origin in event.rests_on}
    records = (
        key
        for report in event.reports
        if report.origin.key in origins and (wanted is None or wanted & {*report.sayings})
        for key in report.records
    )
    return SameClaim("events", tuple(records), event.id)


def _supported(site: Site) -> Iterator[SameClaim]:
    """What statements support by its name; what supports an event is told with that."""
    for record, found in site.contests.items():
        if found.supported_by:
            yield SameClaim("statements", (record, *found.supported_by))
