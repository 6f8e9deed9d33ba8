"""Deleting: an article's files or an unused entry, no other byte, and what is left over is told."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from tests.test_corpus import read_cases
from tests.test_rename import files_of

CASES = read_cases(Path(__file__).parent / "cases" / "delete.yml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_deleted_and_what_is_said(case: dict[str, Any], toy_project: Path) -> None:
    for edit in case.get("edit", ()):
        (toy_project / edit["file"]).write_text(edit["text"])
    before = files_of(toy_project)
    done = CliRunner().invoke(main, ["--project", str(toy_project), "delete", *case["arguments"]])
    assert done.exit_code == int(case.get("exit", 0))
    if case["output"] != "null":
        assert done.output == case["output"]
    expected = before | {name: text.encode() for name, text in case.get("left", {}).items()}
    gone = {
        f"{line.removesuffix(': deleted')}" for line in done.output.splitlines() if line.endswith(": deleted")
    }
    assert files_of(toy_project) == {name: data for name, data in expected.items() if name not in gone}
