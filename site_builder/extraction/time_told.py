"""Times that are told from another one that the text names: "later in the day", "the rest of the week"."""

import re
from collections.abc import Iterator
from typing import Final, cast

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, Unit
from site_builder.extraction.time_context import Context, TimeReading, at, unresolved
from site_builder.extraction.time_counting import SHIFT, known_to
from site_builder.extraction.time_patterns import WEEKDAY_NUMBER
from site_builder.extraction.time_proof import WORD_AFTER
from site_builder.extraction.time_quarters import is_of_business
from site_builder.extraction.timeml import of_moment

UNITS: Final = frozenset(
    ("day", "week", "month", "quarter", "year", "morning", "afternoon", "evening", "night")
)
_FAR: Final = 320
_FARTHER: Final = 700
_BREAKS: Final = 2
"""Characters and line breaks over which a time goes on to be the one that is told of."""
_FARTHEST: Final = 1500
_MORE_BREAKS: Final = 8
"""So far "earlier in the day" is of the day of which the article tells."""
_PARTS: Final = lexicon.meanings("parts of a day")
_GOES_ON: Final = lexicon.times("behind the future")
_ENDED: Final = re.compile(rf"\b(?:{lexicon.alternatives(lexicon.times('ended'))}) $", re.IGNORECASE)
_TO_END: Final = re.compile(rf"\bto (?:{lexicon.alternatives(lexicon.times('to end'))}) $", re.IGNORECASE)
_BY_THE_END: Final = re.compile(r"\b(?:by|before|until) (?:the )?(?:end|close) of $", re.IGNORECASE)
_REST: Final = re.compile(r"\b(?i:rest|remainder|course) of $")
_OVER: Final = re.compile(r"\b(?i:for|on|during|in|over) $")
_BEGAN: Final = re.compile(r"\b(?i:began|started) $")
_RUNS_TO: Final = frozenset(("to", "ended", "ending"))
_OVER_DAY: Final = re.compile(r"\b(?i:for|on) $")
_ENDS_BEHIND: Final = re.compile(r" (?:that|which) (?:ended|ends)\b")
_OF_ALL: Final = re.compile(
    rf"\b(?:[a-z]{{2,}}est|{lexicon.alternatives(lexicon.times('first or most of all'))})"
    r"(?: (?!time\b|day\b|part\b)[A-Za-z-]{2,20}){1,3} of $"
)
_THEN: Final = lexicon.times("after a period")
_WHOSE_DAY: Final = lexicon.times("says which day") | frozenset(WEEKDAY_NUMBER)


def told_day(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "later in the day", "earlier in the month", "that evening", "the day" where it ends."""
    if match["which"] or match["part"]:
        return _part_of_told_day(match, context)
    return _early_in_told(match, context) if match["u"] else _told_unit(match, context)


def _early_in_told(match: re.Match[str], context: Context) -> TimeReading:
    size = cast("Unit", match["u"].lower())
    if size == "year" and is_of_business(match, context):
        return _year(match, context)
    over = match["when"].lower() == "earlier"
    far = _FARTHEST if size == "day" and context.direction(*match.span()).side != "future" else _FAR
    return _told(size, match.start(), context, over=over, far=far)


def _told_unit(said: re.Match[str], context: Context) -> TimeReading | None:
    size = cast("Unit", said["unit"].lower())
    before, after = context.before(said.start(), 48), _word_after(context, said.end()).lower()
    sure = size != "day" and (_REST.search(before) or _ENDS_BEHIND.match(context.text, said.end()))
    if after in _WHOSE_DAY and not sure:
        return None
    is_day = size == "day" and _is_told_day(said, before, context)
    if not (is_day or _is_told_period(said, before, after, context)):
        return None
    match size:
        case "quarter":
            return _quarter(said, context)
        case "year":
            return _year(said, context)
        case _:
            told = _told(size, said.start(), context)
            return told if is_day else told._replace(ambiguous=True)


def _is_told_day(match: re.Match[str], before: str, context: Context) -> bool:
    """Tell the day that a text is about where it ends: "closed the day at 90", "by the end of the day"."""
    ends = _ENDED.search(before) or (_TO_END.search(before) and is_of_business(match, context))
    return bool(ends or _BY_THE_END.search(before))


def _is_told_period(match: re.Match[str], before: str, after: str, context: Context) -> bool:
    """Tell "the rest of the week", "fell 2 % for the week", "the worst week of the year"."""
    if _REST.search(before):
        return True
    unit = match["unit"].lower()
    if context.text[match.end() : match.end() + 1] in {" ", "-"} and after not in _GOES_ON | _THEN:
        return False  # "for the year award", "in the week Mara left"
    if unit == "year" and _OF_ALL.search(before):
        return True
    if unit != "day" and (_ENDED.search(before) or _BEGAN.search(before)):
        return is_of_business(match, context)
    if unit == "year" and after in _RUNS_TO:
        return False  # "in the year to March"
    over = (_OVER_DAY if unit == "day" else _OVER).search(before)
    return over is not None and is_of_business(match, context)


def told_quarter(start: int, context: Context, *, over: bool = False) -> Moment | None:
    """Give the quarter that was told of just before a place, rather one that is `over`."""
    told = [
        one.first for one in readings(context, start, "quarter") if one.first and one.first.unit == "quarter"
    ]
    ended = (quarter for quarter in told if over and is_over(quarter, context))
    return next(ended, told[0] if told else None)


def is_over(moment: Moment, context: Context) -> bool:
    """Tell what ended before publication."""
    return context.published is not None and moment.last < context.published.first


def _quarter(match: re.Match[str], context: Context) -> TimeReading:
    """Take the quarter that was told of just before."""
    near = told_quarter(match.start(), context, over=context.direction(*match.span()).side == "past")
    return at(near, "nearest", ambiguous=True) if near else _last_quarter(context)


def _last_quarter(context: Context) -> TimeReading:
    """Value what nobody named as the quarter that ended last, whose figures are mostly told of."""
    now = known_to(context, "quarter")
    return unresolved("nearest").valued(of_moment(now.shift(-1))) if now else unresolved("nearest")


def _year(match: re.Match[str], context: Context) -> TimeReading:
    """Take the year of publication, or the last one where that was told of or has only just ended."""
    now = known_to(context, "year")
    if now is None or context.published is None:
        return unresolved("published")
    last = now.shift(-1)
    told = next(readings(context, match.start(), "year"), None)
    if told and told.first and (told.first.unit == "year" or told.first.to("year") == last):
        return at(told.first.to("year"), "nearest", ambiguous=True)
    january = context.published.is_known_to("month") and context.published.first.month == 1
    over = january and context.direction(match.start(), match.end()).side != "future"
    return at(last if over else now, "published", ambiguous=True)


def _part_of_told_day(match: re.Match[str], context: Context) -> TimeReading | None:
    which = "previous" if match["part"] else match["which"].lower().rpartition(" ")[2]
    part = (match["part"] or match[0].rpartition(" ")[2]).lower()
    if which == "that":
        after = _word_after(context, match.end())
        if after and after.lower() not in _GOES_ON:
            return None  # "said that evening prayers were held"
    near = next(readings(context, match.start(), "day", _FARTHER), None)
    if near is None or near.first is None:
        return unresolved("nearest")
    day = near.first.shift(SHIFT.get(which, 0))
    reading = at(day, "nearest", ambiguous=which == "that" or match["part"] is not None)
    return reading.valued(reading.timeml + _PARTS[part])


def _told(size: Unit, start: int, context: Context, *, over: bool = False, far: int = _FAR) -> TimeReading:
    """Take the day, month or year that was told of just before, or that of publication."""
    now = known_to(context, size)
    known = readings(context, start, size, far)
    near = next((one for one in known if not (over and now and _is_after(one, now))), None)
    if near is None or near.first is None:
        return at(now, "published") if now else unresolved("published")
    told = near.first.to(size)
    beside = context.beside(start)
    sure = near is beside or (now is not None and told.first == now.first)
    return at(told, "nearest", ambiguous=not sure)


def _is_after(reading: TimeReading, now: Moment) -> bool:
    return reading.first is not None and reading.first.first > now.last


def readings(context: Context, start: int, size: Unit, far: int = _FAR) -> Iterator[TimeReading]:
    """Give the times told just before that are known to a unit, the nearest first; a week is no day."""
    for end, reading in reversed(context.read[-4:]):
        breaks = _MORE_BREAKS if far == _FARTHEST else _BREAKS
        if start - end > far or context.text.count("\n", end, start) > breaks:
            return
        if reading.first is None or not reading.first.is_known_to(size) or ".." in reading.edtf:
            continue  # what something lasts from or up to is not what the text tells of
        if size != "day" or reading.first == reading.last or reading.edtf[:1] == "{":
            yield reading


def _word_after(context: Context, end: int) -> str:
    word = WORD_AFTER.match(context.text, end, context.end)
    return word[1] if word else ""
