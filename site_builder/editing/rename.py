"""The command `rename`: gives an entry or an article another id, wherever it is written.

Files that people wrote keep every other byte. All of them are written, or none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from site_builder.corpus.checks.advice import NOUNS, unknown_id
from site_builder.corpus.checks.unused import may_name
from site_builder.corpus.loading import REGISTRY_LIMIT, Project, load_draft
from site_builder.corpus.source import Renaming, renamed
from site_builder.corpus.unchecked import TYPES, Draft, WrittenId, space_of
from site_builder.corpus.values import id_problem
from site_builder.corpus.vocabulary import is_shipped, shipped_problem
from site_builder.editing.key_places import KeyKind, KeyName, key_objections, key_places
from site_builder.model.problems import Checked, Location, Problem, in_order, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.layer_reading import LAYER_BYTES, read_layer
from site_builder.proving.layers import layer_path
from site_builder.storage.files import read_file
from site_builder.storage.transaction import FileEdit, write_together

Kind = Literal[
    "actor", "place", "equipment", "topic", "measure", "event", "article", "search", "event-type",
    "actor-type",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
KEYS: tuple[KeyKind, ...] = get_args(KeyKind)
"""What of a vocabulary is named by keys of files; a field by its owner's, too: `floods.killed`."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that changed: its path before and after, and in how many places it had the old id."""

    path: str
    to: str
    places: int


@dataclass(frozen=True, slots=True)
class RewrittenFile:
    """A file before and after."""

    change: ChangedFile
    before: bytes
    after: bytes

    @property
    def moves(self) -> bool:
        """Whether the file has another name afterwards."""
        return self.change.to != self.change.path

    @property
    def in_its_place(self) -> bytes | None:
        """What stands before in the place where the file is afterwards."""
        return None if self.moves else self.before


def rename(
    project: Project, kind: Kind | KeyKind, old: str, new: str
) -> Checked[tuple[ChangedFile, ...] | None]:
    """Give `old` the id `new`: in its registry file or file names, and in every reference to it.

    The old id goes under `formerly:`, so that its address leads to the new one; types have no address.
    Without a corpus free of errors, or where a file would not read back as expected, nothing is written.
    """
    draft, problems = load_draft(project)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if errors:
        return None, in_order(errors)
    match kind:
        case "section" | "field":
            rewritten, problems = _rewritten_keys(project, draft, KeyName.of(kind, old), new)
        case _:
            rewritten, problems = _rewritten(project, draft, kind, (old, new))
    if problems:
        return None, in_order(problems)
    failure = _write(project.root, rewritten, old, new)
    return (None, (failure,)) if failure else (tuple(file.change for file in rewritten), ())


# ------------------------------------------------------------------ what forbids it


def may_merge(kind: str) -> bool:
    """Tell whether two of a kind can be made one: entries can, types, articles, searches and keys cannot."""
    return kind not in (*TYPES, *KEYS, "article", "record", "search")


def _objections(draft: Draft, kind: Kind, old: str, new: str) -> Iterator[Problem]:
    entry = next((written for written in draft.ids if written.id == old and written.kind == kind), None)
    if entry is None:
        yield unknown_id(draft, kind, old)
        return
    if is_shipped(entry.location):
        yield shipped_problem("cannot-rename", entry.location, old)
        return
    bad_form = id_problem(new, entry.location)
    if bad_form:
        yield bad_form
    beside = (written for written in draft.ids if space_of(written.kind) == space_of(kind))
    taken = next((written for written in beside if written.id.casefold() == new.casefold()), None)
    if taken:
        found = f"{quoted(new)}, which is the id of {NOUNS[taken.kind]} in {taken.location}"
        fix = "choose another"
        if taken.kind == kind and may_merge(kind) and taken.id != old:
            fix += f"; if both are one, `site-builder rename {kind} {old} {taken.id} --merge` makes them one"
        yield Problem(entry.location, "id-taken", found, "an id that nothing else has", fix)
    formerly = (leaf for leaf in draft.leaves if leaf.key == "formerly" and kind not in TYPES)
    former = next((leaf for leaf in formerly if leaf.value.casefold() == new.casefold()), None)
    if former:
        found = f"{quoted(new)}, which is an old id in {former.location}"
        fix = "choose another, or delete it there: its address will lead nowhere else"
        yield Problem(entry.location, "id-taken", found, "an id that nothing else had", fix)


# ------------------------------------------------------------------ what changes


@dataclass(frozen=True, slots=True)
class _Names:
    kind: Kind | KeyKind
    old: str
    new: str

    def moved(self, path: str) -> str:
        """Where a file of this path is afterwards: an article's are named after it."""
        if self.kind != "article":
            return path
        old, new = _files_of(self.old), _files_of(self.new)
        return dict(zip(old, new, strict=True)).get(path, path)


def _files_of(article: str) -> tuple[str, str, str]:
    return (
        f"articles/{article}.md",
        f"annotations/articles/{article}.yml",
        layer_path(ArticleId(article)),
    )


def _rewritten_keys(
    project: Project, draft: Draft, key: KeyName, new: str
) -> Checked[tuple[RewrittenFile, ...]]:
    """Rename the key of a section or field, in the vocabulary and where records or actors have it."""
    if objections := tuple(key_objections(draft, key, new)):
        return (), objections
    places = key_places(project.root, draft.corpus.registry, key)
    return _files(project, _Names(key.kind, key.key, new), places)


def _rewritten(
    project: Project, draft: Draft, kind: Kind, ids: tuple[str, str]
) -> Checked[tuple[RewrittenFile, ...]]:
    """Rename an entry or article: its old id, and its new one."""
    if objections := tuple(_objections(draft, kind, *ids)):
        return (), objections
    names = _Names(kind, *ids)
    entry = next(written for written in draft.ids if (written.id, written.kind) == (names.old, names.kind))
    marks = written_places(draft, entry)
    paths = {*marks, entry.location.path}
    if names.kind == "article":
        paths |= {path for path in _files_of(names.old) if (project.root / path).exists()}
    moved = "" if names.kind in TYPES else entry.location.path
    return _files(project, names, {path: marks[path] for path in sorted(paths)}, moved)


def _files(
    project: Project, names: _Names, places: Mapping[str, Collection[tuple[int, int]]], moved: str = ""
) -> Checked[tuple[RewrittenFile, ...]]:
    """Rename in some files; that of the entry notes the old id."""
    files: list[RewrittenFile] = []
    problems: list[Problem] = []
    for path, marks in places.items():
        file, more = _file(project, path, marks, names, moved=path == moved)
        problems += more
        files += [file] if file else []
    return tuple(files), tuple(problems)


def written_places(draft: Draft, entry: WrittenId) -> dict[str, set[tuple[int, int]]]:
    """Where the id stands, by file: ids are unique, so whatever leaf has it that may name the entry does."""
    marks: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for leaf in draft.leaves:
        if leaf.value == entry.id and may_name(leaf.kind, entry.kind):
            marks[leaf.location.path].add((leaf.location.line, leaf.location.column))
    if entry.location.line:
        marks[entry.location.path].add((entry.location.line, entry.location.column))
    return marks


def _file(
    project: Project, path: str, marks: Collection[tuple[int, int]], names: _Names, *, moved: bool
) -> Checked[RewrittenFile | None]:
    to = names.moved(path)
    if to != path and (project.root / to).exists():
        fix = "move it away, or choose another id"
        return None, (Problem(Location(to), "id-taken", "a file of that name", "no such file", fix),)
    before, problems = read_file(project.root, path, max(REGISTRY_LIMIT, LAYER_BYTES))
    if before is None:
        return None, problems
    if path.endswith(".json"):
        after, problems = _layer(before, path, names)
    else:
        renaming = Renaming(old=names.old, new=names.new, marks=frozenset(marks), moved=moved)
        after, problems = renamed(before, path, renaming, REGISTRY_LIMIT)
    if after is None:
        return None, problems
    places = len(marks) + path.endswith(".json")
    return RewrittenFile(ChangedFile(path, to, places), before, after), ()


def _layer(before: bytes, path: str, names: _Names) -> Checked[bytes | None]:
    """An article's extracted layer, whose first line names the article."""
    old, new = ArticleId(names.old), ArticleId(names.new)
    layer, problems = read_layer(before, path, old)
    if layer is None:
        return None, problems
    after = before.replace(f'"article": "{old}"'.encode(), f'"article": "{new}"'.encode(), 1)
    read_back, problems = read_layer(after, path, new)
    if read_back != replace(layer, article=new):
        fix = "run `site-builder extract` first"
        return None, problems or (
            Problem(Location(path), "cannot-rename", "a layer in an unusual form", "one as written", fix),
        )
    return after, ()


# ------------------------------------------------------------------ writing


def _write(root: Path, files: Sequence[RewrittenFile], name: str, to: str) -> Problem | None:
    """Write all files as one change; those that are named after an article before the old ones go."""
    new = [
        FileEdit(file.change.to, file.in_its_place, file.after, (root / file.change.path).stat().st_mode)
        for file in files
    ]
    old = [FileEdit(file.change.path, file.before, None) for file in files if file.moves]
    failure = write_together(root, f"the renaming of {name} to {to}", (*new, *old))
    return failure.problem("renamed") if failure else None


def report_lines(changes: Iterable[ChangedFile]) -> Iterator[str]:
    """Say what was changed, a line for each file."""
    for change in changes:
        where = change.path if change.to == change.path else f"{change.path} -> {change.to}"
        places = f"{change.places} place{'s'[: change.places != 1]}"
        yield f"{where}: {places}" if change.places else where
