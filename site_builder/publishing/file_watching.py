"""Watching files that may be away for a moment, as `git switch`, `git stash` and restores make them."""

import os
import stat
from collections.abc import Collection

from watchdog.observers.polling import PollingObserverVFS

_AWAY = os.stat_result((stat.S_IFDIR | 0o700, 0, 0, 1, 0, 0, 0, 0, 0, 0))
"""What is watched and not there counts as an empty folder: all that comes later is new."""


def patient_observer(watched: Collection[str], seconds: float) -> PollingObserverVFS:
    """Look at files every so many seconds; watchdog's own would leave a folder for good when it is away.

    `watched` are the paths that are watched, which may grow; they need not be there.
    """

    def facts(path: str) -> os.stat_result:
        try:
            return os.stat(path)  # noqa: PTH116 - many thousand times a second
        except (FileNotFoundError, NotADirectoryError):
            if path in watched:
                return _AWAY
            raise

    return PollingObserverVFS(facts, os.scandir, polling_interval=seconds)
