"""What is wrong with the user's files, as values: where, which rule, found, expected, fix."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeVar

Severity = Literal["error", "warning"]

T = TypeVar("T")
Checked = tuple[T, tuple["Problem", ...]]
"""What a stage returns: its value and the problems it met, never one without the other."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path relative to the project, with `/`; line and column from 1.

    Columns count code points. Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in the user's files. `rule` is a stable kebab-case name."""

    location: Location
    rule: str
    found: str
    expected: str
    fix: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        mark = "warning: " if self.severity == "warning" else ""
        head = f"{self.location}: {mark}{self.rule}: found {self.found}, expected {self.expected}"
        return f"{head}\n    fix: {self.fix}" if self.fix else head


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place and drop repetitions."""
    return tuple(sorted(set(problems)))


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
    """Count problems in words: "2 errors, 1 warning"; "no problems" where there are none."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), severity) for severity in ("error", "warning")]
    return ", ".join(f"{n} {word}{'s'[: n != 1]}" for n, word in counts if n) or "no problems"
