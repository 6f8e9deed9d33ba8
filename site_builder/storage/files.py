"""Files of the project, found, read and written without following a link or leaving the folder."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread

from site_builder.model.problems import Checked, Location, Problem
from site_builder.storage.looks import Entry, Looks

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)  # Windows would change line breaks
)
_PIECE = 1 << 20
_WAITING = 8
"""So many threads wait for the disk."""


def list_files(
    root: Path, folder: str, private: frozenset[str] = frozenset(), looks: Looks | None = None
) -> Checked[tuple[str, ...]]:
    """List the files below a folder, sorted, as paths relative to the root.

    Hidden files and the folders in `private` are left out. Links and what is neither file nor
    folder are problems, and are not looked into. With `looks` no folder is looked at twice.
    """
    looks = looks or Looks()
    files: list[str] = []
    problems = list(link_problems(root, folder))
    if problems:
        return (), tuple(problems)
    waiting = [folder]
    while waiting:
        below = waiting.pop()
        if below in private and not (root / below).is_symlink():
            continue
        for path, kind in _entries(root, below, looks, problems):
            if kind == "file":
                files.append(path)
            elif kind == "link":
                problems.append(_link(path))
            elif kind == "folder":
                waiting.append(path)
            else:
                fix = "move it out of the project's data"
                problems.append(
                    Problem(location(path), "not-a-file", "a device, pipe or socket", "a file", fix)
                )
    return tuple(sorted(files)), tuple(problems)


def link_problems(root: Path, path: str) -> Iterator[Problem]:
    """Tell of the links on the way from the root to a path, and at its end: they may lead anywhere."""
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        if (root / (above := "/".join(parts[:depth]))).is_symlink():
            yield _link(above)


def read_file(root: Path, path: str, limit: int) -> Checked[bytes | None]:
    """Read a file, at most one byte more than the limit."""
    try:
        handle = os.open(f"{root}/{path}", _FLAGS)
    except OSError as error:
        if (root / path).is_symlink():
            return None, (_link(path),)
        return None, (_unreadable(path, error),)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None, (Problem(location(path), "not-a-file", "no regular file", "a file"),)
    with os.fdopen(handle, "rb") as file:
        try:
            return file.read(limit + 1), ()
        except OSError as error:
            return None, (_unreadable(path, error),)


def size_and_sha256(root: Path, path: str) -> tuple[int, str]:
    """Read a file of any size piece by piece; one that cannot be read is as an empty one."""
    size, digest = 0, hashlib.sha256()
    with contextlib.suppress(OSError), os.fdopen(os.open(f"{root}/{path}", _FLAGS), "rb") as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            while piece := file.read(_PIECE):
                size += len(piece)
                digest.update(piece)
    return size, digest.hexdigest()


def write_file(path: Path, data: bytes) -> bool:
    """Give a file these bytes, whole or not at all, and say whether it changed.

    A link that lies there is replaced, never followed; its folder must exist. The file's mode stays.
    """
    is_file = path.is_file() and not path.is_symlink()
    if is_file and path.read_bytes() == data:
        return False
    half = write_half(path, data)
    if is_file:
        half.chmod(stat.S_IMODE(path.stat().st_mode))
    half.replace(path)
    return True


def write_half(path: Path, data: bytes, *, whole: bool = True) -> Path:
    """Write what a file is to hold beside it, hidden, for that to take its place; never through a link.

    Unless it is to be `whole` on the disk already, `finish_halves` has to see to that.
    """
    half = half_of(path)
    half.unlink(missing_ok=True)  # left by a run that was killed
    try:
        with half.open("xb") as file:
            file.write(data)
            if whole:
                file.flush()
                os.fsync(file.fileno())
    except OSError:
        half.unlink(missing_ok=True)
        raise
    return half


def finish_halves(halves: Iterable[Path]) -> None:
    """Wait until all that was written is on the disk: those who wait together wait once."""
    waiting = iter(tuple(halves))
    errors: list[OSError] = []
    threads = [Thread(target=_finish, args=(waiting, errors)) for _ in range(_WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def _finish(waiting: Iterator[Path], errors: list[OSError]) -> None:
    try:
        for half in waiting:
            with half.open("r+b") as file:
                os.fsync(file.fileno())
    except OSError as error:
        errors.append(error)


def half_of(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f".{path.name}.new")


def location(path: str) -> Location:
    """Place of a file whose name may hold anything: what cannot be printed is escaped."""
    if path.isprintable():
        return Location(path)
    text = path.encode("utf-8", "backslashreplace").decode()
    return Location("".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text))


def _entries(root: Path, folder: str, looks: Looks, problems: list[Problem]) -> Iterator[Entry]:
    try:
        entries = looks.entries(f"{root}/{folder}")
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(_unreadable(folder, error))
        return
    for name, kind in entries:
        if not name.startswith(".") or kind == "link":
            yield f"{folder}/{name}", kind


def _link(path: str) -> Problem:
    fix = "put the file itself here, or delete the link"
    return Problem(location(path), "symlink", "a symbolic link", "a file or folder of the project", fix)


def _unreadable(path: str, error: OSError) -> Problem:
    found = f"a file that cannot be read ({error.strerror or 'unknown error'})"
    return Problem(location(path), "unreadable-file", found, "a readable file", "check its permissions")
