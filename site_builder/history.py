"""When the files behind a page last changed, as git tells it: no git, no dates."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

DATA = ("articles", "annotations")
"""Folders of a project that pages are made from."""
EPOCH = "SOURCE_DATE_EPOCH"
_UNCOMMITTED = "0" * 40


@dataclass(frozen=True, slots=True)
class History:
    """Days (ISO 8601, UTC) of the last commits: of a whole file, and of each line of some files."""

    files: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of_lines(self, path: str, first: int, end: int) -> str:
        """Day of the newest change to lines `first` up to, not including, `end` (from 1); "" if unknown."""
        return max(self.lines.get(path, ())[first - 1 : end - 1], default="")

    def of_files(self, paths: Iterable[str]) -> str:
        """Day of the newest change to any of some files; "" if unknown."""
        return max((self.files.get(path, "") for path in paths), default="")


def history(root: Path, by_line: Iterable[str]) -> History:
    """Ask git about a project's data; `by_line` names the files whose lines are asked about, too."""
    lines = {path: tuple(_lines(root, path)) for path in by_line}
    return History(dict(_files(root)), lines)


def last_change(root: Path) -> str | None:
    """Day of SOURCE_DATE_EPOCH, else of git's HEAD, in UTC: the same input has the same date every day."""
    seconds = os.environ.get(EPOCH) or _git(root, "log", "-1", "--format=%ct").strip()
    return _day(seconds) if seconds else None


def clean_commit(root: Path) -> str | None:
    """The commit that the files are at, where git knows it and no file differs from it."""
    commit = _git(root, "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*").strip()
    return commit if commit and not commit.endswith("-dirty") else None


def ignored(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of some paths that git leaves out of the repository; none where there is no repository."""
    named = "".join(f"{path}\0" for path in paths)
    told = _git(root, "check-ignore", "--stdin", "-z", given=named) if named else ""
    return frozenset(filter(None, told.split("\0")))


def _files(root: Path) -> Iterator[tuple[str, str]]:
    told = _git(root, "log", "--format=%x00%ct", "--name-only", "--relative", "--", *DATA)
    newest: dict[str, str] = {}
    for commit in told.split("\0")[1:]:
        seconds, _, names = commit.partition("\n")
        for name in filter(None, names.split("\n")):
            newest.setdefault(name, _day(seconds))
    yield from sorted(newest.items())


def _lines(root: Path, path: str) -> Iterator[str]:
    """Day of each line of a file, "" for one that is not committed."""
    day = ""
    commit = ""
    for line in _git(root, "blame", "--line-porcelain", "--", path).split("\n"):
        if line.startswith("\t"):
            yield "" if commit == _UNCOMMITTED else day
        elif line.startswith("committer-time "):
            day = _day(line.removeprefix("committer-time "))
        elif len(head := line.split(" ", 1)[0]) == len(_UNCOMMITTED):
            commit = head


def _day(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def _git(root: Path, *words: str, given: str = "") -> str:
    """What git says, or nothing where there is no git or no repository."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", *words]
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            command, input=given, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
