"""The register of arms deals, with the conventions of an arms-transfers register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.amounts import range_of
from site_builder.model import DealRecord, DealStatus, Value
from site_builder.pages.accounts import BASES
from site_builder.pages.deals_chart import (
    DealDate,
    DealsChart,
    deal_charts,
    deal_date,
    records_of_deal,
    without_value,
)
from site_builder.pages.evidence import EvidenceView, evidence_view, proof_link
from site_builder.pages.parts import (
    Head,
    Link,
    event_link,
    joined,
    known_link,
    name_link,
    register_head,
    who_link,
)
from site_builder.pages.rows import count, counted_reports, event_parts, newest_events
from site_builder.site import Event, RecordKey, Site, records_of

LADDER: tuple[DealStatus, ...] = ("possible", "planned", "contracted", "delivered", "completed")
"""The steps of a deal. A cancelled one stands on none."""


@dataclass(frozen=True, slots=True)
class DealValue:
    """A value as one article words it, with its basis where that is known; an uncertain one in brackets."""

    wording: str
    basis: str
    uncertain: bool
    article: Link


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder, and whether the deal has reached it."""

    name: str
    reached: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a deal is, as reported; `rank` sorts. One that is cancelled or disputed stands on no step."""

    status: str
    rank: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in the register; what is not known is empty."""

    title: Link
    suppliers: tuple[Link, ...]
    recipients: tuple[Link, ...]
    designation: tuple[Link, ...]
    description: tuple[Link, ...]
    ordered: DealDate | None
    delivered: DealDate | None
    disclosed: DealDate | None
    values: tuple[DealValue, ...]
    ladder: Ladder | None
    overlaps: tuple[Link, ...]
    reports: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """Supply of arms that no deal of its own is known for."""

    suppliers: tuple[Link, ...]
    recipients: tuple[Link, ...]
    designation: tuple[Link, ...]
    when: DealDate | None
    value: DealValue | None
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class DealsPage:
    """The arms-deals register."""

    head: Head
    charts: tuple[DealsChart, ...]
    without_value: str
    deals: tuple[DealRow, ...]
    supplies: tuple[SupplyRow, ...]


def deals_page(site: Site) -> DealsPage:
    """The arms-deals register: deals that have a page, then supplies without a deal of their own."""
    deals = [site.events[event] for event in newest_events(site, "arms-deal")]
    records = records_of(site, site.evidence, DealRecord)
    supplies = tuple((key, record) for key, record in records if record.event is None)
    answer = (
        f"{count(len(deals), 'deal')} and {count(len(supplies), 'statement')} of general supply, "
        "as the articles report them. Values are never added up: they may overlap."
    )
    rows = [_supply_row(site, key, record) for key, record in supplies]
    rows.sort(key=lambda row: row.when.view.sort if row.when else "", reverse=True)
    listed = tuple(_deal_row(site, deal) for deal in deals)
    marked = any(link.basis for row in listed for link in row.description)
    return DealsPage(
        head=register_head("arms-deals/", "Arms deals", "arms-deals", answer, registry=marked),
        charts=tuple(deal_charts(site, deals, supplies)),
        without_value=without_value(site, deals),
        deals=listed,
        supplies=tuple(rows),
    )


# ------------------------------------------------------------------ the register


def _deal_row(site: Site, deal: Event) -> DealRow:
    held = records_of_deal(site, deal)
    records = [record for _, record in held]
    values = {(view.wording, view.basis): view for key, record in held for view in _values(site, key, record)}
    return DealRow(
        title=event_link(site, deal.id),
        suppliers=event_parts(site, deal, "supplier"),
        recipients=event_parts(site, deal, "recipient"),
        designation=_designation(site, records),
        description=_description(site, records),
        ordered=deal_date(records, "ordered"),
        delivered=deal_date(records, "delivered"),
        disclosed=deal_date(records, "disclosed"),
        values=tuple(values.values()),
        ladder=_ladder(deal.status),
        overlaps=joined(event_link(site, other) for other in site.overlaps.get(deal.id, ())),
        reports=counted_reports(deal),
        disputed=deal.disputed,
    )


def _supply_row(site: Site, key: RecordKey, record: DealRecord) -> SupplyRow:
    field = next((name for name in ("delivered", "ordered", "disclosed") if getattr(record, name)), "")
    return SupplyRow(
        suppliers=joined(who_link(site, ref) for ref in (*record.suppliers, *record.makers)),
        recipients=joined(who_link(site, ref) for ref in record.recipients),
        designation=_designation(site, [record]),
        when=deal_date([record], field) if field else None,
        value=next(_values(site, key, record), None),
        evidence=evidence_view(site, key),
    )


def _designation(site: Site, records: Sequence[DealRecord]) -> tuple[Link, ...]:
    """What is dealt in: registered equipment, then goods in the annotators' words."""
    known = (name_link(site, item) for record in records for item in record.equipment)
    goods = (Link(item) for record in records for item in record.items)
    return joined(dict.fromkeys((*known, *goods)))


def _description(site: Site, records: Sequence[DealRecord]) -> tuple[Link, ...]:
    """What kind of deal, and of which classes the equipment is, as the editors know."""
    kinds = Link(", ".join(sorted({record.kind for record in records})))
    known = site.corpus.registry.equipment
    classes = {known[item].class_ for record in records for item in record.equipment} - {None}
    names = ", ".join(sorted(known[name].name for name in classes if name))
    return (kinds, Link("; "), known_link(names)) if names else (kinds,)


def _values(site: Site, key: RecordKey, record: DealRecord) -> Iterator[DealValue]:
    if record.value:
        yield DealValue(
            wording=f"“{record.value.wording}”",
            basis=BASES.get(record.value.basis, ""),
            uncertain=_uncertain(record.value),
            article=proof_link(site, key),
        )


def _uncertain(value: Value) -> bool:
    """Whether a value is anything but one number."""
    reach = range_of(value)
    return reach is None or reach.low != reach.high


def _ladder(status: str) -> Ladder | None:
    if not status:
        return None
    if status not in LADDER:
        return Ladder(status, "", ())
    reached = LADDER[: LADDER.index(status) + 1]
    steps = tuple(Step(name, reached=name in reached, current=name == status) for name in LADDER)
    return Ladder(status, str(len(reached)), steps)
