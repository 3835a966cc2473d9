"""Columns for generated tables: every type, its formats and options, its constraints, and cells that are
right, wrong or just beside. What is meant to differ (`test_frictionless.MEANT`) is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Column:
    """`hashable` where frictionless can compare the values of two rows."""

    keys: dict[str, Any]
    texts: list[str]
    constraints: list[dict[str, Any]] = field(default_factory=list)
    hashable: bool = True


REQUIRED: list[dict[str, Any]] = [{}, {"required": True}]

TEXT = [
    Column(
        {"type": "string"},
        ["a", "bc", "abc", "abcd", "Đắk", "đắk", "07210", "7210", "a b", "=1+1", "-", "1", "cc"],
        [
            {"minLength": 2},
            {"maxLength": 3},
            {"minLength": 2, "maxLength": 2},
            {"pattern": "[a-z]+"},
            {"pattern": "\\d{5}"},
            {"pattern": "(a|bc)"},
            {"pattern": "(?!a).*"},
            {"pattern": "(.)\\1"},
            {"enum": ["a", "Đắk", "07210"]},
            {"unique": True},
            {"required": True, "pattern": "[a-zà-ỹ]{1,4}", "maxLength": 3},
        ],
    ),
    Column({}, ["a", "1", "2025-01-01"], [{"enum": ["a"]}]),
    Column({"type": "any"}, ["a", "1", "true", "[1]"], [{"enum": ["a", "1"]}, {"unique": True}]),
    Column(
        {"type": "string", "format": "email", "dtts:publicContact": ["email"]},
        ["a@b.vn", "a.b+c@tinh.gov.vn", "a@b", "@b.vn", "a@b..vn", "a b@c.vn", "a@b@c.vn", "đ@tinh.vn", "a@-b.vn"],
        [{"unique": True}, {"maxLength": 8}],
    ),
    Column(
        {"type": "string", "format": "uri", "dtts:publicContact": ["email"]},
        ["https://tinh.gov.vn/a?b=c#d", "mailto:a@b.vn", "urn:isbn:1", "tinh.gov.vn", "//tinh.gov.vn", "1a:b", "a:"],
        [{"pattern": "https:.*"}],
    ),
    Column(
        {"type": "string", "format": "uuid"},
        ["8e6f0b5c-3f5d-4d0e-9a53-1d3b7d0c2a11", "8E6F0B5C-3F5D-4D0E-9A53-1D3B7D0C2A11", "8e6f0b5c", "x" * 36],
        [{"unique": True}],
    ),
    Column({"type": "string", "format": "binary"}, ["VGjhu60=", "YWJj", "YQ==", "a", "YQ=", "abcde"], [{"maxLength": 4}]),
]  # fmt: skip

NUMBERS = [
    Column(
        {"type": "integer"},
        ["0", "1", "7", "-1", "+3", "007", "1.0", "1e3", "một", "--1", "9999999999", "1 2"],
        [
            {"minimum": 0},
            {"maximum": 7},
            {"minimum": -1, "maximum": 1},
            {"exclusiveMinimum": 0, "exclusiveMaximum": 7},
            {"minimum": "1"},
            {"enum": [1, 7]},
            {"enum": ["1", "007"]},
            {"unique": True},
        ],
    ),
    Column(
        {"type": "integer", "bareNumber": False},
        ["12%", "US$ 7", "-3 đ", "khoảng 5 người", "a", "%", "1-2", "8"],
        [{"minimum": 0}],
    ),
    Column(
        {"type": "number"},
        ["0", "1.5", "1.50", "2", "-7.25", "1e3", "1.5E-3", ".5", "5.", "+2", "1.2.3", "abc", "1-2", "12.75", "."],
        [
            {"minimum": 0.5},
            {"maximum": 7},
            {"exclusiveMinimum": 1.5},
            {"exclusiveMaximum": "2"},
            {"enum": ["1.5", "2"]},
            {"enum": [1.5, 2]},
            {"unique": True},
        ],
    ),
    Column(
        {"type": "number", "decimalChar": ","},
        ["1,5", "0,25", "-3", "1.5", "1,2,3", ",5", "1,5e3", "x"],
        [{"minimum": "0,5"}, {"maximum": 1}, {"enum": ["1,5", "-3"]}],
    ),
    Column(
        {"type": "number", "groupChar": ".", "decimalChar": ","},
        ["1.234", "1.234.567,5", "12,5", "7", "-1.000", "1,5,5", "x.y"],
        [{"minimum": 1000}, {"unique": True}],
    ),
    Column({"type": "number", "groupChar": ","}, ["1,234.5", "12.5", "1,000,000", "1.2.3", "-7"], [{"maximum": 100}]),
    Column({"type": "number", "bareNumber": False}, ["12.5%", "US$ 7.25", "-3 đ", "a", "about 5"], [{"minimum": 5}]),
    Column({"type": "number", "floatNumber": True}, ["1.5", "2", "x"], [{"minimum": 2}]),
]  # fmt: skip

LOGIC = [
    Column({"type": "boolean"}, ["true", "false", "True", "FALSE", "1", "0", "yes", "2", "tRue"], [{"enum": [True]}]),
    Column(
        {"type": "boolean", "trueValues": ["Có", "x"], "falseValues": ["Không"]},
        ["Có", "x", "Không", "true", "có"],
        [{"enum": [False]}, {"unique": True}],
    ),
]  # fmt: skip

MOMENTS = [
    Column(
        {"type": "date"},
        ["2025-01-01", "2024-02-29", "2025-02-29", "2025-13-01", "2025-1-1", "20250101", "x", "0001-01-01", "0000-01-01"],
        [
            {"minimum": "2025-01-01"},
            {"maximum": "2025-06-30"},
            {"exclusiveMinimum": "2025-01-01"},
            {"enum": ["2025-01-01"]},
            {"unique": True},
        ],
    ),
    Column(
        {"type": "date", "format": "%d/%m/%Y"},
        ["31/12/2025", "1/2/2025", "01/02/2025", "31/02/2025", "2025-12-31", "1/2/25", "32/1/2025", "1/13/2025", "+1/2/2025"],
        [{"maximum": "01/02/2025"}, {"unique": True}, {"enum": ["1/2/2025"]}],
    ),
    Column({"type": "date", "format": "%d.%m.%y"}, ["31.12.25", "1.2.70", "1.2.2025", "x"], [{"minimum": "01.01.00"}]),
    Column({"type": "date", "format": "%d %B %Y"}, ["31 December 2025", "1 may 2025", "31 Dec 2025", "31 Tháng 12"]),
    Column({"type": "date", "format": "any"}, ["2025-12-31", "31/12/2025", "31 Dec 2025", "December 31, 2025", "x", "2025-02-30"]),
    Column({"type": "year"}, ["2025", "1999", "0001", "0000", "25", "20256", "x", "2025.0", "-999"], [{"minimum": 2000}, {"maximum": "2025"}, {"exclusiveMaximum": 2025}, {"enum": [2025, "1999"]}, {"unique": True}]),
    Column(
        {"type": "yearmonth"},
        ["2025-01", "2025-1", "2025-12", "2025-13", "2025-00", "2025", "x", "2025-01-01", "2024-07"],
        [{"minimum": "2025-01"}, {"exclusiveMaximum": "2025-12"}, {"enum": ["2025-01"]}, {"unique": True}],
    ),
    Column(
        {"type": "datetime"},
        ["2025-01-01T10:00:00", "2025-01-01 10:00:00", "2025-01-01T10:00:00.5", "2025-01-01", "2025-01-01T25:00:00", "2025-02-30T10:00:00", "2025-01-01T10:00", "x"],
        [{"minimum": "2025-01-01T10:00:00"}, {"exclusiveMinimum": "2025-01-01T10:00:00"}, {"enum": ["2025-01-01T10:00:00"]}, {"unique": True}],
    ),
    Column(
        {"type": "datetime"},
        ["2025-01-01T10:00:00Z", "2025-01-01T17:00:00+07:00", "2025-01-01T10:00:00+0000", "2025-01-01T10:00:00-03", "2025-01-01Z", "2025-01-01T10:00:00+25:00"],
        [{"minimum": "2025-01-01T10:00:00Z"}, {"exclusiveMaximum": "2025-01-01T13:00:00Z"}, {"enum": ["2025-01-01T17:00:00+07:00"]}, {"unique": True}],
    ),
    Column({"type": "datetime", "format": "%d/%m/%Y %H:%M"}, ["31/12/2025 16:30", "1/2/2025 7:05", "31/12/2025", "31/12/2025 24:00"], [{"minimum": "01/02/2025 07:05"}, {"unique": True}]),
    Column({"type": "datetime", "format": "%Y-%m-%d %H:%M %z"}, ["2025-12-31 16:30 +0700", "2025-12-31 09:30 +0000", "2025-12-31 16:30"], [{"unique": True}]),
    Column({"type": "datetime", "format": "any"}, ["2025-12-31T16:30:00", "31/12/2025 16:30", "x"]),
    Column(
        {"type": "time"},
        ["10:00:00", "23:59:59.5", "10:00", "25:00:00", "10:60:00", "x", "1:00:00"],
        [{"minimum": "10:00:00"}, {"exclusiveMinimum": "10:00:00"}, {"enum": ["10:00:00"]}, {"unique": True}],
    ),
    Column({"type": "time", "format": "%H:%M"}, ["16:30", "7:05", "24:00", "16:30:00", "x"], [{"minimum": "07:05"}]),
    Column({"type": "time", "format": "any"}, ["16:30", "16:30:05", "4:30 PM", "x", "25:00"]),
    Column(
        {"type": "duration"},
        ["P1Y", "P1D", "PT24H", "P1Y2M3DT4H5M6S", "P2W", "-P1D", "PT0.5S", "P", "1D", "P1S", "x", "PT36H", "P1,5D"],
        [{"enum": ["P1D", "P1Y"]}, {"unique": True}],
    ),
]  # fmt: skip

SHAPES = [
    Column(
        {"type": "geopoint"},
        ["105.85, 21.03", "105.850,21.03", "180,90", "181,0", "0,91", "1", "1,2,3", "a,b", "-77.5,-12"],
        [{"enum": ["105.85,21.03"]}, {"unique": True}],
    ),
    Column({"type": "geopoint", "format": "array"}, ["[105.85, 21.03]", "[181, 0]", "[1]", "105.85,21.03", "[1, 2, 3]", '["1", "2"]', "x"], [{"unique": True}]),
    Column({"type": "geopoint", "format": "object"}, ['{"lon": 105.85, "lat": 21.03}', '{"lon": 1}', '{"lon": 1, "lat": 2, "x": 3}', '{"lon": 1, "lat": 99}', "x"]),
    Column(
        {"type": "geojson"},
        ['{"type": "Point", "coordinates": [1, 2]}', '{"type": "Point", "coordinates": [1]}', '{"type": "LineString", "coordinates": [[1, 2]]}', '{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}', '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 1], [0, 0]]]}', '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]}', '{"type": "Feature", "geometry": null, "properties": null}', '{"type": "Feature", "geometry": null}', '{"type": "FeatureCollection", "features": []}', '{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}', '{"type": "Circle"}', "{}", "[]", "x", '{"type": "Point", "coordinates": ["1", "2"]}'],
        hashable=False,
    ),
    Column(
        {"type": "geojson", "format": "topojson"},
        ['{"type": "Topology", "objects": {}, "arcs": []}', '{"type": "Topology", "arcs": []}', '{"type": "Point", "coordinates": [1, 2]}', '{"type": "LineString", "arcs": [0]}', '{"type": "LineString", "arcs": [0.5]}', '{"type": "Topology", "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}, "arcs": [[[0, 0], [1, 1]]]}', "{}", "x"],
        hashable=False,
    ),
]  # fmt: skip

NESTED = [
    Column(
        {"type": "array"},
        ["[]", "[1, 2]", '["a"]', "{}", "1", "x", "[1", "[1, 2, 3]", "[2, 1]"],
        [{"minLength": 1}, {"maxLength": 2}, {"enum": ["[1, 2]"]}, {"enum": [[2, 1]]}],
        hashable=False,
    ),
    Column({"type": "array", "arrayItem": {"type": "integer", "constraints": {"minimum": 2}}}, ["[]", "[2, 3]", "[1]", '["x"]', '["x", 1]', "[2.5]", "[2.0]", "[[2]]", "[null]"], hashable=False),
    Column({"type": "array", "arrayItem": {"type": "string", "constraints": {"required": True, "pattern": "a+"}}}, ['["a"]', '["aa", "b"]', "[1]", '[""]', "[null]"], hashable=False),
    Column({"type": "array", "arrayItem": {"type": "date"}}, ['["2025-01-01"]', '["x"]', "[2025]"], hashable=False),
    Column(
        {"type": "object"},
        ["{}", '{"a": 1}', '{"a": 1, "b": 2}', '{"b": 2, "a": 1}', "[]", "1", "x", '{"a"'],
        [{"minLength": 1}, {"maxLength": 1}, {"enum": ['{"a": 1, "b": 2}']}, {"enum": [{"a": 1}]}],
        hashable=False,
    ),
    Column({"type": "list"}, ["a", "a,b", "a,b,c", ","], [{"minLength": 2}, {"maxLength": 2}], hashable=False),
    Column({"type": "list", "itemType": "integer", "delimiter": ";"}, ["1", "1;2", "1; 2", "1;x", "1;", "1,2"], [{"minLength": 2}], hashable=False),
    Column({"type": "list", "itemType": "date"}, ["2025-01-01", "2025-01-01,2025-01-02", "2025-01-01,x"], hashable=False),
    Column({"type": "list", "itemType": "number", "delimiter": "|"}, ["1.5|2", "1.5|x", "2"], [{"maxLength": 1}], hashable=False),
    Column({"type": "list", "itemType": "boolean"}, ["true,false", "1,0", "yes"], hashable=False),
    Column({"type": "list", "itemType": "time"}, ["10:00:00", "10:00:00,x"], hashable=False),
    Column({"type": "list", "itemType": "datetime"}, ["2025-01-01T10:00:00", "2025-01-01"], hashable=False),
]  # fmt: skip

COLUMNS = [*TEXT, *NUMBERS, *LOGIC, *MOMENTS, *SHAPES, *NESTED]
