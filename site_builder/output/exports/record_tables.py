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
from site_builder.output.exports.event_data import modes_of
from site_builder.output.exports.json_and_csv import Cell, CsvTable, joined_cell
from site_builder.output.exports.record_data import json_number, source_line
from site_builder.output.exports.relation_tables import relation_tables
from site_builder.pages.components import name_link, who_link

VALUE = ("low", "high", "currency", "sense", "basis", "wording")
COUNT = ("low", "high", "sense")
PROOF = ("by", "via", "mode", "article", "quote", "verified", "source")


def all_tables(site: Site) -> Iterator[CsvTable]:
    """Every table that the site offers."""
    yield events_table(site)
    yield deals_table(site)
    yield items_table(site)
    yield figures_table(site)
    yield roles_table(site)
    yield from relation_tables(site)


def events_table(site: Site) -> CsvTable:
    """All events by date, one a row."""
    columns = (
        "id", "type", "title", "date", "place", "status", "modes", "said_by", "participants", "topics",
        "articles", "origins", "unnamed_origins", "expected_by", "denied_by", "disputed",
    )  # fmt: skip
    return CsvTable("events", columns, tuple(_event_row(site, e) for e in site.events.values()))


def deals_table(site: Site) -> CsvTable:
    """What each article says of each deal, one record a row; supply without a deal has no event."""
    columns = (
        "event", "title", "may_overlap", "kind", "suppliers", "recipients", "makers", "equipment", "items",
        "ordered", "delivered", "disclosed", "status", "ordered_number", "delivered_number",
    )  # fmt: skip
    records = sorted(records_of(site, site.evidence, DealRecord), key=lambda item: item[0])
    return CsvTable("arms-deals", (*columns, *VALUE, *PROOF), tuple(_deal_row(site, *one) for one in records))


def items_table(site: Site) -> CsvTable:
    """What each article says of each item of a deal or supply, one item a row."""
    columns = (
        "event", "kind", "suppliers", "recipients", "item", "name", "ordered", "delivered", "status",
        *(f"{field}_{part}" for field in FIELDS for part in COUNT),
    )  # fmt: skip
    records = sorted(records_of(site, site.evidence, DealRecord), key=lambda item: item[0])
    rows = (row for one in records for row in _item_rows(site, *one))
    return CsvTable("deal-items", (*columns, *PROOF), tuple(rows))


def roles_table(site: Site) -> CsvTable:
    """What each article says somebody is or was, and how and when that began or ended, one record a row."""
    columns = ("actor", "name", "rank", "role", "of", "to", "former", "event", "date")
    records = sorted(records_of(site, site.evidence, PersonRecord), key=lambda item: item[0])
    return CsvTable("roles", (*columns, *PROOF), tuple(_role_row(site, *one) for one in records))


def figures_table(site: Site) -> CsvTable:
    """All figures, one a row, as reported."""
    columns = ("measure", "unit", "subject", "object", "periods")
    records = sorted(records_of(site, site.evidence, FigureRecord), key=lambda item: item[0])
    return CsvTable("figures", (*columns, *VALUE, *PROOF), tuple(_figure_row(site, *one) for one in records))


def _event_row(site: Site, event: Event) -> tuple[Cell, ...]:
    frame = event.frame
    return (
        event.id,
        frame.type,
        frame.title,
        event.date.text if event.date else None,
        event.place,
        event.status or None,
        joined_cell(modes_of(site, event)),
        _origins_cell(site, event, event.rests_on),
        joined_cell(who_link(site, part.ref).text for part in event.parts),
        joined_cell(frame.topics),
        joined_cell(report.article for report in event.reports),
        len(event.confirming),
        sum(origin.unnamed for origin in event.confirming),
        _origins_cell(site, event, event.expecting),
        _origins_cell(site, event, event.denying),
        "yes" if event.disputed else "no",
    )


def _origins_cell(site: Site, event: Event, origins: Iterable[Origin]) -> Cell:
    """Some origins of an event; the unnamed of one body as each article calls them."""
    keys = {origin.key for origin in origins}
    return _people_cell(site, (report.origin.who for report in event.reports if report.origin.key in keys))


def _deal_row(site: Site, key: RecordKey, record: DealRecord) -> tuple[Cell, ...]:
    frame = site.corpus.registry.events[record.event] if record.event else None
    return (
        record.event,
        frame.title if frame else None,
        joined_cell(frame.may_overlap) if frame else None,
        record.kind,
        _people_cell(site, record.suppliers),
        _people_cell(site, record.recipients),
        _people_cell(site, record.makers),
        joined_cell(record.systems),
        joined_cell(record.goods),
        record.ordered,
        record.delivered,
        record.disclosed,
        record.status,
        *(joined_cell(f"{n.name}: {count_words(n)}" for n in numbered(record, field)) for field in FIELDS),
        *_value_cells(record.value),
        *_proof_cells(site, key, record),
    )


def _item_rows(site: Site, key: RecordKey, record: DealRecord) -> Iterator[tuple[Cell, ...]]:
    """A row for each item; goods that have no id have a name only."""
    named = [
        *((item, name_link(site, item).text) for item in record.systems),
        *((None, g) for g in record.goods),
    ]
    for item, name in named:
        yield (
            record.event,
            record.kind,
            _people_cell(site, record.suppliers),
            _people_cell(site, record.recipients),
            item,
            name,
            record.ordered,
            record.delivered,
            record.status,
            *(cell for field in FIELDS for cell in _count_cells(record, field, item or name)),
            *_proof_cells(site, key, record),
        )


def _count_cells(record: DealRecord, field: str, item: str) -> tuple[Cell, ...]:
    found = next((number for number in numbered(record, field) if number.name == item), None)
    return (*ends(found), found.sense) if found else (None,) * len(COUNT)


def _role_row(site: Site, key: RecordKey, record: PersonRecord) -> tuple[Cell, ...]:
    return (
        _people_cell(site, (record.actor,)),
        who_link(site, record.actor).text,
        record.rank,
        record.role,
        record.of,
        record.to,
        "yes" if record.former else "no",
        record.event_,
        record.date,
        *_proof_cells(site, key, record),
    )


def _figure_row(site: Site, key: RecordKey, record: FigureRecord) -> tuple[Cell, ...]:
    return (
        record.measure,
        site.corpus.registry.measures[record.measure].unit,
        _people_cell(site, (record.subject,)),
        _people_cell(site, (record.object,)) if record.object else None,
        joined_cell(record.periods),
        *_value_cells(record.value),
        *_proof_cells(site, key, record),
    )


# ------------------------------------------------------------------ cells


def _people_cell(site: Site, refs: Iterable[ActorRef]) -> Cell:
    """Ids, and names of the unnamed as they stand on pages."""
    return joined_cell(who_link(site, ref).text if isinstance(ref, Unnamed) else ref for ref in refs)


def _value_cells(value: Value | None) -> tuple[Cell, ...]:
    """The number or both ends of the range as reported: what `sense` makes of them is not worked in."""
    if value is None:
        return (None,) * len(VALUE)
    ends = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    low, high = (None if end is None else json_number(end) for end in ends)
    return low, high, value.currency, value.sense, value.basis, value.wording


def _proof_cells(site: Site, key: RecordKey, record: Record) -> tuple[Cell, ...]:
    found = site.evidence[key]
    return (
        _people_cell(site, (record.by,)) if record.by else None,
        joined_cell(source_id(item) for item in record.sources),
        record.mode,
        key.article,
        joined_cell(record.quotes),
        "yes" if found.verified else "no",
        source_line(record),
    )
