"""The title of a page: of what its markup states, the part that its text prints."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from site_builder.editing.add.article_blocks import letters_of
from site_builder.editing.add.found_values import PageMetadata

_BETWEEN = re.compile(r"\s+[|–—·•»«:-]+\s+|\s*[|»«]\s*|\s+::\s+")
_LEAST = 3
"""Words of a part of a title that is one by itself; the name of a section or an outlet has fewer."""
_HALF = 0.5
_TITLES, _PARTS = 20, 8
"""So many titles, and marks within one, are looked at."""


def printed_title(stated: PageMetadata, lines: Sequence[str]) -> str:
    """Find the title as a line of the text; empty where no line is it."""
    by_letters = {key: line for line in lines if (key := letters_of(line))}
    for wanted in _wanted(stated):
        key = letters_of(wanted)
        if key in by_letters:
            return by_letters[key]
    return ""


def _wanted(stated: PageMetadata) -> Iterator[str]:
    """Give what the title may be: as stated, as a heading that is much of it, and as a part of it."""
    titles = [found.value for found in stated.titles[:_TITLES]]
    for title in titles:
        yield title
        yield from sorted(_parts(title), key=lambda part: (-len(part), part))
    yield from (heading for heading in stated.headings if _is_of(heading, titles))
    long = [heading for heading in stated.headings if len(heading.split()) > _LEAST]
    yield from (long if len(long) == 1 else ())
    yield from (stated.headings if not titles else ())


def _is_of(heading: str, titles: Sequence[str]) -> bool:
    """Tell a heading that is a part of a stated title, or shares most of its words with one."""
    words = set(heading.casefold().split())
    if len(words) < _LEAST:
        return False
    return any(
        letters_of(heading) in letters_of(title)
        or len(words & set(title.casefold().split())) > _HALF * len(words)
        for title in titles
    )


def _parts(title: str) -> Iterator[str]:
    """Give the parts of a title that are long enough, and it without its first or its last part."""
    marks = islice(_BETWEEN.finditer(title), _PARTS)
    ends = [(0, 0), *((match.start(), match.end()) for match in marks), (len(title),) * 2]
    for i in range(len(ends) - 1):
        for j in range(i + 1, len(ends)):
            part = title[ends[i][1] : ends[j][0]]
            if len(part.split()) >= _LEAST or not part.isascii() or len(ends) == 2:
                yield part


def bare_title(title: str, stated: PageMetadata) -> str:
    """Take the outlet's name off a stated title: what stands behind the last bar or dash, or is its name."""
    match = list(_BETWEEN.finditer(title))
    if not match:
        return title
    head, tail = title[: match[-1].start()], title[match[-1].end() :]
    site = letters_of(stated.site.value) if stated.site else ""
    is_site = bool(site) and (letters_of(tail) in site or site in letters_of(tail))
    bar = "|" in match[-1][0] or len(tail.split()) <= _LEAST
    return head if head and (is_site or (bar and len(head.split()) >= _LEAST)) else title
