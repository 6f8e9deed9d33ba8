"""Days, weeks, months and years told from the day of publication, or from the time named before."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from site_builder.extraction import lexicon, timeml
from site_builder.extraction.calendar_times import Moment, Unit, containing, of_day
from site_builder.extraction.time_context import Context, TimeReading, at, lasting, one_of, unresolved
from site_builder.extraction.time_counting import (
    FROM_BEFORE,
    JUST_PAST,
    SHIFT,
    STILL_TO_COME,
    day_or_month,
    known_to,
    run,
)
from site_builder.extraction.time_patterns import MONTH_NUMBER, WEEKDAY_NUMBER
from site_builder.extraction.time_proof import WORD_AFTER
from site_builder.extraction.time_quarters import is_of_business
from site_builder.extraction.time_told import told_quarter
from site_builder.extraction.timeml import Timex, of_moment

_NAMES_DAY: Final = re.compile(
    r"\b(?:Black|Good|Ash|Bloody|Super|Cyber|Giving|Palm|Easter|Man|Sheffield|Holy) $"
)
_NAMES_PAPER: Final = re.compile(r" (?:Times|Telegraph|Mail|Express|Mirror|Business|World|Sun|Post)\b|s\b|-")
_NAMES_SHOW: Final = re.compile(r" (?:Morning|Night|Evening)\b")
_GOES_ON_AS_NAME: Final = re.compile(r" \w+ [A-Z]")
_ON: Final = re.compile(r"\b(?:on|late|early|by|until|since) $", re.IGNORECASE)
DAY_PARTS: Final = lexicon.meanings("parts of a day")
_UP_TO_NOW: Final = lexicon.times("up to now")
_NAMES_TODAY: Final = re.compile(r"\b[A-Z][A-Za-z]+ $")
_OWNED: Final = re.compile(r"'s ([a-z]+)")
_THINGS_OF_NOW: Final = lexicon.times("things of today")
_THAN_THEN: Final = re.compile(
    r"(?: [a-z]+){0,2} (?:than (?:ever|before|in)|as (?:it|they|he|she|we|in|ever))\b"
)
_STILL: Final = re.compile(
    r"\b(?:still (?!be |in |on |at |under |not |no |has |have |had )(?![a-z]+(?:ed|ing) )[a-z]+"
    r"(?: [a-z]+){0,3}"
    r"|(?:what|where|who|how|size|way|world|one|country|state|place|company|nation) (?:that )?"
    r"(?:(?:it|we|they|he|she|I|you)(?:'s|'re| is| are| am| know| have| see)(?: it)?|exists?|lives?)"
    r"|alive(?: [a-z]+){0,6}) $"
)
_ON_THAT: Final = re.compile(r"(?:\b(?i:on|by|since|until|from|before|after|of)|^|[.!?\n]\"?) {0,2}$")
_AT_WEEKEND: Final = re.compile(r"\b(?i:at|over|on|during|in|throughout) (?:the )?$")
_DATE_BEHIND: Final = re.compile(r",? {1,3}(?:[A-Z][a-z]{2,8}\.? [0-9]{1,2}\b|[0-9]{1,2} [A-Z][a-z]{2})")
_WITHIN: Final = re.compile(r"\b(?:in|over|within|during|for) $", re.IGNORECASE)
_PUT_OFF: Final = re.compile(rf"\b(?:{lexicon.alternatives(lexicon.times('puts off'))})(?: [a-z]+){{0,2}} $")
_NO_NOUNS: Final = (
    lexicon.words("no nouns") | lexicon.times("behind the future") | lexicon.times("after a day")
)
_EVERY: Final = re.compile(r"\b(?:every|each|any|per|all) $", re.IGNORECASE)


def today(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "today", "yesterday", "last night", "the day after tomorrow"."""
    words = match[0].lower()
    if match[0][0] == "T" and _NAMES_TODAY.search(context.before(match.start())):
        return None
    if words == "today" and _is_nowadays(match, context):
        return None
    if " yesterday" in words:
        shift = -2
    elif " tomorrow" in words:
        shift = 2
    elif "yesterday" in words or words.startswith("last"):
        shift = -1
    else:
        shift = 1 if "tomorrow" in words else 0
    return _at_part(day_or_month(context, shift), words)


def _is_nowadays(match: re.Match[str], context: Context) -> bool:
    """Tell "as strong today as it was", "where we are today", "today's world" from the day of publication."""
    after = context.after(match.end(), 40)
    if whose := _OWNED.match(after):
        return whose[1] in _THINGS_OF_NOW
    return bool(_THAN_THEN.match(after) or _STILL.search(context.before(match.start(), 64)))


def _at_part(reading: TimeReading, words: str) -> TimeReading:
    """Say in TimeML in which part of a day something was: "Friday morning" is "2031-05-16TMO"."""
    part = DAY_PARTS.get(words.rpartition(" ")[2], "")
    return reading.valued(reading.timeml + part) if part and reading.first else reading


def weekday(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "on Wednesday": the latest one, or where the sentence looks ahead the next."""
    before = context.before(match.start())
    if (
        _NAMES_DAY.search(before)
        or _EVERY.search(before)
        or _is_in_name(match, before, context)
        or _describes(match, context)
        or (match["det"] and _DATE_BEHIND.match(context.text, match.end(), context.end))
    ):
        return None
    number = WEEKDAY_NUMBER[match["wd"].lower()]
    which = (match["det"] or "").lower()
    if which in FROM_BEFORE:
        if _is_read_alone(which, match, before):
            return None
        return _at_part(_nearest_weekday(number, which, context), match[0].lower())
    base = context.published
    if base is None or base.unit != "day":
        return day_or_month(context, 0)
    if match["week"]:
        shift = 7 * SHIFT.get(match["week"].lower(), 0)
        monday = replace(base, first=containing("week", base.first).first)
        return at(monday.shift(number + shift), "published")
    return _at_part(_by_tense(number, which, base, match, context), match[0].lower())


def _is_read_alone(which: str, match: re.Match[str], before: str) -> bool:
    """Tell "following Wednesday's quake", "said that Tuesday's vote was lost": only the weekday is meant."""
    if which == "that":
        return _ON_THAT.search(before) is None
    return which == "following" and match[0][:4].lower() != "the "


def _describes(match: re.Match[str], context: Context) -> bool:
    """Tell "the Thursday opening": the article is not the weekday's, which is read alone."""
    if match["det"] or match[0][:4].lower() != "the ":
        return False
    word = WORD_AFTER.match(context.text, match.end(), context.end)
    return word is not None and word[1].islower() and word[1] not in _NO_NOUNS


def _is_in_name(match: re.Match[str], before: str, context: Context) -> bool:
    """Tell "Sunday Mirror" and "Saturday Night Live" from "on Saturday Night"."""
    after = context.after(match.end("wd"), 16)
    if _NAMES_SHOW.match(after):
        return _GOES_ON_AS_NAME.match(after) is not None or not _ON.search(before)
    return _NAMES_PAPER.match(after) is not None


def _by_tense(number: int, which: str, base: Moment, match: re.Match[str], context: Context) -> TimeReading:
    back = (base.first.weekday() - number) % 7
    ahead = (number - base.first.weekday()) % 7
    if which in JUST_PAST:
        return at(base.shift(-(back or 7)), "published", ambiguous=0 < back < base.first.weekday() + 1)
    if which in STILL_TO_COME:
        return at(base.shift(ahead or 7), "published", ambiguous=which == "next")
    side, sure = context.direction(match.start(), match.end())
    soon, just = back >= 5 and ahead <= 2, back <= 1 and ahead >= 5
    future = (side == "future" and (sure or not just)) or (side == "unknown" and soon)
    shift = ahead if future else -back
    return at(base.shift(shift), "published", ambiguous=back == 0 or not sure)


def _nearest_weekday(number: int, which: str, context: Context) -> TimeReading:
    named = context.nearest("day")
    near = named or (None if context.read else known_to(context, "day"))
    if near is None:
        return unresolved("nearest")
    ahead, back = (number - near.first.weekday()) % 7, (near.first.weekday() - number) % 7
    if named is None:
        there = near.shift(ahead or 7) if which == "following" else near.shift(-(back or 7))
        return unresolved("nearest").valued(of_moment(there))
    if which == "that":
        return at(near.shift(ahead), "nearest", ambiguous=True)
    return at(near.shift(ahead or 7) if which == "following" else near.shift(-(back or 7)), "nearest")


def weekdays(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "from Monday to Wednesday"."""
    word = match["to"].strip()
    if (word == "and") != ((match["pre"] or "").lower() == "between"):
        return None
    if _PUT_OFF.search(context.before(match.start(), 40)):
        return None  # "postponed from Wednesday until Friday" lasts no time
    base = context.published
    if base is None or base.unit != "day":
        return day_or_month(context, 0)
    first, last = (WEEKDAY_NUMBER[match[side].lower()] for side in "ab")
    start = _by_tense(first, "", base, match, context)
    if start.first is None:
        return None
    end = start.first.shift((last - first) % 7)
    reading = lasting(start.first, end, "published", ambiguous=start.ambiguous)
    parts = tuple(
        Timex(*match.span(side), "DATE", of_moment(day)) for side, day in (("a", start.first), ("b", end))
    )
    return reading and reading._replace(parts=parts)


def month_of(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "last May", "next December", "that November"."""
    which = match["det"].lower()
    month = MONTH_NUMBER[(match["m"] or match["md"]).lower().rstrip(".")]
    if match["d"]:
        return _day_of(which, month, int(re.sub("[a-z]", "", match["d"])), context)
    if which == "that":
        near = context.nearest("year")
        return (
            at(Moment("month", near.first.replace(month=month, day=1), near.mark), "nearest")
            if near
            else None
        )
    now = known_to(context, "month")
    if now is None:
        return unresolved("published")
    back, ahead = (now.first.month - month) % 12, (month - now.first.month) % 12
    if which in JUST_PAST:
        return at(now.shift(-(back or 12)), "published", ambiguous=0 < back < now.first.month)
    if which in STILL_TO_COME:
        return at(now.shift(ahead or 12), "published", ambiguous=ahead > 6)
    return at(now.shift(month - now.first.month), "published")


def _day_of(which: str, month: int, day: int, context: Context) -> TimeReading | None:
    """Read "last Aug. 7", "this May 5"."""
    base = context.published
    if which == "that" or base is None or base.unit != "day":
        return None
    there = of_day(base.first.year, month, day)
    if which in JUST_PAST and there.first >= base.first:
        there = of_day(base.first.year - 1, month, day)
    elif which in STILL_TO_COME and there.first <= base.first:
        there = of_day(base.first.year + 1, month, day)
    return at(
        replace(there, mark=base.mark),
        "published",
        ambiguous=which not in JUST_PAST or there.first.year == base.first.year,
    )


def unit(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "last week", "this year", "the past month", "the next day", "the same year"."""
    which, name = match["det"].lower(), match["u"].lower()
    the = match["the"] is not None
    if match["half"]:
        return _year_and_half(which, name, context)
    if the and which == "next" and name != "day" and _WITHIN.search(context.before(match.start(), 8)):
        which = "coming"
    if which in FROM_BEFORE or (the and which == "next"):
        return _from_nearest(which, name, match, context)
    if name == "day" and which == "next":
        return _from_nearest(which, name, match, context)
    if name == "weekend":
        return _weekend(which, match, context)
    if name in {"day", "fortnight"} or (name == "quarter" and the and which != "current"):
        return None
    return _from_published(which, name, context, the=the)


def before_last(match: re.Match[str], context: Context) -> TimeReading:
    """Read "the week before last", "the year after next"."""
    now = known_to(context, cast("Unit", match["u"].lower()))  # the pattern lists units only
    return at(now.shift(-2 if match["back"] else 2), "published") if now else unresolved("published")


def _from_published(which: str, name: str, context: Context, *, the: bool) -> TimeReading:
    size = cast("Unit", name)  # the pattern lists units only
    if which in _UP_TO_NOW or (which == "last" and the):
        return run(context, size, Decimal(SHIFT[which]))
    now = known_to(context, size)
    return at(now.shift(SHIFT.get(which, 0)), "published") if now else unresolved("published")


def _from_nearest(which: str, name: str, match: re.Match[str], context: Context) -> TimeReading | None:
    if name == "quarter":
        return _quarter_beside(which, match, context)
    if name in {"weekend", "fortnight"}:
        return None
    size = cast("Unit", name)  # the pattern lists units only
    near = context.nearest("day" if name in {"day", "week"} else "month" if name == "month" else "year", name)
    if near is None and which == "next" and name in {"decade", "century"}:
        return _from_published(which, name, context, the=False)
    if near is None:
        return _from_nothing(which, size, context)
    return at(near.to(size).shift(SHIFT.get(which, 0)), "nearest")


def _quarter_beside(which: str, match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the previous quarter", if it is none of a game."""
    near = told_quarter(match.start(), context)
    if near is not None:
        return at(near.shift(SHIFT.get(which, 0)), "nearest", ambiguous=True)
    return unresolved("nearest") if is_of_business(match, context) else None


def _from_nothing(which: str, size: Unit, context: Context) -> TimeReading | None:
    """Value "the previous week" in a text that named no time before: as if told from publication."""
    now = None if context.read else known_to(context, size)
    if which == "that":
        return None
    return unresolved("nearest").valued(of_moment(now.shift(SHIFT.get(which, 0))) if now else timeml.OPEN)


def _weekend(which: str, match: re.Match[str], context: Context) -> TimeReading:
    """A weekend in the week of publication lies ahead, unless the sentence tells of it."""
    week = known_to(context, "week")
    base = context.published
    if week is None or base is None:
        return unresolved("published")
    saturday = replace(week, unit="day").shift(5)
    started = base.first >= saturday.first
    if which == "next":
        saturday = saturday.shift(7)
    elif (not started or which == "last") and not (
        which in STILL_TO_COME or (which == "this" and _looks_ahead(match, context))
    ):
        saturday = saturday.shift(-7)
    days = saturday, saturday.shift(1)
    return one_of(*days, "published", ambiguous=which in {"", "next", "last"}).valued(
        timeml.weekend(saturday)
    )


def _looks_ahead(match: re.Match[str], context: Context) -> bool:
    return context.direction(match.start(), match.end()).side == "future"


def weekend(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "at the weekend", "over the weekend"."""
    if not _AT_WEEKEND.search(context.before(match.start(), 14)):
        return None
    return _weekend("this" if _looks_ahead(match, context) else "", match, context)


def _year_and_half(which: str, name: str, context: Context) -> TimeReading | None:
    if name not in {"year", "decade", "month", "week", "century"} or which not in SHIFT:
        return None
    size = cast("Unit", name)  # the pattern lists units only
    return run(context, size, SHIFT[which] * Decimal("1.5"))
