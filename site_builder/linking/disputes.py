"""What statements dispute or support: events, reports of them, and records that have no event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.linking.indices import grouped
from site_builder.linking.site import Contest, Evidence, RecordKey, Report
from site_builder.model.records import Record, StatementRecord
from site_builder.model.value_types import EventId, RecordId

AllEvidence = Mapping[RecordKey, Evidence]


@dataclass(frozen=True, slots=True)
class Claims:
    """Statements by what they do to which event or record; all keys in order."""

    named: Mapping[RecordId, RecordKey]
    answers: Mapping[RecordKey, tuple[RecordKey, ...]]
    disputes: Mapping[EventId, tuple[RecordKey, ...]]
    said_of: Mapping[EventId, tuple[RecordKey, ...]]
    """Statements about an event, then those that support and that dispute it."""


def claims(evidence: AllEvidence) -> Claims:
    """Sort statements by what they name; a report that one disputes or supports stands for its event."""
    named = {
        found.record.id: key
        for key, found in evidence.items()
        if isinstance(found.record, Record) and found.record.id
    }
    statements = [
        (key, found.record) for key, found in evidence.items() if isinstance(found.record, StatementRecord)
    ]
    by_verb = {
        verb: tuple((name, key) for key, record in statements for name in getattr(record, verb))
        for verb in ("about", "supports", "disputes")
    }

    def events(verb: str) -> Iterator[tuple[EventId | None, RecordKey]]:
        for name, key in by_verb[verb]:
            yield _event_of(evidence, named, name), key

    return Claims(
        named=named,
        answers=grouped_keys(
            (named[RecordId(name)], key)
            for verb in ("disputes", "supports")
            for name, key in by_verb[verb]
            if name in named
        ),
        disputes=grouped(events("disputes")),
        said_of=grouped(pair for verb in by_verb for pair in events(verb)),
    )


def _event_of(evidence: AllEvidence, named: Mapping[RecordId, RecordKey], name: str) -> EventId | None:
    key = named.get(RecordId(name))
    return getattr(evidence[key].record, "event", None) if key else EventId(name)


def grouped_keys(pairs: Iterable[tuple[RecordKey, RecordKey]]) -> dict[RecordKey, tuple[RecordKey, ...]]:
    """What comes with each record, once each, in the order given."""
    found: dict[RecordKey, dict[RecordKey, None]] = defaultdict(dict)
    for record, other in pairs:
        found[record][other] = None
    return {record: tuple(found[record]) for record in sorted(found)}


def contradicted(
    evidence: AllEvidence, known: Claims, event: EventId, reports: Iterable[Report]
) -> tuple[RecordKey, ...]:
    """Give the records that the disputes of an event speak against, its reports first.

    Those that a statement names are among them whoever says them; where it names the event, every report of
    it but those of somebody who disputes it.
    """
    disputes = known.disputes.get(event, ())
    if not disputes:
        return ()
    denying = {evidence[key].origin.key for key in disputes}
    names = [name for key in disputes for name in getattr(evidence[key].record, "disputes", ())]
    named = [known.named[name] for name in names if name in known.named]
    told = [
        key
        for report in reports
        for key in report.records
        if key in named or (event in names and report.origin.key not in denying)
    ]
    said = [key for key in named if event in getattr(evidence[key].record, "about", ())]
    return tuple(dict.fromkeys((*told, *said)))


def contests(evidence: AllEvidence, known: Claims) -> dict[RecordKey, Contest]:
    """Give what is disputed or supported and has no event of its own."""
    return {
        key: _contest(evidence, known, key, statements)
        for key, statements in known.answers.items()
        if getattr(evidence[key].record, "event", None) is None
    }


def _contest(
    evidence: AllEvidence, known: Claims, key: RecordKey, statements: tuple[RecordKey, ...]
) -> Contest:
    record = evidence[key].record
    name = getattr(record, "id", None)
    disputing, supporting = (
        tuple(other for other in statements if name in getattr(evidence[other].record, verb))
        for verb in ("disputes", "supports")
    )
    told_at = (
        event
        for event in getattr(record, "about", ())
        if disputing and {*disputing} <= {*known.disputes.get(event, ())}
    )
    return Contest(key, disputing, supporting, tuple(told_at))
