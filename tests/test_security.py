"""SECURITY.md names tests that are there, and every long test."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WRITTEN = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[a-z/_]+\.py)::(test_\w+)`", WRITTEN)


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"}


def test_every_test_that_it_names_is_there() -> None:
    assert len(NAMED) > 30
    assert [f"{path}::{name}" for path, name in NAMED if name not in functions_of(ROOT / path)] == []


def test_it_names_every_long_test() -> None:
    there = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "tests" / "torture").glob("*.py")
        for name in functions_of(path)
    }
    assert there <= set(NAMED)
    assert len(there) > 8
