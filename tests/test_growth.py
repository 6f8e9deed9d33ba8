"""Twice the articles are twice the work, from files to the linked site: calls are counted, not seconds."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from bench.invented_corpus import write_corpus
from site_builder.corpus.loading import Memo, Project, load
from site_builder.corpus.source import kept
from site_builder.linking.link import link
from site_builder.model.corpus import Corpus
from site_builder.model.written import Written
from site_builder.proving.proved_project import read_project
from site_builder.storage import files, hashes
from site_builder.storage.store import opened
from tests.conftest import project_at

SIZES = 200, 400
MOST = 1.1
"""How much more an article of the larger corpus may cost than one of the smaller."""


def calls(action: Callable[[], object]) -> int:
    """Count the calls of Python's and C's functions."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Project]:
    made = {}
    for size in SIZES:
        root = tmp_path_factory.mktemp(f"of-{size}")
        write_corpus(root, size)
        made[size] = project_at(root)
    return made


def costs(projects: dict[int, Project], action: Callable[[Project], object]) -> tuple[float, float]:
    """What an article costs in the smaller corpus, and in the larger."""
    action(projects[SIZES[0]])  # what is made once and kept
    one, two = (calls(lambda size=size: action(projects[size])) / size for size in SIZES)  # type: ignore[misc]
    return one, two


@pytest.mark.slow
def test_reading_and_proving_grow_with_the_corpus(projects: dict[int, Project]) -> None:
    one, two = costs(projects, read_project)
    assert two < MOST * one


@pytest.mark.slow
def test_linking_grows_with_the_corpus(projects: dict[int, Project]) -> None:
    known = {project.root: read_project(project)[0] for project in projects.values()}

    def linked(project: Project) -> None:
        link(known[project.root].corpus, known[project.root].layers)

    one, two = costs(projects, linked)
    assert two < MOST * one


@pytest.mark.slow
def test_one_changed_file_is_read_alone(
    projects: dict[int, Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashes, "GRAIN", 0)
    root = Path(shutil.copytree(projects[SIZES[0]].root, tmp_path / "copy"))
    project = project_at(root)
    read: list[str] = []
    from_disk = files.read_file

    def counted(root: Path, path: str, limit: int) -> object:
        read.append(path)
        return from_disk(root, path, limit)

    monkeypatch.setattr(hashes, "read_file", counted)

    def loaded() -> Corpus:
        read.clear()
        with opened(root) as store:
            return load(project, Memo(store))[0]

    loaded()
    assert len(read) > 2 * SIZES[0]
    loaded()
    assert read == []
    changed = min((root / "articles").glob("*.md"))
    changed.write_text(changed.read_text("utf-8") + "\nMore.\n", "utf-8")
    loaded()
    assert read == [f"articles/{changed.name}"]


@pytest.mark.slow
def test_one_changed_file_is_looked_into_alone(
    projects: dict[int, Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all other files say stays where it is kept: their facts are enough."""
    monkeypatch.setattr(hashes, "GRAIN", 0)
    root = Path(shutil.copytree(projects[SIZES[0]].root, tmp_path / "copy"))
    looked: list[str] = []
    from_kept = kept.from_json

    def counted(written: list[object], kind: type[Written], path: str) -> object:
        looked.append(path)
        return from_kept(written, kind, path)

    monkeypatch.setattr(kept, "from_json", counted)

    def looked_into() -> list[str]:
        looked.clear()
        with opened(root) as store:
            read_project(project_at(root), (), Memo(store))
        return [path for path in looked if path.startswith(("articles/", "annotations/articles/"))]

    looked_into()
    assert looked_into() == []
    changed = min((root / "annotations" / "articles").glob("*.yml"))
    changed.write_text("# More is to come.\n" + changed.read_text("utf-8"), "utf-8")
    assert looked_into() == [f"articles/{changed.stem}.md"]
    people = root / "annotations" / "actors" / "people.yml"
    people.write_text("# More is to come.\n" + people.read_text("utf-8"), "utf-8")
    assert looked_into() == []
    people.write_text(people.read_text("utf-8").replace("  type: person", "  note: Once.\n  type: person", 1))
    assert 0 < len(looked_into()) < SIZES[0]
