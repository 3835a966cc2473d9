"""Shapes on the earth: GeoJSON (RFC 7946) and TopoJSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dtts.checks.types.column import Raw, Typed, wrong_type
from dtts.checks.types.distinct import by_distinct
from dtts.checks.types.json_values import normal_json

_KINDS = {
    "default": {"vi": "hình GeoJSON", "en": "a GeoJSON shape"},
    "topojson": {"vi": "hình TopoJSON", "en": "a TopoJSON shape"},
}
_EXAMPLES = {
    "default": '{"type": "Point", "coordinates": [105.85, 21.03]}',
    "topojson": '{"type": "Topology", "objects": {}, "arcs": []}',
}
# How deep the positions of a shape are nested, and how many the innermost list needs.
_SHAPES = {
    "Point": (0, 0),
    "MultiPoint": (1, 0),
    "LineString": (1, 2),
    "MultiLineString": (2, 2),
    "Polygon": (2, 4),
    "MultiPolygon": (3, 4),
}
_ARCS = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def parse_geojson(raw: Raw) -> Typed:
    """Shapes as JSON text in one normal form."""
    form = "topojson" if raw.field.format == "topojson" else "default"
    valid = is_topojson if form == "topojson" else is_geojson
    values = by_distinct(raw.text, lambda text: normal_json(text, dict, valid))
    wrong = raw.text.is_not_null() & values.is_null()
    return Typed(values, (wrong_type(wrong, _KINDS[form], _EXAMPLES[form]),))


def is_geojson(value: Any) -> bool:
    """Whether a JSON value is a geometry, a feature or a collection of these."""
    if not isinstance(value, dict) or not _is_box(value):
        return False
    kind = value.get("type")
    if kind == "Feature":
        return _is_feature(value)
    if kind == "FeatureCollection":
        return _is_list(value.get("features"), lambda each: isinstance(each, dict) and _is_feature(each))
    return _is_geometry(value)


def is_topojson(value: Any) -> bool:
    """Whether a JSON value is a topology, or one of its geometries."""
    if not isinstance(value, dict):
        return False
    if value.get("type") != "Topology":
        return _is_arc_geometry(value)
    objects = value.get("objects")
    if not isinstance(objects, dict) or not all(map(_is_arc_geometry, objects.values())):
        return False
    return _is_list(value.get("arcs"), lambda arc: _is_list(arc, _is_position, fewest=2))


def _is_feature(value: dict[str, Any]) -> bool:
    shape = value.get("geometry", "")
    return (
        value.get("type") == "Feature"
        and (shape is None or _is_geometry(shape))
        and isinstance(value.get("properties", ""), (dict, type(None)))
        and _is_box(value)
    )


def _is_geometry(value: Any) -> bool:
    if not isinstance(value, dict) or not _is_box(value):
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        return _is_list(value.get("geometries"), _is_geometry)
    return kind in _SHAPES and _is_nested(value.get("coordinates"), *_SHAPES[kind])


def _is_arc_geometry(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        return _is_list(value.get("geometries"), _is_arc_geometry)
    if kind in _ARCS:
        return _is_arcs(value.get("arcs"), _ARCS[kind])
    return kind in ("Point", "MultiPoint") and _is_nested(value.get("coordinates"), *_SHAPES[kind])


def _is_arcs(value: Any, depth: int) -> bool:
    if depth == 0:
        return isinstance(value, int) and not isinstance(value, bool)
    return _is_list(value, lambda each: _is_arcs(each, depth - 1))


def _is_nested(value: Any, depth: int, fewest: int) -> bool:
    """Lists in lists, `depth` deep, of positions; the innermost has at least `fewest` of them."""
    if depth == 0:
        return _is_position(value)
    needed = fewest if depth == 1 else 0
    return _is_list(value, lambda each: _is_nested(each, depth - 1, fewest), fewest=needed)


def _is_position(value: Any) -> bool:
    """Longitude and latitude, and maybe a height."""
    return _is_list(value, _is_figure, fewest=2)


def _is_box(value: dict[str, Any]) -> bool:
    return "bbox" not in value or _is_list(value["bbox"], _is_figure)


def _is_figure(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_list(value: Any, each: Callable[[Any], bool], *, fewest: int = 0) -> bool:
    return isinstance(value, list) and len(value) >= fewest and all(map(each, value))
