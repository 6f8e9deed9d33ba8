"""The base map: outlines and names of countries, read from the file that `scripts/base_map.py` made once.

Coordinates are degrees east and north. Within the file's `detail` frame the outlines follow the
source closely; elsewhere they are coarse, so that places anywhere still have a map.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Final

from site_builder.charts.country_words import country_name
from site_builder.charts.polygons import Point, edges

FILE = "data/basemap.json"
HALF: Final = 180.0
"""Degrees around half of the earth."""

Polygon = tuple[tuple[Point, ...], ...]
"""An outer ring and its holes."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: its name, the point that is farthest within it, its polygons."""

    name: str
    at: Point
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class BaseMap:
    """All countries, and where the outlines come from."""

    about: Mapping[str, object]
    countries: tuple[Country, ...]

    def country(self, names: tuple[str, ...]) -> Country | None:
        """The country that bears one of some names, the first name first; letter case is no matter.

        Names may be English, or those of the language that is spoken.
        """
        known = {country_name(country.name).casefold(): country for country in self.countries}
        known |= {country.name.casefold(): country for country in self.countries}
        return next((known[name.casefold()] for name in names if name.casefold() in known), None)


@cache
def base_map() -> BaseMap:
    """Read the packaged file."""
    data = json.loads((files("site_builder.charts") / FILE).read_text(encoding="utf-8"))
    scale = data["scale"]
    arcs = [_points(arc, scale) for arc in data["arcs"]]
    countries = (
        Country(
            name=country["name"],
            at=(country["at"][0] / scale, country["at"][1] / scale),
            polygons=tuple(
                whole
                for polygon in country["polygons"]
                for whole in across_the_date_line(tuple(ring_of(ring, arcs) for ring in polygon))
            ),
        )
        for country in data["countries"]
    )
    return BaseMap(data["about"], tuple(countries))


def _points(arc: list[int], scale: int) -> list[Point]:
    """Decode an arc: pairs of whole numbers, each the difference from the point before."""
    return [(x / scale, y / scale) for x, y in zip(accumulate(arc[::2]), accumulate(arc[1::2]), strict=True)]


def across_the_date_line(polygon: Polygon) -> Iterator[Polygon]:
    """Give a polygon; one that crosses the line of 180 degrees in one piece, on either side of the map."""
    outer = polygon[0]
    crossings = any(abs(x1 - x2) > HALF for (x1, _), (x2, _) in edges(outer))
    if not crossings:
        yield polygon
        return
    for west in (0.0, -2 * HALF):
        yield tuple(tuple((x % (2 * HALF) + west, y) for x, y in ring) for ring in polygon)


def ring_of(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """Join arcs, each of which begins where the one before ends; `~n` is arc n backwards."""
    return tuple(
        point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
    )
