"""Which provinces of today lie beside each other: those whose outlines have a piece in common."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dtts.catalogue import schemas_path

_FILE = "provinces_34.topojson"


def neighbours(code: str, folder: Path | None = None) -> tuple[str, ...]:
    """Codes of the provinces beside one, in order; empty for a code without an outline, and over water.

    The outlines are those of `folder`, or of the package. A topology keeps a border that two provinces share
    as one piece, so that no geometry has to be compared.
    """
    return _beside(folder or schemas_path() / "boundaries").get(code, ())


@cache
def _beside(folder: Path) -> Mapping[str, tuple[str, ...]]:
    topology = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    of_piece: dict[int, set[str]] = {}
    for shape in topology["objects"]["provinces"]["geometries"]:
        for piece in _pieces(shape["arcs"]):
            of_piece.setdefault(piece, set()).add(shape["properties"]["code"])
    found: dict[str, set[str]] = {}
    for codes in of_piece.values():
        for code in codes:
            found.setdefault(code, set()).update(codes - {code})
    return {code: tuple(sorted(others)) for code, others in found.items()}


def _pieces(arcs: Any) -> Iterator[int]:
    """The numbers of all pieces in nested rings; one that is gone along backwards is written as ~number."""
    for each in arcs:
        if isinstance(each, int):
            yield ~each if each < 0 else each
        else:
            yield from _pieces(each)
