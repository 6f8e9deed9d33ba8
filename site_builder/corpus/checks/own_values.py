"""Checks of what stands in fields that a project describes: forms of identifiers, order of ranges."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from site_builder.corpus.checks.coherence import value_problems
from site_builder.corpus.placeholders import TO_FILL
from site_builder.model.corpus import Corpus
from site_builder.model.own_sections import in_field
from site_builder.model.patterns import PatternError, fits
from site_builder.model.problems import Problem, quoted
from site_builder.model.quantities import Value
from site_builder.model.records import Record
from site_builder.model.registry import Actor
from site_builder.model.vocabulary import Field
from site_builder.model.written import Written

_OF_ALL = frozenset(field.name for field in fields(Actor))


def validate_own_values(corpus: Corpus) -> Iterator[Problem]:
    """What records say in fields of the project's own has the form that these ask for."""
    for annotation in corpus.annotations.values():
        for record in annotation.of(Record):
            yield from _values(record, record.OWN)


def validate_own_entries(corpus: Corpus) -> Iterator[Problem]:
    """An actor has only fields of its own type, and what stands there has their form."""
    types = corpus.registry.actor_types
    for actor in corpus.registry.actors.values():
        known = types[actor.type].fields if actor.type in types else ()
        yield from _values(actor, known)
        keys = {one.key for one in known}
        for field in fields(actor):
            if field.name not in _OF_ALL | keys and getattr(actor, field.name) not in (None, ()):
                owners = sorted(name for name, kind in types.items() if field.name in _keys(kind.fields))
                found = f"{quoted(field.name)} of an actor of type {actor.type}"
                fix = "delete it, or give the actor another type"
                expected = f"a key of its type; actors of type {' or '.join(owners)} have this one"
                yield Problem(actor.at.of(field.name), "field-of-another-type", found, expected, fix)


def _keys(own: Iterable[Field]) -> set[str]:
    return {one.key for one in own}


def _values(written: Written, own: Iterable[Field]) -> Iterator[Problem]:
    for field in own:
        values = in_field(written, field)
        if field.required and not values:
            fix = f"write `{field.key}: ...`"
            expected = f"{quoted(field.key)}, as the vocabulary asks for"
            yield Problem(written.at.location, "missing-key", f"no {quoted(field.key)}", expected, fix)
        for value in values:
            yield from _value(written, field, value)


def _value(written: Written, field: Field, value: object) -> Iterator[Problem]:
    if field.type == "identifier" and value != TO_FILL and not _has_form(field, str(value)):
        fix = f"write it as {quoted(field.examples[0])} is written" if field.examples else "look it up again"
        found, expected = quoted(str(value)), f"{field.pattern}"
        yield Problem(written.at.of(field.key), "bad-identifier", found, expected, fix)
    elif isinstance(value, Value):
        yield from value_problems(value, "")


def _has_form(field: Field, text: str) -> bool:
    try:
        return not field.pattern or fits(field.pattern, text)
    except PatternError:  # told where the form is written
        return True
