"""What records say, as JSON: values, credit and proof."""

import dataclasses
import json
from collections.abc import Hashable, Iterable
from decimal import Decimal
from functools import cache
from typing import Any, cast

from site_builder.linking.site import Evidence, Site
from site_builder.merging.counts import STAGES, named, whole
from site_builder.model.quantities import Numbers
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
from site_builder.model.registry import Entry, Frame
from site_builder.model.value_types import ActorId, EquipmentId, PlaceId
from site_builder.model.written import Unnamed, Written, yaml_key

Json = dict[str, Any]

KEPT = frozenset({"authors", "quote", "via", "amount", "coordinates"})
"""Lists in the order written: as printed, as quoted, nearest first, from low to high, north and east."""

CREDIT = ("by", "via", "mode", "quote")
"""What every record says of its own origin and proof."""


def plain(value: object, key: str = "") -> Any:
    """Turn what a record holds into JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        if key in KEPT:
            return [plain(item) for item in value]
        return ordered(plain(_whole(item, key)) for item in value) if value else []
    if isinstance(value, Written):
        fields = _fields(cast("Hashable", type(value)))
        more = {"numbers": _numbers(value)} if isinstance(value, DealRecord) else {}
        return {name: plain(getattr(value, field), kind) for name, field, kind in fields} | more
    return number(value) if isinstance(value, Decimal) else value


def _numbers(deal: DealRecord) -> list[Json]:
    """How many of which item a deal's record gives, each number in its long form."""
    return ordered({**named(one), **_stages(numbers)} for one, numbers in deal.numbers)


def _stages(numbers: Numbers) -> Json:
    given = ((stage, getattr(numbers, stage)) for stage in STAGES)
    return {stage: None if count is None else plain(whole(count)) for stage, count in given}


def number(amount: Decimal) -> int | float:
    """Give an amount as a whole number where it is one."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, str], ...]:
    """Each field's key in the file, its name, and its kind: a happening's equipment may have users."""
    names = [field.name for field in dataclasses.fields(kind) if field.name != "at"]
    uses = {"equipment": "uses"} if kind is EventRecord else {}
    return tuple((yaml_key(name), name, uses.get(name, name)) for name in names)


def _whole(item: object, key: str) -> object:
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


def ordered(items: Iterable[Any]) -> list[Any]:
    """Sort JSON values of any kind, each once; null first, then text, then objects."""
    return [item for _, item in sorted({sortable(item): item for item in items}.items())]


def sortable(item: object) -> tuple[int, str]:
    """Give what JSON values sort by."""
    if isinstance(item, str):
        return 1, item
    return (0, "") if item is None else (2, json.dumps(item, ensure_ascii=False))


def source(written: Written) -> str:
    """Give the place of a mapping in the project: path and line."""
    location = written.at.location
    return f"{location.path}:{location.line}"


def entry(name: str, written: Entry | Frame) -> Json:
    """Give an entry of the registry, or the frame of an event: what the editors know."""
    return {"id": name, **plain(written), "basis": "registry", "source": source(written)}


# ------------------------------------------------------------------ records


def record(site: Site, found: Evidence, *without: str) -> Json:
    """A record with all that it may say, absent or not."""
    fields = plain(found.record)
    if isinstance(found.record, FigureRecord):
        fields["period"] = plain(found.record.periods)
    said = {key: value for key, value in fields.items() if key not in (*CREDIT, *without)}
    return {"article": found.key.article, **said, **proved(site, found)}


def proved(site: Site, found: Evidence) -> Json:
    """Who says it, and what proves it."""
    said = found.record
    return {
        **(_credit(said) if isinstance(said, Record) else {}),
        "basis": "article",
        "quote": plain(said.quote, "quote"),
        "spans": _spans(site, found),
        "verified": found.verified,
        "source": source(said),
    }


def _credit(said: Record) -> Json:
    carriers = (item if isinstance(item, Source) else Source(source=item) for item in said.sources)
    return {"by": plain(said.by), "via": [plain(carrier) for carrier in carriers], "mode": said.mode}


def _spans(site: Site, found: Evidence) -> list[list[int]]:
    layer = site.layers.get(found.key.article)
    if layer is None:
        return []
    proofs = (layer.proofs[q.key] for q in found.quotes if q.key in layer.proofs)
    return [list(span) for span in sorted({span for proof in proofs for span in proof.spans})]
