"""A web server such as plain servers run; run as a program with --install, get one into .venv."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests import debian

OWN = debian.ENVIRONMENT / "nginx"
PROGRAM, TYPES = "nginx", "mime.types"


def _starts(program: str | None) -> bool:
    """Whether it runs here: taken out of its package, it may lack a library."""
    try:
        return program is not None and subprocess.run([program, "-v"], capture_output=True).returncode == 0  # noqa: PLW1510 - any code is an answer
    except OSError:
        return False


def find() -> tuple[Path, Path] | None:
    """The program and its list of media types: this machine's own, else the one in .venv."""
    for path, types in (
        ("/usr/sbin:/usr/bin:/usr/local/bin", Path("/etc/nginx") / TYPES),
        (str(OWN), OWN / TYPES),
    ):
        program = shutil.which(PROGRAM, path=path)
        if program and types.is_file() and _starts(program):
            return Path(program), types
    return None


def install() -> None:
    """Take it from Debian's packages, as far as they can be had; else say nothing."""
    if find() is None:
        for package, name in (("nginx", PROGRAM), ("nginx-common", TYPES)):
            debian.fetch(package, [name], OWN, "a web server")


if __name__ == "__main__" and "--install" in sys.argv:
    install()
