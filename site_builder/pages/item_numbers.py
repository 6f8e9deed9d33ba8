"""How many of which item deals were about: in the register, on a deal's own page, on that of the item."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.merging.counts import (
    FIELDS,
    Numbered,
    count_words,
    is_exact,
    numbered,
    numbers_words,
    stage_words,
)
from site_builder.merging.reports import ReportToMerge, merged_numbers
from site_builder.merging.verdicts import Merged
from site_builder.model import edtf
from site_builder.model.records import DealRecord
from site_builder.model.value_types import EquipmentId
from site_builder.pages.components import (
    Link,
    joined,
    joined_runs,
    name_link,
    short_link,
    who_link,
    with_numbers,
)
from site_builder.pages.deals_chart import Records
from site_builder.pages.evidence import outlet_link
from site_builder.pages.rows import Table, table
from site_builder.translation.messages import gettext, joints


def deal_numbers(site: Site, records: Records, field: str) -> tuple[Link, ...]:
    """How many of each item, in brackets where that is uncertain or sources differ.

    The one item that a deal is about is not named again.
    """
    named = {item for _, record in records for item in (*record.systems, *record.goods)}
    merged = _merged_numbers(site, records, field)
    if len(named) == 1:
        return tuple(Link(_in_register(found)) for found in merged.values())
    return joined_runs(
        (Link(f"{_in_register(found)} "), name_link(site, item)) for item, found in merged.items()
    )


def item_numbers(site: Site, records: Records) -> Mapping[str, str]:
    """How many of each item were ordered and delivered, in words: `12 or 10 ordered, 8 delivered`."""
    by_item: dict[str, list[str]] = defaultdict(list)
    for field, stage in FIELDS.items():
        for item, merged in _merged_numbers(site, records, field).items():
            by_item[item].append(stage_words(stage, _in_words(merged)))
    return {item: ", ".join(words) for item, words in by_item.items()}


def _merged_numbers(site: Site, records: Records, field: str) -> Mapping[str, Merged[Numbered]]:
    articles = site.corpus.articles
    reports = [
        ReportToMerge((record,), key.article, edtf.parse(articles[key.article].published))
        for key, record in records
    ]
    return merged_numbers(reports, field)


def _best_numbers(merged: Merged[Numbered]) -> list[Numbered]:
    """The number that nobody contradicts, else all of them."""
    return [merged.best] if merged.best else [number for number, _ in merged.values]


def _in_words(merged: Merged[Numbered]) -> str:
    return joints("or")[1].join(map(count_words, _best_numbers(merged)))


def _in_register(merged: Merged[Numbered]) -> str:
    is_sure = all(map(is_exact, _best_numbers(merged))) and merged.best
    return _in_words(merged) if is_sure else f"({_in_words(merged)})"


def numbers_by_record(site: Site, records: Records, field: str) -> Mapping[Link, Sequence[RecordKey]]:
    """How many of what, in the order of the reports, with the records that say so: `12 Falk`."""
    by_number: dict[Link, list[RecordKey]] = defaultdict(list)
    for key, record in records:
        for number in numbered(record, field):
            name = name_link(site, number.name)
            by_number[replace(name, text=f"{count_words(number)} {name.text}")].append(key)
    return by_number


def supplied(site: Site, record: DealRecord) -> tuple[Link, ...]:
    """What one record is about, each with its numbers: `Falk (12 ordered) and spare parts`."""
    named = {item: name_link(site, item) for item in (*record.systems, *record.goods)}
    return with_numbers(named, {one.item: numbers_words(given) for one, given in record.numbers})


# ------------------------------------------------------------------ on the page of an item


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What one record of a deal says of an item; a supply has no deal to lead to."""

    deal: Link
    suppliers: tuple[Link, ...]
    recipients: tuple[Link, ...]
    ordered: str
    delivered: str
    source: Link


def item_table(site: Site, item: EquipmentId, keys: Iterable[RecordKey]) -> Table[ItemRow] | None:
    """The records that give a number of an item, in their order; nothing without any."""
    rows = tuple(_item_rows(site, item, keys))
    return table(rows, ("ordered", "delivered")) if rows else None


def _item_rows(site: Site, item: EquipmentId, keys: Iterable[RecordKey]) -> Iterator[ItemRow]:
    for key, record in records_of(site, keys, DealRecord):
        said = {field: ", ".join(_of_item(record, field, item)) for field in FIELDS}
        if any(said.values()):
            yield ItemRow(
                deal=short_link(site, record.event)
                if record.event
                else Link(gettext("Supply without a deal of its own")),
                suppliers=joined(who_link(site, ref) for ref in record.suppliers),
                recipients=joined(who_link(site, ref) for ref in record.recipients),
                ordered=said["ordered_number"],
                delivered=said["delivered_number"],
                source=outlet_link(site, key),
            )


def _of_item(record: DealRecord, field: str, item: EquipmentId) -> Iterator[str]:
    return (count_words(number) for number in numbered(record, field) if number.item == item)
