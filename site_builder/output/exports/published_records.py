"""Published records: what each kind says, who says it, and the quotes that carry it.

Classes that are not total hold what a record may say; a total one that inherits from them has all of it.
"""

from typing import Annotated, Literal, Required

from typing_extensions import TypedDict

from site_builder.linking.site import Saying
from site_builder.model.meaning import ANNOUNCED, NOTE, PREFIX, SUFFIX, Meaning
from site_builder.model.value_types import DealKind, DealStatus, Happening, Mode, RoleEvent, VisitKind
from site_builder.output.exports.published_values import (
    ActorRefData,
    CarrierData,
    DateOrNull,
    EdtfData,
    Id,
    Ids,
    InOurWords,
    MeasuredData,
    MeetingData,
    Natural,
    NumbersData,
    OwnFieldsData,
    ParticipantData,
    QuoteData,
    RecordName,
    SpanData,
    Speaker,
    StopData,
    UseData,
    ValueData,
)

About = Annotated[Ids, Meaning("Ids of events, actors, topics, places or equipment.")]


class ProvedData(TypedDict):
    """What every record has: an article that says it, and the words that prove that it does."""

    record: RecordName
    article: Annotated[Id, Meaning("Id of the article that says so.")]
    basis: Annotated[Literal["article"], Meaning("An article says it.")]
    quote: QuoteData
    verified: Annotated[
        bool,
        Meaning(
            "Whether a program found every quote, word for word, in the article's captured text. "
            "It says nothing on whether what is quoted is true."
        ),
    ]
    source: Annotated[str, Meaning("The record's place in the project: path and line.")]


class CreditedData(ProvedData):
    """The same, and whom the article credits."""

    by: Speaker
    via: Annotated[
        list[CarrierData], Meaning("The outlets or bodies that the article has it from, nearest first.")
    ]
    mode: Annotated[Mode | None, Meaning("How `by` says it, according to the article's verb.")]
    spans: Annotated[
        list[SpanData],
        Meaning("Where the quoted words are in the captured text; empty where the quote is not yet found."),
    ]


class ContextData(TypedDict, total=False):
    """Words around a quote that is short."""

    prefix: Annotated[str | None, PREFIX]
    suffix: Annotated[str | None, SUFFIX]


class RemarksData(ContextData, total=False):
    """What any record may have."""

    brief: Annotated[str | None, Meaning("Why few quoted words are enough.")]
    id: Annotated[str | None, Meaning("Name of the record, where others refer to it.")]
    date_why: Annotated[str | None, Meaning("How the date was worked out, where it is not in the quote.")]
    note: Annotated[str | None, NOTE]


class RoleFieldsData(RemarksData, total=False):
    """What a record says of a role."""

    role: Annotated[str, Meaning("Minister of Defence, Ambassador, ...")]
    of: Annotated[Id | None, Meaning("Id of the body or state.")]
    to: Annotated[Id | None, Meaning("Id of the state or body that an envoy is sent to.")]
    rank: Annotated[str | None, Meaning("A military rank.")]
    former: Annotated[bool, Meaning("Whether the role was over when the article appeared.")]
    event: Annotated[RoleEvent | None, Meaning("How the role began or ended; null where it was just held.")]
    date: Annotated[
        EdtfData | None, Meaning("When, if not at the time of the article; with `event`, when that was.")
    ]


class RoleData(CreditedData, RoleFieldsData):
    """A role of an actor, as an article gives it."""


class UnnamedRoleData(RoleData):
    """A role of somebody unnamed."""

    actor: ActorRefData


class DescriptionFieldsData(RemarksData, total=False):
    """What a record says that a body is."""

    says: InOurWords
    date: DateOrNull


class OrganisationDescriptionData(CreditedData, DescriptionFieldsData):
    """What an article says a body is."""


class StatementFieldsData(RemarksData, total=False):
    """What a record under `statements` says."""

    about: About
    supports: Annotated[Ids, Meaning("Ids of events or records that it supports.")]
    disputes: Annotated[Ids, Meaning("Ids of events or records that it disputes.")]
    date: Annotated[EdtfData | None, Meaning("When it was said.")]
    says: InOurWords


class StatementData(CreditedData, StatementFieldsData):
    """A statement."""


class FigureFieldsData(RemarksData, total=False):
    """What a record says of a figure."""

    measure: Annotated[Id, Meaning("Id of the measure.")]
    subject: MeasuredData
    object: MeasuredData | None
    value: ValueData
    period: Annotated[list[EdtfData], Meaning("What it is for; empty where the article does not say.")]
    about: About


class FigureData(CreditedData, FigureFieldsData):
    """A figure."""


class DateFieldsData(ContextData, total=False):
    """What a record says of a time expression."""

    date: EdtfData
    why: Annotated[str, Meaning("How the date was worked out.")]


class DateData(ProvedData, DateFieldsData):
    """A time expression."""

    start: Annotated[
        Natural | None, Meaning("Where it starts, as `spans`; null where the quote is not yet found.")
    ]


# ------------------------------------------------------------------ deals, and the reports of events


class TermsData(RemarksData, total=False):
    """What a record says of a deal or supply."""

    suppliers: Annotated[list[ActorRefData], Meaning("Those who sell or give, as the article names them.")]
    recipients: Annotated[list[ActorRefData], Meaning("Those who receive.")]
    makers: Annotated[list[ActorRefData], Meaning("The makers.")]
    disclosed: Annotated[EdtfData | None, Meaning("When it became known.")]
    ordered: Annotated[EdtfData | None, Meaning("When it was ordered.")]
    delivered: Annotated[EdtfData | None, Meaning("When it was delivered.")]
    equipment: Annotated[Ids, Meaning("Ids of equipment.")]
    items: Annotated[list[str], Meaning("Goods that have no id, in our own words.")]
    numbers: Annotated[list[NumbersData], Meaning("How many of which item.")]
    value: ValueData | None
    says: Annotated[str | None, Meaning("In our own words.")]


class SupplyData(CreditedData, TermsData):
    """A supply."""

    status: Annotated[DealStatus | None, Meaning("How far the deal has gone.")]


class DealFieldsData(TermsData, total=False):
    """What it says of the deal."""

    kind: Required[Annotated[DealKind, Meaning("What kind of deal.")]]
    status: Annotated[DealStatus, Meaning("How far the deal has gone.")]


class HappeningData(RemarksData, total=False):
    """What a record says of a visit or another event."""

    place: Annotated[Id, Meaning("Id of a place or state.")]
    date: EdtfData
    status: Required[Annotated[Happening, Meaning("Its status, according to this article.")]]
    announced: Annotated[EdtfData, ANNOUNCED]
    says: Required[InOurWords]


class VisitFieldsData(HappeningData, total=False):
    """What it says of the visit."""

    kind: Annotated[VisitKind, Meaning("What kind of visit it was.")]
    visitors: Required[Annotated[list[ActorRefData], Meaning("The visitors.")]]
    met: Annotated[list[MeetingData], Meaning("Those they met.")]
    hosts: Annotated[list[ActorRefData], Meaning("Those who hosted, invited or received them.")]
    stops: Annotated[list[StopData], Meaning("Places within it where the visitors were.")]


class EventFieldsData(HappeningData, total=False):
    """What it says of the event."""

    participants: Annotated[list[ParticipantData], Meaning("Those who take part.")]
    equipment: Annotated[list[UseData], Meaning("What was used.")]


class ReportData(CreditedData):
    """What any record of an event has."""

    says: Annotated[Saying, Meaning("What it says of the event, by its status and mode; see `origin`.")]


class VisitReportData(ReportData):
    """A record under `visits`."""

    section: Annotated[Literal["visits"], Meaning("As in the annotation.")]
    fields: VisitFieldsData


class DealReportData(ReportData):
    """A record under `arms_deals`."""

    section: Annotated[Literal["arms_deals"], Meaning("As in the annotation.")]
    fields: DealFieldsData


class EventReportData(ReportData):
    """A record under `events`."""

    section: Annotated[Literal["events"], Meaning("As in the annotation.")]
    fields: EventFieldsData


class OwnEventFieldsData(EventFieldsData, total=False):
    """What it says of the event, with the fields of the section's own."""

    own: OwnFieldsData


class OwnReportData(ReportData):
    """A record under a section of the project's own."""

    section: Annotated[str, Meaning("As in the annotation; see `sections`.")]
    fields: OwnEventFieldsData


AnyReportData = Annotated[
    VisitReportData | DealReportData | EventReportData | OwnReportData, Meaning("One record of an event.")
]


class OwnRecordFieldsData(RemarksData, total=False):
    """What a record under a section of the project's own says that reports no event."""

    about: About
    date: DateOrNull
    says: InOurWords
    own: OwnFieldsData


class OwnRecordData(CreditedData, OwnRecordFieldsData):
    """A record under a section of the project's own that reports no event."""

    section: Annotated[str, Meaning("As in the annotation; see `sections`.")]
