"""The published data: the whole site as one JSON file.

The keys are a public interface. A key is left out only within `fields`, which holds what a record says;
elsewhere an absent value is null or an empty list. Lists are sorted, except where the order itself says
something (`IN_WRITTEN_ORDER`).
"""

from typing import Annotated, Any, NotRequired

from typing_extensions import TypedDict

from site_builder.linking.site import Evidence, Site, records_of
from site_builder.model.meaning import Meaning
from site_builder.model.records import (
    DateRecord,
    DealRecord,
    FigureRecord,
    PersonRecord,
    Record,
    StatementRecord,
)
from site_builder.model.rights import Licence
from site_builder.model.written import Unnamed
from site_builder.output.exports.article_data import ArticleData, articles_data
from site_builder.output.exports.disagreement_data import DisagreementData, disagreements_data
from site_builder.output.exports.entry_data import (
    ActorData,
    EquipmentData,
    MeasureData,
    PlaceData,
    TopicData,
    actors_data,
    entries_data,
)
from site_builder.output.exports.event_data import EventData, events_data
from site_builder.output.exports.published_records import (
    DateData,
    FigureData,
    StatementData,
    SupplyData,
    UnnamedRoleData,
)
from site_builder.output.exports.published_values import Ids
from site_builder.output.exports.record_data import quote_spans, record_data, source_line


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
    linked: NotRequired[
        Annotated[
            LinkedData,
            Meaning("In the data of one page only: whose items this page's name, or are named by."),
        ]
    ]


def corpus_data(site: Site, version: str, commit: str | None, licence: Licence | None = None) -> CorpusData:
    """Give the whole site as plain data."""
    registry = site.corpus.registry
    return {
        "version": version,
        "generated_from": commit,
        "licence": {"id": licence.id, "name": licence.name, "url": licence.url} if licence else None,
        "articles": articles_data(site),
        "actors": actors_data(site),
        "places": entries_data(registry.places),
        "equipment": entries_data(registry.equipment),
        "topics": entries_data(registry.topics),
        "events": events_data(site),
        "disagreements": disagreements_data(site),
        "statements": _records(site, StatementRecord),
        "figures": _records(site, FigureRecord),
        "supplies": _supplies_data(site),
        "measures": entries_data(registry.measures),
        "dates": _dates_data(site),
        "unnamed": _unnamed_roles(site),
    }


def _records(site: Site, kind: type[Record]) -> list[Any]:
    """All records of a kind, in the order of articles and within them as written."""
    return [record_data(site, *one) for one in records_of(site, sorted(site.evidence), kind)]


def _supplies_data(site: Site) -> list[SupplyData]:
    deals = records_of(site, sorted(site.evidence), DealRecord)
    return [record_data(site, key, deal, "event", "kind") for key, deal in deals if deal.kind == "supply"]


def _unnamed_roles(site: Site) -> list[UnnamedRoleData]:
    people = records_of(site, sorted(site.evidence), PersonRecord)
    return [record_data(site, key, person) for key, person in people if isinstance(person.actor, Unnamed)]


def _dates_data(site: Site) -> list[DateData]:
    found = (site.evidence[key] for key in sorted(site.evidence))
    return [_date_data(site, one, one.record) for one in found if isinstance(one.record, DateRecord)]


def _date_data(site: Site, found: Evidence, date: DateRecord) -> DateData:
    spans = quote_spans(site, found.key)
    return {
        "article": found.key.article,
        "date": date.date,
        "why": date.why,
        "prefix": date.prefix,
        "suffix": date.suffix,
        "basis": "article",
        "quote": date.quote,
        "verified": found.verified,
        "source": source_line(date),
        "start": spans[0][0] if spans else None,
    }
