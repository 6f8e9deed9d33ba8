"""Data in the form of gzip, the same bytes everywhere.

Python 3.13 writes another byte for the operating system than 3.12, and what a library makes of the same
data differs from one to the next (zlib, zlib-ng). So nothing is made smaller here: the data stand as
they are in "stored" blocks (RFC 1951, 3.2.4) between a head without a time or name, and a sum.
"""

import zlib

_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""RFC 1952: no name, no time, an unknown system."""
_BLOCK = 0xFFFF


def gzipped(data: bytes) -> bytes:
    """Data as a gzip file that holds them as they are.

    >>> import gzip
    >>> gzip.decompress(gzipped(b"words"))
    b'words'
    """
    parts = [data[start : start + _BLOCK] for start in range(0, len(data), _BLOCK)] or [b""]
    blocks = (_stored(part, is_last=part is parts[-1]) for part in parts)
    return b"".join((_HEAD, *blocks, _number(zlib.crc32(data), 4), _number(len(data) & 0xFFFFFFFF, 4)))


def _stored(part: bytes, *, is_last: bool) -> bytes:
    return bytes([is_last]) + _number(len(part), 2) + _number(len(part) ^ _BLOCK, 2) + part


def _number(value: int, size: int) -> bytes:
    return value.to_bytes(size, "little")
