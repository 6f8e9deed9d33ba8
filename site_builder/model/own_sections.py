"""Classes of the records of a project's own sections, and of actors with fields of their own.

The files are read into classes, from which shapes, schemas, hashes and data follow. Those of a vocabulary
are made of what it says, in the very form of the builder's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, make_dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Annotated, Any, Final, Literal, cast

from site_builder.model.annotation import Annotation, in_files
from site_builder.model.meaning import Meaning
from site_builder.model.quantities import Count, Value
from site_builder.model.records import EventRecord, PlainRecord, Record
from site_builder.model.registry import Actor
from site_builder.model.value_types import Edtf, EquipmentId, EventId, Identifier, Line, PlaceId, Url
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
    "equipment": tuple[EquipmentId, ...],
    "event": EventId,
    "url": Url,
    "identifier": Identifier,
}
LISTS: Final[frozenset[FieldType]] = frozenset(("actors", "places", "texts", "equipment"))
"""Types of fields that hold several."""
_OPTIONS: Final = {"frozen": True, "slots": True, "kw_only": True}


@dataclass(frozen=True, slots=True)
class OwnClasses:
    """The classes of annotations and of actors in a project; `version` tells vocabularies apart."""

    annotation: type[Annotation] = Annotation
    actor: type[Actor] = Actor
    version: str = ""


def own_classes(sections: Iterable[tuple[str, SectionType]], fields: Iterable[Field]) -> OwnClasses:
    """Give the classes for some sections, and for actors with some fields more."""
    sections, fields = tuple(sections), tuple(fields)
    return _classes(sections, fields) if sections or fields else OwnClasses()


@lru_cache(maxsize=8)
def _classes(sections: tuple[tuple[str, SectionType], ...], fields: tuple[Field, ...]) -> OwnClasses:
    records = {key: record_class(key, section) for key, section in sections}
    members = [
        (key, Annotated[tuple[records[key], ...], Meaning(section.meaning)], ())  # type: ignore[valid-type]
        for key, section in sections
    ]
    own = tuple(records)
    names = {"SECTIONS": in_files(own)}
    annotation = _made("Annotation", members, Annotation, names, Annotation.__doc__) if own else Annotation
    actor = (
        _made("Actor", [_member(one) for one in fields], Actor, {"OWN": fields}, Actor.__doc__)
        if fields
        else Actor
    )
    version = blake2b(repr((sections, fields)).encode(), digest_size=8).hexdigest()
    return OwnClasses(annotation, actor if fields else Actor, version)


def record_class(key: str, section: SectionType) -> type[Record]:
    """Give the class of a section's records: with an event where it has types of events."""
    base = EventRecord if section.event_types else PlainRecord
    members = [_member(one) for one in section.fields]
    name = f"{key.title().replace('_', '')}Record"
    return cast("type[Record]", _made(name, members, base, {"OWN": section.fields}, section.meaning))


def record_fields(record: Written, *types: FieldType) -> Iterator[Field]:
    """Give the fields of some types that a project's vocabulary gives a record."""
    return (one for one in getattr(record, "OWN", ()) if one.type in types)


def in_field(record: Written, own: Field) -> tuple[Any, ...]:
    """Give what stands in a field, however many it may hold."""
    value = getattr(record, own.key)
    return value if own.type in LISTS else () if value is None else (value,)


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
