"""The data of a commit, put into a folder of its own: git is asked, the working tree is not touched."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.corpus import REGISTRY_LIMIT
from site_builder.extracted import LAYER_BYTES
from site_builder.files import location
from site_builder.kinds import FOLDERS
from site_builder.problems import Checked, Location, Problem, quoted
from site_builder.texts import OPEN, RAW

LARGEST = max(REGISTRY_LIMIT, LAYER_BYTES) + 1
"""Of a larger file so many bytes are written: whoever reads it says that it is too big."""

_FILE, _LINK = ("100644", "100755"), "120000"


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file of a commit: its mode, its object in git, its size in bytes, and its path in the project."""

    mode: str
    object: str
    size: int
    path: str


def commit_of(root: Path, revision: str) -> Checked[str | None]:
    """Find the commit that a revision names, as git understands it: a branch, a tag, `HEAD~5`."""
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        known = "a revision of the repository that the project lies in"
        fix = "see `git log` for the commits that there are; a shallow clone lacks most"
        if isinstance(error, OSError):
            fix = "install git"
        return None, (Problem(Location("."), "unknown-revision", quoted(revision), known, fix),)
    return found.decode().strip(), ()


def put_into(folder: Path, root: Path, commit: str) -> tuple[Problem, ...]:
    """Write the articles, annotations and open texts of a commit in a folder; problems are what is left out.

    Links, what leads out of the folder, and captured texts are left out.
    """
    problems: list[Problem] = []
    wanted: list[_Blob] = []
    for blob in _blobs(root, commit):
        problem = _refusal(blob)
        if problem:
            problems.append(problem)
        else:
            wanted.append(blob)
    for blob, content in _contents(root, wanted):
        try:
            path = folder / blob.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            found = f"a file that cannot be written elsewhere ({error.strerror})"
            problems.append(Problem(location(blob.path), "unreadable-file", found, "a file"))
    return tuple(problems)


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=root, input=given, capture_output=True, check=True)  # noqa: S603 - git, with words of ours and a revision after --end-of-options
    return done.stdout


def _blobs(root: Path, commit: str) -> Iterator[_Blob]:
    for entry in _git(root, "ls-tree", "-r", "-l", "-z", commit, *FOLDERS, OPEN).split(b"\0"):
        if entry:
            facts, _, path = entry.partition(b"\t")
            mode, _, name, size = facts.decode().split()
            yield _Blob(
                mode, name, int(size) if size.isdigit() else 0, path.decode("utf-8", "surrogateescape")
            )


def _refusal(blob: _Blob) -> Problem | None:
    at = location(blob.path)
    if blob.mode == _LINK:
        fix = "put the file itself here, or delete the link"
        return Problem(at, "symlink", "a symbolic link", "a file or folder of the project", fix)
    if blob.mode not in _FILE:
        fix = "move it out of the project's data"
        return Problem(at, "not-a-file", "another repository within this one", "a file", fix)
    if "\\" in blob.path or {"", ".", ".."} & set(blob.path.split("/")):
        return Problem(at, "odd-path", "a path that may lead elsewhere", "a plain path", "rename the file")
    if blob.path.startswith(f"{RAW}/"):
        fix = "take it out of the change, and out of its history"
        return Problem(at, "committed-text", "a captured text", "no text: they are private", fix)
    return None


def _contents(root: Path, blobs: list[_Blob]) -> Iterator[tuple[_Blob, bytes]]:
    small = [blob for blob in blobs if blob.size < LARGEST]
    yield from ((blob, b" " * LARGEST) for blob in blobs if blob.size >= LARGEST)
    answer = _git(root, "cat-file", "--batch", given="".join(f"{b.object}\n" for b in small).encode())
    start = 0
    for blob in small:
        start = answer.index(b"\n", start) + 1
        yield blob, answer[start : start + blob.size]
        start += blob.size + 1
