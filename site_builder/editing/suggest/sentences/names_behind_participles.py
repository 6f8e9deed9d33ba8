"""Names that extraction begins too early: "Congratulating Hale", where a sentence opens with a participle."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest.proposals.names import Directory, Entity, slug
from site_builder.editing.suggest.sentences.tokens import Token
from site_builder.extraction.vocabulary import GIVEN_NAMES

_SHORTEST: Final = 7
"""Letters that a participle has at least: shorter words such as "Ming" are names."""
_OPENS: Final = frozenset('.!?"\n\u2013\u2014:')
"""Marks behind which a sentence may open."""


def without_participles(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Part participles from the names of people behind them, also where these are referred to later."""
    found: dict[str, Entity] = {}
    parted: list[Token] = []
    for i, token in enumerate(tokens):
        parts = tuple(_parted(token, directory)) if _opens_sentence(tokens, i) else ()
        if parts and token.who and parts[1].who:
            found[token.who.id] = parts[1].who
        parted += parts or (token,)
    return tuple(_renamed(token, found) for token in parted) if found else tuple(tokens)


def _renamed(token: Token, found: dict[str, Entity]) -> Token:
    who = found.get(token.who.id) if token.who else None
    return replace(token, who=who) if who else token


def _opens_sentence(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or not _OPENS.isdisjoint(tokens[i].gap)


def _parted(token: Token, directory: Directory) -> Iterator[Token]:
    """Give the participle and the name behind it; nothing where a token is no such thing."""
    who, (first, _, rest) = token.who, token.text.partition(" ")
    guessed = who is not None and who.kind == "person" and not who.known and token.text == who.name
    if guessed and rest and slug(rest) and _is_participle(first):
        end = token.start + len(first)
        yield replace(token, end=end, text=first, owns=False, who=None)
        named = directory.find(rest) or Entity(slug(rest), "person", rest, known=False, sure=False)
        yield replace(token, start=end + 1, text=rest, gap=" ", who=named)


def _is_participle(word: str) -> bool:
    small = word[:1].isupper() and word[1:].islower()
    return small and word.endswith("ing") and len(word) >= _SHORTEST and word not in GIVEN_NAMES
