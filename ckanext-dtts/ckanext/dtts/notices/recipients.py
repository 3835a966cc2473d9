"""Who is told of an event: worked out when it is passed on, by the rights of that moment."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Event, Submission


def of(kind: str, event: Event, submission: Submission) -> list[str]:
    """Ids of those who are told. Nobody is told of what they did themselves."""
    found = rights.deciders(submission) if kind == "awaiting" else [submission.actor_id]
    return [each for each in active(found) if each != event.actor]


def active(user_ids: Iterable[str]) -> list[str]:
    """Those of them who have an account that is in use, and are not the portal itself; each once."""
    query = sa.select(model.User.id).where(
        model.User.id.in_(list(user_ids)),
        model.User.state == model.State.ACTIVE,
        model.User.name != tk.config["ckan.site_id"],
    )
    return sorted(model.Session.scalars(query))
