"""Find a Chromium-like browser for the tests; run as a program, print it, and with --install get one.

A headless shell is the same browser without its windows: the tests take a quarter less time with it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

VARIABLE = "SITE_BUILDER_BROWSER"
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
OWN = Path(__file__).parent.parent / ".venv" / "browsers"
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", SHELL]
DEBIAN = ["apt-get", "install", "--yes", "--no-install-recommends"]
COMMON = "chromium-common"
"""Debian's package of what its Chromium and the shell share, both of one version."""
SHELL_SECONDS = 120
"""So long the headless shell may take to come where another browser is there."""
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def candidates() -> Iterator[str]:
    if named := os.environ.get(VARIABLE):
        yield named
        return
    yield from (found for name in NAMES if (found := shutil.which(name)))
    yield from (
        str(path)
        for path in sorted(OWN.glob("chromium*/*/*"))
        if path.name in ("chrome", "headless_shell", "chrome-headless-shell")
    )


def starts(browser: str) -> bool:
    try:
        return (
            subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def find() -> str | None:
    """Path of the first browser that starts."""
    return next(filter(starts, candidates()), None)


def install() -> str | None:
    """Get a browser: Playwright's into .venv, else Debian's, where we may."""
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(OWN)}
    attempts = [PLAYWRIGHT]
    if may_add_packages():
        attempts += [[*DEBIAN, SHELL], ["apt-get", "update"], [*DEBIAN, SHELL]]
    for command in attempts:
        print("No browser yet; trying:", " ".join(command), file=sys.stderr)
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
        if browser := find():
            return browser
    return None


def may_add_packages() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def add_shell() -> str | None:
    """Where Debian's Chromium is there and we may, add the shell that is of its version: one attempt."""
    asked = ["dpkg-query", "--show", "--showformat", "${Version}", COMMON]
    version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    if not version:
        return None
    print(f"Adding {SHELL}: the tests take less time with it.", file=sys.stderr)
    command = [*DEBIAN, "--quiet", "--quiet", f"{SHELL}={version}"]
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command, stdout=sys.stderr, timeout=SHELL_SECONDS, check=False)
    return find()


def asked_for() -> str | None:
    """A browser that is there, or is got where it shall be; the variable's alone where that is set."""
    browser = find()
    if "--install" not in sys.argv or os.environ.get(VARIABLE):
        return browser
    if browser is None:
        return install()
    return browser if SHELL in browser or not may_add_packages() else add_shell() or browser


def main() -> int:
    browser = asked_for()
    if browser is None:
        where = f"{VARIABLE} names none that starts" if os.environ.get(VARIABLE) else "none was found"
        print(
            f"The tests need a browser, and {where}. Type:\n    sudo {' '.join(DEBIAN)} {SHELL}",
            file=sys.stderr,
        )
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
