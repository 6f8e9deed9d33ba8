"""How this package was installed, as a requirement that installs it elsewhere.

Installers record it in `direct_url.json` (PEP 610; packaging.python.org, "Recording the direct URL origin").
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from site_builder import __version__

NAME = "site-builder"
WHEELS = "wheels"
CHECKOUT = Path(__file__).parents[2]
"""Where the package lies in a checkout; elsewhere the folder of installed packages."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of requirements.txt, without any path of this machine.

    `line` is None where nothing can be written that works elsewhere; `wheel` is the file to be
    copied into the project's `wheels/`, where the line names it there.
    """

    line: str | None
    wheel: Path | None = None


def in_checkout() -> bool:
    """Say whether this package runs from a checkout of its repository."""
    return (CHECKOUT / "pyproject.toml").is_file()


def own_requirement() -> Requirement:
    """What installs this very package elsewhere."""
    if in_checkout():
        return Requirement(None)
    recorded = distribution(NAME).read_text("direct_url.json")
    return requirement(json.loads(recorded) if recorded else {}, __version__)


def requirement(recorded: Mapping[str, Any], version: str) -> Requirement:
    """Make a requirement of what `direct_url.json` says; it is empty where an index was asked.

    A wheel that is no longer there is looked for in the index; a local folder or repository is
    nobody else's.

    >>> requirement({}, "1.2").line
    'site-builder==1.2'
    """
    address = recorded.get("url", "")
    local = urlsplit(address).scheme == "file"
    if "vcs_info" in recorded and not local:
        wanted = recorded["vcs_info"]
        return Requirement(f"{NAME} @ {wanted['vcs']}+{address}@{wanted['commit_id']}")
    if "archive_info" in recorded:
        wheel = Path(url2pathname(urlsplit(address).path))
        if not local:
            return Requirement(f"{NAME} @ {address}")
        if wheel.suffix == ".whl" and wheel.is_file():
            return Requirement(f"./{WHEELS}/{wheel.name}", wheel)
    elif recorded:
        return Requirement(None)
    return Requirement(f"{NAME}=={version}")
