"""How the code is laid out: which room imports which, what each says of itself, how long modules are."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "site_builder"
ROW = re.compile(r"^\| `([a-z]+(?:/|\.py))` \| (.*) \|$", re.MULTILINE)


HOUSES = {"site_builder": "## Rooms", "site_builder.editing.suggest": "## How a suggestion comes about"}
"""Folders with rooms of which a contract tells, and where the architecture page lists these."""
each_house = pytest.mark.parametrize("house", HOUSES)


def rooms_of_the_table(house: str) -> Mapping[str, str]:
    """What the architecture page says of each room, from the ground up."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    return dict(ROW.findall(page.partition(HOUSES[house])[2].partition("\n## ")[0]))


def layers_of_the_contract(house: str) -> Iterator[set[str]]:
    """The rooms of each layer, from the ground up; `__main__` starts the command, and is none."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layered = (one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    (contract,) = (one for one in layered if one["containers"] == [house])
    for layer in reversed(contract["layers"]):
        yield {name.strip() for name in layer.split("|")} - {"__main__"}


def test_contracts_hold() -> None:
    # In a process of its own: the linter disables all loggers there are.
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@each_house
def test_the_page_has_the_rooms_of_the_contract_in_their_order(house: str) -> None:
    rooms = [name.removesuffix("/").removesuffix(".py") for name in rooms_of_the_table(house)]
    for layer in layers_of_the_contract(house):
        assert set(rooms[: len(layer)]) == layer
        rooms = rooms[len(layer) :]
    assert rooms == []


@each_house
def test_each_room_says_what_the_page_says(house: str) -> None:
    folder = ROOT.joinpath(*house.split("."))
    for name, told in rooms_of_the_table(house).items():
        path = folder / name / "__init__.py" if name.endswith("/") else folder / name
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert said.partition("\n")[0] == told, name


def test_no_module_is_long() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n")
        for path in PACKAGE.rglob("*.py")
    }
    assert {path: count for path, count in lines.items() if count >= 400} == {}


def test_the_guide_for_contributors_names_what_there_is() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = set(re.findall(r"`([\w.]+(?:/[\w.]*)+)`", guide))
    assert len(paths) > 15
    assert {path for path in paths if not (ROOT / path).exists()} == set()
    for path, name in re.findall(r"`(\w+)` (?:in|of) `([\w/.]+\.py)`", guide):
        assert path in (ROOT / name).read_text(encoding="utf-8")


TURNED_TO = {"speaking", "rendering", "on_terminal"}
"""What says for a while which language, page or terminal is meant."""


def given_away(within: ast.With) -> bool:
    """Whether code gives something away while it has turned to one of these."""
    called = {name.id for item in within.items for name in ast.walk(item) if isinstance(name, ast.Name)}
    parts = (part for one in within.body for part in ast.walk(one))
    return bool(called & TURNED_TO) and any(isinstance(part, ast.Yield | ast.YieldFrom) for part in parts)


def test_nothing_is_given_away_where_a_language_or_page_is_turned_to() -> None:
    """What is begun and thrown away would turn back at any time, and take others' language with it."""
    wrong = [
        f"{path.name}:{part.lineno}"
        for path in PACKAGE.rglob("*.py")
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.With) and given_away(part)
    ]
    assert wrong == []
