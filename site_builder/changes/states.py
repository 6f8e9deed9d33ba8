"""What files of the data say, as things with fields: entries and articles by id, records by section.

Fields are those of the published data, left out where they are empty. Words that only help to find a quote
or the body in a captured text are none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from site_builder.corpus.file_kinds import ARTICLE
from site_builder.corpus.file_reading import FileName, said_in
from site_builder.corpus.source.kept import SaidArticle
from site_builder.linking.record_ids import names_in_section
from site_builder.model.annotation import Annotation
from site_builder.model.changes import NOTE
from site_builder.model.problems import Problem
from site_builder.model.records import DateRecord, Record
from site_builder.output.exports.record_data import json_of
from site_builder.proving.quotes import quote_key

Fields = Mapping[str, Any]
Id = tuple[str, str]
"""Kind and id of a thing that is no record."""

HELPS: Final = ("id", "prefix", "suffix")
"""Fields of records that say nothing besides: the name, and words around a quote."""
_KEY: Final = re.compile(rb"^[^\s#\-][^\n]*\n", re.MULTILINE)
"""Begins a block of a file of the registry: a line that is not indented."""


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record: its name in its section, the keys of its quotes, its fields."""

    name: str
    own_id: str | None
    quotes: frozenset[str]
    fields: Fields


@dataclass(frozen=True, slots=True)
class State:
    """Things of one state: articles and entries by kind and id, records by article and section."""

    entries: dict[Id, Fields] = field(default_factory=dict)
    records: dict[tuple[str, str], tuple[RecordState, ...]] = field(default_factory=dict)

    def update(self, other: "State") -> None:
        """Take in what another holds."""
        self.entries.update(other.entries)
        self.records.update(other.records)


def state_of(data: bytes, file: FileName) -> tuple[State, tuple[Problem, ...]]:
    """What one file says; problems are those for which something of it cannot be read."""
    said, problems = said_in(data, file)
    if problems or said is None:
        return State(), problems
    if file.kind is ARTICLE:
        return State({("article", file.name): _fields_of_article(said)}), ()
    if file.kind.is_annotation:
        return State(records=dict(_sections_of(said, file.name))), ()
    return State({(file.kind.ids, name): _filled(json_of(entry)) for name, entry in said.items()}), ()


def _filled(fields: Fields) -> Fields:
    """The fields that say something."""
    return {key: value for key, value in fields.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ([], {}, "")


def _fields_of_article(said: SaidArticle) -> Fields:
    """Its front matter without the words that mark where its text begins and ends; and its digest."""
    fields = json_of(said.article)
    if fields["text"]:
        fields["text"] = {key: fields["text"][key] for key in ("sha256", "chars")}
    return _filled({**fields, "digest": "\n\n".join(said.digest.paragraphs)})


Records = tuple[tuple[str, str], tuple[RecordState, ...]]
"""The records of a section, behind its article and name."""


def _sections_of(annotation: Annotation, article: str) -> Iterator[Records]:
    for section, records in annotation.sections:
        quoted = [tuple(_keys_of(record)) for record in records]
        own = [getattr(record, "id", None) for record in records]
        names = names_in_section(zip(own, quoted, strict=True))
        states = zip(records, own, quoted, names, strict=True)
        if found := tuple(
            RecordState(name, given, frozenset(keys), _fields_of_record(record))
            for record, given, keys, name in states
        ):
            yield (article, section), found


def _keys_of(record: Record | DateRecord) -> Iterator[str]:
    return (quote_key(words, record.prefix, record.suffix) for words in record.quotes)


def _fields_of_record(record: Record | DateRecord) -> Fields:
    fields = {key: value for key, value in json_of(record).items() if key not in HELPS}
    return _filled({**fields, "quote": list(record.quotes), NOTE: getattr(record, NOTE, None)})


# ------------------------------------------------------------------ only what differs


def differing_blocks(old: bytes, new: bytes) -> tuple[bytes, bytes] | None:
    """Of two versions of a file of the registry the entries whose lines differ: reading all would take long.

    None where that may not be all: a block has half a quotation, which may go on in the next one, or an id
    stands there twice.
    """
    before, after = list(_blocks(old)), list(_blocks(new))
    if not all(map(_are_plain, (before, after))):
        return None
    same = {*before} & {*after}
    gone, come = ([block for block in blocks if block not in same] for blocks in (before, after))
    return b"".join(gone), b"".join(come)


def _blocks(data: bytes) -> Iterator[bytes]:
    """A file cut before each line that is not indented; what stands before the first of these is none."""
    starts = [match.start() for match in _KEY.finditer(data)]
    ends = (*starts[1:], len(data))
    yield from (data[start:end].rstrip() + b"\n" for start, end in zip(starts, ends, strict=False))


def _are_plain(blocks: Sequence[bytes]) -> bool:
    keys = {block.partition(b":")[0].strip(b" \t'\"") for block in blocks}
    return len(keys) == len(blocks) > 0 and not any(block.count(b'"') % 2 for block in blocks)
