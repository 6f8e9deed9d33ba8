"""The published data as a whole: articles, the registry, events, and the lists of records."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from site_builder.model.meaning import FORMERLY, NOTE, Meaning
from site_builder.model.records import ActorType, DateBasis, DealStatus, EventType, Happening, Mode, Publish
from site_builder.output.exports.published_records import (
    AnyReportData,
    DateData,
    FigureData,
    OrganisationDescriptionData,
    RoleData,
    StatementData,
    SupplyData,
    UnnamedRoleData,
)
from site_builder.output.exports.published_values import (
    ActorRefData,
    DisagreementData,
    EdtfData,
    Id,
    Ids,
    MergedData,
    Natural,
    OriginData,
    Pair,
    ParticipantData,
    Source,
    SpanData,
)


class CapturedTextData(TypedDict):
    """The captured text, which is kept separately."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$"), Meaning("Hash of the file's bytes.")]
    chars: Annotated[Natural, Meaning("Length in code points.")]
    body: Annotated[list[SpanData] | None, Meaning("The article in it, without menus; null where not known.")]


class FrontMatterData(TypedDict):
    """What the editors wrote of an article."""

    title: Annotated[str, Meaning("As printed.")]
    authors: Annotated[list[str], Meaning("As printed, in that order.")]
    publisher: Annotated[Id, Meaning("Id of the outlet.")]
    publisher_basis: Annotated[DateBasis, Meaning("How the publisher is known.")]
    republished_from: Annotated[Id | None, Meaning("Id of where it was first published.")]
    published: EdtfData
    published_basis: Annotated[DateBasis, Meaning("How the date is known.")]
    published_why: Annotated[str | None, Meaning("How the date was worked out, where it is not printed.")]
    url: Annotated[str | None, Meaning("Its address.")]
    archived: Annotated[str | None, Meaning("The address of an archived copy.")]
    language: Annotated[str, Meaning("Code of its language.")]
    rights: Annotated[
        str, Meaning("all-rights-reserved, public-domain, the SPDX id of a licence, or a permission.")
    ]
    publish: Annotated[Publish, Meaning("What the site shows of it.")]
    formerly: Annotated[Ids, FORMERLY]


class ArticleData(FrontMatterData):
    """A source document."""

    id: Annotated[Id, Meaning("Id of the article.")]
    text: CapturedTextData | None
    quoted_share: Annotated[
        Annotated[float, Field(ge=0, le=1)] | None,
        Meaning("The share of the body's words that the quotes show."),
    ]
    source: Source
    topics: Annotated[Ids, Meaning("Ids of topics of the events it reports.")]


# ------------------------------------------------------------------ the registry


class EntryData(TypedDict):
    """What every entry of the registry has."""

    id: Id
    name: Annotated[str, Meaning("The name shown.")]
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
    source: Source


class ActorEntryData(EntryData):
    """What the registry says of an actor."""

    type: Annotated[ActorType, Meaning("What kind of actor.")]
    country: Annotated[Id | None, Meaning("Id of its state.")]
    part_of: Annotated[Id | None, Meaning("Id of the body it belongs to.")]
    website: Annotated[str | None, Meaning("The website, for an outlet.")]


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


# ------------------------------------------------------------------ events


EventStatus = Happening | DealStatus | Literal["claimed", "disputed"]


class FrameData(TypedDict):
    """What the editors say of an event."""

    id: Id
    type: Annotated[EventType, Meaning("What kind of event.")]
    title: Annotated[str, Meaning("A title by the editors.")]
    short: Annotated[str | None, Meaning("A shorter title for tables.")]
    topics: Annotated[Ids, Meaning("Ids of topics.")]
    may_overlap: Annotated[Ids, Meaning("Ids of deals that may be the same, or partly.")]
    related: Annotated[Ids, Meaning("Ids of related events.")]
    part_of: Annotated[Id | None, Meaning("Id of a larger event.")]
    after: Annotated[Ids, Meaning("Ids of events that it came after, where the dates do not say so.")]
    note: Annotated[str | None, NOTE]
    formerly: Annotated[Ids, FORMERLY]
    basis: Annotated[
        Literal["article", "registry"],
        Meaning(
            "What the reports say rests on articles; type, title, short, topics, may_overlap, related, "
            "part_of and note are the editors'. An event that no article reports is theirs altogether."
        ),
    ]
    source: Annotated[str, Meaning("The place of its frame in the project: path and line.")]


class EventData(FrameData):
    """An event or arms deal."""

    date: Annotated[
        EdtfData | None,
        Meaning("The narrowest date that no report contradicts, else the span of all; used for sorting."),
    ]
    place: Annotated[
        Id | None,
        Meaning("Id of the most exact place that no report contradicts, else one that includes all."),
    ]
    status: Annotated[
        EventStatus | None, Meaning("The furthest step reported; `claimed` where all reports only claim it.")
    ]
    modes: Annotated[list[Mode], Meaning("How the reports that it rests on say so.")]
    said_by: Annotated[
        list[ActorRefData],
        Meaning("Those it rests on: who say or claim that it happened, else who expect it."),
    ]
    expected_by: Annotated[list[ActorRefData], Meaning("Those who announce, plan or forecast it.")]
    participants: Annotated[
        list[ParticipantData], Meaning("Everyone who takes part, according to any report.")
    ]
    reports: Annotated[list[AnyReportData], Meaning("What each article's records say of it.")]
    merged: Annotated[
        dict[str, MergedData],
        Meaning("The reports merged, by field; a report that leaves a field out has no vote."),
    ]
    origins: Annotated[list[OriginData], Meaning("Whom its reports credit.")]


# ------------------------------------------------------------------ all of it


class LicenceData(TypedDict):
    """What others may do with records, digests and data; quoted words keep their own rights."""

    id: Annotated[str, Meaning("Its SPDX id.")]
    name: Annotated[str, Meaning("What it is called.")]
    url: Annotated[str, Meaning("The address of its terms.")]


class CorpusData(TypedDict):
    """The whole site as data. Dates are EDTF; ids refer to each other; lists are sorted."""

    version: Annotated[str, Meaning("Version of this format.")]
    generated_from: Annotated[str | None, Meaning("The commit of the files that this is made from.")]
    licence: LicenceData | None
    articles: Annotated[list[ArticleData], Meaning("Source documents.")]
    actors: Annotated[list[ActorData], Meaning("Persons, states, bodies, companies and outlets.")]
    places: Annotated[list[PlaceData], Meaning("Places; a state is an actor.")]
    equipment: Annotated[list[EquipmentData], Meaning("Weapon systems and the like, and classes of them.")]
    topics: Annotated[list[TopicData], Meaning("Subjects that events are filed under.")]
    events: Annotated[list[EventData], Meaning("Events and arms deals, each with all its reports.")]
    disagreements: Annotated[
        list[DisagreementData], Meaning("What sources differ on: conflicts and disputes.")
    ]
    statements: Annotated[list[StatementData], Meaning("What somebody says, forecasts or judges.")]
    figures: Annotated[
        list[FigureData], Meaning("Numbers other than the value of a deal; never to be added up.")
    ]
    supplies: Annotated[list[SupplyData], Meaning("Arms supplied in general, outside any particular deal.")]
    measures: Annotated[list[MeasureData], Meaning("What figures measure.")]
    dates: Annotated[list[DateData], Meaning("Time expressions that no record carries.")]
    unnamed: Annotated[list[UnnamedRoleData], Meaning("Roles of people whom an article does not name.")]
