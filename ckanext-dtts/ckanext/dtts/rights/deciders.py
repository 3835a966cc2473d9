"""Who may decide on a submission, all of them at once: for telling them, not for letting them."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission
from ckanext.dtts.rights.person import APPROVER, placed
from ckanext.dtts.rights.submission import owner_of
from ckanext.dtts.rights.tree import above


def deciders(submission: Submission) -> list[str]:
    """Ids of the approvers of its agency and of those above it; not its sender, but in a one-person agency.

    In four queries, however many agencies and people there are. Portal administrators are among them only
    where they are approvers by name.
    """
    agency, agencies = owner_of(submission), placed()
    owner = next((each for each in agencies if each.id == agency), None)
    if owner is None:
        return []
    found = set(_approvers({owner.id, *above(agencies, owner.id)}))
    alone = owner.one_person and submission.actor_id in _approvers({owner.id})
    return sorted(found if alone else found - {submission.actor_id})


def _approvers(agencies: set[str]) -> list[str]:
    query = (
        sa.select(model.Member.table_id)
        .join(model.User, model.User.id == model.Member.table_id)
        .where(
            model.Member.table_name == "user",
            model.Member.capacity == APPROVER,
            model.Member.state == model.State.ACTIVE,
            model.Member.group_id.in_(agencies),
            model.User.state == model.State.ACTIVE,
            model.User.name != tk.config["ckan.site_id"],
        )
    )
    return list(model.Session.scalars(query))
