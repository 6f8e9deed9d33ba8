"""Posts of others that an article shows: who signed them, and when, is not who wrote the article."""

import re
from collections.abc import Iterator, Sequence

from site_builder.proving.blocks import BlockKind, TextBlock

BY = re.compile(
    r"(?:(?:written|story|words|text|reported|posted|published)\s+by|by|authors?)\s*:?\s+(?=\S)"
    r"|(?:von|par|por|door|oleh|af|di|autore?|auteur|автор|текст)\s*:?\s+(?-i:(?![a-zа-яё]))(?=[^\W\d_])",
    re.IGNORECASE,
)
"""How a byline begins, in English and a few other languages."""
POSTED = re.compile(r"(?<![\w.])@\w{2,30}\b")
"""The handle of someone who posted something that the article shows."""
_SIGNED = re.compile(r"\A\s*[-–—]\s*\S.{0,60}@|\(@\w{2,30}\)")
"""How a post that is shown within an article is signed."""
_AFTER_HANDLE = 2
"""A post's date stands so many blocks behind its handle at most."""
_STANDFIRST = 1
"""A paragraph before the text proper: above the second one, a handle is the author's."""


def without_posts(
    lines: Sequence[tuple[TextBlock, str]], *, begun: bool = False
) -> list[tuple[TextBlock, str]]:
    """Leave out who posted what the article shows, and when: "— Lena Voss (@lenavoss) May 3, 2031".

    A bare handle by the title is the author's own; `begun` tells that the lines are not by the title.
    """
    gone: set[int] = set()
    prose = 0
    for i, (block, line) in enumerate(lines):
        handle = POSTED.search(line) if block.kind is not BlockKind.PROSE and not BY.match(line) else None
        if handle and (begun or _SIGNED.search(line)):
            gone |= {i, *_around_handle(lines, i, alone=handle.start() == 0)}
        prose += block.kind is BlockKind.PROSE
        begun = begun or prose > _STANDFIRST
    return [pair for i, pair in enumerate(lines) if i not in gone]


def _around_handle(lines: Sequence[tuple[TextBlock, str]], i: int, *, alone: bool) -> Iterator[int]:
    """Give the lines of a post around its handle: the name above it, and the day below."""
    if alone and i and not BY.match(lines[i - 1][1]):
        yield i - 1
    below = range(i + 1, min(len(lines), i + 1 + _AFTER_HANDLE))
    yield from (j for j in below if lines[j][0].kind is not BlockKind.PROSE)
