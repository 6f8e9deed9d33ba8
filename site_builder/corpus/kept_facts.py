"""The facts of all files, kept together: they are looked at each time, so that a row each would be too many.

They lie on a few shelves, so that an edit writes little anew.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final
from zlib import crc32

from site_builder.storage.store import Store

STAGE: Final = "facts"
SHELVES: Final = 64

Row = list[Any]
"""Of a file: its sha256, whether all its ids are known, its facts and its problems, as JSON has them."""


def read_facts(store: Store) -> dict[str, Row]:
    """Read what is kept of all files, by path."""
    found: dict[str, Row] = {}
    for shelf in range(SHELVES if store.keeps else 0):
        found.update(_shelf(store, shelf))
    return found


def keep_facts(store: Store, new: Mapping[str, Row], present: Collection[str]) -> None:
    """Keep what is new of files; what is kept of files that are no longer there goes with it."""
    by_shelf: dict[int, dict[str, Row]] = defaultdict(dict)
    for path, row in new.items():
        by_shelf[_shelf_of(path)][path] = row
    for shelf, rows in by_shelf.items():
        known = {path: row for path, row in _shelf(store, shelf).items() if path in present} | rows
        store.put(STAGE, str(shelf), "", json.dumps(known, ensure_ascii=False, separators=(",", ":")))


def _shelf_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogateescape")) % SHELVES


def _shelf(store: Store, number: int) -> dict[str, Row]:
    written = store.get(STAGE, str(number), "")
    try:
        rows = json.loads(written) if written else {}
    except ValueError:  # somebody else wrote it
        rows = {}
    return rows if isinstance(rows, dict) else {}
