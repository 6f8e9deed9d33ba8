"""What runs have measured, kept in `measured.json`: each run adds to the table what it measured itself."""

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).with_name("measured.json")
PACKAGES = ("mkdocs", "mkdocs-material", "pagefind", "jinja2", "pydantic", "spacy")

Table = Mapping[int, Mapping[str, float]]
"""What was measured, by size and name of the row."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of `make bench`: its day, machine and versions, and what it measured that no later run did."""

    day: str
    machine: str
    table: Table


def this_machine() -> str:
    """Cores, Python and the versions of what is measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}; {versions}"


def joined(runs: Iterable[Run], new: Run, rows: Sequence[str]) -> tuple[Run, ...]:
    """Add a run to those before: what it measured again goes from these, as do rows that are no more."""
    left = (replace(run, table=_without(run.table, new.table, rows)) for run in runs)
    return (*(run for run in left if run.table), new)


def _without(table: Table, new: Table, rows: Sequence[str]) -> Table:
    kept = {
        size: {
            name: value for name, value in of_size.items() if name in rows and name not in new.get(size, {})
        }
        for size, of_size in table.items()
    }
    return {size: of_size for size, of_size in kept.items() if of_size}


def together(runs: Iterable[Run]) -> Table:
    """The table that runs make together."""
    found: dict[int, dict[str, float]] = {}
    for run in runs:
        for size, of_size in run.table.items():
            found.setdefault(size, {}).update(of_size)
    return dict(sorted(found.items()))


def sources(runs: Sequence[Run]) -> Iterator[str]:
    """Say of each run when and where it was made, and where there are several, what it measured."""
    for run in runs:
        rows = len({name for of_size in run.table.values() for name in of_size})
        sizes = ", ".join(f"{size:,}" for size in sorted(run.table))
        what = f" {rows} of the rows, at {sizes} articles." if len(runs) > 1 else ""
        yield f"{run.day}: {run.machine}.{what}"


def read_runs(file: Path = FILE) -> tuple[Run, ...]:
    """Read the runs so far."""
    written = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return tuple(
        Run(one["day"], one["machine"], {int(size): of_size for size, of_size in one["table"].items()})
        for one in written
    )


def write_runs(runs: Iterable[Run], file: Path = FILE) -> None:
    """Write them for the next."""
    file.write_text(json.dumps([asdict(run) for run in runs], indent=1) + "\n", encoding="utf-8")
