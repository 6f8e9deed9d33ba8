"""`make bench`: measures every row at every size and prints a table; `make bench QUICK=1` takes two minutes.

Without QUICK the table is also written into docs/benchmarks.md, with charts, machine and versions. SIZES
names the sizes (`SIZES="100 1000"`), ROWS some rows by a part of their names.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.growth_charts import charts
from bench.invented_corpus import put
from bench.measuring import CommandFailedError
from bench.rivals import prepare
from bench.rows import ROWS, Case, Row

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "bench"
"""Corpora are made once; remove the folder after a change to the generator."""
SIZES = (100, 1000, 2800, 10000)
QUICK = (50, 100)
SLOW = ("MkDocs with Material", "Zensical")
"""Rows that QUICK goes without."""
PACKAGES = ("mkdocs", "mkdocs-material", "pagefind", "jinja2", "pydantic", "spacy")

Table = Mapping[int, Mapping[str, float | None]]
"""What was measured by size and name of the row; None where that failed."""


def main() -> None:
    """Measure what is asked for."""
    quick = bool(os.environ.get("QUICK"))
    sizes = tuple(map(int, os.environ.get("SIZES", "").split())) or (QUICK if quick else SIZES)
    wanted = os.environ.get("ROWS", "")
    rows = [row for row in ROWS if wanted in row.name and not (quick and row.name.startswith(SLOW))]
    environment = prepare(KEPT)
    table = {size: dict(_measured(_case(size, environment), rows)) for size in sizes}
    text = "\n".join(_table(rows, table))
    print(f"\n{text}")
    if not (quick or wanted):
        drawn = charts({row.name: _points(row.name, table) for row in rows})
        (ROOT / "docs" / "benchmarks.md").write_text(_page(text, drawn), encoding="utf-8")


def _case(size: int, environment: Path) -> Case:
    """A fresh copy of the corpus of a size."""
    corpus, work = KEPT / f"corpus-{size}", KEPT / f"work-{size}"
    if not corpus.exists():
        print(f"making a corpus of {size:,} articles ...", flush=True)
        unready = corpus.with_suffix(".new")
        shutil.rmtree(unready, ignore_errors=True)
        _run(sys.executable, "-m", "bench.invented_corpus", str(unready), str(size), cwd=ROOT)
        _run("git", "init", "--quiet", cwd=unready)
        put(unready / ".gitignore", "/articles/raw/\n/site\n/.releases/\n/.cache/\n")
        _run("git", "add", "-A", cwd=unready)
        user = ("-c", "user.name=bench", "-c", "user.email=bench@example.org")
        _run("git", *user, "commit", "--quiet", "-m", "An invented corpus", cwd=unready)
        unready.rename(corpus)
    shutil.rmtree(work, ignore_errors=True)
    (work / "other").mkdir(parents=True)
    shutil.copytree(corpus, work / "corpus", symlinks=True)
    return Case(work / "corpus", work / "other", environment, size, {})


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603 - our own program, and git


def _measured(case: Case, rows: Sequence[Row]) -> Iterator[tuple[str, float | None]]:
    for row in rows:
        value = None
        try:
            value = row.measure(case)
        except (CommandFailedError, FileNotFoundError, KeyError, TimeoutError) as error:
            print(f"{row.name}: {type(error).__name__}: {error}", file=sys.stderr)
        print(f"{case.articles:>6,} articles  {row.name:<45} {_shown(value):>8} {row.unit}", flush=True)
        yield row.name, value


def _shown(value: float | None) -> str:
    if value is None:
        return "none"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _points(name: str, table: Table) -> list[tuple[int, float]]:
    found = ((size, of_size[name]) for size, of_size in table.items())
    return [(size, value) for size, value in found if value is not None]


def _table(rows: Sequence[Row], table: Table) -> Iterator[str]:
    sizes = [f"{size:,}" for size in table]
    yield f"| what | unit | {' | '.join(sizes)} | goal |"
    yield f"|---|---|{'---|' * len(sizes)}---|"
    for row in rows:
        values = " | ".join(_shown(of_size[row.name]) for of_size in table.values())
        yield f"| {row.name} | {row.unit} | {values} | {row.goal} |"


def _page(table: str, drawn: str) -> str:
    """The page of the docs that shows the table, and charts of it."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}; {versions}"
    return f"""\
---
title: Benchmarks
description: What the commands cost as a corpus grows
---

# Benchmarks

Written by `make bench`, by the number of articles of an invented corpus: texts of 606 words, 8 records each,
actors by Zipf's law, one to four reports an event, thirty years. {machine}.

{table}

## How the costs grow

{drawn}
"""


if __name__ == "__main__":
    main()
