"""What a whole reading of a project came to, kept as long as not one file that it reads is another.

Commands that only tell of problems, or write what is written already, then decode nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from site_builder.corpus import merge_conflicts
from site_builder.corpus.captured_texts import (
    OPEN,
    PRIVATE_BYTES,
    RAW,
    files_of,
    missing_folders,
    paths_within,
    text_folders,
)
from site_builder.corpus.file_kinds import FOLDERS
from site_builder.corpus.project import SETTINGS, Project
from site_builder.model.problem_rows import problems_of, rows_of
from site_builder.model.problems import Problem
from site_builder.proving.extracting import missing_model
from site_builder.proving.proved_project import PUBLISHED
from site_builder.storage.files import list_files
from site_builder.storage.hashes import known_hash, read_hashed
from site_builder.storage.history import ignored, tracked
from site_builder.storage.store import Store, key_of

STAGE: Final = "outcome"
_FOLDERS: Final = tuple(dict.fromkeys((*FOLDERS, *PUBLISHED, *merge_conflicts.FOLDERS)))
_PRIVATE: Final = frozenset((RAW,))
"""It is one of the folders of texts."""


Made = tuple[tuple[Problem, ...], bool]
"""What a command finds, and whether it would find the same again."""


def outcome_of(
    project: Project, texts: Iterable[Path], store: Store, command: str, make: Callable[[], Made]
) -> tuple[Problem, ...]:
    """Give the problems that a command is known to find in a project as it is, else find and keep them."""
    with store.looking():
        key = state_of(project, texts, store)
        if (known := _known(store, command, key)) is not None:
            return known
        problems, lasting = make()
        if lasting and key and store.looks and not store.looks.moved:  # nobody has changed a file in between
            store.put(STAGE, command, key, json.dumps(rows_of(problems)))
    return problems


def _known(store: Store, command: str, key: str) -> tuple[Problem, ...] | None:
    written = store.get(STAGE, command, key) if key else None
    try:
        return problems_of(json.loads(written)) if written else None
    except (ValueError, TypeError, LookupError):  # somebody else wrote it
        return None


def state_of(project: Project, texts: Iterable[Path], store: Store) -> str:
    """Hash of everything that reading a project looks at; empty where that cannot be told."""
    return key_of(*_facts(project, text_folders(project, texts), store)) if store.keeps else ""


def _facts(project: Project, folders: tuple[Path, ...], store: Store) -> Iterator[str]:
    """Files with their hashes, and what else is asked of the system and of git."""
    root = project.root
    for below in _FOLDERS:
        paths, problems = list_files(root, below, _PRIVATE, store.looks)
        yield from (repr(problems), *(f"{path}\n{_hash(store, root, path)}" for path in paths))
    for path in (SETTINGS, merge_conflicts.MKDOCS):
        yield f"{path}\n{_hash(store, root, path)}"
    found = tuple(files_of(folders, store))
    for folder, name in found:
        yield f"{folder}/{name}\n{_hash(store, folder, name)}"
    yield repr((folders, tuple(missing_folders(project, lacking=True)), missing_model(project.settings)))
    if (root / ".git").exists():
        own = paths_within(root, found)
        yield repr(sorted(tracked(root, own, store.looks)))
        yield repr(sorted(ignored(root, [path for path in own if path.startswith(f"{OPEN}/")], store.looks)))


def _hash(store: Store, root: Path, path: str) -> str:
    known = known_hash(store, root, path)
    if known is None:
        read, problems = read_hashed(store, root, path, PRIVATE_BYTES)
        return read.sha256 if read else repr(problems)
    return known
