"""Writes new files, all or none, never over anything."""

import os
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

from site_builder.model.problems import Problem
from site_builder.storage.files import link_problems, location
from site_builder.storage.transaction import FileEdit, write_together


def write_new_files(root: Path, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Write files by their paths in a project; with a problem, nothing is written.

    Nothing is written through a link; a file that is there already, or comes to be there in the
    meantime, stays as it is.
    """
    problems = tuple(_in_the_way(root, files))
    if problems:
        return problems
    edits = [FileEdit(path, None, files[path]) for path in sorted(files, key=_ignoring_first)]
    failure = write_together(root, f"adding {next(iter(files))}", edits)
    if failure is None:
        return ()
    found = f"a file that cannot be written ({failure.error.strerror})"
    fix = "free some space or change its permissions; nothing was written"
    return (Problem(location(failure.path), "cannot-write", found, "a file that can be written", fix),)


def _ignoring_first(path: str) -> bool:
    """A private text is never there without the file that keeps it out of the repository."""
    return not path.endswith("/.gitignore")


def _in_the_way(root: Path, files: Mapping[str, bytes]) -> Iterator[Problem]:
    for path in files:
        *folders, _ = accumulate(path.split("/"), "{}/{}".format)
        yield from link_problems(root, folders[-1])
        for folder in folders:
            if (root / folder).exists() and not (root / folder).is_dir():
                yield Problem(location(folder), "not-a-folder", "a file", "a folder", "move it away")
        if os.path.lexists(root / path):
            fix = "delete or rename it if an earlier try left it; nothing was written"
            yield Problem(location(path), "file-exists", "a file of that name", "a new file", fix)
