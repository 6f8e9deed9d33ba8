"""Characters that nobody sees and that make a name another one: refused where no script needs them.

Some scripts do need them. Persian divides words with a zero-width non-joiner and Indic scripts shape
letters with both joiners; Thai, Khmer and their like may mark where lines break; ideographs have variants,
emoji are put together with joiners, variation selectors and tags. There they stay, everywhere else they go.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from site_builder.model.lazy_pattern import lazy_pattern
from site_builder.model.problems import Location, Problem, quoted

_ANY = lazy_pattern(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_CURSIVE = "\u0600-\u07ff\u0840-\u08ff\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00010d3f\U0001e900-\U0001e95f"
_INDIC = (
    "\u0900-\u0dff\u0f00-\u109f\u1700-\u17b3\u17b6-\u17ff\u1800-\u180a\u1810-\u18af\u1a20-\u1bff\ua800-\ua8ff"
    "\ua980-\ua9df\uaa00-\uaa7f\uabc0-\uabff\U00011000-\U00011fff"
)
_UNDIVIDED = "\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua980-\ua9df\uaa60-\uaadf"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_NEEDED = (
    f"(?<=[{_CURSIVE}])\u200c(?=[{_CURSIVE}])|(?<=[{_CURSIVE}])\u200d|\u200d(?=[{_CURSIVE}])",
    f"(?<=[{_INDIC}])[\u200c\u200d]",
    f"(?<=[{_UNDIVIDED}])\u200b(?=[{_UNDIVIDED}])",
    f"(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}])",
    f"(?<=[{_PICTURES}\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299])[\ufe0e\ufe0f]",
    "(?<=[#*0-9])\ufe0f(?=\u20e3)",
    f"(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]|(?<=[\u2200-\u2aff\u1000-\u109f\ua840-\ua877])\ufe00",
    "(?<=[\u1800-\u180a\u1810-\u18af])[\u180b-\u180f]",
    "\u115f(?=[\u1160-\u11a7])|(?<=[\u1100-\u115f\ua960-\ua97c])\u1160",
    "(?<=[\u0591-\u05f4])\u034f",
    "(?<=[\u2801-\u28ff])\u2800|\u2800(?=[\u2801-\u28ff])",
    "\U0001f3f4[\U000e0030-\U000e007a]{2,7}\U000e007f",
)
_WORDS = lazy_pattern(rf"{'|'.join(_NEEDED)}|(?P<bad>{_ANY.pattern})")


def may_be_invisible(text: str) -> bool:
    """Tell whether a text has any such character, needed or not."""
    return not text.isascii() and _ANY.search(text) is not None


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """Find the characters of a text that are not seen and not needed, with their positions."""
    if not may_be_invisible(text):
        return
    for match in _WORDS.finditer(text):
        if match["bad"]:
            yield match.start(), match["bad"]


def seen(text: str) -> str:
    """Leave out what is not seen and not needed."""
    gone = {index for index, _ in invisible(text)}
    return "".join(sign for index, sign in enumerate(text) if index not in gone) if gone else text


def invisible_problems(text: str, path: str, at: Location | None = None) -> Iterator[Problem]:
    """Tell where each such character stands first, and how often; `at` is the place of an escaped one."""
    found = list(invisible(text))
    if not found:
        return
    counts = Counter(sign for _, sign in found)
    for index, sign in found:
        count = counts.pop(sign, 0)
        if count:
            where = at or Location(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
            yield _invisible_character(sign, count, _word(text, index), where, escaped=at is not None)


def _invisible_character(sign: str, count: int, word: str, at: Location, *, escaped: bool) -> Problem:
    name = unicodedata.name(sign, "a character without a name")
    often = f", {count} times in all" if count > 1 else ""
    found = f"U+{ord(sign):04X} ({name}) in {quoted(word)}{often}"
    fix = "delete the escape" if escaped else "delete it, or type the word anew"
    return Problem(at, "invisible-character", found, "text that can be seen, and found", fix)


def _word(text: str, index: int) -> str:
    """The word that a character stands in, with a little of it on either side."""
    before = re.search(r"\S{0,18}$", text[max(0, index - 18) : index])
    after = re.match(r"\S{0,18}", text[index : index + 18])
    word = (before[0] if before else "") + (after[0] if after else "")
    return "".join(f"\\u{ord(sign):04x}" if _ANY.match(sign) else sign for sign in word)
