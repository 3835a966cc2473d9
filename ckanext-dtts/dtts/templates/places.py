"""The places of one sender: an area and all that lies in it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.errors import UsageError
from dtts.registers import register

REGISTERS = ("places", "admin_units")
"""The registers whose codes are places."""


def places_within(area_id: str, folder: Path | None = None) -> frozenset[str]:
    """The ids of a place (`24@since-2025-07`) and of all places below it, of the same epoch.

    UsageError for a place that no register has.
    """
    below: dict[str, list[str]] = {}
    known = register("places", folder).select("area_id", "parent_id")
    for place, parent in known.iter_rows():
        below.setdefault(parent or "", []).append(place)
    if area_id not in set(known["area_id"]):
        raise UsageError(f"there is no place {area_id!r}; a place is a code with its epoch: 24@since-2025-07")
    found, waiting = set[str](), [area_id]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += below.get(place, ())
    return frozenset(found)


def rows_within(frame: pl.DataFrame, schema: TableSchema, places: frozenset[str]) -> pl.DataFrame:
    """The rows whose places are all among `places`; a cell without a place is in none."""
    named = [key.fields[-1] for key in schema.foreign_keys if key.resource.partition(":")[2] in REGISTERS]
    if not named:
        return frame
    return frame.filter(pl.all_horizontal(pl.col(name).is_in(list(places)) for name in named))
