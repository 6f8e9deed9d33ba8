"""Repositories with invented histories, made at once: each commit is given by all of its files."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

State = Mapping[str, str]
"""The files of a commit: their text by path."""


@dataclass(frozen=True)
class Made:
    """A commit to be made: its files, its day, its subject, and the commit that it merges, by a mark."""

    files: State
    day: str = "2031-01-01"
    why: str = "A change"
    merges: str = ""


def history_in(root: Path, branches: Mapping[str, Iterable[Made]]) -> Path:
    """Make a repository with some branches, of which `main` is checked out.

    A commit that merges names the branch whose last commit it merges: one that stands before its own.
    """
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "--initial-branch", "main")
    told = "".join(piece for name, commits in branches.items() for piece in _branch(name, commits))
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=root, input=told.encode(), check=True, capture_output=True
    )
    git(root, "reset", "-q", "--hard")
    return root


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _branch(name: str, commits: Iterable[Made]) -> Iterator[str]:
    yield f"reset refs/heads/{name}\n"
    for number, one in enumerate(commits):
        at = int(datetime.fromisoformat(f"{one.day}T12:00:00").replace(tzinfo=UTC).timestamp()) + number
        yield f"commit refs/heads/{name}\n"
        yield f"author Ann Onymous <ann@private.example> {at} +0000\n"
        yield f"committer Ann Onymous <ann@private.example> {at} +0000\n"
        yield _data(one.why)
        if one.merges:
            yield f"merge refs/heads/{one.merges}\n"
        yield "deleteall\n"
        for path, text in sorted(one.files.items()):
            yield f"M 100644 inline {path}\n{_data(text)}"
    yield "\n"


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"
