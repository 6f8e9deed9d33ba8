"""Each file is looked at once in a reading of a project, and one that changes meanwhile is noticed."""

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import BuildOptions, Memory
from site_builder.corpus.file_reading import Memo
from site_builder.model.problems import Problem
from site_builder.proving.outcome import STAGE, outcome_of
from site_builder.proving.proved_project import read_project
from site_builder.publishing.preview_site import SiteOnDemand
from site_builder.storage import hashes
from site_builder.storage.store import Store, opened
from tests.conftest import project_at

OPTIONS = BuildOptions(site_name="Looks", site_url="https://example.org/looks/", preview=True)
FOLDERS = ("articles", "annotations", "texts")


@pytest.fixture
def settled(toy_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is known from before, and that nobody changed a moment ago."""
    monkeypatch.setattr(hashes, "GRAIN", 20_000_000)
    time.sleep(0.05)
    checked(toy_project)
    return toy_project


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the system is asked about each path, and for what is in each folder."""
    found: Counter[str] = Counter()

    def counting(ask: Callable[[str], object]) -> Callable[..., object]:
        def asked(path: str, *given: object, **named: object) -> object:
            found[str(path)] += 1
            return ask(path, *given, **named)

        return asked

    monkeypatch.setattr(os, "lstat", counting(os.lstat))
    monkeypatch.setattr(os, "scandir", counting(os.scandir))
    return found


def checked(root: Path, meanwhile: Callable[[], object] = lambda: None) -> tuple[Problem, ...]:
    """What `check` finds; `meanwhile` happens after the first look at the files."""
    project = project_at(root)
    with opened(root) as kept:

        def read() -> tuple[tuple[Problem, ...], bool]:
            meanwhile()
            return read_project(project, (), Memo(kept))[1], True

        return outcome_of(project, (), kept, "check", read)


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    time.sleep(0.05)


def most(looked: Counter[str], root: Path) -> dict[str, int]:
    """Files and folders of the data that were looked at, with how often."""
    below = tuple(f"{root}/{folder}" for folder in FOLDERS)
    return {path: number for path, number in looked.items() if path.startswith(below)}


def test_check_looks_once_at_each_file_that_is_as_it_was(settled: Path, looked: Counter[str]) -> None:
    checked(settled)
    seen = most(looked, settled)
    assert f"{settled}/articles" in seen
    assert set(seen.values()) == {1}


def test_check_looks_once_at_all_but_the_file_that_was_edited(settled: Path, looked: Counter[str]) -> None:
    article = min((settled / "articles").glob("*.md"))
    add(article, "\nMore.\n")
    looked.clear()
    checked(settled)
    seen = {path: number for path, number in most(looked, settled).items() if Path(path).is_file()}
    assert any(Path(path).parent.name == "texts" for path in seen)
    assert {Path(path).stem for path, number in seen.items() if number > 1} == {article.stem}


def test_a_preview_looks_once_at_each_file(settled: Path, looked: Counter[str]) -> None:
    with opened(settled) as kept:
        site = SiteOnDemand(settled, Memory().with_store(kept))
        site.read(OPTIONS)
        looked.clear()
        site.read(OPTIONS)
    seen = most(looked, settled)
    files = {path: number for path, number in seen.items() if Path(path).is_file()}
    assert files
    assert set(files.values()) == {1}


@pytest.mark.parametrize(
    "pattern", ["articles/*.md", "annotations/**/*.yml", "annotations/extracted/*", "docs/*.md"]
)
def test_what_changes_while_it_is_read_is_not_kept(settled: Path, pattern: str) -> None:
    path = min(path for path in settled.glob(pattern) if path.is_file())
    add(path, "\n")  # is read
    before = path.read_bytes()
    checked(settled, lambda: add(path, "\n<<<<<<< one\n=======\n>>>>>>> two\n"))
    wrong = checked(settled)
    path.write_bytes(before)
    assert wrong == told_anew(settled, before + b"\n<<<<<<< one\n=======\n>>>>>>> two\n", path)
    assert checked(settled) == told_anew(settled, before, path)


def told_anew(root: Path, data: bytes, path: Path) -> tuple[Problem, ...]:
    """What is found with other bytes in a file, and with nothing kept."""
    was = path.read_bytes()
    path.write_bytes(data)
    project = project_at(root)
    found = outcome_of(project, (), Store(), STAGE, lambda: (read_project(project, (), Memo())[1], True))
    path.write_bytes(was)
    return found
