"""What holds on a machine that is new: versions that its Python can have, and commands of the README."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
OLDEST = "3.11.0"
"""Debian 12 has 3.11.2 for as long as it lives."""


def pinned() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_every_version_that_is_pinned_runs_on_the_oldest_python() -> None:
    here = {
        canonicalize_name(found.name): next(iter(found.metadata.get_all("Requires-Python") or ()), None)
        for found in distributions()
    }
    needed = {pin.name: here.get(canonicalize_name(pin.name)) for pin in pinned()}
    assert sum(map(bool, needed.values())) > 40
    assert [name for name, python in needed.items() if python and OLDEST not in SpecifierSet(python)] == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_all_that_is_needed_is_pinned(python: str) -> None:
    """Also what only some versions of Python have of their own, such as setuptools. Each comes with pip."""
    wanted, known = [Requirement("site-builder[dev]")], set[tuple[str, frozenset[str]]]()
    while wanted:
        asked = wanted.pop()
        for extra in asked.extras or {""}:
            place = {"python_version": python, "python_full_version": f"{python}.0", "extra": extra}
            for one in map(Requirement, distribution(asked.name).requires or ()):
                key = (canonicalize_name(one.name), frozenset(one.extras))
                if key not in known and (one.marker is None or one.marker.evaluate(place)):
                    known.add(key)
                    wanted.append(one)
    needed = {name for name, _ in known}
    assert len(needed) > 100
    assert needed - {canonicalize_name(pin.name) for pin in pinned()} == {"pip"}


def test_make_takes_any_python_that_the_package_takes() -> None:
    listed = re.search(r"for python in (.*?);", MAKEFILE)
    assert listed
    assert listed[1].split()[0] == "python3"
    assert {"python3.11", "python3.12", "python3.13", "python3.14"} <= set(listed[1].split())


@pytest.mark.slow
def test_the_wheel_is_made_as_the_readme_says(tmp_path: Path) -> None:
    found = re.search(r"after `make site`, `(\.venv/bin/python [^`]*)`\s+puts the wheel into `(.*?)`", README)
    assert found
    command, folder = found.groups()
    # `make site` leaves the environment with what the command needs.
    environment = MAKEFILE.split("\nenvironment:")[1].split("\n\n")[0]
    assert re.search(r"install -c constraints\.txt hatchling\b", environment)
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / folder).glob("site_builder-*.whl"))) == 1
