"""Pages of the docs that programs here make: cells of their tables, and writing or comparing one."""

import sys
from pathlib import Path


def cell(text: str) -> str:
    """A text in a cell of a table of Markdown, where a bar would end it."""
    return text.replace("|", "\\|").replace("\n", " ")


def row(*cells: str) -> str:
    """A row of such a table."""
    return f"| {' | '.join(map(cell, cells))} |"


def write_or_compare(page: Path, made: str) -> int:
    """Write a page; with `--check` only say by the exit code 1 that it is not as it would be."""
    if "--check" in sys.argv[1:]:
        return int(not page.is_file() or page.read_text("utf-8") != made)
    page.write_text(made, "utf-8")
    return 0
