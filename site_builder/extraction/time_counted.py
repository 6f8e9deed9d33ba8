"""So many days, weeks, months or years before or after publication, or the time named before."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Unit, containing, moved
from site_builder.extraction.numbers import plain, value
from site_builder.extraction.time_compared import year_before
from site_builder.extraction.time_context import Context, TimeReading, at, lasting, one_of, unresolved
from site_builder.extraction.time_counting import (
    FROM_BEFORE,
    PRECISION,
    SHIFT,
    VAGUE_COUNTS,
    day_or_month,
    known_to,
    run,
    whole,
)
from site_builder.extraction.time_named import extent, named, without_year
from site_builder.extraction.timeml import FUTURE, OPEN, PAST, Timex, duration, of_moment

_ABOUT: Final = re.compile(
    r"\b(?:about|around|some|roughly|approximately|almost|nearly|over|more than|less than|under|just over) $",
    re.IGNORECASE,
)
_IS_COUNTED: Final = re.compile(
    r"(?:\b(?:hundred|thousand|million|billion|dozen|score|these|those|few|two)s?(?: of)?|[0-9]|-) $"
)
_BACK: Final = lexicon.times("back")
_BESIDE_A_DECADE: Final = lexicon.times("beside a decade")
_AFTERWARDS: Final = lexicon.times("afterwards")


def _count(words: str) -> Decimal | None:
    low = words.lower()
    if low in VAGUE_COUNTS:
        return None
    return Decimal(2) if "couple" in low else value(low)


def _unit(word: str) -> tuple[Unit, int]:
    """Give a unit and how many of it a word means."""
    match word.lower():
        case "fortnight":
            return "week", 2
        case "weekend":
            return "week", 1
        case "centurie":
            return "century", 1
        case "hour" | "minute":
            return "day", 0
        case other:
            return cast("Unit", other), 1  # the pattern lists units only


def _duration(count: Decimal | None, word: str) -> str:
    """Write a count of a unit in TimeML, by the unit's own word."""
    unit = {"centurie": "century", "fortnight": "week"}.get(word, word)
    times = 2 if word == "fortnight" else 1
    return duration("X" if count is None else plain(count * times), unit)


def last_units(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the last two years", "the past 35 years", "the last few months", "the next two weeks"."""
    count = _count(match["n"])
    if count is not None and match["half"]:
        count += Decimal("0.5")
    return _last_units(match, context).valued(_duration(count, match["u"].lower()))


def _last_units(match: re.Match[str], context: Context) -> TimeReading:
    which = match["det"].lower()
    if which in FROM_BEFORE:
        return _nearest_units(match, context, SHIFT[which])
    count = _count(match["n"])
    size, times = _unit(match["u"])
    if times == 0:
        return (
            day_or_month(context, 0)
            if count is None or count < 24
            else run(context, "day", SHIFT[which] * (count // 24))
        )
    if count is None:
        return _up_to_now(size, context) if SHIFT[which] < 0 else unresolved("published")
    count = count * times + (Decimal("0.5") if match["half"] else 0)
    # Where whole units count ("in the last two years", said in May), the unit of today may or may not be one.
    return run(context, size, SHIFT[which] * count, ambiguous=count <= 2 and size in {"month", "year"})


def _nearest_units(match: re.Match[str], context: Context, sign: int) -> TimeReading:
    count = _count(match["n"])
    size, times = _unit(match["u"])
    near = context.nearest("day" if size in {"day", "week"} else "month" if size == "month" else "year")
    if count is None or near is None or times == 0 or match["half"]:
        return unresolved("nearest")
    near = near.to(size) if size in {"month", "year"} else near
    other = moved(near, sign * int(count) * times, size)
    return lasting(*((other, near) if sign < 0 else (near, other)), "nearest") or unresolved("nearest")


def _up_to_now(size: Unit, context: Context) -> TimeReading:
    """Mean a time whose start nobody gives, up to publication."""
    precision = PRECISION.get(size, size)
    now = known_to(context, precision) or known_to(context, "month")
    return TimeReading(f"/{now}", None, now, "published", ambiguous=True) if now else unresolved("published")


def recent(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "in recent weeks": it has no start."""
    size, _ = _unit("year" if match["u"] == "times" else match["u"].lower().rstrip("s"))
    return _up_to_now(size, context).valued(PAST)


def ago(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "two years ago", "a year and a half ago", "a few months ago", "years ago"."""
    if not (match["n"] or match["half"]) and _IS_COUNTED.search(context.before(match.start())):
        return None
    back = match["dir"].lower() == "ago"
    size, times = _unit(match["u"])
    count = Decimal("1.5") if match["half"] and "and" in match["half"].lower() else Decimal("0.5")
    if not match["half"]:
        found = _count(match["n"]) if match["n"] else None
        if found is None:
            return _some_time(size, context, back=back)
        count = found + (Decimal("0.5") if "half" in (match["more"] or "") else 0)
    if back and size == "year" and count == 1 and (compared := year_before(match.start(), context)):
        return compared
    if times == 0:
        hours = match["u"].lower() == "hour"
        return day_or_month(context, (-1 if back else 1) * (int(count) // 24 if hours else 0))
    number, size = whole(count * times, size)
    return _counted(match, context, size, -number if back else number)


def _counted(match: re.Match[str], context: Context, size: Unit, number: int) -> TimeReading:
    base = context.published
    precision = PRECISION.get(size, size)
    if match["today"] and base and base.unit == "day":
        return at(moved(base, number, size), "published")
    now = known_to(context, precision)
    if now is None:
        return unresolved("published")
    there = moved(now, number, size)
    timeml = of_moment(containing(size, there.first)) if size == "week" else of_moment(there)
    rough = size in {"week", "decade", "century"} or match["half"] or match["more"]
    if rough or _ABOUT.search(context.before(match.start(), 16)):
        there = there.about()
    return at(there, "published").valued(timeml)


def _some_time(size: Unit, context: Context, *, back: bool) -> TimeReading:
    """Mean a time whose distance nobody gives: at or before publication, or after it."""
    precision = PRECISION.get(size, size)
    now = known_to(context, precision)
    if now is None:
        return unresolved("published")
    if back:
        return TimeReading(f"[..{now}]", None, now, "published", ambiguous=True, timeml=PAST)
    return TimeReading(f"[{now}..]", now, None, "published", ambiguous=True, timeml=FUTURE)


def in_time(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "in two weeks' time"."""
    size, times = _unit(match["u"])
    count = _count(match["n"])
    if count is None:
        return _some_time(size, context, back=False)
    now = known_to(context, "day" if size == "week" else size)
    if now is None or times == 0:
        return unresolved("published")
    there = moved(now, int(count) * times, size)
    return at(there.about() if size in {"week", "decade"} else there, "published")


def later(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "a week earlier", "two days later", "the day before", counted from the time named before."""
    size, times = _unit(match["u"])
    direction = match["dir"] or match["dir2"]
    if match["n"].lower() == "the" and match["dir"]:
        return None
    count = Decimal(1) if match["n"].lower() == "the" else _count(match["n"])
    near = context.nearest("day" if size in {"day", "week"} else "month" if size == "month" else "year")
    if count is None:
        return None
    sign = -1 if direction in _BACK else 1
    of_figure = sign < 0 and size == "year" and count == 1 and match["n"].lower() != "the"
    if of_figure and (compared := year_before(match.start(), context)):
        return compared
    if near is None:
        return unresolved("nearest").valued(_from_publication(context, size, sign * int(count) * times))
    there = moved(near, sign * int(count) * times, size)
    there = there.to("year" if size in {"year", "decade"} else "month" if size == "month" else "day")
    timeml = of_moment(containing("week", there.first)) if size == "week" else of_moment(there)
    return at(there, "nearest").valued(timeml)


def _from_publication(context: Context, size: Unit, count: int) -> str:
    """Give the value in TimeML of what is counted from a time that nobody named, as if from publication."""
    now = known_to(context, size)
    return of_moment(now.shift(count)) if now else OPEN


def week_of(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the week of July 10", "the week ending 16 July"."""
    name = named(match, "a", context)
    if name is None or name.day is None:
        return None
    reading = at(name.moment) if name.moment else without_year(name, context, match.end())
    if reading.first is None:
        return reading
    if match["ended"]:
        # Most of it lies in the calendar's week that its middle lies in.
        monday = containing("week", reading.first.shift(-3).first)
        return one_of(reading.first.shift(-6), reading.first, reading.anchor).valued(of_moment(monday))
    if " of " in match[0]:
        week = containing("week", reading.first.first)
        return at(replace(week, mark=reading.first.mark), reading.anchor)
    monday = containing("week", reading.first.first)
    return one_of(reading.first, reading.first.shift(6), reading.anchor).valued(of_moment(monday))


def decade_before(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the decade before the war of August 2008", "the five years to 2020"."""
    size, _ = _unit(match["u"].rstrip("s"))
    has_point = any(match[f"a{n}"] for n in ("m1", "m2", "m3", "m4", "4y"))
    if not has_point:
        known = match["u"] == "decade" and match["dir"] in _BESIDE_A_DECADE
        parts = (Timex(match.start(), match.end("u"), "DURATION", duration(1, "decade")),)
        return TimeReading("", end=match.end("dir"), parts=parts) if known else None
    name = named(match, "a", context)
    if name is None or name.moment is None or (match["n"] is None and match["u"].endswith("s")):
        return None
    count = int(value(match["n"])) if match["n"] else 1
    point = name.moment
    anchor = name.anchor
    ahead = match["dir"] in _AFTERWARDS
    other = (
        moved(point, count if ahead else -count, size)
        .to("year" if size in {"year", "decade"} else "day")
        .about()
    )
    reading = lasting(point, other, anchor) if ahead else lasting(other, point, anchor)
    # "the decade before the war in August 2008": the war's own date is read on its own.
    apart = name.start - match.end("dir") > len("   the   ")
    if reading is None:
        return None
    spell = Timex(match.start(), match.end("u"), "DURATION", _duration(Decimal(count), size))
    start, end = extent(match, "a")
    dates = [] if apart else [Timex(start, end, "DATE", of_moment(point))]
    return reading._replace(parts=(spell, *dates)).ending(match.end("dir") if apart else None)
