"""Processes forked from this one: they have all that it holds, and what they load ends with them."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

U = TypeVar("U")
R = TypeVar("R")


class KilledError(Exception):
    """A process that this one waits for was killed."""


def can_fork() -> bool:
    """Tell whether a process may be forked from this one: on Linux, while no other thread of Python runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begun(target: Callable[..., None], *given: object) -> "BaseProcess":
    """Fork a process that does some work, and is told which process forked it."""
    work = multiprocessing.get_context("fork").Process(target=target, args=(os.getpid(), *given), daemon=True)
    with warnings.catch_warnings():
        # Threads that are left are those of libraries in C, which see to forks themselves.
        warnings.simplefilter("ignore", DeprecationWarning)
        work.start()
    return work


def meanwhile(function: Callable[[], Iterable[R]], first: Callable[[], None]) -> Iterator[R]:
    """Give what a function gives, one after the other, while a forked process, begun here, makes it.

    The memory that it takes ends with that process, where `first` is called first; this one need not hold
    what the function needs. Where a fork is not safe this one does the work, once it is asked for. Raises a
    `KilledError` where the process is killed.
    """
    if not can_fork():
        return iter(function())
    receiving, sending = multiprocessing.Pipe(duplex=False)
    work = _begun(_tell, first, function, sending)
    sending.close()
    return _told(work, receiving)


def _tell(
    parent: int, first: Callable[[], None], function: Callable[[], Iterable[R]], to: "Connection[Any, Any]"
) -> None:
    """Tell the process that forked this one what a function gives, and how it ended."""
    _begin_forked(parent)
    try:
        first()
        for one in function():
            to.send((one, None))
        to.send((None, _Ended()))
    except Exception as error:  # noqa: BLE001 - it is raised there
        to.send((None, error))


@contextmanager
def asked_apart(function: Callable[[U], R], first: Callable[[], None]) -> Iterator[Callable[[U], R]]:
    """Give what has a function done by a process that is forked here and waits for what it is asked.

    What it loads, this one need not hold; `first` is called there first. Where a fork is not safe, and
    where that process has ended or was killed, this one does it. Asking raises the function's own errors.
    """
    if not can_fork():
        yield function
        return
    here, there = multiprocessing.Pipe()
    work = _begun(_answer, first, function, here, there)
    there.close()

    def asked(unit: U) -> R:
        try:
            here.send(unit)
            answer, error = here.recv()
        except (EOFError, OSError):
            return function(unit)
        if error is not None:
            raise error
        return cast("R", answer)

    try:
        with here:
            yield asked
    finally:
        work.terminate()
        work.join()


def _answer(
    parent: int,
    first: Callable[[], None],
    function: Callable[[U], R],
    asking: "Connection[Any, Any]",
    own: "Connection[Any, Any]",
) -> None:
    """Answer what the process asks that forked this one, until it asks no more."""
    _begin_forked(parent)
    asking.close()  # or the end of the other process would not be seen
    first()
    with suppress(EOFError):
        while True:
            unit = own.recv()
            try:
                own.send((function(unit), None))
            except Exception as error:  # noqa: BLE001 - it is raised there
                own.send((None, error))


def _begin_forked(parent: int) -> None:
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other one says that it was stopped
    gc.freeze()  # see `_inherit`


class _Ended(Exception):  # noqa: N818 - all is well
    """There is no more to come."""


def _told(work: "BaseProcess", of: "Connection[Any, Any]") -> Iterator[Any]:
    try:
        with of:
            while True:
                one, ended = of.recv()
                if isinstance(ended, _Ended):
                    return
                if ended is not None:
                    raise ended
                yield one
    except EOFError as error:
        raise KilledError from error
    finally:
        work.terminate()
        work.join()


_ON_DEATH: Final = 1
"""Linux' PR_SET_PDEATHSIG (linux/prctl.h)."""


def end_with(parent: int, start_method: str = "fork") -> None:
    """Have Linux end this process with the one that forked it, also if that is killed.

    It would wait for work for good, and hold what it inherited: the lock of a project, the pipe of a shell.
    One that was not forked sees its pipe closed.
    """
    if start_method == "fork" and sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - for forked processes alone

        ctypes.CDLL(None).prctl(_ON_DEATH, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it was killed before that
