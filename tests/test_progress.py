"""How far long work has come is told on a terminal, and nowhere else."""

import os
import pty
import select
import shutil
import subprocess
import sys
import termios
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path

import pytest

from site_builder.proving.proved_project import extract_missing, read_project
from site_builder.reviewing.diff import diff
from site_builder.storage import progress
from site_builder.storage.progress import AT_ONCE
from tests.conftest import project_at
from tests.test_diff import commit

WORK = """
import time
from site_builder.storage.progress import counted, on_terminal
with on_terminal():
    print(sum(number for number in counted(work(), "numbers added", 4)))
"""


def seen_on_terminal(program: str, **variables: str) -> str:
    """What a program writes to a terminal as its standard error."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | variables
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        said = b""
        while process.poll() is None or select.select([ours], [], [], 0)[0]:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    said += os.read(ours, 4096)
                except OSError:  # the terminal's other end is closed
                    break
        assert process.stdout is not None
        assert process.stdout.read() == b"6\n"
    os.close(ours)
    return said.decode()


def numbers(seconds: float) -> str:
    return (
        f"import time\ndef work():\n    for n in range(4):\n        time.sleep({seconds})\n        yield n\n"
    )


def test_long_work_tells_how_far_it_has_come() -> None:
    said = seen_on_terminal(numbers(AT_ONCE * 0.7) + WORK)
    assert "numbers added" in said
    assert "/4 [" in said, "how many of how many, the time it takes, and how fast"


@pytest.mark.parametrize(("seconds", "variables"), [(0.01, {}), (AT_ONCE * 0.4, {"CI": "true"})])
def test_short_work_and_ci_see_nothing(seconds: float, variables: dict[str, str]) -> None:
    assert seen_on_terminal(numbers(seconds) + WORK, **variables) == ""


def test_without_a_terminal_nothing_is_written(tmp_path: Path) -> None:
    program = numbers(AT_ONCE * 0.4) + WORK
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == (b"6\n", b"")


def test_all_that_grows_with_a_corpus_is_counted(toy_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, int] = {}

    def noted(units: Iterable[object], *, desc: str, total: int, **_: object) -> Iterable[object]:
        told[desc] = max(total, told.get(desc, 0))
        return units

    monkeypatch.setattr("tqdm.tqdm", noted)
    monkeypatch.setattr(progress, "_shown", ContextVar("shown", default=True))
    commit(toy_project)
    project = project_at(toy_project)
    diff(project, "HEAD")
    shutil.rmtree(toy_project / "annotations" / "extracted")
    extract_missing(project, read_project(project)[0])
    assert all(told[what] for what in ("files read", "articles looked through", "pages made", "texts read"))
