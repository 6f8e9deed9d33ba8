"""Which of the old encodings bytes are in that say nothing, or say it wrongly.

charset-normalizer weighs how many of the characters that an encoding gives make words; browsers
carry no such thing, and show Cyrillic bytes as accented Latin letters.
"""

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

WESTERN = "cp1252"
_WEIGHED = (
    WESTERN, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
_TAG = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]{0,5000}>", re.IGNORECASE | re.DOTALL)
_SAMPLE = 256 * 1024
_FEW = 5
"""So many bytes beyond ASCII are too few to tell one encoding from another."""
_BROKEN = "\ufffd"


@dataclass(frozen=True, slots=True)
class LikelyEncodings:
    """The encodings that bytes may be in, the likeliest first; none where what they give makes no words."""

    names: tuple[str, ...]
    high: int

    @property
    def best(self) -> str | None:
        """The likeliest encoding; of too few bytes, the one of Western Europe that most pages are in."""
        return WESTERN if self.high < _FEW else next(iter(self.names), None)


def likely_encodings(data: bytes) -> LikelyEncodings:
    """Weigh the encodings of a page or text that is no UTF-8."""
    sample = _TAG.sub(b" ", data[: 4 * _SAMPLE])[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    if high < _FEW:
        return LikelyEncodings((), high)
    found = list(from_bytes(sample, cp_isolation=list(_WEIGHED)))
    names = [name for one in found for name in one.could_be_from_charset]
    best = [one for one in found if (one.chaos, one.coherence) == (found[0].chaos, found[0].coherence)]
    if any(WESTERN in one.could_be_from_charset for one in best):
        names.insert(0, WESTERN)  # of two that make as many words the more frequent one
    return LikelyEncodings(tuple(dict.fromkeys(names)), high)


def damaged_utf_8(data: bytes) -> str | None:
    """Read UTF-8 in which few characters are broken, as where a page was cut; None for anything else."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    broken = text.count(_BROKEN)
    whole = sum(c > "\x7f" for c in text) - broken
    return text if whole > 4 * broken else None


def label(encoding: str) -> str:
    """Name an encoding as pages and programs do.

    >>> label("cp1251"), label("koi8_r")
    ('windows-1251', 'koi8-r')
    """
    return re.sub(r"^cp(?=125\d$)", "windows-", encoding).replace("_", "-")
