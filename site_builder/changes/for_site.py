"""The changes that a site tells: of its whole history, as far as that is not too long for a build."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from site_builder.changes.commits import Line, Touching, last_before, line_between
from site_builder.changes.fates import with_fates
from site_builder.changes.on_pages import with_page_logs
from site_builder.changes.publication import published
from site_builder.changes.walk import told
from site_builder.changes.withheld import marked, without_withheld
from site_builder.corpus.project import ToldHistory
from site_builder.linking.site import Site
from site_builder.model.changes import NOT_YET, ToldLog
from site_builder.storage.git import GitError, opened
from site_builder.storage.store import Store

FILES: Final = 2000
"""A site tells of commits that touched about so many files in all, and half as many at least."""


def site_with_changes(site: Site, root: Path, wanted: ToldHistory, store: Store) -> Site:
    """The same site with the changes of its data: none where git tells none, or they are not wanted."""
    log = _log(root, wanted, store) if wanted.told else None
    if log is None or not (log.changes or log.unread):
        return site
    log = with_unseen(without_withheld(marked(log, wanted.withheld)), wanted.published or "")
    return with_page_logs(site, log, published(log, site, reasons=wanted.reasons))


def with_unseen(log: ToldLog, published: str) -> ToldLog:
    """A log that knows what happened before its site had readers: all of it, if these are yet to come."""
    if not published:
        return log
    changes = tuple(
        replace(one, unseen=published == NOT_YET or one.commit.day < published) for one in log.changes
    )
    return replace(log, changes=changes, published=published)


def _log(root: Path, wanted: ToldHistory, store: Store) -> ToldLog | None:
    try:
        with opened(root) as repository:
            head = repository.ask("rev-parse", "HEAD").decode().strip()
            start = last_before(repository, wanted.since, head) if wanted.since else None
            line = line_between(repository, start, head)
            short = within(line, FILES)
            return replace(with_fates(told(repository, short, store)), cut=short != line)
    except GitError:
        return None


def within(line: Line, files: int) -> Line:
    """A line without its first commits, where all touched too many files.

    It begins anew only now and then as it grows, so that what is kept of its commits stays good.
    """
    groups = list(_groups(line.touching, files // 2))[-2:]
    kept = [one for group in groups if _size(group) <= files for one in group]
    before = len(line.touching) - len(kept)
    if not before:
        return line
    return replace(line, base=line.touching[before - 1].commit, touching=tuple(kept))


def _groups(touching: Sequence[Touching], files: int) -> Sequence[Sequence[Touching]]:
    """Commits in groups that touched no more than so many files, or are a single one."""
    groups: list[list[Touching]] = []
    held = files
    for one in touching:
        if held + len(one.files) > files:
            groups.append([])
            held = 0
        groups[-1].append(one)
        held += len(one.files)
    return groups


def _size(group: Sequence[Touching]) -> int:
    return sum(len(one.files) for one in group)
