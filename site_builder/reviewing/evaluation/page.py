"""The page with the results, and the same tables for the terminal."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from site_builder.model.extraction_results import PIPELINE
from site_builder.reviewing.evaluation.tables import ResultTable

PAGE: Final = Path("docs/evaluation.md")


def markdown(tables: Iterable[ResultTable], date: datetime.date) -> str:
    """Write the page with its tables, as measured on a day."""
    lines = [
        "# How well names, times and articles are found",
        "",
        f"Measured on {date:%d %B %Y}, pipeline {PIPELINE}, by `make evaluate`.",
        "",
    ]
    for table in tables:
        lines += [
            f"## {table.title}",
            "",
            table.note,
            "",
            _row(table.head),
            _row("---" for _ in table.head),
            *map(_row, table.rows),
            "",
        ]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(table: ResultTable) -> str:
    """Write a table in aligned columns."""
    rows = [table.head, *table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.head))]
    return "\n".join(
        [
            f"\n{table.title}",
            *(
                "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                for row in rows
            ),
            "",
        ]
    )
