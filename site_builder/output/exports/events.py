"""Events as JSON: their frame, each record of them, and what all reports add up to."""

from collections.abc import Iterable, Iterator
from typing import Any

from site_builder.linking.origins import saying_of
from site_builder.linking.site import Event, Origin, Part, RecordKey, Site
from site_builder.merging.counts import FIELDS, numbered
from site_builder.model.records import DateRecord, Equipped, Met, Participant, Record, Stop, Use
from site_builder.model.registry import Frame
from site_builder.model.value_types import EventId
from site_builder.model.written import Unnamed
from site_builder.output.exports.records import CREDIT, Json, entry, ordered, plain, proved, sortable


def events(site: Site) -> list[Json]:
    """All events."""
    return [_event(site, name, frame) for name, frame in sorted(site.corpus.registry.events.items())]


def _event(site: Site, name: EventId, frame: Frame) -> Json:
    """An event; one that no article reports has its frame only.

    `may_overlap` and `related` hold both ways, whichever frame has them.
    """
    event = site.events.get(name)
    keys = sorted(key for report in event.reports for key in report.records) if event else []
    return {
        **entry(name, frame),
        "basis": "article" if event else "registry",
        "may_overlap": list(site.overlaps.get(name, ())),
        "related": list(site.related.get(name, ())),
        "date": event.date.text if event and event.date else None,
        "place": event.place if event else None,
        "status": event.status or None if event else None,
        "modes": modes_of(site, event) if event else [],
        "said_by": _who(event, event.rests_on) if event else [],
        "expected_by": _who(event, event.expecting) if event else [],
        "participants": ordered(_part(part) for part in event.parts) if event else [],
        "reports": [_report(site, key) for key in keys],
        "merged": _merged(site, event) if event else {},
        "origins": _origins(event) if event else [],
    }


def _part(part: Part) -> Json:
    return {"actor": plain(part.ref), "role": part.role}


def _report(site: Site, key: RecordKey) -> Json:
    found = site.evidence[key]
    fields = {
        name: value
        for name, value in plain(found.record).items()
        if name not in (*CREDIT, "event") and value not in (None, [])
    }
    says = saying_of(found.record) if isinstance(found.record, Record) else None
    return {
        "article": key.article, "section": key.section, "says": says, "fields": fields, **proved(site, found),
    }  # fmt: skip


def _merged(site: Site, event: Event) -> Json:
    return {
        field: {"verdict": verdict, "values": _values(site, event, field)}
        for field, verdict in sorted(event.verdicts.items())
    }


def _values(site: Site, event: Event, field: str) -> list[Json]:
    """Each value of a field, the articles that give it, and whom these credit (null: nobody else)."""
    told: dict[tuple[tuple[int, str], int], tuple[Any, set[str], list[Any]]] = {}
    for number, report in enumerate(event.reports):
        for key in report.records:
            said = site.evidence[key].record
            for value in _single(said, field):
                # Somebody whom an article does not name equals nobody of another report.
                apart = number if isinstance(value, Unnamed) else -1
                shown = plain(value)
                _, articles, by = told.setdefault((sortable(shown), apart), (shown, set(), []))
                articles.add(report.article)
                by.append(plain(getattr(said, "by", None)))
    return [
        {"value": value, "articles": sorted(articles), "by": ordered(by)}
        for _, (value, articles, by) in sorted(told.items(), key=lambda item: item[0])
    ]


def _single(said: Record | DateRecord, field: str) -> Iterator[object]:
    """What a record gives for a field: one value, or each name of its list."""
    if field in FIELDS:
        yield from numbered(said, field)
        return
    value = getattr(said, field, None)
    if value == "happened" and isinstance(said, Record) and saying_of(said) == "claimed":
        value = "claimed"
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, Met | Participant):
            yield item.actor
        elif isinstance(item, Use | Equipped):
            yield item.item
        elif isinstance(item, Stop):
            yield item.place
        elif item is not None:
            yield item


def modes_of(site: Site, event: Event) -> list[str]:
    """The verbs of the reports that an event rests on."""
    keys = {origin.key for origin in event.rests_on}
    records = (
        site.evidence[key].record
        for report in event.reports
        if report.origin.key in keys
        for key in report.records
    )
    return sorted({mode for record in records if (mode := getattr(record, "mode", None))})


def _who(event: Event, origins: Iterable[Origin]) -> list[Any]:
    """Who some origins are; the unnamed of one key as each article calls them."""
    keys = {origin.key for origin in origins}
    return ordered(plain(report.origin.who) for report in event.reports if report.origin.key in keys)


def _origins(event: Event) -> list[Json]:
    """The distinct origins, each with what it says of the event and the articles that have its reports."""
    return ordered(_origin(event, origin) for origin in event.origins)


def _origin(event: Event, origin: Origin) -> Json:
    """An origin; its key says of what kind."""
    kind, _, name = origin.key.partition(" ")
    reports = [report for report in event.reports if report.origin.key == origin.key]
    called = {report.origin.by.as_ for report in reports if isinstance(report.origin.by, Unnamed)}
    return {
        "kind": kind,
        "who": name,
        "as": sorted(called),
        "says": sorted({saying for report in reports for saying in report.sayings}),
        "articles": sorted({report.article for report in reports}),
    }
