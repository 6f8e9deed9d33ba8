"""The register of visits, with who met whom; and all registers together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from site_builder.linking import Event, Site, records_of
from site_builder.model import ActorRef, Met, Unnamed, VisitRecord
from site_builder.pages.deals import DealsPage, deals_page
from site_builder.pages.figures import FiguresPage, figures_page
from site_builder.pages.parts import (
    DateView,
    Head,
    Link,
    dated,
    event_link,
    joined,
    part_link,
    place_link,
    who_link,
)
from site_builder.pages.rows import STATUS_WORDS, count, counted_reports, newest_events


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in the register."""

    title: Link
    when: DateView | None
    visitors: tuple[Link, ...]
    place: Link | None
    met: tuple[Link, ...]
    status: str
    reports: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A visitor, somebody they met, and the visits on which they did."""

    visitor: Link
    met: Link
    visits: tuple[Link, ...]
    status: str


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The register of visits."""

    head: Head
    rows: tuple[VisitRow, ...]
    meetings: tuple[MeetingRow, ...]


def register_pages(site: Site) -> Iterator[tuple[str, VisitsPage | DealsPage | FiguresPage]]:
    """The three registers, each with the name of its template."""
    yield "visits", visits_page(site)
    yield "arms_deals", deals_page(site)
    yield "figures", figures_page(site)


# ------------------------------------------------------------------ visits


def visits_page(site: Site) -> VisitsPage:
    """The register of visits, newest first, and who met whom."""
    visits = [site.events[event] for event in newest_events(site, "visit")]
    answer = Link(
        f"{count(len(visits), 'visit')} that the articles report: who went where, when, and whom they met."
    )
    head = Head("visits/", "Visits", "", (answer,), "explore", (), answer.text, wide=True)
    return VisitsPage(head, tuple(_visit_row(site, visit) for visit in visits), _meetings(site, visits))


def _visit_row(site: Site, visit: Event) -> VisitRow:
    return VisitRow(
        title=event_link(site, visit.id),
        when=dated(visit.date) if visit.date else None,
        visitors=_parts(site, visit, "visitor"),
        place=place_link(site, visit.place) if visit.place else None,
        met=_parts(site, visit, "met", "host"),
        status=STATUS_WORDS.get(visit.status, visit.status),
        reports=counted_reports(visit),
    )


def _parts(site: Site, event: Event, *roles: str) -> tuple[Link, ...]:
    links = {
        link.text: link for part in event.parts if part.role in roles for link in [part_link(site, part)]
    }
    return joined(links.values())


def _meetings(site: Site, visits: Iterable[Event]) -> tuple[MeetingRow, ...]:
    """Pairs of a visitor and somebody met; somebody unnamed is never the same as on another visit."""
    met: dict[tuple[str, ...], MeetingRow] = {}
    for visit in visits:
        on = event_link(site, visit.id)
        keys = (key for report in visit.reports for key in report.records)
        for _, record in records_of(site, keys, VisitRecord):
            for visitor, other in product(record.visitors, map(_actor, record.met)):
                unnamed = isinstance(visitor, Unnamed) or isinstance(other, Unnamed)
                pair = who_link(site, visitor), who_link(site, other)
                key = (pair[0].text, pair[1].text, visit.id if unnamed else "")
                known = met.get(key)
                days = tuple(dict.fromkeys((*(known.visits if known else ()), on)))
                met[key] = MeetingRow(*pair, days, STATUS_WORDS.get(record.status, record.status))
    rows = (replace(row, visits=joined(row.visits)) for row in met.values())
    return tuple(sorted(rows, key=lambda row: (row.visitor.text, row.met.text)))


def _actor(ref: ActorRef | Met) -> ActorRef:
    return ref.actor if isinstance(ref, Met) else ref
