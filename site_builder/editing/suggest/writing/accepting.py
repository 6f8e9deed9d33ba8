"""The command `suggest --accept`: moves proposed entries from an annotation's comments into the registry.

Every other line stays, in both files; an entry comes where its id belongs in a file that is in order, else
last. All files are written, or none.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from site_builder.corpus.file_kinds import CorpusKind, kind_of
from site_builder.corpus.file_reading import Memo
from site_builder.corpus.loading import REGISTRY_LIMIT, Project
from site_builder.corpus.source import read_entries
from site_builder.corpus.source.text import FILE_BYTES
from site_builder.corpus.vocabulary.own_fields import own_kinds
from site_builder.corpus.vocabulary.own_files import own_at
from site_builder.editing.repairs.entry_blocks import with_entry
from site_builder.editing.repairs.schema_line import schema_line
from site_builder.editing.suggest.writing.proposed_entries import (
    ProposedEntry,
    proposed_entries,
    with_those_needed,
    without,
)
from site_builder.model.problems import Checked, Location, Problem, did_you_mean, in_order, quoted
from site_builder.storage.files import link_problems, read_file
from site_builder.storage.transaction import FileEdit, write_together


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry that was written into the registry, and its file; `needed` by one that was asked for."""

    id: str
    file: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Entries that are to be accepted, and the files that are to be written for that."""

    entries: tuple[Accepted, ...] = ()
    edits: tuple[FileEdit, ...] = ()


def accept(project: Project, article: str, ids: Collection[str]) -> Checked[tuple[Accepted, ...]]:
    """Accept proposed entries of an article's annotation by their ids, with those that they name."""
    acceptance, problems = acceptance_of(project, article, ids)
    if problems:
        return (), problems
    if failure := write_together(project.root, f"accepting entries of {article}", acceptance.edits):
        return (), (failure.problem(),)
    return acceptance.entries, ()


def acceptance_of(project: Project, article: str, ids: Collection[str]) -> Checked[Acceptance]:
    """Prepare to accept proposed entries of an article's annotation, with those that they name."""
    path = f"annotations/articles/{article}.yml"
    before, problems = _read(project, path, FILE_BYTES)
    if before is None:
        return Acceptance(), problems or (_no_annotation(path, article),)
    text = before.decode("utf-8-sig", "replace")
    proposed = proposed_entries(text)
    if unknown := tuple(_unknown(path, ids, proposed)):
        return Acceptance(), unknown
    wanted = with_those_needed(ids, proposed)
    accepted = tuple(entry for entry in proposed if entry.id in wanted)
    edits, problems = registry_edits(project, path, accepted)
    edits = (*edits, FileEdit(path, before, without(text, accepted).encode()))
    entries = tuple(Accepted(entry.id, entry.file, entry.id not in ids) for entry in accepted)
    return Acceptance(entries, edits), problems


def _read(project: Project, path: str, limit: int) -> Checked[bytes | None]:
    if links := tuple(link_problems(project.root, path)):
        return None, links
    return read_file(project.root, path, limit) if (project.root / path).exists() else (None, ())


def _unknown(path: str, ids: Collection[str], proposed: Sequence[ProposedEntry]) -> Iterator[Problem]:
    known = sorted(entry.id for entry in proposed)
    there = f"it proposes {', '.join(known)}" if known else "it proposes none any more"
    for name in ids:
        if name not in known:
            expected = "an entry that the comments of this file propose"
            yield Problem(
                Location(path), "unknown-proposal", quoted(name), expected, did_you_mean(name, known, there)
            )


def registry_edits(
    project: Project, annotation: str, accepted: Sequence[ProposedEntry]
) -> Checked[tuple[FileEdit, ...]]:
    """Prepare to write entries into their files of the registry; problems stand in the `annotation`."""
    edits: list[FileEdit] = []
    problems: list[Problem] = []
    kinds = own_kinds(own_at(project.root, Memo()))
    in_files = sorted(accepted, key=lambda entry: (entry.file, entry.id))
    for file, group in groupby(in_files, key=lambda entry: entry.file):
        entries = tuple(group)
        edit, found = _registry_edit(project, file, kind_of(file, kinds)[0], entries)
        problems += found if edit is None else _in_comments(found, edit, annotation, entries)
        if found:
            continue
        edits += [edit] if edit else []
    return tuple(edits), in_order(problems)


def _registry_edit(
    project: Project, path: str, kind: CorpusKind | None, group: Sequence[ProposedEntry]
) -> Checked[FileEdit | None]:
    if kind is None or not kind.is_registry:
        return None, (_no_registry_file(path),)
    before, problems = _read(project, path, REGISTRY_LIMIT)
    if problems:
        return None, problems
    text = (before or b"").decode("utf-8", "surrogateescape")
    for entry in group:
        added = with_entry(text, kind, entry.lines)
        if added is None:
            return None, (_cannot_add(path, entry.id),)
        text = added
    if before is None:
        text, _ = schema_line(text, kind, path)
    after = text.encode("utf-8", "surrogateescape")
    return FileEdit(path, before, after), read_entries(after, path, kind.record, REGISTRY_LIMIT)[1]


def _in_comments(
    problems: Iterable[Problem], edit: FileEdit, annotation: str, entries: Iterable[ProposedEntry]
) -> Iterator[Problem]:
    """Problems of a file as it would be, in the comments that they come from."""
    lines = (edit.after or b"").decode("utf-8", "replace").splitlines()
    places = {lines.index(f"{entry.id}:") + 1: entry for entry in entries}
    for problem in problems:
        line = problem.location.line
        entry = next((one for at, one in places.items() if at <= line < at + len(one.lines)), None)
        if entry is None:
            yield problem
            continue
        first = next(at for at, one in places.items() if one is entry)
        there = entry.stop - len(entry.lines) + line - first + 1
        yield replace(problem, location=Location(annotation, there, problem.location.column + 2))


def _no_annotation(path: str, article: str) -> Problem:
    fix = f"`site-builder suggest {article}` prints what an annotation of it might hold"
    return Problem(Location(path), "unknown-article", "no such file", "the annotation of an article", fix)


def _no_registry_file(path: str) -> Problem:
    fix = "name one in the line `# ---- annotations/...yml` above the entry"
    return Problem(Location(path), "cannot-accept", quoted(path), "a file of the registry", fix)


def _cannot_add(path: str, name: str) -> Problem:
    expected = "a file whose entries each begin a line, and none of this id"
    fix = "copy it there by hand, without its #, and delete it from the comments"
    return Problem(Location(path), "cannot-accept", f"no place for {quoted(name)}", expected, fix)
