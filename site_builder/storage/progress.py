"""How far long work has come, on a terminal: how many of how many, how fast, and how long it will take.

Work that takes under a second shows nothing; neither does any where nobody looks (no terminal, CI) or
wants to (`--quiet`). With `--verbose` each stage tells what it took.
"""

import os
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

T = TypeVar("T")

AT_ONCE: Final = 1.0
"""Seconds of work that nobody needs to be told of."""
_shown: ContextVar[bool] = ContextVar("shown", default=False)
_told: ContextVar[bool] = ContextVar("told", default=False)
_ERASED: Final = "\r\x1b[K"


@contextmanager
def on_terminal() -> Iterator[None]:
    """Show the progress of the work that is done meanwhile, if somebody looks."""
    shown = _shown.set(sys.stderr.isatty() and not os.environ.get("CI"))
    told = _told.set(False)
    try:
        yield
    finally:
        _shown.reset(shown)
        _told.reset(told)


def hide() -> None:
    """Show no progress from now on."""
    _shown.set(False)


def tell_stages() -> None:
    """Tell what each stage takes from now on, on standard error."""
    _told.set(True)


@contextmanager
def stage(what: str, *, uncounted: bool = False) -> Iterator[None]:
    """Do a stage of long work, called `what`.

    Of what is `uncounted` nothing else shows that it goes on: on a terminal, it is named once it has taken a
    second. No process may be forked from this one meanwhile.
    """
    begun = time.monotonic()
    named = threading.Timer(AT_ONCE, _say, (f"{what} ...",)) if uncounted and _shown.get() else None
    if named:
        named.daemon = True
        named.start()
    try:
        yield
    finally:
        if named:
            named.cancel()
            named.join()
            if time.monotonic() - begun >= AT_ONCE:
                _say(_ERASED)
    if _told.get():
        _say(f"{what}: {time.monotonic() - begun:.1f} s\n")


def _say(words: str) -> None:
    sys.stderr.write(words)
    sys.stderr.flush()


def counted(units: Iterable[T], what: str, total: int) -> Iterable[T]:
    """Give units one by one, and tell how far that has come; `what` are they, in the plural."""
    if not _shown.get():
        return units
    from tqdm import tqdm  # noqa: PLC0415 - only where somebody looks

    return tqdm(units, desc=what, total=total, unit="", delay=AT_ONCE, leave=False, dynamic_ncols=True)
