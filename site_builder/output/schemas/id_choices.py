"""The project's own ids, which editors offer where one is due: a file beside the schemas.

It stands apart so that the schemas follow from the program alone, and a new actor changes one line
of one file. An id that is not in it is fine to the schemas: `check` knows which ids there are.
"""

from collections.abc import Mapping
from typing import Any

from site_builder.corpus.unchecked import records
from site_builder.model.corpus import Corpus
from site_builder.model.registry import Entry
from site_builder.model.vocabulary import Term
from site_builder.output.schemas.value_forms import DIALECT, EXPECTED_ID, Schema, ref

COMMENT = "Made by `site-builder schema` or `site-builder check --fix` from the registry; not edited by hand."


def schema_of_ids(corpus: Corpus) -> Schema:
    """Give definitions of the ids that the corpus knows, each with the name it stands for."""
    registry = corpus.registry
    states = {name: actor for name, actor in registry.actors.items() if actor.type == "state"}
    places = {**_names_by_id(registry.places), **_names_by_id(states)}
    claims = {record.id: record.quotes[0] for record in records(corpus) if record.id}
    return {
        "$schema": DIALECT,
        "title": "Ids of this project",
        "$comment": COMMENT,
        "$defs": {
            "ActorId": _choice_of(_names_by_id(registry.actors)),
            "StateId": _choice_of(_names_by_id(states)),
            "PlaceId": _choice_of(dict(sorted(places.items()))),
            "EquipmentId": _choice_of(_names_by_id(registry.equipment)),
            "TopicId": _choice_of(_names_by_id(registry.topics)),
            "MeasureId": _choice_of(_names_by_id(registry.measures)),
            "EventId": _choice_of({name: frame.title for name, frame in registry.events.items()}),
            "EventTypeId": _choice_of(_meanings(registry.event_types)),
            "ActorTypeId": _choice_of(_meanings(registry.actor_types)),
            "SectionId": _choice_of(_meanings(registry.sections)),
            "SubjectId": {
                "anyOf": [ref(name) for name in ("EventId", "ActorId", "TopicId", "PlaceId", "EquipmentId")]
            },
            "PageId": {"anyOf": [ref("SubjectId"), _choice_of(_titles(corpus))]},
            "ClaimId": {"anyOf": [ref("EventId"), _choice_of(dict(sorted(claims.items())))]},
        },
    }


def _titles(corpus: Corpus) -> dict[str, str]:
    return {name: article.title for name, article in corpus.articles.items()}


def _names_by_id(entries: Mapping[Any, Entry]) -> dict[str, str]:
    return {
        name: f"{entry.name}: {entry.description}" if entry.description else entry.name
        for name, entry in entries.items()
    }


def _meanings(types: Mapping[Any, Term]) -> dict[str, str]:
    return {name: f"{kind.name}: {kind.meaning}" for name, kind in types.items()}


def _choice_of(words: Mapping[str, str]) -> Schema:
    """Give a choice of words; `enumDescriptions` is what the YAML language server shows beside each."""
    return {"enum": list(words), "enumDescriptions": list(words.values()), "errorMessage": EXPECTED_ID}
