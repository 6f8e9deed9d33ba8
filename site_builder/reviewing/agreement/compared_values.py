"""What of a record counts as a value, and in which form: two annotators may write the same otherwise.

Left out are the quotes, by which records are matched, and what is in an annotator's own words.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, cast

from site_builder.model import edtf
from site_builder.model.normal_form import normal
from site_builder.model.vocabulary import Field
from site_builder.output.exports.record_data import IN_WRITTEN_ORDER, Json

PROOF = ("quote", "prefix", "suffix")
OWN_WORDS = frozenset(("id", "says", "note", "brief", "correction", "date_why", "why", "items"))
"""Keys of records that hold an annotator's own words."""
LISTED = ("via", "period")
"""Fields that may hold one or several."""

_PRINTED = frozenset(("as", "role", "rank"))
"""Words that are no annotator's own: capitals, hyphens and spaces in them do not count."""
_FREE = frozenset(("text", "texts"))

Values = Mapping[str, Hashable]


def own_words(fields: Iterable[Field]) -> frozenset[str]:
    """Give the keys that hold an annotator's own words in a section of these fields."""
    return OWN_WORDS | ({field.key for field in fields if field.type in _FREE} - _PRINTED)


def values_of(json: Json, dates: frozenset[str], without: frozenset[str]) -> Values:
    """Give what a record says, field by field, so that what means the same is equal; without empty ones."""
    found = {
        key: comparable(dates, key, [value] if key in LISTED and not isinstance(value, list) else value)
        for key, value in json.items()
        if key not in without and key not in PROOF and not _is_empty(value)
    }
    return {key: value for key, value in found.items() if value != frozenset()}


def comparable(dates: frozenset[str], key: str, value: Any) -> Hashable:
    """Bring a value as JSON holds it into a form that is equal where it means the same."""
    if isinstance(value, list):
        items = [comparable(dates, key, item) for item in value if not _is_empty(item)]
        return tuple(items) if key in IN_WRITTEN_ORDER else frozenset(items)
    if isinstance(value, dict):
        return _mapping(dates, value)
    if isinstance(value, str):
        date = edtf.parse_or_none(value) if key in dates else None
        if date:
            return edtf.named_days(date)
        return normal(value).casefold() if key in _PRINTED else value
    return cast("Hashable", value)


def _mapping(dates: frozenset[str], value: Json) -> Hashable:
    """A short form says the same as a long one: a source without a date, a number that is exact."""
    said = {key: item for key, item in value.items() if not _is_empty(item) and key != "goods"}
    if "amount" in said:
        said.pop("wording", None)
    elif "wording" in said:
        return normal(said["wording"]).casefold()
    if said.keys() == {"source"}:
        return str(said["source"])
    if said.keys() <= {"amount", "sense"} and said.get("sense") == "exact":
        return comparable(dates, "amount", said["amount"])
    return frozenset((key, comparable(dates, key, item)) for key, item in said.items())


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [])
