"""The tables that pages show as pictures or registers, for download.

Several names in a cell are divided by semicolons.
"""

from collections.abc import Iterable, Iterator

from site_builder.linking.link import source_id
from site_builder.linking.site import Event, Origin, RecordKey, Site, records_of
from site_builder.merging.counts import FIELDS, count_words, ends, numbered
from site_builder.model.quantities import Value
from site_builder.model.records import DealRecord, FigureRecord, PersonRecord, Record
from site_builder.model.written import ActorRef, Unnamed
from site_builder.output.exports.events import modes_of
from site_builder.output.exports.records import number, source
from site_builder.output.exports.relations import relations
from site_builder.output.exports.written import Cell, Table, listed
from site_builder.pages.parts import name_link, who_link

VALUE = ("low", "high", "currency", "sense", "basis", "wording")
COUNT = ("low", "high", "sense")
PROOF = ("by", "via", "mode", "article", "quote", "verified", "source")


def registers(site: Site) -> Iterator[Table]:
    """Every table that the site offers."""
    yield events_table(site)
    yield deals_table(site)
    yield items_table(site)
    yield figures_table(site)
    yield roles_table(site)
    yield from relations(site)


def events_table(site: Site) -> Table:
    """All events by date, one a row."""
    columns = (
        "id", "type", "title", "date", "place", "status", "modes", "said_by", "participants", "topics",
        "articles", "origins", "unnamed_origins", "expected_by", "denied_by", "disputed",
    )  # fmt: skip
    return Table("events", columns, tuple(_event(site, e) for e in site.events.values()))


def deals_table(site: Site) -> Table:
    """What each article says of each deal, one record a row; supply without a deal has no event."""
    columns = (
        "event", "title", "may_overlap", "kind", "suppliers", "recipients", "makers", "equipment", "items",
        "ordered", "delivered", "disclosed", "status", "ordered_number", "delivered_number",
    )  # fmt: skip
    records = sorted(records_of(site, site.evidence, DealRecord), key=lambda item: item[0])
    return Table("arms-deals", (*columns, *VALUE, *PROOF), tuple(_deal(site, *one) for one in records))


def items_table(site: Site) -> Table:
    """What each article says of each item of a deal or supply, one item a row."""
    columns = (
        "event", "kind", "suppliers", "recipients", "item", "name", "ordered", "delivered", "status",
        *(f"{field}_{part}" for field in FIELDS for part in COUNT),
    )  # fmt: skip
    records = sorted(records_of(site, site.evidence, DealRecord), key=lambda item: item[0])
    rows = (row for one in records for row in _items(site, *one))
    return Table("deal-items", (*columns, *PROOF), tuple(rows))


def roles_table(site: Site) -> Table:
    """What each article says somebody is or was, and how and when that began or ended, one record a row."""
    columns = ("actor", "name", "rank", "role", "of", "to", "former", "event", "date")
    records = sorted(records_of(site, site.evidence, PersonRecord), key=lambda item: item[0])
    return Table("roles", (*columns, *PROOF), tuple(_role(site, *one) for one in records))


def figures_table(site: Site) -> Table:
    """All figures, one a row, as reported."""
    columns = ("measure", "unit", "subject", "object", "periods")
    records = sorted(records_of(site, site.evidence, FigureRecord), key=lambda item: item[0])
    return Table("figures", (*columns, *VALUE, *PROOF), tuple(_figure(site, *one) for one in records))


def _event(site: Site, event: Event) -> tuple[Cell, ...]:
    frame = event.frame
    return (
        event.id,
        frame.type,
        frame.title,
        event.date.text if event.date else None,
        event.place,
        event.status or None,
        listed(modes_of(site, event)),
        _origins(site, event, event.rests_on),
        listed(who_link(site, part.ref).text for part in event.parts),
        listed(frame.topics),
        listed(report.article for report in event.reports),
        len(event.confirming),
        sum(origin.unnamed for origin in event.confirming),
        _origins(site, event, event.expecting),
        _origins(site, event, event.denying),
        "yes" if event.disputed else "no",
    )


def _origins(site: Site, event: Event, origins: Iterable[Origin]) -> Cell:
    """Some origins of an event; the unnamed of one body as each article calls them."""
    keys = {origin.key for origin in origins}
    return _people(site, (report.origin.who for report in event.reports if report.origin.key in keys))


def _deal(site: Site, key: RecordKey, record: DealRecord) -> tuple[Cell, ...]:
    frame = site.corpus.registry.events[record.event] if record.event else None
    return (
        record.event,
        frame.title if frame else None,
        listed(frame.may_overlap) if frame else None,
        record.kind,
        _people(site, record.suppliers),
        _people(site, record.recipients),
        _people(site, record.makers),
        listed(record.systems),
        listed(record.goods),
        record.ordered,
        record.delivered,
        record.disclosed,
        record.status,
        *(listed(f"{n.name}: {count_words(n)}" for n in numbered(record, field)) for field in FIELDS),
        *_value(record.value),
        *_proof(site, key, record),
    )


def _items(site: Site, key: RecordKey, record: DealRecord) -> Iterator[tuple[Cell, ...]]:
    """A row for each item; goods that have no id have a name only."""
    named = [
        *((item, name_link(site, item).text) for item in record.systems),
        *((None, g) for g in record.goods),
    ]
    for item, name in named:
        yield (
            record.event,
            record.kind,
            _people(site, record.suppliers),
            _people(site, record.recipients),
            item,
            name,
            record.ordered,
            record.delivered,
            record.status,
            *(cell for field in FIELDS for cell in _count(record, field, item or name)),
            *_proof(site, key, record),
        )


def _count(record: DealRecord, field: str, item: str) -> tuple[Cell, ...]:
    found = next((number for number in numbered(record, field) if number.name == item), None)
    return (*ends(found), found.sense) if found else (None,) * len(COUNT)


def _role(site: Site, key: RecordKey, record: PersonRecord) -> tuple[Cell, ...]:
    return (
        _people(site, (record.actor,)),
        who_link(site, record.actor).text,
        record.rank,
        record.role,
        record.of,
        record.to,
        "yes" if record.former else "no",
        record.event_,
        record.date,
        *_proof(site, key, record),
    )


def _figure(site: Site, key: RecordKey, record: FigureRecord) -> tuple[Cell, ...]:
    return (
        record.measure,
        site.corpus.registry.measures[record.measure].unit,
        _people(site, (record.subject,)),
        _people(site, (record.object,)) if record.object else None,
        listed(record.periods),
        *_value(record.value),
        *_proof(site, key, record),
    )


# ------------------------------------------------------------------ cells


def _people(site: Site, refs: Iterable[ActorRef]) -> Cell:
    """Ids, and names of the unnamed as they stand on pages."""
    return listed(who_link(site, ref).text if isinstance(ref, Unnamed) else ref for ref in refs)


def _value(value: Value | None) -> tuple[Cell, ...]:
    """The number or both ends of the range as reported: what `sense` makes of them is not worked in."""
    if value is None:
        return (None,) * len(VALUE)
    ends = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    low, high = (None if end is None else number(end) for end in ends)
    return low, high, value.currency, value.sense, value.basis, value.wording


def _proof(site: Site, key: RecordKey, record: Record) -> tuple[Cell, ...]:
    found = site.evidence[key]
    return (
        _people(site, (record.by,)) if record.by else None,
        listed(source_id(item) for item in record.sources),
        record.mode,
        key.article,
        listed(record.quotes),
        "yes" if found.verified else "no",
        source(record),
    )
