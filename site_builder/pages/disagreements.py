"""Where sources differ: events, figures, dates of roles, and what statements dispute besides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from site_builder.linking.posts import Term, clashing_terms
from site_builder.linking.second_origins import FigureRecords, clashing_figures
from site_builder.linking.site import Contest, Event, RecordKey, Site
from site_builder.pages import counts
from site_builder.pages.choices import verdict_words
from site_builder.pages.compared_reports import FactRow, ReportedValue, fact_rows
from site_builder.pages.components import DateView, Link, event_link, section_name, who_link
from site_builder.pages.evidence import (
    EvidenceView,
    evidence_view,
    figure_says,
    origin_link,
    proof_link,
    record_date,
    says,
)
from site_builder.pages.rows import event_date, newest_events
from site_builder.translation.messages import gettext


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An event, a figure or a record on which sources differ.

    `conflicts` are fields that cannot both be right; `disputes` are words that dispute what `disputed` says,
    `by` the records that hold them. Of a record without an event it is told what is `said` there.
    """

    subject: Link
    when: DateView | None
    conflicts: tuple[FactRow, ...]
    disputes: tuple[EvidenceView, ...]
    disputed: tuple[EvidenceView, ...]
    by: tuple[RecordKey, ...] = ()
    said: tuple[Link, ...] = ()


def disagreements(site: Site) -> Iterator[Disagreement]:
    """All of them: the events most differed on first, the newest of equals first; then all else."""
    events = [found for event in newest_events(site) if (found := site.events[event]).disputed]
    events.sort(key=lambda event: -len(event.conflicts) - len(event.disputed_by))
    yield from (of_event(site, event) for event in events)
    yield from (of_record(site, contest) for contest in own_disputes(site))
    yield from (_of_figures(site, figures) for figures in clashing_figures(site))
    yield from (_of_role(site, term) for term in clashing_terms(site))


def differing_words(site: Site) -> str:
    """On how many things sources differ, in words: `3 events, 1 statement and 1 figure`, if on any."""
    sections = Counter(found.record.section for found in own_disputes(site))
    sections["figures"] += len(clashing_figures(site))
    sections["people"] += sum(1 for _ in clashing_terms(site))
    events = sum(event.disputed for event in site.events.values())
    named = (
        counts.records_of_section(site, section, number)
        for section, number in sorted(sections.items())
        if number
    )
    return counts.listed((*((counts.events(events),) if events else ()), *named))


def own_disputes(site: Site) -> Iterator[Contest]:
    """What is disputed, has no event, and is not told with the event that it is about."""
    return (found for found in site.contests.values() if found.disputed_by and not found.told_at)


def on_what_is_said(site: Site, event: Event) -> tuple[Disagreement, ...]:
    """What is said about an event and disputed, where the event itself is not."""
    about = (*event.statements, *site.refers.get(event.id, ()))
    found = (site.contests.get(key) for key in dict.fromkeys(about))
    return tuple(of_record(site, one) for one in found if one and one.disputed_by and not one.told_at)


def of_event(site: Site, event: Event) -> Disagreement:
    """An event on which sources differ."""
    return Disagreement(
        subject=event_link(site, event.id),
        when=event_date(event),
        conflicts=tuple(row for row in fact_rows(site, event) if row.verdict == "conflicts"),
        disputes=boxed_evidence(site, event.disputed_by),
        disputed=boxed_evidence(site, event.contradicted),
        by=event.disputed_by,
    )


def boxed_evidence(site: Site, keys: Iterable[RecordKey]) -> tuple[EvidenceView, ...]:
    """Records as they stand in a box that shows both sides, so that none says what answers it."""
    return tuple(replace(evidence_view(site, key), event=None, answers=()) for key in keys)


def of_record(site: Site, found: Contest) -> Disagreement:
    """A record without an event that somebody disputes."""
    evidence = site.evidence[found.record]
    what = f"{section_name(site, found.record.section)}: {origin_link(site, evidence.origin).text}"
    return Disagreement(
        subject=replace(proof_link(site, found.record), text=what),
        when=record_date(evidence),
        conflicts=(),
        disputes=boxed_evidence(site, found.disputed_by),
        disputed=boxed_evidence(site, (found.record,)),
        by=found.disputed_by,
        said=says(site, evidence),
    )


def _of_figures(site: Site, figures: FigureRecords) -> Disagreement:
    measure = site.corpus.registry.measures[figures[0][1].measure]
    values = [ReportedValue(figure_says(site, record), proof_link(site, key)) for key, record in figures]
    return _of_accounts(site, figures[0][0], Link(measure.name, "figures/"), gettext("Figure"), values)


def _of_role(site: Site, term: Term) -> Disagreement:
    """Dates that sources give for one step of a role, such as the day on which an envoy left post."""
    (first, record), *_ = term
    values = [_dated_role(site, key) for key, _ in term]
    return _of_accounts(site, first, who_link(site, record.actor), gettext("Date"), values)


def _of_accounts(
    site: Site, first: RecordKey, subject: Link, label: str, values: Sequence[ReportedValue]
) -> Disagreement:
    """Records, the first of which is given, that cannot both be true of one thing."""
    cells = tuple(one.value for one in values)
    row = FactRow(label, cells, tuple(values), "conflicts", verdict_words("conflicts"))
    return Disagreement(subject, record_date(site.evidence[first]), (row,), (), ())


def _dated_role(site: Site, key: RecordKey) -> ReportedValue:
    found = site.evidence[key]
    when = record_date(found)
    said = (*says(site, found), Link(f" ({when.words})" if when else ""))
    return ReportedValue(said, proof_link(site, key))
