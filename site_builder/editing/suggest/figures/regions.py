"""Figures of parts of the world: "African military spending rose", "Europe's imports"."""

from collections.abc import Mapping
from functools import cache
from itertools import takewhile
from typing import Final

from site_builder.editing.suggest import lexicon
from site_builder.editing.suggest.clauses.named_in_clauses import led_by
from site_builder.editing.suggest.proposals.names import Entity, slug
from site_builder.editing.suggest.proposals.new_measures import NewMeasure
from site_builder.editing.suggest.sentences.story import Sentence

_NEAR: Final = 5
"""So many words behind an adjective of a part of the world stands what is measured."""
_WORLD: Final = frozenset(("world", "globe", "planet"))


def region_of(s: Sentence, i: int, measure: NewMeasure) -> Entity | None:
    """Give the part of the world whose a number is said to be, by what stands before what is measured."""
    if is_worldwide(s, i) and (measure.listed or measure.noun == measure.unit):
        return _entity("World")
    if measure.listed:
        return None
    first = max((k for k in range(i + 1) if k == 0 or any(c in s[k].gap for c in ";:")), default=0)
    noun = measure.noun.split()[-1:]
    for k in range(first, i):
        if noun and noun[0] in _phrase(s, k) and led_by(s, k, first) in {"", "in", "that"}:
            found = _named(s, k)
            if found and not (k and s[k - 1].owns):
                return _entity(found)
    return None


def is_worldwide(s: Sentence, i: int) -> bool:
    """As in "140,000 deaths worldwide", "12,000 warheads in the world"."""
    before = takewhile(lambda k: not s.gap(k + 1).strip(), range(i - 1, max(-1, i - 2 - _NEAR), -1))
    if any(s.word(k) in {"worldwide", "globally"} for k in before):
        return True  # "deaths worldwide have surpassed 5,000"
    for k in range(i + 1, min(len(s), i + _NEAR)):
        counted = s[k].amount is not None and s.word(k - 1) == "and"  # "5 cases and 2 deaths worldwide"
        if s[k].gap.strip() or (s[k].amount and not counted) or s[k].time:
            return False
        if s.word(k) in {"worldwide", "globally"}:
            return True
        if s.word(k) in {"in", "around", "across"}:
            return s.words(k + 1, k + 3) == ["the", "world"] and not s[k + 2].owns
    return False


def speaks_of_regions(s: Sentence) -> bool:
    """Tell whether a title is of a part of the world, or of all: whose its figures are, no dateline tells."""
    parts = lexicon.words("parts of the world")
    words = lexicon.words("adjectives of parts of the world") | {"world", "global", "worldwide"}
    named = (k for k, token in enumerate(s.tokens) if token.text in parts)
    own = any(s[k].owns or s.word(k - 1) in {"in", "to", "from", "of", "across"} for k in named)
    return own or not words.isdisjoint(s.vocabulary)


def _phrase(s: Sentence, k: int) -> list[str]:
    """Give the plain words behind a token, as far as they describe one thing."""
    words: list[str] = []
    for j in range(k + 1, min(len(s), k + 1 + _NEAR)):
        if s[j].gap.strip() not in {"", "'s", "'"} or not s[j].text[0].islower() or s[j].amount:
            break
        if s.word(j) in lexicon.words("prepositions", "being and having"):
            break
        words.append(s.word(j))
    return words


def _named(s: Sentence, k: int) -> str:
    if s[k].owns:
        part = s[k].text in lexicon.words("parts of the world")
        return "World" if s.word(k) in _WORLD else s[k].text if part else ""
    two = f"{s.word(k - 1)} {s.word(k)}" if k and s.gap(k) == " " else ""
    if s.word(k - 1) in lexicon.words("parts of continents") and two not in _adjectives():
        return ""
    return _adjectives().get(two, "") or _adjectives().get(s.word(k), "")


@cache
def _adjectives() -> Mapping[str, str]:
    return lexicon.table("regions")["adjectives"]


def _entity(name: str) -> Entity:
    return Entity(slug(name), "place", name, known=False, sure=False)
