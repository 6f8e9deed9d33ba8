"""Classes of packets of evidence: one record, its quotes and its article, to be read and checked alone."""

from typing import Annotated, Any, Literal, Required

from typing_extensions import TypedDict

from site_builder.linking.site import Saying
from site_builder.model.meaning import PREFIX, SUFFIX, Meaning
from site_builder.model.value_types import Mode
from site_builder.output.exports.article_data import CapturedTextData
from site_builder.output.exports.corpus_json import LicenceData
from site_builder.output.exports.event_data import EventStatus
from site_builder.output.exports.published_records import (
    DateFieldsData,
    DealFieldsData,
    DescriptionFieldsData,
    EventFieldsData,
    FigureFieldsData,
    OwnEventFieldsData,
    OwnRecordFieldsData,
    RoleFieldsData,
    StatementFieldsData,
    VisitFieldsData,
)
from site_builder.output.exports.published_values import (
    ActorRefData,
    CarrierData,
    EdtfData,
    Id,
    Natural,
    RecordName,
    SourceLine,
    SpanData,
    bounds,
)

Hash = Annotated[str, bounds(pattern="^[0-9a-f]{64}$")]


class PersonOrBodyFieldsData(RoleFieldsData, total=False):
    """What a record under `people` says."""

    actor: ActorRefData


class BodyFieldsData(DescriptionFieldsData, total=False):
    """What a record under `organisations` says."""

    actor: Id


class ClaimData(TypedDict):
    """What the record says, as it was annotated."""

    section: Annotated[str, Meaning("The section of the annotation.")]
    fields: Annotated[
        PersonOrBodyFieldsData
        | BodyFieldsData
        | VisitFieldsData
        | DealFieldsData
        | EventFieldsData
        | StatementFieldsData
        | FigureFieldsData
        | DateFieldsData
        | OwnEventFieldsData
        | OwnRecordFieldsData,
        Meaning("What it says, by the fields of its section."),
    ]
    source: SourceLine


class PacketQuoteData(TypedDict, total=False):
    """One quote, and where it stands."""

    words: Required[Annotated[str, Meaning("Exact words of the text; ` ... ` stands for a gap.")]]
    prefix: Annotated[str, PREFIX]
    suffix: Annotated[str, SUFFIX]
    key: Required[
        Annotated[
            Hash,
            Meaning(
                "sha256 of the words in normal form; with prefix or suffix, of all three in normal form, "
                "joined by null characters."
            ),
        ]
    ]
    spans: Annotated[
        list[SpanData],
        Meaning("Where it is in the captured text; two around a gap; left out where it is not yet found."),
    ]


class OriginOfPacketData(TypedDict):
    """Whom a report credits."""

    kind: Annotated[
        Literal["actor", "unnamed"],
        Meaning("A speaker or outlet, or the unnamed sources of one state or body, which count as one."),
    ]
    who: Annotated[Id, Meaning("Id of the actor, or of the state or body of the unnamed sources.")]


class EventOfPacketData(TypedDict, total=False):
    """The event that the record reports, and who else does."""

    id: Required[Id]
    address: Required[Annotated[str, Meaning("Its page, as `address` of the packet.")]]
    status: Annotated[EventStatus, Meaning("Its status by all reports.")]
    says: Required[Annotated[Saying, Meaning("What this record says of it.")]]
    confirmed_by: Annotated[
        list[OriginOfPacketData], Meaning("The distinct origins that say or claim that it happened.")
    ]
    reports: Required[Annotated[Natural, Meaning("How many reports of it there are in all.")]]
    same_origin: Required[Annotated[Natural, Meaning("How many of them rest on this record's origin.")]]


class ArticleOfPacketData(TypedDict, total=False):
    """The article that says so; its id is the first part of `record`."""

    title: Required[Annotated[str, Meaning("As printed.")]]
    authors: Annotated[list[str], Meaning("As printed, in that order.")]
    publisher: Required[Annotated[Id, Meaning("Id of the outlet.")]]
    republished_from: Annotated[Id, Meaning("Id of where it was first published.")]
    published: Required[EdtfData]
    url: Annotated[str, Meaning("Its address.")]
    archived: Annotated[str, Meaning("The address of an archived copy.")]
    language: Required[Annotated[str, Meaning("Code of its language.")]]
    rights: Required[Annotated[str, Meaning("As in `corpus.json`; the quoted words keep these rights.")]]
    text: CapturedTextData


class CitationData(TypedDict):
    """How to cite the record."""

    plain: Annotated[str, Meaning("In a line.")]
    csl: Annotated[dict[str, Any], Meaning("As an item of CSL-JSON (citationstyles.org).")]


class PacketData(TypedDict, total=False):
    """The evidence of one record. It shows that an article says so, not that it is true.

    What there is nothing to say of is left out.
    """

    format: Required[Annotated[Literal["evidence-packet"], Meaning("The name of this format.")]]
    version: Required[Annotated[Literal["1"], Meaning("Its version.")]]
    record: Required[RecordName]
    address: Required[
        Annotated[
            str, Meaning("The record on the site; its path alone where the site's address is not known.")
        ]
    ]
    sentence: Required[Annotated[str, Meaning("What it says in words.")]]
    claim: Required[ClaimData]
    by: Annotated[ActorRefData, Meaning("Who says so; left out for the article's own voice.")]
    via: Annotated[list[CarrierData], Meaning("Whom the article has it from, nearest first.")]
    mode: Annotated[Mode, Meaning("How `by` says it, according to the article's verb.")]
    origin: Required[
        Annotated[
            OriginOfPacketData, Meaning("Whom it counts for: the speaker, else the source, else the outlet.")
        ]
    ]
    quotes: Required[
        Annotated[list[PacketQuoteData], bounds(minItems=1), Meaning("The words that carry it.")]
    ]
    verified: Required[
        Annotated[bool, Meaning("Whether a program found every quote, word for word, in the captured text.")]
    ]
    names: Required[
        Annotated[
            dict[str, dict[str, str]],
            Meaning(
                "What the ids in it name: by type of actor or event, or `place`, `equipment`, `topic`, "
                "`measure`, `record`, and by id."
            ),
        ]
    ]
    event: EventOfPacketData
    article: Required[ArticleOfPacketData]
    cite: Required[CitationData]
    licence: LicenceData
    generated_from: Annotated[str, Meaning("The commit that last changed the files of its article.")]
    checksum: Required[
        Annotated[
            Hash,
            Meaning(
                "sha256 of this object without `checksum`, written as JSON in UTF-8: keys sorted, no white "
                "space between items, only quotation marks, backslashes and controls escaped, numbers as "
                "they are here."
            ),
        ]
    ]
