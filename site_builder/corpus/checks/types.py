"""Checks of the types that a project describes: few enough to be told apart, and called differently."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from site_builder.corpus.vocabulary import is_shipped
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Problem, quoted
from site_builder.model.vocabulary import Term
from site_builder.names.likeness import folded

MOST_TYPES: Final = 100
"""Types of events, or of actors: filters and keys list them all."""


def validate_types(corpus: Corpus) -> Iterator[Problem]:
    """There are not too many types, and no two of the events or of the actors have the same name."""
    for types in (corpus.registry.event_types, corpus.registry.actor_types):
        yield from _too_many(types)
        yield from _same_names(types)


def _too_many(types: Mapping[Any, Term]) -> Iterator[Problem]:
    own = [kind for kind in types.values() if not is_shipped(kind.at.location)]
    if len(own) > MOST_TYPES:
        place, found = own[MOST_TYPES].at.location, f"{len(own):,} types"
        fix = "give what differs less than these do one type, and say the rest under `says`"
        yield Problem(place, "too-many-types", found, f"at most {MOST_TYPES}", fix)


def _same_names(types: Mapping[Any, Term]) -> Iterator[Problem]:
    """The builder's own types are named first, so that it is the project's that are told of."""
    first: dict[str, str] = {}
    for name, kind in sorted(types.items(), key=lambda item: not is_shipped(item[1].at.location)):
        for key in ("name", "plural"):
            text = getattr(kind, key)
            other = first.setdefault(folded(text), name)
            if other != name:
                found = f"{quoted(text)}, as {quoted(other)} is called"
                yield Problem(
                    kind.at.of(key), "same-type-name", found, "a name of its own", "call it otherwise"
                )
