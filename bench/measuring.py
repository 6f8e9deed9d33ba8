"""What a command costs: CPU and wall-clock seconds, peak memory, all of its processes counted."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WITH_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Commands start as they do for their users, who compile a module once."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (user and system) and of the clock, and the most memory of one process in MB."""

    cpu: float
    wall: float
    memory: float


class CommandFailedError(Exception):
    """A command that is measured ended with an error; the text is what it said last."""


def measured(
    command: Sequence[str | Path],
    cwd: Path,
    allowed: Sequence[int] = (0,),
    env: Mapping[str, str] | None = None,
) -> Cost:
    """Run a command to its end and give what it cost."""
    begin = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own commands and generators
        [str(part) for part in command],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **WITH_BYTECODE, **(env or {})},
    ) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise CommandFailedError(f"{command[0]} ended with {process.returncode}: {said.decode()[-500:]}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Running:
    """A process that goes on while it is measured, with its threads, by Linux' `/proc`."""

    number: int

    def cpu(self) -> float:
        """CPU seconds that it has used, and its children that have ended."""
        fields = Path(f"/proc/{self.number}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """The memory it holds, in MB."""
        pages = int(Path(f"/proc/{self.number}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
