"""What speaks of time without saying when: "for two years", "every Monday", "now", "recently", "9 a.m.".

None of it dates anything. It is kept for annotators, each kind with its value in TimeML. A text is gone
through by the words that such expressions turn on ("years", "weekly", "now"); around each, a shape is tried.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from site_builder.extraction import lexicon, timeml
from site_builder.extraction import time_lengths as lengths
from site_builder.extraction.numbers import SMALL_WORDS, value
from site_builder.extraction.time_context import Context, Undated
from site_builder.extraction.time_patterns import WEEKDAY_NUMBER

_CLOCK: Final = re.compile(
    r"(?P<h>2[0-4]|[01]?[0-9])(?![0-9])(?:[:.](?P<m>[0-5][0-9]))?(?::[0-5][0-9])?"
    r"(?: ?(?P<half>a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b|A\.M\.|P\.M\.))?(?: {1,3}(?P<zone>[A-Z]{2,4})\b)?"
)
_HUNDREDS: Final = re.compile(
    r"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?: (?P<zone>UTC|GMT)\b| (?:hours|hrs)\b)"
)
_O_CLOCK: Final = re.compile(
    rf"(?:(?P<about>(?i:around|about)) )?(?P<n>1[0-2]|[1-9]|{SMALL_WORDS}) o'$", re.IGNORECASE
)
_WHICH_HALF: Final = re.compile(r" (?:(?:in the (?P<part>morning|afternoon|evening))|at (?P<night>night))\b")
_ABOUT: Final = re.compile(r"\b(?i:around|about|approximately) $")
_BEFORE_CLOCK: Final = re.compile(r"\b(?i:at|by|until|since|around|about|from|before|after) $")
_YEAR_BEFORE: Final = re.compile(r"\b(?:19|20)[0-9]{2},? $")
_LOCAL: Final = re.compile(r" local time\b")
_TRADING: Final = re.compile(r" (?:trading|trade)\b")
_IN_TRADING: Final = re.compile(r"\b(?i:in|from|during) (?P<span>(?:(?:early|late|mid)[- ])?)$")
_EARLY_HOURS: Final = re.compile(r"\b(?:the )?(?i:early|small|wee) $")
_IN_NAME: Final = re.compile(r"\b[A-Z][A-Za-z]+ $")
_ZONES: Final = lexicon.times("zones")
_UTC: Final = frozenset({"utc", "gmt"})
_PART_BEFORE: Final = re.compile(
    r"\b(?i:in|into|during|through|throughout|by|on|until|since|"
    r"(?:much|most|all|part|rest|remainder) of) {1,3}"
    r"(?P<span>(?i:the) {1,3})(?:(?i:early|late) {1,3})?$"
)
_FAR: Final = re.compile(
    rf"\b(?P<span>(?i:the) {{1,3}}(?:(?i:{'|'.join(sorted(lexicon.times('far')))}) {{1,3}})?)$"
)
_DESCRIBES: Final = re.compile(
    rf" {{1,3}}(?!(?:{'|'.join(sorted(lexicon.times('behind the future')))})\b)[A-Za-z0-9]{{2,}}"
)


def find_undated(context: Context) -> Iterator[Undated]:
    """Find them in the part of the text that is read, some over others; a time of day lacks its day."""
    text, starts = context.text, context.starts
    for i in [i for i, word in enumerate(context.words) if word in _READERS or word[0] <= "9"]:
        start, word = starts[i], context.words[i]
        if start != context.start and text[start - 1] in "@_#=&/.":
            continue
        found = _READERS.get(word, _clock)(context, start, start + len(word), word)
        if found is not None:
            yield found


# ------------------------------------------------------------------ now, lately, some day


def _now(context: Context, start: int, end: int, word: str) -> Undated | None:
    if context.text[end : end + 1] == "-" or context.text[start - 1 : start] == "-":
        return None
    if word == "current" and not _DESCRIBES.match(context.text, end, context.end):
        return None
    return Undated(start, end, "now", timeml.PRESENT)


def _today(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "today" where it is no day: what is one was read before."""
    if context.text[start] == "T" and _IN_NAME.search(context.before(start)):
        return None
    return _now(context, start, end, word)


def _lately(context: Context, start: int, end: int, word: str) -> Undated | None:
    if context.text[end : end + 1] == "-" or context.before(start, 5).endswith(("most ", " as ")):
        return None
    if word == "recent" and not _DESCRIBES.match(context.text, end, context.end):
        return None
    return Undated(start, end, "vague", timeml.PAST)


def _some_day(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "the past", "the near future", but not "the past year"."""
    before = context.before(start, 40)
    match = _FAR.search(before)
    if match is None or _DESCRIBES.match(context.text, end, context.end):
        return None
    first = start - len(before) + match.start("span")
    return Undated(first, end, "vague", timeml.PAST if word == "past" else timeml.FUTURE)


def _phrase(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "at present", "the time being": the last word is at hand."""
    for phrase in _PHRASES[word]:
        first = end - len(phrase)
        if first >= context.start and context.text[first:end].lower() == phrase:
            return Undated(first, end, "now", timeml.PRESENT)
    if word in _NOW:
        return _now(context, start, end, word)
    return lengths.length(context, start, end, word) if word in lengths.UNITS else None


# ------------------------------------------------------------------ times of day


def _clock(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "9 a.m.", "14:48 UTC", "5:30 pm EST", "at 16:08"."""
    if len(word) == 4:
        return _hundreds(context, start)
    if len(word) > 2 or context.text[end : end + 1] not in {":", ".", " ", "a", "p", "A", "P"}:
        return None
    if start > context.start and context.text[start - 1] in ":-,$€£+.":
        return None
    match = _CLOCK.match(context.text, start, context.end)
    if match is None or not _is_clock(match, context):
        return None
    zone = (match["zone"] or "").lower()
    end = match.end() if zone in _ZONES else match.end("half" if match["half"] else "m")
    hour, half = int(match["h"]), (match["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    about = _ABOUT.search(context.before(start, 16))
    first = start - len(about[0]) if about else start
    return Undated(first, end, "clock", f"T{hour:02d}:{match['m'] or '00'}{'Z' if zone in _UTC else ''}")


def _hundreds(context: Context, start: int) -> Undated | None:
    """Read "1137 UTC", "0300 hours"."""
    match = _HUNDREDS.match(context.text, start, context.end)
    if match is None or (start > context.start and context.text[start - 1] in ":-,$€£+./"):
        return None
    return Undated(start, match.end(), "clock", f"T{match['h']}:{match['m']}{'Z' if match['zone'] else ''}")


def _o_clock(context: Context, start: int, end: int, _: str) -> Undated | None:
    """Read "three o'clock", "about 9 o'clock in the evening"."""
    before = context.before(start, 24)
    match = _O_CLOCK.search(before)
    if match is None:
        return None
    hour = int(value(match["n"]))
    if not 1 <= hour <= 12:
        return None
    half = _WHICH_HALF.match(context.text, end, context.end)
    if half:
        late = half["night"] or half["part"] in {"afternoon", "evening"}
        hour = hour % 12 + (12 if late else 0)
        end = half.end()
    return Undated(start - len(before) + match.start(), end, "clock", f"T{hour:02d}:00")


def _is_clock(match: re.Match[str], context: Context) -> bool:
    """Tell a time of day from a result ("won 2:1") or a number."""
    if match["half"]:
        return 1 <= int(match["h"]) <= 12
    if not match["m"]:
        return False
    if (match["zone"] or "").lower() in _ZONES:
        return True
    if context.text[match.end("m") : match.end("m") + 1] == ":":
        return False
    colon = context.text[match.start("m") - 1] == ":"
    if colon and _LOCAL.match(context.text, match.end("m"), context.end):
        return True
    before = context.before(match.start(), 8)
    return colon and (_BEFORE_CLOCK.search(before) or _YEAR_BEFORE.search(before)) is not None


def _noon(context: Context, start: int, end: int, word: str) -> Undated | None:
    if not context.text[start].islower() or context.text[end : end + 1] == "-":
        return None
    return Undated(start, end, "clock", _NOON[word])


def _part(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "in the morning", "in morning trading": a show has a capital."""
    if context.text[start].isupper():
        return None
    before = context.before(start, 32)
    match = _PART_BEFORE.search(before)
    if match is None and _TRADING.match(context.text, end, context.end):
        match = _IN_TRADING.search(before)
    if match is None or context.text[end : end + 1] == "-":
        return None
    if context.text.startswith(" hours", end) and end + 6 <= context.end:
        end += 6
    return Undated(start - len(before) + match.start("span"), end, "clock", lengths.PARTS[word])


def _early_hours(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "in the early hours", which are those of a morning; else it is a length."""
    match = _EARLY_HOURS.search(context.before(start, 16))
    if match is None:
        return lengths.length(context, start, end, word)
    return Undated(start - len(match[0]), end, "clock", lengths.PARTS["morning"])


def _dawn(context: Context, start: int, end: int, word: str) -> Undated | None:
    """Read "at dawn", "before dusk", but not "the dawn of an age"."""
    found = _BEFORE_CLOCK.search(context.before(start, 8))
    return _noon(context, start, end, word) if found and not context.text.startswith(" of ", end) else None


_Reader = Callable[[Context, int, int, str], Undated | None]

_NOON: Final = lexicon.meanings("times of day")
_NOW: Final = lexicon.times("now")
_PHRASES: Final[Mapping[str, tuple[str, ...]]] = {
    last: tuple(
        phrase for phrase in sorted(lexicon.times("now in several words")) if phrase.endswith(f" {last}")
    )
    for last in {phrase.rpartition(" ")[2] for phrase in lexicon.times("now in several words")}
}
_READERS: Final[Mapping[str, _Reader]] = {
    **dict.fromkeys(lengths.UNITS, lengths.length),
    **dict.fromkeys(lengths.RECURRING, lengths.recurring),
    **dict.fromkeys(lexicon.times("every"), lengths.each),
    **{f"{day}s": lengths.weekdays for day in WEEKDAY_NUMBER},
    **dict.fromkeys(_NOW, _now),
    **dict.fromkeys(lexicon.times("today"), _today),
    **dict.fromkeys(_PHRASES, _phrase),
    **dict.fromkeys(lexicon.times("lately"), _lately),
    **dict.fromkeys(("past", "future"), _some_day),
    **dict.fromkeys(_NOON, _noon),
    **dict.fromkeys(("dawn", "dusk"), _dawn),
    "clock": _o_clock,
    "hours": _early_hours,
    **{part: _part for part in lengths.PARTS if part != "tonight"},
}
