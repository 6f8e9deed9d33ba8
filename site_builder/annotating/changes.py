"""What was changed in the page, in order, so that it can be undone and done again.

Each change is kept with the files as they were before and after it, in the project's own folder: undoing
outlives the server. A file that another program has changed since is merged by lines; where both changed
the same lines, nothing is undone.
"""

import base64
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_builder.editing.line_merge import merged
from site_builder.model.problems import Checked, Location, Problem
from site_builder.storage.files import link_problems
from site_builder.storage.transaction import FileEdit, write_together
from site_builder.storage.work_folder import own_folder

FOLDER = "annotate"
KEPT = "changes.jsonl"
MOST_KEPT = 8_000_000
"""Bytes of changes that are kept from one run to the next; older ones cannot be undone any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """A finished change: what it was, in words, and its files before and after."""

    what: str
    edits: tuple[FileEdit, ...]


@dataclass
class Changes:
    """The changes of a project, and those of them that have been undone."""

    root: Path
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        for kind, change in _kept(self._file):
            self._follow(kind, change)

    def to_undo(self, path: str) -> str:
        """What would be undone, in words, with its file if that is another; empty where there is nothing."""
        return _in_words(self.done, path)

    def to_redo(self, path: str) -> str:
        """What would be done again, in the same words."""
        return _in_words(self.undone, path)

    def make(self, change: Change) -> tuple[Problem, ...]:
        """Write a change, all of it or nothing, and remember it."""
        return self._write("made", change, change.edits)

    def undo(self) -> tuple[Problem, ...]:
        """Take the last change back, with what others have changed since left as it is."""
        return self._again("undone", self.done, back=True)

    def redo(self) -> tuple[Problem, ...]:
        """Make the last change that was taken back again."""
        return self._again("redone", self.undone, back=False)

    def _again(self, kind: str, changes: Sequence[Change], *, back: bool) -> tuple[Problem, ...]:
        if not changes:
            return (_nothing(kind),)
        change = changes[-1]
        edits, problems = _applied(self.root, change, back=back)
        return problems or self._write(kind, change, edits)

    def _write(self, kind: str, change: Change, edits: Iterable[FileEdit]) -> tuple[Problem, ...]:
        now = tuple(edit for edit in edits if edit.before != edit.after)
        if problems := tuple(_changed_meanwhile(self.root, now)):
            return problems
        if failure := write_together(self.root, change.what, now):
            return (_cannot_write(failure.path, failure.error),)
        self._follow(kind, change)
        self._keep(kind, change)
        return ()

    def _follow(self, kind: str, change: Change) -> None:
        if kind == "made":
            self.done.append(change)
            self.undone.clear()
        elif kind == "undone" and self.done:
            self.undone.append(self.done.pop())
        elif kind == "redone" and self.undone:
            self.done.append(self.undone.pop())

    @property
    def _file(self) -> Path:
        return own_folder(self.root, FOLDER) / KEPT

    def _keep(self, kind: str, change: Change) -> None:
        row = [kind, *([change.what, *map(_row, change.edits)] if kind == "made" else [])]
        with suppress(OSError):  # what cannot be kept can still be undone in this run
            if self._file.exists() and self._file.stat().st_size > MOST_KEPT:
                self._file.unlink()
            with self._file.open("a", encoding="ascii") as file:
                file.write(json.dumps(row) + "\n")
                file.flush()
                os.fsync(file.fileno())


def _in_words(changes: Sequence[Change], path: str) -> str:
    if not changes:
        return ""
    paths = [edit.path for edit in changes[-1].edits]
    return changes[-1].what if path in paths or not paths else f"{changes[-1].what}, in {paths[0]}"


def _row(edit: FileEdit) -> list[str | None]:
    return [edit.path, *(None if data is None else base64.b64encode(data).decode() for data in edit[1:3])]


def _kept(file: Path) -> Iterator[tuple[str, Change]]:
    """The changes of earlier runs, as far as they can be read: a line may have been cut off."""
    with suppress(OSError):
        for line in file.read_text(encoding="ascii", errors="replace").splitlines():
            with suppress(ValueError, TypeError, IndexError):
                kind, *rest = json.loads(line)
                yield str(kind), Change(str(rest[0]), tuple(map(_edit, rest[1:]))) if rest else Change("", ())


def _edit(row: Any) -> FileEdit:
    path, before, after = row
    was, then = (None if one is None else base64.b64decode(one) for one in (before, after))
    return FileEdit(str(path), was, then)


# ------------------------------------------------------------------ on files as they are now


def read_now(root: Path, path: str) -> bytes | None:
    """The bytes of a file of the project as it is; None where there is none."""
    if any(link_problems(root, path)):
        return None
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None


def _applied(root: Path, change: Change, *, back: bool) -> Checked[tuple[FileEdit, ...]]:
    edits: list[FileEdit] = []
    for edit in change.edits:
        base, wanted = (edit.after, edit.before) if back else (edit.before, edit.after)
        now = read_now(root, edit.path)
        if now == base:
            edits.append(FileEdit(edit.path, now, wanted))
            continue
        both = None if now is None or base is None or wanted is None else _merged(base, wanted, now)
        if both is None:
            return (), (_edited_there(edit.path, change.what),)
        edits.append(FileEdit(edit.path, now, both))
    return tuple(edits), ()


def _merged(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    texts = (data.decode("utf-8", "surrogateescape") for data in (base, mine, theirs))
    both = merged(*texts)
    return None if both is None else both.encode("utf-8", "surrogateescape")


def _changed_meanwhile(root: Path, edits: Iterable[FileEdit]) -> Iterator[Problem]:
    for edit in edits:
        yield from link_problems(root, edit.path)
        if read_now(root, edit.path) != edit.before:
            yield _edited_there(edit.path, "this change")


def _edited_there(path: str, what: str) -> Problem:
    fix = "look at the file as it is now, and change it there"
    found = f"other lines than {what} knew"
    return Problem(Location(path), "changed-meanwhile", found, "the same lines", fix)


def _nothing(kind: str) -> Problem:
    word = {"undone": "undo", "redone": "redo"}.get(kind, kind)
    return Problem(Location(""), "nothing-to-do", f"nothing to {word}", "a change", "go on")


def _cannot_write(path: str, error: OSError) -> Problem:
    fix = "check that the project's folders can be written to; nothing was changed"
    return Problem(
        Location(path), "cannot-write", error.strerror or str(error), "a place that can be written to", fix
    )
