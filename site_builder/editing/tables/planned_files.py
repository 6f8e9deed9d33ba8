"""The files as they would be with the records of a table in them, checked before any is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from site_builder.corpus.file_kinds import kind_of
from site_builder.corpus.loading import REGISTRY_LIMIT
from site_builder.corpus.source import read_entries, read_yaml
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.unit_checks import article_problems
from site_builder.editing.repairs.entry_blocks import with_entry
from site_builder.editing.repairs.schema_line import schema_line
from site_builder.editing.suggest.writing.entries import NewEntry
from site_builder.editing.suggest.writing.inserting import inserted_lines
from site_builder.editing.suggest.writing.writing import entry_lines
from site_builder.editing.tables.cells import Table
from site_builder.editing.tables.made_records import MadeRecord, of_rows
from site_builder.editing.tables.source_article import SourceArticle
from site_builder.model.annotation import Annotation
from site_builder.model.problems import Checked, Location, Problem, in_order, quoted
from site_builder.model.registry import Frame
from site_builder.model.value_types import EventId
from site_builder.proving.proofs import article_unit, prove_article
from site_builder.storage.files import link_problems, read_file
from site_builder.storage.transaction import FileEdit

_SHOWN = ("quoted-share", "quoted-run")
"""What is told of all quotes of an article together: how much of its text they show."""


@dataclass(frozen=True, slots=True)
class PlannedFiles:
    """What is to be written, and what is wrong with it: by the record of a row, None for all together."""

    edits: tuple[FileEdit, ...]
    problems: tuple[tuple[MadeRecord | None, Problem], ...]


def planned_files(
    source: SourceArticle, section: str, records: Sequence[MadeRecord], table: Table
) -> Checked[PlannedFiles | None]:
    """Put records into the annotation and their new events into the registry, and check what comes of it."""
    path, kind = source.file.path, source.file.kind
    additions = {section: lambda indent: _lines(records, table, indent)}
    new, problems = inserted_lines(source.before or b"", path, additions, _class(source))
    if new is None:
        return None, problems
    if source.before is None:
        new = schema_line(new.decode(), kind, path)[0].encode()
    frames, edits, problems = _registry(source, [made.frame for made in records if made.frame])
    if problems:
        return None, problems
    read, problems = read_yaml(new, path, _class(source), FILE_BYTES)
    if read is None:
        return None, problems
    written = getattr(read.value, section)[-len(records) :]
    found = tuple(_problems(source, read.value, frames))
    told = tuple(of_rows(found, records, written, table, path))
    return PlannedFiles((*edits, FileEdit(path, source.before, new)), told), ()


def _class(source: SourceArticle) -> type[Annotation]:
    kind: type[Annotation] = source.file.kind.record  # type: ignore[assignment]
    return kind


def _lines(records: Sequence[MadeRecord], table: Table, indent: str) -> list[str]:
    name = table.path.rpartition("/")[2]
    return [line for made in records for line in made.lines(name, indent)]


def _problems(
    source: SourceArticle, annotation: Annotation, frames: Mapping[EventId, Frame]
) -> Iterator[Problem]:
    """Check the annotation beside the registry, both as they would be, and how much its quotes show."""
    corpus, name = source.draft.corpus, source.name
    registry = replace(corpus.registry, events={**corpus.registry.events, **frames})
    planned = replace(corpus, registry=registry, annotations={name: annotation})
    yield from article_problems(planned, [name])
    info = corpus.articles[name].text
    texts = {info.sha256: source.captured.text} if info else {}
    unit = article_unit(name, planned, texts, None, source.project.settings.limits)
    yield from (problem for problem in prove_article(unit)[1] if problem.rule in _SHOWN)


# ------------------------------------------------------------------ events


def _registry(
    source: SourceArticle, frames: Sequence[NewEntry]
) -> tuple[dict[EventId, Frame], tuple[FileEdit, ...], tuple[Problem, ...]]:
    entries: dict[EventId, Frame] = {}
    edits: list[FileEdit] = []
    problems: list[Problem] = []
    for path, group in groupby(sorted(frames), key=lambda frame: frame.file):
        edit, read, found = _events_file(source, path, tuple(group))
        problems += found
        entries |= read
        edits += [edit] if edit else []
    return entries, tuple(edits), in_order(problems)


def _events_file(
    source: SourceArticle, path: str, frames: Sequence[NewEntry]
) -> tuple[FileEdit | None, dict[EventId, Any], tuple[Problem, ...]]:
    kind, _ = kind_of(path, source.kinds)
    if links := tuple(link_problems(source.project.root, path)):
        return None, {}, links
    before: bytes | None = None
    if (source.project.root / path).exists():
        before, problems = read_file(source.project.root, path, REGISTRY_LIMIT)
        if before is None:
            return None, {}, problems
    text = (before or b"").decode("utf-8", "surrogateescape")
    for frame in frames:
        added = with_entry(text, kind, entry_lines(frame)) if kind else None
        if added is None:
            fix = "write its entries in block style, each beginning a line"
            found = f"no place for {quoted(frame.id)}"
            return None, {}, (Problem(Location(path), "cannot-insert", found, "a file of events", fix),)
        text = added
    if before is None and kind:
        text, _ = schema_line(text, kind, path)
    after = text.encode("utf-8", "surrogateescape")
    read, problems = read_entries(after, path, Frame, REGISTRY_LIMIT)
    new = {EventId(frame.id): read.value[frame.id] for frame in frames if frame.id in read.value}
    return FileEdit(path, before, after), new, problems
