"""What was changed in the page, in order, so that it can be undone and done again.

Each change is kept with the files as they were before and after it, in the project's own folder: undoing
outlives the server. A file that another program has changed since is merged by lines; where both changed
the same lines, nothing is undone.
"""

import base64
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_builder.corpus.file_reading import REGISTRY_LIMIT
from site_builder.editing.line_merge import merged
from site_builder.editing.records.lines import written_records
from site_builder.model.problems import Checked, Location, Problem
from site_builder.storage.files import link_problems, read_file, write_file
from site_builder.storage.transaction import FileEdit, write_together
from site_builder.storage.work_folder import OWN, own_folder

FOLDER = "annotate"
KEPT = f"{OWN}/{FOLDER}/changes.jsonl"
MOST_KEPT = 8_000_000
"""Bytes of changes that are kept from one run to the next; older ones cannot be undone any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """A finished change: what it was, in words, and its files before and after."""

    what: str
    edits: tuple[FileEdit, ...]
    form: str = ""
    """The form that it was made with: no form makes two changes."""


Check = Callable[[Sequence[FileEdit]], tuple[Problem, ...]]
"""Says what is wrong with files as they would be."""


@dataclass
class Changes:
    """The changes of a project, and those of them that have been undone."""

    root: Path
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        own_folder(self.root, FOLDER)
        data, _ = read_file(self.root, KEPT, 2 * MOST_KEPT)
        for kind, change in _kept(data or b""):
            self._follow(kind, change)

    def has(self, form: str) -> bool:
        """Tell whether a form has made its change already: its answer may have been lost."""
        return bool(form) and form in self.forms

    def to_undo(self, path: str) -> str:
        """What would be undone, in words, with its file if that is another; empty where there is nothing."""
        return _in_words(self.done, path)

    def to_redo(self, path: str) -> str:
        """What would be done again, in the same words."""
        return _in_words(self.undone, path)

    def make(self, change: Change) -> tuple[Problem, ...]:
        """Write a change, all of it or nothing, and remember it."""
        return self._write("made", change, change.edits)

    def undo(self, check: Check) -> tuple[Problem, ...]:
        """Take the last change back, with what others have changed since left as it is."""
        return self._again("undone", self.done, check, back=True)

    def redo(self, check: Check) -> tuple[Problem, ...]:
        """Make the last change that was taken back again."""
        return self._again("redone", self.undone, check, back=False)

    def _again(
        self, kind: str, changes: Sequence[Change], check: Check, *, back: bool
    ) -> tuple[Problem, ...]:
        if not changes:
            return (_nothing(kind),)
        change = changes[-1]
        edits, problems = _applied(self.root, change, back=back)
        return problems or check(edits) or self._write(kind, change, edits)

    def _write(self, kind: str, change: Change, edits: Iterable[FileEdit]) -> tuple[Problem, ...]:
        now = tuple(edit for edit in edits if edit.before != edit.after)
        if problems := tuple(_changed_meanwhile(self.root, now)):
            return problems
        if failure := write_together(self.root, change.what, now):
            return (failure.problem(),)
        self._follow(kind, change)
        self._keep(kind, change)
        return ()

    def _follow(self, kind: str, change: Change) -> None:
        if kind == "made":
            self.forms |= {change.form} - {""}
            self.done.append(change)
            self.undone.clear()
        elif kind == "undone" and self.done:
            self.undone.append(self.done.pop())
        elif kind == "redone" and self.undone:
            self.done.append(self.undone.pop())

    def _keep(self, kind: str, change: Change) -> None:
        made = {"what": change.what, "form": change.form, "edits": [*map(_row, change.edits)]}
        line = json.dumps({"kind": kind, **(made if kind == "made" else {})}).encode() + b"\n"
        with suppress(OSError):  # what cannot be kept can still be undone in this run
            path = own_folder(self.root, FOLDER) / KEPT.rpartition("/")[2]
            if path.exists() and path.lstat().st_size + len(line) > MOST_KEPT:
                write_file(path, _latest(read_file(self.root, KEPT, 2 * MOST_KEPT)[0] or b""))
            no_links = getattr(os, "O_NOFOLLOW", 0)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | no_links, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())


def _latest(data: bytes) -> bytes:
    """The later lines of what is kept, half as much as may be."""
    return data[-(MOST_KEPT // 2) :].partition(b"\n")[2]


def _in_words(changes: Sequence[Change], path: str) -> str:
    if not changes:
        return ""
    paths = [edit.path for edit in changes[-1].edits]
    return changes[-1].what if path in paths or not paths else f"{changes[-1].what}, in {paths[0]}"


def _row(edit: FileEdit) -> list[str | None]:
    return [edit.path, *(None if data is None else base64.b64encode(data).decode() for data in edit[1:3])]


def _kept(data: bytes) -> Iterator[tuple[str, Change]]:
    """The changes of earlier runs, as far as they can be read: a line may have been cut off."""
    for line in data.splitlines():
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            row = json.loads(line)
            edits = tuple(map(_edit, row.get("edits", ())))
            yield str(row["kind"]), Change(str(row.get("what", "")), edits, str(row.get("form", "")))


def _edit(row: Any) -> FileEdit:
    path, before, after = row
    was, then = (None if one is None else base64.b64decode(one) for one in (before, after))
    return FileEdit(str(path), was, then)


# ------------------------------------------------------------------ on files as they are now


def read_now(root: Path, path: str) -> bytes | None:
    """The bytes of a file of the project as it is; None where there is none."""
    return None if any(link_problems(root, path)) else read_file(root, path, REGISTRY_LIMIT)[0]


def _applied(root: Path, change: Change, *, back: bool) -> Checked[tuple[FileEdit, ...]]:
    edits: list[FileEdit] = []
    for edit in change.edits:
        base, wanted = (edit.after, edit.before) if back else (edit.before, edit.after)
        now = read_now(root, edit.path)
        if now == base:
            edits.append(FileEdit(edit.path, now, wanted))
            continue
        both = None if now is None or base is None or wanted is None else _merged(base, wanted, now)
        if both is None or _doubles(edit.path, both, (now or b"", wanted or b"")):
            return (), (changed_meanwhile(edit.path),)
        edits.append(FileEdit(edit.path, now, both))
    return tuple(edits), ()


def _doubles(path: str, both: bytes, sides: Iterable[bytes]) -> bool:
    """Tell whether two sides together have a record more often than either: each of them has added it."""
    counts = [Counter(map(repr, _values(path, side))) for side in sides]
    return any(
        count > max(side[value] for side in counts)
        for value, count in Counter(map(repr, _values(path, both))).items()
    )


def _values(path: str, data: bytes) -> Iterator[Any]:
    if path.startswith("annotations/articles/"):
        records, _ = written_records(data.decode("utf-8", "surrogateescape"), path)
        yield from ((one.section, one.value) for one in records)


def _merged(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    texts = (data.decode("utf-8", "surrogateescape") for data in (base, mine, theirs))
    both = merged(*texts)
    return None if both is None else both.encode("utf-8", "surrogateescape")


def _changed_meanwhile(root: Path, edits: Iterable[FileEdit]) -> Iterator[Problem]:
    for edit in edits:
        yield from link_problems(root, edit.path)
        if read_now(root, edit.path) != edit.before:
            yield changed_meanwhile(edit.path)


def changed_meanwhile(path: str) -> Problem:
    """Say that a person has changed the lines that a change was made for."""
    fix = "look at what stands there now, and take it, or write yours again"
    found, expected = "other lines than the page knew", "the same lines"
    return Problem(Location(path), "changed-meanwhile", found, expected, fix)


def _nothing(kind: str) -> Problem:
    word = {"undone": "undo", "redone": "redo"}.get(kind, kind)
    return Problem(Location(""), "nothing-to-do", f"nothing to {word}", "a change", "go on")
