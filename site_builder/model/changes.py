"""What changed in a project's data: commit by commit, thing by thing, field by field."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Doing = Literal["added", "corrected", "renamed", "removed"]
"""What became of a thing. One that only follows the new id of another is `renamed`, too."""
Told = Literal["added", "corrected", "edited", "renamed", "removed"]
"""The same as readers are told: what was corrected before the site had any was `edited`."""
ThingKind = Literal[
    "article",
    "record",
    "actor",
    "place",
    "equipment",
    "topic",
    "measure",
    "event",
    "search",
    "event-type",
    "actor-type",
    "section",
    "withheld",
]
"""What a thing is; of what is `withheld` nothing is told, but that it is gone."""

NOT_YET = "not yet"
"""Stands for the day from which a site has readers, where it has none."""
NOTE = "correction"
"""The field of a record that says why it was corrected last."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its hash, its time in seconds since 1970, its day (ISO 8601, UTC), its subject line.

    A merge has no subject: that is made by programs, and names branches and accounts. So has no commit whose
    subject is not to be told. `correction` and `removal` are reasons that were written for readers, in
    trailers of its message or of those that it merges; `withheld` says that nobody may be told what it
    removed.
    """

    hash: str
    seconds: int
    day: str
    why: str = ""
    correction: str = ""
    removal: str = ""
    withheld: bool = False

    def reason(self, doing: Doing) -> str:
        """Why it did something, as readers are told; empty where nobody wrote that."""
        if doing == "removed":
            return self.removal or self.correction
        return self.correction or self.removal if doing == "corrected" else ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, with what JSON has for it; null where it is left out."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing.

    `id` is its id after the change, or the last one of what was removed; `was` the one before where that
    is another. `subject` is the field that says in a few words what it is, and that field's value; `fields`
    are all of what is new or removed, else those that differ. `replaced_by` is the id of what stands in the
    place of something removed, where a rename says so.
    """

    doing: Doing
    kind: ThingKind
    id: str
    was: str = ""
    subject: tuple[str, Any] = ("", None)
    fields: tuple[FieldChange, ...] = ()
    replaced_by: str = ""

    @property
    def article(self) -> str:
        """The article that it is, or is a record of; else empty."""
        return self.id.partition("/")[0] if self.kind in {"article", "record"} else ""

    @property
    def section(self) -> str:
        """The section of a record; else empty."""
        return self.id.split("/")[1] if self.kind == "record" else ""

    @property
    def before(self) -> str:
        """The id that it had before."""
        return self.was or self.id


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of a commit that cannot be read: by its path, and the rule that it breaks."""

    path: str
    rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a commit changed in the data, and files of it that were passed over until they could be read."""

    commit: Commit
    changes: tuple[Change, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """Steps in their order, the oldest first.

    `base` is the commit whose data they begin from, None where that is nothing at all; `until` the one that
    they lead to. `whole` tells whether the history begins where git's does; `shallow` that the rest of it
    is not in this clone; `at_once` that two commits were compared without those between them.
    """

    base: Commit | None
    until: Commit
    steps: tuple[Step, ...]
    shallow: bool = False
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change as it is told: with its commit, and with what became of the thing since then.

    `now` is the id of the thing today, empty where it is gone; `replaced_by` today's id of what stands in
    the place of something removed, if a rename said so. `line` says in a line what it is, `address` where it
    stands on the site; either may be empty. `named_before` and `named_after` are the names that things had
    then which it names and the site does not have, by their keys. `unseen` tells that the site had no readers
    yet: nobody saw what was there before.
    """

    commit: Commit
    change: Change
    now: str
    replaced_by: str = ""
    line: str = ""
    address: str = ""
    named_before: tuple[tuple[str, str], ...] = ()
    named_after: tuple[tuple[str, str], ...] = ()
    unseen: bool = False

    @property
    def told(self) -> Told:
        """What became of it, as readers are told."""
        return "edited" if self.unseen and self.change.doing == "corrected" else self.change.doing

    @property
    def reason(self) -> str:
        """Why it was corrected or removed, for readers: as the record says now, else as the commit does."""
        notes = (field.after for field in self.change.fields if field.field == NOTE)
        note = next(notes, None) if self.change.doing == "corrected" else None
        return note if isinstance(note, str) else self.commit.reason(self.change.doing)


@dataclass(frozen=True, slots=True)
class ToldLog:
    """A log as it is told: its changes, the oldest first, and the files that were passed over.

    What it says of its ends is what `ChangeLog` says. `cut` tells that it begins later than it might;
    `published` since when the site has readers: a day, `NOT_YET`, or empty where nobody said.
    """

    base: Commit | None
    until: Commit
    changes: tuple[ToldChange, ...]
    unread: tuple[tuple[Commit, Unread], ...] = ()
    shallow: bool = False
    at_once: bool = False
    cut: bool = False
    published: str = ""


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A change as the page that it changed tells it: a sentence, what stood there before, and the reason.

    `said` are words, each with the path that they lead to, or without; `fields` a label, the words before and
    those after; `more` says that there are others, `unexplained` that nothing says why.
    """

    day: str
    doing: Told
    said: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str, str], ...] = ()
    more: str = ""
    reason: str = ""
    unexplained: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class PageLog:
    """What the history knows of a page: its newest changes, the newest first, and how many `more` there are.

    `corrected` is the last day on which readers saw something else before; `feed` tells whether there is a
    feed of what concerns it.
    """

    rows: tuple[ToldRow, ...] = ()
    more: int = 0
    corrected: str = ""
    feed: bool = False


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2026-03-05."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
