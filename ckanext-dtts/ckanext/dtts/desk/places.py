"""The provinces in which agencies lie today, so that a queue can be narrowed to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.model import Agency
from dtts.units import remit


def by_province(agencies: Collection[str]) -> dict[str, list[str]]:
    """Ids of agencies by the province of today in which their place lies; those without one are left out."""
    query = sa.select(Agency.agency_id, Agency.area_id).where(
        Agency.agency_id.in_(agencies), Agency.area_id.is_not(None)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for agency, area_id in model.Session.execute(query).tuples():
        for province in _provinces(str(area_id)):
            found[province].append(agency)
    return dict(found)


def _provinces(area_id: str) -> set[str]:
    gazetteer = registers.gazetteer()
    found = remit(gazetteer, area_id, registers.today())
    units = [gazetteer.place(ground) for ground in found.ground] if found else []
    above = [unit if unit.level == "province" else gazetteer.province(unit) for unit in units if unit]
    return {province.area_id for province in above if province}
