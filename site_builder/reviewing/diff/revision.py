"""The data of a commit, put into a folder of its own: git is asked, the working tree is not touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.corpus.captured_texts import OPEN, RAW
from site_builder.corpus.file_kinds import FOLDERS
from site_builder.corpus.loading import REGISTRY_LIMIT
from site_builder.model.problems import Location, Problem, quoted
from site_builder.proving.layer_reading import LAYER_BYTES
from site_builder.storage.blobs import contents_of
from site_builder.storage.files import location
from site_builder.storage.git import GitError, Repository, opened

LARGEST = max(REGISTRY_LIMIT, LAYER_BYTES) + 1
"""Of a larger file so many bytes are written: whoever reads it says that it is too big."""

_FILE, _LINK = ("100644", "100755"), "120000"


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file of a commit: its mode, its object in git, and its path in the project."""

    mode: str
    object: str
    path: str


def put_into(folder: Path, root: Path, commit: str) -> tuple[Problem, ...]:
    """Write the articles, annotations and open texts of a commit in a folder; problems are what is left out.

    Links, what leads out of the folder, and captured texts are left out.
    """
    try:
        with opened(root) as repository:
            blobs = tuple(_blobs(repository, commit))
            refused = {blob: problem for blob in blobs if (problem := _refusal(blob))}
            wanted = [blob for blob in blobs if blob not in refused]
            contents = dict(contents_of(repository, (blob.object for blob in wanted), LARGEST - 1))
            failed = [_put(folder, blob, contents[blob.object]) for blob in wanted]
    except GitError as error:
        found = f"a commit that cannot be read ({quoted(str(error), 200)[1:-1]})"
        return (Problem(Location("."), "unreadable-file", found, "a commit that git can read"),)
    return (*refused.values(), *filter(None, failed))


def _put(folder: Path, blob: _Blob, content: bytes | None) -> Problem | None:
    if content is None:
        fix = "fetch it: `git fetch --refetch`"
        return Problem(location(blob.path), "unreadable-file", "a file that this clone lacks", "a file", fix)
    try:
        path = folder / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        found = f"a file that cannot be written elsewhere ({error.strerror})"
        return Problem(location(blob.path), "unreadable-file", found, "a file")
    return None


def _blobs(repository: Repository, commit: str) -> Iterator[_Blob]:
    for entry in repository.ask("ls-tree", "-r", "-z", commit, *FOLDERS, OPEN).split(b"\0"):
        if entry:
            facts, _, path = entry.partition(b"\t")
            mode, _, name = facts.decode().split()
            yield _Blob(mode, name, path.decode("utf-8", "surrogateescape"))


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
