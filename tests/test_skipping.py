"""A run says how many tests were skipped, and why, before pytest's own last line."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = """\
import pytest

@pytest.mark.skipif(True, reason="no sea")
@pytest.mark.parametrize("n", [1, 2])
def test_a(n):
    pass

@pytest.fixture
def boat():
    pytest.skip("no boat")

def test_b(boat):
    pass

def test_c():
    pass
"""


def last_lines(folder: Path, tests: str, *options: str) -> list[str]:
    (folder / "test_it.py").write_text(tests)
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "tests.skipping", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def test_a_line_a_reason_stands_before_the_last(tmp_path: Path) -> None:
    *_, first, second, last = last_lines(tmp_path, TESTS)
    assert (first, second) == ("skipped 2: no sea", "skipped 1: no boat")
    assert last.startswith("1 passed, 3 skipped in ")
    *_, first, second, last = last_lines(tmp_path, TESTS, "-p", "xdist", "-n", "2")
    assert (first, second) == ("skipped 2: no sea", "skipped 1: no boat")
    assert last.startswith("1 passed, 3 skipped in ")


def test_where_nothing_is_skipped_nothing_is_said(tmp_path: Path) -> None:
    assert not [line for line in last_lines(tmp_path, "def test_c(): pass\n") if "skipped" in line]
