"""How a server of ours ends: by a signal as by Ctrl+C, with nothing left behind."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event
from types import FrameType


@contextmanager
def ended_cleanly() -> Iterator[Event]:
    """Have signals that end a process do it as Ctrl+C does: with nothing left behind.

    A preview that a script started in the background does not hear Ctrl+C; one whose terminal is
    closed is hung up on, unless somebody wanted it to go on (nohup). The event is set with each signal: an
    exception alone can be lost where Python ignores all, as while it frees an object.
    """
    asked = Event()

    def end(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.default_int_handler(number, frame)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        if before[number] is not signal.SIG_IGN:
            signal.signal(number, end)
    try:
        with suppress(KeyboardInterrupt):
            yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
