"""What has become of things since a change: the id that each has today, or that it is gone."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.model.changes import Change, ChangeLog, Commit, ToldChange, ToldLog

Ids = Mapping[tuple[str, str], str]
"""Today's ids by kind and an earlier id; empty for what is gone."""


def with_fates(log: ChangeLog) -> ToldLog:
    """All changes of a log in their order, each with what became of its thing until the end of the log."""
    found: list[ToldChange] = []
    today: dict[tuple[str, str], str] = {}
    for step in reversed(log.steps):
        told = [_with_fate(step.commit, change, today) for change in step.changes]
        # All of a commit happens at once: what one thing gives up another may have.
        today |= dict(_ids_before(told))
        found += reversed(told)
    unread = tuple((step.commit, one) for step in log.steps for one in step.unread)
    return ToldLog(log.base, log.until, tuple(reversed(found)), unread, log.shallow, log.at_once)


def _with_fate(commit: Commit, change: Change, today: Ids) -> ToldChange:
    by = change.replaced_by
    now = "" if change.doing == "removed" else today.get((change.kind, change.id), change.id)
    return ToldChange(commit, change, now, today.get((change.kind, by), by) if by else "")


def _ids_before(told: Iterable[ToldChange]) -> Iterator[tuple[tuple[str, str], str]]:
    for one in told:
        if one.change.doing != "added":
            yield (one.change.kind, one.change.before), one.now
