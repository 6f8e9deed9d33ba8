"""What a deal was in, for how much and when, as articles word it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.linking.indices import classes
from site_builder.linking.site import Event, RecordKey, Site
from site_builder.merging.amounts import range_of
from site_builder.merging.counts import FIELDS
from site_builder.model.quantities import Value
from site_builder.model.value_types import ArticleId, EquipmentId
from site_builder.pages.compared_reports import BASES, NUMBERS
from site_builder.pages.components import (
    Fact,
    Link,
    item_in_text,
    joined,
    name_link,
    plain_text,
    separated,
    with_numbers,
)
from site_builder.pages.deals_chart import Records, deal_date, records_of_deal
from site_builder.pages.evidence import outlet_link
from site_builder.pages.item_numbers import item_numbers, numbers_by_record
from site_builder.pages.rows import DEAL_DATES, event_parts


@dataclass(frozen=True, slots=True)
class DealValue:
    """A value as articles word it, with its basis where that is known; an uncertain one in brackets.

    `sources` names the outlets that word it so, each with a link to the words.
    """

    wording: str
    basis: str
    uncertain: bool
    sources: tuple[Link, ...]


def deal_values(site: Site, records: Records) -> tuple[DealValue, ...]:
    """Each wording of a deal's value, with who has it, in the order of the reports."""
    by_wording: dict[tuple[str, str], list[tuple[RecordKey, Value]]] = defaultdict(list)
    for key, record in records:
        if record.value:
            by_wording[record.value.wording, BASES.get(record.value.basis, "")].append((key, record.value))
    return tuple(
        DealValue(
            wording=f"“{wording}”",
            basis=basis,
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
    """The outlets of some records, each once, with a link to its words."""
    first = {key.article: key for key in reversed(keys)}
    return joined(outlet_link(site, first[article], words) for article in reversed(first))


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
            yield field, f"{date.view.words}{', disputed' if date.disputed else ''}"


# ------------------------------------------------------------------ on the deal's own page


def deal_lede(site: Site, deal: Event, status: str) -> tuple[Link, ...]:
    """What was dealt in, when, between whom, for how much: without a full stop."""
    records = records_of_deal(site, deal)
    when = ", ".join(f"{field} {words}" for field, words in deal_dates(records))
    said = ", ".join(filter(None, (f"Arms deal{f' ({status})' if status else ''}", when)))
    return (Link(f"{said}: "), *_between(site, deal, records), *_worth(deal_values(site, records)))


def _between(site: Site, deal: Event, records: Records) -> tuple[Link, ...]:
    """What was dealt in, from whom to whom."""
    is_upgrade = {record.kind for _, record in records} == {"upgrade"}
    of, by, to = ("upgrade of ", " by ", " for ") if is_upgrade else ("", " from ", " to ")
    return (
        *([Link(of)] if of else []),
        *(_goods_by_article(site, records) or (Link("arms not described"),)),
        Link(by),
        *(event_parts(site, deal, "supplier") or (Link("a supplier not named"),)),
        Link(to),
        *(event_parts(site, deal, "recipient") or (Link("a recipient not named"),)),
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
    return separated((with_numbers(items, numbers) for items in own), " or ")


def _covered(site: Site, names: Iterable[str]) -> frozenset[str]:
    """Things, and the classes of those that are registered equipment."""
    known = site.corpus.registry.equipment
    items = [EquipmentId(name) for name in names if name in known]
    return frozenset({*names, *(outer for item in items for outer in classes(site.corpus, item))})


def _worth(values: Sequence[DealValue]) -> tuple[Link, ...]:
    """The value in each wording, with its article; trend-indicator values apart, as they are no prices."""
    if not values:
        return (Link("; no article gives a value"),)
    prices = [value for value in values if value.basis != BASES["tiv"]]
    indicated = [value for value in values if value.basis == BASES["tiv"]]
    return (*_worded_run(", for ", prices), *_worded_run(f"; {BASES['tiv']} ", indicated))


def _worded_run(leading: str, values: Iterable[DealValue]) -> Iterator[Link]:
    for number, value in enumerate(values):
        yield Link(" or " if number else leading)
        yield from (Link(f"{value.wording} ("), *value.sources, Link(")"))


def deal_brief(site: Site, deal: Event, status: str) -> str:
    """The same in fewer words: the values, how it stands, when, and what from whom to whom."""
    records = records_of_deal(site, deal)
    values = " or ".join(dict.fromkeys(_brief_value(value) for value in deal_values(site, records)))
    dates = (f"{field} {words}" for field, words in deal_dates(records))
    dealt = plain_text(_between(site, deal, records))
    return "; ".join(filter(None, (values or "no value reported", status, ", ".join(dates), dealt)))


def _brief_value(value: DealValue) -> str:
    return f"{value.basis} {value.wording}" if value.basis == BASES["tiv"] else value.wording


def deal_facts(site: Site, deal: Event) -> Iterator[Fact]:
    """When a deal was what, what it was in and for how much, each wording with its articles."""
    records = records_of_deal(site, deal)
    for field, words in deal_dates(records):
        yield Fact(field.capitalize(), (Link(words),))
    values = deal_values(site, records)
    worded = ((Link(f"{v.wording}{f', {v.basis}' if v.basis else ''}"), v.sources) for v in values)
    yield Fact("Value, as worded", _each(worded) or (Link("not reported"),))
    named = ((item, _sources(site, keys)) for item, keys in goods(site, records).items())
    yield Fact("Equipment, as named", _each(named) or (Link("not reported"),))
    for field in FIELDS:
        counted = (
            (said, _sources(site, keys)) for said, keys in numbers_by_record(site, records, field).items()
        )
        if numbers := _each(counted):
            yield Fact(NUMBERS[field], numbers)


def _each(named: Iterable[tuple[Link, Sequence[Link]]]) -> tuple[Link, ...]:
    """Things, each with who names them: `a (A and B); b (B)`."""
    return separated((said, Link(" ("), *sources, Link(")")) for said, sources in named)
