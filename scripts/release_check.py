"""Whether a version may be released: `python -m scripts.release_check v1.2.0` says what is wrong with it."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml

from site_builder import __version__

ROOT = Path(__file__).parents[1]


def faults(tag: str, root: Path = ROOT) -> Iterator[str]:
    """Say what is wrong with a release under a tag; nothing if it may be made."""
    if tag != f"v{__version__}":
        yield f"the tag is {tag}, and site_builder/__init__.py has {__version__}: tag v{__version__}"
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))["version"]
    if cited != __version__:
        yield f"CITATION.cff has version {cited}: write {__version__}"
    heading = f"## [{__version__}] - "
    if heading not in (root / "CHANGELOG.md").read_text(encoding="utf-8"):
        yield f"CHANGELOG.md has no '{heading}DAY': give what is unreleased this heading"
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    addresses = [*project["urls"].values(), *(author["email"] for author in project["authors"])]
    for address in addresses:
        if re.search(r"[/@]example\.(org|com|net)", address):
            yield f"pyproject.toml names {address}, which is an example: write the real address"


def main() -> None:
    """Tell all faults."""
    found = list(faults(sys.argv[1]))
    print("\n".join(found) or "ready to be released")  # noqa: T201 - it is a program
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
