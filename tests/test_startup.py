"""What a command loads before it works: an editor's check must not wait for what only a build needs."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from site_builder.cli import COMMANDS, main

CASES = yaml.load(
    (Path(__file__).parent / "cases" / "startup.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
PROGRAM = """
import sys
from site_builder.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("case", CASES["commands"], ids=lambda case: case["command"])
def test_a_command_loads_only_what_it_needs(case: dict[str, Any], toy_project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *case["command"].split()],
        cwd=toy_project,
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "site_builder.cli" in loaded
    assert loaded & set(CASES["packages"]) <= set(case["may_load"])
    assert len([name for name in loaded if is_not_pythons(name)]) <= case.get("most", len(loaded))


def is_not_pythons(module: str) -> bool:
    return module.partition(".")[0] not in sys.stdlib_module_names


def test_help_says_of_each_command_what_it_says_itself() -> None:
    with click.Context(main) as context:
        own = {
            name: command.make_context(name, [], context, resilient_parsing=True).command.help or ""
            for name, command in main.commands.items()
        }
    assert {name: said.partition(".")[0] + "." for name, said in own.items()} == COMMANDS
    files = {path.stem for path in Path(sys.modules["site_builder.cli"].__file__ or "").parent.glob("*.py")}
    assert {name if name[0] == "_" else name.rstrip("_") for name in files} - set(COMMANDS) == {
        "__init__", "completion", "opening", "options", "printing",
    }  # fmt: skip
