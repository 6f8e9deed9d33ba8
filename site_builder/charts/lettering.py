"""How wide words are in a picture: close enough to keep labels apart, whichever sans serif shows them.

Widths are those of Liberation Sans Regular (metrically Arial), from the font's own `hmtx` table, in
thousandths of the type size. Letters with marks are as wide as without; a sign that is not in the
table counts as a full square.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WIDTHS = {
    sign: width
    for width, signs in {
        191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ftı·", 333: "()-`r“”", 334: "{}", 355: '"',
        389: "*", 469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–ə", 584: "+<=>~", 611: "FTZ",
        667: "&ABEKPSVXY", 722: "CDHNRUwƏ", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…", 1015: "@",
    }.items()
    for sign in signs
}  # fmt: skip
_SPARE = 1.06
"""Other sans serifs run a little wider."""


def width(text: str, size: float) -> float:
    """Width of a text set in `size`, in the same unit.

    >>> round(width("Baku", 10))
    24
    """
    return _thousandths(text) * size * _SPARE / 1000


@lru_cache(maxsize=1 << 14)
def _thousandths(text: str) -> int:
    """The same titles stand in many pictures."""
    letters = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return sum(_WIDTHS.get(sign, 0 if unicodedata.combining(sign) else 1000) for sign in letters)


def cut(text: str, size: float, room: float) -> str:
    """Return the text, or as many of its first words as fit into `room`, with an ellipsis.

    Of a first word that is too long stay as many letters as fit.

    >>> cut("Contracts with Israel", 10, 60)
    'Contracts …'
    >>> cut("Contracts with Israel", 10, 30)
    'Con…'
    """
    if width(text, size) <= room:
        return text
    words = text.split()
    fitting = _first(words, size, room - width(" …", size), " ")
    if fitting:
        return " ".join([*words[:fitting], "…"])
    return "".join([*text[: _first(text, size, room - width("…", size), "")], "…"])


def wrap(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Break a text into at most so many lines that fit into `room`; the last is cut where words are left.

    >>> wrap("Contracts with Israel and others", 10, 70, 2)
    ('Contracts with', 'Israel and …')
    """
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        fitting = max(_first(words, size, room, " "), 1)
        lines.append(cut(" ".join(words[:fitting]), size, room))
        words = words[fitting:]
    return (*lines, cut(" ".join(words), size, room)) if words else tuple(lines)


def _first(pieces: Sequence[str], size: float, room: float, joint: str) -> int:
    """How many of the first pieces fit into `room` when they are joined."""
    reach = -width(joint, size)
    for number, piece in enumerate(pieces):
        reach += width(joint + piece, size)
        if reach > room:
            return number
    return len(pieces)
