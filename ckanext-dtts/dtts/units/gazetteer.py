"""All units and changes of one set of registers, indexed; every question about a code names a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from dtts.units.change import Change, RejectedPair
from dtts.units.load import load_changes, load_rejected, load_units
from dtts.units.unit import Level, Unit, level_of

if TYPE_CHECKING:
    from dtts.units.names import NameIndex

Index = Mapping[str, tuple[Unit, ...]]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Immutable; `load` returns the same one for the same folder."""

    units: tuple[Unit, ...]
    changes: tuple[Change, ...]
    rejected: tuple[RejectedPair, ...] = ()
    folder: Path | None = None
    _by_code: Mapping[tuple[str, str], tuple[Unit, ...]] = field(init=False, repr=False)
    _by_area: Index = field(init=False, repr=False)
    _below: Index = field(init=False, repr=False)
    _out: Mapping[str, tuple[Change, ...]] = field(init=False, repr=False)
    _into: Mapping[str, tuple[Change, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _set(self, "_by_code", _grouped(((u.level, u.code), u) for u in self.units))
        _set(self, "_by_area", _grouped((u.area_id, u) for u in self.units))
        _set(self, "_below", _grouped((u.parent_id, u) for u in self.units if u.parent_id))
        moved = [c for c in self.changes if c.new_id != c.old_id]
        _set(self, "_out", _grouped((c.old_id, c) for c in moved))
        _set(self, "_into", _grouped((c.new_id, c) for c in moved if c.new_id))

    @staticmethod
    def load(folder: Path | None = None) -> Gazetteer:
        """The registers of `folder`, or of the package; read once a process."""
        return _load(folder)

    @cached_property
    def names(self) -> NameIndex:
        """The index of names, made when the first name is looked for."""
        from dtts.units.names import NameIndex

        return NameIndex.of(self)

    @cached_property
    def undated(self) -> tuple[Change, ...]:
        """Changes that are reported without a day: shown, never applied."""
        return tuple(change for change in self.changes if change.effective is None)

    def unit(self, code: str, on: date, level: str | None = None) -> Unit | None:
        """The unit that bore `code` on that day; without `level` the code's length tells it.

        None when there was none. A unit of the register in force goes before a retired one.
        """
        found = [unit for unit in self.history(code, level) if unit.valid_on(on)]
        return min(found, key=lambda unit: unit.retired, default=None)

    def history(self, code: str, level: str | None = None) -> tuple[Unit, ...]:
        """Every stretch of every unit that bore `code`, oldest first."""
        found = self._by_code.get((level_of(code, level) or "", code), ())
        return tuple(sorted(found, key=lambda unit: unit.valid_to or date.max))

    def place(self, area_id: str, on: date | None = None) -> Unit | None:
        """The place of that id as it was on a day, or in its last known stretch."""
        stretches = self._by_area.get(area_id, ())
        if on is None:
            return max(stretches, key=lambda unit: unit.valid_to or date.max, default=None)
        return next((unit for unit in stretches if unit.valid_on(on)), None)

    def parent(self, code: str, on: date, level: str | None = None) -> Unit | None:
        """The unit directly above; None for a province and for an unknown code."""
        unit = self.unit(code, on, level)
        return self.place(unit.parent_id, on) if unit and unit.parent_id else None

    def path(self, code: str, on: date, level: str | None = None) -> tuple[Unit, ...]:
        """The unit and all above it, the province first; empty for an unknown code."""
        unit = self.unit(code, on, level)
        return tuple(reversed(list(self.upwards(unit, on)))) if unit else ()

    def upwards(self, unit: Unit, on: date | None = None) -> Iterator[Unit]:
        """The unit, then what it belongs to, as of the day or of their last known stretch."""
        yield unit
        for area_id in self.above(unit)[1:]:
            stretches = self._by_area.get(area_id, ())
            above = stretches[0] if len(stretches) == 1 else self._as_of(area_id, on)
            if above is not None:
                yield above

    def _as_of(self, area_id: str, on: date | None) -> Unit | None:
        return (self.place(area_id, on) if on else None) or self.place(area_id)

    def above(self, unit: Unit) -> tuple[str, ...]:
        """The area ids of the unit and of all it belongs to, the smallest first."""
        return self._above[unit.area_id]

    @cached_property
    def _above(self) -> Mapping[str, tuple[str, ...]]:
        parents = {unit.area_id: unit.parent_id for unit in self.units}
        return MappingProxyType({area_id: _chain(area_id, parents) for area_id in parents})

    def children(
        self, code: str, on: date, level: str | None = None, *, retired: bool = False
    ) -> tuple[Unit, ...]:
        """The units directly below on that day, by code.

        Units retired 2021-2025 are left out unless asked for: the starts of those that replaced them are
        not known, so that both would be listed for the same ground.
        """
        unit = self.unit(code, on, level)
        below = self._below.get(unit.area_id, ()) if unit else ()
        return _by_code(u for u in below if u.valid_on(on) and (retired or not u.retired))

    def communes(self, code: str, on: date, level: str | None = None) -> tuple[Unit, ...]:
        """All communes below a province or district on that day, through the districts where there were."""
        below = self.children(code, on, level)
        return _by_code(
            commune
            for unit in below
            for commune in ((unit,) if unit.level == "commune" else self.communes(unit.code, on, unit.level))
        )

    def province(self, unit: Unit) -> Unit | None:
        """The province that the unit belongs to, itself when it is one."""
        return next((above for above in self.upwards(unit) if above.level == "province"), None)

    def in_force(self, on: date, level: Level | None = None, *, retired: bool = False) -> tuple[Unit, ...]:
        """All units of a day, by code."""
        return _by_code(
            u
            for u in self.units
            if u.valid_on(on) and level in (None, u.level) and (retired or not u.retired)
        )

    def changes_from(self, area_id: str) -> tuple[Change, ...]:
        """Pairs that lead away from a place."""
        return self._out.get(area_id, ())

    def changes_into(self, area_id: str) -> tuple[Change, ...]:
        """Pairs that lead to a place."""
        return self._into.get(area_id, ())

    def changes_of(self, area_id: str) -> tuple[Change, ...]:
        """Every recorded change of a place, also of its name or type and those without a day."""
        return tuple(c for c in self.changes if area_id in (c.old_id, c.new_id))


# A portal has a new folder with each publication; who began with the one before may still read it.
@lru_cache(maxsize=2)
def _load(folder: Path | None) -> Gazetteer:
    changes = load_changes(folder)
    return Gazetteer(load_units(folder, changes), changes, load_rejected(folder), folder)


def _chain(area_id: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    above = parents.get(area_id)
    return (area_id, *_chain(above, parents)) if above else (area_id,)


def _by_code(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda unit: (unit.level, unit.code)))


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})


def _set(gazetteer: Gazetteer, name: str, value: object) -> None:
    object.__setattr__(gazetteer, name, value)
