"""Scores what extraction finds against a gold standard: pure functions from spans to counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression


@dataclass(frozen=True, slots=True)
class Counts:
    """How many a gold standard has, how many were found, and how many of each are right.

    `right_gold` and `right_found` differ where one found interval is right for both its edges.
    """

    gold: int = 0
    found: int = 0
    right_gold: int = 0
    right_found: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gold + other.gold,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.right_found + other.right_found,
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold standard that was found and is right."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class GoldTime(NamedTuple):
    """A time expression of a gold standard; `edtf` is empty where it has no value that EDTF can write."""

    start: int
    end: int
    edtf: str


def score_times(gold: Iterable[GoldTime], found: Iterable[TimeExpression]) -> Counts:
    """Count times as right where spans overlap and both values cover the same days.

    "196X" is as right as "1960-01-01/1969-12-31": gold standards differ in how they write it. An
    interval is also right for each of its edges, where the gold standard marks "from 2014 to 2018"
    as two years, or only the year of "since 2016". Gold without a value is right where it is found.
    """
    wanted, taken = sorted(gold), sorted(found)
    right_gold: set[GoldTime] = set()
    right_found: set[TimeExpression] = set()
    for time in taken:
        for one in wanted:
            if one.start < time.end and time.start < one.end and _is_right(one, time):
                right_gold.add(one)
                right_found.add(time)
    return Counts(len(wanted), len(taken), len(right_gold), len(right_found))


def score_time_spans(gold: Iterable[GoldTime], found: Iterable[TimeExpression]) -> Counts:
    """Count times as right where spans overlap, whatever their values."""
    wanted, taken = list(gold), list(found)
    return Counts(
        len(wanted),
        len(taken),
        sum(_overlaps((one.start, one.end), [(time.start, time.end) for time in taken]) for one in wanted),
        sum(_overlaps((time.start, time.end), [(one.start, one.end) for one in wanted]) for time in taken),
    )


def _overlaps(one: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < one[1] and one[0] < end for start, end in others)


def _is_right(gold: GoldTime, found: TimeExpression) -> bool:
    if not gold.edtf:
        return True
    if not found.edtf:
        return False
    wanted, value = edtf.parse(gold.edtf), edtf.parse(found.edtf)
    days = wanted.earliest, wanted.latest
    if days == (value.earliest, value.latest):
        return True
    inside = found.start <= gold.start and gold.end <= found.end
    if not inside or (value.kind == "set" and not value.every):
        return False
    return any(days == (point.earliest, point.latest) for point in value.points)
