"""Names of files that not every system can hold: with one of them, nobody clones the project on Windows."""

import re
from collections.abc import Iterable, Iterator

from site_builder.model.problems import Problem, quoted
from site_builder.storage.files import location

_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?", re.IGNORECASE | re.DOTALL)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def odd_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Warn of files whose name, or a folder's above them, Windows refuses, or that differ only in case."""
    seen: dict[str, str] = {}
    for path in paths:
        if reason := next(filter(None, map(_refusal, path.split("/"))), ""):
            yield _odd(path, reason)
        elif (other := seen.setdefault(path.casefold(), path)) != path:
            yield _odd(path, f"which differs only in case from {quoted(other)}")


def _refusal(name: str) -> str:
    if _DEVICE.fullmatch(name):
        return "which is a device of Windows"
    if found := _FORBIDDEN.search(name):
        return f"with {quoted(found[0])} in it"
    return "that ends in a dot or blank" if name.endswith((".", " ")) else ""


def _odd(path: str, reason: str) -> Problem:
    found, expected = f"a name {reason}", "a name that every system can hold"
    return Problem(location(path), "odd-file-name", found, expected, "rename it", "warning")
