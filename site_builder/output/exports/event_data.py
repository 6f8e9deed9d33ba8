"""Events as JSON: their frame, each record of them, and what all reports add up to."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, cast

from typing_extensions import TypedDict

from site_builder.linking.origins import saying_of
from site_builder.linking.site import Event, Origin, Part, RecordKey, Saying, Site, records_of
from site_builder.merging.counts import FIELDS, numbered, whole
from site_builder.merging.verdicts import Verdict
from site_builder.model.meaning import FORMERLY, NOTE, Meaning
from site_builder.model.records import DateRecord, Equipped, Met, Participant, Record, Stop, Use
from site_builder.model.value_types import DealStatus, EventId, Happening, Mode
from site_builder.model.written import Unnamed
from site_builder.output.exports.entry_data import entry_data
from site_builder.output.exports.published_records import AnyReportData
from site_builder.output.exports.published_values import (
    ActorRefData,
    CountData,
    EdtfData,
    Id,
    Ids,
    NumberedData,
    ParticipantData,
    ValueData,
)
from site_builder.output.exports.record_data import (
    CREDIT,
    json_of,
    own_apart,
    proof_data,
    sort_key,
    sorted_once,
)


class MergedValueData(TypedDict):
    """A value, or one name from a list, with those who give it."""

    value: Annotated[ActorRefData | ValueData | NumberedData | CountData | str, Meaning("As in `fields`.")]
    articles: Annotated[Ids, Meaning("Ids of articles that give it.")]
    by: Annotated[list[ActorRefData | None], Meaning("Whom they credit; null for an article's own voice.")]


class MergedData(TypedDict):
    """A field of an event over all its reports."""

    verdict: Annotated[Verdict, Meaning("How the values relate to each other; that of the worst pair.")]
    values: Annotated[list[MergedValueData], Meaning("All distinct values.")]


_Called = TypedDict(
    "_Called",
    {"as": Annotated[list[str], Meaning("What articles call the unnamed sources; empty for an actor.")]},
)


class OriginData(_Called):
    """Whom reports credit: several articles may have one origin."""

    kind: Annotated[
        Literal["actor", "unnamed"],
        Meaning("A speaker or outlet, or the unnamed sources of one state or body, which count as one."),
    ]
    who: Annotated[Id, Meaning("Id of the actor, or of the state or body of the unnamed sources.")]
    says: Annotated[
        list[Saying],
        Meaning("That it happened, is claimed, is expected, was called off, did not happen, or is wanted."),
    ]
    articles: Annotated[Ids, Meaning("Ids of articles with its reports.")]


class FrameData(TypedDict):
    """What the editors say of an event."""

    id: Id
    type: Annotated[Id, Meaning("Id of its type; see `event_types`.")]
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


EventStatus = Happening | DealStatus | Literal["claimed", "disputed"]


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


def event_data(site: Site, name: EventId) -> EventData:
    """An event; one that no article reports has its frame only.

    `may_overlap` and `related` hold both ways, whichever frame has them.
    """
    event = site.events.get(name)
    known: FrameData = entry_data(name, site.corpus.registry.events[name])
    keys = sorted(event.records) if event else []
    return {
        **known,
        "basis": "article" if event else "registry",
        "may_overlap": list(site.overlaps.get(name, ())),
        "related": list(site.related.get(name, ())),
        "date": event.date.text if event and event.date else None,
        "place": event.place if event else None,
        "status": cast("EventStatus", event.status) if event and event.status else None,
        "modes": modes_of(site, event) if event else [],
        "said_by": _people_of(event, event.rests_on) if event else [],
        "expected_by": _people_of(event, event.expecting) if event else [],
        "participants": sorted_once(_participant(part) for part in event.parts) if event else [],
        "reports": [_report_data(site, *one) for one in records_of(site, keys, Record)],
        "merged": _merged_data(site, event) if event else {},
        "origins": _origins_data(event) if event else [],
    }


def _participant(part: Part) -> ParticipantData:
    return {"actor": json_of(part.ref), "role": part.role}


def _report_data(site: Site, key: RecordKey, record: Record) -> Any:
    """A record of an event, as the class of its section's reports has it: what it leaves out is left out."""
    fields = {
        name: value
        for name, value in json_of(record).items()
        if name not in (*CREDIT, "event") and value not in (None, [])
    }
    standing = {"section": key.section, "says": saying_of(record), "fields": own_apart(record, fields)}
    return {"article": key.article, **standing, **proof_data(site, key, record)}


def _merged_data(site: Site, event: Event) -> dict[str, MergedData]:
    return {
        field: {"verdict": verdict, "values": _merged_values(site, event, field)}
        for field, verdict in sorted(event.verdicts.items())
    }


def _merged_values(site: Site, event: Event, field: str) -> list[MergedValueData]:
    """Each value of a field, the articles that give it, and whom these credit (null: nobody else)."""
    by_value: dict[tuple[tuple[int, str], int], tuple[Any, set[str], list[Any]]] = {}
    for number, report in enumerate(event.reports):
        for key in report.records:
            said = site.evidence[key].record
            for value in _values_of_field(said, field):
                # Somebody whom an article does not name equals nobody of another report.
                apart = number if isinstance(value, Unnamed) else -1
                plain = json_of(value)
                _, articles, by = by_value.setdefault((sort_key(plain), apart), (plain, set(), []))
                articles.add(report.article)
                by.append(json_of(getattr(said, "by", None)))
    return [
        {"value": value, "articles": sorted(articles), "by": sorted_once(by)}
        for _, (value, articles, by) in sorted(by_value.items(), key=lambda item: item[0])
    ]


def _values_of_field(said: Record | DateRecord, field: str) -> Iterator[object]:
    """What a record gives for a field: one value, or each name of its list."""
    if field in FIELDS:
        yield from numbered(said, field)
        return
    value = getattr(said, field, None)
    if value == "happened" and isinstance(said, Record) and saying_of(said) == "claimed":
        value = "claimed"
    if isinstance(value, int) and not isinstance(value, bool):
        value = whole(value)
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Met | Participant):
            yield item.actor
        elif isinstance(item, Use | Equipped):
            yield item.item
        elif isinstance(item, Stop):
            yield item.place
        elif item is not None:
            yield item


def modes_of(site: Site, event: Event) -> list[Mode]:
    """The verbs of the reports that an event rests on."""
    keys = {origin.key for origin in event.rests_on}
    records = (
        site.evidence[key].record
        for report in event.reports
        if report.origin.key in keys
        for key in report.records
    )
    return sorted({mode for record in records if (mode := getattr(record, "mode", None))})


def _people_of(event: Event, origins: Iterable[Origin]) -> list[Any]:
    """Who some origins are; the unnamed of one key as each article calls them."""
    keys = {origin.key for origin in origins}
    return sorted_once(json_of(report.origin.who) for report in event.reports if report.origin.key in keys)


def _origins_data(event: Event) -> list[OriginData]:
    """The distinct origins, each with what it says of the event and the articles that have its reports."""
    return sorted_once(_origin_data(event, origin) for origin in event.origins)


def _origin_data(event: Event, origin: Origin) -> OriginData:
    reports = [report for report in event.reports if report.origin.key == origin.key]
    called = {report.origin.by.as_ for report in reports if isinstance(report.origin.by, Unnamed)}
    return {
        "kind": "unnamed" if origin.unnamed else "actor",
        "who": origin.key.partition(" ")[2],
        "as": sorted(called),
        "says": sorted({saying for report in reports for saying in report.sayings}),
        "articles": sorted({report.article for report in reports}),
    }
