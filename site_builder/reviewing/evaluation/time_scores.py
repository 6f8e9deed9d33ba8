"""Scores TIMEX3 elements against those of a gold standard, strictly: the same span, the same value."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from site_builder.extraction.scoring import Counts
from site_builder.extraction.timeml import Timex

_CALENDAR: Final = re.compile(r"[0-9]{2}")
_SEASONS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
Days = tuple[dt.date, dt.date]


def calendar(one: Timex) -> bool:
    """Tell whether an element says when: not how long, how often, "now" or "recently"."""
    return one.type in {"DATE", "TIME"} and (_CALENDAR.match(one.value) is not None or not one.value)


def score_spans(gold: Sequence[Timex], found: Sequence[Timex], *, strict: bool) -> Counts:
    """Count the elements whose spans overlap, or are the same."""

    def meets(one: Timex, other: Timex) -> bool:
        if strict:
            return one[:2] == other[:2]
        return one.start < other.end and other.start < one.end

    return Counts(
        len(gold),
        len(found),
        sum(any(meets(one, other) for other in found) for one in gold),
        sum(any(meets(one, other) for other in gold) for one in found),
    )


def score_values(gold: Sequence[Timex], found: Sequence[Timex]) -> Counts:
    """Count the elements with the same span and value; what has no value is right where it is found."""
    values = {(one.start, one.end): one.value for one in found}
    right = sum(
        (span := (one.start, one.end)) in values and _is_same(one.value, values[span]) for one in gold
    )
    return Counts(len(gold), len(found), right, right)


def _is_same(gold: str, found: str) -> bool:
    if not gold or gold == found:
        return True
    return "/" in gold + found and days_of(gold) == days_of(found) is not None


@lru_cache(maxsize=4096)
def days_of(value: str) -> Days | None:
    """Give the first and last day of a value of TimeML or TEI; None where it has none."""
    if "/" in value:
        first, last = (days_of(edge) for edge in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    try:
        return _days(value.partition("T")[0])
    except ValueError:
        return None


def _days(value: str) -> Days | None:
    if match := re.fullmatch(r"([0-9]{4})-W([0-9]{2})(-WE)?", value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + dt.timedelta(5 if match[3] else 0), monday + dt.timedelta(6)
    if match := re.fullmatch(r"([0-9]{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), _SEASONS[match[2]], 3)
    if match := re.fullmatch(r"([0-9]{4})-(?:Q([1-4])|H([12]))", value):
        return (
            _months(int(match[1]), 3 * int(match[2]) - 2, 3)
            if match[2]
            else _months(int(match[1]), 6 * int(match[3]) - 5, 6)
        )
    if match := re.fullmatch(r"[0-9]{2,3}", value):
        size = 10 ** (4 - len(value))
        return _months(int(value) * size, 1, 12 * size)
    if match := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", value):
        return _months(int(match[1]), int(match[2] or 1), 1 if match[2] else 12)
    day = dt.date.fromisoformat(value)
    return day, day


def _months(year: int, month: int, count: int) -> Days:
    end = year * 12 + month - 1 + count
    return dt.date(year, month, 1), dt.date(end // 12, end % 12 + 1, 1) - dt.timedelta(1)
