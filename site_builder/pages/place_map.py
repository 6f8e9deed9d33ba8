"""The small map on a place's page: where it lies, among the countries around it.

Of the outlines it has only what shows of them, and these coarsely: two kilobytes, packed.
"""

from dataclasses import dataclass

from site_builder.charts.country_outlines import MapFrame
from site_builder.charts.labels import DrawnMark
from site_builder.charts.svg import circle_path, coordinate
from site_builder.charts.worldmap import Spot, draw_map
from site_builder.linking.journeys import is_state
from site_builder.linking.site import Site
from site_builder.model.value_types import PlaceId
from site_builder.pages.components import Link, place_link
from site_builder.pages.map_data import PATH, point_of
from site_builder.pages.picture_views import LabelView, label_view, mark_label, view_box
from site_builder.translation.messages import gettext

FRAME = MapFrame(width=358, height=200, size=12.5, soft=11.5, radius=5, margin=0, coarse=True)
AROUND, AROUND_STATE = (12.0, 24.0, 48.0), (24.0, 48.0)
"""So many degrees it is high; the next where that is nothing but sea."""


@dataclass(frozen=True, slots=True)
class PlaceMapView:
    """Where a place or a state (`kind`) lies: outlines as a path, names of countries, its mark and label."""

    kind: str
    view_box: str
    size: str
    soft: str
    title: str
    land: str
    names: tuple[LabelView, ...]
    path: str
    label: LabelView
    more: Link | None


def place_map(site: Site, place: PlaceId, *, has_map: bool) -> PlaceMapView | None:
    """The small map of a place or a state; None where nobody knows where it lies.

    It leads to the map of all places where the site has one.
    """
    at = point_of(site, place)
    if at is None:
        return None
    name, area = place_link(site, place).text, is_state(site, place)
    sizes = AROUND_STATE if area else AROUND
    drawing = draw_map((Spot(place, name, at, 1, area),), (), FRAME, sizes=sizes)
    drawn: DrawnMark[Spot] = drawing.spots[0]
    return PlaceMapView(
        kind="area" if area else "place",
        view_box=view_box(FRAME.width, FRAME.height),
        size=coordinate(FRAME.size),
        soft=coordinate(FRAME.soft),
        title=gettext("Map: where {place} lies", place=name),
        land=drawing.land,
        names=tuple(label_view(label) for label in drawing.names),
        path=circle_path(drawn.at, drawn.radius),
        label=mark_label(drawn, FRAME.width, FRAME.size),
        more=Link(gettext("The map of all places"), PATH) if has_map else None,
    )
