"""The line of commits that led to a state, and which files of the data each of them touched.

The line follows first parents: what a merge brought came with the merge. So each commit's state follows from
the one before, and whoever applies all changes in order has the last state.

What commits say to readers stands in trailers of their messages (`trailers`): those of commits that a merge
brought are the merge's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from site_builder.changes.trailers import FORMAT, GREP, Trailers, joined, trailers_in
from site_builder.corpus.file_kinds import FOLDERS
from site_builder.model.changes import Commit
from site_builder.storage.git import Repository

PATHS: Final = ("--", *FOLDERS, ":(exclude)annotations/extracted", ":(exclude)articles/raw")
_FILES: Final = ("100644", "100755")
_RAW: Final = ("--raw", "-r", "-z", "--no-abbrev", "--no-renames", "--relative")
_COMMIT: Final = f"%x01%H %ct %P%x0a%s%x0a{FORMAT}"
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
    later = line[: line.index(since)] if since else line
    return Line(base, last, tuple(_touching(repository, since, later)), shallow)


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


def _touching(repository: Repository, since: str | None, line: Sequence[str]) -> Iterator[Touching]:
    """The commits of a line that touch the data, none with a day before that of the one before it.

    The line has the newest commit first, and begins after another one, if there is one.
    """
    if not line:
        return
    between = f"{since}..{line[0]}" if since else line[0]
    words = ("log", "--reverse", "--first-parent", "-m", *_RAW, f"--format={_COMMIT}", between, *PATHS)
    pieces = iter(_text(repository.ask(*words)).split("\0"))
    latest, merges = 0, set[str]()
    found: list[tuple[Commit, dict[str, str | None]]] = []
    for piece in pieces:
        at = piece.lstrip("\n")
        if at.startswith(_BEGIN):
            commit = _commit(at, latest)
            latest = commit.seconds
            found.append((commit, {}))
            merges.update({commit.hash} if _is_merge(at) else ())
        elif at.startswith(":") and found:
            path = next(pieces)
            found[-1][1][path] = _object(at)
    brought = _brought(repository, between, line) if merges else {}
    for commit, files in found:
        if files:
            yield Touching(_with_trailers(commit, brought.get(commit.hash, ())), files)


def _brought(repository: Repository, between: str, line: Sequence[str]) -> Mapping[str, Sequence[Trailers]]:
    """The trailers of commits beside a line, by the one of the line that brought them, the oldest first."""
    words = ("log", "--reverse", *GREP, f"--format=%x01%H%x0a{FORMAT}", between, "--")
    told = (piece.partition("\n") for piece in _text(repository.ask(*words)).split(_BEGIN)[1:])
    own = frozenset(line)
    beside = {name: says for name, _, rest in told if name not in own and (says := trailers_in(rest)).any}
    by = _bringing(repository, between, line) if beside else {}
    found: dict[str, list[Trailers]] = {}
    for name, trailers in beside.items():
        if name in by:
            found.setdefault(by[name], []).append(trailers)
    return found


def _bringing(repository: Repository, between: str, line: Sequence[str]) -> Mapping[str, str]:
    """The commit of a line that brought each other one: the first that leads to it."""
    told = repository.ask("rev-list", "--parents", between, "--").decode().splitlines()
    parents = {name: others for name, *others in map(str.split, told)}
    own, by = frozenset(line), dict[str, str]()
    for name in reversed(line):
        waiting = parents.get(name, [])[1:]
        while waiting:
            one = waiting.pop()
            if one in parents and one not in own and one not in by:
                by[one] = name
                waiting += parents[one]
    return by


def _with_trailers(commit: Commit, brought: Sequence[Trailers]) -> Commit:
    if not brought:
        return commit
    own = Trailers(commit.correction, commit.removal, withheld=commit.withheld)
    all_ = joined((*brought, own))
    return replace(commit, correction=all_.correction, removal=all_.removal, withheld=all_.withheld)


def _files(pieces: Iterator[str]) -> Iterator[tuple[str, str | None]]:
    for piece in pieces:
        if piece.startswith(":"):
            yield next(pieces), _object(piece)


def _object(facts: str) -> str | None:
    """The object of a file after a commit: none where it is gone, or no file any more."""
    _, mode, _, name, _ = facts.split()
    return name if mode in _FILES else None


def _commit(told: str, not_before: int = 0) -> Commit:
    facts, _, said = told.removeprefix(_BEGIN).partition("\n")
    subject, _, rest = said.partition("\n")
    name, seconds, *_ = facts.split()
    at, trailers = max(int(seconds), not_before), trailers_in(rest)
    why = "" if _is_merge(told) else subject.strip()
    return Commit(name, at, _day(at), why, trailers.correction, trailers.removal, trailers.withheld)


def _is_merge(told: str) -> bool:
    """Whether a commit has several parents, by what is told of it."""
    _hash, _seconds, *parents = told.partition("\n")[0].split()
    return len(parents) > 1


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape")
