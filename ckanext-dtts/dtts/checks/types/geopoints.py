"""Points on the earth: longitude and latitude in degrees, in that order."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from dtts.checks.types.column import Raw, Typed, wrong_type
from dtts.checks.types.distinct import by_distinct

_KIND = {"vi": "tọa độ (kinh độ, vĩ độ)", "en": "a point (longitude, latitude)"}
_EXAMPLES = {
    "default": "105.85, 21.03",
    "array": "[105.85, 21.03]",
    "object": '{"lon": 105.85, "lat": 21.03}',
}
_LON, _LAT = 180, 90


def parse_geopoint(raw: Raw) -> Typed:
    """Points as text of the field's format, in one form for equal points."""
    form = raw.field.format
    values = by_distinct(raw.text, lambda text: normal_point(text, form))
    example = _EXAMPLES.get(form, _EXAMPLES["default"])
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _KIND, example),))


def normal_point(text: str, form: str) -> str | None:
    """The normal form of a point, None where the text is none or lies outside the earth's degrees."""
    try:
        lon, lat = (Decimal(part) for part in _parts(text, form))
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError):
        return None
    if not (lon.is_finite() and lat.is_finite() and abs(lon) <= _LON and abs(lat) <= _LAT):
        return None
    west, north = _degrees(lon), _degrees(lat)
    if form == "array":
        return f"[{west}, {north}]"
    return f'{{"lon": {west}, "lat": {north}}}' if form == "object" else f"{west}, {north}"


def _parts(text: str, form: str) -> tuple[Any, Any]:
    if form == "array":
        lon, lat = json.loads(text, parse_float=Decimal)
    elif form == "object":
        point = json.loads(text, parse_float=Decimal)
        lon, lat = point["lon"], point["lat"]
        if len(point) != len(("lon", "lat")):
            raise ValueError("a point has two parts")
    else:
        lon, lat = (part.strip() for part in text.split(","))
    return lon, lat


def _degrees(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"
