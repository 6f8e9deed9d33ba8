"""Dates, places, names and other fields of an event or deal, each merged from what several reports say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from site_builder.merging.amounts import INFINITY, compare_values, range_of, unit_of
from site_builder.merging.status import Status, merge_status
from site_builder.merging.verdicts import (
    Merged,
    Opinion,
    Reported,
    Verdict,
    reported,
    uncontradicted,
    verdict_of,
)
from site_builder.model.edtf import FINEST_FIRST, Date, is_part_of, relation, sort_key, span_of, width
from site_builder.model.quantities import Value
from site_builder.model.value_types import PlaceId

__all__ = [
    "Knowledge",
    "Merged",
    "MergedNames",
    "Opinion",
    "Reported",
    "Status",
    "Verdict",
    "merge_dates",
    "merge_names",
    "merge_places",
    "merge_status",
    "merge_values",
    "narrowest",
]

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the registry knows that makes one name part of another.

    `within`: the places and the state around a place, nearest first. `country`: the state of an
    actor. `class_of`: the classes of a piece of equipment, nearest first.
    """

    within: Callable[[str], Sequence[str]]
    country: Callable[[str], str | None]
    class_of: Callable[[str], Sequence[str]]


# ------------------------------------------------------------------ dates


def merge_dates(opinions: Sequence[Opinion[Date]]) -> Merged[Date] | None:
    """Merge the dates of one event or deal; None without opinions."""
    if not opinions:
        return None
    values = tuple(sorted(reported(opinions), key=lambda item: _narrowness(item[0])))
    best, disputed = narrowest([date for date, _ in values])
    return Merged(verdict_of(values, _compare_dates), values, best, disputed)


def narrowest(dates: Sequence[Date]) -> tuple[Date, bool]:
    """Give the narrowest of the dates that none contradicts, else the span of all, disputed.

    A day within the time that another report lets the event last is a part of it, not its
    narrower date.
    """
    found = uncontradicted(dates, _compare_dates)
    whole = [date for date in found if not any(is_part_of(date, other) for other in found)]
    return (min(whole, key=_narrowness), False) if whole else (span_of(dates), True)


def _compare_dates(a: Date, b: Date) -> Verdict:
    match relation(a, b):
        case "same":
            return "agrees"
        case "refines" | "part-of":
            return "refines"
        case "compatible":
            return "compatible"
        case "conflicts":
            return "conflicts"


def _narrowness(date: Date) -> tuple[int, bool, bool, int, tuple[int, int, str]]:
    """Order by width; of equal ones what lasts says more, then the sure one, then the finer one."""
    finest = FINEST_FIRST.index(date.precision)
    return width(date), not date.lasts, date.uncertain, finest, sort_key(date)


# ------------------------------------------------------------------ places


def merge_places(opinions: Sequence[Opinion[PlaceId]], knowledge: Knowledge) -> Merged[PlaceId] | None:
    """Merge the places of one event; None without opinions.

    Where they conflict the best is the nearest place around them all, if there is one.
    """
    if not opinions:
        return None

    def compare(a: PlaceId, b: PlaceId) -> Verdict:
        return "refines" if a in knowledge.within(b) or b in knowledge.within(a) else "conflicts"

    def narrowness(place: PlaceId) -> tuple[int, str]:
        return -len(knowledge.within(place)), place

    values = tuple(sorted(reported(opinions), key=lambda item: narrowness(item[0])))
    places = [place for place, _ in values]
    found = uncontradicted(places, compare)
    best = found[0] if found else _around_all(places, knowledge)
    return Merged(verdict_of(values, compare), values, best, disputed=not found)


def _around_all(places: Sequence[PlaceId], knowledge: Knowledge) -> PlaceId | None:
    around = [knowledge.within(place) for place in places]
    shared = (PlaceId(place) for place in around[0] if all(place in others for others in around))
    return next(shared, None)


# ------------------------------------------------------------------ lists of names


@dataclass(frozen=True, slots=True)
class MergedNames(Generic[Name]):
    """Lists never conflict: `values` are the distinct lists, `names` all names with their reports."""

    verdict: Verdict
    values: Reported[tuple[Name, ...]]
    names: Reported[Name]


def merge_names(
    opinions: Sequence[Opinion[tuple[Name, ...]]], knowledge: Knowledge
) -> MergedNames[Name] | None:
    """Unite lists of actors or of equipment; None without opinions. Empty lists have no vote.

    Whoever calls makes unnamed actors unique, so that none equals another.
    """
    values = _distinct_lists(opinions)
    if not values:
        return None

    def covers(a: tuple[Name, ...], b: tuple[Name, ...]) -> bool:
        return all(any(_is_related(name, other, knowledge) for other in a) for name in b)

    def compare(a: tuple[Name, ...], b: tuple[Name, ...]) -> Verdict:
        return "refines" if covers(a, b) or covers(b, a) else "compatible"

    given = [Opinion(name, report) for names, reports in values for name in names for report in reports]
    return MergedNames(verdict_of(values, compare), values, reported(given))


def _distinct_lists(opinions: Sequence[Opinion[tuple[Name, ...]]]) -> Reported[tuple[Name, ...]]:
    """Give the lists, longest first; the same names in another order are the same list."""
    as_first_written: dict[frozenset[Name], tuple[Name, ...]] = {}
    voting = [
        Opinion(as_first_written.setdefault(frozenset(opinion.value), opinion.value), opinion.report)
        for opinion in opinions
        if opinion.value
    ]
    return tuple(sorted(reported(voting), key=lambda item: -len(set(item[0]))))


def _is_related(a: str, b: str, knowledge: Knowledge) -> bool:
    """Say whether the two are one, or one is the other's state or class: "Israel" and a company of it."""
    return a == b or a in _wider(b, knowledge) or b in _wider(a, knowledge)


def _wider(name: str, knowledge: Knowledge) -> tuple[str | None, ...]:
    return knowledge.country(name), *knowledge.class_of(name)


# ------------------------------------------------------------------ values


def merge_values(opinions: Sequence[Opinion[Value]]) -> Merged[Value] | None:
    """Merge the amounts of one deal, each as its source words it; None without opinions.

    Amounts of another currency or basis, and those without a number, are listed and not compared;
    where the amounts are of several units, none is best.
    """
    if not opinions:
        return None
    values = tuple(sorted(reported(opinions), key=lambda item: _breadth(item[0])))
    voting = tuple(item for item in values if range_of(item[0]))
    amounts = [value for value, _ in voting]
    found = uncontradicted(amounts, compare_values)
    of_one_unit = len({unit_of(value) for value in amounts}) == 1
    best = found[0] if found and of_one_unit else None
    return Merged(verdict_of(voting, compare_values), values, best, disputed=len(found) < len(amounts))


def _breadth(value: Value) -> tuple[bool, Decimal, str]:
    found = range_of(value)
    return found is None, found.width if found else INFINITY, value.wording
