"""Who met whom on visits: as a list of pairs, and as a matrix of visitors and people met."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from site_builder.linking.origins import saying_of
from site_builder.linking.site import Event, RecordKey, Site, records_of
from site_builder.model.records import Met, VisitRecord
from site_builder.model.value_types import ArticleId, EventId
from site_builder.model.written import ActorRef, Unnamed
from site_builder.pages.choices import happening
from site_builder.pages.components import (
    Link,
    begin_year,
    event_link,
    joined,
    short_link,
    who_link,
)
from site_builder.translation.messages import gettext

MOST_VISITORS, MOST_MET = 30, 24
"""So many rows and columns a matrix has; the list has every pair."""
MOST_IN_CELL = 6
"""So many visits, the newest, a cell links to; its number counts all."""

Person = tuple[str, EventId | None]
"""Who somebody is in the matrix: a name, and, where it is that of somebody unnamed, the visit."""


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """A visitor and somebody met, on one visit; somebody unnamed is never the same as on another visit.

    `status` is the record's, or `claimed`; `status_words` says it, and is empty where they simply met.
    """

    visitor: Person
    met: Person
    visitor_link: Link
    met_link: Link
    visit: EventId
    status: str
    status_words: str
    article: ArticleId


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A visitor, somebody they met, and the visits on which they did."""

    visitor: Link
    met: Link
    visits: tuple[Link, ...]
    status: str


@dataclass(frozen=True, slots=True)
class MatrixVisit:
    """A visit in a cell: its year as a link, and its title for those who ask or cannot see the column."""

    year: str
    title: str
    to: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The visits on which a visitor met somebody, and how many; none is an empty cell."""

    number: str
    visits: tuple[MatrixVisit, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A visitor with a cell for each column."""

    visitor: Link
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Visitors down, people met across, those with the most meetings first; `note` says what is left out."""

    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    note: str


def meetings(site: Site, visits: Iterable[Event]) -> Iterator[ReportedMeeting]:
    """Every meeting that a record of some visits reports."""
    for visit in visits:
        for key, record in records_of(site, visit.records, VisitRecord):
            for visitor, other in product(record.visitors, map(_actor, record.met)):
                yield ReportedMeeting(
                    _person(site, visitor, visit.id),
                    _person(site, other, visit.id),
                    who_link(site, visitor),
                    who_link(site, other),
                    visit.id,
                    *_meeting_status(site, key, record),
                    key.article,
                )


def _meeting_status(site: Site, key: RecordKey, record: VisitRecord) -> tuple[str, str]:
    if saying_of(record) == "claimed":
        return "claimed", gettext("claimed by {who}", who=who_link(site, site.evidence[key].origin.who).text)
    return record.status, happening(record.status)


def _actor(ref: ActorRef | Met) -> ActorRef:
    return ref.actor if isinstance(ref, Met) else ref


def _person(site: Site, ref: ActorRef, visit: EventId) -> Person:
    return (who_link(site, ref).text, visit) if isinstance(ref, Unnamed) else (ref, None)


def meeting_rows(site: Site, found: Iterable[ReportedMeeting]) -> tuple[MeetingRow, ...]:
    """Meetings as a list of pairs, by name."""
    pairs: dict[tuple[Person, Person], list[ReportedMeeting]] = defaultdict(list)
    for meeting in found:
        pairs[meeting.visitor, meeting.met].append(meeting)
    rows = (
        MeetingRow(
            group[0].visitor_link,
            group[0].met_link,
            joined(short_link(site, visit) for visit in dict.fromkeys(m.visit for m in group)),
            min((meeting.status_words for meeting in group), key=bool),
        )
        for group in pairs.values()
    )
    return tuple(sorted(rows, key=lambda row: (row.visitor.text, row.met.text)))


def matrix(
    site: Site,
    found: Sequence[ReportedMeeting],
    most_visitors: int = MOST_VISITORS,
    most_met: int = MOST_MET,
) -> Matrix | None:
    """Meetings as a matrix of so many rows and columns; none where there are no meetings."""
    if not found:
        return None
    cells: dict[tuple[Person, Person], dict[EventId, None]] = defaultdict(dict)
    for meeting in found:
        cells[meeting.visitor, meeting.met][meeting.visit] = None
    names = {m.visitor: m.visitor_link for m in found} | {m.met: m.met_link for m in found}
    visitors = _by_frequency(((visitor, len(visits)) for (visitor, _), visits in cells.items()), names)
    others = _by_frequency(((met, len(visits)) for (_, met), visits in cells.items()), names)
    columns, rows = others[:most_met], visitors[:most_visitors]
    is_whole = len(columns) == len(others) and len(rows) == len(visitors)
    return Matrix(
        columns=tuple(names[met] for met in columns),
        rows=tuple(
            MatrixRow(names[visitor], tuple(_cell(site, cells.get((visitor, met), ())) for met in columns))
            for visitor in rows
        ),
        note=""
        if is_whole
        else gettext(
            "It shows {visitors} visitors and {others} others; the list has all.",
            visitors=len(rows),
            others=len(columns),
        ),
    )


def _by_frequency(counted: Iterable[tuple[Person, int]], names: Mapping[Person, Link]) -> list[Person]:
    totals: Counter[Person] = Counter()
    for person, number in counted:
        totals[person] += number
    return sorted(totals, key=lambda person: (-totals[person], names[person].text, person[1] or ""))


def _cell(site: Site, visits: Iterable[EventId]) -> MatrixCell:
    held = list(visits)
    return MatrixCell(str(len(held) or ""), tuple(_visit(site, visit) for visit in held[-MOST_IN_CELL:]))


def _visit(site: Site, visit: EventId) -> MatrixVisit:
    link = event_link(site, visit)
    return MatrixVisit(begin_year(site.events[visit].date, gettext("undated")), link.text, link.to)
