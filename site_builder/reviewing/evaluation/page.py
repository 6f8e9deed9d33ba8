"""The page with the results, and the same tables for the terminal."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from site_builder.model.extraction_results import PIPELINE
from site_builder.reviewing.evaluation.tables import ResultTable, Section

PAGE: Final = Path("docs/evaluation.md")
_HEAD: Final = ("what", "measure", "on text held out", "on text that rules were written on", "judged by")
_SUMMARY: Final = """\
Each corpus is divided into halves by a hash of the article's id. Rules were written on one half; the other \
was held out, and measured when they were done. Read the column of the held-out half first. The sections \
below say how each figure was measured, by whom it was judged, and what was repaired after the held-out \
half was seen: on news that nobody has looked at, expect somewhat less."""


def markdown(sections: Sequence[Section], date: datetime.date) -> str:
    """Write the page with its sections, as measured on a day."""
    summary = tuple(line for section in sections for line in section.summary)
    lines = [
        "# How well names, times and articles are found",
        "",
        f"Measured on {date:%d %B %Y}, pipeline {PIPELINE}, by `make evaluate`.",
        "",
        "## In short",
        "",
        _SUMMARY,
        "",
        *_rows(_HEAD, summary),
        "",
        *(line for section in sections for line in _section(section)),
    ]
    return "\n".join(lines)


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {section.title}", "")
    if section.note:
        yield from (section.note, "")
    for table in section.tables:
        yield from (f"### {table.title}", "")
        if table.note:
            yield from (table.note, "")
        yield from (*_rows(table.head, table.rows), "")


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row("---" for _ in head)
    yield from map(_row, rows)


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
