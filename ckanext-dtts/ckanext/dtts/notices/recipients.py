"""Who is told of an event: worked out when it is passed on, by the rights of that moment."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Event, Submission
from ckanext.dtts.rights.person import APPROVER


def of(kind: str, event: Event, submission: Submission) -> list[str]:
    """Ids of those who are told. Nobody is told of what they did themselves."""
    found = approvers(submission) if kind == "awaiting" else [submission.actor_id]
    return [each for each in active(found) if each != event.actor]


def approvers(submission: Submission) -> list[str]:
    """Those who may decide on it: approvers of its agency and of those above, but not its sender.

    Portal administrators may decide on everything; they are told of the agencies that they approve for by
    name only.
    """
    agency = rights.owner_of(submission)
    return [user.id for user in _candidates() if _is_asked(rights.of(user), user, submission, agency)]


def _is_asked(held: rights.Rights, user: model.User, submission: Submission, agency: str | None) -> bool:
    if user.sysadmin and (agency is None or held.member.get(agency) != APPROVER):
        return False
    return held.against_deciding(submission.actor_id, agency) is None


def active(user_ids: Iterable[str]) -> list[str]:
    """Those of them who have an account that is in use, and are not the portal itself; each once."""
    query = sa.select(model.User.id).where(
        model.User.id.in_(list(user_ids)),
        model.User.state == model.State.ACTIVE,
        model.User.name != tk.config["ckan.site_id"],
    )
    return sorted(model.Session.scalars(query))


def _candidates() -> list[model.User]:
    """Everybody who approves for any agency."""
    approving = sa.select(model.Member.table_id).where(
        model.Member.table_name == "user",
        model.Member.capacity == APPROVER,
        model.Member.state == model.State.ACTIVE,
    )
    return list(model.Session.scalars(sa.select(model.User).where(model.User.id.in_(approving))))
