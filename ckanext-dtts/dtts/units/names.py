"""The index of names: spellings by their bare letters, and by those with one letter missing for typos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dtts.registers import rows
from dtts.units.spelling import Spelling, spell, words_of
from dtts.units.unit import Unit

if TYPE_CHECKING:
    from pathlib import Path

    from dtts.units.gazetteer import Gazetteer

_SHORTEST_TYPO = 5
_LONGEST_TYPO = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit under one of its names; `alias`: not its own name or the other source's spelling of it."""

    unit: Unit
    spelling: Spelling
    alias: bool


@dataclass(frozen=True, eq=False)
class NameIndex:
    """Entries by the bare letters of their names."""

    entries: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> NameIndex:
        """The names, other spellings and known other names of all units."""
        spellings: dict[str, Spelling] = {}
        groups: dict[str, list[Entry]] = {}
        for unit, name, alias in _named(gazetteer):
            spelling = spellings.get(name) or spellings.setdefault(name, spell(words_of(name)))
            groups.setdefault(spelling.bare, []).append(Entry(unit, spelling, alias))
        return cls({bare: tuple(entries) for bare, entries in groups.items()})

    def like(self, bare: str) -> Iterator[Entry]:
        """Entries one slip away: a letter left out, added, changed, or two swapped.

        Names with digits are never likened: Phường 1 is no slip for Phường 2.
        """
        if not _SHORTEST_TYPO <= len(bare) <= _LONGEST_TYPO or any(char.isdigit() for char in bare):
            return
        near = {key for cut in _cuts(bare) for key in self._by_cut.get(cut, ())}
        for key in sorted(near):
            if key != bare and one_slip(key, bare):
                yield from self.entries[key]

    @cached_property
    def _by_cut(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key in self.entries:
            if len(key) >= _SHORTEST_TYPO and not any(char.isdigit() for char in key):
                for cut in _cuts(key):
                    found.setdefault(cut, []).append(key)
        return {cut: tuple(keys) for cut, keys in found.items()}


def _named(gazetteer: Gazetteer) -> Iterator[tuple[Unit, str, bool]]:
    aliases = _aliases(gazetteer.folder)
    for unit in gazetteer.units:
        yield unit, unit.short_name, False
        if unit.other_name:
            kind = len(unit.name) - len(unit.short_name)
            yield unit, unit.other_name[kind:], False
        for alias in aliases.get(unit.area_id, ()):
            yield unit, alias, True


def _aliases(folder: Path | None) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("admin_unit_aliases", folder):
        found.setdefault(row["area_id"], []).append(row["alias"])
    return {area_id: tuple(names) for area_id, names in found.items()}


def _cuts(text: str) -> set[str]:
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def one_slip(left: str, right: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours makes one of the other."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return len(left) != len(right)
    a, b = left[start:], right[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped
