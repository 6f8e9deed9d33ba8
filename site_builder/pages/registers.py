"""The registers: visits with who met whom, arms deals, and figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from site_builder.linking import Event, RecordKey, Site, records_of, source_id
from site_builder.model import ActorRef, DealRecord, FigureRecord, Met, Unnamed, VisitRecord
from site_builder.pages.events import deal_values, value_words
from site_builder.pages.facets import REGISTER
from site_builder.pages.parts import (
    DateView,
    EvidenceView,
    Head,
    Link,
    date_view,
    dated,
    event_link,
    evidence_view,
    joined,
    name_link,
    part_link,
    place_link,
    who_link,
)
from site_builder.pages.rows import STATUS_WORDS, count, counted_reports, newest_events

UNKNOWN = ".."
"""Convention of the arms-transfers registers: not known."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in the register."""

    title: Link
    when: DateView | None
    visitors: tuple[Link, ...]
    place: Link | None
    met: tuple[Link, ...]
    status: str
    reports: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A visitor, somebody they met, and the visits on which they did."""

    visitor: Link
    met: Link
    visits: tuple[Link, ...]
    status: str


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The register of visits."""

    head: Head
    rows: tuple[VisitRow, ...]
    meetings: tuple[MeetingRow, ...]


@dataclass(frozen=True, slots=True)
class WordedValue:
    """A value as one article words it."""

    wording: str
    article: Link


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in the register; dates not known are `..`."""

    title: Link
    suppliers: tuple[Link, ...]
    recipients: tuple[Link, ...]
    goods: tuple[Link, ...]
    kind: str
    ordered: DateView | None
    delivered: DateView | None
    disclosed: DateView | None
    values: tuple[WordedValue, ...]
    status: str
    overlaps: tuple[Link, ...]
    reports: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """Supply of arms that no deal of its own is known for."""

    suppliers: tuple[Link, ...]
    recipients: tuple[Link, ...]
    goods: tuple[Link, ...]
    delivered: DateView | None
    value: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class DealsPage:
    """The arms-deals register."""

    head: Head
    deals: tuple[DealRow, ...]
    supplies: tuple[SupplyRow, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One reported number."""

    measure: str
    unit: str
    subject: Link
    object: Link | None
    wording: str
    sort: str
    periods: str
    period_sort: str
    source: tuple[Link, ...]
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All figures, by measure."""

    head: Head
    rows: tuple[FigureRow, ...]


def register_pages(site: Site) -> Iterator[tuple[str, VisitsPage | DealsPage | FiguresPage]]:
    """The three registers, each with the name of its template."""
    yield "visits", visits_page(site)
    yield "arms_deals", deals_page(site)
    yield "figures", figures_page(site)


# ------------------------------------------------------------------ visits


def visits_page(site: Site) -> VisitsPage:
    """The register of visits, newest first, and who met whom."""
    visits = [site.events[event] for event in newest_events(site, "visit")]
    answer = Link(
        f"{count(len(visits), 'visit')} that the articles report: who went where, when, and whom they met."
    )
    head = Head("visits/", "Visits", "", (answer,), "explore", (), answer.text, wide=True, search=REGISTER)
    return VisitsPage(head, tuple(_visit_row(site, visit) for visit in visits), _meetings(site, visits))


def _visit_row(site: Site, visit: Event) -> VisitRow:
    return VisitRow(
        title=event_link(site, visit.id),
        when=dated(visit.date) if visit.date else None,
        visitors=_parts(site, visit, "visitor"),
        place=place_link(site, visit.place) if visit.place else None,
        met=_parts(site, visit, "met", "host"),
        status=STATUS_WORDS.get(visit.status, visit.status),
        reports=counted_reports(visit),
    )


def _parts(site: Site, event: Event, *roles: str) -> tuple[Link, ...]:
    links = {
        link.text: link for part in event.parts if part.role in roles for link in [part_link(site, part)]
    }
    return joined(links.values())


def _meetings(site: Site, visits: Iterable[Event]) -> tuple[MeetingRow, ...]:
    """Pairs of a visitor and somebody met; somebody unnamed is never the same as on another visit."""
    met: dict[tuple[str, ...], MeetingRow] = {}
    for visit in visits:
        on = event_link(site, visit.id)
        keys = (key for report in visit.reports for key in report.records)
        for _, record in records_of(site, keys, VisitRecord):
            for visitor, other in product(record.visitors, map(_actor, record.met)):
                unnamed = isinstance(visitor, Unnamed) or isinstance(other, Unnamed)
                pair = who_link(site, visitor), who_link(site, other)
                key = (pair[0].text, pair[1].text, visit.id if unnamed else "")
                known = met.get(key)
                days = tuple(dict.fromkeys((*(known.visits if known else ()), on)))
                met[key] = MeetingRow(*pair, days, STATUS_WORDS.get(record.status, record.status))
    rows = (replace(row, visits=joined(row.visits)) for row in met.values())
    return tuple(sorted(rows, key=lambda row: (row.visitor.text, row.met.text)))


def _actor(ref: ActorRef | Met) -> ActorRef:
    return ref.actor if isinstance(ref, Met) else ref


# ------------------------------------------------------------------ arms deals


def deals_page(site: Site) -> DealsPage:
    """The arms-deals register: deals that have a page, then supplies without a deal of their own."""
    deals = [site.events[event] for event in newest_events(site, "arms-deal")]
    records = records_of(site, site.evidence, DealRecord)
    supplies = [(key, record) for key, record in records if record.event is None]
    answer = Link(
        f"{count(len(deals), 'deal')} and {count(len(supplies), 'statement')} of general supply, "
        "as the articles report them. Values are never added up: they may overlap."
    )
    head = Head(
        "arms-deals/", "Arms deals", "", (answer,), "arms-deals", (), answer.text, wide=True, search=REGISTER
    )
    rows = [_supply_row(site, key, record) for key, record in supplies]
    rows.sort(key=lambda row: row.delivered.sort if row.delivered else "", reverse=True)
    return DealsPage(head, tuple(_deal_row(site, deal) for deal in deals), tuple(rows))


def _deal_records(site: Site, deal: Event) -> list[DealRecord]:
    keys = (key for report in deal.reports for key in report.records)
    return [record for _, record in records_of(site, keys, DealRecord)]


def _deal_row(site: Site, deal: Event) -> DealRow:
    records = _deal_records(site, deal)
    back = {e for e, other in site.events.items() if deal.id in other.frame.may_overlap}
    return DealRow(
        title=event_link(site, deal.id),
        suppliers=_parts(site, deal, "supplier"),
        recipients=_parts(site, deal, "recipient"),
        goods=_goods(site, records),
        kind=", ".join(sorted({record.kind for record in records})),
        ordered=_first(records, "ordered"),
        delivered=_first(records, "delivered"),
        disclosed=_first(records, "disclosed"),
        values=tuple(WordedValue(words, article) for words, article in deal_values(site, deal)),
        status=deal.status,
        overlaps=joined(event_link(site, e) for e in sorted({*deal.frame.may_overlap, *back})),
        reports=counted_reports(deal),
        disputed=bool(deal.conflicts or deal.disputed_by),
    )


def _first(records: Iterable[DealRecord], field: str) -> DateView | None:
    return next((date_view(value) for record in records if (value := getattr(record, field))), None)


def _goods(site: Site, records: Iterable[DealRecord]) -> tuple[Link, ...]:
    goods: dict[str, Link] = {}
    for record in records:
        for item in record.equipment:
            link = name_link(site, item)
            goods[link.text] = link
        goods.update((item, Link(item)) for item in record.items)
    return joined(goods.values())


def _supply_row(site: Site, key: RecordKey, record: DealRecord) -> SupplyRow:
    return SupplyRow(
        suppliers=joined(who_link(site, ref) for ref in (*record.suppliers, *record.makers)),
        recipients=joined(who_link(site, ref) for ref in record.recipients),
        goods=_goods(site, [record]),
        delivered=date_view(record.delivered or record.ordered or record.disclosed),
        value=value_words(record.value) if record.value else "",
        evidence=evidence_view(site, key),
    )


# ------------------------------------------------------------------ figures


def figures_page(site: Site) -> FiguresPage:
    """All figures, by what they measure, each as reported."""
    rows = [_figure_row(site, key, record) for key, record in records_of(site, site.evidence, FigureRecord)]
    rows.sort(key=lambda row: (row.measure, row.period_sort, row.subject.text))
    answer = Link(
        f"{count(len(rows), 'figure')} that the articles give, as worded there, by what they measure. "
        "Figures of other years, sources or measures are not compared."
    )
    head = Head("figures/", "Figures", "", (answer,), "explore", (), answer.text, wide=True, search=REGISTER)
    return FiguresPage(head, tuple(rows))


def _figure_row(site: Site, key: RecordKey, record: FigureRecord) -> FigureRow:
    periods = [view for period in record.periods if (view := date_view(period))]
    amount = record.value.amount[0] if isinstance(record.value.amount, tuple) else record.value.amount
    source = [name_link(site, source_id(item)) for item in record.sources]
    if record.by:
        source.insert(0, who_link(site, record.by))
    measure = site.corpus.registry.measures[record.measure]
    return FigureRow(
        measure=measure.name,
        unit=measure.unit,
        subject=who_link(site, record.subject),
        object=who_link(site, record.object) if record.object else None,
        wording=record.value.wording,
        sort=str(amount or ""),
        periods=" and ".join(view.words for view in periods),
        period_sort=periods[0].sort if periods else "",
        source=joined(source),
        evidence=evidence_view(site, key),
    )
