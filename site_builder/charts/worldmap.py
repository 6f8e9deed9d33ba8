"""The map: spots sized by events, arcs from where to where, over the outlines of countries."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from site_builder.charts.basemap import BaseMap, Country, base_map
from site_builder.charts.labelling import Ground, Label, Line, Wanted, around, label_at, place
from site_builder.charts.lettering import width
from site_builder.charts.polygons import Box, Point, Ring, area, bounds, clip, innermost, inside, simplified
from site_builder.charts.projection import Projection, fitted
from site_builder.charts.shapes import number, path

BEYOND = 6.0
"""Outlines are cut so far outside the picture, where the cuts do not show."""
CLOSE = 0.8
"""An outline may be drawn so far off its points."""
SPECK = 2.0
"""Islands and holes of a smaller area are not drawn."""
ROUGH = 3.0
"""The same, where only the middle of an outline is looked for."""
SMALLEST = (8.0, 16.0, 32.0, 64.0)
"""A map is at least so many degrees high; the next one is tried where it shows nothing but sea."""
BEND = 0.16
"""How far an arc bends from the straight line, as a share of its length."""
MOST_WEIGHED = 60
"""So many of the busiest spots decide which region is shown closer."""
SPACING = 0.09
"""Between the letters of a country's name, in type sizes (the style sheet has the same)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: degrees east and north, its number of events; `area` for a state as a whole."""

    key: str
    name: str
    at: Point
    weight: int
    area: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """Visits from one spot to another; `firm` where they took place, else only planned or denied."""

    ends: tuple[str, str]
    weight: int
    firm: bool = True


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A map's size and type sizes: of places, and of countries."""

    width: float
    height: float
    size: float
    soft: float
    radius: float
    margin: float

    @property
    def box(self) -> Box:
        """What labels must not leave."""
        return 3.0, 3.0, self.width - 3.0, self.height - 3.0


WIDE = MapFrame(980, 600, 13.5, 12.0, 4.2, 56)
DETAIL = MapFrame(358, 340, 12.5, 11.5, 3.6, 44)
OVERVIEW = MapFrame(358, 230, 12.5, 11.5, 3.0, 22)


@dataclass(frozen=True, slots=True)
class DrawnSpot:
    """A spot with its place in the picture; without a label where there was no room for one."""

    spot: Spot
    at: Point
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class DrawnArc:
    """An arc as path data from end to end, the path of its arrowhead, and the points it runs through."""

    arc: Arc
    path: str
    arrow: str
    width: float
    through: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A whole map; `inset` is the part that another drawing shows closer."""

    frame: MapFrame
    projection: Projection
    land: str
    names: tuple[Label, ...]
    arcs: tuple[DrawnArc, ...]
    spots: tuple[DrawnSpot, ...]
    inset: Box | None = None


@lru_cache(maxsize=16)
def draw_map(
    spots: tuple[Spot, ...],
    arcs: tuple[Arc, ...],
    frame: MapFrame,
    *,
    closer: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
) -> MapDrawing:
    """Draw spots and arcs on a map that fits them.

    With `closer` it fits those spots, and others show only where they fall into it. Spots that another
    map shows `beside` this one get no labels. A preview asks for the same map after most edits, so the
    last ones are kept.
    """
    fit = [spot for spot in spots if spot.key in closer] or spots
    projection, land = _ground([spot.at for spot in fit], frame)
    by_key = {spot.key: spot for spot in spots}
    shown = sorted(
        (spot for spot in spots if _is_in(projection.point(spot.at), frame)),
        key=lambda spot: (-spot.weight, spot.key),
    )
    keys = {spot.key for spot in shown}
    drawn_arcs = tuple(
        _arc(arc, by_key[arc.ends[0]], by_key[arc.ends[1]], projection, frame)
        for arc in arcs
        if keys & set(arc.ends)
    )
    marks = [around(_placed(spot, projection), radius(spot, frame) + 1) for spot in shown]
    ground = Ground(frame.box, marks, [line for arc in drawn_arcs for line in _lines(arc.through)])
    labels = place((_wanted(spot, projection, frame) for spot in shown if spot.key not in beside), ground)
    return MapDrawing(
        frame=frame,
        projection=projection,
        land="".join(path(rings) for _, rings, _ in land),
        names=tuple(_names(land, spots, ground, frame)),
        arcs=drawn_arcs,
        spots=tuple(
            DrawnSpot(spot, _placed(spot, projection), radius(spot, frame), labels.get(spot.key))
            for spot in shown
        ),
    )


def radius(spot: Spot, frame: MapFrame) -> float:
    """Radius of a spot: its area grows with the number of events, up to a limit."""
    return round(min(frame.radius * math.sqrt(max(spot.weight, 1)), frame.radius * 4), 1)


def dense(spots: Sequence[Spot], busy: Mapping[str, int]) -> tuple[str, ...]:
    """The spots of the region where most happens, if it is far smaller than the whole; else none.

    The region is a square with a third of the whole's longer side; of all such squares the one that holds
    most, where `busy` says how much happens at each spot. It must hold at least half of it all.
    """
    weighed = sorted(spots, key=lambda spot: (-busy[spot.key], spot.key))[:MOST_WEIGHED]
    if len(weighed) < 3:
        return ()
    whole = fitted([spot.at for spot in weighed], 1000, 1000, margin=0, smallest=SMALLEST[0])
    at = {spot.key: whole.point(spot.at) for spot in weighed}
    west, north, east, south = bounds(list(at.values()))
    side = max(east - west, south - north) / 3
    squares = (
        tuple(key for key, (x, y) in at.items() if left <= x <= left + side and top <= y <= top + side)
        for left in sorted({x for x, _ in at.values()})
        for top in sorted({y for _, y in at.values()})
    )
    best = max(squares, key=lambda keys: sum(busy[key] for key in keys))
    is_most = 2 * sum(busy[key] for key in best) >= sum(busy.values())
    return tuple(sorted(best)) if is_most and 2 < len(best) < len(spots) else ()


def _placed(spot: Spot, projection: Projection) -> Point:
    x, y = projection.point(spot.at)
    return round(x, 1), round(y, 1)


def _is_in(point: Point, frame: MapFrame) -> bool:
    return 0 <= point[0] <= frame.width and 0 <= point[1] <= frame.height


# ------------------------------------------------------------------ arcs


def _arc(arc: Arc, origin: Spot, target: Spot, projection: Projection, frame: MapFrame) -> DrawnArc:
    """A curve that bends to the left of the way, so that there and back are two."""
    start, end = _placed(origin, projection), _placed(target, projection)
    dx, dy = end[0] - start[0], end[1] - start[1]
    bend = BEND if arc.firm else 2 * BEND
    turn = ((start[0] + end[0]) / 2 + dy * bend * 2, (start[1] + end[1]) / 2 - dx * bend * 2)
    through = tuple(_on_curve((start, turn, end), step / 12) for step in range(13))
    wide = min(1.4 + 0.8 * (arc.weight - 1), 6.0)
    data = "M{} {}Q{} {} {} {}".format(*(number(value) for at in (start, turn, end) for value in at))
    return DrawnArc(arc, data, _arrow((start, turn, end), radius(target, frame) + 1, wide), wide, through)


Curve = tuple[Point, Point, Point]
"""Where a quadratic curve starts, what it bends towards, and where it ends."""


def _on_curve(curve: Curve, share: float) -> Point:
    start, turn, end = curve
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * turn[0] + c * end[0], a * start[1] + b * turn[1] + c * end[1]


def _arrow(curve: Curve, before: float, wide: float) -> str:
    """A small triangle with its tip so far before the curve's end; none where the way is too short."""
    length = 5 + 1.6 * wide
    tip = _point_before(curve, before)
    foot = _point_before(curve, before + length)
    if tip is None or foot is None:
        return ""
    dx, dy = (tip[0] - foot[0]) / length, (tip[1] - foot[1]) / length
    half = 2.2 + 0.7 * wide
    sides = [(foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)]
    return path([[tip, *sides]])


def _point_before(curve: Curve, distance: float) -> Point | None:
    """The last point of a curve that is so far from its end."""
    for step in range(200, -1, -1):
        x, y = _on_curve(curve, step / 200)
        if (x - curve[2][0]) ** 2 + (y - curve[2][1]) ** 2 >= distance * distance:
            return x, y
    return None


def _lines(points: Sequence[Point]) -> list[Line]:
    return list(pairwise(points))


# ------------------------------------------------------------------ land and words


def _wanted(spot: Spot, projection: Projection, frame: MapFrame) -> Wanted:
    return Wanted(spot.key, _placed(spot, projection), radius(spot, frame), spot.name, frame.size)


Outline = list[Ring]
Shown = tuple[Country, Outline, Ring]
"""A country with what shows of its outlines, and of the one within which its name belongs."""
Land = list[Shown]


def _ground(
    points: Sequence[Point], frame: MapFrame, sizes: Sequence[float] = SMALLEST
) -> tuple[Projection, Land]:
    """The closest projection that holds some points and shows any land, and that land."""
    projection = fitted(points, frame.width, frame.height, margin=frame.margin, smallest=sizes[0])
    land = list(_visible(base_map(), projection, frame))
    return (projection, land) if land or len(sizes) == 1 else _ground(points, frame, sizes[1:])


def _visible(
    base: BaseMap, projection: Projection, frame: MapFrame
) -> Iterator[tuple[Country, Outline, Ring]]:
    """Countries that show in the picture, as `Shown` has them."""
    box = (-BEYOND, -BEYOND, frame.width + BEYOND, frame.height + BEYOND)
    west, south, east, north = projection.degrees(frame.width, frame.height)
    for country in base.countries:
        rings: Outline = []
        main: Ring = ()
        for polygon in country.polygons:
            left, low, right, high = bounds(polygon[0])
            if left < east and west < right and low < north and south < high:
                cut = (clip([projection.point(at) for at in ring], box) for ring in polygon)
                shown = [few for ring in cut if len(few := _rounded(ring, CLOSE)) > 2 and area(few) > SPECK]
                rings += shown
                if shown and inside(country.at, polygon):
                    main = shown[0]
        if rings:
            yield country, rings, main


def _rounded(ring: Ring, off: float) -> list[Point]:
    """A ring with as few points as it can have without passing so far off its old ones."""
    return simplified([*ring, ring[0]], lambda _: off)[:-1] if ring else []


def _names(land: Land, spots: Sequence[Spot], ground: Ground, frame: MapFrame) -> Iterator[Label]:
    """Names of countries, each in the middle of what shows of it, if it fits there and covers nothing.

    A country that is a spot itself has its label there, under the name that the site gives it; one of
    which only an outlying part shows is not named.
    """
    marked = {spot.name for spot in spots} | {spot.at for spot in spots if spot.area}
    by_size = sorted(
        (
            (main, country.name)
            for country, _, main in land
            if main and country.name not in marked and country.at not in marked
        ),
        key=lambda item: (-_spread(item[0]), item[1]),
    )
    for ring, name in by_size:
        text = name.upper()
        wide = width(text, frame.soft) + len(text) * SPACING * frame.soft
        left, top, right, bottom = bounds(ring)
        if wide > (right - left) * 1.15 or bottom - top < frame.soft:
            continue
        x, y = innermost([_rounded(ring, ROUGH)], cells=8)
        label = label_at(x, y + 0.36 * frame.soft, "middle", (text,), frame.soft)
        box = (x - wide / 2, label.box[1], x + wide / 2, label.box[3])
        if ground.is_free(box):
            ground.taken.append(box)
            yield label


def _spread(ring: Ring) -> float:
    left, top, right, bottom = bounds(ring)
    return round((right - left) * (bottom - top), 1)
