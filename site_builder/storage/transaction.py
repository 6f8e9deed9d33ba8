"""Several files written as one change: all of them or none, whatever ends the process on the way.

What is to be written stands in a journal first, in the project's own folder. A process that is killed
leaves it there, and the next command finishes the change from it. An error puts everything back.
"""

import base64
import errno
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from site_builder.model.problems import Checked, Problem
from site_builder.storage.files import finish_halves, half_of, link_problems, location, write_half
from site_builder.storage.work_folder import OWN, file_lock, own_folder

JOURNAL = "change"
FOLDERS = ("articles", "annotations", "schemas", "texts", "site.yml")
"""Where a change may write: a journal, too, may have come with somebody's archive."""
_OLD = 60
"""Seconds after which a half-written file is nobody's any more."""


class FileEdit(NamedTuple):
    """A file before and after a change; None where there is none. A new one may get a mode."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None


class ChangedMeanwhileError(OSError):
    """A file is another than a change knew, so that it is not overwritten."""

    def __init__(self) -> None:
        super().__init__(errno.EAGAIN, "somebody has changed it meanwhile")


class WriteFailure(NamedTuple):
    """What kept a change from being made: where, and how."""

    path: str
    error: OSError

    def problem(self, done: str = "changed") -> Problem:
        """Say it to whoever asked for the change, of which nothing was `done`."""
        if isinstance(self.error, ChangedMeanwhileError):
            found, fix = "other bytes than this change knew", f"run it again; nothing was {done}"
            return Problem(location(self.path), "changed-meanwhile", found, "the file as it was read", fix)
        fix = f"check that the project's folders can be written to; nothing was {done}"
        found, expected = self.error.strerror or str(self.error), "a place that can be written to"
        return Problem(location(self.path), "cannot-write", found, expected, fix)


def file_edit(root: Path, path: str, after: bytes | None) -> FileEdit | None:
    """What gives a file these bytes; None where it has them. A link that lies there is replaced."""
    if (root / path).is_symlink():
        (root / path).unlink()
    before = _bytes_now(root, path)
    return None if before == after else FileEdit(path, before, after)


def write_together(root: Path, what: str, edits: Sequence[FileEdit]) -> WriteFailure | None:
    """Write files of a project as one change, which `what` names; with a failure all are as they were.

    A file that is to be new and is there by now is not overwritten, nor one that is another by now than the
    change knew: that is a `ChangedMeanwhileError`. A change that was stopped half-way is finished first.
    """
    if not edits:
        return None
    if outside := next((edit.path for edit in edits if not _is_ours(edit.path)), ""):
        return WriteFailure(outside, PermissionError(errno.EPERM, "no file that a change may write"))
    own = own_folder(root)
    with file_lock(own / "lock"):
        if _finish(root)[1]:
            return WriteFailure(f"{OWN}/{JOURNAL}", ChangedMeanwhileError())
        _remove_half_written(root)
        try:
            _write_journal(own / JOURNAL, what, edits)
        except OSError as error:
            return WriteFailure(edits[0].path, error)
        failure = _write_all(root, edits)
        (own / JOURNAL).unlink()
    return failure


def finish(root: Path) -> Checked[str]:
    """Finish a change that was stopped half-way, and say so in a sentence; "" where there is none."""
    journal = root / OWN / JOURNAL
    if any(link_problems(root, f"{OWN}/{JOURNAL}")) or not journal.is_file():
        return "", ()
    with file_lock(root / OWN / "lock"):
        return _finish(root)


def _finish(root: Path) -> Checked[str]:
    """Finish a change that was stopped half-way, as whoever holds the lock."""
    journal = root / OWN / JOURNAL
    noted = _read_journal(journal)
    if noted is None:
        return "", ()  # there is none, or another process has just finished
    what, planned = noted
    problems = tuple(_edited_since(root, what, planned))
    if problems:
        return "", problems
    for plan in planned:
        _half(root, plan.path).unlink(missing_ok=True)
        if _bytes_now(root, plan.path) != plan.after:
            _write(root, plan.path, plan.after, is_new=plan.was is None, mode=plan.mode)
    journal.unlink()
    return f"Finished {what}, which had been stopped half-way.", ()


# ------------------------------------------------------------------ making a change


def _write_all(root: Path, edits: Sequence[FileEdit]) -> WriteFailure | None:
    """Write all beside the files before any takes its place, so that the disk is waited for once."""
    done: list[FileEdit] = []
    made: list[Path] = []
    halves: dict[str, Path] = {}
    path = edits[0].path
    try:
        for edit in edits:
            path = edit.path
            if edit.after is not None:
                made += _folders(root / path)
                halves[path] = write_half(root / path, edit.after, whole=False)
        finish_halves(halves.values())
        for edit in edits:
            path = edit.path
            _refuse_if_changed(root, edit)
            _put(root / path, halves.pop(path, None), is_new=edit.before is None, mode=edit.mode)
            done.append(edit)
    except OSError as error:
        _take_back(root, done, made, halves.values())
        return WriteFailure(path, error)
    return None


def _refuse_if_changed(root: Path, edit: FileEdit) -> None:
    """Raise where a file is another by now; one that is to be new gets its name only if nothing has it."""
    if edit.before is not None and _bytes_now(root, edit.path) != edit.before:
        raise ChangedMeanwhileError


def _take_back(root: Path, done: Sequence[FileEdit], made: Sequence[Path], halves: Iterable[Path]) -> None:
    for half in halves:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    for back in reversed(done):
        with suppress(OSError):
            _write(root, back.path, back.before, is_new=back.after is None)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def _write(root: Path, path: str, data: bytes | None, *, is_new: bool, mode: int | None = None) -> None:
    """Give a file these bytes in one step, or take it away."""
    file = root / path
    if data is not None:
        _folders(file)
    _put(file, None if data is None else write_half(file, data), is_new=is_new, mode=mode)


def _put(file: Path, half: Path | None, *, is_new: bool, mode: int | None) -> None:
    """Let what was written beside a file take its place; nothing takes the file away."""
    if half is None:
        file.unlink(missing_ok=True)
        return
    try:
        if mode is not None or not is_new:
            half.chmod(stat.S_IMODE(file.stat().st_mode if mode is None else mode))
        _name_new_file(half, file) if is_new else half.replace(file)
    finally:
        half.unlink(missing_ok=True)


def _name_new_file(half: Path, path: Path) -> None:
    """Give a new file its name in one step: a link fails where something has it, a renaming replaces it."""
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without hard links
        if os.path.lexists(path):
            raise
        half.rename(path)


def _folders(path: Path) -> list[Path]:
    """Make the folders above a file; give those that were made."""
    if path.parent.exists():
        return []
    missing = [folder for folder in reversed(path.parents) if not folder.exists()]
    for folder in missing:
        folder.mkdir()
    return missing


def _half(root: Path, path: str) -> Path:
    return half_of(root / path)


def _remove_half_written(root: Path) -> None:
    """Remove half-written files that killed processes left."""
    for name in FOLDERS:
        for half in (root / name).rglob(".*.new") if not any(link_problems(root, name)) else ():
            with suppress(OSError):
                facts = half.lstat()
                if stat.S_ISREG(facts.st_mode) and time.time() - facts.st_mtime > _OLD:
                    half.unlink()


# ------------------------------------------------------------------ the journal


class _PlannedFile(NamedTuple):
    """What a journal says of a file: the hash of what was there, None for nothing, and what is to be."""

    path: str
    was: str | None
    after: bytes | None
    mode: int | None


def _write_journal(journal: Path, what: str, edits: Sequence[FileEdit]) -> None:
    half = journal.with_name(f"{JOURNAL}.new")
    half.unlink(missing_ok=True)  # also a link that lies there
    with half.open("x", encoding="ascii") as file:
        file.write(json.dumps(what) + "\n")
        for edit in edits:
            after = None if edit.after is None else base64.b64encode(edit.after).decode()
            file.write(json.dumps([edit.path, _hash(edit.before), after, edit.mode]) + "\n")
        file.flush()
        os.fsync(file.fileno())
    half.chmod(0o600)
    half.replace(journal)


def _read_journal(journal: Path) -> tuple[str, tuple[_PlannedFile, ...]] | None:
    """Read a journal; what we did not write so is no change of ours."""
    try:
        what, *lines = map(json.loads, journal.read_text(encoding="ascii").splitlines())
        return str(what), tuple(_planned_file(*line) for line in lines)
    except (OSError, ValueError, TypeError, IndexError):
        return None


def _planned_file(path: str, was: str | None, after: str | None, mode: int | None) -> _PlannedFile:
    if not _is_ours(path):
        raise ValueError(path)
    return _PlannedFile(path, was, None if after is None else base64.b64decode(after, validate=True), mode)


def _is_ours(path: str) -> bool:
    """Tell whether a change may write at a path."""
    parts = PurePath(path).parts
    return bool(parts) and parts[0] in FOLDERS and ".." not in parts and "\0" not in path


def _edited_since(root: Path, what: str, planned: Sequence[_PlannedFile]) -> Iterator[Problem]:
    """Tell of files that are neither as before a change nor as after it: no edit is overwritten."""
    for plan in planned:
        yield from link_problems(root, plan.path)
        now = _bytes_now(root, plan.path)
        if now != plan.after and _hash(now) != plan.was:
            found = f"an edit made since {what} was stopped half-way"
            fix = (
                f"take the edit back, and run this again; or delete {OWN}/{JOURNAL}, and do the rest by hand"
            )
            expected = "the file as it was before"
            yield Problem(location(plan.path), "half-done-change", found, expected, fix)


def _bytes_now(root: Path, path: str) -> bytes | None:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None


def _hash(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
