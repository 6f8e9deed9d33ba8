"""How many of which item deals were about: in the register, on a deal's own page, on that of the item."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.merging.counts import FIELDS, Numbered, count_words, is_exact, numbered, numbers_words
from site_builder.merging.reports import ReportToMerge, merged_numbers
from site_builder.merging.verdicts import Merged
from site_builder.model import edtf
from site_builder.model.records import DealRecord
from site_builder.model.value_types import EquipmentId
from site_builder.pages.deals_chart import Records
from site_builder.pages.evidence import proof_link
from site_builder.pages.parts import Link, joined, joined_runs, name_link, outlet, short_link, who_link
from site_builder.pages.rows import filled


def deal_numbers(site: Site, records: Records, field: str) -> tuple[Link, ...]:
    """How many of each item, in brackets where that is uncertain or sources differ.

    The one item that a deal is about is not named again.
    """
    named = {item for _, record in records for item in (*record.systems, *record.goods)}
    merged = _merged(site, records, field)
    if len(named) == 1:
        return tuple(Link(_in_register(found)) for found in merged.values())
    return joined_runs(
        (Link(f"{_in_register(found)} "), name_link(site, item)) for item, found in merged.items()
    )


def item_numbers(site: Site, records: Records) -> Mapping[str, str]:
    """How many of each item were ordered and delivered, in words: `12 or 10 ordered, 8 delivered`."""
    told: dict[str, list[str]] = defaultdict(list)
    for field, stage in FIELDS.items():
        for item, found in _merged(site, records, field).items():
            told[item].append(f"{_in_words(found)} {stage}")
    return {item: ", ".join(words) for item, words in told.items()}


def _merged(site: Site, records: Records, field: str) -> Mapping[str, Merged[Numbered]]:
    articles = site.corpus.articles
    told = [
        ReportToMerge((record,), key.article, edtf.parse(articles[key.article].published))
        for key, record in records
    ]
    return merged_numbers(told, field)


def _shown(found: Merged[Numbered]) -> list[Numbered]:
    """The number that nobody contradicts, else all of them."""
    return [found.best] if found.best else [number for number, _ in found.values]


def _in_words(found: Merged[Numbered]) -> str:
    return " or ".join(map(count_words, _shown(found)))


def _in_register(found: Merged[Numbered]) -> str:
    is_sure = all(map(is_exact, _shown(found))) and found.best
    return _in_words(found) if is_sure else f"({_in_words(found)})"


def numbers_told(site: Site, records: Records, field: str) -> Mapping[Link, Sequence[RecordKey]]:
    """How many of what, in the order of the reports, with the records that say so: `12 Falk`."""
    told: dict[Link, list[RecordKey]] = defaultdict(list)
    for key, record in records:
        for number in numbered(record, field):
            name = name_link(site, number.name)
            told[replace(name, text=f"{count_words(number)} {name.text}")].append(key)
    return told


def supplied(site: Site, record: DealRecord) -> tuple[Link, ...]:
    """What one record is about, each with its numbers: `Falk (12 ordered) and spare parts`."""
    numbers: dict[str, str] = {one.item: f" ({numbers_words(given)})" for one, given in record.numbers}
    named = (*record.systems, *record.goods)
    return joined_runs((name_link(site, item), Link(numbers.get(item, ""))) for item in named)


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


@dataclass(frozen=True, slots=True)
class ItemTable:
    """How many of an item were ordered and delivered; `filled` says which columns hold anything."""

    rows: tuple[ItemRow, ...]
    filled: Mapping[str, bool]


def item_table(site: Site, item: EquipmentId, keys: Iterable[RecordKey]) -> ItemTable | None:
    """The records that give a number of an item, in their order; nothing without any."""
    rows = tuple(_item_rows(site, item, keys))
    return ItemTable(rows, filled(rows, ("ordered", "delivered"))) if rows else None


def _item_rows(site: Site, item: EquipmentId, keys: Iterable[RecordKey]) -> Iterator[ItemRow]:
    for key, record in records_of(site, keys, DealRecord):
        said = {field: ", ".join(_of_item(record, field, item)) for field in FIELDS}
        if any(said.values()):
            yield ItemRow(
                deal=short_link(site, record.event)
                if record.event
                else Link("Supply without a deal of its own"),
                suppliers=joined(who_link(site, ref) for ref in record.suppliers),
                recipients=joined(who_link(site, ref) for ref in record.recipients),
                ordered=said["ordered_number"],
                delivered=said["delivered_number"],
                source=Link(outlet(site, key.article), proof_link(site, key).to),
            )


def _of_item(record: DealRecord, field: str, item: EquipmentId) -> Iterator[str]:
    return (count_words(number) for number in numbered(record, field) if number.item == item)
