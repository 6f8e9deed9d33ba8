"""How long an answer is waited for: every connection ends with the time, whatever trickles in."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long is waited, in seconds: for anything to arrive, and for the whole."""

    silence: float = 20
    whole: float = 60


TIMEOUTS = Timeouts()


class Deadline:
    """Ends every connection when the time for the whole is over, whatever is being waited for."""

    def __init__(self, timeouts: Timeouts) -> None:
        self.timeouts = timeouts
        self.is_over = False
        self._until = time.monotonic() + timeouts.whole
        self._lines: list[socket.socket] = []
        self._timer = threading.Timer(timeouts.whole, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        for line in self._lines:
            line.close()

    def connect(self, hosts: Sequence[str], port: int) -> socket.socket:
        """Connect to the first of some addresses that answers."""
        failed: OSError = OSError("no address")
        for host in hosts:
            try:
                line = socket.create_connection((host, port), timeout=self._patient())
            except OSError as error:
                failed = error
                continue
            self._lines.append(line.dup())  # encryption takes the first one over, and may be kept waiting
            line.settimeout(self.timeouts.silence)
            return line
        raise failed

    def look_up(self, ask: Callable[[], Sequence[str]]) -> Sequence[str]:
        """Ask for a host's addresses, for as long as there is time: the system itself may wait minutes."""
        answers: queue.Queue[Sequence[str] | OSError | UnicodeError] = queue.Queue()
        threading.Thread(target=_answered, args=(ask, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=self._patient())
        except queue.Empty:
            raise TimeoutError from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _patient(self) -> float:
        return max(0.001, min(self.timeouts.silence, self._until - time.monotonic()))

    def _end(self) -> None:
        self.is_over = True
        for line in self._lines:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was first


def _answered(
    ask: Callable[[], Sequence[str]], answers: "queue.Queue[Sequence[str] | OSError | UnicodeError]"
) -> None:
    try:
        answers.put(ask())
    except (OSError, UnicodeError) as error:
        answers.put(error)
