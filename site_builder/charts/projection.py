"""From degrees to a picture: the equirectangular projection, true to scale along the frame's middle latitude.

It keeps meridians and parallels straight, so a frame in degrees is a frame in the picture, and at the
extent of a region shapes are hardly distorted. x grows with longitude, y with falling latitude.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from site_builder.charts.polygons import Box, Point, bounds


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to units: longitude and latitude of the upper left corner, and units a degree."""

    west: float
    north: float
    per_longitude: float
    per_latitude: float

    def point(self, at: Point) -> Point:
        """Place in the picture of a point, degrees east and north."""
        return (at[0] - self.west) * self.per_longitude, (self.north - at[1]) * self.per_latitude

    def degrees(self, width: float, height: float) -> Box:
        """What a picture shows: degrees west, south, east, north."""
        east, south = self.west + width / self.per_longitude, self.north - height / self.per_latitude
        return self.west, south, east, self.north


def fitted(
    points: Sequence[Point], width: float, height: float, *, margin: float, smallest: float
) -> Projection:
    """The largest scale at which all points, one at least, stand `margin` units or more from the edges.

    What shows is at least `smallest` degrees high, so that a single place still has a map around it.
    """
    west, south, east, north = bounds(points)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    narrow = max(cos(radians(middle_y)), 0.2)
    scales = [(height - 2 * margin) / max(north - south, smallest)]
    if east > west:
        scales.append((width - 2 * margin) / ((east - west) * narrow))
    scale = min(scales)
    return Projection(
        middle_x - width / 2 / (scale * narrow), middle_y + height / 2 / scale, scale * narrow, scale
    )
