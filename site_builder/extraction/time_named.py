"""Days, months and years as they are named, and the year of those that are named without one."""

import re
from typing import Final, NamedTuple

from site_builder.extraction import lexicon
from site_builder.extraction.calendar_feasts import in_year as in_year_of_feast
from site_builder.extraction.calendar_times import Moment, NoSuchDateError, in_year, of_day, of_month
from site_builder.extraction.time_context import Anchor, Context, TimeReading, at, unresolved
from site_builder.extraction.time_counting import SHIFT
from site_builder.extraction.time_direction import Direction
from site_builder.extraction.time_patterns import MONTH_NUMBER, POINT, WEEKDAY_NUMBER
from site_builder.extraction.time_proof import counts, is_year, year_of

_JOINT: Final = re.compile(r"(?: \([^()\n]{1,40}\))?(?: (?:and|or|&) (?:on |in )?|, (?:and |or )?)(?:the )?")
_FIGURES: Final = re.compile(
    rf"(?: [a-z,-]+| [0-9]{{4}}){{0,5}} (?:{lexicon.alternatives(lexicon.times('figures of a month'))})\b"
)
_AT_TIME: Final = re.compile(r"\b(?i:in|by|until|since|from|before|after|during|for|of|to) $")
_ANY_SUCH: Final = re.compile(rf"\b(?i:{'|'.join(sorted(lexicon.words('indefinite articles')))}) $")
_LONGEST_LIST: Final = 6


class NamedTime(NamedTuple):
    """A day, month or year as printed; `end` is set where what looked like its year counts something."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    start: int
    anchor: Anchor = ""
    end: int | None = None
    feast: str = ""

    def in_(self, year: int) -> Moment:
        """Put it into a year."""
        if self.feast:
            return in_year_of_feast(self.feast, year)
        if self.month is None:
            return in_year(year)
        return of_day(year, self.month, self.day) if self.day else of_month(year, self.month)

    @property
    def moment(self) -> Moment | None:
        """What it is, if its year is known."""
        return None if self.year is None else self.in_(self.year)


def extent(match: re.Match[str], prefix: str) -> tuple[int, int]:
    """Give where one `point` stands within a match."""
    names = (name for name in match.re.groupindex if re.fullmatch(rf"{prefix}(?:w|[md]?\d|\d?r?y)", name))
    spans = [match.span(name) for name in names]
    return min(start for start, _ in spans if start >= 0), max(end for _, end in spans)


def named(match: re.Match[str], prefix: str, context: Context, *, ranged: bool = False) -> NamedTime | None:
    """Read the groups of one `point`; None where it is no time at all. A range needs less proof of a year."""
    group = match.group
    months = (f"{prefix}m1", f"{prefix}m2", f"{prefix}m3", f"{prefix}m4")
    which = next((name for name in months if group(name)), None)
    month = MONTH_NUMBER[group(which).lower().rstrip(".")] if which else None
    day = group(f"{prefix}d1") or group(f"{prefix}d2")
    weekday = group(f"{prefix}w")
    year, anchor, end = _year(match, prefix, context, alone=month is None and not ranged)
    if year is None and month is None:
        return None
    return NamedTime(
        year,
        month,
        int(re.sub("[a-z]", "", day)) if day else None,
        _weekday(weekday) if weekday else None,
        _starts(match, prefix, which),
        anchor,
        end,
    )


def _starts(match: re.Match[str], prefix: str, month: str | None) -> int:
    names = (f"{prefix}w", f"{prefix}d2", month or f"{prefix}4y", f"{prefix}4ry")
    return min(match.start(name) for name in names if match.start(name) >= 0)


def _weekday(name: str) -> int:
    return next(n for day, n in WEEKDAY_NUMBER.items() if day[:3] == name[:3].lower())


def _year(
    match: re.Match[str], prefix: str, context: Context, *, alone: bool
) -> tuple[int | None, Anchor, int | None]:
    for n in "1234":
        if digits := match[f"{prefix}{n}y"]:
            start, end = match.span(f"{prefix}{n}y")
            if alone:
                return (year_of(digits) if is_year(context, start, end) else None), "", None
            if counts(context, end):
                shorter = match.end(f"{prefix}d{n}") if n == "1" else match.end(f"{prefix}m{n}")
                return None, "", shorter
            return year_of(digits), "", None
        if words := match[f"{prefix}{n}ry"]:
            year, anchor = relative_year(words, context)
            return year, anchor, None
    return None, "", None


def relative_year(words: str, context: Context) -> tuple[int | None, Anchor]:
    """Read "last year", "the same year" and the like."""
    which = words.lower().split()[-2]
    if words.lower().startswith(("the ", "that ")):
        near = context.nearest("year")
        shift = SHIFT.get(which, 0)
        return (near.first.year + shift if near else None), "nearest"
    shift = SHIFT.get(which, 0)
    return (context.published.first.year + shift if context.published else None), "published"


# ------------------------------------------------------------------ without a year


def without_year(name: NamedTime, context: Context, end: int) -> TimeReading:
    """Find the year of a month or of a day in one: that of its list, else by weekday and tense."""
    listed = _in_year_of_list(name, context, end)
    if listed is not None:
        return listed
    found = context.direction(name.start, end)
    told = _in_told_year(name, context) if found.side != "future" else None
    if told is not None:
        return at(told, "nearest", ambiguous=True)
    published = context.published
    if published is None or not published.is_known_to("month"):
        return unresolved("published")
    by_weekday = _by_weekday(name, published)
    if by_weekday:
        return at(by_weekday, "published")
    if found.side == "future" and name.day is None and _describes_figures(name, context, end):
        found = found._replace(sure=False)
    return _by_tense(name, published, found, context.beside(name.start))


def _describes_figures(name: NamedTime, context: Context, end: int) -> bool:
    """Tell "December sales raise hopes", where the month is not that of the verb."""
    after = context.after(end, 48).split(".", 1)[0]
    before = context.before(name.start, 12)
    return _FIGURES.match(after) is not None and _AT_TIME.search(before) is None


def _in_year_of_list(name: NamedTime, context: Context, end: int) -> TimeReading | None:
    """Take the year that stands at the end of a list: "on 22 April, 6 May and 7 June 2012"."""
    if name.month is None or name.feast:
        return None
    for _ in range(_LONGEST_LIST):
        joint = _JOINT.match(context.text, end, context.end)
        match = joint and POINT.match(context.text, joint.end(), context.end)
        other = named(match, "a", context) if match else None
        if match is None or other is None or other.month is None or bool(other.day) != bool(name.day):
            return None
        if (other.month, other.day) == (name.month, name.day):
            return None  # "in May and in May 2029"
        if other.year is not None:
            over = name.month > other.month  # "in December and January 2012"
            there = name.in_(other.year - over)
            is_right = name.weekday in {None, there.first.weekday()}
            return at(there, other.anchor, ambiguous=over, printed=not other.anchor) if is_right else None
        end = other.end or match.end()
    return None


def _in_told_year(name: NamedTime, context: Context) -> Moment | None:
    """Put it into the year of a date just told of, unless that is the year of publication."""
    if _ANY_SUCH.search(context.before(name.start, 5)):
        return None  # "It joined in October 2028. A January report"
    told = context.told(name.start)
    if told is None or (context.published and context.published.first.year == told.first.year):
        return None
    there = name.in_(told.first.year)
    return there if name.weekday in {None, there.first.weekday()} else None


def _by_tense(
    name: NamedTime, published: Moment, found: Direction, beside: TimeReading | None
) -> TimeReading:
    """Take the latest one not after publication, or the next one where the sentence looks ahead."""
    last, next_ = _latest_and_next(name, published)
    ago, ahead = (published.first - last.first).days, (next_.first - published.first).days
    side, sure = found
    if side == "unknown" and beside and beside.first and beside.first.first > published.last:
        # "Baku in May, Sall in June": what a list goes on with.
        side = "future"
    if side == "unknown":
        soon = ahead <= 60 and ago > (180 if name.day else 240)
        return at(next_ if soon else last, "published", ambiguous=ago > 31)
    if side == "future" and not sure and ahead > 240 and ago <= 62:
        return at(last, "published", ambiguous=True)
    if side == "past" and ago > 300 and ahead <= 45 and (name.day or not sure):
        # "announced that from 15 June masks are worn", said on the 5th.
        return at(next_, "published", ambiguous=True)
    if side == "future" and name.day and ahead > 300 and ago <= 21:
        # "will run from 23 January", said on the 28th.
        return at(last, "published", ambiguous=True)
    chosen, far, near = (next_, ahead, ago) if side == "future" else (last, ago, ahead)
    doubtful = not sure or (side == "future" and far > 300 and near <= 62)
    return at(chosen, "published", ambiguous=last != next_ and doubtful)


def marked(moment: Moment, published: Moment) -> Moment:
    """Make a moment as uncertain as the publication that it is counted from."""
    return Moment(moment.unit, moment.first, published.mark)


def _by_weekday(name: NamedTime, published: Moment) -> Moment | None:
    if name.weekday is None or name.day is None:
        return None
    years = (0, -1, 1, -2, -3)
    for shift in years:
        try:
            day = name.in_(published.first.year + shift)
        except NoSuchDateError:
            continue
        if day.first.weekday() == name.weekday:
            return marked(day, published)
    return None


def _latest_and_next(name: NamedTime, published: Moment) -> tuple[Moment, Moment]:
    """Give the latest one not after publication, and the first not before."""
    year = published.first.year
    if name.feast:
        last, next_ = _in_year_from(name, year, step=-1), _in_year_from(name, year, step=1)
        if last.first > published.last:
            last = _in_year_from(name, year - 1, step=-1)
        if next_.first < published.first:
            next_ = _in_year_from(name, year + 1, step=1)
        return marked(last, published), marked(next_, published)
    own = (name.month or 0, (name.day or 0) if published.unit == "day" else 0)
    now = (published.first.month, published.first.day if own[1] else 0)
    last = _in_year_from(name, year if own <= now else year - 1, step=-1)
    next_ = _in_year_from(name, year if own >= now else year + 1, step=1)
    return marked(last, published), marked(next_, published)


def _in_year_from(name: NamedTime, year: int, *, step: int) -> Moment:
    """Put it into that year, or for 29 February into the nearest one that has the day."""
    for there in range(year, year + 8 * step, step):
        try:
            return name.in_(there)
        except NoSuchDateError:
            continue
    raise NoSuchDateError
