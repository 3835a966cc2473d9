"""Shapes of the current units: all there, closed, wound the right way, with every island."""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from dtts.registers.check.book import CURRENT, Book, Fault, Figure, Lines, compare, none_of

Ring = list[list[float]]
Polygon = list[Ring]


@dataclass(frozen=True)
class Shape:
    """A unit on the map: its name and its polygons, each an outer ring and its holes."""

    name: str
    polygons: list[Polygon]


def check_provinces(book: Book) -> Lines:
    """The 34 provinces and the topology of them that phones load."""
    names = dict(_current(book, "province").select("code", "name_vi").iter_rows())
    shapes = _shapes(book, "provinces_34.geojson")
    yield from _check_shapes("provinces_34.geojson", shapes, names, book)
    yield from compare("province polygons", _count(shapes), _wanted(book, "province_polygons"))
    yield from _check_islands(book, shapes)
    yield from _check_weights(book)


def check_communes(book: Book) -> Lines:
    """One file a province."""
    communes: dict[str, Shape] = {}
    units = _current(book, "commune")
    for (province,), rows in units.group_by("parent_code", maintain_order=True):
        file = f"communes_{province}.geojson"
        shapes = _shapes(book, file)
        yield from _check_shapes(file, shapes, dict(rows.select("code", "name_vi").iter_rows()), book)
        communes |= shapes
    yield from compare("commune shapes", len(communes), units.height)
    wanted = _wanted(book, "commune_polygons")
    found = {code: _count({code: communes[code]}) for code in wanted if code in communes}
    yield from compare("polygons of Hoàng Sa, Trường Sa, Lý Sơn", found, wanted)


def _check_shapes(file: str, shapes: Mapping[str, Shape], names: Mapping[str, str], book: Book) -> Lines:
    yield from none_of(sorted(set(names) ^ set(shapes)), f"{file}: missing or unknown codes")
    renamed = [code for code, shape in shapes.items() if names.get(code, shape.name) != shape.name]
    yield from none_of(sorted(renamed), f"{file}: names that differ from the register")
    window = _wanted(book, "window")
    tests: dict[str, Callable[[list[Polygon]], bool]] = {
        "open or too short rings": _is_open,
        "rings wound the wrong way": _is_reversed,
        "shapes outside the country's window": lambda polygons: not _is_inside(polygons, window),
    }
    for what, test in tests.items():
        wrong = sorted(code for code, shape in shapes.items() if test(shape.polygons))
        yield from none_of(wrong, f"{file}: {what}")
    yield from _check_edges(file, shapes)


def _check_edges(file: str, shapes: Mapping[str, Shape]) -> Lines:
    """Neighbours share their edges: an edge of three units is an overlap, no shared edge at all a gap."""
    edges = Counter(edge for shape in shapes.values() for edge in {*_edges(shape.polygons)})
    if max(edges.values(), default=0) > 2:
        yield Fault(f"{file}: an edge belongs to more than two units")
    if len(shapes) > 1 and not any(count == 2 for count in edges.values()):
        yield Fault(f"{file}: neighbours share no edge")


def _check_islands(book: Book, provinces: Mapping[str, Shape]) -> Lines:
    """Hoàng Sa and Trường Sa, in the shapes and in the topology."""
    line, wanted = _wanted(book, "islands_east_of"), _wanted(book, "islands")
    east = {
        code: sum(_east(polygon[0]) > line for polygon in provinces[code].polygons)
        for code in wanted
        if code in provinces
    }
    yield from compare("island polygons of Hoàng Sa (48) and Trường Sa (56)", east, wanted)
    topology = _topology_easts(_read(book, "provinces_34.topojson"))
    found = {code: sum(edge > line for edge in topology.get(code, [])) for code in wanted}
    yield from compare("the same in the topology", found, wanted)


def _check_weights(book: Book) -> Lines:
    for file in _wanted(book, "light_files"):
        size = len(gzip.compress((book.boundaries / file).read_bytes(), 9, mtime=0))
        yield Figure(f"gzip bytes of {file}", size)
        if size > _wanted(book, "max_gzip_bytes"):
            yield Fault(f"{file}: {size} bytes compressed")


def _topology_easts(topology: Mapping[str, Any]) -> dict[str, list[float]]:
    """For each province the easternmost longitude of each of its outer rings."""
    scale, shift = topology["transform"]["scale"][0], topology["transform"]["translate"][0]
    easts = []
    for arc in topology["arcs"]:
        x, furthest = 0, float("-inf")
        for dx, _ in arc:
            x += dx
            furthest = max(furthest, x)
        easts.append(furthest * scale + shift)
    return {
        shape["properties"]["code"]: [
            max(easts[a if a >= 0 else ~a] for a in polygon[0]) for polygon in _arcs(shape)
        ]
        for shape in topology["objects"]["provinces"]["geometries"]
    }


def _arcs(shape: Mapping[str, Any]) -> list[list[list[int]]]:
    arcs = shape["arcs"]
    return [arcs] if shape["type"] == "Polygon" else arcs


def _is_open(polygons: list[Polygon]) -> bool:
    return any(len(ring) < 4 or ring[0] != ring[-1] for polygon in polygons for ring in polygon)


def _is_reversed(polygons: list[Polygon]) -> bool:
    """Outer rings run anticlockwise, holes clockwise (RFC 7946)."""
    return any(
        (_area(ring) > 0) != (place == 0) for polygon in polygons for place, ring in enumerate(polygon)
    )


def _is_inside(polygons: list[Polygon], window: Mapping[str, float]) -> bool:
    return all(
        window["west"] <= x <= window["east"] and window["south"] <= y <= window["north"]
        for polygon in polygons
        for ring in polygon
        for x, y in ring
    )


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _east(ring: Ring) -> float:
    return max(x for x, _ in ring)


def _edges(polygons: list[Polygon]) -> Iterator[tuple[float, ...]]:
    for polygon in polygons:
        for ring in polygon:
            for a, b in pairwise(ring):
                yield (*a, *b) if a < b else (*b, *a)


def _shapes(book: Book, file: str) -> dict[str, Shape]:
    return {
        feature["properties"]["code"]: Shape(feature["properties"]["name_vi"], _polygons(feature["geometry"]))
        for feature in _read(book, file)["features"]
    }


def _polygons(geometry: Mapping[str, Any]) -> list[Polygon]:
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _count(shapes: Mapping[str, Shape]) -> int:
    return sum(len(shape.polygons) for shape in shapes.values())


def _current(book: Book, level: str) -> pl.DataFrame:
    return book.register("admin_units").filter(epoch=CURRENT, level=level)


def _read(book: Book, file: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((book.boundaries / file).read_text(encoding="utf-8"))
    return content


def _wanted(book: Book, key: str) -> Any:
    return book.expected["boundaries"][key]
