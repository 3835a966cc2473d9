"""Which agencies lie below which, by the places of both in the registers in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from ckanext.dtts import registers
from dtts.units import Remit, remit


class Placed(NamedTuple):
    """An agency with its place, None for one that has none."""

    id: str
    area_id: str | None
    one_person: bool


def below(agencies: Sequence[Placed], own: Set[str]) -> set[str]:
    """Ids of the agencies whose place lies below that of one of `own`, as the units are today."""
    above = [mine for mine in _remits(each for each in agencies if each.id in own).values() if mine.below]
    if not above:
        return set()
    return {name for name, theirs in _remits(agencies).items() if any(mine.holds(theirs) for mine in above)}


def above(agencies: Sequence[Placed], agency: str) -> set[str]:
    """Ids of the agencies in whose place that of the agency lies."""
    remits = _remits(agencies)
    lower = remits.get(agency)
    return {name for name, mine in remits.items() if lower is not None and mine.holds(lower)}


def _remits(agencies: Iterable[Placed]) -> dict[str, Remit]:
    gazetteer, today = registers.gazetteer(), registers.today()
    found = {each.id: remit(gazetteer, each.area_id, today) for each in agencies if each.area_id}
    return {name: each for name, each in found.items() if each is not None}
