"""The project's own folder for what is made while working: ignored by git, and nobody else's to read."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from site_builder.storage.files import link_problems

if TYPE_CHECKING:
    from filelock import BaseFileLock

OWN = ".cache/site-builder"


def own_folder(root: Path, name: str = "") -> Path:
    """A folder within the project's own, made where it is not there; raises OSError where a link lies."""
    path = f"{OWN}/{name}".rstrip("/")
    for problem in link_problems(root, path):
        raise NotADirectoryError(errno.ENOTDIR, problem.found, str(root / problem.location.path))
    folder = root / path
    if not folder.is_dir():
        (root / OWN).mkdir(mode=0o700, parents=True, exist_ok=True)
        (root / OWN / ".gitignore").write_text("*\n", encoding="ascii")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def file_lock(path: Path) -> "BaseFileLock":
    """Give a lock on a file, which one process holds at a time."""
    from filelock import FileLock  # noqa: PLC0415 - most commands lock nothing, and it takes long to load

    return FileLock(path)


@contextmanager
def private_folder(root: Path, name: str) -> Iterator[Path]:
    """A new folder that only this user can read, gone at the end; what killed processes left goes first."""
    above = own_folder(root, name)
    _clear(above)
    folder = above / f"{os.getpid()}-{token_hex(4)}"
    with file_lock(_lock_of(folder)):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    _lock_of(folder).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _clear(above: Path) -> None:
    for left in above.iterdir():
        if left.is_dir() and not left.is_symlink() and not _is_used(left):
            shutil.rmtree(left, ignore_errors=True)
            _lock_of(left).unlink(missing_ok=True)


def _is_used(folder: Path) -> bool:
    """Whether the process that made a folder holds its lock."""
    try:
        file_lock(_lock_of(folder)).acquire(timeout=0).lock.release()
    except TimeoutError:
        return True
    return False
