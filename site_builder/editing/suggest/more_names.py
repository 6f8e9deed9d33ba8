"""People whom extraction does not find: a given name with a surname behind a long title or a bare word.

They are never sure: what is proposed of them says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from site_builder.editing.suggest.names import Directory, Entity, slug
from site_builder.editing.suggest.tokens import Token
from site_builder.extraction.vocabulary import (
    BODY_HEADS,
    COMMON,
    GIVEN_NAMES,
    MEDIA_HEADS,
    PARTICLES,
    PLACE_HEADS,
    TITLES,
)

_LONGEST: Final = 4
_NO_SURNAMES: Final = BODY_HEADS | MEDIA_HEADS | PLACE_HEADS | COMMON | TITLES


def with_more_names(tokens: Sequence[Token], directory: Directory) -> tuple[Token, ...]:
    """Join the words of full names, then name the surnames that stand alone."""
    found = dict(_full_names(tokens))
    if not found:
        return tuple(tokens)
    joined: list[Token] = []
    people: dict[str, Entity] = {}
    end = 0
    for i, token in enumerate(tokens):
        if i in found:
            end = found[i]
            name = " ".join(t.text for t in tokens[i:end])
            who = directory.find(name) or Entity(slug(name), "person", name, known=False, sure=False)
            last = tokens[end - 1]
            people.setdefault(last.text, who)
            joined.append(replace(token, end=last.end, text=name, owns=last.owns, who=who))
        elif i >= end:
            joined.append(token)
    return tuple(_alone(joined, people))


def _full_names(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give where names begin and end: "Ann Hale", "Ann de Hale"."""
    done = 0
    for i, token in enumerate(tokens):
        if i >= done and token.text in GIVEN_NAMES and _is_plain(token) and (end := _end(tokens, i)):
            yield i, end
            done = end


def _is_plain(token: Token) -> bool:
    return token.who is None and token.time is None and token.amount is None


def _end(tokens: Sequence[Token], i: int) -> int:
    """Find where a name ends; nothing where it has no surname, or is that of something else."""
    end = i + 1
    while end < len(tokens) and _goes_on(tokens[end]):
        end += 1
    last = tokens[end - 1]
    further = end < len(tokens) and tokens[end].who is not None and tokens[end].gap == " "
    fits = 1 < end - i <= _LONGEST and last.text[0].isupper() and last.text not in _NO_SURNAMES
    owner = any(token.owns for token in tokens[i : end - 1])
    return end if fits and not (further or owner) and slug(last.text) else 0


def _goes_on(token: Token) -> bool:
    return (
        _is_plain(token)
        and token.gap == " "
        and (token.text in PARTICLES or (token.text[0].isupper() and token.text[1:].islower()))
    )


def _alone(tokens: Sequence[Token], people: Mapping[str, Entity]) -> Iterator[Token]:
    for token in tokens:
        who = people.get(token.text) if _is_plain(token) else None
        yield replace(token, who=who) if who else token
