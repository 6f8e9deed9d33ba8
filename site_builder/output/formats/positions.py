"""Where places lie: what the registry gives, and for states a point within their outlines on the base map."""

from collections.abc import Iterator
from typing import Any, Final

from site_builder.charts.basemap import base_map
from site_builder.output.formats.contents import Contents

Position = tuple[float, float]
"""Degrees east and north (WGS 84), in the order of GeoJSON."""
REGISTRY: Final = "registry"
OUTLINE: Final = "outline"


class Positions:
    """Positions of the places and states of some tables, by id."""

    def __init__(self, contents: Contents) -> None:
        self._places = contents.by_key("places")
        names = contents.grouped("names", "subject")
        self._states = {
            one["id"]: tuple(name["name"] for name in names[one["id"]])
            for one in contents.records("actors")
            if one["type"] == "state"
        }

    def of(self, name: str | None) -> tuple[Position | None, str | None]:
        """The position of a place or state itself, if it is known, and whether editors or outlines say so."""
        if place := self._places.get(name):
            known = place["east"] is not None and place["north"] is not None
            return ((place["east"], place["north"]), REGISTRY) if known else (None, None)
        country = base_map().country(self._states[name]) if name in self._states else None
        return (country.at, OUTLINE) if country else (None, None)

    def nearest(self, name: str | None) -> tuple[Position | None, str | None]:
        """The position of a place or, where it is not known, of the first around it; and whose it is."""
        for one in self.around(name):
            position, _ = self.of(one)
            if position:
                return position, one
        return None, None

    def around(self, name: Any) -> Iterator[str]:
        """A place, then those around it, outwards."""
        passed: set[str] = set()
        while name and name not in passed:
            passed.add(name)
            yield name
            name = self._places[name]["within"] if name in self._places else None
