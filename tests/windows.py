"""Makes this Python like one on Windows as far as that goes: no `fcntl`, no links, none of POSIX's calls.

python -m tests.windows ARGUMENT...        runs `site-builder ARGUMENT...` so
python -m tests.windows --modules          imports every module so
python -m tests.windows --swaps FOLDER     kills a swap of releases at each of its steps
"""

import importlib
import json
import os
import pkgutil
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

ABSENT = {
    "os": (
        "chown", "fchmod", "fchown", "getegid", "geteuid", "getuid", "getgid", "getpgid", "killpg", "mkfifo",
        "setsid", "setuid", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY",
    ),
    "signal": ("SIGHUP", "SIGALRM", "alarm", "SIGUSR1", "SIGUSR2"),
}  # fmt: skip
"""What Python has on POSIX only; `fork` stays for the kills."""


def become() -> None:
    """Take away what is not there."""
    for name in ("fcntl", "pwd", "grp", "termios", "resource"):
        sys.modules[name] = None  # type: ignore[assignment] # so that its import fails
    for module, names in ((os, ABSENT["os"]), (signal, ABSENT["signal"])):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)

    def refuse(*_: object, **__: object) -> None:
        error = OSError(22, "A required privilege is not held by the client")
        error.winerror = 1314  # type: ignore[attr-defined] # what Windows says
        raise error

    os.symlink = refuse
    os.link = refuse


def every_module() -> None:
    """Import the whole package."""
    import site_builder  # noqa: PLC0415 - after the rest is taken away

    for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def swaps(folder: Path) -> Iterator[dict[str, object]]:
    """Kill a swap at each step; say what is live then, and after the next build has begun."""
    from site_builder.publishing.releases import digest_of, only_build, put_in_place  # noqa: PLC0415
    from tests.killing import KILLED, killer  # noqa: PLC0415

    def live(to: Path) -> str:
        return (to / "index.html").read_text() + digest_of(to)[:4] if to.exists() else ""

    def placed(to: Path, text: str, kill_at: int = 0) -> None:
        with only_build(to, lambda: None) as new:
            for name in ("index.html", "about.html"):
                (new / name).write_text(text)
            if kill_at:
                sys.addaudithook(killer(to.parent, kill_at))
            put_in_place(new, to)

    for step in count(1):
        to = folder / str(step) / "site"
        placed(to, "old")
        child = os.fork()
        if child == 0:
            placed(to, "new", step)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        then = live(to)
        lock = to.parent / ".releases/lock"
        lock.unlink(missing_ok=True)  # which Windows gives back when a process ends
        with only_build(to, lambda: None):
            pass
        yield {"killed": code == KILLED, "then": then, "afterwards": live(to)}
        if code != KILLED:
            return


if __name__ == "__main__":
    become()
    if sys.argv[1] == "--modules":
        every_module()
    elif sys.argv[1] == "--swaps":
        for swap in swaps(Path(sys.argv[2])):
            print(json.dumps(swap), flush=True)
    else:
        from site_builder.cli import main

        main(sys.argv[1:])
