"""Texts in XML, which cannot hold every character, however it is escaped."""

import re
from typing import Final

_UNFIT: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_for_xml(text: str) -> str:
    """A text with U+FFFD in place of each of the few characters that XML 1.0 cannot hold."""
    return _UNFIT.sub("\ufffd", text)
