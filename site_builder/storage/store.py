"""What was made before, kept by what it was made of: one SQLite file in the project's own folder.

A value is JSON text under a stage, a unit (a file, an article) and a key: a hash of all that was read to
make it. The whole of it goes when the code or what it runs on is another. It is safe to delete; where it
cannot be opened, read or written, everything is made anew, and nobody notices but by the time it takes.
"""

import hashlib
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from site_builder.storage.looks import Looks, Stamp
from site_builder.storage.work_folder import own_folder

FILE: Final = "kept.sqlite"
RUNS_KEPT: Final = 16
"""What none of so many writing runs has asked for is dropped."""
_SWEPT: Final = 8
"""In one of so many runs; to find it takes a look at every value."""
_BATCH: Final = 2_000
"""So many values wait in memory before they are written."""
_FEW: Final = 1_000
"""So many files that are gone do no harm."""
GRAIN: Final = 2_000_000_000
"""Nanoseconds: a file that changed so short a time ago may change again without another time of change."""
_WAIT: Final = 5.0
"""Seconds to wait for another process that writes."""
_PACKAGES: Final = ("spacy", "pydantic", "pyyaml", "pillow")
"""Those whose version may change what is kept."""
_TABLES: Final = """
    CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT);
    CREATE TABLE IF NOT EXISTS kept (
        stage TEXT, unit TEXT, key TEXT, value TEXT, used INTEGER, PRIMARY KEY (stage, unit, key)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (
        path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, sha256 TEXT
    ) WITHOUT ROWID;
"""

Unit = tuple[str, str, str]
"""Stage, unit and key."""


class Notes(NamedTuple):
    """What another process has to tell a store: values to be kept, which it used, and hashes of files."""

    new: Mapping[Unit, str] = {}
    used: frozenset[Unit] = frozenset()
    seen: Mapping[str, tuple[Stamp, str]] = {}


NO_NOTES: Final = Notes()


def key_of(*parts: str) -> str:
    """Hash what a value is made of into a key."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass
class Store:
    """Values kept from run to run; without a `connection` there are none."""

    connection: sqlite3.Connection | None = None
    run: int = 0
    """The number of this run among those that wrote."""
    looks: Looks | None = None
    """Within `looking`: what was seen of files so far."""
    _new: dict[Unit, str] = field(default_factory=dict)
    _used: set[Unit] = field(default_factory=set)
    _files: dict[str, Sequence[Any]] | None = None
    """Rows of the table, by path; of what this run has seen, the same."""
    _seen: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _ahead: dict[str, dict[tuple[str, str], tuple[Any, Any]]] = field(default_factory=dict)
    _again: set[str] = field(default_factory=set)
    path: Path | None = None
    _is_told: bool = False
    """Whether another process is told what is put here, and keeps it."""

    @property
    def keeps(self) -> bool:
        """Tell whether anything is kept at all."""
        return self.connection is not None

    def get(self, stage: str, unit: str, key: str) -> str | None:
        """Give the value kept of a unit under a key."""
        if self.connection is None:
            return None
        if (stage, unit, key) in self._new:
            return self._new[stage, unit, key]
        ahead = self._ahead.get(stage, {})
        row = ahead.get((unit, key)) if stage in self._again else ahead.pop((unit, key), None)
        row = row or self._row((stage, unit, key))
        if row is None:
            return None
        value, used = row
        self._note_use((stage, unit, key), used)
        return str(value)

    def read_ahead(self, stage: str, *, again: bool = False) -> None:
        """Read all that is kept of a stage at once, for who is about to ask for most of it; maybe `again`."""
        if self.connection is None or stage in self._ahead:
            return
        rows = self._rows("SELECT unit, key, value, used FROM kept WHERE stage = ?", (stage,))
        if again:
            self._again.add(stage)
        self._ahead[stage] = {(unit, key): (value, used) for unit, key, value, used in rows}

    def forget_ahead(self, stage: str) -> None:
        """Let go of what was read ahead of a stage and not asked for: nobody will ask for much of it."""
        if stage in self._ahead:
            self._ahead[stage] = {}

    def all_of(self, stage: str, begin: str) -> Iterator[tuple[str, str]]:
        """Give units and values of all that earlier runs kept of a stage under keys with the same begin."""
        asked = "SELECT unit, key, value, used FROM kept WHERE stage = ? AND substr(key, 1, ?) = ?"
        for unit, key, value, used in self._rows(asked, (stage, len(begin), begin)):
            self._note_use((stage, str(unit), str(key)), used)
            yield str(unit), str(value)

    def _note_use(self, unit: Unit, used: object) -> None:
        if isinstance(used, int) and used < self.run - RUNS_KEPT // 2:
            self._used.add(unit)

    def _row(self, unit: Unit) -> tuple[Any, Any] | None:
        asked = "SELECT value, used FROM kept WHERE stage = ? AND unit = ? AND key = ?"
        try:
            found: tuple[Any, Any] | None = (
                self.connection.execute(asked, unit).fetchone() if self.connection else None
            )
        except sqlite3.Error:
            self.close()
            return None
        return found

    def put(self, stage: str, unit: str, key: str, value: str) -> None:
        """Keep a value; it is written with others, at the latest when the store is closed."""
        if self.connection is not None:
            self._new[stage, unit, key] = value
            if len(self._new) >= _BATCH and not self._is_told:
                self.write()

    # ---------------------------------------------------------------- other processes

    def go_on_forked(self, *, tells: bool = True) -> None:
        """Go on in a process that was forked: read the file anew, and write nothing if it tells another.

        SQLite forbids using, or closing, a connection that another process has opened.
        """
        if self.connection is not None and self.path is not None:
            _left_alone.append(self.connection)
            self._new, self._used, self._seen, self._is_told = {}, set(), {}, tells
            try:
                self.connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
            except sqlite3.Error:
                self.connection = None

    def taken(self) -> Notes:
        """Take what is to be told to the store of the process that this one was forked from."""
        if not self._is_told:
            return NO_NOTES
        notes = Notes(self._new, frozenset(self._used), self._seen)
        self._new, self._used, self._seen = {}, set(), {}
        return notes

    def note(self, notes: Notes) -> None:
        """Keep what another process tells."""
        if self.connection is not None:
            for unit, value in notes.new.items():
                self.put(*unit, value)
            self._used |= notes.used
            self._seen |= notes.seen

    # ---------------------------------------------------------------- files that stay as they are

    def hash_of(self, path: str, stamp: Stamp) -> str | None:
        """Give the hash that a file had when the system said the same of it."""
        if self.connection is None:
            return None
        if self._files is None:
            rows = self._rows("SELECT path, size, mtime, ctime, inode, sha256 FROM files", ())
            self._files = {row[0]: row for row in rows}
        self._asked.add(path)
        known = self._files.get(path)
        return known[5] if known and known[1:5] == stamp else None

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at no file twice until the block ends; without a connection nothing is kept."""
        before = self.looks
        if self.connection is not None:
            self.looks = before or Looks()
        try:
            yield
        finally:
            self.looks = before

    def note_hash(self, path: str, stamp: Stamp, sha256: str) -> None:
        """Keep the hash of a file, to be believed as long as the system says the same of it."""
        if self.connection is not None:
            self._seen[path] = stamp, sha256

    # ---------------------------------------------------------------- the file itself

    def write(self, *, last: bool = False) -> None:
        """Write what is new; where that fails, it is made again next time.

        With the `last` of some runs, what nobody has asked for in many is dropped.
        """
        nothing = not (self._new or self._used or self._seen)
        if self.connection is None or nothing or self._is_told:
            return
        new = [(*unit, value, self.run) for unit, value in self._new.items()]
        for (stage, unit, key), value in self._new.items():
            if stage in self._again:
                self._ahead[stage][unit, key] = value, self.run
        noted = [(path, *stamp, sha256) for path, (stamp, sha256) in self._seen.items()]
        if self._files is not None:
            self._files |= {row[0]: row for row in noted}
        try:
            with self.connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", new)
                used = "UPDATE kept SET used = ? WHERE stage = ? AND unit = ? AND key = ?"
                connection.executemany(used, [(self.run, *unit) for unit in self._used])
                connection.executemany("DELETE FROM files WHERE path = ?", self._gone())
                connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", noted)
                connection.execute("INSERT OR REPLACE INTO about VALUES ('run', ?)", (str(self.run),))
                if last and self.run % _SWEPT == 0:
                    connection.execute("DELETE FROM kept WHERE used < ?", (self.run - RUNS_KEPT,))
        except (sqlite3.Error, UnicodeError):  # text that is none cannot be kept
            self.close()
        self._new, self._used, self._seen = {}, set(), {}

    def _gone(self) -> list[tuple[str]]:
        """Files that nobody asked for, once they are the most of all that are known."""
        known = self._files or {}
        if len(known) < 2 * len(self._asked) + _FEW:
            return []
        return [(path,) for path in known.keys() - self._asked]

    def close(self) -> None:
        """Let go of the file."""
        if self.connection is not None:
            connection, self.connection = self.connection, None
            try:
                connection.close()
            except sqlite3.Error:
                return

    def _rows(self, asked: str, given: tuple[str | int, ...]) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self.connection.execute(asked, given) if self.connection else ()
        except sqlite3.Error:
            self.close()


_left_alone: Final[list[sqlite3.Connection]] = []
"""Connections of the process that this one was forked from."""
NOTHING: Final = Store()
"""A store that keeps nothing."""


def for_another_process() -> Store:
    """Give an empty store in memory, of which another process is told all that is put into it."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript(_TABLES)
    return Store(connection, 1, _is_told=True)


@contextmanager
def opened(root: Path) -> Iterator[Store]:
    """Open the store of a project; one that keeps nothing where it cannot be used."""
    store = _opened(root)
    try:
        yield store
        store.write(last=True)
    finally:
        store.close()


def _opened(root: Path) -> Store:
    try:
        path = own_folder(root) / FILE
        try:
            return _store_at(path)
        except sqlite3.OperationalError:
            return Store()
        except sqlite3.DatabaseError:  # broken: begin anew
            path.unlink(missing_ok=True)
            return _store_at(path)
    except (OSError, sqlite3.Error):
        return Store()


def _store_at(path: Path) -> Store:
    # In a preview one thread after the other has it.
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
        about: Mapping[str, str] = dict(connection.execute("SELECT name, value FROM about"))
        looks = code_looks()
        if not looks or about.get("looks") != looks:
            if about.get("stamp") != code_stamp():
                _begin_anew(connection)
                about = {}
            connection.execute("INSERT OR REPLACE INTO about VALUES ('looks', ?)", (looks,))
        return Store(connection, int(about.get("run", "0")) + 1, path=path)
    except BaseException:
        connection.close()
        raise


def _begin_anew(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        for table in ("kept", "files", "about"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand here
        connection.execute("INSERT INTO about VALUES ('stamp', ?)", (code_stamp(),))


_PACKAGE: Final = Path(__file__).parent.parent


@cache
def code_looks() -> str:
    """Hash of what the system says of the package's files, and of the folders that other packages are in.

    As long as it is the same, so is `code_stamp`, which takes longer; empty where a file has just changed.
    """
    said = sorted(_own_files())
    if any(max(mtime, ctime) > time.time_ns() - GRAIN for _, _, mtime, ctime, _ in said):
        return ""
    others = [(path, Path(path).stat().st_mtime_ns) for path in sys.path if Path(path).exists()]
    return key_of(sys.version, os.name, repr(said), repr(others))


def _own_files() -> Iterator[tuple[str, int, int, int, int]]:
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for path in (f"{folder}/{name}" for name in names):
            said = os.lstat(path)
            yield path, said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino


@cache
def code_stamp() -> str:
    """Hash of the package's own code, and of the versions of what it runs on."""
    package = _PACKAGE
    stamp = hashlib.sha256(f"{platform.python_version()} {os.name}".encode())
    for name in _PACKAGES:
        stamp.update(f"{name} {_version(name)}\n".encode())
    for path in sorted(path for path in package.rglob("*.*") if "__pycache__" not in path.parts):
        data = path.read_bytes()
        stamp.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode())
        stamp.update(data)
    return stamp.hexdigest()


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - rarely asked

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
