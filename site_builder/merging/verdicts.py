"""What merging a field from several reports means, whatever the field: opinions in, a verdict out.

Nothing is chosen silently and nothing is left out: every distinct value stands with the reports
that give it, the verdict is that of the worst pair of values, and `best` only serves to sort and
draw. A field that a report leaves out is not among the opinions, so it has no vote.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Literal, TypeVar

from site_builder.model.edtf import Date

Verdict = Literal["single", "agrees", "refines", "compatible", "develops", "conflicts"]

FROM_BEST_TO_WORST: tuple[Verdict, ...] = (
    "single", "agrees", "refines", "compatible", "develops", "conflicts",
)  # fmt: skip

T = TypeVar("T", bound=Hashable)

Reported = tuple[tuple[T, tuple[int, ...]], ...]
"""Distinct values, each with the numbers of the reports that give it, in order."""

Compare = Callable[[T, T], Verdict | None]
"""Says how two different values stand to each other; None where there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Opinion(Generic[T]):
    """What one report gives for a field: the report's number, and when its article appeared."""

    value: T
    report: int
    published: Date | None = None


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """All values of a field, narrowest first, and the one to sort and draw by.

    `best` is the narrowest value that no report contradicts. Where there is none it is the span
    of all, if they have one, and `disputed`.
    """

    verdict: Verdict
    values: Reported[T]
    best: T | None
    disputed: bool = False


def reported(opinions: Iterable[Opinion[T]]) -> Reported[T]:
    """Give the distinct values in the order met, each with its reports."""
    found: dict[T, set[int]] = {}
    for opinion in opinions:
        found.setdefault(opinion.value, set()).add(opinion.report)
    return tuple((value, tuple(sorted(reports))) for value, reports in found.items())


def verdict_of(values: Reported[T], compare: Compare[T]) -> Verdict:
    """Give the verdict of the worst pair; a value that several reports give agrees with itself."""
    return worst(values, (compare(a, b) for (a, _), (b, _) in combinations(values, 2)))


def worst(values: Reported[T], verdicts: Iterable[Verdict | None]) -> Verdict:
    """Give the worst of the verdicts on pairs of values, and of the reports that give the same value."""
    agreed: list[Verdict] = ["agrees" for _, reports in values if len(reports) > 1]
    found = [verdict for verdict in verdicts if verdict is not None]
    return max(agreed + found, key=FROM_BEST_TO_WORST.index, default="single")


def uncontradicted(values: Sequence[T], compare: Compare[T]) -> tuple[T, ...]:
    """Give the values that conflict with none of the others, in their order."""
    return tuple(
        value
        for value in values
        if not any(other != value and compare(value, other) == "conflicts" for other in values)
    )
