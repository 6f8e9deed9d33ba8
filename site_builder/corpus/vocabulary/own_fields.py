"""Checks of the sections and fields that a project describes, and the kinds of files that follow from them.

What is wrong is left out, with all that says so: a record of a section that cannot be read is told of as
one under an unknown key.
"""

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.corpus.file_kinds import ANNOTATION, KINDS, CorpusKind
from site_builder.corpus.vocabulary import is_shipped
from site_builder.model.annotation import SECTIONS, Annotation
from site_builder.model.own_sections import OwnVocabulary, optional, own_classes
from site_builder.model.patterns import PatternError, fits
from site_builder.model.problems import Location, Problem, quoted
from site_builder.model.records import EventRecord, PlainRecord
from site_builder.model.registry import Actor, Registry
from site_builder.model.vocabulary import ActorType, Field, SectionType
from site_builder.model.written import yaml_key

MOST_SECTIONS, MOST_FIELDS = 20, 30
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
_LONGEST_KEY = 40
_OF_TYPES: Final = {
    "options": ("choice",),
    "unit": ("number",),
    "pattern": ("identifier",),
    "role": ("actor", "actors"),
}
"""What a field may say of itself only if it is of some types."""


ADDRESSES: Final = frozenset((
    "actors", "events", "arms_deals", "topics", "articles", "places", "equipment", "visits", "figures",
    "timeline", "network", "map", "flow", "disagreements", "coverage", "search", "data", "changes", "terms",
    "assets", "pagefind", "corrections",
))  # fmt: skip
"""Addresses of other pages, as keys: the register of a section stands at its own."""


def key_problem(key: str, place: Location, reserved: Iterable[str] = ()) -> Problem | None:
    """Say what is wrong with the key of a section or field, if anything."""
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        expected = f"small letters, digits and single underscores, at most {_LONGEST_KEY}"
        return Problem(place, "bad-key", quoted(key), expected, "write it so, such as court_cases")
    if key in reserved or keyword.iskeyword(key):
        found = f"{quoted(key)}, which has a meaning already"
        return Problem(place, "reserved-key", found, "a key of its own", "choose another key")
    return None


def section_problems(name: str, section: SectionType, place: Location) -> Iterator[Problem]:
    """Say what is wrong with a section that a project describes."""
    if found := key_problem(name, place, (*SECTIONS, *dir(Annotation), "rejected", *ADDRESSES)):
        yield found
    base = EventRecord if section.event_types else PlainRecord
    yield from fields_problems(section.fields, {*dir(base), *map(yaml_key, dir(base))})


def fields_problems(fields: Iterable[Field], reserved: Iterable[str]) -> Iterator[Problem]:
    """Say what is wrong with some fields; `reserved` are keys that have a meaning already."""
    taken, roles = set(reserved), set[str]()
    for number, one in enumerate(fields):
        if number == MOST_FIELDS:
            fix = "say what is rarely known under `says`"
            yield Problem(one.at.location, "too-many-fields", "more fields", f"at most {MOST_FIELDS}", fix)
        if found := key_problem(one.key, one.at.of("key"), taken):
            yield found
        if one.role and one.role in roles:
            fix = "give this one another role, or both lists one field"
            yield Problem(one.at.of("role"), "role-given-twice", quoted(one.role), "a role of its own", fix)
        taken.add(one.key)
        roles |= {one.role} if one.role else set()
        yield from _of_type(one)


def _of_type(one: Field) -> Iterator[Problem]:
    """A field says only what its type has, and what it needs."""
    for key, types in _OF_TYPES.items():
        if getattr(one, key) and one.type not in types:
            found = f"{quoted(key)} of a field of type {one.type}"
            fix = f"leave it out, or write `type: {types[-1]}`"
            yield Problem(one.at.of(key), "wrong-field-key", found, f"one of type {' or '.join(types)}", fix)
    if one.type == "choice" and len(set(one.options)) < max(2, len(one.options)):
        fix = "write `options:` with the words to choose from"
        yield Problem(
            one.at.location, "bad-options", f"{len(one.options)} options", "two or more, all different", fix
        )
    if one.type == "identifier":
        yield from _of_pattern(one)


def _of_pattern(one: Field) -> Iterator[Problem]:
    fix = "write for instance `7 digits`, or `'IMO ', 7 digits`"
    if not one.pattern:
        yield Problem(one.at.location, "bad-pattern", "no pattern", "the form of the identifier", fix)
        return
    try:
        wrong = [text for text in one.examples if not fits(one.pattern, text)]
    except PatternError as error:
        yield Problem(one.at.of("pattern"), "bad-pattern", str(error), "a form in words", fix)
        return
    for text in wrong:
        found = f"{quoted(text)}, which has another form than {quoted(one.pattern)}"
        yield Problem(
            one.at.of("examples"), "bad-identifier", found, "an example that has the form", "mend one of them"
        )


def right_fields(sections: Mapping[str, SectionType], types: Mapping[str, ActorType]) -> OwnVocabulary:
    """Leave out sections of which anything is wrong, and the fields of types of actors of which any is."""
    nowhere = Location("")
    right = {name: one for name, one in sections.items() if not any(section_problems(name, one, nowhere))}
    fields: dict[str, Field] = {}
    for kind in types.values():
        if not any(fields_problems(kind.fields, keys_of_actors())):
            fields |= {one.key: one for one in kind.fields}
    return OwnVocabulary(tuple(right.items())[:MOST_SECTIONS], tuple(map(optional, fields.values())))


def keys_of_actors() -> set[str]:
    """Keys that have a meaning of all actors."""
    return {*dir(Actor), *map(yaml_key, dir(Actor))}


def kinds_of(registry: Registry) -> tuple[CorpusKind, ...]:
    """Give the kinds of files of a project, by what its registry has."""
    return own_kinds(_own_of(registry))


def annotation_class(registry: Registry) -> type[Annotation]:
    """Give the class of a project's annotations, by what its registry has."""
    return own_classes(_own_of(registry)).annotation


def _own_of(registry: Registry) -> OwnVocabulary:
    own = {str(name): one for name, one in registry.sections.items() if not is_shipped(one.at.location)}
    return right_fields(own, {str(name): one for name, one in registry.actor_types.items()})


def own_kinds(own: OwnVocabulary) -> tuple[CorpusKind, ...]:
    """Give the kinds of files of a project with sections and fields of its own."""
    classes = own_classes(own)
    made = {ANNOTATION.name: classes.annotation, "actors": classes.actor}
    return tuple(
        replace(kind, record=made[kind.name], version=classes.version) if kind.name in made else kind
        for kind in KINDS
    )
