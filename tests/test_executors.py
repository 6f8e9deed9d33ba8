"""Results of work are the same wherever it is done, and whichever worker is killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from bench.invented_corpus import write_corpus
from site_builder.corpus.file_reading import Memo
from site_builder.proving.early_texts import texts_given_away
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
from site_builder.proving.extracting import NO_MODEL, _units, found_in
from site_builder.proving.proofs import write_layers
from site_builder.proving.proved_project import extract_missing, read_project
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
    work = Processes(2).begin(partial(squared_or_killed, tmp_path / "killed"), UNITS)
    assert work is not None
    with closing(work):
        assert list(work.results()) == [unit * unit for unit in UNITS]
    assert (tmp_path / "killed").exists()


def test_work_that_nobody_waits_for_is_let_go() -> None:
    work = Processes(2).begin(slowly_squared, range(100 * CHUNK))
    assert work is not None
    begin = time.monotonic()
    work.close()
    assert time.monotonic() - begin < 20, "all of it takes half a minute"


def test_texts_are_read_while_the_corpus_is(tmp_path: Path) -> None:
    """With processes that begin early layers are those of one process; what does not fit is read again."""
    write_corpus(tmp_path, 2 * WORTH_A_PROCESS + 1)
    project, memo = project_at(tmp_path), Memo()
    known, _ = read_project(project)
    alone = extract_missing(project, known).layers
    assert all(layer.found.stretches for layer in alone.values())
    with texts_given_away(project, (), memo, Processes(2)) as reader:
        assert reader != Processes(2), "there is enough to do"
        assert extract_missing(project, known, reader).layers == alone
        assert len(memo.files) == len(alone), "articles are read once"
    units = tuple(_units(known.corpus, known.texts, known.layers, NO_MODEL))
    others = [unit._replace(published="1999") if i % 3 else unit for i, unit in enumerate(units[5:])]
    with texts_given_away(project, (), Memo(), Processes(2)) as reader:
        assert list(reader.map(found_in, others)) == list(map(found_in, others))
    write_layers(project, alone)
    with texts_given_away(project, (), Memo(), Processes(2)) as reader:
        assert reader == Processes(2), "every article has a layer"


def test_there_is_a_core_at_least() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


# ------------------------------------------------------------------ a cluster

COMMAND = (sys.executable, "-m", "distributed.cli")


@contextmanager
def running(words: Sequence[str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(is_so: Callable[[], bool]) -> None:
    """Wait, at most a minute."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def worker(file: Path, folder: Path) -> tuple[str, ...]:
    module = (sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file))
    return (*module, "--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder))


@pytest.mark.slow
def test_a_cluster_finds_the_same_with_a_worker_killed(toy_project: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    scheduler = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(file))
    with (
        running((*scheduler, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")),
        running(worker(file, tmp_path)) as first,
        running(worker(file, tmp_path)),
    ):
        until(file.exists)
        with distributed.Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        results = Cluster(address).map(slowly_squared, UNITS)
        begun = [next(results)]
        first.kill()
        assert [*begun, *results] == [unit * unit for unit in UNITS]
        shutil.rmtree(toy_project / "annotations" / "extracted")
        project = project_at(toy_project)
        known, _ = read_project(project)
        alone = extract_missing(project, known).layers
        assert extract_missing(project, known, Cluster(address)).layers == alone


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
