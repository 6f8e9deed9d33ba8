"""What records say, as JSON: values, credit and proof."""

import dataclasses
import json
from collections.abc import Hashable, Iterable
from decimal import Decimal
from functools import cache
from typing import Any, cast

from site_builder.linking.record_ids import record_id
from site_builder.linking.site import RecordKey, Site
from site_builder.merging.counts import STAGES, named, whole
from site_builder.model.names_in import NamesIn
from site_builder.model.quantities import Numbers, Value
from site_builder.model.records import (
    DealRecord,
    Described,
    Equipped,
    EventRecord,
    FigureRecord,
    Met,
    Participant,
    Record,
    Source,
    Stop,
    Use,
)
from site_builder.model.value_types import ActorId, EquipmentId, PlaceId
from site_builder.model.vocabulary import Field
from site_builder.model.written import Unnamed, Written, yaml_key
from site_builder.output.exports.published_records import CreditedData

Json = dict[str, Any]

IN_WRITTEN_ORDER = frozenset({"authors", "quote", "via", "amount", "coordinates"})
"""Lists in the order written: as printed, as quoted, nearest first, from low to high, north and east."""

NOT_TOLD = frozenset({"at", "correction"})
"""Fields that say nothing of a thing itself: where it was written, and why it was corrected."""
CREDIT = ("by", "via", "mode", "quote")
"""What every record says of its own origin and proof."""


def json_of(value: object, key: str = "") -> Any:
    """Turn what a record holds into JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        if key in IN_WRITTEN_ORDER:
            return [json_of(item) for item in value]
        return sorted_once(json_of(_long_form(item, key)) for item in value) if value else []
    if isinstance(value, NamesIn):
        return [{"language": code, "name": name} for code, name in value.names]
    if isinstance(value, Written):
        fields = _fields_of(cast("Hashable", type(value)))
        more: Json = {"numbers": _item_numbers(value)} if isinstance(value, DealRecord) else {}
        if isinstance(value, Value) and value.amount is None:
            more = {"sense": None}  # nothing is exact or rounded where no number is given
        return {name: json_of(getattr(value, field), kind) for name, field, kind in fields} | more
    return json_number(value) if isinstance(value, Decimal) else value


def _item_numbers(deal: DealRecord) -> list[Json]:
    """How many of which item a deal's record gives, each number in its long form."""
    return sorted_once({**named(one), **_ordered_and_delivered(numbers)} for one, numbers in deal.numbers)


def _ordered_and_delivered(numbers: Numbers) -> Json:
    given = ((stage, getattr(numbers, stage)) for stage in STAGES)
    return {stage: None if count is None else json_of(whole(count)) for stage, count in given}


def json_number(amount: Decimal) -> int | float:
    """Give an amount as a whole number where it is one."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, str, str], ...]:
    """Each field's key in the file, its name, and its kind: a happening's equipment may have users."""
    names = [field.name for field in dataclasses.fields(kind) if field.name not in NOT_TOLD]
    uses = {"equipment": "uses"} if kind is EventRecord else {}
    return tuple((yaml_key(name), name, uses.get(name, name)) for name in names)


def _long_form(item: object, key: str) -> object:
    """Bring the short form of a list's item, an id or somebody unnamed alone, into its long form."""
    if isinstance(item, Met | Participant | Stop | Use):
        return item
    if isinstance(item, Equipped | Described):
        return item.item  # how many stands under `numbers`
    match key:
        case "stops":
            return Stop(place=PlaceId(str(item)))
        case "uses":
            return Use(item=EquipmentId(str(item)))
        case "met" | "participants":
            actor = item if isinstance(item, Unnamed) else ActorId(str(item))
            return Met(actor=actor) if key == "met" else Participant(actor=actor)
    return item


def sorted_once(items: Iterable[Any]) -> list[Any]:
    """Sort JSON values of any kind, each once; null first, then text, then objects."""
    return [item for _, item in sorted({sort_key(item): item for item in items}.items())]


def sort_key(item: object) -> tuple[int, str]:
    """Give what JSON values sort by."""
    if isinstance(item, str):
        return 1, item
    return (0, "") if item is None else (2, json.dumps(item, ensure_ascii=False))


def source_line(written: Written) -> str:
    """Give the place of a mapping in the project: path and line."""
    location = written.at.location
    return f"{location.path}:{location.line}"


def own_apart(written: Written, fields: Json) -> Json:
    """The same JSON with the fields of a project's own under `own`, where there are any."""
    own = {one.key: one for one in getattr(written, "OWN", ())}
    said = {key: _own_value(own[key], value) for key, value in fields.items() if key in own}
    rest = {key: value for key, value in fields.items() if key not in own}
    return {**rest, "own": said} if own else rest


def _own_value(own: Field, value: Any) -> Any:
    """A number is brought into its long form."""
    return {"amount": value, "sense": "exact"} if own.type == "number" and isinstance(value, int) else value


# ------------------------------------------------------------------ records


def record_data(site: Site, key: RecordKey, record: Record, *without: str) -> Any:
    """A record with all that it may say, absent or not, as the class of its data has it."""
    fields = json_of(record)
    if isinstance(record, FigureRecord):
        fields["period"] = json_of(record.periods)
    said = {name: value for name, value in fields.items() if name not in (*CREDIT, *without)}
    return {"article": key.article, **said, **proof_data(site, key, record)}


def proof_data(site: Site, key: RecordKey, record: Record) -> CreditedData:
    """Who says it, and what proves it."""
    carriers = (item if isinstance(item, Source) else Source(source=item) for item in record.sources)
    return {
        "record": record_id(site, key),
        "article": key.article,
        "by": json_of(record.by),
        "via": [json_of(carrier) for carrier in carriers],
        "mode": record.mode,
        "basis": "article",
        "quote": json_of(record.quote, "quote"),
        "spans": quote_spans(site, key),
        "verified": site.evidence[key].verified,
        "source": source_line(record),
    }


def quote_spans(site: Site, key: RecordKey) -> list[list[int]]:
    """Give the stretches of text that a record's quotes hold, in order; none without a proof."""
    quotes = site.evidence[key].quotes
    return [list(span) for span in sorted({span for quote in quotes for span in quote.spans})]
