"""Time expressions: what is found, where it stands, when it was, and how long finding takes."""

import dataclasses
import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.extraction.calendar_feasts import easter
from site_builder.extraction.calendar_times import of_month
from site_builder.extraction.extract import extract
from site_builder.extraction.scoring import Counts, GoldTime, score_time_spans, score_times
from site_builder.extraction.timeml import VALUE, Timex, of_run
from site_builder.extraction.times import RULES, find_dated_and_undated, find_times, find_timexes
from site_builder.model import edtf
from site_builder.model.extraction_results import TimeExpression
from site_builder.proving.layer_reading import found_of
from site_builder.proving.layers import found_json
from site_builder.reviewing.evaluation.time_scores import calendar, days_of, score_spans, score_values

# All scalars as text: YAML's own dates and numbers must not meddle.
WRITTEN = Path(__file__).with_name("cases").joinpath("extraction", "times.yml").read_text(encoding="utf-8")
CASES = yaml.load(WRITTEN, yaml.CBaseLoader)  # noqa: S506 - makes only text, lists, mappings
ROWS = [case for cases in CASES.values() for case in cases]
PUBLISHED = edtf.parse("2031-05-14")


def find(text: str, published: edtf.Date | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    return find_times(text, [(0, len(text))], published)


def found_in(case: dict[str, str]) -> tuple[TimeExpression, ...]:
    return find(case["text"], published_of(case))


def published_of(case: dict[str, str]) -> edtf.Date | None:
    published = case.get("published", PUBLISHED.text)
    return edtf.parse(published) if published else None


def said(time_: TimeExpression) -> str:
    return f"{time_.surface} = {time_.edtf or 'unresolved'}{' (ambiguous)' if time_.ambiguous else ''}"


def name_of(case: dict[str, str]) -> str:
    return f"{case['text'][:60]} {case.get('published', '')}"


def rows_with(key: str) -> pytest.MarkDecorator:
    rows = [case for case in ROWS if key in case]
    return pytest.mark.parametrize(
        "case", rows, ids=lambda case: f"{case['text'][:60]} {case.get('published', '')}"
    )


@rows_with("times")
def test_finds(case: dict[str, str]) -> None:
    assert [said(one) for one in found_in(case)] == list(case["times"])


@rows_with("undated")
def test_finds_what_dates_nothing(case: dict[str, str]) -> None:
    _, found = find_dated_and_undated(case["text"], [(0, len(case["text"]))], published_of(case))
    assert [f"{one.surface} = {one.kind} {one.value}" for one in found] == list(case["undated"])


@rows_with("timeml")
def test_marks_what_timeml_marks(case: dict[str, str]) -> None:
    text = case["text"]
    found = find_timexes(text, [(0, len(text))], published_of(case))
    assert [f"{text[one.start : one.end]} = {one.type} {one.value}" for one in found] == list(case["timeml"])


def test_every_rule_has_a_case() -> None:
    used = {one.rule for case in ROWS for one in found_in(case)}
    assert {rule.name for rule in RULES} - used == set()


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("It closed last week.", "published"),
        ("It closed on 10 May 2029.", ""),
        ("The flood of 10 May 2029. Two days later it closed.", "nearest"),
    ],
)
def test_says_what_it_counted_from(text: str, anchor: str) -> None:
    assert find(text)[-1].anchor == anchor


def test_only_the_body_is_read() -> None:
    text = "Last update: July 16, 2030\nIt closed in May 2029.\nNext: a fair in June 2032"
    start, end = text.index("It"), text.index("Next")
    assert [one.surface for one in find_times(text, [(start, end)], PUBLISHED)] == ["May 2029"]
    assert find_times(text, [], PUBLISHED) == ()


def test_an_expression_ends_with_its_span() -> None:
    text = "It closed in May 2029."
    cut = text.index(" 2029")
    assert [one.surface for one in find_times(text, [(0, cut)], PUBLISHED)] == ["May"]


def test_a_layer_keeps_what_dates_nothing_and_may_lack_it() -> None:
    text = "The strike lasted for two years, until March 2029, and is now over."
    found = extract(text, [(0, len(text))], "2031-05-14")
    assert [one.kind for one in found.undated] == ["duration", "now"]
    assert found_of(found_json(found), len(text)) == found
    older = json.loads(found_json(found))
    del older["undated"]
    assert found_of(json.dumps(older), len(text)).undated == ()
    assert '"undated"' not in found_json(dataclasses.replace(found, undated=()))


# ------------------------------------------------------------------ any text

PIECES = [
    "every", "daily", "for", "half", "an", "hour", "9", "a.m.", "14:48", "UTC", "noon", "Mondays",
    "now", "current", "recent", "the past", "future", "by", "would", "will", "told", "'91", "FY2021",
    "fiscal", "Christmas", "Easter", "20 Tir 1402", "1402/04/20", "15 Ramadan 1444", "AH", "2023/07/11",
    "7/8/07", "-long", "per",
    "the", "last", "next", "this", "two", "a", "few", "years", "week", "ago", "later", "May", "March",
    "31", "29", "February", "2029", "0001", "9999", "1,457", "since", "until", "from", "to", "and",
    "between", "-", "/", ".", ",", "early", "mid", "century", "99th", "decade", "before", "quarter",
    "of", "first", "Wednesday", "Friday", "'90s", "winter", "summer", "day", "yesterday", "9999 years",
    "third quarter", "Q4", "first-half", "profit", "year-ago", "period", "same", "for", "rest of", "worst",
    "began",
    "1137", "0300 hours", "o'clock", "dawn", "early hours", "local time", "trading", "1800s", "EST",
    "that ended",
    "\n", "\u00a0", "\u2019s", "\u2013", "(", ")", "\U0001f600",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
DATES = st.sampled_from(
    ["", "2031-05-14", "0001-01-01", "9999-12-31", "2030-09?", "2030", "203X", "2030-22~"]
)


@given(TEXTS, DATES)
def test_offsets_and_dates_hold_for_any_text(text: str, published: str) -> None:
    found = find(text, edtf.parse(published) if published else None)
    assert all(text[one.start : one.end] == one.surface for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for one in found:
        if one.edtf:
            edtf.parse(one.edtf)


@given(TEXTS, DATES)
def test_what_dates_nothing_and_timeml_hold_for_any_text(text: str, published: str) -> None:
    day = edtf.parse(published) if published else None
    times, undated = find_dated_and_undated(text, [(0, len(text))], day)
    timexes = find_timexes(text, [(0, len(text))], day)
    assert times == find(text, day)
    spans = sorted([*((t.start, t.end) for t in times), *((u.start, u.end) for u in undated)])
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(text[one.start : one.end] == one.surface for one in undated)
    assert all(0 <= one.start < one.end <= len(text) and VALUE.fullmatch(one.value) for one in timexes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(timexes))
    assert all(VALUE.fullmatch(one.value) for one in undated)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert (3, 22) <= (day.month, day.day) <= (4, 25)


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31))


@given(DAYS, st.sampled_from(["first", "second", "third", "fourth"]))
def test_a_quarter_told_as_over_is_the_latest_that_has_begun(published: dt.date, which: str) -> None:
    (one,) = find(f"Profit fell in the {which} quarter.", edtf.parse(published.isoformat()))
    first = edtf.parse(one.edtf).earliest
    assert first is not None
    assert dt.timedelta(0) <= published - first < dt.timedelta(366)


@given(DAYS, st.integers(0, 11))
def test_what_runs_over_months_has_a_value_that_covers_it(day: dt.date, more: int) -> None:
    first = of_month(day.year, day.month)
    last = of_month(day.year, min(12, day.month + more))
    days = days_of(of_run(first, last))
    assert days is not None
    assert days[0] <= first.first
    assert days[1] >= last.last


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["UTC", "GMT"]))
def test_four_digits_with_their_zone_are_a_time_of_day(hour: int, minute: int, zone: str) -> None:
    text = f"The tower fell on Monday at {hour:02d}{minute:02d} {zone}."
    *_, clock = find_timexes(text, [(0, len(text))], PUBLISHED)
    assert (clock.type, clock.value) == ("TIME", f"2031-05-12T{hour:02d}:{minute:02d}Z")


@given(TEXTS)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert find(text) == find(text)


HOSTILE = [
    "(",
    "=",
    "1",
    "a ",
    "the ",
    "May ",
    "last ",
    "2029-",
    "12 ",
    "from 2016 to ",
    " ",
    "\n",
    "ed ",
    "Xy May ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    find(piece * (200_000 // len(piece)))


# ------------------------------------------------------------------ scoring


def expression(start: int, end: int, value: str) -> TimeExpression:
    return TimeExpression(start, end, "x" * (end - start), value, "date")


@pytest.mark.parametrize(
    ("gold", "found", "counts"),
    [
        ([(0, 4, "2016")], [(0, 4, "2016")], (1, 1, 1, 1)),
        ([(0, 4, "2016")], [(0, 4, "2017")], (1, 1, 0, 0)),
        ([(0, 4, "2016")], [(5, 9, "2016")], (1, 1, 0, 0)),
        ([(0, 4, "2016")], [], (1, 0, 0, 0)),
        ([(0, 4, "1960-01-01/1969-12-31")], [(2, 6, "196X")], (1, 1, 1, 1)),
        ([(5, 9, "2014"), (13, 17, "2018")], [(0, 17, "2014/2018")], (2, 1, 2, 1)),
        ([(5, 9, "2014"), (13, 17, "2019")], [(0, 17, "2014/2018")], (2, 1, 1, 1)),
        ([(6, 10, "2016")], [(0, 10, "2016/..")], (1, 1, 1, 1)),
        ([(0, 4, "2014")], [(0, 4, "[2014..2018]")], (1, 1, 0, 0)),
        ([(0, 4, "")], [(0, 4, "2014")], (1, 1, 1, 1)),
        ([(0, 4, "2014")], [(0, 4, "")], (1, 1, 0, 0)),
    ],
)
def test_scores(
    gold: list[tuple[int, int, str]], found: list[tuple[int, int, str]], counts: tuple[int, int, int, int]
) -> None:
    times = [expression(*one) for one in found]
    assert score_times([GoldTime(*one) for one in gold], times) == Counts(*counts)


def test_spans_are_scored_without_values() -> None:
    counts = score_time_spans([GoldTime(0, 4, "2016"), GoldTime(8, 9, "2017")], [expression(2, 6, "")])
    assert counts == Counts(2, 1, 1, 1)
    assert (counts.precision, counts.recall) == (1.0, 0.5)
    assert round((counts + Counts()).f, 3) == 0.667
    assert Counts().f == 0.0


def timex(start: int, end: int, value: str) -> Timex:
    return Timex(start, end, "DATE", value)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("2029-05", "2029-05", 1),
        ("2029-05", "2029-06", 0),
        ("", "2029-06", 1),
        ("1960-01-01/1969-12-31", "196", 1),
        ("2029-05-14/2029-05-20", "2029-W20", 1),
        ("2029-05-19/2029-05-20", "2029-W20-WE", 1),
        ("2029-06-01/2029-08-31", "2029-SU", 1),
        ("2029-01/2029-06", "2029-H1", 1),
        ("1900-01-01/1999-12-31", "20", 0),
        ("2029-05-14/2029-05-20", "PAST_REF", 0),
    ],
)
def test_values_are_scored_strictly(gold: str, found: str, right: int) -> None:
    assert score_values([timex(0, 4, gold)], [timex(0, 4, found)]) == Counts(1, 1, right, right)
    assert score_values([timex(0, 4, gold)], [timex(0, 5, found)]) == Counts(1, 1, 0, 0)


def test_spans_are_scored_strictly_or_not() -> None:
    gold, found = [timex(0, 4, "2029")], [timex(2, 6, "2029")]
    assert score_spans(gold, found, strict=False) == Counts(1, 1, 1, 1)
    assert score_spans(gold, found, strict=True) == Counts(1, 1, 0, 0)


def test_only_dates_and_times_of_a_day_are_of_the_calendar() -> None:
    values = ["2029-05", "2029-05-14T09:00", "PRESENT_REF", "XXXX-XX-XX", ""]
    assert [calendar(timex(0, 4, value)) for value in values] == [True, True, False, False, True]
    assert not calendar(Timex(0, 4, "SET", "2029"))
    assert days_of("2029-02-31") is None
