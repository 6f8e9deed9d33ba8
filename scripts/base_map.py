"""Make the base map's file from Natural Earth; run once, by hand, and only anew for a newer source.

    npm pack world-atlas@2 && tar xf world-atlas-2.0.2.tgz
    python -m scripts.base_map package/countries-50m.json 2.0.2 2026-11-22

The source is `countries-50m.json` of the npm package world-atlas 2.0.2 (ISC licence, Michael Bostock):
the 1:50m Admin 0 countries of Natural Earth 4.1.0 (public domain, naturalearthdata.com) as TopoJSON.
The arguments are that file, the package's version, and the day on which it was fetched; all are kept
in the file. Its form and the geometry are those of `site_builder.charts`.

Neighbours share the arcs of their borders, and arcs are simplified, not countries: no gaps open.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import cos, radians
from pathlib import Path
from typing import Any

from site_builder.charts import basemap
from site_builder.charts.basemap import ring_of
from site_builder.charts.polygons import Box, Point, Ring, area, innermost, simplified

TARGET = Path(basemap.__file__).parent / basemap.FILE

Json = Mapping[str, Any]
Arc = Sequence[Point]

DETAIL: Box = (-12.0, 20.0, 86.0, 62.0)
"""Where the outlines stay close: from Ireland to India, degrees west, south, east and north."""
FINE, COARSE = 0.035, 0.2
"""How far a simplified line may leave the source's, in degrees, in the detail frame and elsewhere."""
SMALLEST, SMALLEST_COARSE = 0.03, 2.0
"""Islands and holes of a smaller area, in square degrees, are left out."""
SCALE = 100
"""Coordinates are kept in hundredths of a degree."""

FULL_NAMES = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic",
    "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia",
    "Macedonia": "North Macedonia",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "São Tomé and Principe": "São Tomé and Príncipe",
    "U.S. Virgin Is.": "United States Virgin Islands",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}
"""Names that the source shortens, and one that changed after its edition."""


def derived(topology: Json, version: str, day: str) -> Json:
    """The base map's data from a TopoJSON topology, the version of its package and the day it was fetched."""
    arcs = [simplified(arc, _tolerance) for arc in _decoded(topology)]
    countries = [
        _country(shape, arcs)
        for shape in topology["objects"]["countries"]["geometries"]
        if shape["properties"]["name"] != "Antarctica"
    ]
    used = sorted({_number(arc) for country in countries for arc in _arcs_of(country["polygons"])})
    renumbered = {old: new for new, old in enumerate(used)}
    for country in countries:
        country["polygons"] = [
            [[_renumber(arc, renumbered) for arc in ring] for ring in polygon]
            for polygon in country["polygons"]
        ]
    return {
        "about": {
            "source": "Natural Earth 4.1.0, 1:50m Admin 0 countries, https://www.naturalearthdata.com",
            "licence": "public domain",
            "package": f"world-atlas {version} (npm, ISC licence), countries-50m.json, fetched {day}",
            "made_by": "python -m scripts.base_map",
            "changes": f"simplified to {FINE} degrees within the detail frame and to {COARSE} elsewhere; "
            "small islands and Antarctica left out; shortened names written out",
            "detail": list(DETAIL),
        },
        "scale": SCALE,
        "countries": sorted(countries, key=lambda country: str(country["name"])),
        "arcs": [_encoded(arcs[arc]) for arc in used],
    }


def _decoded(topology: Json) -> list[Arc]:
    """The arcs in degrees; TopoJSON keeps them as differences of quantised positions."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        [(x * sx + tx, y * sy + ty) for x, y in accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])]
        for arc in topology["arcs"]
    ]


def _country(shape: Json, arcs: Sequence[Arc]) -> dict[str, Any]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    largest = max(polygons, key=lambda polygon: area(ring_of(polygon[0], arcs)))
    at = _named_at([ring_of(ring, arcs) for ring in largest])
    kept = [_large_enough(polygon, arcs) for polygon in polygons]
    name = shape["properties"]["name"]
    return {
        "name": FULL_NAMES.get(name, name),
        "at": [round(value * SCALE) for value in at],
        "polygons": [polygon for polygon in kept if polygon],
    }


def _named_at(rings: Sequence[Ring]) -> Point:
    """Where a country's name stands: its innermost point, measured where a degree of longitude is shorter."""
    narrow = cos(radians(sum(y for _, y in rings[0]) / len(rings[0])))
    x, y = innermost([[(x * narrow, y) for x, y in ring] for ring in rings], cells=24)
    return x / narrow, y


def _large_enough(polygon: Sequence[list[int]], arcs: Sequence[Arc]) -> list[list[int]]:
    """The rings of a polygon that are worth drawing; none where its outer one is not."""
    rings = [ring for ring in polygon if _is_large(ring_of(ring, arcs))]
    return rings if polygon[0] in rings else []


def _is_large(ring: Ring) -> bool:
    smallest = SMALLEST if any(map(_is_detailed, ring)) else SMALLEST_COARSE
    return len(ring) > 2 and area(ring) >= smallest


def _is_detailed(point: Point) -> bool:
    west, south, east, north = DETAIL
    return west <= point[0] <= east and south <= point[1] <= north


def _tolerance(point: Point) -> float:
    return FINE if _is_detailed(point) else COARSE


def _arcs_of(polygons: Iterable[Iterable[Iterable[int]]]) -> Iterable[int]:
    return (arc for polygon in polygons for ring in polygon for arc in ring)


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _renumber(arc: int, numbers: Mapping[int, int]) -> int:
    return numbers[arc] if arc >= 0 else ~numbers[~arc]


def _encoded(arc: Arc) -> list[int]:
    """An arc as whole numbers, each point as the difference from the one before, repeats left out."""
    flat: list[int] = []
    x = y = 0
    for number, point in enumerate(arc):
        dx, dy = round(point[0] * SCALE) - x, round(point[1] * SCALE) - y
        # The end stays even where it repeats, since the next arc begins there.
        if dx or dy or number in (0, len(arc) - 1):
            flat += [dx, dy]
            x, y = x + dx, y + dy
    return flat


def main(arguments: Sequence[str], target: Path = TARGET) -> int:
    """Read the source, write the package's file, or `target`; 2 on wrong use."""
    if len(arguments) != 3:
        sys.stderr.write("usage: python -m scripts.base_map countries-50m.json VERSION DAY\n")
        return 2
    source, version, day = arguments
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    data = derived(topology, version, day)
    lines = ",\n".join(f"{json.dumps(key)}: {_lines(value)}" for key, value in data.items())
    target.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    return 0


def _lines(value: object) -> str:
    compact = [_compact(item) for item in value] if isinstance(value, list) else None
    return "[\n" + ",\n".join(compact) + "\n]" if compact is not None else _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
