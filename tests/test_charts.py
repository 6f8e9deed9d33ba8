"""Charts of deals and figures: each value stands for itself, where it belongs, and no word covers another."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import BuildOptions, build
from site_builder.charts.amounts import amount_of, round_scale
from site_builder.charts.deals import (
    NARROW,
    WIDE,
    DealsPicture,
    DrawnDeal,
    Form,
    WordedValue,
    deals_picture,
    overlapping,
)
from site_builder.charts.figures import FigurePoint, FiguresPicture, figures_picture
from site_builder.charts.svg import SIZE
from site_builder.charts.text_width import cut, width, wrap
from site_builder.linking.site import Site
from site_builder.model.quantities import Value
from site_builder.model.value_types import Line, Sense
from site_builder.pages.arms_deals import deals_page
from site_builder.pages.figures import figures_page
from tests.conftest import TOY, project_at
from tests.pictures import SLACK, Box, box, outside, touching

ROOT = Path(__file__).parents[1]
SMALL = 12

words = st.lists(st.sampled_from(("sale", "of", "Azerbaijan", "WWWWW", "x" * 80)), min_size=1, max_size=14)
titles = words.map(" ".join) | st.text(min_size=1, max_size=60)
numbers = st.decimals(-(10**6), 10**12, places=2, allow_nan=False, allow_infinity=False)


def value(amount: Decimal | tuple[Decimal, Decimal] | None, sense: Sense) -> Value:
    return Value(amount=amount, sense=sense, wording=Line("so much"))


values = st.builds(
    value,
    st.none() | numbers | st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair))),
    st.sampled_from(get_args(Sense)),
)


# ------------------------------------------------------------------ words


@given(titles, st.floats(20, 400))
def test_cut_words_fit(text: str, room: float) -> None:
    assert width(cut(text, SIZE, room), SIZE) <= max(room, width("…", SIZE))
    assert cut(text, SIZE, 1e9) == text


@given(words.map(" ".join), st.floats(60, 400), st.integers(1, 4))
def test_wrapped_words_fit_and_lose_nothing_but_the_end(text: str, room: float, most: int) -> None:
    lines = wrap(text, SIZE, room, most)
    assert 1 <= len(lines) <= most
    assert all(width(line, SIZE) <= room for line in lines)
    if "…" not in "".join(lines):
        assert " ".join(lines).split() == text.split()


# ------------------------------------------------------------------ deals


@st.composite
def deals(draw: st.DrawFn) -> list[DrawnDeal]:
    number = draw(st.integers(0, 7))
    ids = [f"d{n}" for n in range(number)]
    return [
        DrawnDeal(
            id=name,
            title=draw(titles),
            to=f"events/{name}/",
            when="2012 (ordered)",
            opening=draw(st.integers(1, 5)),
            overlaps=frozenset(draw(st.sets(st.sampled_from(ids), max_size=2)) - {name}),
            values=tuple(
                WordedValue(draw(titles), draw(titles), f"articles/a/#{name}-{n}", amount_of(draw(values)))
                for n in range(draw(st.integers(0, 3)))
            ),
        )
        for name in ids
    ]


def deal_boxes(picture: DealsPicture) -> list[Box]:
    return [
        *(box(line, SIZE) for heading in picture.headings for line in heading.title),
        *(box(line, SMALL) for heading in picture.headings for line in heading.when),
        *(box(line, SIZE) for bar in picture.bars for line in bar.words),
        *(box(line, SMALL) for bar in picture.bars for line in bar.source),
        *(box(line, SMALL) for line in picture.notes),
    ]


def blocks(picture: DealsPicture) -> list[Box]:
    found = (
        re.fullmatch(r"M([-\d.]+) ([-\d.]+)h([\d.]+)v(\d+)h-[\d.]+z", path)
        for bar in picture.bars
        for path in (bar.sure, bar.perhaps)
        if path
    )
    made = [[float(part) for part in match.groups()] for match in found if match]
    return [Box(x, x + wide, y, y + high, "bar") for x, y, wide, high in made]


@pytest.mark.parametrize("form", [WIDE, NARROW], ids=["wide", "narrow"])
@given(deals=deals())
def test_words_of_deals_stand_apart(form: Form, deals: list[DrawnDeal]) -> None:
    picture = deals_picture(deals, form, "USD")
    boxes = deal_boxes(picture)
    assert touching(boxes) == []
    assert outside([*boxes, *blocks(picture)], picture.width, picture.height) == []
    assert [(one, bar) for one in boxes for bar in blocks(picture) if one.meets(bar)] == []


@given(deals())
def test_every_worded_value_has_a_bar_of_its_own(deals: list[DrawnDeal]) -> None:
    picture = deals_picture(deals, WIDE, "USD")
    assert sorted(bar.to for bar in picture.bars) == sorted(
        value.to for deal in deals for value in deal.values
    )
    assert sorted(heading.to for heading in picture.headings) == sorted(deal.to for deal in deals)
    numbered = {value.to for deal in deals for value in deal.values if value.amount}
    assert {bar.to for bar in picture.bars if bar.sure or bar.perhaps} == numbered


@given(deals())
def test_deals_that_may_overlap_share_a_bracket(deals: list[DrawnDeal]) -> None:
    groups = overlapping(deals)
    assert sorted(deal.id for group in groups for deal in group) == sorted(deal.id for deal in deals)
    place = {deal.id: number for number, group in enumerate(groups) for deal in group}
    for deal in deals:
        assert all(place[deal.id] == place[other] for other in deal.overlaps)
    picture = deals_picture(deals, WIDE, "USD")
    assert picture.brackets.count("M") == sum(len(group) > 1 for group in groups)


def amounts_drawn(sense: Sense, *amount: int) -> DealsPicture:
    said = value(Decimal(amount[0]) if len(amount) == 1 else (Decimal(amount[0]), Decimal(amount[1])), sense)
    known = amount_of(said)
    worded = WordedValue("so much", "A paper", "articles/a/#q", known)
    return deals_picture(
        [DrawnDeal("d", "Deal", "events/d/", "2012", 1, frozenset(), (worded,))], WIDE, "USD"
    )


@pytest.mark.parametrize(
    ("sense", "amount", "sure", "perhaps", "arrow"),
    [
        ("exact", (5,), True, False, ""),
        ("about", (5,), True, True, ""),
        ("exact", (3, 5), True, True, ""),
        ("below", (5,), False, True, "l-5 5"),
        ("above", (5,), True, False, "l5 5"),
    ],
)
def test_the_sense_of_an_amount_shows(
    sense: Sense, amount: tuple[int, ...], sure: bool, perhaps: bool, arrow: str
) -> None:
    (bar,) = amounts_drawn(sense, *amount).bars
    assert (bool(bar.sure), bool(bar.perhaps)) == (sure, perhaps)
    assert arrow in bar.arrow
    assert bool(bar.arrow) == bool(arrow)


# ------------------------------------------------------------------ figures

points = st.lists(
    st.builds(
        FigurePoint,
        opening=st.tuples(st.integers(1, 9), st.integers(1, 9)),
        period=st.sampled_from(("2016", "Jan – May 2023", "no period given")),
        who=titles,
        source=st.sampled_from(
            ("SIPRI", "The Jerusalem Post", "Stockholm International Peace Research Institute")
        ),
        to=st.integers(0, 10**9).map(lambda n: f"articles/a/#q-{n}"),
        tooltip=titles,
        amount=values.map(amount_of).filter(bool),
    ),
    min_size=1,
    max_size=9,
)


def point_boxes(picture: FiguresPicture) -> list[Box]:
    return [
        box(text, size, float(point.x), float(point.y), middle=True)
        for point in picture.points
        for size, texts in ((SIZE, point.amount), (SMALL, (*point.period, *point.words)))
        for text in texts
    ]


@pytest.mark.parametrize(("wide", "least"), [(1000, 108), (340, 96)])
@given(points=points)
def test_words_of_figures_stand_apart(wide: int, least: int, points: list[FigurePoint]) -> None:
    picture = figures_picture(points, wide, least, ranks=False)
    boxes = point_boxes(picture)
    assert touching(boxes) == []
    assert outside(boxes, picture.width, picture.height) == []
    assert picture.width <= wide
    assert sorted(point.to for point in picture.points) == sorted(point.to for point in points)


@given(points)
def test_points_stand_by_their_amounts(points: list[FigurePoint]) -> None:
    picture = figures_picture(points, 10_000, 108, ranks=False)  # one panel
    places = {point.to: float(point.y) for point in picture.points}
    ordered = sorted(points, key=lambda point: point.amount.middle)
    if len({point.to for point in points}) == len(points):
        for lower, higher in pairwise(ordered):
            assert places[lower.to] + SLACK >= places[higher.to]


def test_ranks_run_down_from_the_first() -> None:
    made = [
        FigurePoint((n, n), str(n), "A", "S", f"articles/a/#q-{n}", "", known)
        for n in (1, 2, 3)
        if (known := amount_of(value(Decimal(n), "exact")))
    ]
    picture = figures_picture(made, 1000, 108, ranks=True)
    heights = [float(point.y) for point in picture.points]
    assert heights == sorted(heights)
    assert [tick.text for tick in picture.ticks] == ["1", "2", "3"]


def test_sources_have_a_shape_each() -> None:
    made = [
        FigurePoint((n, n), "2016", "A", source, f"articles/a/#q-{n}", "", known)
        for n, source in enumerate(("SIPRI", "A paper", "SIPRI"))
        if (known := amount_of(value(Decimal(2), "exact")))
    ]
    first, second, third = figures_picture(made, 1000, 108, ranks=False).points
    assert first.outline == third.outline != second.outline


@given(numbers, numbers, st.integers(1, 8))
def test_scales_hold_what_they_are_for(one: Decimal, other: Decimal, most: int) -> None:
    low, high = sorted((float(one), float(other)))
    scale, steps = round_scale(low, high, most, 0, 100)
    invisible = (max(high, 0) - min(low, 0)) * 1e-6
    assert scale.low <= min(low, 0) + invisible
    assert scale.high >= max(high, 0) - invisible
    assert 2 <= len(steps) <= most + 3
    assert steps == sorted(steps)


# ------------------------------------------------------------------ corpora


def test_charts_of_corpora_are_sound(any_site: Site) -> None:
    for chart in deals_page(any_site).charts:
        for picture in (chart.wide, chart.narrow):
            assert touching(deal_boxes(picture)) == []
            assert outside(deal_boxes(picture), picture.width, picture.height) == []
    for figures in figures_page(any_site).charts:
        for drawn in (figures.wide, figures.narrow):
            assert touching(point_boxes(drawn)) == []
            assert outside(point_boxes(drawn), drawn.width, drawn.height) == []


def test_the_register_brackets_what_is_uncertain(shipped_site: Site) -> None:
    rows = {row.title.to: row for row in deals_page(shipped_site).deals}
    drones = rows["events/2012-israel-azerbaijan-drone-deal/"]
    contracts = rows["events/2016-israel-azerbaijan-contracts/"]
    assert drones.ordered
    assert drones.ordered.uncertain
    assert [value.uncertain for value in drones.values] == [False]
    assert contracts.disclosed
    assert not contracts.disclosed.uncertain
    assert contracts.disclosed.view.edtf == "2016-12"
    assert [value.uncertain for value in contracts.values] == [True, True]
    assert contracts.ladder
    assert [step.name for step in contracts.ladder.steps if step.reached] == [
        "possible",
        "planned",
        "contracted",
    ]


def test_no_value_of_the_shipped_deals_is_a_sum(shipped_site: Site) -> None:
    (chart,) = deals_page(shipped_site).charts
    said = [line.text for bar in chart.wide.bars for line in bar.words]
    assert sorted(said) == [
        "“USD 1.5 billion”",
        "“nearly $5 billion”",
        "“some $5 billion”",
    ]
    assert chart.wide.brackets.count("M") == 1
    assert len(chart.wide.headings) == 3


# ------------------------------------------------------------------ all pictures


@pytest.mark.parametrize("root", [TOY, ROOT], ids=["toy", "shipped"])
def test_all_words_of_all_pictures_have_their_width(root: Path) -> None:
    built, _ = build(project_at(root), BuildOptions())
    assert built is not None
    texts = [text for page in built.pages for text in re.findall(r"<(?:text|tspan)\b[^>]*>", page.html)]
    assert len(texts) > 100
    fixed = re.compile(r'<text .*textLength="[\d.]+" lengthAdjust="spacingAndGlyphs">')
    assert [text for text in texts if not fixed.fullmatch(text)] == []


@pytest.mark.parametrize(
    ("words", "ems"),
    [
        ("Baku", 2.3),
        ("Баку", 2.5),
        ("Αθήνα", 3.1),
        ("القدس", 3),
        ("ירושלים", 3.3),
        ("東京", 2.1),
        ("Ə", 0.75),
        ("a\u0301", 0.6),
        ("…", 1),
    ],
)
def test_words_of_any_script_are_about_as_wide_as_usual(words: str, ems: float) -> None:
    assert width(words, 1) == pytest.approx(ems, rel=0.06)
