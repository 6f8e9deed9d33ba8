"""Kills a command at each of its steps on the disk, and looks at what the next command makes of it.

    python -m tests.killing TEMPLATE WORK EVERY -- ARGUMENT...

Copies the project TEMPLATE into WORK again and again, runs `site-builder ARGUMENT...` there and ends the
process, as a kill does, before its first, second, ... step that changes a file (Python's audit events tell
of each); then runs `site-builder check`, or for `new` the same again. `EVERY` third step is 3. Prints a line
of JSON for each kill: the step, what the files are then, and what is left over. Each run is a process of its
own, forked from one that has loaded the commands: loading them takes longer than what they do.
"""

import contextlib
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from site_builder.cli import main

CHANGING = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.utime"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
KILLED = 137


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of a project, but for what only its own folder holds."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def run(arguments: Sequence[str], root: Path, kill_at: int = 0) -> tuple[int, str]:
    """Run the command in a child process; give its exit code and what it said."""
    said = root.with_name("said")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if kill_at:
                sys.addaudithook(killer(root, kill_at))
            code = told(arguments, root, said)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.read_text()


def told(arguments: Sequence[str], root: Path, said: Path) -> int:
    """Run the command in this process; give its exit code."""
    try:
        with said.open("w") as out, contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main(["--project", str(root if root.exists() else root.parent), *arguments])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def load(template: Path, work: Path, commands: Sequence[Sequence[str]]) -> None:
    """Run commands once in this process, on another project, so that all that they load is there."""
    root = work / "loading" / "project"
    root.parent.mkdir()
    fresh(template, root)
    for arguments in commands:
        told(addressed(arguments, root), root, root.with_name("said"))
    shutil.rmtree(root.parent)


def addressed(arguments: Sequence[str], root: Path) -> list[str]:
    return [word.replace("PROJECT", str(root)) for word in arguments]


def killer(root: Path, kill_at: int):  # type: ignore[no-untyped-def] # what Python calls with anything
    """End the process before its step of this number."""
    steps = count(1)

    def heard(event: str, facts: tuple[object, ...]) -> None:
        changes = event in CHANGING or (event == "open" and isinstance(facts[2], int) and facts[2] & WRITING)
        if changes and str(facts[0]).startswith(str(root)) and next(steps) == kill_at:
            os._exit(KILLED)

    return heard


def kills(template: Path, work: Path, every: int, arguments: Sequence[str]) -> Iterator[dict[str, object]]:
    """Kill a command at every so-manieth of its steps; give what became of each."""
    root = work / "project"
    again = arguments if arguments[0] == "new" else ["check"]
    load(template, work, (arguments, again))
    arguments, again = addressed(arguments, root), addressed(again, root)
    fresh(template, root)
    before = files_of(root)
    done, words = run(arguments, root)
    after = files_of(root)
    yield {"step": 0, "code": done, "said": words, "changed": before != after}
    for step in count(1, every):
        fresh(template, root)
        killed, _ = run(arguments, root, step)
        if killed != KILLED:
            return
        code, said = run(again, root)
        now = files_of(root)
        state = "before" if now == before else "after" if now == after else "between"
        differing = sorted(path for path in {*now, *after} if now.get(path) != after.get(path))
        yield {"step": step, "state": state, "code": code, "said": said, "differing": differing}


def fresh(template: Path, root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    if template.is_dir():
        shutil.copytree(template, root)


if __name__ == "__main__":
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    for found in kills(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[5:]):
        print(json.dumps(found), flush=True)
