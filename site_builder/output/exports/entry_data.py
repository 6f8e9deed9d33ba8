"""Entries of the registry as JSON: what the editors know, and which records and texts name it."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

from typing_extensions import TypedDict

from site_builder.linking.site import RecordKey, Site, records_of
from site_builder.model.annotation import Section
from site_builder.model.meaning import FORMERLY, NOTE, OUTCOME, Meaning
from site_builder.model.records import OrganisationRecord, PersonRecord
from site_builder.model.registry import Actor, Entry, Frame, MeasuredKind, Search
from site_builder.model.value_types import ActorId, Outcome
from site_builder.output.exports.published_records import OrganisationDescriptionData, RoleData
from site_builder.output.exports.published_values import (
    EdtfData,
    Id,
    Ids,
    Natural,
    OwnFieldsData,
    Pair,
    SourceLine,
)
from site_builder.output.exports.record_data import json_of, own_apart, record_data, source_line

R = TypeVar("R", PersonRecord, OrganisationRecord)


class NameInData(TypedDict):
    """A name in another language."""

    language: Annotated[str, Meaning("The code of the language (ISO 639-1).")]
    name: Annotated[str, Meaning("The name.")]


class EntryData(TypedDict):
    """What every entry of the registry has."""

    id: Id
    name: Annotated[str, Meaning("The name shown.")]
    names: Annotated[list[NameInData], Meaning("Its names in other languages.")]
    aliases: Annotated[list[str], Meaning("Other correct spellings.")]
    printed: Annotated[list[str], Meaning("Damaged or wrong forms found in a source.")]
    different_from: Annotated[Ids, Meaning("Ids of entries of nearly the same name that are others.")]
    same_as: Annotated[list[str], Meaning("Addresses that identify it elsewhere.")]
    description: Annotated[str | None, Meaning("One line.")]
    note: Annotated[str | None, NOTE]
    formerly: Annotated[Ids, FORMERLY]
    basis: Annotated[
        Literal["registry"],
        Meaning("Known to the editors; applies to all fields except lists of records."),
    ]
    source: SourceLine


class ActorEntryData(EntryData):
    """What the registry says of an actor; under `own` what its type alone has, as the vocabulary says."""

    type: Annotated[Id, Meaning("Id of its type; see `actor_types`.")]
    country: Annotated[Id | None, Meaning("Id of its state.")]
    part_of: Annotated[Id | None, Meaning("Id of the body it belongs to.")]
    website: Annotated[str | None, Meaning("The website, for an outlet.")]
    own: OwnFieldsData


class MentionsData(TypedDict):
    """How often a text names it."""

    article: Annotated[Id, Meaning("Id of an article.")]
    count: Annotated[Natural, Meaning("How often.")]
    basis: Annotated[Literal["article"], Meaning("An article's text names it.")]


class ActorData(ActorEntryData):
    """An actor."""

    roles: Annotated[list[RoleData], Meaning("What articles say a person is.")]
    descriptions: Annotated[list[OrganisationDescriptionData], Meaning("What articles say a body is.")]
    mentions: Annotated[
        list[MentionsData], Meaning("Where extraction found its names; empty until it has run.")
    ]


class PlaceData(EntryData):
    """A place."""

    within: Annotated[Id | None, Meaning("Id of a place or state around it.")]
    coordinates: Annotated[Pair | None, Meaning("Degrees north and east.")]


_Class = TypedDict("_Class", {"class": Annotated[Id | None, Meaning("Id of its class.")]})


class EquipmentData(EntryData, _Class):
    """A piece of equipment, or a class."""

    makers: Annotated[Ids, Meaning("Ids of its makers.")]
    made_in: Annotated[Id | None, Meaning("Id of the state it is made in.")]


class TopicData(EntryData):
    """A topic."""


class MeasureData(EntryData):
    """A measure."""

    sentence: Annotated[str, Meaning("What it measures; {subject} and {object} stand for those of a figure.")]
    unit: Annotated[str, Meaning("Its unit.")]
    subjects: Annotated[list[MeasuredKind], Meaning("What may stand for {subject}.")]
    objects: Annotated[list[MeasuredKind], Meaning("What may stand for {object}.")]


class LookedInData(TypedDict):
    """Where somebody looked."""

    name: Annotated[str, Meaning("What was looked through.")]
    url: Annotated[str | None, Meaning("Its address.")]


class SearchData(TypedDict):
    """Something that somebody looked for: the editors' own knowledge, which no article says."""

    id: Id
    question: Annotated[str, Meaning("What was asked.")]
    where: Annotated[list[LookedInData], Meaning("All that was looked through.")]
    when: Annotated[EdtfData, Meaning("When it was looked through.")]
    by: Annotated[str | None, Meaning("Who looked.")]
    result: Annotated[str, Meaning("What was found instead, or that nothing was.")]
    found: Annotated[Outcome, OUTCOME]
    about: Annotated[Ids, Meaning("Ids of events, actors, topics, places, equipment or articles.")]
    formerly: Annotated[Ids, Meaning("Its earlier ids.")]
    basis: Annotated[Literal["registry"], Meaning("Known to the editors.")]
    source: SourceLine


def actor_data(site: Site, name: ActorId) -> ActorData:
    """An actor."""
    known: ActorEntryData = entry_data(name, site.corpus.registry.actors[name])
    roles = _records_on(site, name, "people", PersonRecord)
    bodies = _records_on(site, name, "organisations", OrganisationRecord)
    return {
        **known,
        "roles": [record_data(site, *one, "actor") for one in roles],
        "descriptions": [record_data(site, *one, "actor") for one in bodies],
        "mentions": [
            {"article": article, "count": number, "basis": "article"}
            for article, number in site.naming.counts.get(name, {}).items()
        ],
    }


def _records_on(site: Site, name: ActorId, section: Section, kind: type[R]) -> Iterator[tuple[RecordKey, R]]:
    """Records of a section that say what an actor is."""
    keys = sorted(key for key in site.refers.get(name, ()) if key.section == section)
    return (one for one in records_of(site, keys, kind) if one[1].actor == name)


def entry_data(name: str, written: Entry | Frame | Search) -> Any:
    """Give an entry of the registry, the frame of an event or a search, as the class of its data has it."""
    fields = own_apart(written, json_of(written))
    if isinstance(written, Actor):
        said = {key: value for key, value in fields.get("own", {}).items() if value not in (None, [])}
        fields = {**fields, "own": said}
    if isinstance(written, Entry):
        fields = {**fields, "names": fields["names"] or []}
    return {"id": name, **fields, "basis": "registry", "source": source_line(written)}
