"""The order within a search index's files, which Pagefind leaves to chance.

It writes filters, their values and sort keys in the order of hash tables, which is another one in
each run; the names of files are hashes of what is in them, so they differ, too. Here all of it is
brought into alphabetical order. The files are CBOR (RFC 8949: nothing but numbers, texts and arrays)
after a mark, in gzip; Pagefind's `pagefind_web/src/metadata.rs` and `filter_index.rs` describe them.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

MARK = b"pagefind_dcd"
FILTERS, SORTS = 3, 4
"""Where a `pf_meta` file lists filters, `[name, file]`, and sort keys, `[name, pages]`."""

NUMBER, TEXT, ARRAY = 0, 3, 4
"""Major types of CBOR."""


def put_in_order(bundle: Path) -> None:
    """Bring the files of a written index into order, and name them anew by what is in them."""
    entries = bundle / "pagefind-entry.json"
    entry = json.loads(entries.read_bytes())
    for language, known in entry["languages"].items():
        meta = take(bundle / f"pagefind.{known['hash']}.pf_meta")
        meta[FILTERS] = sorted([name, ordered_filter(bundle, language, old)] for name, old in meta[FILTERS])
        meta[SORTS].sort()
        known["hash"] = put(meta, bundle, f"pagefind.{language}_", ".pf_meta").removeprefix("pagefind.")
    entries.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def ordered_filter(bundle: Path, language: str, old: str) -> str:
    """Order the values of a filter, and return its file's new name."""
    name, values = take(bundle / "filter" / f"{old}.pf_filter")
    return put([name, sorted(values)], bundle / "filter", f"{language}_", ".pf_filter")


def take(path: Path) -> Any:
    """Read one of Pagefind's files and remove it."""
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(MARK):
        raise ValueError(f"{path.name} is none of Pagefind's files")
    value, end = decode(content, len(MARK))
    if end != len(content):
        raise ValueError(f"{path.name} holds more than is known of")
    path.unlink()
    return value


def put(value: object, folder: Path, before: str, after: str) -> str:
    """Write one of Pagefind's files, and return its name, which ends in a hash, without what is after."""
    content = MARK + encode(value)
    name = before + hashlib.sha256(content).hexdigest()[:10]
    (folder / (name + after)).write_bytes(gzip.compress(content, mtime=0))
    return name


def decode(data: bytes, at: int = 0) -> tuple[Any, int]:
    """Read an item of CBOR: its value and where the next begins."""
    major, short = data[at] >> 5, data[at] & 31
    at += 1
    if short < 24:
        number = short
    elif short < 28:
        size = 1 << (short - 24)
        number, at = int.from_bytes(data[at : at + size]), at + size
    else:
        raise ValueError("an array or text without a length")
    if major == NUMBER:
        return number, at
    if major == TEXT:
        return data[at : at + number].decode(), at + number
    if major != ARRAY:
        raise ValueError(f"CBOR of type {major}")
    items = []
    for _ in range(number):
        item, at = decode(data, at)
        items.append(item)
    return items, at


def encode(value: object) -> bytes:
    """Write an item of CBOR in its shortest form."""
    match value:
        case int():
            return _head(NUMBER, value)
        case str():
            return _head(TEXT, len(value.encode())) + value.encode()
        case list():
            return _head(ARRAY, len(value)) + b"".join(map(encode, value))
    raise TypeError(value)


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([major << 5 | 24 + power]) + number.to_bytes(1 << power)
