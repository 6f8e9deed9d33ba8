"""Tables of results, and how counts and shares are written in them."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from site_builder.extraction.scoring import Counts

BY_ANNOTATORS: Final = "the corpus's annotators"
BY_HAND: Final = "one reader, who also wrote the rules"
BY_ANOTHER: Final = "one reader, who wrote no rule"


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows under a heading, with what is to be known about them."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Summary(NamedTuple):
    """A line of what the page begins with: first what held-out text gave, then what rules were written on."""

    what: str
    measure: str
    held_out: str
    written_on: str
    judged_by: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: what is to be known, its tables, and its lines of the summary."""

    title: str
    note: str
    tables: tuple[ResultTable, ...]
    summary: tuple[Summary, ...] = ()


def numbers_of(counts: Counts) -> tuple[str, ...]:
    """Give the cells of what was counted: marked, found, right, precision, recall, F."""
    return (
        str(counts.gold),
        str(counts.found),
        str(counts.right_found),
        percent(counts.precision),
        percent(counts.recall),
        f"{counts.f:.2f}",
    )


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole in percent."""
    return percent(part / whole if whole else 0.0)


def percent(share: float) -> str:
    """Write a share in percent."""
    return f"{share * 100:.1f} %"
