"""Where the work on many units is done: in this process, in others of this machine, or on a cluster.

A function of one unit is mapped over all of them; the results come in the order of the units, and are the
same wherever they were made. Work that was lost with a worker is done again.
"""

import gc
import multiprocessing
import os
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar

from site_builder.proving.forks import can_fork, end_with

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

U = TypeVar("U")
R = TypeVar("R")

CHUNK: Final = 16
"""Units that travel together."""
WORTH_A_PROCESS: Final = 2 * CHUNK
"""Units from which another process is worth its start, of about a second."""
AHEAD: Final = 4
"""So many chunks for each forked process are given away before a result is taken: results take room."""
ATTEMPTS: Final = 3
"""So often work is handed to processes before this one does it itself."""
_QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")
_TIMEOUT: Final = "10s"


class ClusterError(Exception):
    """A cluster that cannot be used, with what to do about it."""


class Executor(Protocol):
    """Does work on units."""

    def map(self, function: Callable[[U], R], units: Sequence[U]) -> Iterator[R]:
        """Give the result of a function for each unit, in their order."""
        ...


class InLine:
    """Does the work in this process."""

    def map(self, function: Callable[[U], R], units: Sequence[U]) -> Iterator[R]:
        """Give the result of a function for each unit, in their order."""
        return map(function, units)


@dataclass(frozen=True, slots=True)
class Processes:
    """Does the work in so many processes of this machine, or in fewer where there is little to do.

    `prepare` is called before they start: what it loads, they need not load again where they are forked.
    Another process is worth its start for so many units as `worth` says.
    With `forked` they are forked, have the function and all that it holds without its being sent, and call
    this first; where a fork is not safe, this process does the work.
    """

    jobs: int
    prepare: Callable[[], None] = lambda: None
    worth: int = WORTH_A_PROCESS
    forked: Callable[[], None] | None = None

    def map(self, function: Callable[[U], R], units: Sequence[U]) -> Iterator[R]:
        """Give the result of a function for each unit, in their order."""
        done = 0
        for _ in range(ATTEMPTS):
            work = self.begin(function, units[done:], len(units) - done)
            if work is None:
                break
            with closing(work):
                for result in work.until_one_is_killed():
                    yield result
                    done += 1
        yield from map(function, units[done:])

    def begin(self, function: Callable[[U], R], units: Iterable[U], count: int) -> "BegunWork[U, R] | None":
        """Begin with the work, to do something else meanwhile; None where there is too little of it.

        Units are given away as they come; `count` says about how many there will be.
        """
        jobs = min(self.jobs, count // self.worth)
        if jobs < 2 or (self.forked and not can_fork()):
            return None
        self.warm_up()
        pool = _forked(jobs, self.forked, function) if self.forked else _pool(jobs)
        return BegunWork(self, function, units, pool)

    def warm_up(self) -> None:
        """Load what processes will need that are forked."""
        if multiprocessing.get_start_method() == "fork":
            self.prepare()


def _pool(jobs: int) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - loaded only where there is much to do

    return ProcessPoolExecutor(jobs, None, end_with, (os.getpid(), multiprocessing.get_start_method()))


def _forked(jobs: int, first: Callable[[], None], function: Callable[[U], R]) -> "ProcessPoolExecutor":
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - see `_pool`

    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(jobs, context, _inherit, (os.getpid(), first, function))
    with warnings.catch_warnings():
        # Threads that are left are those of libraries in C, which see to forks themselves.
        warnings.simplefilter("ignore", DeprecationWarning)
        pool.submit(os.getpid)  # with the first work all processes start
    return pool


_inherited: list[Callable[[Any], Any]] = []
"""The function that this process was forked for."""


def _inherit(parent: int, first: Callable[[], None], function: Callable[[Any], Any]) -> None:
    end_with(parent)
    gc.freeze()  # a look through what was inherited would copy all of it
    _inherited[:] = [function]
    first()


def _all_of_inherited(units: Sequence[Any]) -> list[Any]:
    return _all_of(_inherited[0], units)


class BegunWork(Generic[U, R]):
    """Work that other processes do meanwhile, to be closed at the end."""

    def __init__(
        self, executor: Processes, function: Callable[[U], R], units: Iterable[U], pool: "ProcessPoolExecutor"
    ) -> None:
        self._executor, self._function, self._pool = executor, function, pool
        self.units: list[U] = []
        """All that was given away."""
        self._waiting: deque[Future[list[R]]] = deque()
        self._coming = iter(units)
        with suppress(_broken_pool()):  # the rest is seen to when results are asked for
            self._give(AHEAD * executor.jobs if executor.forked else None)
        if not executor.forked:
            self.units += self._coming

    def _give(self, most: int | None) -> None:
        """Give chunks of units away."""
        for chunk in islice(iter(lambda: list(islice(self._coming, CHUNK)), []), most):
            self.units += chunk
            self._waiting.append(self._submitted(chunk))

    def _submitted(self, chunk: list[U]) -> "Future[list[R]]":
        if self._executor.forked:
            return self._pool.submit(_all_of_inherited, chunk)
        return self._pool.submit(_all_of, self._function, chunk)

    def results(self) -> Iterator[R]:
        """Give the result of each unit, in their order; what was lost with a killed process is done again."""
        done = 0
        for result in self.until_one_is_killed():
            yield result
            done += 1
        self.units += self._coming
        yield from self._executor.map(self._function, self.units[done:])

    def until_one_is_killed(self) -> Iterator[R]:
        """Give the results as far as no process was killed."""
        while self._waiting:
            try:
                found = self._waiting.popleft().result()  # which holds what was found
                self._give(1)
            except _broken_pool():
                return
            yield from found

    def close(self) -> None:
        """Let go of the processes, whatever they have not begun."""
        self._pool.shutdown(cancel_futures=True)


def _broken_pool() -> type[Exception]:
    """The error of a pool of which somebody killed a process."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - see `_pool`

    return BrokenProcessPool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Does the work on a Dask cluster, whose workers have this package at the same version."""

    address: str

    def map(self, function: Callable[[U], R], units: Sequence[U]) -> Iterator[R]:
        """Give the result of a function for each unit, in their order."""
        client = self._client()
        try:
            waiting = client.map(_all_of, [function] * len(_chunks(units)), _chunks(units), pure=False)
            for future in waiting:
                yield from future.result()
        finally:
            client.close()

    def _client(self) -> Any:
        try:
            from distributed import Client  # noqa: PLC0415 - an extra, and loaded only when it is asked for
        except ImportError:
            raise ClusterError(
                "--scheduler needs Dask: install site-builder[cluster] here and where the workers run"
            ) from None
        try:
            make: Any = Client
            return make(self.address, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise ClusterError(f"no Dask scheduler answers at {self.address} ({error})") from None


def _chunks(units: Sequence[U]) -> list[Sequence[U]]:
    return [units[start : start + CHUNK] for start in range(0, len(units), CHUNK)]


def _all_of(function: Callable[[U], R], units: Sequence[U]) -> list[R]:
    return [function(unit) for unit in units]


def usable_cores() -> int:
    """Tell how many cores this process may use: by its affinity, and by the quota of a container."""
    count = getattr(os, "process_cpu_count", None) or _by_affinity
    return max(1, min(count() or 1, _by_quota()))


def _by_affinity() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _by_quota() -> int:
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or `max`
        return os.cpu_count() or 1
