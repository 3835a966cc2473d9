"""The provinces and districts that a name is looked for in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dtts.units.gazetteer import Gazetteer
from dtts.units.unit import CURRENT_STARTS, Unit, Words


@dataclass(frozen=True, slots=True)
class Scope:
    """Places that hold what is asked for. `direct` were named as of the day, `later` are what the current
    province of that name was made of. `known` False: what was named is no province or district."""

    gazetteer: Gazetteer
    direct: tuple[frozenset[str], ...]
    later: tuple[frozenset[str], ...]
    known: bool
    reason: Words

    def holds(self, unit: Unit) -> bool:
        """Whether the unit lies in every place named, as of the day or by the current province."""
        above = self.gazetteer.above(unit)
        pairs = zip(self.direct, self.later, strict=True)
        return all(any(a in direct or a in later for a in above) for direct, later in pairs)

    def holds_directly(self, unit: Unit) -> bool:
        """Whether the unit lies in every place named, as of the day."""
        above = self.gazetteer.above(unit)
        return all(any(a in direct for a in above) for direct in self.direct)


@lru_cache(maxsize=4096)
def scope_of(gazetteer: Gazetteer, named: tuple[str, ...], on: date) -> Scope | None:
    """The scope that the texts name; each may list several places, the smallest first, after commas."""
    parts = [part.strip() for text in named for part in text.split(",") if part.strip()]
    if not parts:
        return None
    direct = [_on_the_day(gazetteer, part, on) for part in parts]
    later = [_through_today(gazetteer, part, on) for part in parts]
    missing = [part for part, a, b in zip(parts, direct, later, strict=True) if not a and not b]
    kept = [(a, b) for a, b in zip(direct, later, strict=True) if a or b]
    return Scope(
        gazetteer, tuple(a for a, _ in kept), tuple(b for _, b in kept), not missing, _unknown(missing)
    )


def _on_the_day(gazetteer: Gazetteer, text: str, on: date) -> frozenset[str]:
    return frozenset(unit.area_id for unit in _containers(gazetteer, text, on))


def _through_today(gazetteer: Gazetteer, text: str, on: date) -> frozenset[str]:
    """For a day before July 2025: the former units of the current province of that name or code."""
    if on >= CURRENT_STARTS:
        return frozenset()
    current = _containers(gazetteer, text, CURRENT_STARTS)
    return frozenset(c.old_id for unit in current for c in gazetteer.changes_into(unit.area_id))


def _containers(gazetteer: Gazetteer, text: str, on: date) -> Iterable[Unit]:
    """Provinces and districts of the day that the text names by id, code or name."""
    if "@" in text:
        place = gazetteer.place(text)
        return [place] if place is not None else []
    if text.isdigit():
        unit = gazetteer.unit(text.zfill(2), on)
        return [unit] if unit is not None else []
    from dtts.units.find import find

    found = [c for c in find(gazetteer, text, on) if c.unit.level != "commune" and c.certain]
    best = max((c.score for c in found), default=0)
    return [c.unit for c in found if c.score == best]


def _unknown(parts: Sequence[str]) -> Words:
    names = ", ".join(f"“{part}”" for part in parts)
    return {
        "vi": f"Không xác định được tỉnh, huyện {names}.",
        "en": f"No province or district is known as {names}.",
    }
