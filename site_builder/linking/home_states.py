"""From which state visitors came, as far as an article gives their office in it.

What the registry knows of a person proves no start: it belongs to the editors, not to the evidence.
Only whose body a body is, no record can say, so that step is theirs, and said to be.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from site_builder.linking.once import once
from site_builder.linking.posts import ENDS, NOT_HELD, Term, terms
from site_builder.linking.site import Event, Part, RecordKey, Site, records_of
from site_builder.model import edtf
from site_builder.model.records import PersonRecord, VisitRecord
from site_builder.model.registry import Registry
from site_builder.model.value_types import ActorId, ArticleId, StateId
from site_builder.translation.messages import N_

K = TypeVar("K", bound=Hashable)

Office = tuple[RecordKey, PersonRecord]
BODIES = ("government-body", "armed-force")
"""Types of actors whose members hold an office of the state."""

NO_OFFICE = N_("no article gives the visitor an office")
OF_NO_STATE = N_("the office reported for the visitor is not one of a state")
OF_ANOTHER_TIME = N_("the visitor's office is reported only for another time")
OF_SEVERAL = N_("articles give the visitor offices of several states")
"""Messages, which pages say in their language."""


@dataclass(frozen=True, slots=True)
class Start:
    """The state that visitors came from and the records it rests on; or why it is not known.

    `by_registry` where the office is of a body, and the registry says whose.
    """

    state: StateId | None = None
    records: tuple[RecordKey, ...] = ()
    by_registry: bool = False
    reason: str = ""


def start_of(site: Site, event: Event, visitor: Part) -> Start:
    """Where one of an event's visitors came from.

    An office counts that an article gives, if it is not over and is not dated to another time: in an
    article that tells of the visit, or one that dates it to the visit's time or is of the same year. So does
    a post that articles say began before the visit and ended after it.
    """
    if visitor.who is None or _is_public(site.corpus.registry, visitor.who):
        return _start_of_body(site, event, visitor)
    known = _offices_by_time(site, visitor.who)
    if not known.given:
        return Start(reason=NO_OFFICE)
    here, then = _offices_then(known, event)
    return _first_known(site, (here, then)) or Start(reason=_reason(site, known.given, then))


def offices_then(site: Site, event: Event, person: ActorId) -> tuple[RecordKey, ...]:
    """The offices that count for somebody at an event, as they do for where a visitor came from.

    Where articles that tell of the event give some, only these.
    """
    here, then = _offices_then(_offices_by_time(site, person), event)
    return tuple(key for key, _ in here or then)


def offices(site: Site, person: ActorId) -> Iterator[Office]:
    """Every record that says what somebody is."""
    keys = (key for key in site.refers.get(person, ()) if key.section == "people")
    records = records_of(site, keys, PersonRecord)
    return ((key, record) for key, record in records if record.actor == person)


def state_of(registry: Registry, name: ActorId | None) -> StateId | None:
    """The state that an office is of: a state itself, or that of a public body, as the registry has it."""
    while name and _is_public(registry, name):
        known = registry.actors[name]
        if _is_state(registry, name):
            return StateId(name)
        if known.country:
            return known.country
        name = known.part_of
    return None


def _is_state(registry: Registry, name: ActorId) -> bool:
    return name in registry.actors and registry.actors[name].type == "state"


def _is_public(registry: Registry, name: ActorId) -> bool:
    return name in registry.actors and registry.kind_of(registry.actors[name]) in ("state", *BODIES)


# ------------------------------------------------------------------ who belongs to a state by name


def _start_of_body(site: Site, event: Event, visitor: Part) -> Start:
    """A state or body that visited, or somebody unnamed of it: the visit's own records say so."""
    registry = site.corpus.registry
    state = state_of(registry, visitor.of)
    if state is None:
        return Start(reason=OF_NO_STATE)
    records = tuple(
        key for key, record in records_of(site, event.records, VisitRecord) if visitor.ref in record.visitors
    )
    return Start(state, records, by_registry=not _is_state(registry, visitor.of))


# ------------------------------------------------------------------ who is named, with an office


def _offices_then(known: "_Offices", event: Event) -> tuple[list[Office], list[Office]]:
    """The offices of the time of an event that articles which tell of it give, and all of that time."""
    told = {report.article for report in event.reports}
    then = [known.given[number] for number in sorted({*_of_the_time(known, event, told)})]
    return [one for one in then if one[0].article in told], then


Years = tuple[int, int]
"""The first and the last year that a date may lie in."""
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Offices:
    """The offices that articles give somebody, and those that may count by when they do.

    `ended` are terms whose end is dated, and what is said in each; `dated` goes by date, the others by
    article, and by the years of publication. All name offices by their numbers among those given: of some
    people there are thousands, and of a visit's time a few.
    """

    given: tuple[Office, ...]
    ended: tuple[tuple[Term, Numbers], ...]
    dated: Mapping[str, Numbers]
    articles: Mapping[ArticleId, Numbers]
    years: Mapping[Years | None, Numbers]


@once
def _offices_by_time(site: Site, person: ActorId) -> _Offices:
    """Put somebody's offices in order once for all visits."""
    given = tuple(office for office in offices(site, person) if office[1].mode != "denied")
    number_of = {key: number for number, (key, _) in enumerate(given)}
    ended = (term for term in terms(given) if any(one.date and one.event_ in ENDS for _, one in term))
    held = [(number, *one) for number, one in enumerate(given) if one[1].event_ not in NOT_HELD]
    undated = [(number, key.article) for number, key, record in held if not record.date and not record.former]
    return _Offices(
        given,
        tuple((term, tuple(number_of[key] for key, _ in term)) for term in ended),
        _together((record.date, number) for number, _, record in held if record.date),
        _together((article, number) for number, article in undated),
        _together((_years_of(site, article), number) for number, article in undated),
    )


def _together(pairs: Iterable[tuple[K, int]]) -> Mapping[K, Numbers]:
    found: dict[K, list[int]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _of_the_time(known: _Offices, event: Event, told: Iterable[ArticleId]) -> Iterator[int]:
    """The numbers of the offices that are of a visit's time, as far as is known."""
    for term, numbers in known.ended:
        yield from numbers if _is_in_term(term, event) else ()
    for article in told:
        yield from known.articles.get(article, ())
    if event.date is None:
        return
    for text, numbers in known.dated.items():
        yield from numbers if edtf.relation(edtf.parse(text), event.date) != "conflicts" else ()
    of = _years(event.date)
    for years, numbers in known.years.items():
        yield from numbers if _meet(years, of) else ()


def _is_in_term(term: Term, event: Event) -> bool:
    """Whether articles date the beginning of a term before an event, and its end after it."""
    if event.date is None or not (event.date.earliest and event.date.latest):
        return False
    dated = [(record.event_, edtf.parse(record.date)) for _, record in term if record.date]
    begins = [date.latest for what, date in dated if what not in NOT_HELD]
    ends = [date.earliest for what, date in dated if what in ENDS]
    before = any(day and day <= event.date.earliest for day in begins)
    return before and bool(ends) and all(day and day >= event.date.latest for day in ends)


def _meet(one: Years | None, other: Years | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _years_of(site: Site, article: ArticleId) -> Years | None:
    return _years(edtf.parse(site.published[article]))


def _years(date: edtf.Date) -> Years | None:
    """The first and the last year that a date may lie in."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    return (first.year, last.year) if first and last else None


def _first_known(site: Site, groups: Iterable[list[Office]]) -> Start | None:
    """What the first group that names a state says; one that names several says nothing."""
    registry = site.corpus.registry
    for group in groups:
        stated = [(key, record.of, state_of(registry, record.of)) for key, record in group]
        states = {state for _, _, state in stated if state}
        if len(states) > 1:
            return Start(reason=OF_SEVERAL)
        for state in states:
            held = [(key, of) for key, of, belongs in stated if belongs == state]
            direct = [key for key, of in held if of and _is_state(registry, of)]
            return Start(state, tuple(direct or (key for key, _ in held)), by_registry=not direct)
    return None


def _reason(site: Site, given: Iterable[Office], then: Iterable[Office]) -> str:
    registry = site.corpus.registry
    of_state = [office for office in given if state_of(registry, office[1].of)]
    return OF_ANOTHER_TIME if of_state and not list(then) else OF_NO_STATE
