"""The register of arms deals, with the conventions of an arms-transfers register."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.model.records import DealRecord
from site_builder.model.value_types import DealStatus, EventId
from site_builder.pages import counts
from site_builder.pages.arms_figures import arms_figures
from site_builder.pages.choices import deal_kind, status_words
from site_builder.pages.components import (
    Link,
    joined,
    published,
    registry_link,
    short_link,
    who_link,
)
from site_builder.pages.deal_details import DealValue, deal_values, designation
from site_builder.pages.deals_chart import (
    DealDate,
    DealsChart,
    Records,
    deal_charts,
    deal_date,
    records_of_deal,
    without_value,
)
from site_builder.pages.evidence import AnswerView, EvidenceView, denials, evidence_view, happened_on
from site_builder.pages.figure_ways import figure_ways_list, places_of_ways
from site_builder.pages.figures import FigureRow, figure_rows_divided, figure_table, newest_published
from site_builder.pages.heads import Head
from site_builder.pages.item_numbers import deal_numbers, supplied
from site_builder.pages.parts import (
    BOUNDS,
    Bounds,
    Division,
    PartPage,
    Rest,
    always,
    by_event_year,
    cut,
    in_year,
    part_pages,
    weight_of,
)
from site_builder.pages.registers import DEALS, register_head
from site_builder.pages.rows import (
    Table,
    counted_reports,
    event_parts,
    events_of_type,
    filled_columns,
    newest_of,
)
from site_builder.translation.messages import N_, gettext, ngettext

COLUMNS = {
    "values": N_("value"),
    "suppliers": N_("supplier"),
    "recipients": N_("recipient"),
    "ordered_number": N_("number ordered"),
    "designation": N_("designation"),
    "description": N_("description"),
    "ordered": N_("date of the order"),
    "delivered": N_("date of delivery"),
    "delivered_number": N_("number delivered"),
    "disclosed": N_("date of disclosure"),
    "ladder": N_("status"),
}
"""Columns that are left out where no deal fills them, in words."""

LADDER: tuple[DealStatus, ...] = ("possible", "planned", "contracted", "delivered", "completed")
"""The steps of a deal. A cancelled one stands on none."""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """A step of the ladder, and whether the deal has reached it."""

    name: str
    reached: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a deal is, as reported; `rank` sorts. One that is cancelled or disputed stands on no step."""

    status: str
    rank: str
    steps: tuple[LadderStep, ...]


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in the register; what is not known is empty."""

    title: Link
    suppliers: tuple[Link, ...]
    recipients: tuple[Link, ...]
    ordered_number: tuple[Link, ...]
    designation: tuple[Link, ...]
    description: tuple[Link, ...]
    ordered: DealDate | None
    delivered: DealDate | None
    delivered_number: tuple[Link, ...]
    disclosed: DealDate | None
    values: tuple[DealValue, ...]
    ladder: Ladder | None
    overlaps: tuple[Link, ...]
    reports: str
    disputed: bool
    denials: tuple[AnswerView, ...] = ()


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
    """The arms-deals register; `filled` and `supplied` say which columns hold anything."""

    head: Head
    charts: tuple[DealsChart, ...]
    without_value: str
    deals: tuple[DealRow, ...]
    filled: Mapping[str, bool]
    left_out: str
    supplies: tuple[SupplyRow, ...]
    supplied: Mapping[str, bool]
    figures: Table[FigureRow]
    rest: Rest | None = None
    more_supplies: Rest | None = None
    more_figures: Rest | None = None


def deals_divided(site: Site) -> Division[DealRow]:
    """How rows of deals are divided: by year."""
    return Division(
        base="arms-deals/",
        whole="all",
        rows=counts.deals,
        by=N_("by year"),
        group=by_event_year(site),
        weight=lambda row: (
            30
            + 5 * len((*row.values, *row.denials))
            + len((*row.suppliers, *row.recipients, *row.designation))
        ),
    )


SUPPLIES: Division[SupplyRow] = Division(
    base="arms-deals/supplies/",
    name=N_("supply without a deal of its own"),
    rows=counts.supplies,
    by=N_("by year"),
    group=lambda row: in_year(row.when.view.sort if row.when else ""),
    weight=always(34),
)
FIGURES = replace(figure_rows_divided("arms-deals/figures/", N_("figures on the arms trade")), anchor=None)
FEW_DEALS = 24
"""How many deals and supplies, the newest, the charts show where the register is too long for one page."""


def deals_pages(
    site: Site, bounds: Bounds = BOUNDS
) -> Iterator[tuple[str, DealsPage | PartPage[DealRow] | PartPage[SupplyRow] | PartPage[FigureRow]]]:
    """The register with its parts, each page with the name of its template."""
    page, by_year = deals_page(site, bounds), deals_divided(site)
    figures = newest_published(page.figures.rows)
    lists = (weight_of(page.deals, by_year), weight_of(page.supplies, SUPPLIES), weight_of(figures, FIGURES))
    if sum(lists) <= bounds.nodes:
        yield "arms_deals", page
        return
    deals = cut(page.deals, by_year, bounds, bounds.first)
    supplies = cut(page.supplies, SUPPLIES, bounds, bounds.several)
    numbers = cut(figures, FIGURES, bounds, bounds.several)
    yield (
        "arms_deals",
        replace(
            page,
            charts=tuple(deal_charts(site, *_newest_drawn(site, page.deals))),
            without_value=f"{page.without_value} {gettext('The charts show the newest deals only.')}".strip(),
            deals=deals.rows,
            rest=deals.rest,
            supplies=supplies.rows,
            more_supplies=supplies.rest,
            figures=replace(page.figures, rows=numbers.rows),
            more_figures=numbers.rest,
        ),
    )
    yield from part_pages("part_deals", page.head, deals, page.filled)
    yield from part_pages("part_supplies", page.head, supplies, page.supplied)
    yield from part_pages("part_figures_table", page.head, numbers, page.figures.filled)


def _newest_drawn(site: Site, deals: Sequence[DealRow]) -> tuple[list[Event], Records]:
    """The deals of some rows, and the newest supplies, for the charts."""
    drawn = [site.events[EventId(row.title.to.split("/")[1])] for row in deals[:FEW_DEALS]]
    keys = [key for key, record in records_of(site, site.evidence, DealRecord) if record.event is None]
    keys.sort(key=lambda key: published(site, key.article).sort, reverse=True)
    return drawn, tuple(records_of(site, keys[: FEW_DEALS // 4], DealRecord))


def deals_page(site: Site, bounds: Bounds = BOUNDS) -> DealsPage:
    """The arms-deals register: deals that have a page, then supplies without a deal of their own.

    `bounds` say where the ways of its figures are told.
    """
    ways = places_of_ways(figure_ways_list(site, bounds))
    newest = newest_of(site, (deal.id for deal in events_of_type(site, "arms-deal")))
    deals = [site.events[event] for event in newest]
    records = records_of(site, site.evidence, DealRecord)
    supplies = tuple((key, record) for key, record in records if record.event is None)
    supplied = ngettext("{n} statement of general supply", "{n} statements of general supply", len(supplies))
    answer = gettext(
        "{deals} and {supplies}, as the articles report them. Values are never added up: they may overlap.",
        deals=counts.deals(len(deals)),
        supplies=supplied,
    )
    rows = tuple(_deal_row(site, deal) for deal in deals)
    general = [_supply_row(site, key, record) for key, record in supplies]
    general.sort(key=lambda row: row.when.view.sort if row.when else "", reverse=True)
    columns = filled_columns(rows, COLUMNS)
    marked = any(link.basis for row in rows for link in row.description)
    return DealsPage(
        head=register_head(site, DEALS, answer, registry=marked),
        charts=tuple(deal_charts(site, deals, supplies)),
        without_value=without_value(site, deals),
        deals=rows,
        filled=columns,
        left_out=_empty_columns(columns) if rows else "",
        supplies=tuple(general),
        supplied=filled_columns(general, ("designation", "when", "value")),
        figures=figure_table(site, arms_figures(site, deals, (record for _, record in supplies)), ways),
    )


def _empty_columns(columns: Mapping[str, bool]) -> str:
    """Which columns are left out because no article fills them, in words."""
    empty = [gettext(COLUMNS[name]) for name, is_filled in columns.items() if not is_filled]
    if not empty:
        return ""
    return gettext("Columns left out because no article fills them: {columns}.", columns=counts.listed(empty))


# ------------------------------------------------------------------ the register


def _deal_row(site: Site, deal: Event) -> DealRow:
    held = records_of_deal(site, deal)
    records = [record for _, record in held]
    return DealRow(
        title=short_link(site, deal.id),
        suppliers=event_parts(site, deal, "supplier"),
        recipients=event_parts(site, deal, "recipient"),
        ordered_number=deal_numbers(site, held, "ordered_number"),
        designation=designation(site, held),
        description=_description(site, records),
        ordered=deal_date(records, "ordered"),
        delivered=deal_date(records, "delivered"),
        delivered_number=deal_numbers(site, held, "delivered_number"),
        disclosed=deal_date(records, "disclosed"),
        values=deal_values(site, held),
        ladder=_ladder(deal.status),
        overlaps=joined(short_link(site, other) for other in site.overlaps.get(deal.id, ())),
        reports=counted_reports(deal),
        disputed=deal.disputed,
        denials=denials(site, deal),
    )


def _supply_row(site: Site, key: RecordKey, record: DealRecord) -> SupplyRow:
    field = next((name for name in ("delivered", "ordered", "disclosed") if getattr(record, name)), "")
    when = deal_date([record], field) if field else None
    return SupplyRow(
        suppliers=joined(who_link(site, ref) for ref in (*record.suppliers, *record.makers)),
        recipients=joined(who_link(site, ref) for ref in record.recipients),
        designation=supplied(site, record),
        when=when and replace(when, view=happened_on(field, when.view)),
        value=next(iter(deal_values(site, ((key, record),))), None),
        evidence=evidence_view(site, key),
    )


def _description(site: Site, records: Sequence[DealRecord]) -> tuple[Link, ...]:
    """What kind of deal, and of which classes the equipment is, as the editors know."""
    kinds = Link(", ".join(sorted({deal_kind(record.kind) for record in records})))
    known = site.corpus.registry.equipment
    classes = {known[item].class_ for record in records for item in record.systems} - {None}
    names = ", ".join(sorted(known[name].name for name in classes if name))
    return (kinds, Link("; "), registry_link(names)) if names else (kinds,)


def _ladder(status: str) -> Ladder | None:
    if not status:
        return None
    if status not in LADDER:
        return Ladder(status_words(status), "", ())
    reached = LADDER[: LADDER.index(status) + 1]
    steps = tuple(
        LadderStep(status_words(name), reached=name in reached, current=name == status) for name in LADDER
    )
    return Ladder(status_words(status), str(len(reached)), steps)
