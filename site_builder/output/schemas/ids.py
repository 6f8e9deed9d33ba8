"""The project's own ids, which editors offer where one is due: a file beside the schemas.

It stands apart so that the schemas follow from the program alone, and a new actor changes one line
of one file. An id that is not in it is fine to the schemas: `check` knows which ids there are.
"""

from collections.abc import Mapping
from typing import Any

from site_builder.corpus.unchecked import records
from site_builder.model.corpus import Corpus
from site_builder.model.registry import Entry
from site_builder.output.exports.forms import Schema, ref
from site_builder.output.exports.schema import DIALECT
from site_builder.output.schemas.forms import EXPECTED_ID

COMMENT = "Made by `site-builder schema` or `site-builder check --fix` from the registry; not edited by hand."


def schema_of_ids(corpus: Corpus) -> Schema:
    """Give definitions of the ids that the corpus knows, each with the name it stands for."""
    registry = corpus.registry
    states = {name: actor for name, actor in registry.actors.items() if actor.type == "state"}
    places = {**_named(registry.places), **_named(states)}
    claims = {record.id: record.quotes[0] for record in records(corpus) if record.id}
    return {
        "$schema": DIALECT,
        "title": "Ids of this project",
        "$comment": COMMENT,
        "$defs": {
            "ActorId": _offered(_named(registry.actors)),
            "StateId": _offered(_named(states)),
            "PlaceId": _offered(dict(sorted(places.items()))),
            "EquipmentId": _offered(_named(registry.equipment)),
            "TopicId": _offered(_named(registry.topics)),
            "MeasureId": _offered(_named(registry.measures)),
            "EventId": _offered({name: frame.title for name, frame in registry.events.items()}),
            "SubjectId": {
                "anyOf": [ref(name) for name in ("EventId", "ActorId", "TopicId", "PlaceId", "EquipmentId")]
            },
            "ClaimId": {"anyOf": [ref("EventId"), _offered(dict(sorted(claims.items())))]},
        },
    }


def _named(entries: Mapping[Any, Entry]) -> dict[str, str]:
    return {
        name: f"{entry.name}: {entry.description}" if entry.description else entry.name
        for name, entry in entries.items()
    }


def _offered(words: Mapping[str, str]) -> Schema:
    """Give a choice of words; `enumDescriptions` is what the YAML language server shows beside each."""
    return {"enum": list(words), "enumDescriptions": list(words.values()), "errorMessage": EXPECTED_ID}
