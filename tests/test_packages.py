"""The packages that others install: what is in them, and what indexes and packagers find when they look."""

import re
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.test_new import quiet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def build(kind: str, source: Path, to: Path) -> Path:
    done = quiet(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", to, cwd=source)
    assert done.returncode == 0, done.stderr
    (made,) = to.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources as a package."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def files_of(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def sources_in(source: Path) -> set[str]:
    with tarfile.open(source) as opened:
        return {name.partition("/")[2] for name in opened.getnames()}


def test_the_sources_make_the_same_wheel(source: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(source) as opened:
        opened.extractall(tmp_path, filter="data")
    (unpacked,) = (path for path in tmp_path.iterdir() if path.is_dir())
    again = files_of(build("wheel", unpacked, tmp_path / "again"))
    ours = files_of(wheel)
    assert again.keys() == ours.keys()
    assert [name for name, data in ours.items() if again[name] != data] == []


def test_the_sources_are_what_git_has(source: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("git is asked which files there are, and this is no clone")
    tracked = set(quiet("git", "ls-files", cwd=ROOT).stdout.splitlines())
    new = set(quiet("git", "ls-files", "--others", "--exclude-standard", cwd=ROOT).stdout.splitlines())
    there = {path for path in tracked | new if (ROOT / path).exists()}
    assert sources_in(source) - {"PKG-INFO"} == there


def test_texts_are_in_no_package(source: Path, wheel: Path) -> None:
    private = [*sources_in(source), *files_of(wheel)]
    assert [path for path in private if path.startswith("articles/raw")] == []


def test_types_are_marked_as_there(wheel: Path) -> None:
    assert "site_builder/py.typed" in files_of(wheel)


def test_addresses_are_those_of_the_site() -> None:
    read = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    repository = next(line for line in read.splitlines() if "repo_url:" in line).split("repo_url: ")[1]
    site = next(line for line in read.splitlines() if line.startswith("site_url:")).split("site_url: ")[1]
    urls = PROJECT["urls"]
    assert urls["Homepage"] == site
    assert urls["Documentation"].startswith(site)
    assert {name: url for name, url in urls.items() if name in ("Source", "Issues", "Changelog")} == {
        "Source": repository,
        "Issues": f"{repository}/issues",
        "Changelog": f"{repository}/blob/HEAD/CHANGELOG.md",
    }


def test_pythons_are_those_that_are_tested() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    told = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if "Python :: 3." in one]
    assert told == tested
    assert PROJECT["requires-python"] == f">={tested[0]}"


KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
"""Kinds of changes, as Keep a Changelog 1.1.0 has them."""


def test_the_changelog_has_its_form() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    releases = [line for line in lines if line.startswith("## ")]
    assert releases[0] == "## [Unreleased]"
    for line in releases[1:]:
        assert re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", line), line
    assert {line.removeprefix("### ") for line in lines if line.startswith("### ")} <= KINDS
    named = {line.split("]")[0] for line in lines if re.match(r"\[[^]]+\]: https://", line)}
    assert named == {line.removeprefix("## ").split("]")[0] for line in releases}


# ------------------------------------------------------------------ as others look at them


def checked_by(*command: str | Path) -> str:
    done = quiet(*command, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def program(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def test_indexes_take_them(source: Path, wheel: Path) -> None:
    assert checked_by(program("twine"), "check", "--strict", source, wheel).count("PASSED") == 2


def test_the_wheel_holds_what_a_wheel_should(wheel: Path) -> None:
    checked_by(program("check-wheel-contents"), "--config", ROOT / "pyproject.toml", wheel)


def test_pyproject_is_valid() -> None:
    checked_by(program("validate-pyproject"), ROOT / "pyproject.toml")


def test_nothing_is_missing_of_what_packages_tell() -> None:
    assert "Final rating: 10/10" in checked_by(program("pyroma"), ROOT)
