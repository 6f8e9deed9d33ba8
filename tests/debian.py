"""Files of Debian's packages for the tests, taken into .venv; nothing is installed, so that anybody may."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ENVIRONMENT = Path(__file__).parent.parent / ".venv"
APT = [
    "apt-get",
    "-o",
    "Acquire::Retries=0",
    "-o",
    "Acquire::http::Timeout=20",
    "-o",
    "APT::Sandbox::User=root",
]


def _extract(package: str, files: Iterable[str], into: Path) -> bool:
    """Whether any of the files, by their names, was in a package that could be had."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*APT, "download", package], cwd=folder, capture_output=True, check=False)
        for archive in Path(folder).glob("*.deb") if done.returncode == 0 else ():
            subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
        found = [path for name in files for path in Path(folder).rglob(name) if path.is_file()]
        into.mkdir(parents=True, exist_ok=True)
        for path in found:
            shutil.copy(path, into)
    return bool(found)


@cache
def _lists_are_new() -> bool:
    """Have the lists of packages, which a machine that is new lacks, made once."""
    if os.geteuid() != 0:
        return False
    return subprocess.run([*APT, "update"], capture_output=True, check=False).returncode == 0


def fetch(package: str, files: Iterable[str], into: Path, what: str) -> bool:
    """Take files of a package into a folder of .venv.

    Returns:
        Whether any was found; never where Debian's programs or its packages are not at hand.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    print(f"For the tests ({what}): {package}", file=sys.stderr)
    names = tuple(files)
    return _extract(package, names, into) or (_lists_are_new() and _extract(package, names, into))
