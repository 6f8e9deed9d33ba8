"""What the chart of arms deals shows: each worded value with its source, by currency."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.charts.amounts import amount_of
from site_builder.charts.deals import NARROW, WIDE, DealsPicture, DrawnDeal, WordedValue, deals_picture
from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.merging.amounts import TIV, unit_name, unit_path
from site_builder.merging.fields import narrowest
from site_builder.model import edtf
from site_builder.model.records import DealRecord
from site_builder.pages.components import DateView, dated, outlet, plain_text, published
from site_builder.pages.evidence import credit, deal_says, happened_on, proof_link
from site_builder.pages.registers import DEALS, path_of
from site_builder.pages.taking import VALUE_COLUMNS, Taken, value_rows
from site_builder.translation.messages import gettext, ngettext

DATES = ("disclosed", "ordered", "delivered")
"""Dates of a deal; the first that anybody gives places it in the chart."""


@dataclass(frozen=True, slots=True)
class DealDate:
    """A date in the register; an uncertain one, or one on which reports differ, stands in brackets."""

    view: DateView
    uncertain: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class DealsChart:
    """The worded values in one currency, in both pictures; `id` is its anchor."""

    id: str
    label: str
    wide: DealsPicture
    narrow: DealsPicture
    taken: Taken


Records = tuple[tuple[RecordKey, DealRecord], ...]


def records_of_deal(site: Site, deal: Event) -> Records:
    """All records of a deal, in the order of its reports."""
    return tuple(records_of(site, deal.records, DealRecord))


def deal_date(records: Iterable[DealRecord], field: str) -> DealDate | None:
    """The narrowest date that no report contradicts, as a day, month or year where it is one."""
    dates = [edtf.parse(value) for record in records if (value := getattr(record, field))]
    if not dates:
        return None
    best, disputed = narrowest(dates)
    loose = best.uncertain or best.approximate or (best.kind == "set" and not best.every)
    return DealDate(dated(best), disputed or loose, disputed)


def deal_charts(site: Site, deals: Iterable[Event], supplies: Records) -> Iterator[DealsChart]:
    """A chart for each currency in which a value is worded, and for SIPRI's trend-indicator values."""
    entries = [*(_deal(site, deal) for deal in deals), *(_supply(site, *supply) for supply in supplies)]
    currencies = sorted({currency for _, values in entries for currency in values})
    for currency in currencies:
        drawn = [replace(deal, values=values[currency]) for deal, values in entries if currency in values]
        named = {deal.id for deal in drawn}
        beside = [
            replace(deal, when=gettext("{when}; no value reported", when=deal.when))
            for deal, values in entries
            if not values and deal.overlaps & named
        ]
        yield _chart([*drawn, *beside], currency)


def _chart(deals: Sequence[DrawnDeal], currency: str) -> DealsChart:
    name, label = f"values-{unit_path(currency)}" if currency else "values-plain", _label(currency)
    wide = deals_picture(deals, WIDE, currency)
    by_time = sorted(deals, key=lambda deal: (deal.opening, deal.id))
    taken = Taken(
        kind="deals",
        path=f"{name}/",
        at=f"#{name}",
        title=label,
        says=gettext(
            "One bar for each value, as an article words it, in order of the date on which the deal was "
            "disclosed, or else ordered or delivered. Nothing is added up."
        ),
        height=wide.height,
        columns=VALUE_COLUMNS,
        rows=tuple(value_rows(by_time)),
    )
    return DealsChart(name, label, wide, deals_picture(deals, NARROW, currency), taken.on(path_of(DEALS)))


def _label(unit: str) -> str:
    if unit == TIV:
        return gettext("Values of arms deals, SIPRI's trend-indicator values (TIV), which are no prices")
    return gettext("Values of arms deals, {unit}", unit=unit) if unit else gettext("Values of arms deals")


Values = Mapping[str, tuple[WordedValue, ...]]
"""Worded values by currency, an empty one where none is given."""


def _deal(site: Site, deal: Event) -> tuple[DrawnDeal, Values]:
    records = records_of_deal(site, deal)
    when, opening = _when([record for _, record in records])
    drawn = DrawnDeal(
        id=deal.id,
        title=deal.frame.short or deal.frame.title,
        to=f"events/{deal.id}/",
        when=when,
        opening=opening,
        overlaps=frozenset(site.overlaps.get(deal.id, ())),
        values=(),
    )
    return drawn, _worded_values(site, records)


def _supply(site: Site, key: RecordKey, record: DealRecord) -> tuple[DrawnDeal, Values]:
    when, opening = _when([record])
    drawn = DrawnDeal(
        id=f"{key.article}-{key.index}",
        title=plain_text(deal_says(site, record)),
        to=proof_link(site, key).to,
        when=gettext("{when}; supply without a deal of its own", when=when),
        opening=opening,
        overlaps=frozenset(),
        values=(),
    )
    return drawn, _worded_values(site, ((key, record),))


def _when(records: Iterable[DealRecord]) -> tuple[str, int]:
    """When a deal became known, else was ordered or delivered, in words; and the day it is sorted by."""
    held = list(records)
    for field in DATES:
        if date := deal_date(held, field):
            return happened_on(field, date.view).words, edtf.sort_key(edtf.parse(date.view.edtf))[0]
    return gettext("no date given"), edtf.sort_key(None)[0]


def _worded_values(site: Site, records: Records) -> Values:
    values: dict[str, list[WordedValue]] = defaultdict(list)
    for key, record in records:
        if record.value:
            said = plain_text(credit(site, site.evidence[key])) if record.by or record.via else ""
            values[unit_name(record.value)].append(
                WordedValue(
                    wording=record.value.wording,
                    source=", ".join(
                        filter(None, (outlet(site, key.article), published(site, key.article).words, said))
                    ),
                    to=proof_link(site, key).to,
                    amount=amount_of(record.value),
                )
            )
    return {currency: tuple(worded) for currency, worded in values.items()}


def without_value(site: Site, deals: Iterable[Event]) -> str:
    """How many deals nobody gives a value of, in words; nothing where there is none."""
    silent = [deal for deal in deals if not _worded_values(site, records_of_deal(site, deal))]
    if not silent:
        return ""
    return ngettext(
        "No article gives a value for {n} deal.", "No article gives a value for {n} deals.", len(silent)
    )
