"""Places and visits as GeoJSON (RFC 7946), for maps; made of the tables alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from site_builder.output.exports.json_and_csv import json_bytes
from site_builder.output.formats.contents import Contents
from site_builder.output.formats.positions import Position, Positions

PLACES: Final = "places.geojson"
VISITS: Final = "visits.geojson"


def geojson_files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """Places and states, and journeys, each as a file.

    What has no known position has no geometry, as the standard allows: so each file has a feature for every
    row of its tables. Positions of states are points within outlines of the public domain.
    """
    positions = Positions(contents)
    yield PLACES, _collection(_places(contents, positions))
    yield VISITS, _collection(_journeys(contents, positions))


def _collection(features: Iterable[Mapping[str, Any]]) -> bytes:
    return json_bytes({"type": "FeatureCollection", "features": list(features)})


def _feature(name: str, points: tuple[Position, ...], properties: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "Feature", "id": name, "geometry": _geometry(points), "properties": properties}


def _geometry(points: tuple[Position, ...]) -> Mapping[str, Any] | None:
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def _places(contents: Contents, positions: Positions) -> Iterator[Mapping[str, Any]]:
    """Every place, and every state: events may be in either."""
    events = Counter(event["place"] for event in contents.records("events"))
    paths = {one["id"]: one["path"] for one in contents.records("subjects")}
    states = (one for one in contents.records("actors") if one["type"] == "state")
    of_kind = (("place", contents.records("places")), ("state", states))
    for kind, rows in of_kind:
        for row in rows:
            position, basis = positions.of(row["id"])
            yield _feature(row["id"], (position,) if position else (), {
                "name": row["name"],
                "kind": kind,
                "within": row.get("within"),
                "events": events[row["id"]],
                "position": basis,
                "url": contents.about.url(paths[row["id"]]),
            })  # fmt: skip


def _journeys(contents: Contents, positions: Positions) -> Iterator[Mapping[str, Any]]:
    """Every journey: a line where both ends are known, a point where only the place visited is."""
    events, names = contents.by_key("events"), contents.by_key("subjects")
    visitors = contents.grouped("journey_visitors", "event", "position")
    for row in contents.records("journeys"):
        event = events[row["event"]]
        start, _ = positions.nearest(row["home"])
        end, shown = positions.nearest(row["to"])
        points = (start, end) if start and end and start != end else (end,) if end else ()
        yield _feature(f"{row['event']}/{row['position']}", points, {
            "event": row["event"],
            "title": event["title"],
            "status": event["status"],
            "date": event["date"],
            "date_from": event["date_from"],
            "date_to": event["date_to"],
            "home": row["home"],
            "home_name": _name(row["home"], names),
            "to": row["to"],
            "to_name": _name(row["to"], names),
            "shown_at": shown,
            "visitors": [_called(one, names) for one in visitors[row["event"], row["position"]]],
            "url": contents.about.url(names[row["event"]]["path"]),
        })  # fmt: skip


def _name(subject: str | None, names: Mapping[Any, Mapping[str, Any]]) -> str | None:
    return names[subject]["name"] if subject else None


def _called(one: Mapping[str, Any], names: Mapping[Any, Mapping[str, Any]]) -> str:
    """A visitor's name; of somebody unnamed what the article calls him, with the state or body."""
    name: str = names[one["visitor"]]["name"]
    return f"{one['visitor_unnamed']} ({name})" if one["visitor_unnamed"] else name
