"""The published data: the whole site as one JSON file.

The keys are a public interface. A key is left out only within `fields`, which holds what a record says;
elsewhere an absent value is null or an empty list. Lists are sorted, except where the order itself says
something (`IN_WRITTEN_ORDER`).
"""

from collections.abc import Mapping
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from site_builder.model.meaning import PREFIX, SUFFIX, Meaning
from site_builder.output.exports.article_data import ArticleData
from site_builder.output.exports.disagreement_data import DisagreementData
from site_builder.output.exports.entry_data import (
    ActorData,
    EquipmentData,
    MeasureData,
    PlaceData,
    SearchData,
    TopicData,
)
from site_builder.output.exports.event_data import EventData
from site_builder.output.exports.published_records import (
    DateData,
    FigureData,
    OwnRecordData,
    StatementData,
    SupplyData,
    UnnamedRoleData,
)
from site_builder.output.exports.published_values import Ids, RecordName
from site_builder.output.exports.vocabulary_data import ActorTypeData, EventTypeData, SectionData
from site_builder.output.formats.contents import DataSet


class LicenceData(TypedDict):
    """What others may do with records, digests and data; quoted words keep their own rights."""

    id: Annotated[str, Meaning("Its SPDX id.")]
    name: Annotated[str, Meaning("What it is called.")]
    url: Annotated[str, Meaning("The address of its terms.")]


class LinkedData(TypedDict):
    """Ids of the pages that a page is linked with, either way."""

    actors: Ids
    events: Ids
    topics: Ids
    places: Ids
    equipment: Ids
    articles: Ids


class QuotedWordsData(TypedDict):
    """Words of an article that its records rest on, each once."""

    words: Annotated[str, Meaning("Exact words of the text; ` ... ` stands for a gap.")]
    prefix: Annotated[str | None, PREFIX]
    suffix: Annotated[str | None, SUFFIX]
    records: Annotated[list[RecordName], Meaning("The records that rest on them.")]


class CorpusData(TypedDict):
    """The whole site as data. Dates are EDTF; ids refer to each other; lists are sorted."""

    version: Annotated[str, Meaning("Version of this format.")]
    generated_from: Annotated[
        str | None,
        Meaning(
            "The commit of the files that this is made from; in the data of one page that which last changed "
            "what it tells. Unknown where a file is not as it was committed."
        ),
    ]
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
    records: Annotated[
        list[OwnRecordData], Meaning("Records of the project's own sections that report no event.")
    ]
    supplies: Annotated[list[SupplyData], Meaning("Arms supplied in general, outside any particular deal.")]
    measures: Annotated[list[MeasureData], Meaning("What figures measure.")]
    searched: Annotated[
        list[SearchData], Meaning("What the editors looked for, and what came of it, whatever articles say.")
    ]
    dates: Annotated[list[DateData], Meaning("Time expressions that no record carries.")]
    unnamed: Annotated[list[UnnamedRoleData], Meaning("Roles of people whom an article does not name.")]
    event_types: Annotated[list[EventTypeData], Meaning("Types of events.")]
    actor_types: Annotated[list[ActorTypeData], Meaning("Types of actors.")]
    sections: Annotated[
        list[SectionData], Meaning("Sections of records, with the fields of a project's own.")
    ]
    linked: NotRequired[
        Annotated[
            LinkedData,
            Meaning("In the data of one page only: whose items this page's name, or are named by."),
        ]
    ]
    quotes: NotRequired[
        Annotated[
            list[QuotedWordsData],
            Meaning("In the data of an article's page only: the quotes of all its records."),
        ]
    ]


LINKED = "linked"
"""Key of the ids that a page's own items name, and of those whose items name it."""
QUOTES = "quotes"
"""Key of the quotes of an article, in the data of its page."""
LISTS = tuple(
    key
    for key in CorpusData.__annotations__
    if key not in ("version", "generated_from", "licence", LINKED, QUOTES)
)
"""Keys of the lists, in the order of the file."""


def top_of_data(about: DataSet, page: str = "") -> Mapping[str, object]:
    """What stands above the lists of the whole file, or of the data of the page at a path."""
    licence = about.licence
    granted = {"id": licence.id, "name": licence.name, "url": licence.url} if licence else None
    commit = about.commits.get(page, "") or None if page else about.commit
    return {"version": about.version, "generated_from": commit, "licence": granted}
