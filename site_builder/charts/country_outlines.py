"""The land of a map: outlines of countries as far as they show in a frame, and their names."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from site_builder.charts.basemap import BaseMap, Country, base_map
from site_builder.charts.country_words import country_name
from site_builder.charts.labels import MIDDLE, Ground, Label, label_at
from site_builder.charts.polygons import Box, Point, Ring, area, bounds, clip, innermost, inside, simplified
from site_builder.charts.projection import Projection, fitted
from site_builder.charts.text_width import width

BEYOND = 6.0
"""Outlines are cut so far outside the picture, where the cuts do not show."""
CLOSE = 0.8
"""An outline may be drawn so far off its points."""
SPECK = 2.0
"""Islands and holes of a smaller area are not drawn."""
COARSE, COARSE_SPECK = 1.5, 12.0
"""The same two on a coarse map."""
CROWDED = 3.0
"""So many points for each unit of its width are the most that the land of a map is drawn with."""
COARSER = 1.25
"""So many times further off its points an outline may be drawn, until there are no more than that."""
ROUGH = 3.0
"""The same, where only the middle of an outline is looked for."""
SMALLEST = (8.0, 16.0, 32.0, 64.0)
"""A map is at least so many degrees high; the next one is tried where it shows nothing but sea."""
SPACING = 0.09
"""Between the letters of a country's name, in type sizes (the style sheet has the same)."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A map's size and type sizes: of places, and of countries; a `coarse` one is drawn with few points."""

    width: float
    height: float
    size: float
    soft: float
    radius: float
    margin: float
    coarse: bool = False

    @property
    def box(self) -> Box:
        """What labels must not leave."""
        return 3.0, 3.0, self.width - 3.0, self.height - 3.0


Outline = list[Ring]
VisibleCountry = tuple[Country, Outline, Ring]
"""A country with what shows of its outlines, and of the one within which its name belongs."""
Land = list[VisibleCountry]


def around_points(
    points: Sequence[Point], frame: MapFrame, sizes: Sequence[float] = SMALLEST
) -> tuple[Projection, Land]:
    """The closest projection that holds some points, one at least, and shows any land; and that land."""
    projection = fitted(points, frame.width, frame.height, margin=frame.margin, smallest=sizes[0])
    land = _uncrowded(base_map(), projection, frame)
    return (projection, land) if land or len(sizes) == 1 else around_points(points, frame, sizes[1:])


def _uncrowded(base: BaseMap, projection: Projection, frame: MapFrame) -> Land:
    """The land in the picture, the more coarsely drawn the more of the world it shows."""
    off = COARSE if frame.coarse else CLOSE
    while True:
        land = list(_visible(base, projection, frame, off))
        if sum(len(ring) for _, rings, _ in land for ring in rings) <= CROWDED * frame.width:
            return land
        off *= COARSER


def _visible(base: BaseMap, projection: Projection, frame: MapFrame, off: float) -> Iterator[VisibleCountry]:
    """Countries that show in the picture, as `VisibleCountry` has them, drawn so far `off` their points."""
    box = (-BEYOND, -BEYOND, frame.width + BEYOND, frame.height + BEYOND)
    west, south, east, north = projection.degrees(frame.width, frame.height)
    speck = COARSE_SPECK if frame.coarse else SPECK
    for country in base.countries:
        rings: Outline = []
        main: Ring = ()
        for polygon in country.polygons:
            left, low, right, high = bounds(polygon[0])
            if left < east and west < right and low < north and south < high:
                cut = (clip([projection.point(at) for at in ring], box) for ring in polygon)
                drawn = (_drawn(ring, off, coarse=frame.coarse) for ring in cut)
                shown = [few for few in drawn if len(few) > 2 and area(few) > speck]
                rings += shown
                if shown and inside(country.at, polygon):
                    main = shown[0]
        if rings:
            yield country, rings, main


def _drawn(ring: Ring, off: float, *, coarse: bool) -> list[Point]:
    """A ring with the points that are drawn; of a coarse map these lie on whole units."""
    points = _rounded(ring, off)
    return list(dict.fromkeys((float(round(x)), float(round(y))) for x, y in points)) if coarse else points


def _rounded(ring: Ring, off: float) -> list[Point]:
    """A ring with as few points as it can have without passing so far off its old ones."""
    return simplified([*ring, ring[0]], lambda _: off)[:-1] if ring else []


def country_names(
    land: Land, marked: AbstractSet[str | Point], ground: Ground, frame: MapFrame
) -> Iterator[Label]:
    """Names of countries, each in the middle of what shows of it, if it fits there and covers nothing.

    One whose name or point is marked already is not named again, nor is one of which only an outlying
    part shows.
    """
    by_name = ((country_name(country.name), country, main) for country, _, main in land if main)
    by_size = sorted(
        ((main, said) for said, one, main in by_name if marked.isdisjoint((said, one.name, one.at))),
        key=lambda item: (-_spread(item[0]), item[1]),
    )
    for ring, name in by_size:
        text, (left, top, right, bottom) = name.upper(), bounds(ring)
        if width(text, frame.soft, SPACING) > (right - left) * 1.15 or bottom - top < frame.soft:
            continue
        x, y = innermost([_rounded(ring, ROUGH)], cells=8)
        label = label_at(x, y + MIDDLE * frame.soft, "middle", (text,), frame.soft, spacing=SPACING)
        if ground.is_free(label.box):
            ground.taken.append(label.box)
            yield label


def _spread(ring: Ring) -> float:
    left, top, right, bottom = bounds(ring)
    return round((right - left) * (bottom - top), 1)
