"""Names that no list has: places and people beside a verb of visiting, companies at the head of a deal.

They are never sure.
"""

from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.players import whoever
from site_builder.editing.suggest.clauses.reading import Players
from site_builder.editing.suggest.people.referring import Who
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.sentences.story import Sentence, Story
from site_builder.extraction.titles import TITLES
from site_builder.extraction.vocabulary import BODY_HEADS, COMMON, GIVEN_NAMES, MEDIA_HEADS

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
    further = end < len(s) and s[end].gap == " " and bool(s[end].who or s[end].text[0].isupper())
    name = " ".join(s[k].text for k in words)
    building = bool(words) and s[words[-1]].text in lexicon.words("buildings")
    if not words or building or len(words) > _LONGEST or further or len(name) < _SHORTEST or not slug(name):
        return ()
    return whoever(Who(Entity(slug(name), "place", name, known=False, sure=False), words[-1]))


def _may_name(s: Sentence, k: int) -> bool:
    token = s[k]
    plain = token.who is None and token.time is None and token.amount is None
    return plain and _is_capital(token.text) and token.text not in _NO_PLACES


def _is_capital(word: str) -> bool:
    """Tell "Merrow" and "Nur-Merrow" from "a" and "KNA"."""
    return all(part[:1].isupper() and part[1:].islower() for part in word.split("-"))


def unnamed_person(story: Story, s: Sentence, end: int) -> Players:
    """Give the person that the words up to a token may be: "General Qarrab left", "that Qarrab would go"."""
    if s.headline or end < 0:
        return ()
    first = end + 1
    while first > max(0, end + 1 - _LONGEST) and _may_name_person(s, first - 1) and _is_beside(s, first, end):
        first -= 1
    name = " ".join(s[k].text for k in range(first, end + 1))
    titled = s.word(first - 1) in lexicon.words("roles", "titles before names")
    led = lexicon.words("definite", "words before where things are from")
    named = len(name) >= _SHORTEST and slug(name) and s.word(first - 1) not in led
    if not named or not (titled or (first == end and _is_name_elsewhere(story, s, end))):
        return ()
    return whoever(Who(Entity(slug(name), "person", name, known=False, sure=False), end, sure=False))


def _is_beside(s: Sentence, k: int, end: int) -> bool:
    return k > end or s[k].gap == " "


def _may_name_person(s: Sentence, k: int) -> bool:
    words = lexicon.words("roles", "role words", "groups that travel")
    return _may_name(s, k) and s[k].low not in words | lexicon.words("titles before names")


def _is_name_elsewhere(story: Story, s: Sentence, at: int) -> bool:
    """Tell whether a word has its capital within sentences, too, and nowhere none."""
    low = s[at].low
    found = [(one, k) for one in story.sentences for k, token in enumerate(one.tokens) if token.low == low]
    within = any(k and not one.headline for one, k in found)
    things = lexicon.words("words before names of things")
    if any(one[k - 1].low in things for one, k in found if k):
        return False  # "Hurricane Qarrab"
    return within and all(one[k].text[0].isupper() and not one[k].who for one, k in found)


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
