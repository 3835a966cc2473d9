"""Real places for demonstration rows, and what became of them in July 2025."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dtts.errors import UsageError
from dtts.registers import register


@dataclass(frozen=True)
class Area:
    """A unit of the register: `24@since-2025-07`, its name with its type, its short name."""

    area_id: str
    name: str
    short_name: str


def area(area_id: str) -> Area:
    """The unit with that id. Raises `UsageError` when the register has none."""
    found = _areas().get(area_id)
    if found is None:
        raise UsageError(f"no unit {area_id!r} in the register: correct the areas of the demonstration table")
    return found


def predecessors(area_id: str) -> tuple[Area, ...]:
    """The former communes that went whole into a present one, in the order of their codes.

    Raises `UsageError` when one of them was split: then former figures cannot be added up.
    """
    changes = [change for change in _changes() if change["new_area_id"] == area_id]
    if not changes or any(change["whole_old_unit"] != "true" for change in changes):
        raise UsageError(f"{area_id!r} is not made of whole former communes: choose another one")
    return tuple(area(change["old_area_id"]) for change in changes)


@cache
def _areas() -> dict[str, Area]:
    return {
        unit["area_id"]: Area(unit["area_id"], unit["name_vi"], unit["name_vi_short"])
        for unit in register("admin_units").to_dicts()
    }


@cache
def _changes() -> tuple[dict[str, str], ...]:
    """Changes from former to present communes on 1 July 2025; later ones join present units."""
    changes = register("admin_changes").to_dicts()
    wanted = [
        change
        for change in changes
        if change["old_level"] == "commune" and change["old_epoch"] == "pre-2025-07"
    ]
    return tuple(sorted(wanted, key=lambda change: str(change["old_area_id"])))
