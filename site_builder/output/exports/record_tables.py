"""The tables that pages show as pictures or registers, for download.

Several names in a cell are divided by semicolons.
"""

from collections.abc import Iterable, Iterator

from site_builder.linking.link import source_id
from site_builder.linking.site import Event, Origin, RecordKey, Site
from site_builder.merging.counts import FIELDS, count_words, ends, numbered
from site_builder.model.quantities import Value
from site_builder.model.records import DealRecord, FigureRecord, Measured, PersonRecord, Record
from site_builder.model.value_types import ArticleId, EventId
from site_builder.model.written import ActorRef, Unnamed
from site_builder.output.exports.event_data import modes_of
from site_builder.output.exports.json_and_csv import Cell, Row, joined_cell
from site_builder.output.exports.record_data import json_number, source_line
from site_builder.output.exports.records_of_article import records_in
from site_builder.output.exports.tables import Table
from site_builder.pages.components import name_link, who_link

VALUE = ("low", "high", "currency", "sense", "basis", "wording")
COUNT = ("low", "high", "sense")
PROOF = ("by", "via", "mode", "article", "quote", "verified", "source")


def event_rows(site: Site, name: EventId) -> Iterator[Row]:
    """An event, if any article reports it."""
    if event := site.events.get(name):
        yield _event_row(site, event)


def deal_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    """What an article says of each deal; supply without a deal has no event."""
    return (_deal_row(site, *one) for one in records_in(site, article, DealRecord))


def item_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    """What it says of each item of a deal or supply."""
    return (row for one in records_in(site, article, DealRecord) for row in _item_rows(site, *one))


def figure_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    """Its figures, as reported."""
    return (_figure_row(site, *one) for one in records_in(site, article, FigureRecord))


def role_rows(site: Site, article: ArticleId) -> Iterator[Row]:
    """What it says somebody is or was, and how and when that began or ended."""
    return (_role_row(site, *one) for one in records_in(site, article, PersonRecord))


def _event_row(site: Site, event: Event) -> Row:
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
    return people_cell(site, (report.origin.who for report in event.reports if report.origin.key in keys))


def _deal_row(site: Site, key: RecordKey, record: DealRecord) -> Row:
    frame = site.corpus.registry.events[record.event] if record.event else None
    return (
        record.event,
        frame.title if frame else None,
        joined_cell(frame.may_overlap) if frame else None,
        record.kind,
        people_cell(site, record.suppliers),
        people_cell(site, record.recipients),
        people_cell(site, record.makers),
        joined_cell(record.systems),
        joined_cell(record.goods),
        record.ordered,
        record.delivered,
        record.disclosed,
        record.status,
        *(joined_cell(f"{n.name}: {count_words(n)}" for n in numbered(record, field)) for field in FIELDS),
        *value_cells(record.value),
        *proof_cells(site, key, record),
    )


def _item_rows(site: Site, key: RecordKey, record: DealRecord) -> Iterator[Row]:
    """A row for each item; goods that have no id have a name only."""
    named = [
        *((item, name_link(site, item).text) for item in record.systems),
        *((None, g) for g in record.goods),
    ]
    for item, name in named:
        yield (
            record.event,
            record.kind,
            people_cell(site, record.suppliers),
            people_cell(site, record.recipients),
            item,
            name,
            record.ordered,
            record.delivered,
            record.status,
            *(cell for field in FIELDS for cell in _count_cells(record, field, item or name)),
            *proof_cells(site, key, record),
        )


def _count_cells(record: DealRecord, field: str, item: str) -> Row:
    found = next((number for number in numbered(record, field) if number.name == item), None)
    return (*ends(found), found.sense) if found else (None,) * len(COUNT)


def _role_row(site: Site, key: RecordKey, record: PersonRecord) -> Row:
    return (
        people_cell(site, (record.actor,)),
        who_link(site, record.actor).text,
        record.rank,
        record.role,
        record.of,
        record.to,
        "yes" if record.former else "no",
        record.event_,
        record.date,
        *proof_cells(site, key, record),
    )


def _figure_row(site: Site, key: RecordKey, record: FigureRecord) -> Row:
    return (
        record.measure,
        site.corpus.registry.measures[record.measure].unit,
        people_cell(site, (record.subject,)),
        people_cell(site, (record.object,)) if record.object else None,
        joined_cell(record.periods),
        *value_cells(record.value),
        *proof_cells(site, key, record),
    )


# ------------------------------------------------------------------ cells


def people_cell(site: Site, refs: Iterable[ActorRef | Measured]) -> Cell:
    """Ids, and names of the unnamed as they stand on pages."""
    return joined_cell(who_link(site, ref).text if isinstance(ref, Unnamed) else ref for ref in refs)


def value_cells(value: Value | None) -> Row:
    """The number or both ends of the range as reported: what `sense` makes of them is not worked in."""
    if value is None:
        return (None,) * len(VALUE)
    ends = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    low, high = (None if end is None else json_number(end) for end in ends)
    return low, high, value.currency, value.sense, value.basis, value.wording


def proof_cells(site: Site, key: RecordKey, record: Record) -> Row:
    """Who says so, where, in which words, and whether these were found."""
    found = site.evidence[key]
    return (
        people_cell(site, (record.by,)) if record.by else None,
        joined_cell(source_id(item) for item in record.sources),
        record.mode,
        key.article,
        joined_cell(record.quotes),
        "yes" if found.verified else "no",
        source_line(record),
    )


# ------------------------------------------------------------------ the tables

RECORD_TABLES = (
    Table(
        "events",
        (
            "id", "type", "title", "date", "place", "status", "modes", "said_by", "participants", "topics",
            "articles", "origins", "unnamed_origins", "expected_by", "denied_by", "disputed",
        ),
        {"events": event_rows},
    ),
    Table(
        "arms-deals",
        (
            "event", "title", "may_overlap", "kind", "suppliers", "recipients", "makers", "equipment",
            "items", "ordered", "delivered", "disclosed", "status", "ordered_number", "delivered_number",
            *VALUE, *PROOF,
        ),
        {"articles": deal_rows},
    ),
    Table(
        "deal-items",
        (
            "event", "kind", "suppliers", "recipients", "item", "name", "ordered", "delivered", "status",
            *(f"{field}_{part}" for field in FIELDS for part in COUNT), *PROOF,
        ),
        {"articles": item_rows},
    ),
    Table(
        "figures",
        ("measure", "unit", "subject", "object", "periods", *VALUE, *PROOF),
        {"articles": figure_rows},
    ),
    Table(
        "roles",
        ("actor", "name", "rank", "role", "of", "to", "former", "event", "date", *PROOF),
        {"articles": role_rows},
    ),
)  # fmt: skip
