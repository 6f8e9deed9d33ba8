"""Merges two entries of the registry: what refers to one refers to the other, which takes over what it lacks.

The old id leads to the one that stays. Every other byte of the files stays; all of them are written, or none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_builder.corpus.checks.advice import NOUNS, unknown_id
from site_builder.corpus.checks.unused import may_name
from site_builder.corpus.file_kinds import CorpusKind, kind_of
from site_builder.corpus.loading import REGISTRY_LIMIT, Memo, Project, load_draft
from site_builder.corpus.source import Renaming, renamed
from site_builder.corpus.source.shapes import record_shape
from site_builder.corpus.source.text import BOM
from site_builder.corpus.unchecked import Draft, IdKind, WrittenId
from site_builder.corpus.vocabulary import is_shipped, shipped_problem
from site_builder.corpus.vocabulary.own_fields import kinds_of
from site_builder.editing.merged_fields import (
    Difference,
    WrittenEntry,
    are_said_apart,
    differences,
    merged_fields,
    with_fields,
    written_entry,
)
from site_builder.editing.rename import ChangedFile, RewrittenFile, may_merge, written_places
from site_builder.editing.repairs.entry_blocks import lines_of_entries, without_entry
from site_builder.editing.suggest.proposals.proposal import Value
from site_builder.model.problems import Checked, Location, Problem, did_you_mean, in_order, quoted
from site_builder.storage.files import read_file
from site_builder.storage.transaction import FileEdit, write_together

Place = tuple[int, int]
"""Line and column of a file, from 1."""
_SHOWN = 500
"""Characters of a field that is lost."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two entries of one kind: the one that goes and the one that stays, where they stand in the files."""

    old: WrittenId
    into: WrittenId

    @property
    def ids(self) -> tuple[str, str]:
        return self.old.id, self.into.id


@dataclass(frozen=True, slots=True)
class _ReadPair:
    """The same, read; the kind of file decides what an entry may say."""

    old: WrittenEntry
    into: WrittenEntry
    kind: CorpusKind


@dataclass(frozen=True, slots=True)
class _EntryFile:
    """A file of the registry: its lines, and the first of each entry and the one after its last, from 0."""

    lines: Sequence[str]
    places: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, text: str, kind: CorpusKind) -> "_EntryFile":
        return cls(text.split("\n"), lines_of_entries(text, kind))

    def entry(self, name: str, path: str, selves: Collection[Place] = ()) -> WrittenEntry | None:
        """Read an entry alone; places, of which `selves` are some of the file's, are those in its lines."""
        if name not in self.places:
            return None
        start, stop = self.places[name]
        end = "\n" if stop < len(self.lines) else ""
        within = {(line - start, column) for line, column in selves}
        return written_entry("\n".join(self.lines[start:stop]) + end, path, name, within)


def merging_edits(
    project: Project, old: str, into: str, kind: IdKind | None = None, memo: Memo | None = None
) -> Checked[tuple[FileEdit, ...]]:
    """Prepare to merge the entry `old` into the entry `into`; nothing is written.

    What a `memo` knows of the files is not read again. With errors there are no edits. Beside edits,
    warnings tell of what `old` said otherwise: it is lost.
    """
    files, problems = _planned(project, (old, into), kind, memo)
    return tuple(FileEdit(file.change.path, file.before, file.after) for file in files), problems


def merge_entries(
    project: Project, old: str, into: str, kind: IdKind | None = None
) -> Checked[tuple[ChangedFile, ...] | None]:
    """Merge the entry `old` into the entry `into`; None where nothing could be written.

    Both must be of one kind, and of `kind` if that is given.
    """
    files, problems = _planned(project, (old, into), kind)
    if not files:
        return None, problems
    edits = [FileEdit(file.change.path, file.before, file.after) for file in files]
    failure = write_together(project.root, f"the merging of {old} into {into}", edits)
    if failure:
        return None, (failure.problem("merged"),)
    return tuple(file.change for file in files), problems


def _planned(
    project: Project, ids: tuple[str, str], kind: IdKind | None, known: Memo | None = None
) -> Checked[tuple[RewrittenFile, ...]]:
    memo = replace(known, hashes={}, texts={}) if known else Memo()
    draft, problems = load_draft(project, memo)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        return (), in_order(errors)
    pair, problems = _pair(draft, ids, kind)
    if pair is None:
        return (), problems
    files, told = _files(project, draft, pair)
    errors = tuple(problem for problem in told if problem.severity == "error")
    errors = errors or tuple(_new_errors(project, memo, files, pair))
    return ((), in_order(errors)) if errors else (files, in_order(told))


# ------------------------------------------------------------------ what forbids it


def _pair(draft: Draft, ids: tuple[str, str], kind: IdKind | None) -> Checked[_Pair | None]:
    entries = {one.id: one for one in draft.ids if may_merge(one.kind)}
    for name in ids:
        if name not in entries or kind not in (None, entries[name].kind):
            return None, (unknown_id(draft, kind, name) if kind else _unknown(entries, name),)
    old, into = (entries[name] for name in ids)
    for one in (old, into):
        if is_shipped(one.location):
            return None, (shipped_problem("cannot-merge", one.location, one.id),)
    found, expected, fix = "", "", ""
    if old == into:
        found, expected, fix = f"{quoted(old.id)} twice", "two entries", "name two that are one"
    elif old.kind != into.kind:
        found = f"{quoted(old.id)}, {NOUNS[old.kind]}, and {quoted(into.id)}, {NOUNS[into.kind]}"
        expected, fix = "two entries of one kind", "name two of one kind; of others, move what refers to one"
    if found:
        return None, (Problem(old.location, "cannot-merge", found, expected, fix),)
    return _Pair(old, into), ()


def _unknown(entries: Mapping[str, WrittenId], name: str) -> Problem:
    fix = did_you_mean(name, entries, "look in the registry for the ids that exist")
    expected = "the id of an entry of the registry"
    return Problem(Location("annotations"), "unknown-entry", quoted(name), expected, fix)


def _new_errors(
    project: Project, memo: Memo, files: Sequence[RewrittenFile], pair: _Pair
) -> Iterator[Problem]:
    """Tell what would be wrong if the files were written, or name the entry that is gone."""
    draft, problems = load_draft(project, memo, {file.change.path: file.after for file in files})
    own = {pair.old.location.path, pair.into.location.path}  # in which lines move
    moved = {one.change.path for one in files if one.before.count(b"\n") != one.after.count(b"\n")} | own
    fix = "change what leads to this so that both entries can be one, then merge again"
    for problem in problems:
        if problem.severity == "error":
            path = problem.location.path
            place = Location(path) if path in moved else problem.location
            found = f"after the merge {problem.rule}: {problem.found}"
            yield replace(problem, location=place, rule="cannot-merge", found=found, fix=fix, follows=None)
    left = [leaf for leaf in draft.leaves if leaf.value == pair.old.id and may_name(leaf.kind, pair.old.kind)]
    if any(leaf.key != "formerly" for leaf in left) or pair.old.id in {
        one.id for one in draft.ids if may_merge(one.kind)
    }:
        yield _refusal(pair.old)


def _refusal(entry: WrittenId) -> Problem:
    found = f"{quoted(entry.id)}, which cannot be changed on its own"
    expected = "entries that each begin a line, with fields in block style or within braces"
    fix = "write it that way, then merge; or merge by hand"
    return Problem(entry.location, "cannot-merge", found, expected, fix)


# ------------------------------------------------------------------ what changes


def _files(project: Project, draft: Draft, pair: _Pair) -> Checked[tuple[RewrittenFile, ...]]:
    """Rewrite each file that names `old` or holds one of the two."""
    marks = written_places(draft, pair.old)
    key = pair.old.location
    marks[key.path].discard((key.line, key.column))
    read, problems = _read_pair(project, draft, pair)
    if read is None:
        return (), problems
    fields = merged_fields(read.old, read.into, record_shape(read.kind.record).keys)
    files: list[RewrittenFile] = []
    for path in sorted({*marks, pair.into.location.path}):
        before, problems = read_file(project.root, path, REGISTRY_LIMIT)
        if before is None:
            return (), problems
        renaming = Renaming(old=pair.old.id, new=pair.into.id, marks=frozenset(marks[path]), once=True)
        after, problems = renamed(before, path, renaming, REGISTRY_LIMIT)
        if after is None:
            return (), problems
        bom = BOM if after.startswith(BOM.encode()) else ""
        text = _as_one(after.decode().removeprefix(bom), path, pair, read, fields)
        if text is None:
            return (), (_refusal(pair.old if path == pair.old.location.path else pair.into),)
        places = len(marks[path]) + (path == pair.old.location.path)
        files.append(RewrittenFile(ChangedFile(path, path, places), before, (bom + text).encode()))
    return tuple(files), tuple(_told(pair, read, files, tuple(differences(read.old, read.into, fields))))


def _as_one(text: str, path: str, pair: _Pair, read: _ReadPair, fields: Mapping[str, Value]) -> str | None:
    """Take `old` out of its file, and give `into` these fields in its own; None where that cannot be."""
    without = without_entry(text, read.kind, pair.old.id) if path == pair.old.location.path else text
    if without is None or path != pair.into.location.path:
        return without
    return _with_fields(_EntryFile.of(without, read.kind), path, read, fields)


def _read_pair(project: Project, draft: Draft, pair: _Pair) -> Checked[_ReadPair | None]:
    kind, _ = kind_of(pair.into.location.path, kinds_of(draft.corpus.registry))
    files: dict[str, _EntryFile] = {}
    found: list[WrittenEntry] = []
    for one in (pair.old, pair.into):
        path = one.location.path
        data, problems = read_file(project.root, path, REGISTRY_LIMIT)
        if data is None or kind is None:
            return None, problems
        if path not in files:
            files[path] = _EntryFile.of(data.decode().removeprefix(BOM), kind)
        entry = files[path].entry(one.id, path, set(_selves(draft, pair, path)))
        if entry is None:
            return None, (_refusal(one),)
        found.append(entry)
    return (_ReadPair(found[0], found[1], kind) if kind else None), ()


def _selves(draft: Draft, pair: _Pair, path: str) -> Iterator[Place]:
    """Where a file names one of the two: within their own entries, they would name themselves."""
    for leaf in draft.read[path]:
        if leaf.value in pair.ids and leaf.key != "formerly" and may_name(leaf.kind, pair.old.kind):
            yield leaf.location.line, leaf.location.column


def _with_fields(file: _EntryFile, path: str, read: _ReadPair, fields: Mapping[str, Value]) -> str | None:
    """Give the file with these fields in the entry that stays."""
    entry = file.entry(read.into.id, path)
    changed = with_fields(entry, fields) if entry else None
    if changed is None:
        return None
    start, stop = file.places[read.into.id]
    changed = changed.removesuffix("\n")
    if stop == len(file.lines):
        changed = changed.removesuffix("\r")  # the file's last line had no end
    return "\n".join([*file.lines[:start], changed, *file.lines[stop:]])


# ------------------------------------------------------------------ what is told


def _told(
    pair: _Pair, read: _ReadPair, files: Iterable[RewrittenFile], found: Sequence[Difference]
) -> Iterator[Problem]:
    """Tell what of `old` is lost, and that somebody had taken the two for different."""
    path = pair.into.location.path
    apart = are_said_apart(read.old) or are_said_apart(read.into)
    if not apart and not found:
        return
    text = next(one.after.decode() for one in files if one.change.path == path).removeprefix(BOM)
    file = _EntryFile.of(text, read.kind)
    entry = file.entry(pair.into.id, path)
    if entry is None:
        return
    start, _ = file.places[pair.into.id]
    old, into = map(quoted, pair.ids)
    if apart:
        expected = f"entries that may be one: {into} does not say so any more"
        fix = "look whether they are one; if not, take the merge back"
        said = f"`different_from`, by which {old} and {into} were two"
        yield Problem(Location(path, start + 1, 1), "merged-different", said, expected, fix, "warning")
    for one in found:
        key = entry.node.pairs[one.key].key
        place = Location(path, start + key.line, key.column)
        said = f"'{one.key}' of {old}: {quoted(one.gone, _SHOWN)}"
        fix = f"look which is right: {into} keeps its own, and what {old} said is gone"
        expected = f"the same as {into} says: {quoted(one.kept, _SHOWN)}"
        yield Problem(place, "merged-otherwise", said, expected, fix, "warning")
