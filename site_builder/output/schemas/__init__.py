"""JSON Schemas of the hand-written files, for completion and checks in editors.

They are of draft 2020-12, which check-jsonschema (through jsonschema) and the YAML language server from
1.20 on read whole. They keep to what draft-07 has too, `$defs` apart, so that older editors complete
from them as well: no `prefixItems`, no `unevaluatedProperties`, no `dependentRequired`, no `$id`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from site_builder.corpus.file_kinds import SETTINGS
from site_builder.corpus.vocabulary.own_fields import kinds_of
from site_builder.model.corpus import Corpus
from site_builder.output.schemas.id_choices import schema_of_ids
from site_builder.output.schemas.record_schemas import schema_of_entries, schema_of_record
from site_builder.output.schemas.value_forms import IDS
from site_builder.storage.files import write_file

FOLDER = "schemas"
"""Where a project keeps them: beside articles/ and annotations/, whose files name them."""

_TITLES: Mapping[str, str] = {
    "article": "Front matter of articles/<id>.md",
    "annotation": "annotations/articles/<id>.yml: what one article says",
    "actors": "annotations/actors/*.yml: actors by their ids",
    "events": "annotations/events/<year>.yml: events by their ids",
    "places": "annotations/places.yml: places by their ids",
    "equipment": "annotations/equipment.yml: equipment and its classes by their ids",
    "topics": "annotations/topics.yml: topics by their ids",
    "measures": "annotations/measures.yml: measures by their ids",
    "searched": "annotations/searched.yml: what was looked for, by ids",
    "event-types": "annotations/vocabulary/event-types.yml: types of events by their ids",
    "actor-types": "annotations/vocabulary/actor-types.yml: types of actors by their ids",
    "sections": "annotations/vocabulary/sections.yml: sections of records by their keys",
    "site": "site.yml: settings of the builder",
}


def schema_files(corpus: Corpus) -> Mapping[str, bytes]:
    """Give every schema as a file, by name; `ids.json` depends on the corpus, others on its vocabulary."""
    files = {IDS: schema_of_ids(corpus)}
    for kind in (*kinds_of(corpus.registry), SETTINGS):
        make = schema_of_entries if kind.is_registry else schema_of_record
        files[f"{kind.name}.json"] = make(kind.record, _TITLES[kind.name])
    return {
        name: (json.dumps(files[name], indent=1, ensure_ascii=False) + "\n").encode()
        for name in sorted(files)
    }


def write_schemas(folder: Path, corpus: Corpus) -> tuple[str, ...]:
    """Write every schema into a folder; give the names of the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(name for name, data in schema_files(corpus).items() if write_file(folder / name, data))
