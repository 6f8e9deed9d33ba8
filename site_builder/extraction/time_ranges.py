"""Reads what runs from one day, month or year to another."""

import re

from site_builder.extraction.calendar_times import Moment, in_year
from site_builder.extraction.time_context import Anchor, Context, TimeReading, at, lasting, unresolved
from site_builder.extraction.time_named import NamedTime, extent, marked, named, relative_year, without_year
from site_builder.extraction.time_patterns import MONTH_NUMBER
from site_builder.extraction.time_points import since
from site_builder.extraction.time_proof import GOES_ON, WORD_AFTER, counts, year_of
from site_builder.extraction.timeml import Timex, of_moment


def span(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "from May to July 2021", "between 2014 and 2018", "2014-2018", "from 2014 to the present"."""
    if not _joins(match["pre"], match["to"]):
        return None
    years = bool(match["a4y"] and match["b4y"])
    if years and not _is_end_year(context, *match.span("b4y")):
        return None
    a = named(match, "a", context, ranged=years)
    if a is None or a.end is not None:
        return None
    if match["now"]:
        return _up_to_now(a, match)
    b = named(match, "b", context, ranged=years)
    if b is None or (a.month is None and b.month is not None and b.year is None) or not _are_years(a, b):
        return None
    reading = _between(a, b, context, match.end())
    return reading and _with_points(reading, match, b.end)


def _up_to_now(a: NamedTime, match: re.Match[str]) -> TimeReading | None:
    moment = a.moment
    if moment is None or match["to"].strip() == "and":
        return None
    return since(at(moment, a.anchor))._replace(parts=(_timex(extent(match, "a"), moment),))


def _with_points(reading: TimeReading, match: re.Match[str], end: int | None) -> TimeReading:
    """Say what TimeML marks: both edges."""
    if reading.first is None or reading.last is None:
        return reading.ending(end)
    start, stop = extent(match, "b")
    first, last = _timex(extent(match, "a"), reading.first), _timex((start, end or stop), reading.last)
    return reading._replace(parts=(first, last)).ending(end)


def _timex(span: tuple[int, int], moment: Moment) -> Timex:
    return Timex(*span, "DATE", of_moment(moment))


def _is_end_year(context: Context, start: int, end: int) -> bool:
    """Refuse "1500 to 2000 troops"; a year may be followed by what was done in it."""
    year = year_of(context.text[start:end])
    word = WORD_AFTER.match(context.text, end, context.end)
    if GOES_ON.match(context.text, end, context.end) or year > 2100:
        return False
    return not (year % 100 == 0 and word and word[1].endswith("s"))


def _joins(before: str | None, to: str) -> bool:
    word = to.strip()
    if before and before.lower() == "between":
        return word in {"and", "-"}
    return word != "and"


def _are_years(a: NamedTime, b: NamedTime) -> bool:
    """Refuse "from 1200 to 1500": as likely numbers as years."""
    return not (a.month is None and b.month is None and not a.anchor and (a.year or 0) < 1500)


def _between(a: NamedTime, b: NamedTime, context: Context, end: int) -> TimeReading | None:
    anchor: Anchor = a.anchor or b.anchor
    if a.year is not None or b.year is not None:
        first_year = a.year if a.year is not None else _before(a, b)
        last_year = b.year if b.year is not None else _after(b, a)
        return lasting(a.in_(first_year), b.in_(last_year), anchor, printed=not anchor)
    if anchor:
        return unresolved(anchor)
    first = _told_as_over(without_year(a, context, end), a, context, end)
    if first.first is None:
        return first
    later = NamedTime(first.first.first.year, a.month, a.day, None, a.start)
    last = marked(b.in_(_after(b, later)), first.first)
    return lasting(first.first, last, first.anchor, ambiguous=first.ambiguous)


def _told_as_over(first: TimeReading, a: NamedTime, context: Context, end: int) -> TimeReading:
    """Take "trade grew from July to September" back a year where it would begin after publication."""
    now = context.published
    if first.first is None or now is None or a.day or first.first.first <= now.last:
        return first
    if context.direction(a.start, end).side != "past":
        return first
    return at(first.first.shift(-12), first.anchor, ambiguous=True)


def _before(a: NamedTime, b: NamedTime) -> int:
    """Find the year of a date that runs up to a dated one."""
    wraps = (a.month or 0, a.day or 0) > (b.month or 12, b.day or 31)
    return (b.year or 1) - (1 if wraps else 0)


def _after(b: NamedTime, a: NamedTime) -> int:
    """Find the year of a date that a dated one runs up to."""
    wraps = (b.month or 12, b.day or 31) < (a.month or 0, a.day or 0)
    return (a.year or 1) + (1 if wraps else 0)


def days(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "July 12-13, 2023", "12 and 13 July"."""
    form = "1" if match["m1"] else "2"
    to = match["to"] or match["to2"]
    month = MONTH_NUMBER[match[f"m{form}"].lower().rstrip(".")]
    year, anchor = _given_year(match, form, context)
    start = match.start()
    a, b = (
        NamedTime(year, month, int(re.sub("[a-z]", "", match[f"{side}{form}"])), None, start) for side in "ab"
    )
    if (a.day or 0) >= (b.day or 0) or (form == "1" and year is None and counts(context, match.end("b1"))):
        return None
    reading: TimeReading | None
    if year is None and not anchor:
        reading = _between(a, b, context, match.end())
    else:
        reading = (
            lasting(a.in_(year), b.in_(year), anchor, printed=not anchor) if year else unresolved(anchor)
        )
    if reading and reading.first and reading.last and to.strip() == "and" and not match["pre"]:
        both = f"{{{reading.first},{reading.last}}}"
        reading = reading._replace(edtf=both, printed=False)
    return reading and _with_days(reading, match, form)


def _with_days(reading: TimeReading, match: re.Match[str], form: str) -> TimeReading:
    if reading.first is None or reading.last is None:
        return reading
    (start, middle), (again, end) = match.span(f"a{form}"), match.span(f"b{form}")
    if form == "1":
        start, end = match.start("m1"), max(end, match.end("x1y"), match.end("x1ry"))
    else:
        end = max(match.end("m2"), match.end("x2y"), match.end("x2ry"))
    parts = _timex((start, middle), reading.first), _timex((again, end), reading.last)
    return reading._replace(parts=parts)


def _given_year(match: re.Match[str], form: str, context: Context) -> tuple[int | None, Anchor]:
    if digits := match[f"x{form}y"]:
        return year_of(digits), ""
    words = match[f"x{form}ry"]
    return relative_year(words, context) if words else (None, "")


def short_span(match: re.Match[str], context: Context) -> TimeReading | None:
    """Read "2014-18"."""
    first, last = int(match["a"]), int(match["b"])
    full = first // 100 * 100 + last
    if full <= first or full - first > 60 or counts(context, match.end()):
        return None
    reading = lasting(in_year(first), in_year(full), printed=True)
    parts = _timex(match.span("a"), in_year(first)), _timex(match.span("b"), in_year(full))
    return reading and reading._replace(parts=parts)
