"""Writes new files, all or none: beside their places first, then into them, never over anything."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from site_builder.files import location
from site_builder.problems import Problem


def place(root: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Write files by their paths in a project; with a problem, nothing is written.

    Nothing is written through a link; a file that is there already, or comes to be there in the
    meantime, stays as it is.
    """
    problems = tuple(_in_the_way(root, files))
    if problems:
        return problems
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += _folders(root / path)
            half = _half(root / path)
            made.append(half)
            _write(half, data)
        for path in files:
            _put(_half(root / path), root / path)
            made.append(root / path)
    except OSError as error:
        for path_made in reversed(made):
            _remove(path_made)
        where = next(
            (p for p in files if str(root / p) in (error.filename, error.filename2)), next(iter(files))
        )
        found = f"a file that cannot be written ({error.strerror})"
        fix = "make room or permission for it; nothing was written"
        return (Problem(location(where), "unwritable", found, "a file that can be written", fix),)
    for path in files:
        _half(root / path).unlink(missing_ok=True)
    return ()


def _in_the_way(root: Path, files: Mapping[str, bytes]) -> Iterator[Problem]:
    for path in files:
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if (root / folder).is_symlink():
                fix = "put the folder itself there"
                yield Problem(location(folder), "symlink", "a symbolic link", "a folder of the project", fix)
            elif (root / folder).exists() and not (root / folder).is_dir():
                yield Problem(location(folder), "not-a-folder", "a file", "a folder", "move it away")
        if os.path.lexists(root / path):
            fix = "delete or rename it, if it is left from an earlier try; nothing was written"
            yield Problem(location(path), "file-exists", "a file of that name", "a new file", fix)


def _folders(path: Path) -> list[Path]:
    """Make the folders above a file; give those that were made."""
    missing = [folder for folder in reversed(path.parents) if not folder.exists()]
    for folder in missing:
        folder.mkdir()
    return missing


def _half(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)  # left by a run that was killed
    with path.open("xb") as file:  # never through a link that lies there
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(half: Path, path: Path) -> None:
    """Give a file its name in one step; a link fails where something has it, which a renaming replaces."""
    try:
        os.link(half, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise
        half.rename(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
