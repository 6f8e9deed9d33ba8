"""Classes of the records of a project's own sections, and of actors with fields of their own.

The files are read into classes, from which shapes, schemas, hashes and data follow. Those of a vocabulary
are made of what it says, in the very form of the builder's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, make_dataclass, replace
from functools import lru_cache, partialmethod
from hashlib import blake2b
from typing import Annotated, Any, Final, Literal, NamedTuple

from site_builder.model.annotation import Annotation, in_files, section_of
from site_builder.model.meaning import Meaning
from site_builder.model.quantities import Count, Value
from site_builder.model.records import EventRecord, PlainRecord
from site_builder.model.registry import Actor, Registry
from site_builder.model.value_types import (
    Edtf,
    EquipmentId,
    EventId,
    Identifier,
    Line,
    PlaceId,
    SubjectId,
    Url,
)
from site_builder.model.vocabulary import Field, FieldType, SectionType
from site_builder.model.written import ActorRef, Written

_TYPES: Final[dict[FieldType, Any]] = {
    "actor": ActorRef,
    "actors": tuple[ActorRef, ...],
    "place": PlaceId,
    "places": tuple[PlaceId, ...],
    "date": Edtf,
    "value": Value,
    "number": int | Count,
    "text": Line,
    "texts": tuple[Line, ...],
    "ids": tuple[SubjectId, ...],
    "equipment": tuple[EquipmentId, ...],
    "event": EventId,
    "url": Url,
    "identifier": Identifier,
}
LISTS: Final[frozenset[FieldType]] = frozenset(("actors", "places", "texts", "equipment", "ids"))
"""Types of fields that hold several."""
_OPTIONS: Final = {"frozen": True, "slots": True, "kw_only": True}


@dataclass(frozen=True, slots=True)
class OwnClasses:
    """The classes of annotations and of actors in a project; `version` tells vocabularies apart."""

    annotation: type[Annotation] = Annotation
    actor: type[Actor] = Actor
    version: str = ""


class OwnVocabulary(NamedTuple):
    """The sections that a project describes, by their keys, and the fields that its actors may have."""

    sections: tuple[tuple[str, SectionType], ...] = ()
    fields: tuple[Field, ...] = ()


NOTHING_OWN: Final = OwnVocabulary()


def optional(one: Field) -> Field:
    """The same field where nobody must have it: whether an actor must depends on its type."""
    made = replace(one, required=False)
    object.__setattr__(made, "at", one.at)
    return made


def own_classes(own: OwnVocabulary) -> OwnClasses:
    """Give the classes for what a project describes."""
    return _classes(own) if own.sections or own.fields else OwnClasses()


@lru_cache(maxsize=8)
def _classes(own: OwnVocabulary) -> OwnClasses:
    records = {key: _class_of((key, section)) for key, section in own.sections}
    members = [
        (key, Annotated[tuple[records[key], ...], Meaning(section.meaning)], ())  # type: ignore[valid-type]
        for key, section in own.sections
    ]
    names = {"SECTIONS": in_files(records), "__reduce__": partialmethod(_reduced, (own, "annotation"))}
    annotation = _made("Annotation", members, Annotation, names, Annotation.__doc__)
    names = {"OWN": own.fields, "__reduce__": partialmethod(_reduced, (own, "actor"))}
    actor = _made("Actor", [_member(one) for one in own.fields], Actor, names, Actor.__doc__)
    version = blake2b(repr(own).encode(), digest_size=8).hexdigest()
    return OwnClasses(annotation if own.sections else Annotation, actor if own.fields else Actor, version)


Recipe = tuple[str, SectionType] | tuple[OwnVocabulary, Literal["annotation", "actor"]]
"""What a class is made of: of the records of a section, or of annotations or actors."""


@lru_cache(maxsize=256)
def _class_of(recipe: Recipe) -> Any:
    """Give the class of a section's records, with an event where it has types of events; or another class."""
    if isinstance(recipe[0], OwnVocabulary):
        return getattr(_classes(recipe[0]), str(recipe[1]))
    key, section = recipe
    base = EventRecord if section.event_types else PlainRecord
    names = {"OWN": section.fields, "__reduce__": partialmethod(_reduced, recipe)}
    members = [_member(one) for one in section.fields]
    return _made(f"Own_{key}", members, base, names, section.meaning)  # as no class of the builder's own


def _reduced(written: Written, recipe: Recipe) -> Any:
    """How other processes make the same value: their classes are made there, of the same description."""
    values = {one.name: getattr(written, one.name) for one in fields(written) if one.init}
    return _restored, (recipe, values, getattr(written, "at", None))


def _restored(recipe: Recipe, values: dict[str, Any], at: Any) -> Any:
    made = _class_of(recipe)(**values)
    if at is not None:
        object.__setattr__(made, "at", at)
    return made


def fields_of(registry: Registry, kind: Any) -> tuple[Field, ...]:
    """Give the fields of a class of records: those of the builder's section, then those of the project."""
    section, own = section_of(kind), getattr(kind, "OWN", ())
    return (*registry.sections[section].fields, *own) if section else own


def record_fields(record: Written, *types: FieldType) -> Iterator[Field]:
    """Give the fields of some types that a project's vocabulary gives a record."""
    return (one for one in getattr(record, "OWN", ()) if one.type in types)


def in_field(record: Written, own: Field) -> tuple[Any, ...]:
    """Give what stands in a field, however many it may hold."""
    value = getattr(record, own.key, None)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _member(one: Field) -> tuple[Any, ...]:
    """A field of a class: its name, its type with its meaning, and its default where it may be absent."""
    kind = Literal[tuple(one.options)] if one.type == "choice" else _TYPES[one.type]
    meaning = Meaning(one.meaning, tuple(one.examples))
    if one.required:
        return one.key, Annotated[kind, meaning]
    if one.type in LISTS:
        return one.key, Annotated[kind, meaning], ()
    return one.key, Annotated[kind | None, meaning], None


def _made(
    name: str, members: list[tuple[Any, ...]], base: type[Written], names: dict[str, Any], says: str | None
) -> Any:
    space = {**names, "__doc__": says, "__module__": __name__}
    return make_dataclass(name, members, bases=(base,), namespace=space, **_OPTIONS)
