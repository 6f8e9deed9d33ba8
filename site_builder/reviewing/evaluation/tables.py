"""Tables of results, and how counts and shares are written in them."""

from dataclasses import dataclass

from site_builder.extraction.scoring import Counts


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Rows under a heading, with what is to be known about them."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
