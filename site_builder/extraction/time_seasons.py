"""Seasons, decades and centuries."""

import datetime as dt
import re
from typing import Final

from site_builder.extraction.calendar_times import Moment, Unit, in_year, moved
from site_builder.extraction.time_context import Context, TimeReading, at, one_of, unresolved
from site_builder.extraction.time_counting import FROM_BEFORE, STILL_TO_COME
from site_builder.extraction.time_named import relative_year
from site_builder.extraction.time_patterns import CENTURIES, DECADES, SEASONS
from site_builder.extraction.time_periods import THIRD, third
from site_builder.extraction.time_proof import counts, year_of
from site_builder.extraction.timeml import of_moment

_SEASON_BEFORE: Final = re.compile(r"\b(?:in|during|since|by|over|until|for) $", re.IGNORECASE)
_SEASON_AFTER: Final = re.compile(r" (?:of|months?|camp|break|line|from|apart|in|short|to|guys?|out)\b|-|'s ")


_IN_DECADE: Final = re.compile(
    r"\b(?i:in|during|since|from|of|until|through) the(?: (?:early|mid|late)[- ]| )$"
)


def season(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the summer of 2012", "last winter", "in the spring"; a winter is of the year it began in."""
    month = SEASONS[match["s"].lower()]
    if match["span"]:
        return at(Moment("season", dt.date(int(match["span"][:4]), month, 1)), printed=True)
    if match["y"]:
        moment = Moment("season", dt.date(year_of(match["y"]), month, 1))
        return at(moment, ambiguous=month == 12, printed=True)
    if match["ry"]:
        return _in_relative_year(match["ry"], month, context)
    bare = match["det"] is None
    if bare and not _is_bare_season(match, context):
        return None
    if match["det"] and match["det"].lower() in FROM_BEFORE:
        return unresolved("nearest")
    return _relative_season(match, context, month)


def _in_relative_year(words: str, month: int, context: Context) -> TimeReading:
    year, anchor = relative_year(words, context)
    if year is None or context.published is None:
        return unresolved(anchor)
    return at(Moment("season", in_year(year).first.replace(month=month), context.published.mark), anchor)


def _is_bare_season(match: re.Match[str], context: Context) -> bool:
    after = context.after(match.end(), 10)
    # "Spring to life", "fall to the ground", but "over the winter to punish".
    leads_on = match[0][:4].lower() == "the " and after.startswith(" to ")
    if (_SEASON_AFTER.match(after) and not leads_on) or match["s"][0].isupper():
        return False
    return _SEASON_BEFORE.search(context.before(match.start(), 10)) is not None


def _relative_season(match: re.Match[str], context: Context, month: int) -> TimeReading:
    published = context.published
    if published is None or not published.is_known_to("month"):
        return unresolved("published")
    now = published.to("season")
    this = Moment("season", now.first.replace(month=month), now.mark)
    latest = this if this.first <= now.first else moved(this, -1, "year")
    which = (match["det"] or "").lower()
    if which == "this" and month != 12:
        own = published.first.replace(month=month, day=1)
        return at(Moment("season", own, published.mark), "published")
    future = which in STILL_TO_COME or (which in {"", "this"} and _is_ahead(match, context))
    if future:
        coming = latest if latest == now and which != "next" else moved(latest, 1, "year")
        return at(coming, "published", ambiguous=which == "")
    if which == "last" and latest == now:
        latest = moved(latest, -1, "year")
    return at(latest, "published", ambiguous=which != "this")


def _is_ahead(match: re.Match[str], context: Context) -> bool:
    return context.direction(match.start(), match.end()).side == "future"


def decade(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "the 1990s", "the early '90s", "the sixties"."""
    if match["y"]:
        year = int(match["y"])
    elif not match["the"]:
        return None
    else:
        short = match["yy"] or match["bare"]
        if match["bare"] and not _IN_DECADE.search(context.before(match.start("bare"))):
            return None
        year = 1900 + (int(short) if short else DECADES[match["word"].lower()])
    if year > 2090 or counts(context, match.end()):
        return None
    # "The 1800s" are a hundred years; what "the 2000s" are depends on who speaks.
    whole: Unit = "century" if match["y"] and year % 100 == 0 and year < 2000 else "decade"
    return _part_of(in_year(year, whole), match["part"])


def century(match: re.Match[str], _: Context) -> TimeReading | None:
    """Read "the 20th century": the hundred years that begin with 19, as people speak."""
    number = int(match["n"]) if match["n"] else CENTURIES.get(match["word"].lower(), 21)
    if not 2 <= number <= 22:
        return None
    return _part_of(in_year(100 * (number - 1), "century"), match["part"])


def _part_of(moment: Moment, word: str | None) -> TimeReading:
    if word is None:
        return at(moment, printed=True)
    first, last = third(moment, THIRD[word.lower()])
    return one_of(first.about(), last.about()).valued(of_moment(moment))
