"""The schemas of FollowTheMoney, as its own files have them: its library needs PyICU, thus a compiler."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

with_library = pytest.mark.skipif(
    find_spec("icu") is None, reason="the library of FollowTheMoney needs PyICU, which needs a compiler"
)
FORMS = {
    "date": re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d)?)?)?)?)?"),
    "url": re.compile(r"https?://\S+"),
    "country": re.compile("[a-z]{2,4}"),
    "language": re.compile("[a-z]{3}"),
    "checksum": re.compile("[0-9a-f]{40}|[0-9a-f]{64}"),
}
"""What values of some types look like; values of others are texts."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema: its properties by name, also those of others, which must be there, whose kind it is."""

    properties: Mapping[str, Mapping[str, Any]]
    required: frozenset[str]
    kinds: frozenset[str]
    abstract: bool


@cache
def files() -> Mapping[str, Any]:
    found = find_spec("followthemoney")
    assert found is not None
    assert found.origin is not None
    read = (
        yaml.safe_load(path.read_text("utf-8")) for path in Path(found.origin).parent.glob("schema/*.y*ml")
    )
    return {name: schema for file in read for name, schema in file.items()}


@cache
def schema(name: str) -> Schema:
    """A schema by its name."""
    own = files()[name]
    above = [schema(parent) for parent in own.get("extends", ())]
    properties = {key: value for parent in above for key, value in parent.properties.items()}
    properties |= own.get("properties", {})
    kinds = {name, *(kind for parent in above for kind in parent.kinds)}
    required = frozenset(own.get("required", ()))
    return Schema(properties, required, frozenset(kinds), bool(own.get("abstract")))


def faults(entities: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is not as the schemas have it in entities, by id."""
    for name, entity in entities.items():
        known, given = schema(entity["schema"]), entity["properties"]
        if known.abstract:
            yield f"{name}: {entity['schema']} is abstract"
        yield from (f"{name}: no {key}" for key in known.required - given.keys())
        for key, values in given.items():
            if key not in known.properties:
                yield f"{name}: {entity['schema']} has no {key}"
            else:
                yield from (
                    f"{name}: {key} {value!r}" for value in values if not fits(known, key, value, entities)
                )


def fits(known: Schema, key: str, value: str, entities: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a value may stand in a property: an entity of the right kind, or text of the right form."""
    said = known.properties[key]
    if said.get("type") == "entity":
        return value in entities and said.get("range", "Thing") in schema(entities[value]["schema"]).kinds
    form = FORMS.get(said.get("type", ""))
    return bool(value) and (form is None or form.fullmatch(value) is not None)
