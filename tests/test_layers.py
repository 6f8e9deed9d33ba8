"""Which module may import which: the contracts stand in pyproject.toml."""

import subprocess
import sys
from pathlib import Path


def test_contracts_hold() -> None:
    # In a process of its own: the linter disables all loggers there are.
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
