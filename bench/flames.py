"""Where the time of a command goes: `python -m bench.flames STEP FOLDER` prints stacks, one a line.

STEP is `build` or `extract` (with nothing kept), `again` (a build after an edit) or `diff` (after an edit).
A line is `a;b;c 123`: functions from the outermost to the innermost, and how many samples had them, as tools
that draw flame graphs read it. FOLDER is a project that may be changed: `.cache/bench/work-100/corpus`.
"""

import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout, suppress
from pathlib import Path
from types import FrameType

from bench.rows import edit_of
from site_builder.cli import main

EVERY = 0.002
"""Seconds of CPU between samples."""
OURS = "site_builder."
PASSED_OVER = ("click.", "site_builder.cli.Commands.")


def build(folder: Path) -> None:
    """Build with nothing kept."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    _command(folder, "build")


def again(folder: Path) -> None:
    """Build after an edit."""
    edit_of(folder, f"at{time.time_ns()}")
    _command(folder, "build")


def extract(folder: Path) -> None:
    """Extract with nothing kept."""
    for kept in (".cache", "annotations/extracted"):
        shutil.rmtree(folder / kept, ignore_errors=True)
    _command(folder, "extract", "--jobs", "1")


def diff(folder: Path) -> None:
    """Compare with the last commit after an edit."""
    edit_of(folder, f"at{time.time_ns()}")
    _command(folder, "diff", "HEAD")


STEPS: Mapping[str, Callable[[Path], None]] = {
    "build": build,
    "again": again,
    "extract": extract,
    "diff": diff,
}


def _command(folder: Path, *words: str) -> None:
    with suppress(SystemExit), redirect_stdout(sys.stderr):
        main(["--project", str(folder), *words], standalone_mode=False)


def sampled(work: Callable[[], object], every: float = EVERY) -> Counter[str]:
    """Do some work, and count the stacks that it has each time this process has used so much CPU again."""
    found: Counter[str] = Counter()

    def note(_signal: int, frame: FrameType | None) -> None:
        found[";".join(stack_of(frame))] += 1

    before = signal.signal(signal.SIGPROF, note)
    signal.setitimer(signal.ITIMER_PROF, every, every)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    del found[""]
    return found


def stack_of(frame: FrameType | None) -> tuple[str, ...]:
    """Functions from the first of ours to the innermost, but for those that only find a command."""
    names = tuple(name for name in _names(frame) if not name.startswith(PASSED_OVER))[::-1]
    first = next((i for i, name in enumerate(names) if name.startswith(OURS)), len(names))
    return names[first:]


def _names(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        yield f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}"
        frame = frame.f_back


if __name__ == "__main__":
    step, project = sys.argv[1:]
    for stack, count in sorted(sampled(lambda: STEPS[step](Path(project))).items()):
        print(stack, count)
