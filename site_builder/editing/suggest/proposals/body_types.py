"""What kind of body a new entry is, by the words of its name and what the text calls it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.extraction import lexicon as known_names
from site_builder.model.vocabulary import BodyType

_SECTIONS: Final[Mapping[BodyType, str]] = {
    "organisation": "bodies",
    "media": "outlets",
    "company": "companies",
    "armed-force": "forces",
    "government-body": "public bodies",
}
_KNOWN: Final[Mapping[str, BodyType]] = {
    name: kind
    for kind, section in _SECTIONS.items()
    for name in known_names.words(section, "organisations.txt")
}
_HEADS: Final[Mapping[BodyType, frozenset[str]]] = {
    "media": known_names.words("sure media heads"),
    "company": lexicon.words("heads of companies"),
    "armed-force": lexicon.words("heads of forces"),
    "government-body": lexicon.words("heads of public bodies"),
}
_CALLED: Final[Mapping[BodyType, frozenset[str]]] = {
    "media": lexicon.words("called outlets"),
    "company": lexicon.words("called companies"),
    "government-body": lexicon.words("called public bodies"),
}
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
_LONGEST = 3
"""Words at the end of a name that tell what it is, at most."""


def body_type(name: str, called: str = "") -> BodyType:
    """Say what a body is by its name, else by what the text calls it; an organisation where neither tells.

    >>> [body_type(name) for name in ("The Norland Post", "Lance Industries", "Army of Kesh", "Kesh Group")]
    ['media', 'company', 'armed-force', 'organisation']
    >>> body_type("Kesh Group", "Norland shipping company"), body_type("Kesh Group", "newspaper")
    ('company', 'media')
    """
    if known := _KNOWN.get(name):
        return known
    words = name.partition(" of ")[0].split()
    if _SITE.fullmatch(name) or _is_news_agency(words):
        return "media"
    found = _ending(words, _HEADS)
    if found == "government-body" and words[0] in lexicon.words("shared by states"):
        found = None
    return found or _ending(called.split(), _CALLED) or "organisation"


def _is_news_agency(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[-1] == "Agency" and words[-2] in lexicon.words("agencies of news")


def _ending(words: Sequence[str], known: Mapping[BodyType, frozenset[str]]) -> BodyType | None:
    """Look the last words up, the longest first."""
    endings = (" ".join(words[-size:]) for size in range(min(_LONGEST, len(words)), 0, -1))
    return next((kind for ending in endings for kind, heads in known.items() if ending in heads), None)
