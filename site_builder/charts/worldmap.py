"""The map: spots sized by events, arcs from where to where, over the outlines of countries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.charts.basemap import BaseMap, Country, base_map
from site_builder.charts.labelling import Ground, Label, Line, Wanted, around, label_at, place
from site_builder.charts.lettering import width
from site_builder.charts.polygons import Box, Point, Ring, bounds, clip, innermost
from site_builder.charts.projection import Projection, fitted
from site_builder.charts.shapes import number, path

BEYOND = 6.0
"""Outlines are cut so far outside the picture, where the cuts do not show."""
CLOSE = 0.7
"""Points of an outline that are nearer to each other than this are drawn as one."""
BEND = 0.16
"""How far an arc bends from the straight line, as a share of its length."""
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
    spots: tuple[Spot, ...], arcs: tuple[Arc, ...], frame: MapFrame, within: tuple[str, ...] = ()
) -> MapDrawing:
    """Draw spots and arcs on a map that fits them, or that fits only the spots `within` and leaves the others.

    A preview asks for the same map after most edits, so the last ones are kept.
    """
    fit = [spot for spot in spots if spot.key in within] or spots
    projection = fitted([spot.at for spot in fit], frame.width, frame.height, frame.margin)
    by_key = {spot.key: spot for spot in spots}
    shown = sorted(
        (spot for spot in spots if _is_in(projection.point(spot.at), frame)),
        key=lambda spot: (-spot.weight, spot.key),
    )
    keys = {spot.key for spot in shown}
    drawn_arcs = tuple(
        _arc(arc, *(_placed(by_key[end], projection) for end in arc.ends), radius(by_key[arc.ends[1]], frame))
        for arc in arcs
        if keys & set(arc.ends)
    )
    marks = [around(_placed(spot, projection), radius(spot, frame) + 1) for spot in shown]
    ground = Ground(frame.box, marks, [line for arc in drawn_arcs for line in _lines(arc.through)])
    labels = place((_wanted(spot, projection, frame) for spot in shown), ground)
    land = list(_visible(base_map(), projection, frame))
    return MapDrawing(
        frame=frame,
        projection=projection,
        land="".join(path(rings) for _, rings in land),
        names=tuple(_names(land, spots, ground, frame)),
        arcs=drawn_arcs,
        spots=tuple(
            DrawnSpot(spot, _placed(spot, projection), radius(spot, frame), labels.get(spot.key))
            for spot in shown
        ),
    )


def radius(spot: Spot, frame: MapFrame) -> float:
    """Radius of a spot: its area grows with the number of events, up to a limit."""
    return round(min(frame.radius * max(spot.weight, 1) ** 0.5, frame.radius * 4), 1)


def dense(spots: Sequence[Spot]) -> tuple[str, ...]:
    """The spots of the region where most events are, where that is far smaller than the whole; else none.

    The outermost spot is left out, the one with the fewest events first, until the region is at most
    half as wide and half as high, or so many events would be left out that it is no longer the most.
    """
    left = sorted(spots, key=lambda spot: spot.key)
    total = sum(spot.weight for spot in spots)
    whole = _extent(left)
    while len(left) > 2 and max(_share(_extent(left), whole)) > 0.5:
        box = bounds([spot.at for spot in left])
        outermost = [s for s in left if s.at[0] in (box[0], box[2]) or s.at[1] in (box[1], box[3])]
        left.remove(min(outermost, key=lambda spot: (spot.weight, -_away(spot, left), spot.key)))
    kept = sum(spot.weight for spot in left)
    is_dense = max(_share(_extent(left), whole)) <= 0.5 and kept * 2 >= total
    return tuple(spot.key for spot in left) if is_dense and len(left) > 2 else ()


def _extent(spots: Sequence[Spot]) -> Point:
    west, south, east, north = bounds([spot.at for spot in spots])
    return east - west, north - south


def _share(part: Point, whole: Point) -> Point:
    return part[0] / (whole[0] or 1), part[1] / (whole[1] or 1)


def _away(spot: Spot, spots: Sequence[Spot]) -> float:
    """How far a spot is from the middle of all."""
    x = sum(other.at[0] for other in spots) / len(spots)
    y = sum(other.at[1] for other in spots) / len(spots)
    return round(abs(spot.at[0] - x) + abs(spot.at[1] - y), 3)


def _placed(spot: Spot, projection: Projection) -> Point:
    x, y = projection.point(spot.at)
    return round(x, 1), round(y, 1)


def _is_in(point: Point, frame: MapFrame) -> bool:
    return 0 <= point[0] <= frame.width and 0 <= point[1] <= frame.height


# ------------------------------------------------------------------ arcs


def _arc(arc: Arc, start: Point, end: Point, target: float) -> DrawnArc:
    """A curve that bends to the left of the way, so that there and back are two; its tip points at the mark."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    bend = BEND if arc.firm else 2 * BEND
    turn = ((start[0] + end[0]) / 2 + dy * bend * 2, (start[1] + end[1]) / 2 - dx * bend * 2)
    through = tuple(_on_curve(start, turn, end, step / 12) for step in range(13))
    wide = min(1.4 + 0.8 * (arc.weight - 1), 6.0)
    data = "M{} {}Q{} {} {} {}".format(*(number(value) for at in (start, turn, end) for value in at))
    return DrawnArc(arc, data, _arrow(start, turn, end, target, wide), wide, through)


def _on_curve(start: Point, turn: Point, end: Point, share: float) -> Point:
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * turn[0] + c * end[0], a * start[1] + b * turn[1] + c * end[1]


def _arrow(start: Point, turn: Point, end: Point, target: float, wide: float) -> str:
    """A small triangle whose tip touches the mark at the curve's end; none where the way is too short."""
    length = 5 + 1.6 * wide
    tip = _point_before(start, turn, end, target + 1)
    foot = _point_before(start, turn, end, target + 1 + length)
    if tip is None or foot is None:
        return ""
    dx, dy = (tip[0] - foot[0]) / length, (tip[1] - foot[1]) / length
    half = 2.2 + 0.7 * wide
    sides = [(foot[0] - dy * half, foot[1] + dx * half), (foot[0] + dy * half, foot[1] - dx * half)]
    return path([[tip, *sides]])


def _point_before(start: Point, turn: Point, end: Point, distance: float) -> Point | None:
    """The last point of a curve that is so far from its end."""
    for step in range(200, -1, -1):
        x, y = _on_curve(start, turn, end, step / 200)
        if (x - end[0]) ** 2 + (y - end[1]) ** 2 >= distance * distance:
            return x, y
    return None


def _lines(points: Sequence[Point]) -> list[Line]:
    return list(zip(points, points[1:], strict=False))


# ------------------------------------------------------------------ land and words


def _wanted(spot: Spot, projection: Projection, frame: MapFrame) -> Wanted:
    return Wanted(spot.key, _placed(spot, projection), radius(spot, frame), spot.name, frame.size)


Outline = list[Ring]


def _visible(base: BaseMap, projection: Projection, frame: MapFrame) -> Iterator[tuple[Country, Outline]]:
    """Countries that show in the picture, with what shows of their outlines."""
    box = (-BEYOND, -BEYOND, frame.width + BEYOND, frame.height + BEYOND)
    west, south, east, north = projection.degrees(frame.width, frame.height)
    for country in base.countries:
        rings: Outline = []
        for polygon in country.polygons:
            left, low, right, high = bounds(polygon[0])
            if left < east and west < right and low < north and south < high:
                cut = (clip([projection.point(at) for at in ring], box) for ring in polygon)
                rings += [thin for ring in cut if len(thin := _thinned(ring)) > 2]
        if rings:
            yield country, rings


def _thinned(ring: Ring) -> list[Point]:
    """A ring without the points that a picture cannot tell apart."""
    kept: list[Point] = []
    for point in ring:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= CLOSE:
            kept.append(point)
    return kept


def _names(
    land: Iterable[tuple[Country, Outline]], spots: Sequence[Spot], ground: Ground, frame: MapFrame
) -> Iterator[Label]:
    """Names of countries, each in the middle of what shows of it, if it fits there and covers nothing.

    A country that is a spot itself has its label there, under the name that the site gives it.
    """
    marked = {spot.name for spot in spots} | {spot.at for spot in spots if spot.area}
    by_size = sorted(
        (
            (max(rings, key=_spread), country.name)
            for country, rings in land
            if country.name not in marked and country.at not in marked
        ),
        key=lambda item: (-_spread(item[0]), item[1]),
    )
    for ring, name in by_size:
        text = name.upper()
        wide = width(text, frame.soft) + len(text) * SPACING * frame.soft
        left, top, right, bottom = bounds(ring)
        if wide > (right - left) * 1.15 or bottom - top < frame.soft:
            continue
        x, y = innermost([ring], cells=10)
        label = label_at(x, y + 0.36 * frame.soft, "middle", (text,), frame.soft)
        box = (x - wide / 2, label.box[1], x + wide / 2, label.box[3])
        if ground.is_free(box):
            ground.taken.append(box)
            yield label


def _spread(ring: Ring) -> float:
    left, top, right, bottom = bounds(ring)
    return round((right - left) * (bottom - top), 1)
