"""Names that no list has: places right behind a verb of visiting, companies at the head of a deal.

They are never sure.
"""

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


def unnamed_company(s: Sentence, end: int) -> Players:
    """Give the company that the words up to a token may be, from the head of a sentence: "Lance Kesh"."""
    words = range(end + 1)
    plain = end >= 0 and all(_may_be_of_company(s, k) for k in words)
    known = s[0].who is not None or s[0].text in _NO_PLACES
    if s.headline or not plain or known or len(words) > _LONGEST + 1:
        return ()
    name = " ".join(s[k].text for k in words)
    if len(name) < _SHORTEST or not slug(name):
        return ()
    return whoever(Who(Entity(slug(name), "body", name, known=False, sure=False), end))


def _may_be_of_company(s: Sentence, k: int) -> bool:
    token = s[k]
    named = token.who is None or token.kind in {"state", "place", "body"}
    plain = named and token.time is None and token.amount is None and not token.owns
    return plain and token.text[0].isupper() and (k == 0 or token.gap == " ")
