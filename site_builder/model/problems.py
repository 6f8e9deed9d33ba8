"""What is wrong with the user's files, as values: where, which rule, found, expected, fix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal, NamedTuple, TypeVar

Severity = Literal["error", "warning"]

T = TypeVar("T")
Checked = tuple[T, tuple["Problem", ...]]
"""What a stage returns: its value and the problems it met, never one without the other."""


class Location(NamedTuple):
    """A place in a file: path relative to the project, with `/`; line and column from 1.

    Columns count code points. Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Cause(NamedTuple):
    """The problem that another follows from, by its place and rule."""

    location: Location
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in the user's files. `rule` is a stable kebab-case name.

    One that `follows` from another is gone, or can be judged, once that one is mended.
    """

    location: Location
    rule: str
    found: str
    expected: str
    fix: str = ""
    severity: Severity = "error"
    follows: Cause | None = field(default=None, compare=False)

    @property
    def cause(self) -> Cause:
        """What its follow-ups name."""
        return Cause(self.location, self.rule)

    def __str__(self) -> str:
        mark = "warning: " if self.severity == "warning" else ""
        head = f"{self.location}: {mark}{self.rule}: found {self.found}, expected {self.expected}"
        return f"{head}\n    fix: {self.fix}" if self.fix else head


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place and drop repetitions."""
    return tuple(sorted(set(problems)))


def fatal(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Say whether problems forbid a build."""
    return any(strict or problem.severity == "error" for problem in problems)


def by_cause(problems: Iterable[Problem]) -> Mapping[Problem, tuple[Problem, ...]]:
    """Give the problems that follow from no other in the list, each with those that follow from it.

    Those with follow-ups come first, errors before warnings, the most before the fewest; the rest stays
    in its order.
    """
    listed = tuple(problems)
    roots = {problem.cause for problem in listed if problem.follows is None}
    below: dict[Cause, list[Problem]] = {}
    for problem in listed:
        if problem.follows in roots:
            below.setdefault(problem.follows, []).append(problem)
    own = {
        problem: tuple(below.get(problem.cause, ()))
        for problem in listed
        if problem.follows is None or problem.follows not in roots
    }
    first = [problem for problem, found in own.items() if found]
    first.sort(key=lambda problem: (problem.severity != "error", -len(own[problem])))
    return {**{problem: own[problem] for problem in first}, **own}


def more(follow_ups: Iterable[Problem]) -> str:
    """Say how many follow from a problem: "and 12 that follow from it"; nothing where none do."""
    count = len(tuple(follow_ups))
    return f"and {count:,} that follow{'s'[: count == 1]} from it" if count else ""


def did_you_mean(written: str, known: Iterable[str], otherwise: str) -> str:
    """Say which known word is nearest to the written one, else give the advice `otherwise`."""
    near = get_close_matches(written, sorted(known), n=3, cutoff=0.7)
    if not near:
        return otherwise
    return "did you mean " + " or ".join(map(quoted, near)) + "?"


def quoted(text: str, limit: int = 80) -> str:
    """Show written text in a message: in quotation marks, shortened, controls escaped."""
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    return "'" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown) + "'"


def summary(problems: Iterable[Problem]) -> str:
    """Count problems in words: "2 errors, 1 warning"; "no problems" where there are none.

    Those that follow from others are counted apart.
    """
    causes = by_cause(problems)
    severities = [problem.severity for problem in causes]
    counts = [(severities.count(severity), severity) for severity in ("error", "warning")]
    said = ", ".join(f"{n} {word}{'s'[: n != 1]}" for n, word in counts if n) or "no problems"
    following = sum(map(len, causes.values()))
    cause = "it" if len(causes) == 1 else "them"
    return f"{said}, and {following:,} that follow{'s'[: following == 1]} from {cause}" if following else said
