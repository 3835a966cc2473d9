"""Who says yes to an agency's valid submissions: a person, or the policy `auto`."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.model import Agency


def approval_of(agency_id: str | None) -> str:
    """`person` or `auto`, as the agency has it or else the portal; a person for what no agency owns."""
    if agency_id is None:
        return "person"
    query = sa.select(Agency.approval).where(Agency.agency_id == agency_id)
    return model.Session.scalar(query) or config.desk_approval()
