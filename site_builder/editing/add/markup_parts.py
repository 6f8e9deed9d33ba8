"""What a page's elements say of the words in them: readers' comments, other stories, captions.

Pages name their parts for their style sheets, in few words that most of them share. A name counts
for all that stands in the element, unless the article itself does: `layout` sees to that.
"""

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cache, lru_cache
from typing import NamedTuple

from site_builder.names import word_lists


class PartRole(Enum):
    """What a part of a page is, by its element and the names that it was given."""

    COMMENTS = auto()
    OTHERS = auto()
    """Other stories, menus, adverts, what asks for something."""
    SHARES = auto()
    DOUBTFUL = auto()
    """What holds other things on most pages, and the article itself on some."""
    CAPTION = auto()
    BYLINE = auto()
    """Who wrote it."""
    DATE = auto()
    """When it appeared or was changed, and what else a page notes of it."""
    QUOTED = auto()
    """What somebody else posted or said."""


class PagePart(NamedTuple):
    """An element with a role, and the part that it stands in (by its place in the list; -1 for none)."""

    role: PartRole
    within: int


class MarkedRun(NamedTuple):
    """Some words of a page's text as they stand in its markup.

    `end` counts the letters and digits of the text up to the run's end. `part` is the innermost part
    that holds the run, or -1; `container` tells which elements are siblings, `shape` which containers
    have the same names; `linked` words are a link's.
    """

    end: int
    part: int
    container: int
    shape: int
    linked: bool


class PageMarkup(NamedTuple):
    """The runs of a page's text, in order, and the parts that they stand in."""

    runs: tuple[MarkedRun, ...] = ()
    parts: tuple[PagePart, ...] = ()


_ELEMENTS: Mapping[str, PartRole] = {
    "nav": PartRole.OTHERS,
    "aside": PartRole.OTHERS,
    "form": PartRole.OTHERS,
    "footer": PartRole.DOUBTFUL,
    "figcaption": PartRole.CAPTION,
    "time": PartRole.DATE,
    "blockquote": PartRole.QUOTED,
}
_SECTIONS: Mapping[str, PartRole] = {
    "comments": PartRole.COMMENTS,
    "others": PartRole.OTHERS,
    "shares": PartRole.SHARES,
    "captions": PartRole.CAPTION,
    "doubtful": PartRole.DOUBTFUL,
    "bylines": PartRole.BYLINE,
    "dates": PartRole.DATE,
    "quoted": PartRole.QUOTED,
}
_NO_PARTS = frozenset(("html", "body", "main", "article", "h1"))
_LONGEST = 300
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def role_of(tag: str, names: str) -> PartRole | None:
    """Give the role of an element by its tag and its names: what it has as `id`, `class` and the like."""
    if tag in _NO_PARTS:
        return None
    if names:
        words = f" {_BETWEEN.sub(' ', _HUMP.sub(' ', names[:_LONGEST]).lower()).strip()} "
        for section, role in _SECTIONS.items():
            if _names(section).search(words):
                return role
    return _ELEMENTS.get(tag)


@cache
def _names(section: str) -> re.Pattern[str]:
    entries = word_lists.sections("markup.txt", "site_builder.editing.add")[section]
    return re.compile(f" (?:{'|'.join(map(re.escape, sorted(entries)))}) ")
