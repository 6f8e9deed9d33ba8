"""The line of commits that led to a state, and which files of the data each of them touched.

The line follows first parents: what a merge brought came with the merge. So each commit's state follows from
the one before, and whoever applies all changes in order has the last state.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from site_builder.corpus.file_kinds import FOLDERS
from site_builder.model.changes import Commit
from site_builder.storage.git import Repository

PATHS: Final = ("--", *FOLDERS, ":(exclude)annotations/extracted", ":(exclude)articles/raw")
_FILES: Final = ("100644", "100755")
_RAW: Final = ("--raw", "-r", "-z", "--no-abbrev", "--no-renames", "--relative")
_COMMIT: Final = "%x01%H %ct %P%x0a%s"
_BEGIN: Final = "\x01"


@dataclass(frozen=True, slots=True)
class Touching:
    """A commit, and the files of the data that it touched: the object that each has since then, if any."""

    commit: Commit
    files: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Line:
    """Commits in their order, the oldest first, and the commit before them, if any; see `ChangeLog`."""

    base: Commit | None
    until: Commit
    touching: tuple[Touching, ...]
    shallow: bool = False
    at_once: bool = False


def line_between(repository: Repository, since: str | None, until: str) -> Line:
    """Give the commits of a line after one of them, or all; raises GitError.

    A commit that is not on the line that led to the other is compared with that at once. Without one, the
    line of a shallow clone begins at the commit where that was cut off.
    """
    last, shallow = one_commit(repository, until), False
    line = _first_parents(repository, until)
    if since is None:
        first = line[-1]
        shallow = first in repository.shallow
        since = first if shallow else None
    elif since not in line:
        raw = _text(repository.ask("diff-tree", *_RAW, since, until, *PATHS))
        files = dict(_files(iter(raw.split("\0"))))
        touching = (Touching(last, files),) if files else ()
        return Line(one_commit(repository, since), last, touching, at_once=True)
    base = one_commit(repository, since) if since else None
    return Line(base, last, tuple(_touching(repository, since, until)), shallow)


def last_before(repository: Repository, day: str, until: str) -> str | None:
    """The last commit of a line before a day begins, if there is one; raises GitError."""
    told = repository.ask("log", "--reverse", "--first-parent", "--format=%H %ct", until, "--").decode()
    found, latest = None, 0
    for line in told.splitlines():
        name, seconds = line.split()
        latest = max(latest, int(seconds))
        if _day(latest) >= day:
            break
        found = name
    return found


def one_commit(repository: Repository, name: str) -> Commit:
    """What there is to say of a commit by its hash; raises GitError."""
    told = _text(repository.ask("log", "-1", f"--format={_COMMIT}", name, "--"))
    return _commit(told.rstrip("\n"))


def files_at(repository: Repository, commit: str) -> dict[str, str]:
    """The files of the data in a commit, each with its object; raises GitError."""
    found = {}
    for entry in _text(repository.ask("ls-tree", "-r", "-z", commit, "--", *FOLDERS)).split("\0"):
        facts, _, path = entry.partition("\t")
        if facts.startswith(_FILES):
            found[path] = facts.split()[2]
    return found


def _first_parents(repository: Repository, until: str) -> tuple[str, ...]:
    return tuple(repository.ask("rev-list", "--first-parent", until, "--").decode().split())


def _touching(repository: Repository, since: str | None, until: str) -> Iterator[Touching]:
    """The commits of a line that touch the data, none with a day before that of the one before it."""
    between = f"{since}..{until}" if since else until
    words = ("log", "--reverse", "--first-parent", "-m", *_RAW, f"--format={_COMMIT}", between, *PATHS)
    pieces = iter(_text(repository.ask(*words)).split("\0"))
    latest = 0
    found: list[tuple[Commit, dict[str, str | None]]] = []
    for piece in pieces:
        at = piece.lstrip("\n")
        if at.startswith(_BEGIN):
            commit = _commit(at, latest)
            latest = commit.seconds
            found.append((commit, {}))
        elif at.startswith(":") and found:
            path = next(pieces)
            found[-1][1][path] = _object(at)
    yield from (Touching(commit, files) for commit, files in found if files)


def _files(pieces: Iterator[str]) -> Iterator[tuple[str, str | None]]:
    for piece in pieces:
        if piece.startswith(":"):
            yield next(pieces), _object(piece)


def _object(facts: str) -> str | None:
    """The object of a file after a commit: none where it is gone, or no file any more."""
    _, mode, _, name, _ = facts.split()
    return name if mode in _FILES else None


def _commit(told: str, not_before: int = 0) -> Commit:
    facts, _, subject = told.removeprefix(_BEGIN).partition("\n")
    name, seconds, *parents = facts.split()
    at = max(int(seconds), not_before)
    return Commit(name, at, _day(at), subject.strip() if len(parents) < 2 else "")


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape")
