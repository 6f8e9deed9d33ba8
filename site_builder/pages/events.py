"""The pages of events, and their index."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.linking.event_order import is_told
from site_builder.linking.site import Event, Origin, RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import FigureRecord, Record
from site_builder.model.value_types import EventId
from site_builder.pages import counts
from site_builder.pages.arms_figures import Parties, figures_by_parties, parties
from site_builder.pages.briefs import Sentence
from site_builder.pages.choices import OTHER_SAYINGS, role_words, visit_kind
from site_builder.pages.compared_reports import Column, FactRow, column, event_evidence, fact_rows
from site_builder.pages.components import (
    DateView,
    Fact,
    Link,
    dated,
    event_link,
    event_type,
    joined,
    name_link,
    outlet,
    place_link,
    plain_text,
    registry_fact,
)
from site_builder.pages.disagreements import Disagreement, boxed_evidence, on_what_is_said
from site_builder.pages.event_briefs import brief_of_event
from site_builder.pages.evidence import EvidenceView, evidence_views
from site_builder.pages.facets import Search, countries, findable
from site_builder.pages.heads import Head, page_head
from site_builder.pages.lead_sentences import is_particular, lede, particular_facts
from site_builder.pages.own_fields import facets_of, identifiers, own_fields
from site_builder.pages.parts import BOUNDS, Bounds, Division, PartPage, Rest, in_year, long_list, part_pages
from site_builder.pages.registers import tabbed
from site_builder.pages.repeats import OriginWays, ways_of
from site_builder.pages.rows import (
    EventRow,
    counted_reports,
    credited,
    event_date,
    event_parts,
    event_row,
    event_status,
    filled_columns,
    newest_events,
    standing_link,
)
from site_builder.pages.searched import Searches, searches_about
from site_builder.pages.sentences import linked
from site_builder.pages.visit_sentences import visit_sentence
from site_builder.pages.weapon_use import date_of
from site_builder.translation.messages import N_, filled, first_upper, gettext, ngettext, plural_form

MOST_FIGURES = 12
"""So many figures of its parties' trade a deal's page lists; the register of deals has all."""


@dataclass(frozen=True, slots=True)
class Near:
    """The event before or after, with the time between in words; `way` says so, or that nobody knows."""

    way: str
    event: Link
    when: DateView
    apart: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything reported of an event; `between` are figures on the arms trade of a deal's parties.

    `compared` says how many `columns` there are: on a narrow screen not all are in sight.
    """

    head: Head
    brief: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    note: str
    compared: str
    columns: tuple[Column, ...]
    rows: tuple[FactRow, ...]
    conflicts: tuple[FactRow, ...]
    disputes: tuple[EvidenceView, ...]
    disputed: tuple[EvidenceView, ...]
    on_what_is_said: tuple[Disagreement, ...]
    single_origin: str
    ways: tuple[OriginWays, ...]
    evidence: tuple[EvidenceView, ...]
    statements: tuple[EvidenceView, ...]
    figures: tuple[EvidenceView, ...]
    between: tuple[EvidenceView, ...]
    overlaps: tuple[EventRow, ...]
    related: tuple[EventRow, ...]
    contains: tuple[EventRow, ...]
    before: Near | None
    after: Near | None
    searched: Searches | None = None


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The index of events."""

    head: Head
    types: tuple[str, ...]
    years: tuple[str, ...]
    rows: tuple[EventRow, ...]
    filled: Mapping[str, bool]
    rest: Rest | None = None


EVENTS: Division[EventRow] = Division(
    base="events/by-year/",
    rows=counts.events,
    by=N_("by year"),
    group=lambda row: in_year(row.when.sort if row.when else ""),
    weight=lambda row: 14 + len(row.parts),
)


def event_index(site: Site, bounds: Bounds = BOUNDS) -> Iterator[tuple[str, EventsPage | PartPage[EventRow]]]:
    """The index of events with its parts, each page with the name of its template."""
    rows = tuple(event_row(site, event) for event in newest_events(site))
    answer = gettext(
        "{events}, newest first. Each has one page, whichever articles report it.",
        events=counts.events(len(rows)),
    )
    head = page_head("events/", answer)
    types = tuple(sorted({row.type_name for row in rows}))
    years = tuple(sorted({row.year for row in rows}, reverse=True))
    filled, listed = filled_columns(rows, ("place", "parts")), long_list(rows, EVENTS, bounds)
    yield "events", EventsPage(head, types, years, listed.rows, filled, listed.rest)
    yield from part_pages("part_events", head, listed, filled)


def event_page(
    site: Site,
    name: EventId,
    before: EventId | None = None,
    after: EventId | None = None,
    trade: Mapping[Parties, tuple[RecordKey, ...]] | None = None,
) -> EventPage:
    """One event's page, with links to the events before and after it; `trade` is the same for all pages."""
    event = site.events[name]
    rows = tuple(fact_rows(site, event))
    answer, tabbed_ = _answer(site, event), tabbed(site, event.frame.type)
    said = on_what_is_said(site, event)
    boxed = {*event.disputed_by, *(key for one in said for key in one.by)}
    searched = searches_about(site, name)
    under, tab = tabbed_ or (None, "")
    return EventPage(
        head=page_head(
            "events/",
            answer,
            name=name,
            under=under,
            tab=tab,
            title=event.frame.title,
            kind=event_type(site, event).name,
            entry=event.frame,
            wide=False,
            search=_search(site, event),
            registry=_is_framed(site, name, event)
            or searched is not None
            or any(link.basis for link in answer),
        ),
        brief=brief_of_event(site, event, rows, said),
        facts=tuple(_facts(site, event)),
        note=event.frame.note or "",
        compared=ngettext(
            "There is {n} report.", "Each of the {n} columns is one report.", len(event.reports)
        ),
        columns=tuple(column(site, report) for report in event.reports),
        rows=rows,
        conflicts=tuple(row for row in rows if row.verdict == "conflicts"),
        disputes=boxed_evidence(site, event.disputed_by),
        disputed=boxed_evidence(site, event.contradicted),
        on_what_is_said=said,
        single_origin=_single_origin(site, event),
        ways=ways_of(site, event.records),
        evidence=event_evidence(site, event),
        statements=evidence_views(site, (key for key in event.statements if key not in boxed)),
        figures=evidence_views(site, figures_about(site, name)),
        between=evidence_views(site, _between(site, event, trade)),
        overlaps=_rows_of(site, site.overlaps.get(name, ())),
        related=_rows_of(site, site.related.get(name, ())),
        contains=_rows_of(site, site.contains.get(name, ())),
        before=_near(site, before, name, before) if before else None,
        after=_near(site, name, after, after) if after else None,
        searched=searched,
    )


def _is_framed(site: Site, name: EventId, event: Event) -> bool:
    """Whether the editors put an event together with topics or other events."""
    others = (site.overlaps, site.related, site.contains)
    return bool(event.frame.topics or event.frame.part_of or any(name in held for held in others))


def _near(site: Site, first: EventId, second: EventId, other: EventId) -> Near | None:
    """One of two neighbours, as it stands on the other's page."""
    date, following = site.events[first].date, site.events[second].date
    if date is None or following is None:
        return None
    way = gettext("Before") if other == first else gettext("After")
    apart = edtf.apart(date, following)
    if not (date.latest and following.earliest and date.latest < following.earliest):
        known = is_told(site.corpus.registry.events, first, second)
        way, apart = (way, "") if known else (_at_one_time(date, following), "")
    when = event_date(site.events[other]) or dated(date if other == first else following)
    return Near(way, standing_link(site, other), when, apart)


def _at_one_time(date: edtf.Date, other: edtf.Date) -> str:
    """How two dates stand to each other that leave open which comes first."""
    if edtf.relation(date, other) != "same":
        return gettext("Perhaps at the same time; the order is not known")
    if date.earliest == date.latest and date.earliest is not None:
        return gettext("On the same day; the order is not known")
    return gettext("In the same period; the order is not known")


def figures_about(site: Site, event: EventId) -> tuple[RecordKey, ...]:
    """The figures that are about an event, or bear on it."""
    return tuple(key for key, _ in records_of(site, site.refers.get(event, ()), FigureRecord))


def _between(
    site: Site, deal: Event, trade: Mapping[Parties, tuple[RecordKey, ...]] | None
) -> list[RecordKey]:
    """The figures on the arms trade between a deal's parties that are not about the deal itself."""
    if deal.frame.type != "arms-deal":
        return []
    by_parties = figures_by_parties(site) if trade is None else trade
    own = figures_about(site, deal.id)
    keys = sorted(key for pair in parties(site, deal) for key in by_parties.get(pair, ()) if key not in own)
    return keys[:MOST_FIGURES]


def _rows_of(site: Site, events: Iterable[EventId]) -> tuple[EventRow, ...]:
    return tuple(event_row(site, event) for event in events if event in site.events)


def _search(site: Site, event: Event) -> Search:
    registry = site.corpus.registry
    present = [part.of for part in event.parts]
    named = [registry.actors[who] for who in present]
    place = registry.places.get(event.place) if event.place else None
    return findable(
        {
            "kind": [gettext("Event")],
            "type": [event_type(site, event).name],
            "country": countries(site, [*present, event.place]),
            "publisher": [outlet(site, r.article) for r in event.reports],
            "topic": [registry.topics[topic].name for topic in event.frame.topics],
        },
        others=[
            *filter(None, (event.frame.title, event.frame.short)),
            *(form for entry in named for form in entry.forms),
            *(place.forms if place else ()),
            *identifiers(record for _, record in records_of(site, event.records, Record)),
        ],
        own=facets_of(site, event),
        date=dated(event.date).sort if event.date else "",
    )


def _answer(site: Site, event: Event) -> tuple[Link, ...]:
    if particular := lede(site, event):
        return _reported(particular, event)
    kind = visit_kind(event.kind) if event.kind else event_type(site, event).name
    status = event_status(site, event)
    said = [Link(f"{kind}{f' ({status})' if status else ''}")]
    visited = visit_sentence(site, event) if event.frame.type == "visit" else ()
    if event.place and not visited:
        said += [Link(", "), place_link(site, event.place)]
    if event.date:
        said.append(Link(f", {date_of(event)}"))
    if people := visited or event_parts(site, event):
        said += [Link(": "), *people]
    for own, values in own_fields(site, event, "lede"):
        said += [Link(f". {own.label}: "), *values]
    return _reported(said, event)


def _reported(said: Iterable[Link], event: Event) -> tuple[Link, ...]:
    """What an event is, with how many articles report it."""
    return linked(gettext("{event}. Reported by {reports}."), event=said, reports=counted_reports(event))


def _facts(site: Site, event: Event) -> Iterator[Fact]:
    yield Fact(gettext("Type"), (Link(event_type(site, event).name),))
    if event.date and event.frame.type != "arms-deal":  # a deal's dates are told as what they are
        words = edtf.words(event.date)
        if event.date_disputed:
            words = gettext("{date}, disputed", date=words)
        yield Fact(gettext("When"), (Link(words),))
    if event.place:
        yield Fact(gettext("Where"), (place_link(site, event.place),))
    yield Fact(gettext("Status"), (Link(event_status(site, event) or gettext("happened, as reported")),))
    yield from particular_facts(site, event)
    for own, values in own_fields(site, event, "facts"):
        if not own.role:
            yield Fact(own.label, values)
    for role in dict.fromkeys(part.role for part in event.parts):
        if not is_particular(event, role):
            yield Fact(first_upper(role_words(role)), event_parts(site, event, role))
    if event.frame.topics:
        yield registry_fact(
            gettext("Topics"), *joined(name_link(site, topic) for topic in event.frame.topics)
        )
    if event.frame.part_of:
        yield registry_fact(gettext("Part of"), event_link(site, event.frame.part_of))
    yield from _origins(site, event)


def _origins(site: Site, event: Event) -> Iterator[Fact]:
    """Who says so, and apart from them who expects it or says that it did not happen."""
    others = {gettext(words): event.who_say(saying) for saying, words in OTHER_SAYINGS.items()}
    label = gettext("Claimed by") if event.claimed_by else gettext("Origins")
    for name, origins in {label: event.who_say("happened", "claimed"), **others}.items():
        if origins:
            yield Fact(name, (*credited(site, event, origins), *_one_key(event, origins)))


def _one_key(event: Event, origins: Iterable[Origin]) -> Iterator[Link]:
    """Say where unnamed sources that are called several things count as one."""
    if any(_is_called_several(event, origin) for origin in origins):
        yield Link(gettext(" (unnamed sources of one state or body count as one origin)"))


def _is_called_several(event: Event, origin: Origin) -> bool:
    """Whether reports call an unnamed origin by several names, so that it may be several people."""
    called = {report.origin.by for report in event.reports if report.origin.key == origin.key}
    return origin.unnamed and len(called) > 1


def _single_origin(site: Site, event: Event) -> str:
    """One sentence where all rests on one origin; else nothing."""
    if len(event.rests_on) > 1:
        return ""
    origin = event.rests_on[0]
    confirming = (r for r in event.reports if {*r.sayings} & {"happened", "claimed"})
    articles = len({report.article for report in confirming})
    names = plain_text(credited(site, event, (origin,)))
    if _is_called_several(event, origin):
        said = gettext(
            "Unnamed sources only; they may be the same people, so they count as one origin: {names}."
        )
    elif articles > 1:
        said = plural_form(
            "{n} article reports this, and credits one origin: {names}.",
            "{n} articles report this, but all of them credit one origin: {names}.",
            articles,
        )
    else:
        said = _only_one(event)
    return filled(said, {"n": articles, "names": names})


def _only_one(event: Event) -> str:
    """What the one origin does; apart from others, where these only expect the event or deny it."""
    if event.claimed_by:
        return gettext("Claimed by one origin only: {names}.")
    if not event.confirming and event.rests_on == event.who_say("possible"):
        return gettext("Called possible by one origin only: {names}.")
    if not event.confirming and event.rests_on == event.expecting:
        return gettext("Expected by one origin only: {names}.")
    if event.confirming and len(event.origins) > 1:
        return gettext("Only one origin says that it happened: {names}.")
    return gettext("One origin only: {names}.")
