"""What the authorisation functions answer, and the one question that those of keepers ask."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model
from ckan.types import AuthResult, Context

from ckanext.dtts.model import Grant

DENIED: AuthResult = {"success": False, "msg": "Không được phép / Not allowed"}


def held_by_keeper(context: Context, role: str) -> AuthResult:
    """Allowed to whoever was granted the role: `register_keeper` or `harvest_keeper`."""
    user = model.User.get(context["user"])
    held = sa.select(Grant.id).where(Grant.user_id == (user.id if user else ""), Grant.role == role)
    return {"success": True} if model.Session.scalar(held) else DENIED
