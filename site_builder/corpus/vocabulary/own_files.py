"""What a project describes of its own, read before its other files: it decides what these may say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from site_builder.corpus.file_kinds import KINDS
from site_builder.corpus.file_reading import FileName, Memo, read_corpus_file
from site_builder.corpus.vocabulary.own_fields import right_fields
from site_builder.model.own_sections import NOTHING_OWN, OwnVocabulary
from site_builder.model.vocabulary import ActorType, SectionType


def own_at(root: Path, memo: Memo) -> OwnVocabulary:
    """Read the sections and fields that the project in a folder describes; wrong ones are left out."""
    said: dict[str, Mapping[str, Any]] = {}
    for kind in (one for one in KINDS if issubclass(one.record, SectionType | ActorType)):
        path = f"annotations/vocabulary/{kind.name}.yml"
        if (root / path).is_file():
            file, _ = read_corpus_file(root, FileName(path, kind, path, kind.name), memo)
            said[kind.name] = file.value or {}
    return right_fields(said.get("sections", {}), said.get("actor-types", {})) if said else NOTHING_OWN
