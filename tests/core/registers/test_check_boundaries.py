"""The examination of the shapes: each thing that can go wrong with a map is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dtts.registers.check import examine_registers, open_book
from dtts.registers.check.boundaries import check_provinces

Features = list[dict[str, Any]]


def without_islands(features: Features) -> None:
    da_nang = next(feature for feature in features if feature["properties"]["code"] == "48")
    polygons = da_nang["geometry"]["coordinates"]
    polygons[:] = [polygon for polygon in polygons if max(x for x, _ in polygon[0]) < 110]


def turned(features: Features) -> None:
    features[0]["geometry"]["coordinates"][0][0].reverse()


def torn(features: Features) -> None:
    features[0]["geometry"]["coordinates"][0][0].pop()


def swapped(features: Features) -> None:
    for polygon in features[0]["geometry"]["coordinates"]:
        for ring in polygon:
            ring[:] = [[y, x] for x, y in ring]


def renamed(features: Features) -> None:
    features[0]["properties"]["name_vi"] = "Tỉnh Hà Tây"


def lost(features: Features) -> None:
    del features[0]


def moved(features: Features) -> None:
    for feature in features:
        shift = int(feature["properties"]["code"]) / 1000
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                ring[:] = [[x + shift, y] for x, y in ring]


SHAPES: dict[str, tuple[Callable[[Features], None], str]] = {
    "Hoàng Sa lost": (without_islands, "island polygons of Hoàng Sa (48) and Trường Sa (56)"),
    "a ring wound the wrong way": (turned, "rings wound the wrong way"),
    "a ring left open": (torn, "open or too short rings"),
    "latitude and longitude swapped": (swapped, "shapes outside the country's window"),
    "a name of the past": (renamed, "names that differ from the register"),
    "a province lost": (lost, "missing or unknown codes"),
    "neighbours that do not touch": (moved, "neighbours share no edge"),
}


@pytest.mark.parametrize(("spoil", "expected"), SHAPES.values(), ids=SHAPES.keys())
def test_the_examination_names(tmp_path: Path, spoil: Callable[[Features], None], expected: str):
    packaged = open_book()
    for file in packaged.boundaries.iterdir():
        (tmp_path / file.name).symlink_to(file)
    provinces = tmp_path / "provinces_34.geojson"
    content = json.loads(provinces.read_text(encoding="utf-8"))
    for feature in content["features"]:
        geometry = feature["geometry"]
        if geometry["type"] == "Polygon":
            feature["geometry"] = {"type": "MultiPolygon", "coordinates": [geometry["coordinates"]]}
    spoil(content["features"])
    provinces.unlink()
    provinces.write_text(json.dumps(content), encoding="utf-8")
    found = examine_registers(replace(packaged, boundaries=tmp_path), (check_provinces,)).faults
    assert [fault for fault in found if expected in fault.text]
