"""How far long work has come, on a terminal: how many of how many, how fast, and how long it will take.

Work that takes under a second shows nothing; neither does any where nobody looks (no terminal, CI).
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

T = TypeVar("T")

AT_ONCE: Final = 1.0
"""Seconds of work that nobody needs to be told of."""
_shown: ContextVar[bool] = ContextVar("shown", default=False)


@contextmanager
def on_terminal() -> Iterator[None]:
    """Show the progress of the work that is done meanwhile, if somebody looks."""
    mark = _shown.set(sys.stderr.isatty() and not os.environ.get("CI"))
    try:
        yield
    finally:
        _shown.reset(mark)


def counted(units: Iterable[T], what: str, total: int) -> Iterable[T]:
    """Give units one by one, and tell how far that has come; `what` are they, in the plural."""
    if not _shown.get():
        return units
    from tqdm import tqdm  # noqa: PLC0415 - only where somebody looks

    return tqdm(units, desc=what, total=total, unit="", delay=AT_ONCE, leave=False, dynamic_ncols=True)
