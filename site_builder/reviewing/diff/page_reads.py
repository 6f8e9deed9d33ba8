"""What each page of a state looks up in its site, kept for the next comparison.

Two states are kept: the old one of the last comparison whole, the new one by what differs from it. So a
commit that was the new state of a comparison is known when it has become the old state of another.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from site_builder.linking.reads import Read
from site_builder.storage.store import Store

STAGE: Final = "looked-up"

PageReads = Mapping[str, frozenset[str]]
"""Look-ups as text, by the path of each unit of pages."""


def as_text(reads: Iterable[Read]) -> frozenset[str]:
    """Write look-ups so that another process knows them again."""
    return frozenset(f"{table} {key!r}" for table, key in reads)


def kept_reads(store: Store, state: str) -> PageReads | None:
    """Give what is kept of a state."""
    try:
        return _kept(store, state)
    except (ValueError, TypeError, LookupError, AttributeError):  # somebody else wrote it
        return None


def _kept(store: Store, state: str) -> PageReads | None:
    old = _row(store, "old")
    if not state or old is None:
        return None
    reads = _read(old)
    if old["state"] == state:
        return reads
    new = _row(store, "new")
    if new is None or (new["state"], new["old"]) != (state, old["state"]):
        return None
    gone = frozenset(new["gone"])
    return {path: found for path, found in {**reads, **_read(new)}.items() if path not in gone}


def keep_reads(store: Store, old: tuple[str, PageReads], new: tuple[str, PageReads]) -> None:
    """Keep what the pages of two states look up; a state without a name is not kept."""
    if not store.keeps or not old[0]:
        return
    known = _row(store, "old")
    if known is None or known.get("state") != old[0]:
        _put(store, "old", {"state": old[0], **_written(old[1])})
    if new[0] and new[0] != old[0]:
        differing = {path: found for path, found in new[1].items() if old[1].get(path) != found}
        gone = sorted(old[1].keys() - new[1].keys())
        _put(store, "new", {"state": new[0], "old": old[0], "gone": gone, **_written(differing)})


def _row(store: Store, unit: str) -> dict[str, Any] | None:
    try:
        row = json.loads(store.get(STAGE, unit, "") or "null")
    except ValueError:  # somebody else wrote it
        return None
    return row if isinstance(row, dict) else None


def _put(store: Store, unit: str, row: Mapping[str, object]) -> None:
    store.put(STAGE, unit, "", json.dumps(row, ensure_ascii=False, separators=(",", ":")))


def _written(reads: PageReads) -> dict[str, object]:
    """Many pages look up the same: each look-up is written once, and has a number."""
    texts = sorted(frozenset().union(*reads.values()))
    numbers = {text: number for number, text in enumerate(texts)}
    units = {path: sorted(numbers[text] for text in found) for path, found in reads.items()}
    return {"reads": texts, "units": units}


def _read(row: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    texts = row["reads"]
    return {path: frozenset(texts[number] for number in found) for path, found in row["units"].items()}
