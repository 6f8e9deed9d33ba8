"""Places that no name list has: words with capitals right behind a verb of visiting. They are never sure."""

from itertools import takewhile
from typing import Final

from site_builder.editing.suggest.names import Entity, slug
from site_builder.editing.suggest.players import whoever
from site_builder.editing.suggest.reading import Players
from site_builder.editing.suggest.referring import Who
from site_builder.editing.suggest.sentences import Sentence
from site_builder.extraction.vocabulary import BODY_HEADS, COMMON, GIVEN_NAMES, MEDIA_HEADS, TITLES

_NO_PLACES: Final = BODY_HEADS | COMMON | GIVEN_NAMES | MEDIA_HEADS | TITLES
_LONGEST: Final = 3
_SHORTEST: Final = 4
"""Letters that a place has at least: shorter words with a capital are many things."""


def unnamed_place(s: Sentence, at: int) -> Players:
    """Give the place that the words from a token on may be: "flew to Merrow"."""
    if s.headline:
        return ()
    words = tuple(takewhile(lambda k: _may_name(s, k) and (k == at or s[k].gap == " "), range(at, len(s))))
    end = at + len(words)
    further = end < len(s) and s[end].gap == " " and s[end].who is not None
    name = " ".join(s[k].text for k in words)
    if not words or len(words) > _LONGEST or further or len(name) < _SHORTEST or not slug(name):
        return ()
    return whoever(Who(Entity(slug(name), "place", name, known=False, sure=False), words[-1]))


def _may_name(s: Sentence, k: int) -> bool:
    token = s[k]
    plain = token.who is None and token.time is None and token.amount is None
    return plain and token.text[0].isupper() and token.text[1:].islower() and token.text not in _NO_PLACES
