"""Dates of EDTF: what is read, what is refused and how, what is said, and how dates compare."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import edtf
from site_builder.model.edtf.dates import written
from site_builder.model.edtf.reading import FORMS, LONGEST

# All scalars as text: YAML's own dates and numbers must not meddle.
WRITTEN = Path(__file__).with_name("cases").joinpath("edtf.yml").read_text(encoding="utf-8")
CASES: dict[str, list[Any]] = yaml.load(WRITTEN, yaml.CBaseLoader)  # noqa: S506 - makes only text, lists, mappings


def name(case: Any) -> str:
    return str(case["date"] if "date" in case else case["text"])


@pytest.mark.parametrize("case", CASES["dates"], ids=name)
def test_reads_and_says(case: dict[str, str]) -> None:
    date = edtf.parse(case["date"])
    days = " .. ".join(str(day) if day else "none" for day in (date.earliest, date.latest))
    assert (days, date.precision) == (case["days"], case["precision"])
    assert (edtf.words(date), edtf.words(date, short=True)) == (case["words"], case["short"])
    assert str(date) == case["date"]


@pytest.mark.parametrize("case", CASES["wrong"], ids=name)
def test_refuses_and_proposes(case: dict[str, str]) -> None:
    right = FORMS if case["right"] == "the forms" else case["right"]
    with pytest.raises(edtf.EdtfError) as refused:
        edtf.parse(case["text"])
    assert (refused.value.wrong, refused.value.right) == (case["wrong"], right)
    assert str(refused.value) == f"{case['wrong']}; {right}"


@pytest.mark.parametrize(("a", "b", "expected"), CASES["relations"])
def test_relation(a: str, b: str, expected: str) -> None:
    first, second = edtf.parse(a), edtf.parse(b)
    assert edtf.relation(first, second) == expected
    assert edtf.relation(second, first) == expected


def test_order() -> None:
    dates = [None if text == "none" else edtf.parse(text) for text in CASES["order"]]
    backwards = list(reversed(dates))
    assert sorted(backwards, key=edtf.sort_key) == dates


def test_open_and_unknown_edges_differ() -> None:
    seen = {text: edtf.parse(text) for text in ("2016/..", "2016/", "../2016", "/2016", "2016")}
    assert {text: (date.open_start, date.open_end) for text, date in seen.items()} == {
        "2016/..": (False, True),
        "2016/": (False, False),
        "../2016": (True, False),
        "/2016": (False, False),
        "2016": (False, False),
    }


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2023-05", "2023-07"], "[2023-05..2023-07]"),
        (["2023-05-12", "2023-07"], "[2023-05-12..2023-07]"),
        (["2004-07-XX", "2006~"], "[2004-07..2006~]"),
        (["2016/..", "2014"], "[2014..]"),
        (["../2010", "2012"], "[..2012]"),
        (["../2010", "2015/.."], "[..2010,2015..]"),
        (["2023", "2023"], "2023"),
    ],
)
def test_span(dates: list[str], expected: str) -> None:
    assert edtf.span_of(map(edtf.parse, dates)).text == expected


@pytest.mark.parametrize("unit", ["[", "2023,", "2023-07-12/", "?", "about ", "12 July 2023 ", "/"])
def test_long_texts_are_refused(unit: str) -> None:
    with pytest.raises(edtf.EdtfError, match="characters"):
        edtf.parse(unit * (LONGEST + 1))


# ------------------------------------------------------------------ properties

MARKS = st.sampled_from(["", "?", "~", "%"])
YEARS = st.integers(1, 9998).map("{:04d}".format)


@st.composite
def points(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    day = draw(st.dates(max_value=dt.date(9998, 12, 31)))
    forms = st.sampled_from(
        [day.isoformat(), day.isoformat()[:7], f"{day.year:04d}", f"{day.year:04d}"[:3] + "X"]
    )
    part = st.sampled_from(["21", "22", "23", "24", "33", "34", "35", "36", "XX", "XX-XX", "02-XX"])
    bare = draw(st.one_of(forms, st.builds("{}-{}".format, YEARS, part)))
    return f"{bare}{draw(MARKS)}"


def in_order(a: str, b: str) -> tuple[str, str]:
    first, second = sorted((a, b), key=lambda text: edtf.sort_key(edtf.parse(text)))
    return first, second


PAIRS = st.builds(in_order, points(), points())
RANGES = PAIRS.filter(lambda pair: pair[0] != pair[1]).map("..".join)
INTERVALS = st.one_of(
    PAIRS.map("/".join), points().map("{}/..".format), points().map("{}/".format),
    points().map("../{}".format), points().map("/{}".format),
)  # fmt: skip
MEMBERS = st.lists(st.one_of(points(), RANGES), min_size=2, max_size=4).map(",".join)
SETS = st.one_of(
    MEMBERS.map("[{}]".format), MEMBERS.map("{{{}}}".format), RANGES.map("[{}]".format),
    points().map("[..{}]".format), points().map("[{}..]".format),
)  # fmt: skip
DATES = st.one_of(points(), INTERVALS, SETS).map(edtf.parse)


@given(DATES)
def test_what_is_written_is_read_as_the_same(date: edtf.Date) -> None:
    assert edtf.parse(date.text) == date
    assert written(date.kind, date.spans, every=date.every) == date


@given(DATES)
def test_bounds_are_in_order(date: edtf.Date) -> None:
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert edtf.width(date) >= 1


@given(DATES)
def test_everything_can_be_said(date: edtf.Date) -> None:
    for said in (edtf.words(date), edtf.words(date, short=True)):
        assert said == " ".join(said.split())
        assert "X" not in said


@given(DATES, DATES)
def test_relation_has_no_direction(a: edtf.Date, b: edtf.Date) -> None:
    assert edtf.relation(a, b) == edtf.relation(b, a)


@given(DATES, DATES)
def test_only_one_of_two_is_more_exact(a: edtf.Date, b: edtf.Date) -> None:
    assert not (edtf.is_more_exact(a, b) and edtf.is_more_exact(b, a))
    assert (edtf.relation(a, b) == "refines") == (edtf.is_more_exact(a, b) or edtf.is_more_exact(b, a))


@given(DATES)
def test_a_date_is_the_same_as_itself(date: edtf.Date) -> None:
    assert edtf.relation(date, date) == "same"
    assert edtf.is_inside(date, date)


@given(st.lists(DATES, min_size=1, max_size=4))
def test_the_span_takes_in_all(dates: list[edtf.Date]) -> None:
    span = edtf.span_of(dates)
    firsts, lasts = [date.earliest for date in dates], [date.latest for date in dates]
    assert span.earliest == (None if None in firsts else min(day for day in firsts if day))
    assert span.latest == (None if None in lasts else max(day for day in lasts if day))


NEARLY = st.text("0123456789-/.[]{}?~%X, JulyQW", max_size=24)


@given(st.one_of(st.text(max_size=60), NEARLY))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        date = edtf.parse(text)
    except edtf.EdtfError as error:
        refused = error
    else:
        assert date.text == text
        return
    assert refused.wrong
    assert refused.right


APART = [
    ("2012-03-12", "2012-03-12", "the same day"),
    ("2012-03-12", "2012-03-13", "1 day"),
    ("2012-03-12", "2012-03-26", "2 weeks"),
    ("2012-03-12", "2012-09-12", "6 months"),
    ("1991-12", "2023-03-29", "about 31 years"),
    ("2016", "2016-12-13", "perhaps at the same time"),
    ("2016", "2017-05", "4 to 17 months"),
    ("2018-09", "2018-10-01", "1 to 4 weeks"),
    ("2016/", "2018", ""),
]


@pytest.mark.parametrize(("first", "second", "words"), APART)
def test_says_how_far_apart(first: str, second: str, words: str) -> None:
    assert edtf.apart(edtf.parse(first), edtf.parse(second)) == words


@given(st.dates(), st.dates())
def test_two_days_are_apart_as_they_are(one: dt.date, other: dt.date) -> None:
    first, second = sorted((one, other))
    said = edtf.apart(edtf.parse(first.isoformat()), edtf.parse(second.isoformat()))
    assert "about" not in said
    assert " to " not in said
    assert (said == "the same day") == (first == second)
