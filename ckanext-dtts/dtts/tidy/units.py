"""Province names of the packaged register, folded."""

from __future__ import annotations

from functools import cache

from dtts.registers import register
from dtts.tidy.places import Units
from dtts.vietnamese import fold


@cache
def province_names(epoch: str) -> Units:
    """Folded long and short names of the provinces of `epoch`, each with the area ids that bear it."""
    names: dict[str, set[str]] = {}
    for unit in register("admin_units").to_dicts():
        if unit["level"] == "province" and unit["epoch"] == epoch:
            for name in (unit["name_vi_short"], unit["name_vi"]):
                names.setdefault(fold(name), set()).add(unit["area_id"])
    return {name: tuple(sorted(area_ids)) for name, area_ids in names.items()}
