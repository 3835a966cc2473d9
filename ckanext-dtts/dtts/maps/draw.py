"""A map of areas: the outline of each as path data, with Hoàng Sa and Trường Sa wherever they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dtts.maps.areas import OFFSHORE, Area, Point
from dtts.maps.frame import Frame, fit
from dtts.maps.outline import middle, outline

ARCHIPELAGOS: Mapping[str, str] = MappingProxyType(
    {
        "48": "Hoàng Sa (Đà Nẵng)",
        "56": "Trường Sa (Khánh Hòa)",
        "20333": "Đặc khu Hoàng Sa",
        "22736": "Đặc khu Trường Sa",
    }
)
"""What a map writes beside the islets of a province or special zone, as they are too small to be seen."""
_EDGE, _BOX = 6.0, 0.27


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area: SVG path data, and the middle of its largest part."""

    code: str
    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Place:
    """A name on the map, or a point of it."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Inset:
    """A box in which what lies far off is drawn at a scale of its own."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Everything in units of the picture, y downwards; `names` are those of the archipelagos."""

    width: int
    height: int
    areas: tuple[Drawn, ...]
    names: tuple[Place, ...]
    points: tuple[Place, ...]
    inset: Inset | None


def area_map(
    areas: Sequence[Area],
    points: Iterable[tuple[str, Point]] = (),
    *,
    width: float,
    height: float,
    apart: bool,
) -> AreaMap:
    """The map of these areas, at most `width` by `height`, with named `points` (longitude, latitude).

    `apart` draws areas offshore in a box at the right, as in a map of one province whose mainland would else
    be a speck; otherwise everything lies in one frame. UsageError without areas.
    """
    far = [area for area in areas if apart and _is_offshore(area)]
    near = [area for area in areas if area not in far] or far
    beside = width * _BOX if len(near) < len(areas) else 0.0
    main = _fit(near, width - beside - 3 * _EDGE, height - 2 * _EDGE, _EDGE)
    box = Inset(round(main.width + 2 * _EDGE), round(_EDGE), round(beside), round(beside)) if beside else None
    small = (
        _fit(far, beside - 4 * _EDGE, beside - 4 * _EDGE, box.left + 2 * _EDGE, 3 * _EDGE) if box else main
    )
    drawn = [(area, small if area in far else main) for area in areas]
    return AreaMap(
        round(main.width + (3 if box else 2) * _EDGE + beside),
        round(max(main.height + 2 * _EDGE, beside + 2 * _EDGE)),
        tuple(
            Drawn(area.code, area.name, outline(area.rings, in_), *middle(area.rings, in_))
            for area, in_ in drawn
        ),
        tuple(_named(area, in_) for area, in_ in drawn if area.code in ARCHIPELAGOS),
        tuple(Place(name, *(small if at[0] > OFFSHORE else main).place(at)) for name, at in points),
        box,
    )


def _fit(areas: Iterable[Area], width: float, height: float, left: float, top: float = _EDGE) -> Frame:
    return fit((point for area in areas for point in area.points()), width, height, left, top)


def _is_offshore(area: Area) -> bool:
    return any(x > OFFSHORE for x, _ in area.points())


def _named(area: Area, frame: Frame) -> Place:
    """The name of an archipelago, in the middle of its islets."""
    islets = [frame.place(point) for point in area.points() if point[0] > OFFSHORE]
    xs, ys = [x for x, _ in islets], [y for _, y in islets]
    return Place(ARCHIPELAGOS[area.code], (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2)
