"""Pages that several processes make are those that one makes, to the byte, and so is what is kept of them."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bench.invented_corpus import ready_corpus
from site_builder.build import BuildOptions, build
from site_builder.corpus.loading import Project
from site_builder.model.problems import Checked
from site_builder.output import page_making
from site_builder.output.page_making import PageMaking
from site_builder.output.render import RenderedPage
from site_builder.pages.page_units import PageUnit
from site_builder.proving import executors
from site_builder.proving.executors import CHUNK, Processes
from site_builder.storage.store import FILE, opened
from site_builder.storage.work_folder import own_folder
from tests.test_executors import UNITS, process_of, squared, squared_or_killed
from tests.test_incremental import OPTIONS

pytestmark = pytest.mark.skipif(not executors.can_fork(), reason="no process can be forked here")
FORKED = Processes(2, worth=CHUNK, forked=lambda: None)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return ready_corpus(tmp_path_factory.mktemp("processes"), 10)


@pytest.fixture(autouse=True)
def few_are_worth_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_making, "WORTH_A_FORK", 4)


def made(project: Project, options: BuildOptions) -> tuple[object, ...]:
    """What a first build gives: pages, their HTML and files, and all that is kept."""
    kept = own_folder(project.root) / FILE
    kept.unlink(missing_ok=True)
    built, problems = build(project, options)
    assert built is not None, problems
    html = [page.html for page in built.pages]
    files = [file.data for page in built.pages for file in page.files]
    bodies = [page.body for page in built.pages]
    return built.pages, html, files, dict(built.files), list(rows(kept)), bodies


def rows(kept: Path) -> Iterator[tuple[object, ...]]:
    connection = sqlite3.connect(kept)
    yield from connection.execute("SELECT stage, unit, key, value, used FROM kept ORDER BY 1, 2, 3")
    connection.close()


def test_two_processes_make_and_keep_what_one_does(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two is killed in the middle, too; the next build makes no page."""
    alone = made(project, OPTIONS)
    monkeypatch.setattr(PageMaking, "_made", partial_of(PageMaking._made, tmp_path))
    assert made(project, replace(OPTIONS, jobs=2)) == alone
    assert (tmp_path / "killed").exists(), "and so others worked"
    makers = set((tmp_path / "makers").read_text("ascii").split())
    assert len(makers) >= 2
    assert str(os.getpid()) not in makers
    (tmp_path / "makers").write_text("", "ascii")
    built, _ = build(project, replace(OPTIONS, jobs=2))
    assert built is not None
    assert [page.body for page in built.pages] == alone[5]
    assert (tmp_path / "makers").read_text("ascii") == ""


def partial_of(make: object, folder: Path) -> object:
    """Note which process makes pages; the first that comes to the twentieth unit is killed."""
    return lambda self, unit: noted(make, folder, self, unit)


def noted(
    make: object, folder: Path, making: PageMaking, unit: PageUnit
) -> Checked[tuple[RenderedPage, ...]]:
    with (folder / "makers").open("a", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")
    many = len((folder / "makers").read_text("ascii").split()) > 2 * CHUNK
    if many and not (folder / "killed").exists():
        (folder / "killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    assert callable(make)
    pages: Checked[tuple[RenderedPage, ...]] = make(making, unit)
    return pages


def test_forked_processes_give_results_in_order() -> None:
    assert list(FORKED.map(squared, UNITS)) == [unit * unit for unit in UNITS]
    assert os.getpid() not in set(FORKED.map(process_of, UNITS))
    assert set(FORKED.map(process_of, UNITS[:CHUNK])) == {os.getpid()}, "too few"


def test_a_killed_fork_loses_nothing(tmp_path: Path) -> None:
    work = partial(squared_or_killed, tmp_path / "killed")
    assert list(FORKED.map(work, UNITS)) == [unit * unit for unit in UNITS]
    assert (tmp_path / "killed").exists()


def test_a_forked_process_need_not_be_sent_the_function() -> None:
    times = 3
    assert list(FORKED.map(lambda unit: unit * times, UNITS)) == [unit * times for unit in UNITS]


def test_a_store_keeps_what_a_forked_process_tells(project: Project) -> None:
    with opened(project.root) as store:
        store.put("stage", "before", "key", "here")
        store.write()

        def kept_there(unit: int) -> object:
            store.put("stage", f"{unit}", "key", "there")
            return store.get("stage", "before", "key"), store.taken()

        there = replace(FORKED, forked=store.go_on_forked)
        for told in there.map(kept_there, UNITS):
            assert isinstance(told, tuple)
            assert told[0] == "here"
            store.note(told[1])
        assert {store.get("stage", f"{unit}", "key") for unit in UNITS} == {"there"}
