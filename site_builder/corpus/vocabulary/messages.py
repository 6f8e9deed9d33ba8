"""The words of the builder's own vocabulary as messages, and a registry whose words are those of a language.

What a project describes is in its own language already, and stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from site_builder.corpus.file_kinds import KINDS
from site_builder.corpus.vocabulary import is_shipped, shipped
from site_builder.model.registry import Registry
from site_builder.model.vocabulary import Field, Term
from site_builder.model.written import Written
from site_builder.translation.messages import pgettext, spoken

CONTEXT: Final = "vocabulary"
OF_TERMS: Final = ("name", "plural", "meaning", "use", "noun", "group")
OF_FIELDS: Final = ("label", "meaning")
"""What is shown of a term, and of a field."""

K = TypeVar("K")
T = TypeVar("T", bound=Term)
W = TypeVar("W", bound=Written)


def messages_of_vocabulary() -> Iterator[tuple[str, str, str]]:
    """All words that are shown, each with its context and the file that they stand in."""
    for kind in KINDS:
        if issubclass(kind.record, Term):
            for term in shipped(kind).value.values():
                for words, context in _of_term(term):
                    yield words, context, f"site_builder/corpus/vocabulary/{kind.name}.yml"


def _of_term(term: Term) -> Iterator[tuple[str, str]]:
    yield from ((words, CONTEXT) for words in _shown(term, OF_TERMS).values())
    for field in getattr(term, "fields", ()):
        yield from ((words, CONTEXT) for words in (*_shown(field, OF_FIELDS).values(), *field.examples))
        if field.role:
            yield field.role, "role in an event"


def _shown(written: Written, names: tuple[str, ...]) -> Mapping[str, str]:
    every = {name: getattr(written, name, None) for name in names}
    return {name: words for name, words in every.items() if words}


def in_language(registry: Registry) -> Registry:
    """The registry with the builder's own vocabulary in the language that is spoken."""
    if spoken().is_english:
        return registry
    return replace(
        registry,
        event_types=_translated(registry.event_types),
        actor_types=_translated(registry.actor_types),
        sections=_translated(registry.sections),
    )


def _translated(terms: Mapping[K, T]) -> Mapping[K, T]:
    return {name: _term(term) if is_shipped(term.at.location) else term for name, term in terms.items()}


def _term(term: T) -> T:
    said: dict[str, Any] = _in_language(term, OF_TERMS)
    fields: tuple[Field, ...] = getattr(term, "fields", ())
    if fields:
        said["fields"] = tuple(map(_field, fields))
    return _replaced(term, said)


def _field(field: Field) -> Field:
    if not is_shipped(field.at.location):
        return field
    examples = tuple(pgettext(CONTEXT, example) for example in field.examples)
    return _replaced(field, {**_in_language(field, OF_FIELDS), "examples": examples})


def _replaced(written: W, said: Mapping[str, Any]) -> W:
    """The same with other words, in the place where it was written."""
    made = replace(written, **said)
    object.__setattr__(made, "at", written.at)
    return made


def _in_language(written: Written, names: tuple[str, ...]) -> dict[str, str]:
    return {name: pgettext(CONTEXT, words) for name, words in _shown(written, names).items()}
