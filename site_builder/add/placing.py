"""Writes new files, all or none: beside their places first, then into them, never over anything."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from site_builder.files import linked, location, write_half
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
    halves: dict[str, Path] = {}
    try:
        for path, data in files.items():
            made += _folders(root / path)
            halves[path] = write_half(root / path, data)
            made.append(halves[path])
        for path, half in halves.items():
            _put(half, root / path)
            made.append(root / path)
    except OSError as error:
        for path_made in reversed(made):
            _remove(path_made)
        where = next(
            (p for p in files if str(root / p) in (error.filename, error.filename2)), next(iter(files))
        )
        found = f"a file that cannot be written ({error.strerror})"
        fix = "free some space or change its permissions; nothing was written"
        return (Problem(location(where), "cannot-write", found, "a file that can be written", fix),)
    for half in halves.values():
        half.unlink(missing_ok=True)
    return ()


def _in_the_way(root: Path, files: Mapping[str, bytes]) -> Iterator[Problem]:
    for path in files:
        *folders, _ = accumulate(path.split("/"), "{}/{}".format)
        yield from linked(root, folders[-1])
        for folder in folders:
            if (root / folder).exists() and not (root / folder).is_dir():
                yield Problem(location(folder), "not-a-folder", "a file", "a folder", "move it away")
        if os.path.lexists(root / path):
            fix = "delete or rename it if an earlier try left it; nothing was written"
            yield Problem(location(path), "file-exists", "a file of that name", "a new file", fix)


def _folders(path: Path) -> list[Path]:
    """Make the folders above a file; give those that were made."""
    missing = [folder for folder in reversed(path.parents) if not folder.exists()]
    for folder in missing:
        folder.mkdir()
    return missing


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
