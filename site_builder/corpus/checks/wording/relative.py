"""Words that tell a time from the day of writing, and mislead whoever reads them years later."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from site_builder.corpus.checks.digests import FRAGMENT
from site_builder.names import word_lists

_OPENING = " \n\t\"'“”‘’(["
_ENDS = ".!?:…"


def relative_words(text: str) -> Iterator[str]:
    """Find the words of a text of ours that count from its own day, but for quotations and names."""
    for match in _pattern().finditer(FRAGMENT.sub(_blank, text)):
        words = match["relative"]
        if words and (words[0].islower() or _begins(text, match.start())):
            yield text[slice(*match.span())]


def _blank(quotation: re.Match[str]) -> str:
    """Blank out what stands between quotation marks: it is another's words."""
    return " " * len(quotation[0])


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins here; elsewhere a capital is a name's: "Russia Today"."""
    while at and text[at - 1] in _OPENING:
        at -= 1
    return not at or text[at - 1] in _ENDS


@cache
def _pattern() -> re.Pattern[str]:
    words = word_lists.sections("words.txt", "site_builder.corpus.checks.wording")
    ends = rf"(?:{_any(words['relative at the end of a clause'])})(?=\s*(?:[.,;:)]|$))"
    units = (
        rf"(?:{_any(words['before a unit'])})\s+(?:(?:{_any(words['numbers'])}|\d+)\s+)*"
        rf"(?:{_any(words['units'])})(?!\w|\s+of\b)"
    )
    relative = "|".join((ends, units, _any(words["relative"])))
    return re.compile(rf"(?<!\w)(?:{_any(words['lasting'])}|(?P<relative>{relative}))(?!\w)", re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    """Match any of some phrases, the longest that fits."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
