"""What commits say to readers, in trailers at the end of their messages: git's own form for such lines.

`Correction: <why>` and `Removal: <why>` are reasons, which a site tells; `Withheld: yes` says that nothing of
what the commit removed may be named. A subject line says what was done to files, and a site tells it only
where it is asked to; these are written for everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

CORRECTION, REMOVAL, WITHHELD = "correction", "removal", "withheld"
FORMAT: Final = "%(trailers:key=Correction,key=Removal,key=Withheld,unfold,separator=%x0a)"
"""Gives these trailers in a format of `git log`, one a line."""
GREP: Final = ("-E", "-i", f"--grep=^({CORRECTION}|{REMOVAL}|{WITHHELD}) *:")
"""Finds commits that may have one."""
LONGEST: Final = 500
"""Characters that are told of a reason."""


@dataclass(frozen=True, slots=True)
class Trailers:
    """What a commit says to readers."""

    correction: str = ""
    removal: str = ""
    withheld: bool = False

    @property
    def any(self) -> bool:
        """Whether it says anything."""
        return self != Trailers()


def trailers_in(told: str) -> Trailers:
    """Read trailers, one a line; other lines are passed over, and so is what does not print."""
    found: dict[str, list[str]] = {CORRECTION: [], REMOVAL: [], WITHHELD: []}
    for line in told.split("\n"):
        key, _, value = line.partition(":")
        if (name := key.strip().lower()) in found and (words := _plain(value)):
            found[name].append(words)
    is_withheld = any(value.lower() != "no" for value in found[WITHHELD])
    return Trailers(_told(found[CORRECTION]), _told(found[REMOVAL]), is_withheld)


def joined(several: Iterable[Trailers]) -> Trailers:
    """What several commits say, as one says it that brings them all."""
    all_ = tuple(several)
    return Trailers(
        _told(one.correction for one in all_ if one.correction),
        _told(one.removal for one in all_ if one.removal),
        any(one.withheld for one in all_),
    )


def _told(reasons: Iterable[str]) -> str:
    """Reasons in a row, each once, cut where they are long."""
    text = " ".join(dict.fromkeys(reasons))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
