"""Words whose letters were encoded twice, and what they were: UTF-8 that was read as an old encoding.

Such sequences hardly come about by chance, so no text around them is needed. (ftfy, which `add` asks
as well, wants a longer text before it is sure.) What could be a capital before a closing quotation
mark, as in “CAFÉ”, is left alone.
"""

import re

_TRAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_RUN = re.compile(
    f"(?:[\u00c2-\u00df][{_TRAIL}]|[\u00e0-\u00ef][{_TRAIL}]{{2}}|[\u00f0-\u00f4][{_TRAIL}]{{3}})+"
)
"""Sequences of UTF-8, each byte shown as a character of windows-1252."""
_NAME = re.compile(rf"(?:{_RUN.pattern}|[^\W\d_])+(?: (?=[^\W\d_a-z])(?:{_RUN.pattern}|[^\W\d_])+){{0,3}}")
"""A word, and those with capitals behind it, some of their letters encoded twice."""
_ALONE = re.compile(
    "[\u00c2-\u00c5].|\u00c8[\u2122\u203a\u02dc\u0161]|\u00c9\u2122|\u00c6\u008f|\u00e2\u20ac.|\u00f0...",
    re.DOTALL,
)
"""One such sequence is enough for a letter of Europe or the Caucasus, a quotation mark, a dash, an emoji."""
_CLOSING = "\u201d\u2019\u203a\u2026\u2013\u2014\u00bb"
_CYRILLIC = re.compile("[\u0400-\u045f\u0490\u0491][\u0080-\u045f\u0490\u0491\u2013-\u2122]{5,}")
"""The same with Cyrillic letters, as pages of windows-1251 show it."""
_TWICE = 2
"""What was encoded three times is not rare, four times has not been seen."""


def undoubled(text: str) -> str:
    """Undo what was encoded twice, letter by letter; whatever else a text holds stays as it is.

    >>> undoubled("JosÃ© MuÃ±oz of “CAFÉ” and Île-de-Sein")
    'José Muñoz of “CAFÉ” and Île-de-Sein'
    """
    for _ in range(0 if text.isascii() else _TWICE):
        text = _RUN.sub(_western, text)
    return text if text.isascii() else _CYRILLIC.sub(lambda run: _decoded(run[0], "cp1251"), text)


def end_of_name(text: str, start: int, end: int) -> int:
    """Find where a name ends that was cut within a letter that was encoded twice; `end` for any other.

    >>> end_of_name("President RenÃ© DubÃ¡l said", 10, 14)
    22
    """
    if not _RUN.match(text, end - 1):
        return end
    whole = _NAME.match(text, start)
    return max(end, whole.end()) if whole else end


def _western(run: re.Match[str]) -> str:
    whole = _decoded(run[0], "cp1252")
    if len(whole) > 1:
        return whole
    at_end = run.end() == len(run.string) or not run.string[run.end()].isalnum()
    if not _ALONE.fullmatch(run[0]) or (len(run[0]) == 2 and at_end and run[0][1] in _CLOSING):
        return run[0]
    return whole


def _decoded(run: str, encoding: str) -> str:
    try:
        return b"".join(_byte(char, encoding) for char in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte(char: str, encoding: str) -> bytes:
    """Give the byte that a character was read from; those that the encoding lacks were kept as they are."""
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode(encoding)
