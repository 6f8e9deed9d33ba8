"""The order within a search index's files, which Pagefind leaves to chance.

It writes filters, their values and sort keys in the order of hash tables, which is another one in
each run; the names of files are hashes of what is in them, so they differ, too. Here all of it is
brought into alphabetical order. The files are CBOR (RFC 8949: nothing but numbers, texts and arrays)
after a mark, in gzip; Pagefind's `pagefind_web/src/metadata.rs` and `filter_index.rs` describe them.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

ENTRY = "pagefind-entry.json"
MARK = b"pagefind_dcd"
FILTERS, SORTS = 3, 4
"""Where a `pf_meta` file lists filters, `[name, file]`, and sort keys, `[name, pages]`."""

NUMBER, TEXT, ARRAY = 0, 3, 4
"""Major types of CBOR."""


def in_order(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Bring Pagefind's files, by name, into order; those that hold what changes get the names of the new."""
    kept = dict(files)
    entry = json.loads(kept[ENTRY])
    for language, known in entry["languages"].items():
        meta = unpacked(kept.pop(f"pagefind.{known['hash']}.pf_meta"))
        for listed in meta[FILTERS]:
            name, values = unpacked(kept.pop(f"filter/{listed[1]}.pf_filter"))
            listed[1], content = packed([name, sorted(values)], language)
            kept[f"filter/{listed[1]}.pf_filter"] = content
        meta[FILTERS].sort()
        meta[SORTS].sort()
        known["hash"], content = packed(meta, language)
        kept[f"pagefind.{known['hash']}.pf_meta"] = content
    kept[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    wanted = {f"wasm.{known['wasm'] or 'unknown'}.pagefind" for known in entry["languages"].values()}
    return {name: kept[name] for name in sorted(kept) if name in wanted or not name.startswith("wasm.")}


def unpacked(data: bytes) -> Any:
    """Read one of Pagefind's files."""
    content = gzip.decompress(data)
    if not content.startswith(MARK):
        raise ValueError("a file of another kind than is known")
    value, end = decode(content, len(MARK))
    if end != len(content):
        raise ValueError("a file that holds more than is known of")
    return value


def packed(value: object, language: str) -> tuple[str, bytes]:
    """Write one of Pagefind's files: the name that its content gives it, and its bytes."""
    content = MARK + encode(value)
    return f"{language}_{hashlib.sha256(content).hexdigest()[:10]}", gzip.compress(content, mtime=0)


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
