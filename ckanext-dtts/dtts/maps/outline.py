"""Outlines as SVG path data, in whole units and without corners that nobody sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dtts.maps.areas import Ring
from dtts.maps.frame import Frame

Corner = tuple[int, int]
_LEAST = 3


def outline(rings: Iterable[Ring], frame: Frame) -> str:
    """`M12 34l1 2-3 4z` for each ring; a ring of less than a unit is one unit square, so that islets stay."""
    return "".join(dict.fromkeys(_path(corners(ring, frame)) for ring in rings))


def corners(ring: Ring, frame: Frame) -> list[Corner]:
    """The corners of a closed ring in whole units, without repetitions and those on a straight line."""
    kept: list[Corner] = []
    for point in ring[:-1]:
        corner = frame.place(point)
        while len(kept) > 1 and _straight(kept[-2], kept[-1], corner):
            kept.pop()
        if not kept or kept[-1] != corner:
            kept.append(corner)
    return kept


def middle(rings: Sequence[Ring], frame: Frame) -> Corner:
    """The middle of the largest ring: its centre of gravity, or that of its box when it has no surface."""
    placed = [corners(ring, frame) for ring in rings]
    largest = max(placed, key=lambda ring: abs(_surface(ring)))
    surface = _surface(largest)
    if not surface:
        xs, ys = [x for x, _ in largest], [y for _, y in largest]
        return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    x = y = 0
    for (ax, ay), (bx, by) in zip(largest, [*largest[1:], largest[0]], strict=True):
        x += (ax + bx) * (ax * by - bx * ay)
        y += (ay + by) * (ax * by - bx * ay)
    return round(x / (3 * surface)), round(y / (3 * surface))


def _path(ring: Sequence[Corner]) -> str:
    x, y = ring[0]
    if len(ring) < _LEAST:
        return f"M{x} {y}h1v1h-1z"
    steps = [by - ay if down else bx - ax for (ax, ay), (bx, by) in pairwise(ring) for down in (False, True)]
    return f"M{x} {y}l{' '.join(map(str, steps)).replace(' -', '-')}z"


def _straight(a: Corner, b: Corner, c: Corner) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) == (c[0] - a[0]) * (b[1] - a[1])


def _surface(ring: Sequence[Corner]) -> int:
    """Twice the surface of a ring, below zero when it runs clockwise."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True))
