"""What a commit changed, as JSON to be kept from run to run."""

import json
from typing import Any

from site_builder.model.changes import Change, Commit, FieldChange, Step, Unread


def step_as_json(step: Step) -> str:
    """Write all but the commit."""
    changes = [
        [
            one.doing,
            one.kind,
            one.id,
            one.was,
            list(one.subject),
            list(map(_field, one.fields)),
            one.replaced_by,
        ]
        for one in step.changes
    ]
    unread = [[one.path, one.rule] for one in step.unread]
    return json.dumps([changes, unread], separators=(",", ":"))


def kept_step(commit: Commit, kept: str) -> Step | None:
    """Read it again; None where somebody else wrote it."""
    try:
        changes, unread = json.loads(kept)
        return Step(commit, tuple(map(_change, changes)), tuple(Unread(*one) for one in unread))
    except (ValueError, TypeError):
        return None


def _field(change: FieldChange) -> list[Any]:
    return [change.field, change.before, change.after]


def _change(row: list[Any]) -> Change:
    doing, kind, name, was, subject, fields, replaced_by = row
    told = tuple(FieldChange(*one) for one in fields)
    return Change(doing, kind, name, was, (subject[0], subject[1]), told, replaced_by)
