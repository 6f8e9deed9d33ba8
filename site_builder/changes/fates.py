"""What has become of things since a change: the id that each has today, or that it is gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model.changes import Change, ChangeLog, Commit


@dataclass(frozen=True, slots=True)
class Fate:
    """A change with its commit; `now` is the id of the thing today, empty where it is gone.

    `replaced_by` is today's id of what stands in the place of something removed, if a rename said so.
    """

    commit: Commit
    change: Change
    now: str
    replaced_by: str = ""


def fates_of(log: ChangeLog) -> tuple[Fate, ...]:
    """All changes in their order, each with what became of its thing until the end of the log."""
    found: list[Fate] = []
    today: dict[tuple[str, str], str] = {}
    for step in reversed(log.steps):
        fates = [_fate(step.commit, change, today) for change in step.changes]
        # All of a commit happens at once: what one thing gives up another may have.
        today |= dict(_ids_before(fates))
        found += reversed(fates)
    return tuple(reversed(found))


def _fate(commit: Commit, change: Change, today: dict[tuple[str, str], str]) -> Fate:
    by = change.replaced_by
    now = "" if change.doing == "removed" else today.get((change.kind, change.id), change.id)
    return Fate(commit, change, now, today.get((change.kind, by), by) if by else "")


def _ids_before(fates: list[Fate]) -> Iterator[tuple[tuple[str, str], str]]:
    for fate in fates:
        if fate.change.doing != "added":
            yield (fate.change.kind, fate.change.before), fate.now
