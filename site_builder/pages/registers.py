"""The register of visits, with who met whom; and all registers together."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.pages.arms_deals import DealsPage, deals_page
from site_builder.pages.figures import FiguresPage, figures_page
from site_builder.pages.heads import Head, page_head
from site_builder.pages.meetings import Matrix, MeetingRow, matrix, meeting_rows, meetings
from site_builder.pages.rows import count, events_of_type
from site_builder.pages.visits import Filter, VisitIndex, VisitTable, visit_filters, visit_index, visit_table


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The register of visits."""

    head: Head
    visits: VisitTable
    filters: tuple[Filter, ...]
    matrix: Matrix | None
    meetings: tuple[MeetingRow, ...]


def register_pages(
    site: Site, visits: VisitIndex
) -> Iterator[tuple[str, VisitsPage | DealsPage | FiguresPage]]:
    """The three registers, each with the name of its template."""
    yield "visits", visits_page(site, visits)
    yield "arms_deals", deals_page(site)
    yield "figures", figures_page(site)


def visits_page(site: Site, index: VisitIndex | None = None) -> VisitsPage:
    """The register of visits, newest first, and who met whom."""
    visits = events_of_type(site, "visit")
    answer = (
        f"{count(len(visits), 'visit')} that the articles report: who went where, when, and whom they met."
    )
    met = tuple(meetings(site, visits))
    table = visit_table(site, index or visit_index(site), "Register", (visit.id for visit in visits))
    marked = any(link.basis for row in table.rows for link in row.start.links)
    head = page_head("visits/", answer, registry=marked)
    filters = visit_filters(site, table.rows)
    return VisitsPage(head, table, filters, matrix(site, met), meeting_rows(site, met))
