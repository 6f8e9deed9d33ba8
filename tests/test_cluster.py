"""What two workers of a cluster find in texts, and make of pages, is what one process does."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder.output import page_making
from site_builder.proving.executors import Cluster, ClusterError, InLine
from site_builder.proving.proved_project import extract_missing, read_project
from site_builder.publishing.cluster_pages import ClusterPages
from site_builder.storage.store import Store
from tests.conftest import project_at
from tests.test_executors import UNITS, extracted, slowly_squared
from tests.test_incremental import OPTIONS
from tests.test_pages_in_processes import made


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


class TwoWorkers(NamedTuple):
    """A cluster on this machine."""

    address: str
    first: "subprocess.Popen[bytes]"


@contextmanager
def two_workers(tmp_path: Path) -> Iterator[TwoWorkers]:
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
        yield TwoWorkers(address, first)


@pytest.mark.slow
def test_a_cluster_finds_and_makes_the_same_with_a_worker_killed(
    toy_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_making, "WORTH_A_FORK", 4)
    project = project_at(toy_project)
    alone = made(project, OPTIONS)
    with two_workers(tmp_path) as (address, first):
        pages = ClusterPages(Cluster(address), project.root, OPTIONS)
        assert made(project, replace(OPTIONS, elsewhere=pages)) == alone
        other = replace(pages, options=replace(OPTIONS, site_url="https://example.org/other/"))
        with pytest.raises(ClusterError, match="a worker has other files than this process"):
            made(project, replace(OPTIONS, elsewhere=other))
        results = Cluster(address).map(slowly_squared, UNITS)
        begun = [next(results)]
        first.kill()
        assert [*begun, *results] == [unit * unit for unit in UNITS]
        shutil.rmtree(toy_project / "annotations" / "extracted")
        project = project_at(toy_project)
        known, _ = read_project(project)
        layers = extract_missing(project, known).layers
        assert extract_missing(project, known, Cluster(address)).layers == layers
        assert extracted(project, Cluster(address), Store()) == extracted(project, InLine(), Store())
