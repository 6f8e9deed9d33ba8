"""The command `check --fix`: repairs a project's hand-written files, and keeps its schemas up to date."""

from collections.abc import Iterator
from pathlib import Path

from site_builder.corpus.file_kinds import FOLDERS, NOT_BY_HAND, SETTINGS, FileKind, kind_of
from site_builder.corpus.file_reading import Memo
from site_builder.corpus.loading import REGISTRY_LIMIT, load
from site_builder.corpus.project import SETTINGS as SETTINGS_FILE
from site_builder.corpus.project import Project
from site_builder.corpus.vocabulary.own_fields import own_kinds
from site_builder.corpus.vocabulary.own_files import own_at
from site_builder.editing.repairs import repaired
from site_builder.editing.repairs.change import RepairMade
from site_builder.model.problems import Location
from site_builder.output.schemas import FOLDER, schema_files
from site_builder.storage.files import list_files, read_file
from site_builder.storage.transaction import FileEdit, file_edit, write_together


def repair(project: Project) -> tuple[RepairMade, ...]:
    """Repair what can safely be repaired; give every change that was made.

    Where the project keeps schemas, they are written anew as well, once the corpus has no errors:
    they are the program's, and tell editors which ids there are.
    """
    changes: list[RepairMade] = []
    edits: list[FileEdit] = []
    for path, kind in _files(project.root):
        data, _ = read_file(project.root, path, REGISTRY_LIMIT)
        if data is not None:
            new, made = repaired(data, path, kind, schemas=_has_schema(project.root, kind))
            edits += [FileEdit(path, data, new)] if new != data else []
            changes += made
    if failure := write_together(project.root, "repairing the files", edits):
        raise failure.error
    return (*changes, *_schemas(project))


def _files(root: Path) -> Iterator[tuple[str, FileKind]]:
    yield SETTINGS_FILE, SETTINGS
    kinds = own_kinds(own_at(root, Memo()))
    for folder in FOLDERS:
        paths, _ = list_files(root, folder, NOT_BY_HAND)  # what is wrong with them is told by the check
        for path in paths:
            kind, _ = kind_of(path, kinds)
            if kind:
                yield path, kind


def _has_schema(root: Path, kind: FileKind) -> bool:
    return (root / FOLDER / f"{kind.name}.json").is_file()


def _schemas(project: Project) -> Iterator[RepairMade]:
    folder = project.root / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return
    corpus, problems = load(project)
    if any(problem.severity == "error" for problem in problems):
        return
    edits = [
        edit
        for name, data in schema_files(corpus).items()
        if (edit := file_edit(project.root, f"{FOLDER}/{name}", data))
    ]
    if failure := write_together(project.root, "writing the schemas", edits):
        raise failure.error
    for edit in edits:
        yield RepairMade(Location(edit.path), "schema", "out of date", "as the registry has it")
