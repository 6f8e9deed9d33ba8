"""Pictures in another language: months, amounts, standings and countries are its own, and long words fit."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from site_builder.charts.amounts import amount_of, short
from site_builder.charts.basemap import base_map
from site_builder.charts.country_words import _MESSAGES, country_code, country_name
from site_builder.charts.deals import NARROW, WIDE, DrawnDeal, WordedValue, deals_picture
from site_builder.charts.figures import FigurePoint, figures_picture
from site_builder.charts.svg import SIZE, SMALL
from site_builder.charts.text_width import BOLD
from site_builder.charts.time_axis import LETTERS, axis, month_labels, years_left_out
from site_builder.charts.timeline import small_timeline, whole_timeline
from site_builder.charts.timeline_events import UNSETTLED, TimelineEvent
from site_builder.charts.timeline_key import signs
from site_builder.charts.timeline_marks import STANDINGS, label_text
from site_builder.charts.timeline_wide import INSET, MOST_NAMES, NAMES
from site_builder.charts.worldmap import WIDE as WIDE_MAP
from site_builder.charts.worldmap import Spot, draw_map
from site_builder.model import edtf
from site_builder.model.quantities import Value
from site_builder.model.value_types import Line
from site_builder.translation.languages import Language
from site_builder.translation.messages import speaking
from tests.pictures import SLACK, VISIT, box, outside, touching

OVERLAP = "May overlap: these may count the same goods or money, so they are not to be added up."
GERMAN_OVERLAP = (
    "Überschneidung möglich: Diese Angaben zählen womöglich dieselben Güter oder dasselbe Geld und dürfen "
    "deshalb keinesfalls zu einer Gesamtsumme zusammengezählt werden, auch nicht ungefähr oder vorläufig."
)
GERMAN = Language(
    "de",
    {
        ("1,000,000,000", "{amount} bn"): ("{amount} Mrd.",),
        ("1,000,000", "{amount} m"): ("{amount} Mio.",),
        ("", "{currency} {amount}"): ("{amount} {currency}",),
        ("", "{year} left out"): ("{year} ausgelassen",),
        ("", "{first} to {last} left out"): ("{first} bis {last} ausgelassen",),
        ("decade", "{year}s"): ("{year}er",),
        ("", "planned"): ("geplant",),
        ("", "{title} ({standing})"): ("{title} ({standing})",),
        ("", "{title} (date disputed)"): ("{title} (Datum umstritten)",),
        ("", "{title} ({standing}, date disputed)"): ("{title} ({standing}, Datum umstritten)",),
        ("", "The day is known"): ("Der Tag ist bekannt",),
        ("", "“{words}”"): ("„{words}“",),
        ("", "“{words}”, no number given. {source}"): ("„{words}“, ohne Zahl. {source}",),
        ("", "Palestine"): ("Palästina",),
        ("", OVERLAP): (GERMAN_OVERLAP,),
    },
)
FINNISH = Language("fi")
"""Its months have long names."""


@pytest.fixture
def german() -> Iterator[None]:
    with speaking(GERMAN):
        yield


def event(
    date: str, group: str = "Visits", status: str = "happened", *, disputed: bool = False
) -> TimelineEvent:
    mark = replace(VISIT, group=group)
    parsed = edtf.parse(date)
    return TimelineEvent(date, mark, "Titel", f"events/{date}/", "", parsed, disputed, status, 1)


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("amount", "english", "german"),
    [
        (1.67e9, "1.67 bn", "1,67 Mrd."),
        (2.5e6, "2.5 m", "2,5 Mio."),
        (0.25, "0.25", "0,25"),
        (0.1234, "0.1234", "0,1234"),
        (22, "22", "22"),
        (-1.5, "-1.5", "-1,5"),
        (3e3, "3 k", "3 k"),
    ],
)
def test_amounts(amount: float, english: str, german: str) -> None:
    assert short(amount) == english
    with speaking(GERMAN):
        assert short(amount) == german


def test_every_standing_has_words() -> None:
    assert set(STANDINGS) == UNSETTLED


@pytest.mark.usefixtures("german")
def test_labels_say_how_events_stand() -> None:
    assert label_text(event("2020")) == "Titel"
    assert label_text(event("2020", status="planned")) == "Titel (geplant)"
    assert label_text(event("2020", disputed=True)) == "Titel (Datum umstritten)"
    assert label_text(event("2020", status="planned", disputed=True)) == "Titel (geplant, Datum umstritten)"


@pytest.mark.usefixtures("german")
def test_the_key_and_what_is_left_out() -> None:
    timeline = whole_timeline([event("2001-02-03"), event("2012-05-06")])
    assert timeline
    assert [mark.tooltip for mark in signs(timeline)] == ["Der Tag ist bekannt"]
    assert [gap.tooltip for gap in timeline.wide.breaks] == ["2002 bis 2011 ausgelassen"]
    left_out = [year.left_out.text for year in timeline.narrow.years if year.left_out]
    assert left_out == ["2002 bis 2011 ausgelassen"]
    assert [month.text for month in timeline.narrow.months] == ["Jan.", "Dez."]
    assert years_left_out(2001, 2003) == "2002 ausgelassen"
    assert years_left_out(2001, 2002) == ""


@pytest.mark.usefixtures("german")
def test_the_axis_has_the_names_of_its_columns() -> None:
    days = [dt.date(year, 1, 1).toordinal() for year in range(1900, 2000)]
    assert [column.label for column in axis(days, [], 0, 700).columns][:2] == ["1900er", "1910er"]
    (year,) = axis([dt.date(2020, 1, 1).toordinal()], [], 0, 700).columns
    assert [label.text for label in month_labels([year])][2:4] == ["März", "Apr."]


# ------------------------------------------------------------------ room


@pytest.mark.parametrize("language", [GERMAN, FINNISH], ids=["de", "fi"])
def test_months_stay_in_the_picture(language: Language) -> None:
    items = [event("2001-02-03"), event("2012-05-06")]
    with speaking(language):
        for timeline in (whole_timeline(items), small_timeline(items)):
            assert timeline
            months = [box(month, LETTERS, middle=True) for month in timeline.narrow.months]
            assert outside(months, timeline.narrow.width, timeline.narrow.height) == []
            assert touching(months) == []


@pytest.mark.parametrize(
    "group",
    ["Visits", "Rüstungsgeschäfte", "Wirtschaftsbeziehungen", "Konflikte, Einsätze, Proteste"],
)
def test_names_of_lanes_are_whole(group: str) -> None:
    timeline = whole_timeline([event("2001-02-03", group), event("2012-05-06")])
    assert timeline
    lane = next(lane for lane in timeline.wide.lanes if lane.names[0].text in group)
    assert " ".join(line.text for line in lane.names) == group
    names = [box(line, SIZE * BOLD) for line in lane.names]
    first = min(float(mark.x) for mark in timeline.wide.marks)
    assert max(name.right for name in names) <= first
    assert outside(names, MOST_NAMES - INSET, timeline.wide.height) == []


def test_a_name_too_long_for_any_lane_is_cut() -> None:
    timeline = whole_timeline([event("2001-02-03", "x" * 80)])
    assert timeline
    (lane,) = timeline.wide.lanes
    assert lane.names[0].text.endswith("…")
    assert NAMES < box(lane.names[0], SIZE * BOLD).right <= MOST_NAMES


def worth(amount: int | None, wording: str = "so viel") -> WordedValue:
    value = Value(amount=None if amount is None else Decimal(amount), sense="exact", wording=Line(wording))
    return WordedValue(wording, "Eine Zeitung", "articles/a/#q", amount_of(value))


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("amount", [5, 1_670_000_000, 500_000_000_000, -700_000_000_000])
def test_words_of_deals_stay_apart(amount: int) -> None:
    deals = [
        DrawnDeal("a", "Lieferung", "events/a/", "2012", 1, frozenset({"b"}), (worth(amount), worth(None))),
        DrawnDeal("b", "Verkauf", "events/b/", "2013", 2, frozenset(), ()),
    ]
    for form in (WIDE, NARROW):
        picture = deals_picture(deals, form, "USD")
        ticks = [box(tick, SMALL, middle=True) for tick in picture.ticks]
        assert touching(ticks) == []
        assert outside(ticks, picture.width, picture.height) == []
        assert {tick.text[-3:] for tick in picture.ticks} == {"USD", "0"}
        assert " ".join(line.text for line in picture.notes) == GERMAN_OVERLAP
        assert outside([box(line, SMALL) for line in picture.notes], picture.width, picture.height) == []
        assert picture.bars[0].words[0].text == "„so viel“"
        assert picture.bars[1].tooltip == "„so viel“, ohne Zahl. Eine Zeitung"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("amount", [5, 1_670_000_000, 900_000_000_000])
def test_the_scale_of_figures_stays_in_the_picture(amount: int) -> None:
    known = amount_of(Value(amount=Decimal(amount), sense="exact", wording=Line("so viel")))
    assert known
    points = [FigurePoint((n, n), str(n), "Wer", "Quelle", f"#{n}", "", known) for n in range(2000, 2009)]
    for width, least in ((1000, 108), (340, 96)):
        picture = figures_picture(points, width, least, ranks=False)
        ticks = [box(tick, SMALL) for tick in picture.ticks]
        assert outside(ticks, picture.width, picture.height) == []
        assert picture.width <= width
        grid = float(picture.grid[1:].split()[0])
        assert all(tick.right + SLACK < grid for tick in ticks)


# ------------------------------------------------------------------ countries


def test_every_country_has_words_in_other_languages() -> None:
    for country in base_map().countries:
        assert bool(country_code(country.name)) != (country.name in _MESSAGES), country.name
        assert country_name(country.name) == country.name


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Germany", "Deutschland"), ("Turkey", "Türkei"), ("Palestine", "Palästina"),
        ("Democratic Republic of the Congo", "Kongo-Kinshasa"), ("Somaliland", "Somaliland"),
    ],
)  # fmt: skip
def test_countries_are_known_by_both_names(english: str, said: str) -> None:
    assert country_name(english) == said
    found = base_map().country((said,))
    assert found == base_map().country((english,))
    assert found


def test_a_map_is_drawn_for_each_language() -> None:
    spots = (Spot("berlin", "Berlin", (13.4, 52.5), 3), Spot("rome", "Rom", (12.5, 41.9), 2))

    def named() -> set[str]:
        return {line for label in draw_map(spots, (), WIDE_MAP).names for line in label.lines}

    assert "POLAND" in named()
    with speaking(GERMAN):
        assert "POLEN" in named()
        assert "POLAND" not in named()
    assert "POLEN" not in named()


@pytest.mark.usefixtures("german")
def test_a_country_that_is_marked_is_not_named_again() -> None:
    spots = (Spot("x", "Polen", (13.4, 52.5), 3), Spot("rome", "Rom", (12.5, 41.9), 2))
    assert "POLEN" not in {line for label in draw_map(spots, (), WIDE_MAP).names for line in label.lines}
