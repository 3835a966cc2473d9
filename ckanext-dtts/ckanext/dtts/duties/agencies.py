"""What agencies are called, and who took over the entries of one that has ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.model import Agency
from dtts.agencies import Agencies
from dtts.duties import province_on

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """An agency of the portal: the name in its address, its titles, its place and its id in the register."""

    id: str
    name: str
    title: Words
    area_id: str | None
    register_id: str | None


def named() -> dict[str, Named]:
    """All agencies by id, also those that are no more; one query."""
    query = (
        sa.select(
            model.Group.id,
            model.Group.name,
            model.Group.title,
            model.Group.extras["title_en"].astext.label("title_en"),
            Agency.area_id,
            Agency.register_id,
        )
        .outerjoin(Agency, Agency.agency_id == model.Group.id)
        .where(model.Group.is_organization.is_(True))
    )
    return {row.id: _named(row) for row in model.Session.execute(query)}


def heirs(known: Mapping[str, Named], on: date) -> dict[str, str]:
    """By the id of an agency that had ended by the day, the id of the one that took its entries over.

    The register of agencies says which kind of agency follows; it is the agency of that kind for the same
    province. Where the portal has none or several of it, the entries stay with the one that ended.
    """
    registered = Agencies.load(registers.folder())
    by_kind: dict[tuple[str, str], list[str]] = {}
    for each in known.values():
        if each.register_id:
            by_kind.setdefault((each.register_id, _province(each, on)), []).append(each.id)
    found = {}
    for each in known.values():
        if each.register_id not in registered.all:
            continue
        follower = registered.in_force(str(each.register_id), on)
        if follower is None or follower.id == each.register_id:
            continue
        heir = by_kind.get((follower.id, _province(each, on)), [])
        if len(heir) == 1:
            found[each.id] = heir[0]
    return found


def _province(each: Named, on: date) -> str:
    return province_on(registers.gazetteer(), each.area_id, on) if each.area_id else ""


def _named(row: sa.Row[tuple[str, str, str, str, str | None, str | None]]) -> Named:
    title = row.title or row.name
    words = {"vi": title, "en": row.title_en or title}
    return Named(row.id, row.name, words, row.area_id, row.register_id)
