"""Find a Chromium-like browser for the tests; run as a program, print it, and with --install get one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "SITE_BUILDER_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
OWN = Path(__file__).parent.parent / ".venv" / "browsers"
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
DEBIAN = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
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
    """Get a browser: Playwright's into .venv, else Debian's, where we may; never against the variable."""
    if os.environ.get(VARIABLE):
        return None
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(OWN)}
    attempts = [PLAYWRIGHT]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts += [DEBIAN, ["apt-get", "update"], DEBIAN]
    for command in attempts:
        print("No browser yet; trying:", " ".join(command), file=sys.stderr)
        subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
        if browser := find():
            return browser
    return None


def main() -> int:
    browser = find() or (install() if "--install" in sys.argv else None)
    if browser is None:
        where = f"{VARIABLE} names none that starts" if os.environ.get(VARIABLE) else "none was found"
        print(f"The tests need a browser, and {where}. Type:\n    sudo {' '.join(DEBIAN)}", file=sys.stderr)
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
