"""Province names of the packaged register, folded."""

from __future__ import annotations

import csv
from functools import lru_cache

from dtts.catalogue import schemas_path
from dtts.tidy.places import Units
from dtts.vietnamese import fold


@lru_cache(maxsize=2)
def province_names(epoch: str) -> Units:
    """Folded short and English names of the provinces of `epoch`, each with the area ids that bear it."""
    names: dict[str, set[str]] = {}
    with (schemas_path() / "registers" / "admin_units.csv").open(encoding="utf-8", newline="") as file:
        for unit in csv.DictReader(file):
            if unit["level"] == "province" and unit["epoch"] == epoch:
                for name in (unit["name_vi_short"], unit["name_vi"]):
                    names.setdefault(fold(name), set()).add(f"{unit['code']}@{epoch}")
    return {name: tuple(sorted(area_ids)) for name, area_ids in names.items()}
