"""Readers of what comes from outside, for as long as there is time: with atheris, where it is installed."""

import subprocess
import sys

import pytest

from tests.fuzzing import READERS
from tests.torture import MINUTES, SEED


@pytest.mark.parametrize("reader", READERS)
def test_nothing_that_is_read_ends_a_command(reader: str) -> None:
    command = [sys.executable, "-m", "tests.fuzzing", reader, str(MINUTES), str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-5000:]
