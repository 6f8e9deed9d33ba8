"""Conflicts that a merge left in files that are published, or read by others than our strict reader."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from site_builder.corpus.source.conflicts import merge_conflicts
from site_builder.model.problems import Problem
from site_builder.storage.files import list_files, location
from site_builder.storage.hashes import read_hashed
from site_builder.storage.store import NOTHING, Store

MKDOCS = "mkdocs.yml"
FOLDERS = ("docs", "templates", "schemas")
"""What a site is made of besides the data."""

_LIMIT = 4 * 1024 * 1024
"""Bytes of a file that are looked at: no page of docs/ is longer."""


def in_folders(root: Path, folders: Iterable[str | Path], store: Store = NOTHING) -> Iterator[Problem]:
    """Tell of the conflicts in all files below some folders; links are told of elsewhere."""
    for folder in map(root.joinpath, folders):
        base = root if folder.is_relative_to(root) else folder.parent
        paths, _ = list_files(base, folder.relative_to(base).as_posix(), looks=store.looks)
        yield from in_files(base, paths, store)


def in_files(root: Path, paths: Iterable[str], store: Store = NOTHING) -> Iterator[Problem]:
    """Tell of the conflicts in some files, those that there are; pictures and the like have none."""
    for path in paths:
        read, _ = read_hashed(store, root, path, _LIMIT)
        data = read.data if read else b""
        if (b"<<<<<<<" in data or b">>>>>>>" in data) and b"\0" not in data:
            yield from merge_conflicts(data.decode("utf-8", "replace"), location(path).path)
