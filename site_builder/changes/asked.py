"""The changes between two commits that somebody asks for."""

from collections.abc import Iterator
from pathlib import Path

from site_builder.changes.commits import Line, last_before, line_between
from site_builder.changes.walk import told
from site_builder.model.changes import ChangeLog, is_day
from site_builder.model.problems import Checked, Location, Problem, quoted
from site_builder.storage.git import GitError, Repository, opened
from site_builder.storage.history import DATA, commit_of
from site_builder.storage.store import Store
from site_builder.storage.store import opened as opened_store


def changes_asked_for(root: Path, since: str | None, until: str | None) -> Checked[ChangeLog | None]:
    """Tell all that changed in the data of a project after a commit, or from a day on, up to a commit.

    Without `since` that is the whole history, without `until` it goes to the last commit. None where git
    does not know one of them (`unknown-revision`), or there is no history (`no-history`). Warnings say what
    is not told: what a shallow clone lacks, and files that are not committed.
    """
    if problem := _no_history(root):
        return None, (problem,)
    last, problems = commit_of(root, until or "HEAD")
    if last is None:
        return None, problems
    start, day = None, None
    if since is not None:
        start, problems = commit_of(root, since)
        day = since if start is None and is_day(since) else None
        if start is None and day is None:
            return None, problems
    try:
        with opened(root) as repository, opened_store(root) as store:
            return _between(repository, store, (start, day, last), of_head=until is None)
    except GitError as error:
        return None, (_unreadable(error),)


def _between(
    repository: Repository, store: Store, ends: tuple[str | None, str | None, str], *, of_head: bool
) -> Checked[ChangeLog]:
    start, day, last = ends
    if day is not None:
        start = last_before(repository, day, last)
    line = line_between(repository, start, last)
    problems = [*_of_line(line), *(_of_tree(repository) if of_head else ())]
    return told(repository, line, store), tuple(problems)


def _of_line(line: Line) -> Iterator[Problem]:
    if line.shallow:
        found = "a shallow clone: older changes are not told"
        fix = "run `git fetch --unshallow`; in a workflow, give the checkout `fetch-depth: 0`"
        yield Problem(Location(".git"), "shallow-history", found, "the whole history", fix, "warning")


def _of_tree(repository: Repository) -> Iterator[Problem]:
    plain = ("--ignore-submodules=all", "--no-ext-diff", "--no-textconv")
    changed = repository.ask("diff", "--name-only", *plain, "HEAD", "--", *DATA)
    new = repository.ask("ls-files", "--others", "--exclude-standard", "--", *DATA)
    if changed.strip() or new.strip():
        found, fix = "files that are not committed", "commit them, and ask again"
        expected = "data that is committed: only that is told"
        yield Problem(Location("."), "uncommitted-changes", found, expected, fix, "warning")


def _no_history(root: Path) -> Problem | None:
    """Say that there is no repository, or no commit in it."""
    try:
        with opened(root):
            return None
    except GitError as error:
        why = f" ({quoted(str(error), 200)[1:-1]})" if str(error) else ": no commit yet"
        fix = "clone the repository whole; a copy of its files alone knows nothing of the past"
        found = f"no history{why}"
        return Problem(Location("."), "no-history", found, "a git repository with a commit", fix)


def _unreadable(error: GitError) -> Problem:
    found = f"a history that cannot be read ({quoted(str(error), 200)[1:-1]})"
    fix = "see what `git fsck` says"
    return Problem(Location("."), "unreadable-history", found, "commits that git can read", fix)
