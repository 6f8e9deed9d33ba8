"""The register of visits, with who met whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.linking.site import Site
from site_builder.pages import counts
from site_builder.pages.heads import Head
from site_builder.pages.meetings import Matrix, MeetingRow, matrix, meeting_rows, meetings
from site_builder.pages.parts import (
    FIRST,
    Division,
    LongList,
    PartPage,
    Rest,
    by_letter,
    cut,
    long_list,
    part_pages,
)
from site_builder.pages.registers import VISITS, register_head
from site_builder.pages.rows import events_of_type
from site_builder.pages.visit_filters import Filter, visit_filters
from site_builder.pages.visits import (
    VisitIndex,
    VisitRow,
    VisitTable,
    visit_index,
    visit_table,
    visits_divided,
)
from site_builder.translation.messages import N_, gettext

FEW_VISITORS, FEW_MET = 14, 12
"""Rows and columns of the matrix where the register is too long for one page."""


@dataclass(frozen=True, slots=True)
class VisitsPage:
    """The register of visits."""

    head: Head
    visits: VisitTable
    filters: tuple[Filter, ...]
    matrix: Matrix | None
    meetings: tuple[MeetingRow, ...]
    more_meetings: Rest | None = None


@dataclass(frozen=True, slots=True)
class VisitsPart(PartPage[VisitRow]):
    """A part of the register, with what its rows are filtered by."""

    filters: tuple[Filter, ...] = ()


MEETINGS: Division[MeetingRow] = Division(
    base="visits/met/",
    name=N_("who met whom"),
    rows=counts.pairs,
    by=N_("by visitor"),
    shown=FIRST,
    group=lambda row: by_letter(row.visitor.text),
    weight=lambda row: 6 + len(row.visits),
)


def visits_page(site: Site) -> VisitsPage:
    """The register of visits as one page."""
    return next(page for _, page in visits_pages(site, visit_index(site)) if isinstance(page, VisitsPage))


def visits_pages(
    site: Site, index: VisitIndex
) -> Iterator[tuple[str, VisitsPage | PartPage[VisitRow] | PartPage[MeetingRow]]]:
    """The register of visits, newest first, and who met whom."""
    visits = events_of_type(site, "visit")
    answer = gettext(
        "{visits} that the articles report: who went where, when, and whom they met.",
        visits=counts.visits(len(visits)),
    )
    met = tuple(meetings(site, visits))
    table = visit_table(site, index, gettext("Register"), (visit.id for visit in visits))
    marked = any(link.basis for row in table.rows for link in row.start.links)
    head = register_head(site, VISITS, answer, registry=marked)
    listed = long_list(table.rows, visits_divided("visits/"), index.bounds)
    pairs = _pairs(meeting_rows(site, met), index)
    limits = (FEW_VISITORS, FEW_MET) if index.is_cut else ()
    yield (
        "visits",
        VisitsPage(
            head,
            VisitTable(table.title, listed.rows, table.filled, rest=listed.rest),
            visit_filters(site, listed.rows),
            matrix(site, met, *limits),
            pairs.rows,
            pairs.rest,
        ),
    )
    for template, part in part_pages("part_visits", head, listed, table.filled):
        yield template, _with_filters(site, part)
    yield from part_pages("part_meetings", head, pairs)


def _with_filters(site: Site, part: PartPage[VisitRow]) -> VisitsPart:
    filters = visit_filters(site, part.rows)
    return VisitsPart(
        part.head, part.rows, part.filled, part.pages, part.around, part.whole, part.label, filters
    )


def _pairs(rows: tuple[MeetingRow, ...], index: VisitIndex) -> LongList[MeetingRow]:
    """Who met whom: beside a register that is cut there is little room."""
    if index.is_cut:
        return cut(rows, MEETINGS, index.bounds, index.bounds.several)
    return long_list(rows, MEETINGS, index.bounds)
