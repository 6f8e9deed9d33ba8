"""Watching files by the system's own notifications, or by looking at them where it gives none.

Folders may be away for a moment, as `git switch`, `git stash` and restores make them. A watch of the system
ends with its folder, so the folder that they lie in is watched too, and they are watched anew when they are
back.
"""

import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.03
"""Seconds without another change after which a burst of them is over: an editor writes several files."""
LONGEST = 0.5
"""Seconds after which a burst counts as over in any case."""
ENDING = 2.0
"""Seconds that are given to the system's watches to end; what is left ends with the process."""
LOOKING = 0.5
"""Seconds between two looks at all files, where the system does not notify."""


class FileWatch:
    """Watches folders and files of a project, whether they are there or not.

    `polling` looks at the files instead of asking the system, whose notifications do not pass some network
    drives and virtual machines; it is also what is done where the system refuses.
    """

    def __init__(self, paths: Collection[Path], *, polling: bool = False) -> None:
        self._paths = frozenset(map(Path.absolute, paths))
        self._polling = polling
        self._changed = Event()
        self._ended = False
        self._observer: BaseObserver = PollingObserver(timeout=LOOKING) if polling else Observer()
        self._watches: dict[Path, tuple[ObservedWatch, int]] = {}
        self._handler = _Handler(self)

    @property
    def polling(self) -> bool:
        """Whether files are looked at."""
        return self._polling

    def start(self) -> None:
        """Begin to watch."""
        try:
            self._watch_all()
            self._observer.start()
        except OSError:  # no more watches or descriptors are to be had
            if self._polling:
                raise
            self._polling, self._observer, self._watches = True, PollingObserver(timeout=LOOKING), {}
            self.start()

    def stop(self) -> None:
        """End; whoever waits for changes is let go."""
        self._ended = True
        self._changed.set()
        # It waits for its threads, one of which may have only begun and then never hears of the end.
        ending = Thread(target=self._observer.stop, daemon=True)
        ending.start()
        ending.join(ENDING)

    def bursts(self, until: Event | None = None) -> Iterator[None]:
        """Wait for changes, and yield once for each burst of them, until it is ended or `until` is set."""
        while True:
            while not self._changed.wait(1):
                if until is not None and until.is_set():
                    return
            if self._ended:
                return
            self._settle()
            self._watch_all()
            yield

    def note(self, paths: Collection[str]) -> None:
        """Take note of a change to some paths."""
        if any(self._is_watched(Path(path)) for path in paths):
            self._changed.set()

    def _settle(self) -> None:
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            self._changed.clear()
            if not self._changed.wait(QUIET):
                return
        self._changed.clear()

    def _is_watched(self, path: Path) -> bool:
        return path in self._paths or not self._paths.isdisjoint(path.parents)

    def _watch_all(self) -> None:
        """Watch what is there and not watched yet, and anew what is another folder than before."""
        around = {path.parent for path in self._paths}
        for folder, deep in {**dict.fromkeys(around, False), **dict.fromkeys(self._paths, True)}.items():
            number = _number_of(folder)
            watch = self._watches.get(folder)
            if watch is not None and watch[1] != number:
                with suppress(KeyError):
                    self._observer.unschedule(watch[0])
                del self._watches[folder]
                self._changed.set()  # it may have changed before it was watched
            if number is not None and folder not in self._watches:
                made = self._observer.schedule(self._handler, str(folder), recursive=deep)
                self._watches[folder] = made, number


def _number_of(folder: Path) -> int | None:
    """What tells a folder from another of the same name; None for what is no folder."""
    try:
        return os.stat(folder, follow_symlinks=False).st_ino if folder.is_dir() else None  # noqa: PTH116
    except OSError:
        return None


class _Handler(FileSystemEventHandler):
    """Passes on all that changes files; that one was read changes nothing."""

    def __init__(self, watch: FileWatch) -> None:
        self._watch = watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            self._watch.note([os.fsdecode(path) for path in (event.src_path, event.dest_path) if path])
