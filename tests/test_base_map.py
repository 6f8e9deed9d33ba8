"""The script that makes the base map's file: borders stay shared, specks go, the source is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts import base_map


def topology() -> dict[str, Any]:
    """Two square countries that share a wiggly border, and an island too small to be drawn."""
    arcs = [
        [[100, 0], [0, 40], [1, 10], [-1, 10], [0, 40]],
        [[100, 100], [-100, 0], [0, -100], [100, 0]],
        [[100, 100], [100, 0], [0, -100], [-100, 0]],
        [[300, 300], [1, 0], [0, 1], [-1, -1]],
    ]
    shapes = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Westland"}},
        {"type": "MultiPolygon", "arcs": [[[0, 2]], [[3]]], "properties": {"name": "W. Sahara"}},
    ]
    return {
        "transform": {"scale": [0.1, 0.1], "translate": [20, 30]},
        "arcs": arcs,
        "objects": {"countries": {"geometries": shapes}},
    }


def test_derived_borders_stay_shared_and_simple(tmp_path: Path) -> None:
    source = tmp_path / "countries.json"
    source.write_text(json.dumps(topology()), encoding="utf-8")
    target = tmp_path / "basemap.json"
    assert base_map.main([str(source), "9.9.9", "2031-02-03"], target) == 0
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["about"]["package"] == (
        "world-atlas 9.9.9 (npm, ISC licence), countries-50m.json, fetched 2031-02-03"
    )
    west, east = {c["name"]: c for c in data["countries"]}.values()
    assert east["name"] == "Western Sahara" or west["name"] == "Western Sahara"
    assert len(data["arcs"]) == 3
    # The wiggle of the shared border is larger than the tolerance.
    assert data["arcs"][0] == [3000, 3000, 0, 400, 10, 100, -10, 100, 0, 400]
    assert all(len(country["polygons"]) == 1 for country in (west, east))


def test_the_script_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert base_map.main(["x"]) == 2
    assert "usage" in capsys.readouterr().err
