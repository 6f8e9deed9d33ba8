"""The command `delete`: takes an article or an entry away, and says what nothing refers to any more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.corpus.checks.advice import NOUNS, unknown_id
from site_builder.corpus.checks.unused import references, unused
from site_builder.corpus.file_kinds import kind_of
from site_builder.corpus.loading import REGISTRY_LIMIT, Project, load_draft
from site_builder.corpus.unchecked import Draft, IdKind, WrittenId
from site_builder.corpus.vocabulary import is_shipped, shipped_problem
from site_builder.editing.repairs.entry_blocks import without_entry
from site_builder.model.problems import Checked, Problem, in_order, quoted
from site_builder.model.value_types import ArticleId
from site_builder.proving.layers import layer_path
from site_builder.storage.files import read_file
from site_builder.storage.transaction import FileEdit, file_edit, write_together


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was deleted: the files that are gone or changed, and the entries that were used until now."""

    paths: tuple[str, ...]
    left: tuple[WrittenId, ...]


def delete(project: Project, kind: IdKind, name: str) -> Checked[Deletion | None]:
    """Delete an article's files, or an entry that nothing refers to.

    Without a corpus free of errors, or where something still refers to what goes, nothing is deleted.
    An article's captured text stays where it is.
    """
    draft, problems = load_draft(project)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    written = next((one for one in draft.ids if (one.id, one.kind) == (name, kind)), None)
    if errors or written is None:
        return None, errors or (unknown_id(draft, kind, name),)
    if is_shipped(written.location):
        return None, (shipped_problem("cannot-delete", written.location, name),)
    if in_the_way := tuple(_in_the_way(draft, written)):
        return None, in_order(in_the_way)
    if kind == "article":
        paths, problems = _delete_article(project, name)
    else:
        paths, problems = _delete_entry(project, written)
    return (None if problems else Deletion(paths, _now_unused(project, draft))), problems


def _in_the_way(draft: Draft, written: WrittenId) -> Iterator[Problem]:
    """Whatever refers to an entry, or to an article or a record of it, from where it stays."""
    path = _annotation(written.id)
    goes = [one for one in draft.ids if one.kind == "record" and one.location.path == path]
    for one in (written, *goes) if written.kind == "article" else (written,):
        for leaf in references(draft, one):
            if leaf.location.path != path or written.kind != "article":
                found = f"{quoted(one.id)}, {NOUNS[one.kind]} that is to go"
                fix = "name another here, or delete this; then delete again"
                yield Problem(leaf.location, "still-used", found, "something that stays", fix)


def _annotation(article: str) -> str:
    return f"annotations/articles/{article}.yml"


def _delete_article(project: Project, name: str) -> Checked[tuple[str, ...]]:
    paths = (_annotation(name), layer_path(ArticleId(name)), f"articles/{name}.md")
    edits = [edit for path in paths if (edit := file_edit(project.root, path, None))]
    return _written(project, name, edits)


def _delete_entry(project: Project, written: WrittenId) -> Checked[tuple[str, ...]]:
    path = written.location.path
    data, problems = read_file(project.root, path, REGISTRY_LIMIT)
    kind, _ = kind_of(path)
    text = without_entry(data.decode(), kind, written.id) if data is not None and kind else None
    if text is None:
        found, expected = "an entry that cannot be deleted on its own", "entries that each begin a line"
        fix = "delete it by hand"
        return (), problems or (Problem(written.location, "cannot-delete", found, expected, fix),)
    edit = file_edit(project.root, path, text.encode())
    return _written(project, written.id, [edit] if edit else [])


def _written(project: Project, name: str, edits: Sequence[FileEdit]) -> Checked[tuple[str, ...]]:
    failure = write_together(project.root, f"the deletion of {name}", edits)
    return ((), (failure.problem("deleted"),)) if failure else (tuple(edit.path for edit in edits), ())


def _now_unused(project: Project, before: Draft) -> tuple[WrittenId, ...]:
    """The entries that were used before, and are not any more."""
    names = {written.id for written in unused(before)}
    return tuple(written for written in unused(load_draft(project)[0]) if written.id not in names)


def report_lines(deleted: Deletion, kind: IdKind, name: str) -> Iterator[str]:
    """Say what was deleted and what is left over, line by line."""
    verb = "deleted" if kind == "article" else "changed"
    yield from (f"{path}: {verb}" for path in deleted.paths)
    yield f"{name} is deleted" + ("; its captured text is where it was" if kind == "article" else "")
    if deleted.left:
        yield "Nothing refers any more to"
        yield from (f"  {one.kind} {one.id}  ({one.location})" for one in deleted.left)
        how = "`site-builder delete KIND ID` deletes one; texts that name an actor or place still link to it"
        yield f"({how})"
