"""Visits as rows of the register, of states' pages and of places' pages, and what they are filtered by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from site_builder.linking.indices import ancestors, grouped, places_of
from site_builder.linking.journeys import Journey, is_state, journeys
from site_builder.linking.reads import Keep, keeping_nothing
from site_builder.linking.site import Event, Site, records_of
from site_builder.model.records import Stop, VisitRecord
from site_builder.model.value_types import ActorId, EventId, PlaceId, StateId, VisitKind
from site_builder.pages import counts
from site_builder.pages.choices import KINDS_OF_VISITS, visit_kind
from site_builder.pages.components import (
    DateView,
    Fact,
    Link,
    actor_link,
    date_words,
    joined,
    place_link,
    separated,
    short_link,
)
from site_builder.pages.departures import Departure, departure, in_office
from site_builder.pages.parts import BOUNDS, Bounds, Division, Part, Rest, cut, in_year, weight_of
from site_builder.pages.rows import (
    counted_reports,
    event_date,
    event_status,
    events_of_type,
    filled_columns,
    newest_of,
)
from site_builder.translation.messages import (
    N_,
    first_within_sentence,
    gettext,
    joints,
    ngettext,
    within_sentence,
)

MOST_LISTED = 20
"""So many visits a state's or a place's page lists; the register has all."""
MET = ("met", "host")
"""The roles of those whom visitors met."""
UNKNOWN = "-unknown"
"""What visitors are filtered by whose state is not known."""
COLUMNS = ("kind", "start", "met", "reports")
"""Columns that a table of visits leaves out where no row fills them."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in a table; who visited and whom they met, with their offices.

    `sent`, `visited` and `kinds` are what it is filtered by, divided by spaces.
    """

    title: Link
    kind: str
    when: DateView | None
    visitors: tuple[Link, ...]
    start: Departure
    place: Link | None
    stops: tuple[Link, ...]
    met: tuple[Link, ...]
    status: str
    disputed: bool
    reports: str
    sent: str
    visited: str
    kinds: str


@dataclass(frozen=True, slots=True)
class VisitTable:
    """Visits that have a state or a place in common; `filled` says which columns hold anything.

    `more` leads to those of them in the register that are not listed, `rest` to the `parts` that hold them
    where the register is too long for a page.
    """

    title: str
    rows: tuple[VisitRow, ...]
    filled: Mapping[str, bool]
    more: Link | None = None
    rest: Rest | None = None
    parts: tuple[Part[VisitRow], ...] = ()


# ------------------------------------------------------------------ rows


def visit_row(site: Site, visit: Event, ways: Sequence[Journey]) -> VisitRow:
    """A visit, with its ways, as a row."""
    return VisitRow(
        title=short_link(site, visit.id),
        kind=kind_words(site, visit),
        when=event_date(visit),
        visitors=in_office(site, visit, "visitor"),
        start=departure(site, ways),
        place=place_link(site, visit.place) if visit.place else None,
        stops=_stops(site, visit),
        met=in_office(site, visit, *MET),
        status=event_status(site, visit),
        disputed=visit.disputed,
        reports=counted_reports(visit),
        sent=" ".join(way.home or UNKNOWN for way in ways),
        visited=" ".join(visited(site, visit)),
        kinds=" ".join(kinds_of(site, visit)) or UNKNOWN,
    )


def kinds_of(site: Site, visit: Event) -> tuple[VisitKind, ...]:
    """What kind of visit it was; all that reports call it where these cannot all be right."""
    kinds = sorted({record.kind for record in _records(site, visit) if record.kind}, key=_rank)
    return (visit.kind,) if visit.kind else tuple(kinds)


def _rank(kind: VisitKind) -> int:
    return [*KINDS_OF_VISITS].index(kind)


def kind_words(site: Site, visit: Event) -> str:
    """The same in words, as a text of its own: `State visit`, or `State visit or working visit`."""
    first, *others = [visit_kind(kind) for kind in kinds_of(site, visit)] or [""]
    _, before_last = joints("or")
    return before_last.join((first, *map(within_sentence, others)))


def visit_table(
    site: Site, index: "VisitIndex", title: str, visits: Iterable[EventId], more: str = ""
) -> VisitTable:
    """Visits, which come by date, as a table, newest first; `more` is the path of the register with all."""
    newest = newest_of(site, visits)
    rows = tuple(index.rows[visit] for visit in newest[: MOST_LISTED if more else None])
    is_whole = len(rows) == len(newest)
    rest = None
    if more and not is_whole:
        said = ngettext("All {n} visit in the register", "All {n} visits in the register", len(newest))
        rest = Link(said, more)
    return VisitTable(title, rows, filled_columns(rows, COLUMNS), rest)


def stops_of(site: Site, visit: Event) -> Mapping[PlaceId, tuple[str, ...]]:
    """The places within the one visited, each with the days in EDTF that reports give it."""
    days: dict[PlaceId, dict[str, None]] = defaultdict(dict)
    for record in _records(site, visit):
        for place in places_of(record):
            days[place].update()
        for stop in record.stops:
            if isinstance(stop, Stop) and stop.date:
                days[stop.place][stop.date] = None
    around = set(ancestors(site.corpus, visit.place))
    return {place: tuple(given) for place, given in days.items() if place not in around}


def _stops(site: Site, visit: Event) -> tuple[Link, ...]:
    when = {place: ", ".join(map(date_words, days)) for place, days in stops_of(site, visit).items()}
    dated = {place: (Link(f" ({days})"),) if days else () for place, days in when.items()}
    return separated(((place_link(site, place), *days) for place, days in dated.items()), ", ")


def _records(site: Site, visit: Event) -> Iterator[VisitRecord]:
    return (record for _, record in records_of(site, visit.records, VisitRecord))


# ------------------------------------------------------------------ from where, to where


def visited(site: Site, visit: Event) -> tuple[str, ...]:
    """Everywhere a visit led: places and what they lie within, and states in which none is named."""
    named = [place for record in _records(site, visit) for place in places_of(record)]
    inside = {outer for place in named for outer in list(ancestors(site.corpus, place))[1:]}
    only = (unnamed_in(place) for place in named if is_state(site, place) and place not in inside)
    return tuple(sorted({*named, *inside, *only}))


def unnamed_in(state: str) -> str:
    """What visits to a state are filtered by whose place in it is not named; no id is like it."""
    return f"{state}--unnamed"


@dataclass(frozen=True, slots=True)
class VisitIndex:
    """Visits, by date, by the state that somebody on them came from, and by everywhere that they led.

    `ways` are the journeys of each, `rows` its rows in tables; under `bounds`, the register `is_cut`.
    """

    ways: Mapping[EventId, tuple[Journey, ...]]
    rows: Mapping[EventId, VisitRow]
    sent: Mapping[StateId, tuple[EventId, ...]]
    visited: Mapping[str, tuple[EventId, ...]]
    bounds: Bounds
    is_cut: bool


def visit_index(site: Site, bounds: Bounds = BOUNDS, keep: Keep[Site] | None = None) -> VisitIndex:
    """Find the visits of all states and places: once for all pages."""
    keep = keep or keeping_nothing(site)
    visits = [visit.id for visit in events_of_type(site, "visit")]
    found = {visit: keep(f"visit {visit}", partial(_visit, visit)) for visit in visits}
    rows = {visit: one.row for visit, one in found.items()}
    return VisitIndex(
        {visit: one.ways for visit, one in found.items()},
        rows,
        grouped((way.home, visit) for visit, one in found.items() for way in one.ways),
        grouped((where, visit) for visit, one in found.items() for where in one.visited),
        bounds,
        weight_of(rows.values(), visits_divided("visits/")) + _weight_of_meetings(found.values())
        > bounds.nodes,
    )


class _Visit(NamedTuple):
    """One visit as the index has it; `pairs` is how many visitors may have met how many others."""

    ways: tuple[Journey, ...]
    row: VisitRow
    visited: tuple[str, ...]
    pairs: int


def _visit(visit: EventId, site: Site) -> _Visit:
    event = site.events[visit]
    ways = tuple(journeys(site, event))
    came = {part.ref for part in event.parts if part.role == "visitor"}
    pairs = len(came) * len({part.ref for part in event.parts if part.role in MET})
    return _Visit(ways, visit_row(site, event, ways), tuple(visited(site, event)), pairs)


def _weight_of_meetings(visits: Iterable[_Visit]) -> int:
    """About how many elements the register needs, besides its rows, to show who met whom."""
    return 10 * sum(visit.pairs for visit in visits)


def visits_divided(base: str, name: str = "") -> Division[VisitRow]:
    """How rows of visits are divided: by year."""
    return Division(
        base=base,
        name=name,
        rows=counts.visits,
        by=N_("by year"),
        group=lambda row: in_year(row.when.sort if row.when else ""),
        weight=lambda row: 17 + len((*row.visitors, *row.met, *row.stops, *row.start.links)),
    )


def visits_from(site: Site, index: VisitIndex, state: ActorId) -> VisitTable | None:
    """Visits abroad by those whose state this is."""
    link = actor_link(site, state)
    found = _table(
        site,
        index,
        _sent(index, state),
        OnPage(gettext("Visits from {state}", state=link.text), link.to, "from", state),
    )
    return found and _without_column(found, "start")


def visits_to(site: Site, index: VisitIndex, place: PlaceId) -> VisitTable | None:
    """Visits to a state or place, or to places within it."""
    link = place_link(site, place)
    at = OnPage(gettext("Visits to {place}", place=link.text), link.to, "to", place)
    return _table(site, index, index.visited.get(place, ()), at)


def visit_counts(site: Site, index: VisitIndex, state: ActorId) -> Iterator[Fact]:
    """How many visits a state sent and received, each number leading to these in the register."""
    sent, received = len(_sent(index, state)), len(index.visited.get(state, ()))
    name = actor_link(site, state).text
    links = []
    if sent:
        said = gettext("{n} from {state}", n=sent, state=name)
        links.append(Link(said, _listed_at(index, state, "from")))
    if received:
        said = gettext("{n} to {state}", n=received, state=name)
        links.append(Link(said, _listed_at(index, state, "to")))
    if links:
        yield Fact(gettext("Visits"), joined(links))


def _listed_at(index: VisitIndex, state: ActorId, way: str) -> str:
    """Where the visits of a state are listed: in the register, or on its own page where that is too long."""
    return f"actors/{state}/#visits-{way}" if index.is_cut else f"visits/?{way}={state}"


def _sent(index: VisitIndex, state: ActorId) -> list[EventId]:
    """Visits abroad: not those that led to the state that they came from."""
    inland = set(index.visited.get(state, ()))
    return [visit for visit in index.sent.get(StateId(state), ()) if visit not in inland]


def visits_beside(site: Site, index: VisitIndex, place: PlaceId) -> VisitTable | None:
    """For a place directly within a state: the visits to that state whose place in it nobody names."""
    state = site.corpus.registry.places[place].within
    if state is None or not is_state(site, state):
        return None
    unnamed = unnamed_in(state)
    title = gettext("Visits to {state} at a place not named", state=place_link(site, state).text)
    visits = index.visited.get(unnamed, ())
    return _table(site, index, visits, OnPage(title, f"places/{place}/", "to", unnamed, "beside"))


@dataclass(frozen=True, slots=True)
class OnPage:
    """A table's place: its title, its page, what the register is filtered by for the same (`way`, `value`).

    `name` tells it from others of the page, if the way does not.
    """

    title: str
    page: str
    way: str
    value: str
    name: str = ""

    @property
    def base(self) -> str:
        """The folder of its parts."""
        return f"{self.page}visits-{self.name or self.way}/"


def _table(site: Site, index: VisitIndex, visits: Sequence[EventId], at: OnPage) -> VisitTable | None:
    """A table for a page that has less room than the register, which has more; cut, if that is."""
    if not visits:
        return None
    if not index.is_cut:
        more = f"visits/?{at.way}={at.value}"
        return _without_column(visit_table(site, index, at.title, visits, more), "reports")
    rows, name = [index.rows[visit] for visit in newest_of(site, visits)], first_within_sentence(at.title)
    listed = cut(rows, visits_divided(at.base, name), index.bounds, index.bounds.several)
    filled = filled_columns(rows, COLUMNS)
    table = VisitTable(at.title, listed.rows, filled, None, listed.rest, listed.parts)
    return _without_column(table, "reports")


def _without_column(table: VisitTable, column: str) -> VisitTable:
    return replace(table, filled={**table.filled, column: False})
