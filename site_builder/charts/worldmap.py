"""The map: spots sized by events, arcs from where to where, over the outlines of countries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from site_builder.charts.country_outlines import SMALLEST, MapFrame, around_points, country_names
from site_builder.charts.curves import arrow, on_curve
from site_builder.charts.labels import DrawnMark, Ground, Label, LabelRequest, around, place_labels
from site_builder.charts.polygons import Box, Point, bounds
from site_builder.charts.projection import Projection, fitted
from site_builder.charts.shapes import radius
from site_builder.charts.svg import coordinate, rings_path
from site_builder.translation.languages import Language
from site_builder.translation.messages import spoken

BEND = 0.16
"""How far an arc bends from the straight line, as a share of its length."""
MOST_WEIGHED = 60
"""So many of the busiest spots decide which region is shown closer."""


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


WIDE = MapFrame(980, 600, 13.5, 12.0, 4.2, 56)
DETAIL = MapFrame(358, 340, 12.5, 11.5, 3.6, 44)
OVERVIEW = MapFrame(358, 230, 12.5, 11.5, 3.0, 22)


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
    spots: tuple[DrawnMark[Spot], ...]
    inset: Box | None = None


def draw_map(
    spots: tuple[Spot, ...],
    arcs: tuple[Arc, ...],
    frame: MapFrame,
    *,
    closer: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    sizes: tuple[float, ...] = SMALLEST,
) -> MapDrawing:
    """Draw spots and arcs on a map that fits them.

    With `closer` it fits those spots, and others show only where they fall into it. Spots that another
    map shows `beside` this one get no labels. It is at least as many degrees high as the first of `sizes`
    that shows any land. A preview asks for the same map after most edits, so the
    last ones are kept.
    """
    return _drawn(spots, arcs, frame, closer, beside, sizes=sizes, language=spoken())


@lru_cache(maxsize=16)
def _drawn(
    spots: tuple[Spot, ...],
    arcs: tuple[Arc, ...],
    frame: MapFrame,
    closer: tuple[str, ...],
    beside: tuple[str, ...],
    *,
    sizes: tuple[float, ...],
    language: Language,  # noqa: ARG001 - by which names of countries differ
) -> MapDrawing:
    fit = [spot for spot in spots if spot.key in closer] or spots
    projection, land = around_points([spot.at for spot in fit], frame, sizes)
    by_key = {spot.key: spot for spot in spots}
    visible = sorted(
        (spot for spot in spots if _is_in(projection.point(spot.at), frame)),
        key=lambda spot: (-spot.weight, spot.key),
    )
    keys = {spot.key for spot in visible}
    drawn_arcs = tuple(
        _arc(arc, by_key[arc.ends[0]], by_key[arc.ends[1]], projection, frame)
        for arc in arcs
        if keys & set(arc.ends)
    )
    requests = [_label_request(spot, projection, frame) for spot in visible]
    lines = [line for arc in drawn_arcs for line in pairwise(arc.through)]
    ground = Ground(frame.box, [around(one.at, one.radius + 1) for one in requests], lines)
    labels = place_labels((one for one in requests if one.key not in beside), ground)
    # A state that is a spot has its label there, under the name that the site gives it.
    marked = {spot.name for spot in spots} | {spot.at for spot in spots if spot.area}
    return MapDrawing(
        frame=frame,
        projection=projection,
        land="".join(rings_path(rings) for _, rings, _ in land),
        names=tuple(country_names(land, marked, ground, frame)),
        arcs=drawn_arcs,
        spots=tuple(
            DrawnMark(spot, one.at, one.radius, labels.get(spot.key))
            for spot, one in zip(visible, requests, strict=True)
        ),
    )


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


def _label_request(spot: Spot, projection: Projection, frame: MapFrame) -> LabelRequest:
    return LabelRequest(
        spot.key, _placed(spot, projection), radius(spot.weight, frame.radius), spot.name, frame.size
    )


def _arc(arc: Arc, origin: Spot, target: Spot, projection: Projection, frame: MapFrame) -> DrawnArc:
    """A curve that bends to the left of the way, so that there and back are two."""
    start, end = _placed(origin, projection), _placed(target, projection)
    dx, dy = end[0] - start[0], end[1] - start[1]
    bend = BEND if arc.firm else 2 * BEND
    turn = ((start[0] + end[0]) / 2 + dy * bend * 2, (start[1] + end[1]) / 2 - dx * bend * 2)
    through = tuple(on_curve((start, turn, end), step / 12) for step in range(13))
    wide = min(1.4 + 0.8 * (arc.weight - 1), 6.0)
    data = "M{} {}Q{} {} {} {}".format(*(coordinate(value) for at in (start, turn, end) for value in at))
    return DrawnArc(
        arc, data, arrow((start, turn, end), radius(target.weight, frame.radius) + 1, wide), wide, through
    )
