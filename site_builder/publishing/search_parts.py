"""How the searched pages of a large site are parted, each part with an index of its own.

Pagefind can only index all pages of an index anew: with parts, an edit makes anew those whose pages it
changed, and what Pagefind holds is a part at a time. A part ends where the hash of the next page's path says
so, if it is neither short nor long: which pages it holds depends on the pages around, and not on how many
come before (content-defined chunking, as in Muthitacharoen, Chen and Mazières, “A low-bandwidth network file
system”, 2001).
"""

import hashlib
from collections.abc import Iterable

WHOLE = 5_000
"""So many pages of a site, searched or not, have one index: a browser gets an answer from one sooner."""
PARTS = 8
"""About half as many to as many parts a larger site has; a browser asks each of them."""


def part_size(pages: int) -> int:
    """How many pages a part has on average in a site of so many pages; 0 where there is one part.

    It is a power of two, so that the same parts do for some time while a corpus grows.
    """
    return 0 if pages <= WHOLE else 1 << ((pages // PARTS).bit_length() - 1)


def begins_part(path: str, held: int, size: int) -> bool:
    """Whether a part begins with a page, where the last holds so many; `size` is a power of two, or 0."""
    if not size or held < size // 2:
        return False
    return held >= 2 * size or int(_sha256(path), 16) % (size // 2) == 0


def parted(paths: Iterable[str], size: int) -> tuple[tuple[str, ...], ...]:
    """Part pages in the order in which they are written."""
    parts: list[list[str]] = []
    for path in paths:
        if not parts or begins_part(path, len(parts[-1]), size):
            parts.append([])
        parts[-1].append(path)
    return tuple(map(tuple, parts))


def folder_of(first: str) -> str:
    """The folder of a part by its first page: it stays as long as that does."""
    return _sha256(first)[:8]


def _sha256(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()
