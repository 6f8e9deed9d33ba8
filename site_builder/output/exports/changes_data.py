"""Changes of the data as JSON: a log that a mirror can follow.

Whoever has the data of the commit under `since`, or nothing where that is null, and does what `changes` say,
commit by commit, has the data of the commit under `until`. All changes of one commit happen at once: first
all things go by their `was`, or by their `id` where that is null, and then those that there are come back by
their `id`, with their fields as they are `after`. Where one is of the kind `withheld`, something went that is
not named, and they do not suffice: take the data anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Annotated, Any, Final

from typing_extensions import TypedDict

from site_builder.model.changes import Commit, FieldChange, ThingKind, Told, ToldChange, ToldLog, Unread
from site_builder.model.meaning import Meaning
from site_builder.output.exports.json_and_csv import json_bytes
from site_builder.output.exports.published_values import Natural, bounds
from site_builder.storage.files import location

CHANGES: Final = "data/changes.json"
SCHEMA: Final = "data/changes.schema.json"
NEWEST: Final = 1000
"""So many of the newest changes stand in the file of all; each year has a file with all of its own."""
FORMAT: Final = "1"

DayData = Annotated[str, bounds(format="date"), Meaning("Day of the commit, in UTC.")]
HashData = Annotated[str, bounds(pattern="^[0-9a-f]{40,64}$"), Meaning("Hash of the commit.")]


class CommitData(TypedDict):
    """A commit of the project."""

    commit: HashData
    day: DayData


class FieldChangeData(TypedDict):
    """A field that differs; its values are those of the published data, or null.

    A quote that does not stand in its article any more is null, and so are words that were taken from one.
    """

    field: Annotated[str, Meaning("Its key.")]
    before: Annotated[Any, Meaning("What it was; null where it was left out.")]
    after: Annotated[Any, Meaning("What it is since then; null where it is left out.")]


class ChangeData(CommitData):
    """What a commit changed of one thing.

    What was removed is a tombstone: its id, what it was, when it went, and what stands in its place.
    """

    time: Annotated[str, bounds(format="date-time"), Meaning("When it was committed, in UTC.")]
    why: Annotated[str | None, Meaning("The subject line of the commit, if the site tells it.")]
    reason: Annotated[str | None, Meaning("Why it was corrected or removed, as the editors tell readers.")]
    change: Annotated[
        Told,
        Meaning(
            "What became of it; `renamed`: it has another id, or names something that has; `edited`: "
            "corrected before readers saw it."
        ),
    ]
    kind: Annotated[
        ThingKind,
        Meaning("What it is; `withheld`: what was removed may not be named, nor told of otherwise."),
    ]
    id: Annotated[
        str, Meaning("Its id after the change; the last one of what was removed; empty if it is withheld.")
    ]
    was: Annotated[str | None, Meaning("Its id before, where that is another.")]
    now: Annotated[str | None, Meaning("Its id today; null where it is gone.")]
    line: Annotated[str | None, Meaning("What it is, in a line.")]
    address: Annotated[str | None, Meaning("Where it stands on the site today.")]
    fields: Annotated[
        list[FieldChangeData],
        Meaning("Fields that differ: of something new, all that it has; on a site none of what is gone."),
    ]
    replaced_by: Annotated[
        str | None, Meaning("Id of what stands in the place of something removed, if a rename says so.")
    ]


class UnreadData(CommitData):
    """A file of a commit that could not be read: what it says is told with the commit that mended it."""

    path: Annotated[str, Meaning("The file, in the project.")]
    rule: Annotated[str, Meaning("The rule that it breaks, as `site-builder check` names it.")]


class YearData(TypedDict):
    """A file with all changes of a year."""

    year: Annotated[str, bounds(pattern="^[0-9]{4}$"), Meaning("The year.")]
    file: Annotated[str, Meaning("Where it stands on the site.")]
    changes: Annotated[Natural, Meaning("How many changes it has.")]


class ChangesData(TypedDict):
    """What changed in the data, the oldest change first."""

    version: Annotated[str, Meaning("Version of this format.")]
    since: Annotated[
        CommitData | None,
        Meaning("The commit whose data these changes begin from; null where that is nothing at all."),
    ]
    until: Annotated[CommitData, Meaning("The commit whose data they lead to.")]
    complete: Annotated[bool, Meaning("Whether they begin with the first data that there was.")]
    at_once: Annotated[bool, Meaning("Whether two commits were compared without the commits between them.")]
    years: Annotated[list[YearData], Meaning("On a site: the files with all changes of each year.")]
    changes: Annotated[list[ChangeData], Meaning("The changes, in their order.")]
    unread: Annotated[list[UnreadData], Meaning("Files that were passed over until they could be read.")]


def changes_data(log: ToldLog, years: Sequence[YearData] = ()) -> ChangesData:
    """A log, or a part of one, as JSON."""
    return {
        "version": FORMAT,
        "since": _commit(log.base) if log.base else None,
        "until": _commit(log.until),
        "complete": log.base is None and not log.at_once,
        "at_once": log.at_once,
        "years": [*years],
        "changes": [_change(one) for one in log.changes],
        "unread": [_unread(commit, one) for commit, one in log.unread],
    }


def changes_files(log: ToldLog) -> Iterator[tuple[str, bytes]]:
    """The files of a site: the newest changes, and a file for each year, each with its path."""
    parts = dict(_years(log))
    years: list[YearData] = [
        {"year": year, "file": path_of_year(year), "changes": len(part.changes)}
        for year, part in parts.items()
    ]
    yield CHANGES, json_bytes(dict(changes_data(_newest(log), years)))
    for year, part in parts.items():
        yield path_of_year(year), json_bytes(dict(changes_data(part)))


def names_of_changes(log: ToldLog) -> tuple[str, ...]:
    """Paths of these files, and of their schema."""
    return (CHANGES, SCHEMA, *map(path_of_year, dict.fromkeys(map(_year_of, log.changes))))


def path_of_year(year: str) -> str:
    """Where the changes of a year stand."""
    return f"data/changes/{year}.json"


def moment(commit: Commit) -> str:
    """When a commit was made, as RFC 3339 has it."""
    return datetime.fromtimestamp(commit.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _newest(log: ToldLog) -> ToldLog:
    """The newest changes, of whole commits."""
    held: list[ToldChange] = []
    base = log.base
    for _, group in groupby(reversed(log.changes), key=lambda one: one.commit.hash):
        step = [*group]
        if len(held) + len(step) > NEWEST:
            base = step[0].commit
            break
        held += step
    return _part(log, base, held[::-1])


def _years(log: ToldLog) -> Iterator[tuple[str, ToldLog]]:
    """A log by years, each beginning from the last commit of those before."""
    base = log.base
    for year, group in groupby(log.changes, key=_year_of):
        changes = [*group]
        yield year, replace(_part(log, base, changes), until=changes[-1].commit)
        base = changes[-1].commit


def _year_of(one: ToldChange) -> str:
    return one.commit.day[:4]


def _part(log: ToldLog, base: Commit | None, changes: Sequence[ToldChange]) -> ToldLog:
    days = {one.commit.day[:4] for one in changes}
    unread = tuple(found for found in log.unread if found[0].day[:4] in days)
    return replace(log, base=base, changes=tuple(changes), unread=unread)


# ------------------------------------------------------------------ as JSON


def _commit(commit: Commit) -> CommitData:
    return {"commit": commit.hash, "day": commit.day}


def _change(told: ToldChange) -> ChangeData:
    one = told.change
    return {
        "commit": told.commit.hash,
        "day": told.commit.day,
        "time": moment(told.commit),
        "why": told.commit.why or None,
        "reason": told.reason or None,
        "change": told.told,
        "kind": one.kind,
        "id": one.id,
        "was": one.was or None,
        "now": told.now or None,
        "line": told.line or None,
        "address": told.address or None,
        "fields": [*_fields(one.fields)],
        "replaced_by": told.replaced_by or None,
    }


def _fields(fields: Iterable[FieldChange]) -> Iterator[FieldChangeData]:
    for one in fields:
        yield {"field": one.field, "before": one.before, "after": one.after}


def _unread(commit: Commit, one: Unread) -> UnreadData:
    return {**_commit(commit), "path": location(one.path).path, "rule": one.rule}
