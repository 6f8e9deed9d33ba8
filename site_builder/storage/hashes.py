"""Hashes of files, without reading those of which the system says what it said before."""

import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.problems import Checked
from site_builder.storage.files import read_file
from site_builder.storage.store import GRAIN, Stamp, Store


@dataclass(frozen=True, slots=True)
class HashedFile:
    """The bytes of a file, and their sha256."""

    data: bytes
    sha256: str


def known_hash(store: Store, root: Path, path: str, limit: int | None = None) -> str | None:
    """Give the sha256 of a file no larger than a limit, as far as it is known without reading it."""
    full = f"{root}/{path}"
    stamp = _stamp(full)
    if stamp is None or (limit is not None and stamp[0] > limit):
        return None
    return store.hash_of(full, stamp)


def hash_of_file(store: Store, root: Path, path: str, limit: int) -> str:
    """Give the sha256 of as much of a file as is read; of one that cannot be read, that of nothing."""
    known = known_hash(store, root, path, limit)
    if known is not None:
        return known
    read, _ = read_hashed(store, root, path, limit)
    return read.sha256 if read else hashlib.sha256(b"").hexdigest()


def read_hashed(store: Store, root: Path, path: str, limit: int) -> Checked[HashedFile | None]:
    """Read a file and hash it; the hash of a whole one is kept for the next time."""
    full, now = f"{root}/{path}", time.time_ns()
    stamp = _stamp(full)
    data, problems = read_file(root, path, limit)
    if data is None:
        return None, problems
    sha256 = hashlib.sha256(data).hexdigest()
    if stamp and stamp[0] == len(data) and max(stamp[1:3]) < now - GRAIN:
        store.note_hash(full, stamp, sha256)
    return HashedFile(data, sha256), problems


def _stamp(path: str) -> Stamp | None:
    """What the system says of a regular file; nothing of others."""
    try:
        said = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(said.st_mode):
        return None
    return said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino
