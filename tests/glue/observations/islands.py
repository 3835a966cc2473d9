"""Hoàng Sa and Trường Sa in what the portal gives out: the islets that an SVG draws beside their names."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

NAMES = {"Hoàng Sa (Đà Nẵng)": 10, "Trường Sa (Khánh Hòa)": 40}
"""The names on a map, and how many islets at least are drawn around each."""
_RING = re.compile(r"M(-?\d+) (-?\d+)")
_NEAR = 110
"""In units of a map of about 560 to 640: how far an islet lies from the name of its archipelago."""


class Islets(NamedTuple):
    """The name of an archipelago, where it stands, and where its islets begin, in the units of the SVG."""

    name: str
    x: float
    y: float
    found: list[tuple[float, float]]


def islets(svg: bytes) -> dict[str, Islets]:
    """Of each name of the sea in the SVG the rings that are drawn near it."""
    tree = etree.fromstring(svg, etree.HTMLParser(encoding="utf-8"))
    rings = [(float(x), float(y)) for path in tree.xpath("//path/@d") for x, y in _RING.findall(path)]
    labels = [
        (each.text, float(each.get("x")), float(each.get("y"))) for each in tree.xpath("//text[@class='sea']")
    ]
    return {
        name: Islets(
            name, x, y, [ring for ring in rings if abs(ring[0] - x) < _NEAR and abs(ring[1] - y) < _NEAR]
        )
        for name, x, y in labels
    }


def placed(svg: bytes) -> tuple[float, float, float]:
    """Where a card puts its map: x, y and how much larger it is there."""
    found = re.search(
        rb'class="map values" transform="translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)"', svg
    )
    assert found is not None
    x, y, scale = map(float, found.groups())
    return x, y, scale


class Pixels:
    """The colours of a PNG of eight bits a channel that is not interlaced (PNG, sections 7 and 9)."""

    def __init__(self, png: bytes) -> None:
        self.width, self.height, depth, kind = struct.unpack(">IIBB", png[16:26])
        assert (depth, png[28]) == (8, 0)
        self._step = {2: 3, 6: 4}[kind]
        packed = b"".join(body for name, body in _chunks(png) if name == b"IDAT")
        self._rows = list(self._unfiltered(zlib.decompress(packed)))

    def at(self, x: int, y: int) -> tuple[int, ...]:
        """Red, green and blue of a pixel."""
        start = x * self._step
        return tuple(self._rows[y][start : start + 3])

    def _unfiltered(self, raw: bytes) -> Iterator[bytearray]:
        stride, step = self.width * self._step, self._step
        above = bytearray(stride)
        for at in range(self.height):
            begin = at * (stride + 1)
            kind, row = raw[begin], bytearray(raw[begin + 1 : begin + 1 + stride])
            for place in range(stride) if kind else ():
                left = row[place - step] if place >= step else 0
                corner = above[place - step] if place >= step else 0
                guess = (
                    0,
                    left,
                    above[place],
                    (left + above[place]) // 2,
                    _paeth(left, above[place], corner),
                )
                row[place] = (row[place] + guess[kind]) & 255
            above = row
            yield row


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))
