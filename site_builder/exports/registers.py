"""The tables that pages show as pictures or registers, for download.

Several names in a cell are divided by semicolons.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from site_builder.exports.relations import relations
from site_builder.exports.written import Cell, Table
from site_builder.linking import Event, RecordKey, Site, records_of
from site_builder.model import ActorRef, DealRecord, FigureRecord, Record, Source, Unnamed, Value
from site_builder.pages.parts import who_link

VALUE = ("low", "high", "currency", "sense", "basis", "wording")
PROOF = ("by", "via", "mode", "article", "quote", "verified", "source")


def registers(site: Site) -> Iterator[Table]:
    """Every table that the site offers."""
    yield events_table(site)
    yield deals_table(site)
    yield figures_table(site)
    yield from relations(site)


def events_table(site: Site) -> Table:
    """All events by date, one a row."""
    columns = ("id", "type", "title", "date", "place", "status", "participants", "topics", "articles")
    return Table(
        "events", (*columns, "origins", "disputed"), tuple(_event(site, e) for e in site.events.values())
    )


def deals_table(site: Site) -> Table:
    """What each article says of each deal, one record a row; supply without a deal has no event."""
    columns = (
        "event", "title", "may_overlap", "kind", "suppliers", "recipients", "makers", "equipment", "items",
        "ordered", "delivered", "disclosed", "status",
    )  # fmt: skip
    records = sorted(records_of(site, site.evidence, DealRecord), key=lambda item: item[0])
    return Table("arms-deals", (*columns, *VALUE, *PROOF), tuple(_deal(site, *one) for one in records))


def figures_table(site: Site) -> Table:
    """All figures, one a row, as reported."""
    columns = ("measure", "unit", "subject", "object", "periods")
    records = sorted(records_of(site, site.evidence, FigureRecord), key=lambda item: item[0])
    return Table("figures", (*columns, *VALUE, *PROOF), tuple(_figure(site, *one) for one in records))


def _event(site: Site, event: Event) -> tuple[Cell, ...]:
    frame = event.frame
    names = dict.fromkeys(who_link(site, part.ref).text for part in event.parts)
    articles = dict.fromkeys(report.article for report in event.reports)
    return (
        event.id,
        frame.type,
        frame.title,
        event.date.text if event.date else None,
        event.place,
        event.status,
        _listed(names),
        _listed(frame.topics),
        _listed(articles),
        len(event.origins),
        "yes" if event.conflicts or event.disputed_by else "no",
    )


def _deal(site: Site, key: RecordKey, record: DealRecord) -> tuple[Cell, ...]:
    frame = site.corpus.registry.events[record.event] if record.event else None
    return (
        record.event,
        frame.title if frame else None,
        _listed(frame.may_overlap) if frame else None,
        record.kind,
        _people(site, record.suppliers),
        _people(site, record.recipients),
        _people(site, record.makers),
        _listed(record.equipment),
        _listed(record.items),
        record.ordered,
        record.delivered,
        record.disclosed,
        record.status,
        *_value(record.value),
        *_proof(site, key, record),
    )


def _figure(site: Site, key: RecordKey, record: FigureRecord) -> tuple[Cell, ...]:
    return (
        record.measure,
        site.corpus.registry.measures[record.measure].unit,
        _people(site, (record.subject,)),
        _people(site, (record.object,)) if record.object else None,
        _listed(record.periods),
        *_value(record.value),
        *_proof(site, key, record),
    )


# ------------------------------------------------------------------ cells


def _listed(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def _people(site: Site, refs: Iterable[ActorRef]) -> str | None:
    """Ids, and names of the unnamed as they stand on pages."""
    return _listed(who_link(site, ref).text if isinstance(ref, Unnamed) else ref for ref in refs)


def _value(value: Value | None) -> tuple[Cell, ...]:
    """The number or both ends of the range as reported: what `sense` makes of them is not worked in."""
    if value is None:
        return (None,) * len(VALUE)
    low, high = value.amount if isinstance(value.amount, tuple) else (value.amount, value.amount)
    return _number(low), _number(high), value.currency, value.sense, value.basis, value.wording


def _number(amount: Decimal | None) -> Cell:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _proof(site: Site, key: RecordKey, record: Record) -> tuple[Cell, ...]:
    found = site.evidence[key]
    location = record.at.location
    carriers = (item.source if isinstance(item, Source) else item for item in record.sources)
    return (
        _people(site, (record.by,)) if record.by else None,
        _listed(carriers),
        record.mode,
        key.article,
        _listed(record.quotes),
        "yes" if found.verified else "no",
        f"{location.path}:{location.line}",
    )
