"""The register of visits, with who met whom; and all registers together."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.pages.deals import DealsPage, deals_page
from site_builder.pages.departures import Departure, departure
from site_builder.pages.figures import FiguresPage, figures_page
from site_builder.pages.meetings import Matrix, MeetingRow, matrix, meeting_rows, meetings
from site_builder.pages.parts import DateView, Head, Link, event_link, place_link, register_head
from site_builder.pages.rows import (
    count,
    counted_reports,
    event_date,
    event_parts,
    event_status,
    newest_events,
)
from site_builder.site import Event, Site


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in the register."""

    title: Link
    when: DateView | None
    visitors: tuple[Link, ...]
    start: Departure
    place: Link | None
    met: tuple[Link, ...]
    status: str
    reports: str


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The register of visits."""

    head: Head
    rows: tuple[VisitRow, ...]
    matrix: Matrix | None
    meetings: tuple[MeetingRow, ...]


def register_pages(site: Site) -> Iterator[tuple[str, VisitsPage | DealsPage | FiguresPage]]:
    """The three registers, each with the name of its template."""
    yield "visits", visits_page(site)
    yield "arms_deals", deals_page(site)
    yield "figures", figures_page(site)


def visits_page(site: Site) -> VisitsPage:
    """The register of visits, newest first, and who met whom."""
    visits = [site.events[event] for event in newest_events(site, "visit")]
    answer = (
        f"{count(len(visits), 'visit')} that the articles report: who went where, when, and whom they met."
    )
    met = tuple(meetings(site, visits))
    rows = tuple(_visit_row(site, visit) for visit in visits)
    marked = any(link.basis for row in rows for link in row.start.links)
    head = register_head("visits/", "Visits", "explore", answer, registry=marked)
    return VisitsPage(head, rows, matrix(site, met), meeting_rows(site, met))


def _visit_row(site: Site, visit: Event) -> VisitRow:
    return VisitRow(
        title=event_link(site, visit.id),
        when=event_date(visit),
        visitors=event_parts(site, visit, "visitor"),
        start=departure(site, visit),
        place=place_link(site, visit.place) if visit.place else None,
        met=event_parts(site, visit, "met", "host"),
        status=event_status(site, visit),
        reports=counted_reports(visit),
    )
