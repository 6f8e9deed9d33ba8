"""Hashes of files, without reading those of which the system says what it said before."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.problems import Checked
from site_builder.storage.files import read_file
from site_builder.storage.looks import stamp_of
from site_builder.storage.store import GRAIN, Store


@dataclass(frozen=True, slots=True)
class HashedFile:
    """The bytes of a file, and their sha256."""

    data: bytes
    sha256: str


def known_hash(store: Store, root: Path, path: str, limit: int | None = None) -> str | None:
    """Give the sha256 of a file no larger than a limit, as far as it is known without reading it."""
    full, looks = f"{root}/{path}", store.looks
    known = looks.hashes.get(full) if looks else None
    if known is None:
        stamp = looks.stamp(full) if looks else stamp_of(full)
        sha256 = store.hash_of(full, stamp) if stamp else None
        if stamp is None or sha256 is None:
            return None
        known = stamp[0], sha256
        if looks:
            looks.hashes[full] = known
    return None if limit is not None and known[0] > limit else known[1]


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
    stamp = stamp_of(full)
    data, problems = read_file(root, path, limit)
    sha256 = hashlib.sha256(data or b"").hexdigest()
    if store.looks:
        store.looks.saw(full, stamp, sha256 if data is not None and len(data) <= limit else "")
    if data is None:
        return None, problems
    if stamp and stamp[0] == len(data) and max(stamp[1:3]) < now - GRAIN:
        store.note_hash(full, stamp, sha256)
    return HashedFile(data, sha256), problems
