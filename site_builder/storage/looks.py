"""What the system says of files, asked once for each file and reading of a project."""

import os
import stat

Stamp = tuple[int, int, int, int]
"""What the system says of a file: size, when its content and its entry changed, and its number."""
Entry = tuple[str, str]
"""Of something in a folder: its name, and whether it is a `link`, `folder`, `file` or `other`."""


def stamp_of(path: str) -> Stamp | None:
    """What the system says of a regular file; nothing of others."""
    try:
        said = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(said.st_mode):
        return None
    return said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino


class Looks:
    """Folders and files as they were when somebody first asked for them.

    `moved` tells that one was read which was then another: what was made of all is of no one state.
    """

    def __init__(self) -> None:
        self.moved = False
        self.hashes: dict[str, tuple[int, str]] = {}
        """Size and sha256 of files, as far as these are known without reading them."""
        self.told: dict[tuple[str, ...], frozenset[str]] = {}
        """What git said of files, by the words of the question."""
        self._folders: dict[str, tuple[Entry, ...]] = {}
        self._stamps: dict[str, Stamp | None] = {}
        self._read: dict[str, str] = {}

    def entries(self, folder: str) -> tuple[Entry, ...]:
        """What is in a folder, sorted; raises OSError."""
        found = self._folders.get(folder)
        if found is None:
            with os.scandir(folder) as entries:
                found = tuple(sorted((entry.name, _kind(entry)) for entry in entries))
            self._folders[folder] = found
        return found

    def stamp(self, path: str) -> Stamp | None:
        """What the system said of a regular file."""
        if path not in self._stamps:
            self._stamps[path] = stamp_of(path)
        return self._stamps[path]

    def saw(self, path: str, stamp: Stamp | None, sha256: str) -> None:
        """Take note of a file that is read: what the system says of it now, and the hash of a whole one."""
        if self.stamp(path) != stamp or (sha256 and self._read.setdefault(path, sha256) != sha256):
            self.moved = True


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_file(follow_symlinks=False):
        return "file"
    if entry.is_symlink():
        return "link"
    return "folder" if entry.is_dir(follow_symlinks=False) else "other"
