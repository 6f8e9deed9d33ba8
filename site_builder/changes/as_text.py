"""Changes of the data as plain text, for people at a terminal."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from site_builder.model.changes import FieldChange, ToldChange, ToldLog
from site_builder.output.bidi_isolation import isolated_line
from site_builder.pages.values_in_words import excerpts
from site_builder.storage.files import location

LONGEST: Final = 120
"""Characters that are shown of a value."""
_SHORT: Final = 8
NOTHING: Final = "Nothing changed in the data.\n"


def as_text(log: ToldLog) -> str:
    """Say commit by commit, the newest first, what changed; what is long is cut."""
    lines = [*_lines(log)]
    return "\n".join(lines) + "\n" if lines else NOTHING


def _lines(log: ToldLog) -> Iterator[str]:
    for _, group in groupby(reversed(log.changes), key=lambda one: one.commit.hash):
        step = [*group]
        commit = step[0].commit
        yield f"{commit.day} {commit.hash[:_SHORT]} {_plain(commit.why)}".rstrip()
        for one in reversed(step):
            yield from _change(one)
        yield ""
    for commit, unread in log.unread:
        named = f"{commit.day} {commit.hash[:_SHORT]}: {location(unread.path).path}"
        yield f"{named} could not be read ({unread.rule}), and was passed over"


def _change(told: ToldChange) -> Iterator[str]:
    one = told.change
    named = f"{one.was} → {one.id}" if one.was else one.id
    line = f": {_plain(told.line)}" if told.line else ""
    by = f"; see {told.replaced_by}" if told.replaced_by else ""
    yield f"  {one.doing} {one.kind} {named}{line}{by}"
    if one.doing in {"corrected", "renamed"}:
        yield from map(_field, one.fields)
    if told.reason:
        yield f"    reason: {_plain(told.reason)}"


def _field(field: FieldChange) -> str:
    before, after = excerpts(_value(field.before), _value(field.after), LONGEST)
    return f"    {field.field}: {_plain(before)} → {_plain(after)}"


def _value(value: Any) -> str:
    if value is None:
        return "(nothing)"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _plain(text: str) -> str:
    """Any text on one line that shows it and does nothing, cut where it is long."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return isolated_line(shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…")
