"""`make bench`: measures every row at every size and prints a table; `make bench QUICK=1` takes two minutes.

Without QUICK the table is also written into docs/benchmarks.md, with charts, day, machine and versions: what
was measured joins what earlier runs have measured (`bench/measured.json`). SIZES names the sizes
(`SIZES="100 1000"`), ROWS some rows by a part of their names, EDITS how many edits a preview sees.
"""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.growth_charts import charts
from bench.invented_corpus import put
from bench.measuring import CommandFailedError
from bench.rivals import prepare
from bench.rows import ROWS, Case, Row
from bench.runs import Run, Table, joined, read_runs, sources, this_machine, together, write_runs
from site_builder.model.extraction_results import PIPELINE

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "bench"
"""Corpora are made once for each version of extraction; remove the folder after a change to the generator."""
MISSED = Path(__file__).with_name("missed.md")
"""Why some goals are missed, as a section of the page."""
SIZES = (100, 1000, 2800, 10000)
QUICK = (50, 100)


def main() -> None:
    """Measure what is asked for; with any argument, only say how to ask."""
    if sys.argv[1:]:
        print(__doc__)
        return
    quick = bool(os.environ.get("QUICK"))
    sizes = tuple(map(int, os.environ.get("SIZES", "").split())) or (QUICK if quick else SIZES)
    rows = [row for row in ROWS if os.environ.get("ROWS", "") in row.name and not (quick and row.is_slow)]
    environment = prepare(KEPT)
    table = {size: dict(_measured(_case(size, environment), rows)) for size in sizes}
    print("\n" + "\n".join(table_lines(rows, table)))
    if not quick:
        day = dt.datetime.now(tz=dt.UTC).date().isoformat()
        runs = joined(read_runs(), Run(day, this_machine(), table), [row.name for row in ROWS])
        write_runs(runs)
        (ROOT / "docs" / "benchmarks.md").write_text(page(runs), encoding="utf-8")


def _case(size: int, environment: Path) -> Case:
    """A fresh copy of the corpus of a size."""
    corpus, work = KEPT / f"corpus-{size}-{PIPELINE}", KEPT / f"work-{size}"
    if not corpus.exists():
        print(f"making a corpus of {size:,} articles ...", flush=True)
        unready = corpus.with_suffix(".new")
        shutil.rmtree(unready, ignore_errors=True)
        _run(sys.executable, "-m", "bench.invented_corpus", str(unready), str(size), cwd=ROOT)
        _run("git", "init", "--quiet", cwd=unready)
        # It would tidy up in the background, while the corpus is copied.
        _run("git", "config", "gc.auto", "0", cwd=unready)
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


def _measured(case: Case, rows: Sequence[Row]) -> Iterator[tuple[str, float]]:
    for row in rows:
        value = _value(case, row) if row.is_measured_at(case.articles) else None
        print(f"{case.articles:>6,} articles  {row.name:<45} {_shown(value):>8} {row.unit}", flush=True)
        if value is not None:
            yield row.name, value


def _value(case: Case, row: Row) -> float | None:
    try:
        return row.measure(case)
    except (CommandFailedError, FileNotFoundError, KeyError, TimeoutError) as error:
        print(f"{row.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return None


# ------------------------------------------------------------------ the page


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table_lines(rows: Sequence[Row], table: Table) -> Iterator[str]:
    """Write a table as Markdown."""
    sizes = [f"{size:,}" for size in table]
    yield f"| what | unit | {' | '.join(sizes)} | goal |"
    yield f"|---|---|{'---|' * len(sizes)}---|"
    for row in rows:
        values = " | ".join(_shown(of_size.get(row.name)) for of_size in table.values())
        yield f"| {row.name} | {row.unit} | {values} | {row.goal} |"


def page(runs: Sequence[Run]) -> str:
    """The page of the docs that shows what runs have measured, and charts of it."""
    table = together(runs)
    drawn = charts(
        {
            row.name: [(size, of_size[row.name]) for size, of_size in table.items() if row.name in of_size]
            for row in ROWS
        }
    )
    most = max(row.most for row in ROWS if row.most)
    rows = "\n".join(table_lines(ROWS, table))
    machines = "\n".join(f"- {said}" for said in sources(runs))
    return f"""\
---
title: Benchmarks
description: What the commands cost as a corpus grows
---

# Benchmarks

Written by `make bench`, by the number of articles of an invented corpus: texts of 606 words, 8 records each,
actors by Zipf's law, one to four reports an event, thirty years.
A dash stands where nothing was measured: generators that take hours are left out above {most:,} articles.

{rows}

Measured on:

{machines}

{MISSED.read_text(encoding="utf-8")}
## How the costs grow

{drawn}
"""


if __name__ == "__main__":
    main()
