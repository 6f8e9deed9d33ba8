"""The register of visits, with who met whom; and all registers together."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking import Event, Site
from site_builder.pages.deals import DealsPage, deals_page
from site_builder.pages.facets import REGISTER
from site_builder.pages.figures import FiguresPage, figures_page
from site_builder.pages.meetings import Matrix, MeetingRow, matrix, meeting_rows, meetings
from site_builder.pages.parts import (
    DateView,
    Head,
    Link,
    dated,
    event_link,
    joined,
    part_link,
    place_link,
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
    answer = Link(
        f"{count(len(visits), 'visit')} that the articles report: who went where, when, and whom they met."
    )
    head = Head("visits/", "Visits", "", (answer,), "explore", (), answer.text, wide=True, search=REGISTER)
    met = tuple(meetings(site, visits))
    rows = tuple(_visit_row(site, visit) for visit in visits)
    return VisitsPage(head, rows, matrix(site, met), meeting_rows(site, met))


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
