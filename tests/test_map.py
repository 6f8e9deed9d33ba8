"""The map: true to its projection, nothing invented, nothing lost, labels apart; its outlines' provenance."""

import dataclasses
import gzip
from collections import Counter
from collections.abc import Mapping
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.charts import basemap, polygons
from site_builder.charts.basemap import base_map
from site_builder.charts.country_outlines import CROWDED, MapFrame, around_points
from site_builder.charts.labels import around, touch
from site_builder.charts.polygons import (
    Point,
    area,
    bounds,
    clip,
    depth,
    edges,
    innermost,
    inside,
    simplified,
)
from site_builder.charts.projection import fitted
from site_builder.charts.worldmap import (
    DETAIL,
    OVERVIEW,
    WIDE,
    Arc,
    MapDrawing,
    Spot,
    dense,
    draw_map,
)
from site_builder.linking.journeys import country_of, journeys, spot
from site_builder.linking.site import Site
from site_builder.model.registry import Place
from site_builder.model.value_types import ActorId, PlaceId
from site_builder.pages.map import map_page
from site_builder.pages.map_data import map_data, point_of
from site_builder.pages.place_map import place_map
from site_builder.pages.visits import visit_index
from tests.published import table_of

ROOT = Path(__file__).parents[1]
DATA = Path(basemap.__file__).parent / basemap.FILE

POINTS = st.tuples(st.floats(-179, 179), st.floats(-60, 80))


def with_places(site: Site, places: Mapping[PlaceId, Place]) -> Site:
    """The site, with other entries for some of its places."""
    registry = dataclasses.replace(site.corpus.registry, places={**site.corpus.registry.places, **places})
    return dataclasses.replace(site, corpus=dataclasses.replace(site.corpus, registry=registry))


# ------------------------------------------------------------------ where a place lies


def test_a_place_has_a_small_map_of_where_it_lies(shipped_site: Site) -> None:
    found = place_map(shipped_site, PlaceId("baku"), has_map=True)
    assert found is not None
    assert found.more is not None
    names = {line.text for label in found.names for line in label.lines}
    assert "IRAN" in names
    assert [line.text for line in found.label.lines] == ["Baku"]
    assert len(gzip.compress(found.land.encode())) < 2_000


def test_a_place_has_none_where_nobody_knows_where_it_lies(shipped_site: Site) -> None:
    places = shipped_site.corpus.registry.places
    known = {name: place_map(shipped_site, name, has_map=False) for name in places}
    assert {name for name, view in known.items() if view} == {
        name for name, place in places.items() if place.coordinates
    }
    assert not [view for view in known.values() if view and view.more]
    nowhere = dataclasses.replace(places[PlaceId("baku")], coordinates=(-48.9, -123.4))
    far = with_places(shipped_site, {PlaceId("baku"): nowhere})
    lonely = place_map(far, PlaceId("baku"), has_map=True)  # nothing but sea
    assert lonely is not None
    assert lonely.path


# ------------------------------------------------------------------ the base map


def test_the_base_map_says_where_it_is_from() -> None:
    about = base_map().about
    assert "Natural Earth 4.1.0" in str(about["source"])
    assert about["licence"] == "public domain"
    assert "world-atlas 2.0.2 (npm, ISC licence), countries-50m.json, fetched 2026-" in str(about["package"])
    assert "simplified" in str(about["changes"])
    assert DATA.stat().st_size < 120_000


def test_the_base_map_covers_the_world() -> None:
    countries = base_map().countries
    assert len(countries) > 230
    left, low, right, high = bounds([p for c in countries for polygon in c.polygons for p in polygon[0]])
    assert left <= -180
    assert right > 179
    assert low < -50
    assert high > 80
    names = [country.name for country in countries]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("Azerbaijan", (47.5, 40.5)), ("Israel", (34.8, 31.0)), ("Georgia", (42.2, 42.2)), ("Iran", (54, 32)),
        ("United States of America", (-98, 39)), ("Japan", (138, 36)), ("Brazil", (-53, -10)),
    ],
)  # fmt: skip
def test_names_stand_within_their_countries(name: str, at: Point) -> None:
    country = base_map().country((name,))
    assert country is not None
    assert any(inside(country.at, polygon) for polygon in country.polygons)
    assert any(inside(at, polygon) for polygon in country.polygons)


@given(st.lists(POINTS, min_size=3, max_size=40))
def test_a_simplified_arc_stays_near_and_keeps_its_ends(arc: list[Point]) -> None:
    kept = simplified(arc, lambda _: 5.0)
    assert kept[0] == arc[0]
    assert kept[-1] == arc[-1]
    assert set(kept) <= set(arc)
    spans = list(pairwise(kept))
    assert all(min(polygons._distance_squared(point, *span) for span in spans) <= 25 + 1e-9 for point in arc)


def test_no_outline_runs_across_the_map() -> None:
    """A country on both sides of the line of 180 degrees is drawn on either side in one piece."""
    countries = base_map().countries
    rings = [ring for country in countries for polygon in country.polygons for ring in polygon]
    assert max(abs(a[0] - b[0]) for ring in rings for a, b in edges(ring)) < 90
    russia = next(country for country in countries if country.name == "Russia")
    assert [any(inside(at, rings) for rings in russia.polygons) for at in CHUKOTKA] == [True, True, False]


CHUKOTKA = ((175.0, 67.0), (-175.0, 67.0), (-150.0, 70.0))
"""The last is north of Alaska, in the sea."""


@pytest.mark.parametrize("frame", [WIDE, DETAIL, OVERVIEW], ids=["wide", "detail", "overview"])
def test_a_map_of_the_world_has_few_points_and_one_of_a_region_its_detail(frame: MapFrame) -> None:
    def points(west: float, south: float, east: float, north: float) -> int:
        _, land = around_points([(west, south), (east, north)], frame)
        return sum(len(ring) for _, rings, _ in land for ring in rings)

    assert points(-170, -50, 175, 75) <= CROWDED * frame.width
    assert 100 < points(40, 35, 55, 45) <= CROWDED * frame.width


# ------------------------------------------------------------------ geometry


RINGS = st.lists(
    st.tuples(st.integers(-50, 150), st.integers(-50, 150)), min_size=3, max_size=20, unique=True
)


@given(RINGS)
def test_a_clipped_ring_lies_in_the_box(ring: list[tuple[int, int]]) -> None:
    box = (0.0, 0.0, 100.0, 100.0)
    cut = clip(ring, box)
    assert all(-1e-6 <= x <= 100 + 1e-6 and -1e-6 <= y <= 100 + 1e-6 for x, y in cut)
    assert clip(ring, (-60.0, -60.0, 160.0, 160.0)) == ring


def test_clipping_keeps_what_is_inside() -> None:
    square = [(-10, -10), (50, -10), (50, 50), (-10, 50)]
    assert area(clip(square, (0, 0, 100, 100))) == 2500
    assert clip(square, (60, 60, 100, 100)) == []


@given(st.floats(1, 80), st.floats(1, 80), st.floats(0, 1))
def test_the_innermost_point_of_a_triangle_is_inside(wide: float, tall: float, off: float) -> None:
    triangle = [(0.0, 0.0), (wide, 0.0), (off * wide, tall)]
    assert inside(innermost([triangle]), [triangle])


def test_a_hole_is_outside() -> None:
    outer, hole = [(0, 0), (90, 0), (90, 90), (0, 90)], [(30, 30), (60, 30), (60, 60), (30, 60)]
    assert not inside((45, 45), [outer, hole])
    assert inside((10, 10), [outer, hole])
    assert depth(innermost([outer, hole]), [outer, hole]) > 10


@given(st.lists(POINTS, min_size=1, max_size=20))
def test_a_frame_holds_its_points_and_keeps_directions(points: list[Point]) -> None:
    projection = fitted(points, 900, 500, margin=40, smallest=8)
    placed = [projection.point(point) for point in points]
    assert all(40 - 1e-6 <= x <= 860 + 1e-6 and 40 - 1e-6 <= y <= 460 + 1e-6 for x, y in placed)
    for (a, at_a), (b, at_b) in combinations(zip(points, placed, strict=True), 2):
        assert (b[0] - a[0]) * (at_b[0] - at_a[0]) >= 0  # farther east is farther right
        assert (b[1] - a[1]) * (at_b[1] - at_a[1]) <= 0  # farther north is farther up
    west, south, east, north = projection.degrees(900, 500)
    assert projection.point((west, north)) == pytest.approx((0, 0), abs=1e-6)
    assert projection.point((east, south)) == pytest.approx((900, 500))


NAMES = st.sampled_from(("Baku", "Porto Sul", "Headquarters of the State Border Service", "Ə", "New York"))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[tuple[Spot, ...], tuple[Arc, ...]]:
    """Any spots, in one town or all over the world, and any arcs between them."""
    count = draw(st.integers(1, 12))
    middle, spread = draw(POINTS), draw(st.sampled_from((0.0, 0.01, 2.0, 20.0)))
    off = st.floats(-1, 1)
    spots = tuple(
        Spot(
            f"s{i}",
            draw(NAMES),
            (
                max(-179.0, min(179.0, middle[0] + spread * draw(off))),
                max(-60.0, min(80.0, middle[1] + spread * draw(off))),
            ),
            draw(st.integers(0, 30)),
            draw(st.booleans()),
        )
        for i in range(count)
    )
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda p: p[0] != p[1])
    found = draw(st.sets(ends, max_size=8 if count > 1 else 0))
    return spots, tuple(Arc((f"s{a}", f"s{b}"), 1 + a, b % 2 == 0) for a, b in sorted(found))


def check(drawing: MapDrawing, frame: MapFrame) -> None:
    labels = [drawn.label.box for drawn in drawing.spots if drawn.label]
    names = [label.box for label in drawing.names]
    for drawn in drawing.spots:
        assert 0 <= drawn.at[0] <= frame.width
        assert 0 <= drawn.at[1] <= frame.height
    assert not [pair for pair in combinations([*labels, *names], 2) if touch(*pair)]
    marks = [around(drawn.at, drawn.radius) for drawn in drawing.spots]
    assert not [(box, mark) for box in [*labels, *names] for mark in marks if touch(box, mark)]
    for box in [*labels, *names]:
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= frame.width
        assert box[3] <= frame.height


@settings(max_examples=30)
@given(worlds(), st.sampled_from((WIDE, DETAIL, OVERVIEW)))
def test_any_world_fits_its_map(world: tuple[tuple[Spot, ...], tuple[Arc, ...]], frame: MapFrame) -> None:
    spots, arcs = world
    drawing = draw_map(spots, arcs, frame)
    check(drawing, frame)
    at = {drawn.of.key: drawn.at for drawn in drawing.spots}
    assert set(at) == {spot.key for spot in spots}
    for drawn in drawing.arcs:
        assert drawn.through[0] == pytest.approx(at[drawn.arc.ends[0]])
        assert drawn.through[-1] == pytest.approx(at[drawn.arc.ends[1]])


def test_the_dense_region_is_found_and_holds_most() -> None:
    cluster = [Spot(f"near-{i}", "x", (45.0 + i, 40.0 - i / 2), 3) for i in range(4)]
    far = [Spot("far-west", "x", (4.0, 51.0), 2), Spot("far-east", "x", (69.0, 34.0), 1)]
    busy = {one.key: one.weight for one in [*cluster, *far]}
    assert dense([*cluster, *far], busy) == tuple(one.key for one in cluster)
    spread = [Spot(f"s{i}", "x", (i * 20.0, 0.0), 1) for i in range(8)]
    assert dense(spread, {one.key: 1 for one in spread}) == ()
    assert dense(cluster[:2], busy) == ()


def test_there_and_back_are_two_arcs() -> None:
    spots = (Spot("a", "A", (10.0, 40.0), 1), Spot("b", "B", (30.0, 45.0), 1))
    drawing = draw_map(spots, (Arc(("a", "b"), 1), Arc(("b", "a"), 1), Arc(("a", "b"), 1, firm=False)), WIDE)
    middles = [drawn.through[6] for drawn in drawing.arcs]
    assert all(abs(a[1] - b[1]) > 20 for a, b in combinations(middles, 2))


# ------------------------------------------------------------------ what the corpus says


def test_every_start_rests_on_a_record_or_says_why_there_is_none(any_site: Site) -> None:
    """The cases are in `cases/starts.yml`; this is that both sites hold them."""
    seen = set()
    for event in any_site.events.values():
        for journey in journeys(any_site, event):
            for part, start in zip(journey.visitors, journey.starts, strict=True):
                assert bool(start.records) == bool(journey.home) != bool(start.reason)
                seen.add((part.of, journey.home))
    assert seen >= {("yoav-gallant", "israel"), ("mustafa-oguz", None)} or ("ann-haldane", "norland") in seen
    assert country_of(any_site, ActorId("nato")) is None


def test_no_line_is_drawn_whose_start_no_article_gives(shipped_site: Site) -> None:
    """What is reported of Oğuz is an office of NATO."""
    page = map_page(shipped_site)
    unknown = [row for row in page.ways if row.start is None]
    assert "events/2023-03-oguz-azerbaijan/" in {visit.link.to for row in unknown for visit in row.visits}
    assert all(row.reason and "start not reported" in row.title and not row.ends for row in unknown)


def test_every_visitor_travels_once(shipped_site: Site) -> None:
    for event in shipped_site.events.values():
        found = [part for journey in journeys(shipped_site, event) for part in journey.visitors]
        assert Counter(found) == Counter(part for part in event.parts if part.role == "visitor")


def test_every_event_with_a_place_is_listed(any_site: Site) -> None:
    site = any_site
    page, found = map_page(site), map_data(site, visit_index(site).ways)
    listed = {item.link.to for row in page.spots for item in row.events}
    placed = {f"events/{e.id}/" for e in site.events.values() if point_of_event(site, e.place)}
    assert listed == placed
    nowhere = {
        event.place for event in site.events.values() if event.place and point_of(site, event.place) is None
    }
    assert len(page.unplaced) == len(nowhere)
    ways = {item.link.to for row in page.ways for item in row.visits}
    assert ways == {f"events/{e.id}/" for e in site.events.values() if e.frame.type == "visit"}
    assert {row.key for row in page.spots} <= set(found.at)


def point_of_event(site: Site, place: PlaceId | None) -> Point | None:
    here = spot(site, place)
    return point_of(site, here) if here else None


def test_lines_lead_to_rows_and_join_marks(any_site: Site) -> None:
    page = map_page(any_site)
    rows = {f"map/#{row.id}": row.ends for row in page.ways}
    for picture in page.pictures:
        for line in picture.lines:
            assert rows[line.to] == line.ends
    if page.pictures:
        keys = {mark.key for mark in page.pictures[0].marks}
        assert {end for line in page.pictures[0].lines for end in line.ends.split()} <= keys


def test_the_shipped_map_shows_what_it_should(shipped_site: Site) -> None:
    wide, detail, overview = map_page(shipped_site).pictures
    assert {mark.key for mark in wide.marks} >= {
        "baku",
        "brussels",
        "kabul",
        "tel-aviv",
        "azerbaijan",
        "israel",
    }
    assert [mark.key for mark in wide.marks if mark.label.spare] == []
    assert {mark.key for mark in detail.marks} < {mark.key for mark in overview.marks}
    assert overview.inset is not None
    assert detail.inset is None
    assert "israel azerbaijan" in {line.ends for line in wide.lines}
    named = {line.text for label in wide.names for line in label.lines}
    assert "IRAQ" in named
    assert not named & {"ISRAEL", "KOSOVO"}  # marks themselves


def test_a_place_without_coordinates_counts_where_it_lies(shipped_site: Site) -> None:
    assert spot(shipped_site, PlaceId("eternal-fire-memorial")) == "baku"
    assert spot(shipped_site, PlaceId("lachin-road")) == "azerbaijan"
    assert spot(shipped_site, PlaceId("nato-headquarters")) == "brussels"  # the same spot on any map
    assert spot(shipped_site, PlaceId("nakhchivan")) == "nakhchivan"
    assert spot(shipped_site, PlaceId("asia")) is None
    assert spot(shipped_site, None) is None
    rows = {row.name.text: row.shown_at for row in map_page(shipped_site).unplaced}
    shown = rows["Eternal Fire memorial"]
    assert shown is not None
    assert shown.text == "Baku"


def test_a_state_that_no_map_knows_is_not_placed(toy_site: Site) -> None:
    page = map_page(toy_site)
    assert point_of(toy_site, PlaceId("sudria")) is None
    assert {mark.key for picture in page.pictures for mark in picture.marks} <= {"porto-sul", "mount-ary"}
    assert "Kesh" in {row.name.text for row in page.unplaced}


def test_without_any_coordinates_there_is_no_map(toy_site: Site) -> None:
    places = toy_site.corpus.registry.places
    bare = with_places(
        toy_site, {name: dataclasses.replace(place, coordinates=None) for name, place in places.items()}
    )
    assert map_page(bare).pictures == ()
    assert map_page(bare).ways


def test_a_place_anywhere_on_earth_has_land_around_it(toy_site: Site) -> None:
    places = toy_site.corpus.registry.places
    porto = dataclasses.replace(places[PlaceId("porto-sul")], coordinates=(-33.9, 151.2))
    page = map_page(with_places(toy_site, {PlaceId("porto-sul"): porto}))
    assert page.pictures[0].land
    at_sea = map_page(toy_site).pictures[0]  # its only place is far out in the Atlantic
    assert at_sea.land
    named = {line.text for label in at_sea.names for line in label.lines}
    assert "BRAZIL" in named
    assert "FRANCE" not in named  # of which only an outlying part shows


def test_planned_and_denied_visits_are_drawn_apart(shipped_site: Site) -> None:
    visit = next(e for e in shipped_site.events.values() if e.id == "2023-07-gallant-azerbaijan")
    denied = dataclasses.replace(shipped_site, events={visit.id: dataclasses.replace(visit, status="denied")})
    lines = map_page(denied).pictures[0].lines
    assert [line.kind for line in lines] == ["not"]
    assert "not known to have taken place" in lines[0].title


def test_tables_of_places_and_visits(shipped_site: Site) -> None:
    places = {row["id"]: tuple(row.values()) for row in table_of(shipped_site, "places")}
    assert places["baku"][1:5] == ("Baku", "azerbaijan", 40.41, 49.87)
    ways = {row["event"]: row for row in table_of(shipped_site, "journeys")}
    assert {*ways} == {e.id for e in shipped_site.events.values() if e.frame.type == "visit"}
    gallant = ways["2023-07-gallant-azerbaijan"]
    assert [gallant[name] for name in ("home", "to", "to_state")] == ["israel", "azerbaijan", "azerbaijan"]
    assert (gallant["home_basis"], gallant["home_office"]) == ("article", "Minister of Defence")
    starts = [row for row in table_of(shipped_site, "journey_records") if row["event"] == gallant["event"]]
    assert {str(row["record"]).split("/")[1] for row in starts} == {"people"}
    stops = {row["place"] for row in table_of(shipped_site, "record_places") if row["field"] == "stops"}
    assert "baku" in stops
    oguz = ways["2023-03-oguz-azerbaijan"]
    assert [oguz[name] for name in ("home", "home_basis", "home_office", "home_reason")] == [
        None, None, None, "the office reported for the visitor is not one of a state",
    ]  # fmt: skip
