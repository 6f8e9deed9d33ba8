"""Parts of months and years, quarters, seasons, decades and centuries."""

import datetime as dt
import re
from typing import Final, cast

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_times import Moment, Unit, containing, in_year, of_month
from site_builder.extraction.numbers import ORDINALS, value
from site_builder.extraction.time_context import Anchor, Context, TimeReading, at, lasting, one_of, unresolved
from site_builder.extraction.time_counting import FROM_BEFORE, SHIFT, VAGUE_COUNTS
from site_builder.extraction.time_named import NamedTime, without_year
from site_builder.extraction.time_patterns import MONTH_NUMBER
from site_builder.extraction.time_proof import counts, is_year, year_of
from site_builder.extraction.timeml import duration, of_moment

THIRD: Final = lexicon.numbers("thirds")
_ENDS: Final = lexicon.times("ends")
_EDGES: Final = lexicon.times("starts") | _ENDS
_LAST: Final = lexicon.times("last of several")
_IN: Final = re.compile(r" in ")
_DEADLINE: Final = re.compile(r"\b(?:by|until|before|till) $", re.IGNORECASE)

Whole = tuple[Moment | None, Anchor, bool]
"""A period that another is a part of, what it was counted from, and whether that is ambiguous."""


def whole(match: re.Match[str], context: Context) -> Whole | None:
    """Read the period that stands at the end of "the end of July 2021"; None where it is none."""
    if match["y"]:
        if not is_year(context, *match.span("y")) and counts(context, match.end("y")):
            return None
        return in_year(year_of(match["y"])), "", False
    if match["m"]:
        month = MONTH_NUMBER[match["m"].lower()]
        if match["my"]:
            return of_month(year_of(match["my"]), month), "", False
        reading = without_year(NamedTime(None, month, None, None, match.start()), context, match.end())
        return reading.first, reading.anchor, reading.ambiguous
    if (match["det"], match["u"]) == ("the", "year") and _is_just_over(match, context):
        return _worded("last", "year", context)
    return _worded(match["det"], match["u"], context)


def _is_just_over(match: re.Match[str], context: Context) -> bool:
    """Tell, in January, "sales fell at the end of the year" from "by the end of the year it will open"."""
    published = context.published
    if published is None or not published.is_known_to("month") or published.first.month > 1:
        return False
    deadline = _DEADLINE.search(context.before(match.start(), 8))
    return not deadline and context.direction(match.start(), match.end()) == ("past", True)


def _worded(which: str, unit: str, context: Context) -> Whole:
    size = cast("Unit", unit)  # the pattern lists units only
    which = which.removeprefix("the ")
    anchor: Anchor = "nearest" if which in FROM_BEFORE else "published"
    base = context.published
    if anchor == "nearest":
        base = context.nearest("day" if unit == "week" else "month" if unit == "month" else "year")
    if base is None or not base.is_known_to("day" if unit == "week" else size):
        return None, anchor, False
    return (
        Moment(size, containing(size, base.first).first, base.mark).shift(SHIFT.get(which, 0)),
        anchor,
        False,
    )


def part(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "early July", "mid-2018", "the end of the year", "late last month"; what ends in May is no end."""
    if match["part"].lower() in _EDGES and _IN.search(match[0]):
        return None
    found = whole(match, context)
    if found is None:
        return None
    moment, anchor, ambiguous = found
    if moment is None:
        return unresolved(anchor)
    return _part_of(moment, match, context, anchor, ambiguous=ambiguous).valued(of_moment(moment))


def _part_of(
    moment: Moment, match: re.Match[str], context: Context, anchor: Anchor, *, ambiguous: bool
) -> TimeReading:
    word = match["part"].lower()
    if word in _ENDS and _DEADLINE.search(context.before(match.start(), 8)):
        return at(Moment("day", moment.last, moment.mark), anchor, ambiguous=ambiguous)
    if moment.unit == "week":
        return at(moment, anchor)
    if moment.unit == "year" and word in _EDGES:
        month = 12 if word in _ENDS else 1
        return at(Moment("month", moment.first.replace(month=month), moment.mark).about(), anchor)
    first, last = third(moment, THIRD[word])
    return one_of(first.about(), last.about(), anchor, ambiguous=ambiguous)


def third(moment: Moment, which: int) -> tuple[Moment, Moment]:
    """Divide a month into ten days each, a year into four months, a decade and a century into thirds."""
    if moment.unit == "month":
        first = moment.first.replace(day=(1, 11, 21)[which])
        end = moment.last if which == 2 else moment.first.replace(day=(10, 20)[which])
        return Moment("day", first, moment.mark), Moment("day", end, moment.mark)
    size: Unit = "month" if moment.unit == "year" else "year"
    starts, ends = {
        "year": ((0, 4, 8), (3, 7, 11)), "decade": ((0, 4, 7), (3, 6, 9)),
        "century": ((0, 33, 66), (32, 65, 99)),
    }[moment.unit]  # fmt: skip
    head = Moment(size, moment.first, moment.mark)
    return head.shift(starts[which]), head.shift(ends[which])


def year_end(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "year's end"."""
    if context.published is None:
        return unresolved("published")
    year = context.published.first.year
    if _DEADLINE.search(context.before(match.start(), 8)):
        last = Moment("day", dt.date(year, 12, 31), context.published.mark)
        return at(last, "published").valued(f"{year:04d}")
    december = Moment("month", dt.date(year, 12, 1), context.published.mark)
    return at(december.about(), "published").valued(f"{year:04d}")


def first_of(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the first five months of 2023", "the second week of July"."""
    found = whole(match, context)
    if found is None:
        return None
    moment, anchor, _ = found
    if moment is None:
        return unresolved(anchor)
    piece = match["piece"].rstrip("s")
    if piece == "weekend" or moment.unit in {"week", "decade", "century"}:
        return None
    if match["n"] in VAGUE_COUNTS or (match["piece"].endswith("s") and not match["n"]):
        first, last = third(moment, 2 if match["end"].lower() in _LAST else 0)
        return one_of(first.about(), last.about(), anchor, ambiguous=True).valued(duration("X", piece))
    return _pieces(moment, piece, match["end"].lower(), int(value(match["n"])) if match["n"] else 1, anchor)


def _pieces(moment: Moment, piece: str, end: str, count: int, anchor: Anchor) -> TimeReading | None:
    unit = cast("Unit", piece)  # the pattern lists units only
    size: Unit = "day" if unit == "week" else unit
    length = count * (7 if unit == "week" else 1)
    if end in _LAST:
        last = Moment(size, containing(size, moment.last).first, moment.mark)
        first = last.shift(1 - length)
    else:
        first = Moment(size, moment.first, moment.mark).shift((ORDINALS[end] - 1) * length)
        last = first.shift(length - 1)
    if first.first < moment.first or last.first > moment.last:
        return None
    if unit == "week" and count == 1:
        return one_of(first, last, anchor).valued(of_moment(containing("week", first.first)))
    reading = lasting(first, last, anchor)
    return reading and (reading if count == 1 else reading.valued(duration(count, piece)))
