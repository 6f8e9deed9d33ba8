"""The files of a site that is being made: each written once, or linked to the same bytes of the site before.

A file of a release is never written into: another release may hold it, too. To make thousands of folders and
links costs more than to look whether they are right: folders are taken over from a release that nobody needs,
with all that is in them.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINK_BUT = frozenset({errno.ENOSPC, errno.EROFS, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Errors at making a link that do not say that links cannot be made."""

PIECE = 1 << 20
"""Bytes of a file that are compared at once."""
FileFacts = tuple[int, int, int]
"""By which a file is known to be as it was: its number on the disk, size and time of its last change."""


@dataclass(slots=True)
class Work:
    """What was done: files written and linked, and the bytes of those written."""

    written: int = 0
    linked: int = 0
    bytes: int = 0


@dataclass
class SiteFiles:
    """Files of a site in `folder`; those that are as in `former`, a site that stays, are linked to it.

    `linking` is off where somebody else may write into files of the folder, or no links can be made. `hashes`
    and `facts` are those of the files that were written. From a `spare` site, which is used up, folders are
    taken over where it is known which files others write into them: `theirs`, by path.
    """

    folder: Path
    former: Path | None = None
    linking: bool = True
    hashes: dict[str, str] = field(default_factory=dict)
    work: Work = field(default_factory=Work)
    facts: dict[str, FileFacts] = field(default_factory=dict)
    spare: Path | None = None
    theirs: AbstractSet[str] | None = None
    _taken_over: dict[str, bool] = field(default_factory=dict)
    """The folders at the top that were asked for, and whether they are those of the spare."""
    _folders: set[str] = field(default_factory=set)

    def write(self, path: str, data: bytes) -> None:
        """Give a file its bytes; one that is there already gives way."""
        to = os.path.join(self.folder, path)  # noqa: PTH118 - for each of many thousand files
        self._make_folder(path, to)
        if not self._linked(path, data, to):
            _make_way(to)
            with open(to, "xb") as file:  # noqa: PTH123 - as above
                file.write(data)
            self.work.written += 1
            self.work.bytes += len(data)
        self.hashes[path] = hashlib.sha256(data).hexdigest()
        self.facts[path] = facts_of(os.stat(to))  # noqa: PTH116 - as above

    def take(self, path: str, sha256: str, known: FileFacts) -> bool:
        """Give a file as the former site has it, if it has these bytes there; `known` tells it by itself."""
        if self.former is None:
            return False
        at = os.path.join(self.former, path)  # noqa: PTH118 - as above
        if (facts := self._facts_of_known(at, sha256, known)) is None:
            return False
        to = os.path.join(self.folder, path)  # noqa: PTH118 - as above
        self._make_folder(path, to)
        if not (self.linking and self._is_linked(at, to, facts)):
            self.write(path, Path(at).read_bytes())
            return True
        self.work.linked += 1
        self.hashes[path], self.facts[path] = sha256, facts  # it is the same file
        return True

    def has(self, path: str, sha256: str, known: FileFacts) -> bool:
        """Whether the former site has a file of these bytes; `known` tells it by itself."""
        if self.former is None:
            return False
        at = os.path.join(self.former, path)  # noqa: PTH118 - as above
        return self._facts_of_known(at, sha256, known) is not None

    @staticmethod
    def _facts_of_known(at: str, sha256: str, known: FileFacts) -> FileFacts | None:
        try:
            found = os.lstat(at)
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        facts = facts_of(found)
        is_known = facts == known or hashlib.sha256(Path(at).read_bytes()).hexdigest() == sha256
        return facts if is_known else None

    def others(self) -> Iterator[str]:
        """List the files of the folder that were not written here, or were changed since.

        Those that were taken over for nothing are removed.
        """
        self.hashes = {path: known for path, known in self.hashes.items() if path in self.facts}
        there = dict(files_below(self.folder))
        for path in self._remove_old(there):
            del there[path]
        for path in [path for path in self.hashes if there.get(path) != self.facts[path]]:
            del self.hashes[path]
        yield from sorted(there.keys() - self.hashes.keys())

    def adopt(self, path: str, data: bytes) -> None:
        """Count a file in that somebody else wrote; `data` are its bytes."""
        self.hashes[path] = hashlib.sha256(data).hexdigest()
        at = self.folder / path
        half = at.with_name(f".{at.name}.new")
        if self._linked(path, data, str(half)):
            half.replace(at)
        self.facts[path] = facts_of(at.stat())

    def _make_folder(self, path: str, to: str) -> None:
        folder = os.path.dirname(to)  # noqa: PTH120 - as above
        if folder in self._folders:
            return
        if (top := _top(path)) not in self._taken_over:
            self._taken_over[top] = "/" in path and self._take_over(top)
        if not (self._taken_over[top] and _is_folder(folder)):
            try:
                os.mkdir(folder)  # noqa: PTH102 - as above
            except OSError:  # it is there, or lacks the one above
                self._make_folders(folder)
        self._folders.add(folder)

    def _make_folders(self, folder: str) -> None:
        """Make a folder with those above it, where files may be that were taken over."""
        above = os.path.dirname(folder)  # noqa: PTH120 - as above
        if not _is_folder(above):
            self._make_folders(above)
        if not _is_folder(folder):
            _make_way(folder)
            os.mkdir(folder)  # noqa: PTH102 - as above

    def _take_over(self, top: str) -> bool:
        if self.spare is None or self.theirs is None or not self.linking:
            return False
        try:
            (self.spare / top).rename(self.folder / top)
        except OSError:  # there is none, or it would be in the way of one
            return False
        for path in self.theirs:
            if _top(path) == top:  # whoever writes into it would write into the site before
                _make_way(str(self.folder / path))
        return True

    def end_folder(self, top: str) -> None:
        """Remove from one of our folders what was taken over for nothing: all of it has been written."""
        if self._taken_over.get(top):
            self._remove_old(path for path, _ in files_below(self.folder, top))

    def _remove_old(self, paths: Iterable[str]) -> list[str]:
        """Remove those of some files that were taken over for nothing, and give their paths."""
        theirs = self.theirs or frozenset()
        new = self.facts.keys() | theirs
        old = [path for path in paths if path not in new and self._taken_over.get(_top(path))]
        for path in old:
            self._remove(path)
        return old

    def _remove(self, path: str) -> None:
        """Remove a file, and the folders that are empty then."""
        at = self.folder / path
        at.unlink()
        for folder in at.parents:
            if folder == self.folder or any(folder.iterdir()):
                return
            folder.rmdir()

    def _linked(self, path: str, data: bytes, to: str) -> bool:
        """Link a file to that of the former site, if that holds the same."""
        if self.former is None or not self.linking:
            return False
        known = os.path.join(self.former, path)  # noqa: PTH118 - as above
        if not holds(known, data):
            return False
        self.linking = self._is_linked(known, to, facts_of(os.lstat(known)))
        self.work.linked += self.linking
        return self.linking

    def _is_linked(self, known: str, to: str, facts: FileFacts) -> bool:
        """Have a file stand at a second place, if it does not yet and the system makes such links."""
        try:
            if facts_of(os.lstat(to)) == facts:
                return True
        except OSError:
            return was_linked(known, to)
        _make_way(to)
        return was_linked(known, to)


def _top(path: str) -> str:
    return path.partition("/")[0]


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114 - as above


def _make_way(to: str) -> None:
    """Remove what stands at a place."""
    if _is_folder(to):
        remove_folder(to)
    elif os.path.lexists(to):
        os.unlink(to)  # noqa: PTH108 - as above


def remove_folder(folder: str) -> None:
    """Remove a folder that nobody else writes into: with half of what the system is asked otherwise."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                remove_folder(entry.path)
            else:
                os.unlink(entry.path)  # noqa: PTH108 - for each of many thousand files
    os.rmdir(folder)  # noqa: PTH106 - as above


def files_below(folder: Path, top: str = "") -> Iterator[tuple[str, FileFacts]]:
    """List the files below a folder by path, or those of one folder at its top."""
    waiting = [f"{top}/" if top else ""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name, facts_of(entry.stat())


def facts_of(found: os.stat_result) -> FileFacts:
    """By what a file is known."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def holds(path: str, data: bytes) -> bool:
    """Whether there is a file with just these bytes; a link is none."""
    try:
        handle = os.open(path, _READ)
    except OSError:
        return False
    with os.fdopen(handle, "rb", buffering=0) as file:
        facts = os.fstat(handle)
        alike = stat.S_ISREG(facts.st_mode) and facts.st_size == len(data)
        pieces = range(0, len(data), PIECE)
        return alike and all(file.read(PIECE) == data[at : at + PIECE] for at in pieces) and not file.read(1)


def was_linked(known: str, to: str) -> bool:
    """Give a file a second name, if the system makes such links."""
    try:
        os.link(known, to)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno in _NO_LINK_BUT:
            raise
        return False
    return True
