"""Checks of the types and sections that a project describes: few, called differently, of right fields."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from site_builder.corpus.checks.triggers import validate_triggers
from site_builder.corpus.vocabulary import is_shipped
from site_builder.corpus.vocabulary.own_fields import (
    MOST_SECTIONS,
    fields_problems,
    keys_of_actors,
    section_problems,
)
from site_builder.model.corpus import Corpus
from site_builder.model.problems import Problem, quoted
from site_builder.model.value_types import SectionId
from site_builder.model.vocabulary import Field, SectionType, Term
from site_builder.names.likeness import folded

MOST_TYPES: Final = 100
"""Types of events, or of actors: filters and keys list them all."""

_CODES: Final = (
    ("cameo", re.compile("(0[1-9]|1[0-9]|20)[0-9]{0,2}"), "two to four digits, the first two from 01 to 20"),
    ("followthemoney", re.compile("([A-Z][a-z]+)+"), "the name of a schema, such as PublicBody"),
)
"""Forms of codes of other vocabularies that are too many to list; short lists are types of the model."""


def validate_types(corpus: Corpus) -> Iterator[Problem]:
    """There are not too many types, and no two of the events or of the actors have the same name."""
    registry = corpus.registry
    for types, most in (
        (registry.event_types, MOST_TYPES),
        (registry.actor_types, MOST_TYPES),
        (registry.sections, MOST_SECTIONS),
    ):
        yield from _too_many(types, most)
        yield from _same_names(types)
        for term in types.values():
            yield from _wrong_codes(term)
    for name, section in registry.sections.items():
        if not is_shipped(section.at.location):
            yield from section_problems(name, section, section.at.location)
    first: dict[str, Field] = {}
    for kind in registry.actor_types.values():
        yield from fields_problems(kind.fields, keys_of_actors())
        for one in kind.fields:
            if replace(first.setdefault(one.key, one), required=one.required) != one:
                found = f"{quoted(one.key)}, which actors of another type have otherwise"
                fix = "describe it in the same words in both, or give one of them another key"
                yield Problem(one.at.of("key"), "field-of-two-forms", found, "one form for a key", fix)
    yield from _told_by_two(registry.sections)
    yield from validate_triggers(registry)


def _told_by_two(sections: Mapping[SectionId, SectionType]) -> Iterator[Problem]:
    """The records of events of one type stand in one section."""
    first: dict[str, str] = {}
    for name, section in sorted(sections.items(), key=lambda item: not is_shipped(item[1].at.location)):
        for number, kind in enumerate(section.event_types):
            if (other := first.setdefault(kind, name)) != name:
                found = f"{quoted(kind)}, whose records stand under {quoted(other)}"
                fix = "describe a type of its own for this section, or leave it out"
                place = section.at.of("event_types", number)
                yield Problem(place, "type-of-two-sections", found, "a type of this section alone", fix)


def _wrong_codes(term: Term) -> Iterator[Problem]:
    """What is said to be a code of another vocabulary has the form of one."""
    same = term.mappings
    for scheme, form, expected in _CODES if same else ():
        for number, code in enumerate(getattr(same, scheme)):
            if same and not form.fullmatch(code):
                fix = "write the code as that vocabulary does, or leave it out"
                yield Problem(same.at.of(scheme, number), "bad-code", quoted(code), expected, fix)


def _too_many(types: Mapping[Any, Term], most: int) -> Iterator[Problem]:
    own = [kind for kind in types.values() if not is_shipped(kind.at.location)]
    if len(own) > most:
        place, found = own[most].at.location, f"{len(own):,} of them"
        fix = "make one of those that differ least, and say the rest under `says`"
        yield Problem(place, "too-many-types", found, f"at most {most}", fix)


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
