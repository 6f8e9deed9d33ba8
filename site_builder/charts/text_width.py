"""How wide words are in a picture, on every device.

What is reckoned here is written beside the words (SVG's `textLength`), and the browser sets them just
so wide, whichever font it has, whatever spacing a reader asks for, in any script. A font of our own
would weigh 20 kB or more, cover a few scripts, and fail where readers choose their fonts or block ours.

So that no font is stretched or squeezed much, widths lie in the middle of the usual sans serifs: 3 %
over Arial, Helvetica and Liberation Sans, 4 % over Roboto, 1 or 2 % under Open Sans and Noto Sans, 8 %
under DejaVu Sans and Verdana. The table is that of Liberation Sans Regular (its own `hmtx`), in
thousandths of the type size; a sign that is not in it has the usual width of its kind.
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
_MIDDLE = 1.03
"""From the table to the middle of the usual fonts."""
BOLD = 1.08
"""Bold letters are wider: by 7 % in Liberation Sans and Noto Sans, by 12 % in DejaVu Sans."""


def width(text: str, size: float, spacing: float = 0) -> float:
    """Width of a text set in `size`, in the same unit; `spacing` is between letters, in type sizes.

    >>> round(width("Baku", 10))
    23
    """
    return (_thousandths(text) * _MIDDLE / 1000 + len(text) * spacing) * size


@lru_cache(maxsize=1 << 14)
def _thousandths(text: str) -> int:
    """The same titles stand in many pictures."""
    letters = text if text.isascii() else unicodedata.normalize("NFD", text)
    return sum(_WIDTHS.get(sign) or _usual(sign) for sign in letters)


def _usual(sign: str) -> int:
    """The usual width of a sign that is not in the table: of its kind, and of Hebrew."""
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if unicodedata.east_asian_width(sign) in {"W", "F"} or kind == "So":
        return 1000
    if unicodedata.bidirectional(sign) == "R":
        return 480
    return 700 if kind == "Lu" else 580


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
    fitting = _fitting(words, size, room - width(" …", size), " ")
    if fitting:
        return " ".join([*words[:fitting], "…"])
    return "".join([*text[: _fitting(text, size, room - width("…", size), "")], "…"])


def wrap(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Break a text into at most so many lines that fit into `room`; the last is cut where words are left.

    >>> wrap("Contracts with Israel and others", 10, 70, 2)
    ('Contracts with', 'Israel and …')
    """
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        fitting = max(_fitting(words, size, room, " "), 1)
        lines.append(cut(" ".join(words[:fitting]), size, room))
        words = words[fitting:]
    return (*lines, cut(" ".join(words), size, room)) if words else tuple(lines)


def _fitting(pieces: Sequence[str], size: float, room: float, joint: str) -> int:
    """How many of the first pieces fit into `room` when they are joined."""
    reach = -width(joint, size)
    for number, piece in enumerate(pieces):
        reach += width(joint + piece, size)
        if reach > room:
            return number
    return len(pieces)
