"""Folds a text one character to one, so that offsets in it are offsets in the text as captured."""

import re
from typing import Final

_FROM: Final = {
    " ": "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "'": "`\u00b4\u2018\u2019\u201a\u201b",
    '"': "\u201c\u201d\u201e\u201f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "\n": "\r\x0b\x0c\x85\u2028\u2029",
}
_FOLD: Final = {old: new for new, olds in _FROM.items() for old in olds}
_CHANGING: Final = re.compile("[" + re.escape("".join(_FROM.values())) + "]")

# A line that is broken where it became too long, not where a paragraph or a headline ends.
# It begins with its literal character, so that nothing else of a text is looked at.
_WRAPPED: Final = re.compile(r"\n(?=[^\n])(?<=[^\n]{49}[^\n.!?:]\n)")


def fold(text: str) -> str:
    """Make spaces, apostrophes, quotes, dashes and line ends plain; join lines that were only wrapped."""
    text = text.replace("\r\n", " \n")
    text = _CHANGING.sub(_folded, text)  # `translate` looks up every character, and takes ten times as long
    return _WRAPPED.sub(" ", text)


def _folded(match: re.Match[str]) -> str:
    return _FOLD[match[0]]
