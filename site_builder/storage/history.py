"""When, and in which commit, the files behind a page last changed, as git tells it: no git, no dates."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from site_builder.model.problems import Checked, Location, Problem, quoted
from site_builder.storage.git import GitError, Repository, commit_named, opened
from site_builder.storage.looks import Looks

DATA = ("articles", "annotations")
"""Folders of a project that pages are made from."""
EPOCH = "SOURCE_DATE_EPOCH"
_DIFFERING = ("diff", "--ignore-submodules=all", "--no-ext-diff", "--no-textconv")
"""A repository within this one has a configuration of its own, which git would heed."""
_SECONDS = re.compile(r"[0-9]{1,11}", re.ASCII)
_BLAMED = re.compile(r"([0-9a-f]{40,64}) \d+ \d+", re.ASCII)
"""Begins what blame says of a line; a commit of zeros is none yet."""
_WANTED = "the whole history: pages say from it when what stands on them last changed"


class Change(NamedTuple):
    """A commit that changed something: when (seconds since 1970), and its name, which may be unknown."""

    seconds: int = 0
    commit: str = ""

    @property
    def day(self) -> str:
        """Its day (ISO 8601, UTC); "" if that is unknown."""
        return _day(str(self.seconds)) if self.seconds else ""


UNKNOWN: Final = Change()


@dataclass(frozen=True, slots=True)
class History:
    """The last changes: of a whole file, and of each line of some files.

    Lines, because a file of the registry holds many entries: by its file, every page of an actor would
    say that it changed on the day on which any of them did, and citations and the sitemap would repeat it.
    What a shallow clone does not tell is left out; `whole` says that there is no such thing. A file that is
    not as it was committed has the time of its last commit, but not its name.
    """

    files: Mapping[str, Change] = field(default_factory=dict)
    lines: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    whole: bool = True

    def of_lines(self, path: str, first: int, end: int) -> tuple[Change, ...]:
        """The changes to lines `first` up to, not including, `end` (from 1)."""
        return self.lines.get(path, ())[first - 1 : end - 1]

    def of_file(self, path: str) -> Change:
        """The last change to a file."""
        return self.files.get(path, UNKNOWN)


def history(root: Path, by_line: Iterable[str]) -> History:
    """Ask git about a project's data; `by_line` names the files whose lines are asked about, too."""
    try:
        with opened(root) as repository:
            lines = {path: tuple(_changes_of_lines(repository, path)) for path in by_line}
            return History(dict(_changes_of_files(repository)), lines, whole=not repository.shallow)
    except GitError:
        return History()


def commit_of(root: Path, revision: str) -> Checked[str | None]:
    """Find the commit that a revision names, as git understands it: a branch, a tag, `HEAD~5`."""
    try:
        return commit_named(root, revision), ()
    except GitError as error:
        known = "a revision of the repository that the project lies in"
        fix = "see `git log` for the commits that there are; a shallow clone lacks most"
        if str(error):
            fix = f"git says: {quoted(str(error), 200)[1:-1]}"
        return None, (Problem(Location("."), "unknown-revision", quoted(revision), known, fix),)


def last_change(root: Path) -> str | None:
    """Day of SOURCE_DATE_EPOCH, else of git's HEAD, in UTC: the same input has the same date every day."""
    given = os.environ.get(EPOCH, "")
    if _is_time(given):
        return _day(given)
    try:
        with opened(root) as repository:
            return _day(repository.ask("log", "-1", "--format=%ct").decode().strip())
    except GitError:
        return None


def is_whole(root: Path) -> bool:
    """Whether no part of the history is cut off, as a shallow clone's is."""
    try:
        with opened(root) as repository:
            return not repository.shallow
    except GitError:
        return True


def clean_commit(root: Path) -> str | None:
    """The commit that the files are at, where git knows it and no file differs from it."""
    try:
        with opened(root) as repository:
            repository.ask(*_DIFFERING, "--quiet", "HEAD")
            return repository.ask("rev-parse", "HEAD").decode().strip()
    except GitError:
        return None


def state_of_history(root: Path) -> str:
    """What is told here of files depends on this, and on the files: the last commit, and what is cut off."""
    try:
        with opened(root) as repository:
            head = repository.ask("rev-parse", "HEAD").decode()
            return f"{head}{sorted(repository.shallow)}"
    except GitError as error:
        return str(error)


def ignored(root: Path, paths: Iterable[str], looks: Looks | None = None) -> frozenset[str]:
    """Those of some paths that git leaves out of the repository; none where there is no repository."""
    return _listed_by_git(root, paths, looks or Looks(), "--others", "--ignored")


def tracked(root: Path, paths: Iterable[str], looks: Looks | None = None) -> frozenset[str]:
    """Those of some paths that git has, or would take with the next commit of all; see `ignored`."""
    return _listed_by_git(root, paths, looks or Looks(), "--cached", "--others")


def _listed_by_git(root: Path, paths: Iterable[str], looks: Looks, *which: str) -> frozenset[str]:
    wanted = frozenset(paths)
    if not wanted:
        return frozenset()
    tops = sorted({f":(literal){path.partition('/')[0]}" for path in wanted})
    words = ("ls-files", *which, "--exclude-standard", "-z", "--", *tops)
    if (asked := (str(root), *words)) not in looks.told:
        looks.told[asked] = _said_by_git(root, words)
    return wanted & looks.told[asked]


def _said_by_git(root: Path, words: Iterable[str]) -> frozenset[str]:
    try:
        with opened(root, unborn=True) as repository:
            answer = repository.ask(*words).decode(errors="surrogateescape")
    except GitError:
        return frozenset()
    return frozenset(answer.split("\0"))


def history_problems(root: Path) -> Iterator[Problem]:
    """Say what keeps pages from telling when they last changed; a folder without git wants no dates."""
    yield from epoch_problems()
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return
    try:
        with opened(root) as repository:
            if repository.shallow:
                found = "a shallow clone: git does not know when older files last changed"
                fix = "run `git fetch --unshallow`; in a workflow, give the checkout `fetch-depth: 0`"
                yield Problem(Location(".git"), "shallow-history", found, _WANTED, fix, "warning")
    except GitError as error:
        if str(error):  # before the first commit git fails without a word, and nothing is lost
            found = f"no history ({quoted(str(error), 200)[1:-1]})"
            fix = "ask `git log` in this folder, and mend what it says; until then pages have no dates"
            yield Problem(Location(".git"), "no-history", found, _WANTED, fix, "warning")


def epoch_problems() -> Iterator[Problem]:
    """Tell of a SOURCE_DATE_EPOCH that is no time."""
    given = os.environ.get(EPOCH, "")
    if given and not _is_time(given):
        fix = "write a number such as 1700000000 (`git log -1 --format=%ct` prints one), or unset it"
        yield Problem(Location(EPOCH), "bad-time", quoted(given), "seconds since 1970, in digits", fix)


def _is_time(given: str) -> bool:
    return _SECONDS.fullmatch(given) is not None


def _changes_of_files(repository: Repository) -> Iterator[tuple[str, Change]]:
    words = ("log", "--format=%x00%H %ct", "--name-only", "--relative", "--", *DATA)
    answer = repository.ask(*words).decode(errors="replace")
    differing = repository.ask(*_DIFFERING, "--name-only", "--relative", "HEAD", "--", *DATA)
    changed = frozenset(differing.decode(errors="replace").split("\n"))
    newest: dict[str, Change] = {}
    for entry in answer.split("\0")[1:]:
        head, _, names = entry.partition("\n")
        commit, _, seconds = head.partition(" ")
        for name in filter(None, names.split("\n")):
            known = Change(int(seconds), "" if name in changed else commit)
            newest.setdefault(name, UNKNOWN if commit in repository.shallow else known)
    yield from sorted(item for item in newest.items() if item[1] != UNKNOWN)


def _changes_of_lines(repository: Repository, path: str) -> Iterator[Change]:
    """The change that made each line of a file; unknown if it is not committed, or before all we know."""
    try:
        answer = repository.ask("blame", "--line-porcelain", "--no-textconv", "--", path)
    except GitError:
        return
    seconds = 0
    commit = ""
    for line in answer.decode(errors="replace").split("\n"):
        if line.startswith("\t"):
            is_known = commit not in repository.shallow and commit.strip("0")
            yield Change(seconds, commit) if is_known else UNKNOWN
        elif line.startswith("committer-time "):
            seconds = int(line.removeprefix("committer-time "))
        elif begins := _BLAMED.match(line):
            commit = begins[1]


def _day(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
