"""Which agency of the portal a recommendation means by a name.

A tie gives rights, so it rests only on what portal administrators set for an agency: the names by which it is
written, or its id in the register of agencies together with its place. Its title, which its own approvers may
change, is not looked at. A name that two agencies could have is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.model import Agency
from ckanext.dtts.registers.names import place_name
from dtts.agencies import Agencies
from dtts.units import remit
from dtts.vietnamese import fold

COMMITTEES = {"ubnd-tinh", "ubnd-huyen", "ubnd-xa"}
"""Ids of the register whose agencies are called after their place."""
_CALLED = ("Ủy ban nhân dân {place}", "UBND {place}")
COUNTRY = "VN"


@dataclass(frozen=True)
class Known:
    """An agency with its names, folded, and its place."""

    id: str
    names: frozenset[str]
    area_id: str | None


@dataclass(frozen=True)
class Ties:
    """All agencies that may be meant."""

    agencies: tuple[Known, ...]

    def agency(self, name: str, area_id: str) -> str | None:
        """Id of the only agency of that name that answers for the place; None for none and for several.

        An agency without a place answers for every place, and every agency for the whole country.
        """
        written = fold(name.strip())
        found = [each for each in self.agencies if written in each.names and _answers_for(each, area_id)]
        return found[0].id if len(found) == 1 else None


def ties() -> Ties:
    """What is set now; one query."""
    query = (
        sa.select(Agency.agency_id, Agency.area_id, Agency.register_id, Agency.written_as)
        .join(model.Group, model.Group.id == Agency.agency_id)
        .where(model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE)
        .where(sa.or_(Agency.register_id.is_not(None), Agency.written_as.is_not(None)))
    )
    rows = model.Session.execute(query).tuples()
    return Ties(tuple(Known(key, _names(area, kind, said), area) for key, area, kind, said in rows))


def _names(area_id: str | None, register_id: str | None, written_as: str | None) -> frozenset[str]:
    said = (line.strip() for line in (written_as or "").splitlines())
    return frozenset(fold(name) for name in (*said, *_registered(area_id, register_id)) if name)


def _registered(area_id: str | None, register_id: str | None) -> Iterator[str]:
    known = Agencies.load(registers.folder()).all.get(register_id or "")
    if known is None:
        return
    yield from (known.name, known.short_name)
    place = place_name(area_id, "vi") if area_id and known.id in COMMITTEES else None
    if place:
        yield from (form.format(place=place) for form in _CALLED)


def _answers_for(agency: Known, area_id: str) -> bool:
    if agency.area_id is None or area_id == COUNTRY or agency.area_id == area_id:
        return True
    gazetteer, today = registers.gazetteer(), registers.today()
    mine, theirs = remit(gazetteer, agency.area_id, today), remit(gazetteer, area_id, today)
    if mine is None or theirs is None:
        return False
    return mine.holds(theirs) or (mine.level == theirs.level and mine.ground == theirs.ground)
