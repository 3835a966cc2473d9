"""Rows of the registers of units and changes → immutable units and changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dtts.registers import rows
from dtts.units.change import Change, RejectedPair
from dtts.units.unit import FORMER, Level, Unit, level_of

Row = dict[str, Any]

# Source ids that mark a row as computed or set by hand, not found as it stands.
_OWN_WORK = {"derived", "hand"}
_FORMER_BASIS = "legal_basis: memory (high)"
_TYPES: dict[tuple[str, str], str] = {
    ("province", "Tỉnh"): "tỉnh",
    ("province", "Thành phố"): "thành phố trực thuộc trung ương",
    ("commune", "Xã"): "xã",
    ("commune", "Phường"): "phường",
    ("commune", "Thị trấn"): "thị trấn",
    ("commune", "Đặc khu"): "đặc khu",
}


def load_changes(folder: Path | None) -> tuple[Change, ...]:
    """All pairs of the register of changes, in its order."""
    return tuple(_change(row) for row in rows("admin_changes", folder))


def load_rejected(folder: Path | None) -> tuple[RejectedPair, ...]:
    """The pairs that are not used, in the register's order."""
    return tuple(_rejected(row) for row in rows("admin_changes_rejected", folder))


def load_units(folder: Path | None, changes: Sequence[Change]) -> tuple[Unit, ...]:
    """Units in force, former and retired; one Unit for each stretch between dated changes of name."""
    stretches = _changes_in_place(changes)
    units: list[Unit] = []
    for row in rows("admin_units", folder):
        unit = _unit(row)
        units.extend(_stretches(unit, stretches.get(unit.area_id, [])))
    units.extend(_retired(row) for row in rows("admin_units_retired_2021_2025", folder))
    return tuple(units)


def _unit(row: Row) -> Unit:
    former = row["epoch"] == FORMER
    return Unit(
        level=_level(row),
        code=row["code"],
        epoch=row["epoch"],
        name=row["name_vi"],
        short_name=row["name_vi_short"],
        name_en=row["name_en"] or "",
        unit_type=row["unit_type"],
        parent_code=row["parent_code"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        legal_basis=row["legal_basis"] or "",
        source=row["source"],
        provenance=_provenance(row["source"]),
        provenance_note=_FORMER_BASIS if former else "",
        other_name=row["name_vi_variant"],
        note=row["note"],
    )


def _retired(row: Row) -> Unit:
    gone = _day(row["not_valid_from_about"])
    return Unit(
        level=_level(row),
        code=row["code"],
        epoch=FORMER,
        name=row["name_vi"],
        short_name=row["name_vi_short"],
        name_en=row["name_en"] or "",
        unit_type=row["unit_type"],
        parent_code=row["parent_code"],
        valid_from=None,
        valid_to=gone - timedelta(days=1) if gone else None,
        legal_basis="",
        source=row["source"],
        provenance=row["provenance"],
        provenance_note=row["note"] or "",
        note=row["note"],
        retired=True,
        ends_about=True,
    )


def _stretches(unit: Unit, changes: Sequence[Change]) -> Iterator[Unit]:
    """The unit cut at its dated changes; the register's row is the last stretch."""
    start = unit.valid_from
    for change in changes:
        if change.effective is None:
            continue
        earlier = _renamed(unit, change.old_name)
        yield replace(earlier, valid_from=start, valid_to=change.effective - timedelta(days=1))
        start = change.effective
    yield unit if start == unit.valid_from else replace(unit, valid_from=start)


def _renamed(unit: Unit, name: str) -> Unit:
    """The unit under an earlier full name; its English name belonged to the later type and is dropped."""
    prefix = name.removesuffix(unit.short_name).strip()
    kind = _TYPES.get((unit.level, prefix), unit.unit_type)
    return replace(unit, name=name, unit_type=kind, name_en="", other_name=None)


def _changes_in_place(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.new_id == change.old_id and change.effective:
            found.setdefault(change.old_id, []).append(change)
    for group in found.values():
        group.sort(key=lambda change: change.effective or date.max)
    return found


def _change(row: Row) -> Change:
    return Change(
        old_id=row["old_area_id"],
        new_id=row["new_area_id"],
        new_name=row["new_name_vi"],
        old_name=row["old_name_vi"],
        kind=row["kind"],
        default=row["default_target"] == "true",
        whole=row["whole_old_unit"] == "true",
        effective=_day(row["effective_date"]),
        legal_basis=row["legal_basis"] or "",
        note=row["note"] or "",
        source=row["source"],
    )


def _rejected(row: Row) -> RejectedPair:
    return RejectedPair(
        old_id=row["old_area_id"],
        old_name=row["old_name_vi"],
        old_district=row["old_district_name_vi"],
        old_province=row["old_province_name_vi"],
        new_id=row["new_area_id"],
        new_name=row["new_name_vi"],
        km_from_new_unit=float(row["km_from_new_unit"]),
        kept_target=row["kept_target_code"],
        km_from_kept_target=float(row["km_from_kept_target"]),
        reason=row["reason"],
        source=row["source"],
    )


def _level(row: Row) -> Level:
    level = level_of(row["code"], row["level"])
    assert level is not None, "a named level is returned or refused"
    return level


@cache
def _provenance(source: str) -> str:
    return "derived" if _OWN_WORK & set(source.split(";")) else "found"


@cache
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
