"""Forms of identifiers, said in words: `'IMO ', 7 digits` or `2 capitals, 1 to 20 capitals or digits`.

No regular expressions: a project's files are data from strangers, and these forms are matched in a time
that is bounded whatever they say.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 100
"""What an identifier may be long at most, in characters."""
MOST_PARTS = 20

_CLASSES: dict[str, Callable[[str], bool]] = {
    "digit": lambda c: "0" <= c <= "9",
    "capital": lambda c: "A" <= c <= "Z",
    "small letter": lambda c: "a" <= c <= "z",
    "letter": lambda c: "A" <= c <= "Z" or "a" <= c <= "z",
}
_PARTS = re.compile(r"'([^']+)'|([^',]+)")
_COUNTED = re.compile(r"(\d{1,3})(?: to (\d{1,3}))? ([a-z ]+)", re.ASCII)


class PatternError(ValueError):
    """A form that cannot be read; says what is wrong."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A text, or so many characters of some classes."""

    text: str
    least: int
    most: int
    classes: tuple[str, ...]

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where the part may end, if it starts there."""
        if self.text:
            if text.startswith(self.text, start):
                yield start + len(self.text)
            return
        held = 0
        while held <= self.most:
            if held >= self.least:
                yield start + held
            at = start + held
            if at >= len(text) or not any(_CLASSES[kind](text[at]) for kind in self.classes):
                return
            held += 1


@lru_cache(maxsize=256)
def parts_of(pattern: str) -> tuple[_Part, ...]:
    """Read a form; raises `PatternError`.

    >>> len(parts_of("'IMO ', 7 digits"))
    2
    """
    found, at = [], 0
    while at < len(pattern):
        match = _PARTS.match(pattern, at)
        if match is None:
            raise PatternError(f"nothing can be made of {pattern[at : at + 20]!r}")
        found.append(_Part(match[1], 0, 0, ()) if match[1] else _counted(match[2].strip()))
        at = match.end()
        if pattern[at : at + 1] not in ("", ","):
            raise PatternError(f"a comma is missing before {pattern[at : at + 20]!r}")
        at += 1
        at += len(pattern[at:]) - len(pattern[at:].lstrip(" "))
    if not found or len(found) > MOST_PARTS:
        raise PatternError(f"it has {len(found)} parts; 1 to {MOST_PARTS} can be read")
    if sum(len(part.text) or part.most for part in found) > LONGEST:
        raise PatternError(f"it allows more than {LONGEST} characters")
    return tuple(found)


def _counted(words: str) -> _Part:
    match = _COUNTED.fullmatch(words)
    classes = tuple(_class_of(name) for name in match[3].split(" or ")) if match else ()
    if match is None or "" in classes:
        raise PatternError(f"{words!r} is no count of {', '.join(_CLASSES)}s, and no text in quotation marks")
    least, most = int(match[1]), int(match[2] or match[1])
    if most < max(least, 1):
        raise PatternError(f"{words!r} has the greater number first, or none")
    return _Part("", least, most, classes)


def _class_of(name: str) -> str:
    return next((known for known in _CLASSES if name in (known, f"{known}s")), "")


def fits(pattern: str, text: str) -> bool:
    """Tell whether a text has a form; raises `PatternError` where the form cannot be read.

    >>> fits("'IMO ', 7 digits", "IMO 9074729")
    True
    """
    ends = {0}
    for part in parts_of(pattern):
        ends = {end for start in ends for end in part.ends(text, start)}
    return len(text) in ends and len(text) <= LONGEST
