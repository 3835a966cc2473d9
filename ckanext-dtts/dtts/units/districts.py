"""Former districts: no units any more, still a grouping that plans and reports use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dtts.units.gazetteer import Gazetteer
from dtts.units.unit import FORMER_ENDS, Unit


@dataclass(frozen=True, slots=True)
class FormerDistrict:
    """A former district with its communes at the end, and what covers its ground since.

    `inside` are the units made only of ground of this district; `shared` also hold ground of others or
    received a part of a divided commune, so that their figures are not figures of the district.
    """

    district: Unit
    communes: tuple[Unit, ...]
    inside: tuple[Unit, ...]
    shared: tuple[Unit, ...]


def former_district(gazetteer: Gazetteer, code: str, on: date = FORMER_ENDS) -> FormerDistrict | None:
    """The grouping of a former district as of a day before July 2025; None for an unknown code."""
    district = gazetteer.unit(code, on, "district")
    if district is None:
        return None
    communes = gazetteer.communes(code, on, "district")
    ground = {unit.area_id for unit in (district, *communes)}
    targets = {c.new_id for old in ground for c in gazetteer.changes_from(old) if c.new_id}
    inside = {new for new in targets if _made_only_of(gazetteer, new, ground)}
    return FormerDistrict(
        district, communes, _places(gazetteer, inside), _places(gazetteer, targets - inside)
    )


def _made_only_of(gazetteer: Gazetteer, new: str, ground: set[str]) -> bool:
    return all(change.old_id in ground for change in gazetteer.changes_into(new))


def _places(gazetteer: Gazetteer, area_ids: set[str]) -> tuple[Unit, ...]:
    found = (gazetteer.place(area_id) for area_id in sorted(area_ids))
    return tuple(unit for unit in found if unit is not None)
