"""Timelines: marks lie where their dates say, and no word covers another or leaves the picture."""

import datetime as dt
import gzip
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import BuildOptions, build
from site_builder.charts.svg import SIZE
from site_builder.charts.time_axis import LETTERS, axis
from site_builder.charts.timeline import MOST_SMALL, Timeline, small_timeline, whole_timeline
from site_builder.charts.timeline_events import STUB, TimelineEvent
from site_builder.charts.timeline_key import signs
from site_builder.charts.timeline_marks import EventMark
from site_builder.charts.timeline_narrow import Narrow
from site_builder.charts.timeline_wide import NAMES, Wide
from site_builder.linking.site import Site
from site_builder.model import edtf
from site_builder.pages.timeline import timeline_page
from tests.conftest import project_at
from tests.pictures import MARKS, SLACK, VISIT, box, glyphs, labels, outside, touching

ROOT = Path(__file__).parents[1]

recent = st.dates(dt.date(2019, 1, 1), dt.date(2023, 12, 31))
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)) | recent
pairs = st.lists(days, min_size=2, max_size=2, unique=True)
written = st.one_of(
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    days.map(lambda day: f"{day}?"),
    days.map(lambda day: f"{str(day)[:7]}~"),
    days.map(lambda day: f"{str(day)[:3]}X"),
    days.map(lambda day: f"[..{day}]"),
    days.map(lambda day: f"[{day}..]"),
    days.map(lambda day: f"{day}/.."),
    days.map(lambda day: f"{day}/"),
    days.map(lambda day: f"/{day}"),
    pairs.map(lambda pair: "{}/{}".format(*sorted(pair))),
    pairs.map(lambda pair: "[{}..{}]".format(*sorted(pair))),
    pairs.map(lambda pair: "[{},{}]".format(*sorted(pair))),
    pairs.map(lambda pair: "{{{},{}}}".format(*sorted(pair))),
)
words = st.lists(st.sampled_from(("visits", "Azerbaijan", "of", "WWW")), min_size=1, max_size=15)
titles = st.text(min_size=1, max_size=60) | words.map(" ".join)


@st.composite
def events(draw: st.DrawFn) -> list[TimelineEvent]:
    dates = draw(st.lists(st.none() | written, max_size=12))
    return [
        TimelineEvent(
            id=f"e{number}",
            mark=draw(st.sampled_from(MARKS)),
            title=draw(titles),
            to=f"events/e{number}/",
            tooltip=f"e{number}",
            date=edtf.parse(date) if date else None,
            disputed=draw(st.booleans()),
            status=draw(st.sampled_from(("happened", "claimed", "expected", "denied", ""))),
            weight=draw(st.integers(1, 4)),
        )
        for number, date in enumerate(dates)
    ]


def narrow_marks(picture: Narrow) -> list[EventMark]:
    return [mark for year in picture.years for mark in year.marks]


def faults(marks: list[EventMark], picture: Wide | Narrow) -> list[object]:
    """Labels that touch each other or a mark, and what leaves the picture."""
    words, signs = list(labels(marks, SIZE)), list(glyphs(marks))
    covered = [(word.words, sign.words) for word in words for sign in signs if word.meets(sign)]
    return [
        *touching(words),
        # The two marks of a disputed date may touch each other.
        *(pair for pair in touching(signs) if pair[0] != pair[1]),
        *covered,
        *outside([*words, *signs], picture.width, picture.height),
    ]


@given(events())
def test_nothing_covers_another_or_leaves_the_picture(items: list[TimelineEvent]) -> None:
    for timeline in (whole_timeline(items), small_timeline(items)):
        if timeline:
            assert faults(list(timeline.wide.marks), timeline.wide) == []
            assert faults(narrow_marks(timeline.narrow), timeline.narrow) == []


@given(events())
def test_every_dated_event_stands_once_in_each_picture(items: list[TimelineEvent]) -> None:
    dated = sorted(item.to for item in items if item.date)
    whole = whole_timeline(items)
    assert (whole is None) == (not dated)
    for timeline in (whole, small_timeline(items)):
        if timeline:
            assert sorted(mark.to for mark in timeline.wide.marks) == dated
            assert sorted(mark.to for mark in narrow_marks(timeline.narrow)) == dated
            assert timeline.undated == len(items) - len(dated)


def spans(mark: EventMark) -> list[tuple[float, float]]:
    return [
        (float(mark.x) + float(start), float(mark.x) + float(end))
        for start, end in re.findall(r"M([-\d.]+) 0H([-\d.]+)", mark.bar)
    ]


@given(events())
def test_marks_lie_in_the_order_of_time(items: list[TimelineEvent]) -> None:
    timeline = whole_timeline(items)
    if timeline is None:
        return
    places = {mark.to: mark for mark in timeline.wide.marks}
    exact = [item for item in timeline.drawn if item.exact and item.date and not item.date.lasts]
    ordered = sorted(exact, key=lambda item: item.opening)
    for before, after in pairwise(ordered):
        assert float(places[before.to].x) <= float(places[after.to].x) + SLACK
    for mark in places.values():
        if mark.bar and not mark.second:
            assert any(a - SLACK <= float(mark.x) <= b + SLACK for a, b in spans(mark))
        for start, end in spans(mark):
            assert NAMES - SLACK <= start <= end + SLACK <= timeline.wide.width + 2 * SLACK
    years = [int(year.name.text) for year in timeline.narrow.years]
    assert years == sorted(set(years))


@given(st.lists(days, min_size=1, max_size=60), days, days)
def test_the_axis_never_runs_backwards(moments: list[dt.date], one: dt.date, other: dt.date) -> None:
    marked = [day.toordinal() for day in moments]
    line = axis(marked, [], NAMES + STUB, 1000 - STUB)
    before, after = sorted((one.toordinal(), other.toordinal()))
    assert line.at(before) <= line.at(after)
    assert line.stretches[0].start == NAMES + STUB
    assert line.end == pytest.approx(1000 - STUB)
    for left, right in pairwise(line.stretches):
        assert left.end == pytest.approx(right.start)
        assert left.last + 1 == right.first
    # Every marked day lies in a column, never in a break; two days of a year stay apart in proportion.
    for day in marked:
        assert any(column.first <= day <= column.last for column in line.columns)


@given(events())
def test_years_on_the_axis_stand_apart(items: list[TimelineEvent]) -> None:
    timeline = whole_timeline(items)
    if timeline:
        wide = timeline.wide
        boxes = [box(text, LETTERS, middle=True) for text in (*wide.years, *wide.months)]
        assert touching(boxes) == []
        assert outside(boxes, wide.width, wide.height) == []


def item(date: str, *, disputed: bool = False, status: str = "happened") -> TimelineEvent:
    return TimelineEvent("e", VISIT, "A visit", "events/e/", "A visit", edtf.parse(date), disputed, status)


@pytest.mark.parametrize(
    ("date", "exact", "bar", "arrows"),
    [
        ("2020-05-04", True, False, 0),
        ("2020-05-04?", False, True, 0),
        ("2020-05", False, True, 0),
        ("2020", False, True, 0),
        ("[2020-05-04..2020-05-09]", False, True, 0),
        ("2020-05-04/2020-06-01", True, True, 0),
        ("2020-05/2020-06-01", False, True, 0),
        ("[..2020-05]", False, True, 1),
        ("2020-05-04/..", True, True, 1),
    ],
)
def test_what_is_known_of_a_date_shows(date: str, exact: bool, bar: bool, arrows: int) -> None:
    timeline = whole_timeline([item(date)])
    assert timeline
    (mark,) = timeline.wide.marks
    assert ("r-hollow" in mark.look.split()) is not exact
    assert bool(mark.bar) is bar
    assert mark.arrows.count("l") == arrows * 2


def test_a_disputed_date_has_two_marks_and_a_denied_event_is_struck_out() -> None:
    timeline = whole_timeline([item("[2020-05-04..2020-06-09]", disputed=True, status="denied")])
    assert timeline
    (mark,) = timeline.wide.marks
    assert float(mark.second) > 0
    assert mark.struck
    assert {"r-disputed", "r-undone"} <= set(mark.look.split())


def test_a_claimed_event_stands_in_brackets_and_the_key_says_so() -> None:
    timeline = whole_timeline([item("2020-05-04", status="claimed")])
    assert timeline
    (mark,) = timeline.wide.marks
    assert mark.claimed
    assert "r-claimed" in mark.look.split()
    assert [text.text for text in mark.labels] == ["A visit (claimed)"]
    assert [sign.tooltip for sign in signs(timeline) if sign.claimed] == [
        "In brackets: claimed, and not reported in any other way"
    ]
    settled = whole_timeline([item("2020-05-04")])
    assert settled
    assert not any(sign.claimed for sign in signs(settled))


def test_a_small_timeline_draws_the_most_reported() -> None:
    many = [
        TimelineEvent(
            f"e{n}", VISIT, "A visit", f"events/e{n}/", "", edtf.parse(str(2000 + n % 20)), weight=n % 7
        )
        for n in range(100)
    ]
    timeline = small_timeline(many)
    assert timeline
    assert len(timeline.drawn) == MOST_SMALL
    assert timeline.left_out == 100 - MOST_SMALL
    assert min(item.weight for item in timeline.drawn) >= 4


def test_empty_years_become_one_break() -> None:
    timeline = whole_timeline([item("1991-10"), item("2012-03-12"), item("2013")])
    assert timeline
    assert [gap.tooltip for gap in timeline.wide.breaks] == ["1992 to 2011 left out"]
    assert [text.text for text in timeline.wide.years[:3]] == ["1991", "2012", "2013"]
    assert [year.left_out and year.left_out.text for year in timeline.narrow.years] == [
        None,
        "1992 to 2011 left out",
        None,
    ]


# ------------------------------------------------------------------ corpora


def test_the_page_draws_and_lists_every_event(any_site: Site) -> None:
    page = timeline_page(any_site)
    assert page.timeline
    picture: Timeline = page.timeline.picture
    assert faults(list(picture.wide.marks), picture.wide) == []
    assert faults(narrow_marks(picture.narrow), picture.narrow) == []
    dated = sorted(f"events/{event.id}/" for event in any_site.events.values() if event.date)
    assert sorted(mark.to for mark in picture.wide.marks) == dated
    assert sorted(mark.to for mark in narrow_marks(picture.narrow)) == dated
    listed = Counter(item.title.to for year in page.years for item in year.events)
    assert listed == Counter(f"events/{event}/" for event in any_site.events)


def test_pictures_are_light() -> None:
    built, _ = build(project_at(ROOT), BuildOptions())
    assert built
    pictures = {
        page.path: re.sub(r'<details class="r-take.*?</details>', "", found[0], flags=re.DOTALL)
        for page in built.pages
        if (found := re.search(r'<figure class="r-timeline.*?</figure>', page.html, re.DOTALL))
    }
    weights = {path: len(gzip.compress(picture.encode())) for path, picture in pictures.items()}
    assert weights.pop("timeline/") < 25_000
    assert len(weights) > 30
    assert {path: weight for path, weight in weights.items() if weight >= 4_000} == {}
