"""What a deal was in, for how much and when, as articles word it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.indices import classes
from site_builder.linking.site import Event, RecordKey, Site
from site_builder.merging.amounts import range_of
from site_builder.merging.counts import FIELDS
from site_builder.model.quantities import Value
from site_builder.model.value_types import ArticleId, Basis, EquipmentId
from site_builder.pages.choices import DATED_DEALS, NUMBERS, STAGES_OF_DEALS, basis_words
from site_builder.pages.components import (
    Fact,
    Link,
    item_in_text,
    joined,
    name_link,
    plain_text,
    quoted_words,
    separated,
    with_numbers,
)
from site_builder.pages.deals_chart import Records, deal_date, records_of_deal
from site_builder.pages.evidence import origin_link, outlet_link
from site_builder.pages.item_numbers import item_numbers, numbers_by_record
from site_builder.pages.rows import DEAL_DATES, event_parts
from site_builder.pages.sentences import linked
from site_builder.translation.messages import gettext, joints


@dataclass(frozen=True, slots=True)
class DealValue:
    """A value as articles word it, with its basis where that is known; an uncertain one in brackets.

    `sources` names who words it so in which outlet, each with a link to the words. A trend-indicator value
    `is_price` of nothing.
    """

    wording: str
    basis: str
    uncertain: bool
    is_price: bool
    sources: tuple[Link, ...]


def deal_values(site: Site, records: Records) -> tuple[DealValue, ...]:
    """Each wording of a deal's value, with who has it, in the order of the reports."""
    by_wording: dict[tuple[str, Basis | None], list[tuple[RecordKey, Value]]] = defaultdict(list)
    for key, record in records:
        if record.value:
            by_wording[record.value.wording, record.value.basis].append((key, record.value))
    return tuple(
        DealValue(
            wording=quoted_words(wording),
            basis=basis_words(basis),
            is_price=basis != "tiv",
            uncertain=_uncertain(held[0][1]),
            sources=_sources(site, [key for key, _ in held], wording),
        )
        for (wording, basis), held in by_wording.items()
    )


def _uncertain(value: Value) -> bool:
    """Whether a value is anything but one number."""
    reach = range_of(value)
    return reach is None or reach.low != reach.high


def _sources(site: Site, keys: Sequence[RecordKey], words: str = "") -> tuple[Link, ...]:
    """Who gives what records say: each outlet, or `origin, in outlet`, once, with a link to its words."""
    first: dict[str, Link] = {}
    for key in keys:
        found = _source(site, key, words)
        first.setdefault(found.text, found)
    are_outlets = first.keys() <= {outlet_link(site, key).text for key in keys}
    return joined(first.values()) if are_outlets else separated((found,) for found in first.values())


def _source(site: Site, key: RecordKey, words: str) -> Link:
    link, origin = outlet_link(site, key, words), origin_link(site, site.evidence[key].origin).text
    if origin == link.text:
        return link
    return replace(link, text=gettext("{origin}, in {outlet}", origin=origin, outlet=link.text))


def goods(site: Site, records: Records) -> Mapping[Link, Sequence[RecordKey]]:
    """What is dealt in, with the records that say so: registered equipment, then goods as described."""
    by_name: dict[Link, list[RecordKey]] = defaultdict(list)
    for key, record in records:
        for item in record.systems:
            by_name[name_link(site, item)].append(key)
    for key, record in records:
        for described in record.goods:
            by_name[Link(described)].append(key)
    return by_name


def designation(site: Site, records: Records) -> tuple[Link, ...]:
    """What is dealt in, as running text."""
    return joined(goods(site, records))


def deal_dates(records: Records) -> Iterator[tuple[str, str]]:
    """When a deal was ordered, delivered and disclosed, as far as anybody says, in words."""
    held = [record for _, record in records]
    for field in DEAL_DATES:
        if date := deal_date(held, field):
            words = date.view.words
            yield field, gettext("{date}, disputed", date=words) if date.disputed else words


# ------------------------------------------------------------------ on the deal's own page


def deal_lede(site: Site, deal: Event, status: str) -> tuple[Link, ...]:
    """What was dealt in, when, between whom, for how much: without a full stop."""
    records = records_of_deal(site, deal)
    kind = gettext("Arms deal ({status})", status=status) if status else gettext("Arms deal")
    said = ", ".join(filter(None, (kind, _dates(records))))
    return (Link(f"{said}: "), *_worth(_between(site, deal, records), deal_values(site, records)))


def _dates(records: Records) -> str:
    return ", ".join(gettext(DATED_DEALS[field], date=words) for field, words in deal_dates(records))


def _between(site: Site, deal: Event, records: Records) -> tuple[Link, ...]:
    """What was dealt in, from whom to whom."""
    is_upgrade = {record.kind for _, record in records} == {"upgrade"}
    if is_upgrade:
        said = gettext("upgrade of {goods} by {suppliers} for {recipients}")
    else:
        said = gettext("{goods} from {suppliers} to {recipients}")
    return linked(
        said,
        goods=_goods_by_article(site, records) or gettext("arms not described"),
        suppliers=event_parts(site, deal, "supplier") or gettext("a supplier not named"),
        recipients=event_parts(site, deal, "recipient") or gettext("a recipient not named"),
    )


def _goods_by_article(site: Site, records: Records) -> tuple[Link, ...]:
    """What is dealt in as each article names it, where one names other things than the others."""
    named: dict[ArticleId, dict[str, Link]] = defaultdict(dict)
    for key, record in records:
        named[key.article] |= {item: item_in_text(site, item) for item in record.systems}
        named[key.article] |= {described: Link(described) for described in record.goods}
    lists = {frozenset(items): items for items in named.values() if items}
    numbers = item_numbers(site, records)
    own = (
        items
        for names, items in lists.items()
        if not any(names <= _covered(site, others) for others in lists if others != names)
    )
    return separated((with_numbers(items, numbers) for items in own), joints("or")[1])


def _covered(site: Site, names: Iterable[str]) -> frozenset[str]:
    """Things, and the classes of those that are registered equipment."""
    known = site.corpus.registry.equipment
    items = [EquipmentId(name) for name in names if name in known]
    return frozenset({*names, *(outer for item in items for outer in classes(site.corpus, item))})


def _worth(dealt: tuple[Link, ...], values: Sequence[DealValue]) -> tuple[Link, ...]:
    """A deal with its value in each wording; trend-indicator values apart, as they are no prices."""
    if not values:
        return linked(gettext("{deal}; no article gives a value"), deal=dealt)
    if prices := _worded([value for value in values if value.is_price]):
        dealt = linked(gettext("{deal}, for {value}"), deal=dealt, value=prices)
    if indicated := _worded([value for value in values if not value.is_price]):
        dealt = linked(gettext("{deal}; trend-indicator value {value}"), deal=dealt, value=indicated)
    return dealt


def _worded(values: Iterable[DealValue]) -> tuple[Link, ...]:
    """Wordings, each with its sources: `“12 million” (A) or “13 million” (B)`."""
    runs = ((Link(f"{value.wording} ("), *value.sources, Link(")")) for value in values)
    return separated(runs, joints("or")[1])


def deal_brief(site: Site, deal: Event, status: str) -> str:
    """The same in fewer words: the values, how it stands, when, and what from whom to whom."""
    records = records_of_deal(site, deal)
    worded = dict.fromkeys(_brief_value(value) for value in deal_values(site, records))
    values = joints("or")[1].join(worded) or gettext("no value reported")
    dealt = plain_text(_between(site, deal, records))
    return "; ".join(filter(None, (values, status, _dates(records), dealt)))


def _brief_value(value: DealValue) -> str:
    if value.is_price:
        return value.wording
    return gettext("trend-indicator value {value}", value=value.wording)


def deal_facts(site: Site, deal: Event) -> Iterator[Fact]:
    """When a deal was what, what it was in and for how much, each wording with its articles."""
    records = records_of_deal(site, deal)
    for field, words in deal_dates(records):
        yield Fact(gettext(STAGES_OF_DEALS[field]), (Link(words),))
    values = deal_values(site, records)
    worded = (((Link(f"{v.wording}{f', {v.basis}' if v.basis else ''}"),), v.sources) for v in values)
    yield Fact(gettext("Value, as worded"), _each(worded) or (Link(gettext("not reported")),))
    named: dict[tuple[Link, ...], list[Link]] = defaultdict(list)
    for item, keys in goods(site, records).items():
        named[_sources(site, keys)].append(item)
    together = ((separated((item,) for item in items), sources) for sources, items in named.items())
    yield Fact(gettext("Equipment, as named"), _each(together) or (Link(gettext("not reported")),))
    for field in FIELDS:
        counted = (
            ((said,), _sources(site, keys)) for said, keys in numbers_by_record(site, records, field).items()
        )
        if numbers := _each(counted):
            yield Fact(gettext(NUMBERS[field]), numbers)


def _each(named: Iterable[tuple[Sequence[Link], Sequence[Link]]]) -> tuple[Link, ...]:
    """Things, each with who names them: `a (A and B); b (B)`."""
    return separated((*said, Link(" ("), *sources, Link(")")) for said, sources in named)
