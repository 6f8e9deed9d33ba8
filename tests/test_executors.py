"""Results of work are the same wherever it is done, and whichever worker is killed."""

import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.invented_corpus import write_corpus
from site_builder.corpus import file_reading
from site_builder.corpus.file_reading import FileName, Memo
from site_builder.corpus.project import Project
from site_builder.model.problems import Problem
from site_builder.proving import early_work
from site_builder.proving.article_work import ArticleWork
from site_builder.proving.early_work import begun_early
from site_builder.proving.executors import (
    CHUNK,
    WORTH_A_PROCESS,
    Cluster,
    ClusterError,
    Executor,
    InLine,
    Processes,
    usable_cores,
)
from site_builder.proving.proofs import ArticleUnit
from site_builder.proving.proved_project import read_project, write_extracted
from site_builder.storage.store import Store, opened
from tests.conftest import project_at

UNITS = range(6 * CHUNK)


def squared(unit: int) -> int:
    return unit * unit


def squared_or_killed(mark: Path, unit: int) -> int:
    """Kill the process that works on this unit, the first time."""
    if unit == 3 * CHUNK and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return unit * unit


@pytest.mark.parametrize("executor", [InLine(), Processes(1), Processes(2), Processes(100)])
def test_results_come_in_order_whatever_does_the_work(executor: Executor) -> None:
    assert list(executor.map(squared, UNITS)) == [unit * unit for unit in UNITS]
    assert list(executor.map(squared, [])) == []


def test_little_work_starts_no_process() -> None:
    here = list(Processes(8).map(process_of, UNITS[:CHUNK]))
    assert set(here) == {os.getpid()}


def process_of(_unit: int) -> int:
    return os.getpid()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    work = partial(squared_or_killed, tmp_path / "killed")
    assert list(Processes(2).map(work, UNITS)) == [unit * unit for unit in UNITS]
    assert (tmp_path / "killed").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_work_that_was_begun_loses_nothing_with_a_killed_process(tmp_path: Path) -> None:
    work = Processes(2).begin(partial(squared_or_killed, tmp_path / "killed"), UNITS, len(UNITS))
    assert work is not None
    with closing(work):
        assert list(work.results()) == [unit * unit for unit in UNITS]
    assert (tmp_path / "killed").exists()


def test_work_that_nobody_waits_for_is_let_go() -> None:
    work = Processes(2).begin(slowly_squared, range(100 * CHUNK), 100 * CHUNK)
    assert work is not None
    begin = time.monotonic()
    work.close()
    assert time.monotonic() - begin < 20, "all of it takes half a minute"


def extracted(
    project: Project, executor: Executor, store: Store, meanwhile: Callable[[], None] = lambda: None
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What `extract` would write, by article, and what it tells."""
    with begun_early(project, (), memo := Memo(store), executor) as work:
        meanwhile()
        known, problems = read_project(project, (), memo, work)
    return {name: one.fresh.json for name, one in known.fresh.items() if one.fresh}, problems


def test_articles_are_worked_on_while_the_corpus_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other processes read files and make layers; what has changed meanwhile is done again."""
    monkeypatch.setattr(early_work, "WORTH_READING", CHUNK)
    write_corpus(tmp_path, 2 * WORTH_A_PROCESS + 1)
    project = project_at(tmp_path)
    alone = extracted(project, InLine(), Store())
    assert len(alone[0]) == 2 * WORTH_A_PROCESS + 1
    assert extracted(project, Processes(2), Store()) == alone
    article = sorted((tmp_path / "articles").glob("*.md"))[WORTH_A_PROCESS]
    annotation = tmp_path / "annotations" / "articles" / f"{article.stem}.yml"

    def edit() -> None:
        annotation.write_text(
            "# One line more\n" + annotation.read_text("utf-8").replace("quote: ", "quote: x", 1)
        )

    with opened(tmp_path) as store:
        told = extracted(project, Processes(2), store, edit)
    assert told == extracted(project, InLine(), Store())
    assert {problem.rule for problem in told[1]} > {problem.rule for problem in alone[1]}


def test_files_that_others_read_are_as_if_read_here(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_work, "WORTH_READING", 2)
    shutil.rmtree(toy_project / "annotations" / "extracted")
    project = project_at(toy_project)
    told = extracted(project, InLine(), Store())
    with opened(toy_project) as store:
        made = Counter[str]()
        monkeypatch.setattr(file_reading, "made_of", partial(counted_by, made, file_reading.made_of))
        assert extracted(project, Processes(2), store) == told
        assert not made, "this process has read none"


def counted_by(made: Counter[str], make: Callable[..., object], data: bytes, file: FileName) -> object:
    made[file.path] += 1
    return make(data, file)


def test_what_is_written_is_not_proved_again(toy_project: Path) -> None:
    shutil.rmtree(toy_project / "annotations" / "extracted")
    project = project_at(toy_project)
    first, second = asked_to_write(project), asked_to_write(project)
    assert len(first.units) == len(first.written) == len(list((toy_project / "articles").glob("*.md")))
    assert second == Asked([], ())
    read, problems = read_project(project)
    assert problems == ()
    assert all(layer.found.mentions for layer in read.layers.values())


class Asked(NamedTuple):
    units: list[ArticleUnit]
    written: tuple[str, ...]


def asked_to_write(project: Project) -> Asked:
    """Do as `extract` does in a process of its own, and note which articles there was work on."""
    asked: list[ArticleUnit] = []
    with opened(project.root) as store, begun_early(project, (), memo := Memo(store), InLine()) as work:

        def noted(units: Sequence[ArticleUnit]) -> Iterable[ArticleWork]:
            asked.extend(units)
            return work(units)

        known, _ = read_project(project, (), memo, noted)
        return Asked(asked, write_extracted(project, known, memo))


def test_there_is_a_core_at_least() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


# ------------------------------------------------------------------ a cluster that cannot be used


def slowly_squared(unit: int) -> int:
    time.sleep(0.02)
    return unit * unit


def test_a_cluster_that_does_not_answer_is_told_of() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(Cluster("tcp://127.0.0.1:9").map(squared, UNITS))


def test_without_dask_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"needs Dask: install site-builder\[cluster\]"):
        list(Cluster("tcp://127.0.0.1:9").map(squared, UNITS))
