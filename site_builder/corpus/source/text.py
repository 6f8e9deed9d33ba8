"""Raw text of the user's files: what is refused before YAML sees it."""

import re
import unicodedata
from collections.abc import Iterator

from site_builder.corpus.source.conflicts import merge_conflicts
from site_builder.corpus.source.invisible import invisible_problems
from site_builder.model.problems import Checked, Location, Problem

BOM = "\ufeff"
FILE_BYTES = 256 * 1024
"""Of a hand-written file at most, unless it is of the registry."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls, DEL, NEL; tab and line feed are fine
    "\u2028\u2029"  # line and paragraph separator: YAML takes them for line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls: they show text in another order
    "\ud800-\udfff"  # lone surrogates
    "\ufeff\ufffe\uffff]"
    "|\r(?!\n)"
)


def decode(data: bytes, path: str, limit: int) -> Checked[str | None]:
    """Turn a file's bytes into text, less one BOM; None and the problems where it is refused."""
    if len(data) > limit:
        return None, (
            Problem(
                Location(path),
                "file-too-big",
                f"more than {limit:,} bytes",
                "a file of at most that size",
                "divide the file, or take out what is not data",
            ),
        )
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        return None, (_undecodable(data, path, error.start),)
    if "\0" in text[:2]:
        return None, (_not_utf8("a file in UTF-16", Location(path, 1, 1)),)
    problems = tuple(merge_conflicts(text, path))
    problems = problems or (*_forbidden(text, path), *invisible_problems(text, path))
    return (None if problems else text), problems


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of the text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def character(char: str) -> str:
    """Name a character that cannot be shown."""
    name = unicodedata.name(char, "a control character")
    return f"U+{ord(char):04X} ({name})"


def _undecodable(data: bytes, path: str, start: int) -> Problem:
    before = data[:start].decode("utf-8").removeprefix(BOM)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = "a file in UTF-16"
    elif data[start] == 0xED:
        found = "a lone surrogate"
    else:
        found = f"the byte 0x{data[start]:02X}"
    return _not_utf8(found, Location(path, *position(before, len(before))))


def _not_utf8(found: str, at: Location) -> Problem:
    return Problem(at, "not-utf-8", found, "text in UTF-8", "save the file in the encoding UTF-8")


def _forbidden(text: str, path: str) -> Iterator[Problem]:
    """Tell where each of the forbidden characters in a text stands first."""
    first: dict[str, int] = {}
    for match in FORBIDDEN.finditer(text):
        first.setdefault(match[0], match.start())
    for char, index in first.items():
        at = Location(path, *position(text, index))
        fix = "delete it: it is invisible, and changes how the file is read"
        yield Problem(at, "forbidden-character", character(char), "text without control characters", fix)
