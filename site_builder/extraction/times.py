"""Finds expressions of time in newspaper English and says as EDTF when they were.

A text is gone through word by word. A word that may begin an expression (a month, a number, "last",
"since") has a few shapes tried on it, the longest kind first; the first that fits and means a time
is taken, and reading goes on behind it. What is relative is counted from publication, or from the
time named before; where neither helps the expression is found, but its `edtf` is empty.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import Final, NamedTuple

from site_builder.extraction import lexicon
from site_builder.extraction import time_compared as compared
from site_builder.extraction import time_counted as counted
from site_builder.extraction import time_feasts as feasts
from site_builder.extraction import time_other_calendars as other
from site_builder.extraction import time_patterns as shapes
from site_builder.extraction import time_periods as periods
from site_builder.extraction import time_points as points
from site_builder.extraction import time_quarters as quarters
from site_builder.extraction import time_ranges as ranges
from site_builder.extraction import time_relative as relative
from site_builder.extraction import time_seasons as seasons
from site_builder.extraction import time_told as told
from site_builder.extraction.calendar_times import NoSuchDateError, of_publication
from site_builder.extraction.folding import fold
from site_builder.extraction.numbers import SMALL
from site_builder.extraction.time_context import Context, TimeReading, Undated
from site_builder.extraction.time_dateline import dateline
from site_builder.extraction.time_elements import FoundTime, in_timeml, without_overlaps
from site_builder.extraction.timeml import Timex, type_of
from site_builder.model import edtf
from site_builder.model.extraction_results import HIJRI, PERSIAN, TimeExpression, UndatedTime
from site_builder.model.normal_form import Span


class Rule(NamedTuple):
    """A shape, what reads it, and the words (lower case, or a key of digits) on which it is tried.

    Where it `needs` words, it fits only with one of them close behind, in whatever case.
    """

    name: str
    shape: re.Pattern[str]
    read: Callable[[re.Match[str], Context], TimeReading | None]
    begins: frozenset[str]
    needs: frozenset[str] = frozenset()


_MONTHS = frozenset(shapes.MONTH_NUMBER)
_WEEKDAYS = frozenset(shapes.WEEKDAY_NUMBER)
_SHORT, _YEAR, _LONG = "0", "0000", "000"
"""Keys of numbers of one or two digits, of four, and of others."""

_DIGITS = frozenset({_SHORT, _YEAR, "'"})
_NUMBERS = frozenset(SMALL) | {_SHORT, _LONG} | lexicon.times("begins a count")
_RANGES = lexicon.times("begins a range")
_RELATIVE = lexicon.times("begins a relative time")
_DATES = _MONTHS | _WEEKDAYS | lexicon.times("short weekdays") | _DIGITS
_POINTS = _DATES | lexicon.times("begins a year")
_UNITS = frozenset(
    form for unit in (*shapes.UNITS, "weekend", "fortnight", "hour", "minute", "centurie")
    for form in (unit, f"{unit}s")
)  # fmt: skip
_FISCAL = lexicon.times("fiscal-year")
_QUARTERS = frozenset({"quarter", "quarters", "half", "q", "h"})
_SEASONS = frozenset(shapes.SEASONS)


RULES: Final = (
    Rule("fiscal-year", shapes.FISCAL, points.fiscal, _FISCAL | {_YEAR}, _FISCAL),
    Rule("feast", feasts.SHAPE, feasts.feast, feasts.BEGINS),
    Rule(PERSIAN, other.NUMERIC, other.numeric, frozenset({_YEAR})),
    Rule(PERSIAN, other.PERSIAN_DATE, other.persian, other.PERSIAN_BEGINS | {_SHORT}, other.PERSIAN_BEGINS),
    Rule(HIJRI, other.HIJRI_DATE, other.hijri, other.HIJRI_BEGINS | {_SHORT}, other.HIJRI_BEGINS),
    Rule(HIJRI, other.HIJRI_YEAR, other.hijri_year, frozenset({_YEAR, "ah", "a"}), frozenset({"ah", "h"})),
    Rule("numeric-date", shapes.NUMERIC, points.numeric, _DIGITS),
    Rule("named-day", shapes.NINE_ELEVEN, points.nine_eleven, frozenset({_SHORT, "sept", "september"})),
    Rule("years-short", shapes.SHORT_RANGE, ranges.short_span, frozenset({_YEAR})),
    Rule("onwards", shapes.ONWARDS, points.onwards, lexicon.times("onwards")),
    Rule("quarter-of-year", shapes.YEAR_QUARTER, quarters.quarter, frozenset({_YEAR}), _QUARTERS),
    Rule("days", shapes.DAY_RANGE, ranges.days, _MONTHS | _DIGITS | _RANGES),
    Rule("range", shapes.RANGE, ranges.span, _POINTS | _RANGES),
    Rule("weekdays", shapes.WEEKDAY_RANGE, relative.weekdays, _WEEKDAYS | _RANGES, _WEEKDAYS),
    Rule("ago", shapes.AGO, counted.ago, _NUMBERS | lexicon.times("ago"), lexicon.times("needed for ago")),
    Rule("in-time", shapes.IN_TIME, counted.in_time, _NUMBERS, frozenset({"time"})),
    Rule(
        "later",
        shapes.LATER,
        counted.later,
        _NUMBERS | lexicon.times("later"),
        lexicon.times("needed for later"),
    ),
    Rule("date", shapes.POINT, points.single, _DATES),
    Rule(
        "quarter",
        shapes.QUARTER,
        quarters.quarter,
        lexicon.times("quarter") | {_SHORT, *periods.THIRD},
        _QUARTERS,
    ),
    Rule("first-of", shapes.FIRST_OF, periods.first_of, lexicon.times("first-of"), _UNITS),
    Rule(
        "quarter-bare",
        shapes.BARE_QUARTER,
        quarters.bare_quarter,
        lexicon.times("quarter-bare") | {_SHORT},
        _QUARTERS,
    ),
    Rule(
        "decade",
        shapes.DECADE,
        seasons.decade,
        lexicon.times("decade") | {_YEAR, _SHORT, "'", *shapes.DECADES},
    ),
    Rule(
        "century",
        shapes.CENTURY,
        seasons.century,
        lexicon.times("century") | {_SHORT, *shapes.CENTURIES},
        _UNITS,
    ),
    Rule("part-of", shapes.PART, periods.part, frozenset(periods.THIRD)),
    Rule("season", shapes.SEASON, seasons.season, _RELATIVE | lexicon.times("season") | _SEASONS, _SEASONS),
    Rule(
        "around-date",
        shapes.DECADE_BEFORE,
        counted.decade_before,
        _NUMBERS | lexicon.times("around-date"),
        _UNITS,
    ),
    Rule(
        "same-in-year",
        shapes.SAME,
        compared.same,
        lexicon.times("same-in-year"),
        lexicon.times("needed for same"),
    ),
    Rule(
        "before-last",
        shapes.BEFORE_LAST,
        relative.before_last,
        lexicon.times("before-last"),
        lexicon.times("needed for before-last"),
    ),
    Rule("told-day", shapes.DAY_TOLD, told.told_day, lexicon.times("told-day"), told.UNITS),
    Rule("day", shapes.TODAY, relative.today, lexicon.times("day")),
    Rule("weekday", shapes.WEEKDAY, relative.weekday, _WEEKDAYS | _RELATIVE, _WEEKDAYS),
    Rule("month-of", shapes.MONTH_OF, relative.month_of, _RELATIVE, _MONTHS),
    Rule("some-units", shapes.LAST_N, counted.last_units, _RELATIVE, _UNITS),
    Rule("unit", shapes.UNIT, relative.unit, _RELATIVE, _UNITS),
    Rule("weekend", shapes.WEEKEND, relative.weekend, lexicon.times("weekend")),
    Rule("recent", shapes.RECENT, counted.recent, lexicon.times("recent")),
    Rule("week-of", shapes.WEEK_OF, counted.week_of, lexicon.times("week-of")),
    Rule("year-end", shapes.YEAR_END, periods.year_end, lexicon.times("year-end")),
)
"""In the order tried. A new rule needs rows in tests/cases/extraction/times.yml."""

_EDGES: Final = {"since": points.since, "until": points.until, "till": points.until}


def _rules_by_word(rules: Sequence[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """List the rules of each word, as it is written in lower case, capitalised and in capitals."""
    words = {word for rule in rules for word in rule.begins}
    return {
        written: tuple(rule for rule in rules if word in rule.begins)
        for word in words
        for written in (word, word.capitalize(), word.upper())
    }


_RULES_OF: Final = _rules_by_word(RULES)
_BEGINS: Final = frozenset(_RULES_OF) | {form for edge in _EDGES for form in (edge, edge.capitalize())}
_TOKEN: Final = re.compile(r"[0-9]+|[A-Za-z]+|'(?=[0-9]{2}(?:'?s)?\b)")
_TOKENS: Final = re.compile(rf"({_TOKEN.pattern})")
_NOT_BEFORE_DIGITS: Final = frozenset("-.,:/$€£#%+@_=&")
_NOT_BEFORE_WORDS: Final = frozenset("-./@_#=&")
_EARLY: Final = re.compile(r"\b(?i:early|earlier|late|later) $")
_EARLY_RULES: Final = frozenset(("weekday", "unit", "day", "season", "month-of"))
_ADDRESS: Final = re.compile(r"(?:://|www\.|@)\S*$")


MOST: Final = 5_000
"""Expressions that are read in one text; no honest text of 2 MB has half as many."""


def find_times(text: str, body: Sequence[Span], published: edtf.Date | None) -> tuple[TimeExpression, ...]:
    """Find all expressions of time within the spans of the body, in order, without overlaps.

    Without a date of publication, given or printed on a line of its own near the head, relative ones stay
    unresolved; one known to the month or year resolves what needs no more, and an uncertain one makes what
    is counted from it uncertain.
    After MOST of them reading stops.
    """
    context = _context(text, body, published)
    return tuple(one for found in _in_parts(context, body) for one in _expressions(text, found))


def find_dated_and_undated(
    text: str, body: Sequence[Span], published: edtf.Date | None
) -> tuple[tuple[TimeExpression, ...], tuple[UndatedTime, ...]]:
    """Find the same, and what speaks of time without dating anything; each in order, without overlaps."""
    times: list[TimeExpression] = []
    undated: list[UndatedTime] = []
    for found, spells in _with_spells(_context(text, body, published), body):
        times += _expressions(text, found)
        undated += (UndatedTime(s.start, s.end, text[s.start : s.end], s.kind, s.value) for s in spells)
    return tuple(times), tuple(undated)


def find_timexes(text: str, body: Sequence[Span], published: edtf.Date | None) -> tuple[Timex, ...]:
    """Find all of these as TimeML marks them, in order, for comparing with standards and other programs.

    Ranges are their two ends, "since 2016" is "2016"; durations and sets stand among the dates.
    """
    context = _context(text, body, published)
    parts = _with_spells(context, body)
    return tuple(one for found, spells in parts for one in in_timeml(context.text, found, spells))


def _context(text: str, body: Sequence[Span], published: edtf.Date | None) -> Context:
    """Make what is read of a text; where nobody says when it was published, a dateline does."""
    context = Context(fold(text), *(body[0] if body else (0, 0)), of_publication(published))
    if published is None:
        context.published = dateline(context)
    return context


def _with_spells(context: Context, body: Sequence[Span]) -> Iterator[tuple[list[FoundTime], list[Undated]]]:
    """Give the times of each part of a body, with what there dates nothing."""
    left = MOST
    for found in _in_parts(context, body):
        spells = list(islice(without_overlaps(context, found), left))
        left -= len(spells)
        yield found, spells


def _in_parts(context: Context, body: Sequence[Span]) -> Iterator[list[FoundTime]]:
    left = MOST
    for context.start, context.end in body:
        found = list(islice(_read_times(context), left))
        left -= len(found)
        yield found


def _expressions(text: str, found: Iterable[FoundTime]) -> Iterator[TimeExpression]:
    for start, end, rule, said, _ in found:
        yield TimeExpression(start, end, text[start:end], said.edtf, rule, said.anchor, said.ambiguous)


def _read_times(context: Context) -> Iterable[FoundTime]:
    pieces = _TOKENS.split(context.text[context.start : context.end])
    words = pieces[1::2]
    starts = list(accumulate(map(len, pieces), initial=context.start))[1::2]
    context.words, context.starts = [word.lower() for word in words], starts
    done = context.start
    # Most words begin nothing, so nothing may come before this.
    for i in [i for i, word in enumerate(words) if word in _BEGINS or word[0] <= "9"]:
        start, word = starts[i], words[i]
        if start < done:
            continue
        found = (
            _since_or_until(context, start, word.lower())
            if word.lower() in _EDGES
            else _at(context, start, word)
        )
        if found is None or _is_in_address(context, start):
            continue
        context.read.append((found.end, found.reading))
        done = found.end
        yield found


def _at(context: Context, start: int, word: str) -> FoundTime | None:
    """Try the rules of a word at its place, or at the article before it."""
    key = _key(word)
    if key not in _RULES_OF or not _may_begin(context, start, key):
        return None
    begin = _with_article(context, start)
    early = _with_early(context, start)
    ahead = context.ahead(start)
    for rule in _RULES_OF[key]:
        if rule.needs and rule.needs.isdisjoint(ahead):
            continue
        for position in (begin, start) if begin != start else (start,):
            match = rule.shape.match(context.text, position, context.end)
            if match is None:
                continue
            try:
                reading = rule.read(match, context)
            except NoSuchDateError:
                reading = None
            if reading is not None:
                first = early if match.start() == start and rule.name in _EARLY_RULES else match.start()
                span = first, reading.end or match.end()
                timexes = reading.parts or (Timex(*span, type_of(reading.timeml), reading.timeml),)
                return FoundTime(*span, rule.name, reading, timexes)
    return None


def _key(word: str) -> str:
    if not word.isdigit():
        return word
    return _YEAR if len(word) == 4 else _SHORT if len(word) <= 2 else _LONG


def _may_begin(context: Context, start: int, key: str) -> bool:
    if start == context.start:
        return True
    before = context.text[start - 1]
    if key[0] == "0":
        return before not in _NOT_BEFORE_DIGITS and not before.isalnum()
    return before not in _NOT_BEFORE_WORDS and not before.isalnum()


def _with_article(context: Context, start: int) -> int:
    """Go back over "the", which belongs to what it stands before ("the 1990s", "the past month")."""
    before = context.text[max(context.start, start - 5) : start]
    if before[-4:].lower() == "the " and not before[:-4].isalnum():
        return start - 4
    return start


def _with_early(context: Context, start: int) -> int:
    """Go back over "early", "later" and the like: "earlier this week", "late Sunday"."""
    match = _EARLY.search(context.before(start, 9))
    return start - len(match[0]) if match else start


def _since_or_until(context: Context, start: int, word: str) -> FoundTime | None:
    """Read "since" or "until" with what follows it."""
    match = shapes.EDGE.match(context.text, start, context.end)
    if match is None or not _may_begin(context, start, word):
        return None
    token = _TOKEN.match(context.text, match.end(), context.end)
    if token and token[0].lower() == "the":
        token = _TOKEN.match(context.text, token.end() + 1, context.end)
    if token is None:
        return None
    found = _at(context, token.start(), token[0])
    if found is None:
        return None
    reading = _EDGES[word](found.reading)
    return FoundTime(start, found.end, f"{word}-{found.rule}", reading, found.timexes)


def _is_in_address(context: Context, start: int) -> bool:
    return _ADDRESS.search(context.before(start, 80)) is not None
