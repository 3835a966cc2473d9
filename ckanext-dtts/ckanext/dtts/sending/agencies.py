"""The agencies for which a person sends, with their places."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Agency


class Sender(NamedTuple):
    """An agency: id, name in addresses, title as CKAN has it, and its place if it is tied to one."""

    id: str
    name: str
    title: str
    area_id: str | None


def of(user: model.User) -> list[Sender]:
    """Those for which the person sends; all of them for an administrator of the portal."""
    query = (
        sa.select(model.Group.id, model.Group.name, model.Group.title, Agency.area_id)
        .outerjoin(Agency, Agency.agency_id == model.Group.id)
        .where(model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE)
        .order_by(model.Group.title)
    )
    if not user.sysadmin:
        query = query.where(model.Group.id.in_(rights.sends_for(user)))
    return [Sender(*row) for row in model.Session.execute(query)]
