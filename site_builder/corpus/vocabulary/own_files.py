"""What a project describes of its own, read before its other files: it decides what these may say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from site_builder.corpus.file_kinds import KINDS
from site_builder.corpus.file_reading import FileName, Memo, read_corpus_file
from site_builder.corpus.vocabulary.own_fields import right_fields
from site_builder.model.own_sections import NOTHING_OWN, OwnVocabulary
from site_builder.model.vocabulary import ActorType, SectionType


def own_at(root: Path, memo: Memo) -> OwnVocabulary:
    """Read the sections and fields that the project in a folder describes; wrong ones are left out."""
    said: dict[str, Mapping[str, Any]] = {}
    for named in OWN_FILES:
        if (root / named.path).is_file():
            file, _ = read_corpus_file(root, named, memo)
            said[named.path] = file.value or {}
    return own_of(said)


OWN_FILES: Final = tuple(
    FileName(path, kind, path, kind.name)
    for kind in KINDS
    if issubclass(kind.record, SectionType | ActorType)
    for path in (f"annotations/vocabulary/{kind.name}.yml",)
)
"""The files in which a project describes sections, and fields of actors."""


def own_of(said: Mapping[str, Mapping[str, Any]]) -> OwnVocabulary:
    """Make a vocabulary of what those files say, by their paths; wrong sections and fields are left out."""
    by_kind = {named.name: said.get(named.path, {}) for named in OWN_FILES}
    return right_fields(by_kind["sections"], by_kind["actor-types"]) if said else NOTHING_OWN
